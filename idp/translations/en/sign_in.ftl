## Sign-in options (S21–S23)
sign-in-options-title = Sign in
sign-in-options-again-text = For your safety we ask once more who you are before this step.
sign-in-options-lead = Sign in here to the online services of { $operator }.
sign-in-options-own = For individuals, companies and partners: sign in with user name or passkey.
sign-in-options-sign-in = Sign in
sign-in-options-register = Register
sign-in-options-bundid = BundID
sign-in-options-bundid-text = For private individuals: sign in with your online ID card or an ELSTER certificate.
sign-in-options-bundid-go = Sign in with BundID
sign-in-options-mein-uk = Mein Unternehmenskonto
sign-in-options-mein-uk-text = For companies: sign in with an ELSTER organisation certificate.
sign-in-options-mein-uk-go = Sign in with Mein Unternehmenskonto
sign-in-options-more = More information
sign-in-options-secure = How to sign in to the online portal safely and easily
sign-in-options-find = Find the right account
sign-in-options-already = You are already signed in
sign-in-options-already-as = You are signed in as { $email }. To use another account, sign in again here.
sign-in-options-to-account = To the account settings

## Sign-in (S38–S42)
sign-in-account-title = Signing in
sign-in-account-lead = Please sign in:
sign-in-account-asker = After that you go on to the service “{ $client }”.
sign-in-account-asker-policy = Privacy notice of the service
sign-in-account-asker-terms = Terms of the service
sign-in-account-new-window = (opens a new window)
sign-in-account-again = Please sign in once more
sign-in-account-again-text = For your safety we ask you to sign in again before this step.
sign-in-account-passkey = Sign in with a passkey
sign-in-account-or = or
sign-in-account-email = User name / e-mail address
sign-in-account-password = Password
sign-in-account-submit = Sign in
sign-in-account-back = Back
sign-in-account-register = No account yet? <register>Register now</register>
sign-in-account-help = Help with signing in
sign-in-account-forgot-user-name = Forgotten user name / e-mail address
sign-in-account-forgot-password = Forgotten password
sign-in-account-help-factors = About multi-factor authentication
sign-in-account-help-sign-in = Help with problems around signing in
sign-in-account-help-passkeys = Help and information on passkeys
sign-in-account-help-totp = Help and information on the second factor (TOTP)
sign-in-account-email-missing = Enter your user name. It is your e-mail address.
sign-in-account-password-missing = Enter your password.
sign-in-account-wrong = User name and password do not fit together. Check both, and mind capital and small letters. If you have only just registered, confirm your e-mail address first.
sign-in-passkey-expired = The request was open for too long. Please try again.

## The code from the app (S43)
sign-in-code-title = Enter the code
sign-in-code-lead = Your account is protected by a second factor.
sign-in-code-label = 6-digit code (TOTP)
sign-in-code-hint = Open your authenticator or password manager app and enter the code that it shows now. It changes every 30 seconds.
sign-in-code-submit = Sign in
sign-in-code-back = Back
sign-in-code-lost = Second factor lost?
sign-in-code-malformed = Enter the 6 digits that your app shows.
sign-in-code-wrong = This code does not fit or has been used already. Wait until your app shows a new one and enter that. Is the time on your device right?

## Right password, but secured with a passkey (S65)
sign-in-secured-title = Sign in with a passkey
sign-in-secured-lead = Your account is secured with a passkey. The password alone is not enough.
sign-in-secured-why = So nobody gets into your account who only knows your password. Confirm the sign-in with the passkey on your device.
sign-in-secured-lost = Can you no longer use your passkey? Call our technical support: { $support_phone } ({ $support_hours }).
sign-in-secured-back = Back

## One factor was right, but the account is secured by more
sign-in-stronger-title = Your account is secured by more
sign-in-stronger-lead = What you have just entered is not enough for this account.
sign-in-stronger-why = So nobody gets into your account who only knows your password or your user name at BundID. Sign in the way your account is secured.
sign-in-stronger-by-bundid = BundID: with your online ID card, ELSTER certificate or your second factor at BundID.
sign-in-stronger-by-mein-uk = Mein Unternehmenskonto: with your ELSTER certificate for organisations.
sign-in-stronger-none = The service that secures your account is not available here at present.
sign-in-stronger-lost = Does that no longer work? Call our technical support: { $support_phone } ({ $support_hours }).
sign-in-stronger-back = Choose another way to sign in

