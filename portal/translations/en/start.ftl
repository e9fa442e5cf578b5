## Public start page (S17, S145)
start-welcome-title = Welcome, how can we help you?
start-welcome-lead = Deal with { $operator } online: safely, around the clock and without paper.
start-welcome-audiences = Who are you here for?
start-welcome-sign-in = Sign in
start-welcome-people = Individuals
start-welcome-people-text = Do you receive benefits or want to apply for them? With your account and the unlock code from our letter you see your data and your customer number.
start-welcome-companies = Companies
start-welcome-companies-text = Do you hire or employ people? A company always needs an unlock code. You get it from your contact person here, or from the person who manages your company’s profile.
start-welcome-institutions = Institutions
start-welcome-institutions-text = Do you work for an education provider, a school or an authority? Institutions have a profile of their own, which is opened with an unlock code.
start-welcome-how = Five steps to your own area
start-welcome-step-1 = Choose <signin>Sign in</signin>, then “Register” if you have no account yet.
start-welcome-step-2 = Give your e-mail address and choose a password.
start-welcome-step-3 = Confirm your e-mail address with the link that we send you.
start-welcome-step-4 = Secure your account with a passkey or a second factor.
start-welcome-step-5 = Enter the unlock code from our letter.
start-welcome-more = The <help>help pages</help> tell you more.
