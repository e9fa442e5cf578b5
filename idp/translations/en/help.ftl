## Help with signing in (S41)
help-sign_in-title = Help with problems around signing in
help-sign_in-lead = Advice for when signing in does not work.
help-sign_in-password = The password is not accepted
help-sign_in-password-text =
    Check capital and small letters. “Show” in the password field lets you see what you type.
    Your user name is the e-mail address with which you registered.
    If you have forgotten the password, choose “Forgotten password” on the sign-in page. You will get an e-mail with a link.
help-sign_in-code = The code from the app is not accepted
help-sign_in-code-text =
    Each code is valid for 30 seconds and only once. Wait for the next code.
    Set the clock of your device to “automatic”. A wrong time is the most frequent cause.
help-sign_in-passkey = The passkey is not found
help-sign_in-passkey-text =
    A passkey lives on the device or in the password manager with which you created it. Sign in with that device.
    Many computers can use the passkey of a phone: choose “Other device” and scan the QR code.
help-sign_in-locked = Too many attempts
help-sign_in-locked-text = After several wrong entries, signing in takes a break. This protects your account. You can still sign in with a passkey.
help-sign_in-support = It still does not work
help-sign_in-support-text = Call our technical support: { $support_phone } ({ $support_hours }).

## Secure sign-in (S22, S47)
help-secure-title = About signing in safely and comfortably
help-secure-lead = A password alone is not enough: personal data belong to your account.
help-secure-why = Why two factors?
help-secure-why-text = Passwords are stolen, guessed or typed into fake pages. A second factor is something that only you have. Without it, a stolen password is of no use to anyone.
help-secure-passkey = Most comfortable: a passkey
help-secure-passkey-text = You confirm the sign-in with your device's fingerprint, face or PIN. There is nothing to remember and nothing that a fake page could steal.
help-secure-totp = Just as possible: password and code
help-secure-totp-text = An app on your phone shows a new code every 30 seconds. You enter it after the password.
help-secure-both = Both together
help-secure-both-text = You can set up a passkey and a code. Then you get into your account even when one of them is missing.

## Factors (S40)
help-factors-title = About multi-factor authentication
help-factors-lead = You sign in with two different things: something that you know and something that you have.
help-factors-what = What is it?
help-factors-what-text = Besides the password you need a code from an app. Or you use a passkey: it unites both, your device and your fingerprint or PIN.
help-factors-which = Which one suits me?
help-factors-which-text =
    If your phone or computer is unlocked by fingerprint, face or PIN, take a passkey.
    If you work on changing devices, take password and code.
help-factors-lost = Lost a device?
help-factors-lost-text = Sign in with the other way or a second passkey and delete what is lost in the account settings. If you have no other way, take a recovery code: choose “Second factor lost?” when signing in. If you have no code either, call our support: { $support_phone }.

## Passkeys (S41, S59)
help-passkeys-title = Help and information on passkeys
help-passkeys-lead = With a passkey you sign in without a password.
help-passkeys-what = What is a passkey?
help-passkeys-what-text = A passkey is a digital key on your device or in your password manager. You use it with fingerprint, face or PIN. These stay on your device; we never get them.
help-passkeys-create = Creating a passkey
help-passkeys-create-text =
    Open “Set up passkey” and give the passkey a name, such as “My phone”.
    Choose “Create passkey”. Your device asks for fingerprint, face or PIN. Then the passkey is ready.
help-passkeys-use = Signing in with the passkey
help-passkeys-use-text = Choose “Sign in with passkey” on the sign-in page, or tap the user name field and choose the passkey from the list.
help-passkeys-several = Several devices
help-passkeys-several-text = Create a passkey on each device, best at least two. Passkeys in a password manager are ready on all devices on which you use it.
help-passkeys-lost = Lost device
help-passkeys-lost-text = Sign in with another passkey or with password and code and delete the lost passkey in the account settings. If neither works, choose “Forgotten password” and there “This is how you get back in”: for that you need a recovery code.

## TOTP (S41, S71)
help-totp-title = Help and information on the second factor (TOTP)
help-totp-lead = An app shows you a six-digit code for each sign-in.
help-totp-what = What is a TOTP code?
help-totp-what-text = TOTP means “time-based one-time password”. The app and our server compute the same code from a shared key and the time. It is valid for 30 seconds and only once.
help-totp-install = 1. Download an app
help-totp-install-text = Any authenticator app will do, and so will many password managers. Download it from your device's app store.
help-totp-scan = 2. Add the key
help-totp-scan-text = Scan the QR code with the app, or copy the key and paste it into the app.
help-totp-enter = 3. Enter the code
help-totp-enter-text = Enter the code that the app shows right now. With that, the second factor is set up.
help-totp-wrong = The code is not accepted
help-totp-wrong-text = Set the clock of your device to “automatic” and wait for the next code.
help-totp-lost = Lost phone
help-totp-lost-text = Sign in with a passkey and set up a new second factor in the account settings. Without a passkey, choose “Second factor lost?” on the page that asks for the code, and take a recovery code. If you have none, call our support: { $support_phone }.