## Right password, but the owner has said that somebody else may know it
sign-in-renew-password-title = Please choose a new password
sign-in-renew-password-lead = It was reported that somebody else signed in to your account. The former password is therefore no longer valid.
sign-in-renew-password-how = We send you a link by e-mail. With it you choose a new password.
sign-in-renew-password-go = Request the link by e-mail

## Case 3 (S94)
sign-in-deactivated-title = Your account is deactivated and cannot be used
sign-in-deactivated-what = Unfortunately a problem has occurred with your online account. { $operator } has therefore deactivated it as a precaution.
sign-in-deactivated-why = There can be different reasons, for example terms of use that were not kept or a problem of IT security.
sign-in-deactivated-stay = We do not want to lose you as a user and would like to stay in touch with you.
sign-in-deactivated-call = If you have questions about your deactivated account or want it back, call { $support_phone }.
sign-in-deactivated-hours = You can reach us at these times: { $support_hours }.
sign-in-deactivated-thanks = We are glad to help you with your online account and thank you for your understanding and your help.
sign-in-deactivated-back = Cancel

## On the way to BundID and Mein UK (S24, S25)
sign-in-leaving-prove-bundid = Prove who you are with BundID
sign-in-leaving-prove-mein-uk = Prove who you are with Mein Unternehmenskonto
sign-in-leaving-title-bundid = Sign in with BundID
sign-in-leaving-title-mein-uk = Sign in with Mein Unternehmenskonto
sign-in-leaving-lead-bundid = You are now being sent to BundID.
sign-in-leaving-lead-mein-uk = You are now being sent to Mein Unternehmenskonto.
sign-in-leaving-text-bundid = There you can sign in or register to provide your data. After that you come back here.
sign-in-leaving-text-mein-uk = There you sign in with the ELSTER organisation certificate and release your organisation’s data. After that you come back here.
sign-in-leaving-level-low = This step needs proof of your identity.
sign-in-leaving-level-substantial = This step needs safe proof of your identity: your online ID card or an ELSTER certificate.
sign-in-leaving-level-high = This step needs your online ID card.
sign-in-leaving-go = Continue
sign-in-leaving-back = Cancel
sign-in-upstream-failed-title-lost = This sign-in does not belong to this browser
sign-in-upstream-failed-text-lost = It was begun in another browser, was open for too long, or has been completed already.
sign-in-upstream-failed-title-cancelled = You cancelled the sign-in
sign-in-upstream-failed-text-cancelled = You can try again or choose another way.
sign-in-upstream-failed-title-missing = Something that we need is missing there
sign-in-upstream-failed-text-missing = BundID or Mein Unternehmenskonto does not know your family name or something else without which we cannot sign you in. Add it there, or use another proof, for example your online ID card. If that is not possible, sign in here in another way.
sign-in-upstream-failed-title-away = The service cannot be reached at the moment
sign-in-upstream-failed-text-away = Try again in a few minutes, or choose another way.
sign-in-upstream-failed-title-failed = The sign-in did not work there
sign-in-upstream-failed-text-failed = The service reported an error or gave an answer that we cannot trust.
sign-in-upstream-failed-title-too-low = This proof is not enough here
sign-in-upstream-failed-text-too-low = For this step we need safer proof of your identity, for example your online ID card.
sign-in-upstream-failed-title-temporary = We do not recognise you by this sign-in
sign-in-upstream-failed-text-temporary = You signed in there without an account of your own. We can neither find nor create an account by that. Please sign in with your BundID account.
sign-in-upstream-failed-title-another-account = This identity belongs to another account
sign-in-upstream-failed-text-another-account = You are signed in here with an account that does not belong to this identity. Sign in with the matching account, or prove that you are the person who owns this account.
sign-in-upstream-failed-title-unlinked = This identity is not connected to any account yet
sign-in-upstream-failed-text-unlinked = Connect it to your account first. After that you can repeat this step.
sign-in-upstream-failed-nothing = Nothing has been changed.
sign-in-upstream-failed-link = Connect to my account
sign-in-upstream-failed-again-bundid = Try again with BundID
sign-in-upstream-failed-again-mein-uk = Try again with Mein Unternehmenskonto
sign-in-upstream-failed-others = Choose another way to sign in

## Who needs a proof of identity has the choice
sign-in-identify-title = Prove who you are
sign-in-identify-lead = This step needs a proof of who you are. Choose how to prove it.
sign-in-identify-text-bundid = For private persons: with the online ID card or an ELSTER certificate.
sign-in-identify-text-mein-uk = For companies and associations: with an ELSTER organisation certificate.
sign-in-identify-go-bundid = Prove it with BundID
sign-in-identify-go-mein-uk = Prove it with Mein Unternehmenskonto
