## Help (S145, S146)
help-help-title = Help
help-help-lead = How to get your account and your profile.
help-help-account = To your account in a few steps
help-help-account-1 = Choose <signin>Sign in</signin>. You come to the sign-in service.
help-help-account-2 = Choose “Register” there, give your e-mail address and choose a password.
help-help-account-3 = Confirm your e-mail address with the link in the e-mail. It is valid for 24 hours.
help-help-account-4 = Sign in and secure the account with a passkey or a second factor.
help-help-profile = To your profile in a few steps
help-help-profile-1 = After signing in you choose your profile.
help-help-profile-2 = If you got a letter with an unlock code, <code>enter the unlock code</code>. It is valid for 90 days and only once.
help-help-profile-none = If you have no code, <request>request one online</request> or call us: { $phone }.
help-help-session = How long you stay signed in
help-help-session-text = After { $minutes } minutes without a click we sign you out for your safety. We tell you before, and you can extend the time. After { $hours } hours you must sign in again in any case.
help-help-contact = How to reach us
help-help-contact-support = Our support answers technical questions: { $support_phone } ({ $support_hours }).
help-help-contact-office = For everything else call { $phone } or write to <mail>{ $email }</mail>.
help-help-more = Help of the sign-in service
help-help-more-sign-in = Help with signing in
help-help-more-passkeys = Help and information about passkeys
help-help-more-totp = Help and information about the second factor (TOTP)

## Imprint
help-imprint-title = Imprint
help-imprint-intro = Responsible for this portal:
help-imprint-phone = Telephone:
help-imprint-email = E-mail:
help-imprint-support = Technical support
help-imprint-support-text = { $support_phone } ({ $support_hours })

## Privacy
help-privacy-title = Privacy
help-privacy-lead = Which of your data this portal processes, what for and how long.
help-privacy-who = Who is responsible
help-privacy-what = Which data we process
help-privacy-what-account = From the sign-in service we receive an identifier of your account, your e-mail address, your language and how securely you signed in. We never learn your password.
help-privacy-what-profile = When you enter an unlock code, we link your account to your case with us: name and customer number.
help-privacy-what-session = While you are signed in, our server remembers your session: until { $minutes } minutes after the last click, { $hours } hours at most.
help-privacy-what-audit = We record signing in, signing out, unlocking and who reads or changes your case, so that misuse is noticed. You read your entries under “History”.
help-privacy-cookies = Cookies
help-privacy-cookies-text = We only set cookies that the portal cannot work without: one that recognises your browser and protects forms, one for your session and one for the language you chose. Nobody tracks you with them, and there are no third-party services.
help-privacy-account = Your account
help-privacy-account-text = What the sign-in service processes is told in <provider>its privacy notice</provider>.
help-privacy-rights = Your rights
help-privacy-rights-text = You can ask for access, correction, erasure and restriction, and complain to a data protection authority. Write to us or call us.

## Terms of use
help-terms-title = Terms of use
help-terms-lead = The portal is a free service of { $operator }. You can do everything with us in other ways too.
help-terms-use = Please note
help-terms-use-self = Use the portal only for yourself or for the organisation that you represent.
help-terms-use-code = Do not pass on your unlock code or your sign-in data. If you suspect that someone else knows them, tell us at once.
help-terms-use-true = Give true and complete information.
help-terms-account = For your account, <provider>the terms of the sign-in service</provider> hold as well.

## Accessibility
help-accessibility-title = Accessibility statement
help-accessibility-lead = { $operator } wants everyone to be able to use this portal. It follows WCAG 2.2, level AA.
help-accessibility-keyboard = Everything works with the keyboard, and you always see where you are.
help-accessibility-zoom = Pages can be enlarged to 400 % and fit narrow screens.
help-accessibility-contrast = Text contrasts with its background by at least 7 to 1, light and dark.
help-accessibility-time = Before your time runs out we ask; what you have typed is kept.
help-accessibility-gaps = What is still missing
help-accessibility-gaps-text = There are no videos in German Sign Language yet, and only one page is written in easy language.
help-accessibility-tell = Report a barrier
help-accessibility-tell-text = Did you meet an obstacle? Write to <mail>{ $email }</mail> or call { $phone }. We answer, and help you in another way at once.

## Easy language
help-easy-language-title = Easy language
help-easy-language-note = This page exists in German only.
help-easy-language-line-1 = Das ist die Internet-Seite von { $operator }.
help-easy-language-line-2 = Sie können hier mit dem Jobcenter in Kontakt kommen.
help-easy-language-line-3 = Dafür brauchen Sie ein Konto.
help-easy-language-line-4 = Ein Konto ist wie ein Schlüssel für diese Seite.
help-easy-language-line-5 = Sie bekommen von uns einen Brief. In dem Brief steht ein Code.
help-easy-language-line-6 = Ein Code ist eine geheime Nummer. Sie geben den Code auf dieser Seite ein.
help-easy-language-line-7 = Dann wissen wir: Das sind wirklich Sie.
help-easy-language-line-8 = Haben Sie Fragen? Rufen Sie uns an. Unsere Nummer ist: { $phone }

## Sign language
help-sign-language-title = Sign language
help-sign-language-lead = There are no videos in German Sign Language here yet.
help-sign-language-interpreter = For a conversation with us you can have a sign-language interpreter free of charge. Just tell us beforehand.
help-sign-language-write = Write to <mail>{ $email }</mail>.
