## Profiles (S2–S6, S49–S58, S76–S82)
profiles-frame-number = Customer number: { $number }
profiles-frame-standard = Standard profile
profiles-frame-none = Without a profile
profiles-frame-staff = Go to case work
profiles-frame-home = To the profile
profiles-frame-edit = Edit profile
profiles-frame-switch = Switch profile
profiles-frame-manage = Manage profiles
profiles-frame-own-data = My data
profiles-frame-colleagues = Manage access
profiles-frame-account = Account settings

profiles-kind-person = Private individual
profiles-kind-company = Company
profiles-kind-institution = Institution
profiles-number = Customer number: { $number }
profiles-standard = Standard profile
profiles-standard-text = Not unlocked yet
profiles-current = Selected now
profiles-home = To the home page
profiles-back = Back

profiles-acting-organisation = Organisation
profiles-acting-form = Legal form
profiles-acting-register = Register number
profiles-acting-no-register = Not entered in any register
profiles-acting-person = Acting person
profiles-acting-nobody = Not named
profiles-acting-source = These details come from Mein Unternehmenskonto.

profiles-choose-title = Choose a profile
profiles-switch-title = Switch profile
profiles-choose-lead = Most digital services need a profile.
profiles-choose-none = Continue as a private individual without a profile
profiles-choose-none-text = I act for myself and want to use the information pages.
profiles-choose-button = Choose
profiles-choose-code = Unlock code
profiles-choose-code-text = You have been in touch with us and have received an unlock code.
profiles-choose-request = You have no unlock code? Here you can <request>request an unlock code online</request>.
profiles-choose-code-button = Enter unlock code
profiles-choose-create = Create a new profile
profiles-choose-create-text = Create or unlock a new profile.
profiles-choose-create-button = Create a new profile
profiles-choose-cancel = Cancel
profiles-choose-acting = You act for an organisation
profiles-choose-own = Business profile
profiles-choose-foreign = { $kind } · not with this sign-in
profiles-choose-locked = Business profile, not unlocked yet. You need an unlock code for it, from us or from an admin of your organisation.
profiles-choose-locked-button = Unlock it now

profiles-another-title = This profile belongs to another organisation
profiles-another-lead = You cannot open the profile { $organisation } right now. You signed in with Mein Unternehmenskonto for this organisation:
profiles-another-further = What you can do
profiles-another-choose = Would you like to act for the organisation that you are signed in for, or for yourself?
profiles-another-choose-button = Choose a profile
profiles-another-sign-out = Would you like to act for { $organisation }? Sign out, then sign in again with that organisation’s access to Mein Unternehmenskonto. A passkey or your password opens this profile as well.
profiles-another-sign-out-button = Sign out

profiles-create-title = Create a new profile
profiles-create-lead = For whom would you like to use the portal?
profiles-create-person-text = You create a standard profile. Applications, messages and decisions become available once you have unlocked it with an unlock code.
profiles-create-person-button = Create standard profile
profiles-create-company-text = Companies always need an unlock code. The first one comes from the employer service.
profiles-create-institution-text = Education providers, schools and authorities always need an unlock code too. You get it from your contact at our office.
profiles-create-further = Continue
profiles-create-no-code = No unlock code yet?
profiles-create-no-code-text = We send you the code by post.

profiles-organisation-title = Unlock the profile of an organisation
profiles-organisation-company-lead = Companies always need an unlock code.
profiles-organisation-institution-lead = Institutions always need an unlock code too.
profiles-organisation-have = I have an unlock code
profiles-organisation-have-text = From our letter or from an admin of your organisation.
profiles-organisation-first = Is your organisation not here yet?
profiles-organisation-company-first-text = The first unlock code comes from the employer service. Whoever redeems it becomes an admin and gives the others access. We will send it by post.
profiles-organisation-institution-first-text = The first unlock code comes from your contact at our office. Whoever redeems it becomes an admin and gives the others access. We will send it by post.
profiles-organisation-colleague = Does somebody in your organisation use the portal already?
profiles-organisation-colleague-text = Ask an admin of your company: admins create unlock codes for colleagues under “Manage access”.

profiles-manage-title = Manage profiles
profiles-manage-lead = These profiles belong to your account.
profiles-manage-since = In this account since { $day }
profiles-manage-remove = Remove
profiles-manage-leave = Leave
profiles-manage-empty = You have no profile yet
profiles-manage-empty-text = With a profile you can apply for benefits, write messages and read decisions. Enter the unlock code from our letter.

profiles-remove-title = Remove this profile?
profiles-remove-lead = Would you like to remove this profile from your account?
profiles-remove-unlocked = Your data with us stays as it is. To use the profile again you need a new unlock code. We send it by post only.
profiles-remove-standard = You can create a new standard profile at any time.
profiles-remove-button = Remove profile