## The right account (S22)
help-find-title = Finding the right account
help-find-lead = One account is enough for all services of { $operator }.
help-find-person = You act for yourself
help-find-person-text = Register with your e-mail address. With the unlock code from our letter you connect the account with your data at the Jobcenter.
help-find-organisation = You act for a company or an institution
help-find-organisation-text = Register with your business e-mail address. You always need an unlock code; you get the first one from us.
help-find-unsure = You do not know whether you have an account already
help-find-unsure-text = Choose “Forgotten user name / e-mail address” on the sign-in page. We will write to you whether your address belongs to an account.

## Terms of use (S31), version 2026-11
help-terms-title = Terms of use
help-terms-lead = Version of November 2026. They apply to your online account with { $operator }. The German version is binding.
help-terms-scope = What the account is for
help-terms-scope-text = With the account you sign in to the online services of { $operator }. The account is free of charge and voluntary. You can settle your affairs without an account, too.
help-terms-account = Your account
help-terms-account-text = The account is yours personally. Give an e-mail address that only you have access to. An account comes into being only when you have confirmed that address.
help-terms-duties = What you take care of
help-terms-duties-text =
    Do not pass passwords, codes or devices with passkeys on to others.
    Tell us at once if somebody else might have access to your account.
    In case of misuse or a security problem we may deactivate the account as a precaution. We reactivate it as soon as the reason is gone.
help-terms-availability = Availability
help-terms-availability-text = We keep the service available as well as we can. We announce maintenance where possible. If in doubt, meet deadlines by another way.
help-terms-end = End of use
help-terms-end-text = You can stop at any time. To do so, call our support: { $support_phone }.

## Privacy (S32), version 2026-11
help-privacy-title = Privacy statement
help-privacy-lead = Version of November 2026. Which data we process for your online account, why and for how long. The German version is binding.
help-privacy-controller = Controller
help-privacy-controller-text = { $operator }, { $address }. E-mail: { $email }, telephone: { $support_phone }.
help-privacy-registrierungsdaten = Processing of registration data
help-privacy-registrierungsdaten-text =
    For your registration we process your e-mail address, your password (only as a check value from which it cannot be computed), your language, and the time and version of your consents.
    The e-mail address is your user name. We only write to you about your account.
    A registration that you do not confirm is deleted after 24 hours. We keep the other data as long as the account exists.
help-privacy-sign_in = Sign-in and security
help-privacy-sign_in-text =
    When you sign in, we store when and how you did so. We keep the key of your second factor encrypted, and only the public part of passkeys. Fingerprint and face stay on your device.
    Your browser gets only the cookies that are needed for signing in and for the language. There is no advertising and no tracking.
help-privacy-services = Passing data on to services
help-privacy-services-text = When you sign in, the portal of { $operator } learns your identifier, your e-mail address, your language and how you signed in. The account never passes on passwords or keys.
help-privacy-widerruf = Withdrawal of consent
help-privacy-widerruf-text = You can withdraw your consent at any time for the future without giving reasons. Write to { $email } or call us: { $support_phone }. We will then delete your account. What has happened until then remains lawful.
help-privacy-rights = Your rights
help-privacy-rights-text = You have the right to access, rectification, erasure, restriction and portability. You can complain to the data protection authority.

## Imprint
help-imprint-title = Imprint
help-imprint-lead = This service is provided by { $operator }.
help-imprint-operator = Address
help-imprint-operator-text = { $operator }, { $address }
help-imprint-contact = Contact
help-imprint-contact-text =
    Telephone: { $support_phone } ({ $support_hours })
    E-mail: { $email }

## Accessibility
help-accessibility-title = Accessibility statement
help-accessibility-lead = This service is meant to be usable by everyone, following BITV 2.0 and WCAG 2.2, level AA.
help-accessibility-state = State
help-accessibility-state-text = All pages can be used by keyboard and screen reader, are readable in light and dark colours and can be enlarged to 400 percent. Every page is checked automatically with every change. Except for passkeys, everything works without scripts.
help-accessibility-limits = What is not accessible yet
help-accessibility-limits-text = There are no videos in German Sign Language yet. So far there is an overview in easy language. The passkey dialog is shown by your device; we have no influence on it.
help-accessibility-feedback = Report a barrier
help-accessibility-feedback-text = Write to { $email } or call { $support_phone }. We will answer you.

## Easy language
help-easy-title = Easy language
help-easy-lead = Here we explain the online account in simple sentences.
help-easy-what = What is the online account?
help-easy-what-text =
    The online account is for the internet.
    With the account you sign in to the Jobcenter.
    The account costs no money.
help-easy-account = How do you get an account?
help-easy-account-text =
    Click on “Register”.
    Write down your e-mail address.
    Think of a password.
    You get an e-mail.
    Click on the link in the e-mail.
help-easy-safe = How do you protect your account?
help-easy-safe-text =
    You need a passkey or a code.
    A passkey is a key on your phone.
    An app on your phone shows the code.
    Never tell anyone your password.
help-easy-help = Do you need help?
help-easy-help-text =
    Call us.
    The telephone number is: { $support_phone }.

## Sign language
help-sign_language-title = Sign language
help-sign_language-lead = For people who speak German Sign Language.
help-sign_language-contact = How to reach us
help-sign_language-contact-text =
    Write us an e-mail: { $email }. We will make an appointment with you and an interpreter. It costs you nothing.
    There are no videos in German Sign Language on these pages yet.
