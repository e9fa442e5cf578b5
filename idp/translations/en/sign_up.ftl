## Registration (S26–S33)
sign-up-register-title = Registration
sign_up-register-lead = Register to use the online services of { $operator }.
sign_up-register-email = E-mail address
sign_up-register-email-hint = Please enter your e-mail address. It is your user name as well.
sign_up-register-email-invalid = Enter an e-mail address at which we can write to you, such as name@example.org
sign_up-register-password-heading = Password
sign_up-register-password = Password
sign_up-register-password-repeat = Repeat password
sign_up-register-consent-heading = Agreement and consent
sign_up-register-consent-lead = To register you, we need your agreement to our terms of use and your consent to the use of your e-mail address.
sign_up-register-terms = I have read the <terms>terms of use</terms> and accept them.
sign_up-register-privacy = I consent to { $operator } collecting and processing my e-mail address as described in the <processing>privacy statement, chapter “Processing of registration data”</processing>. As described in the <withdrawal>privacy statement, chapter “Withdrawal of consent”</withdrawal>, I can withdraw this consent at any time for the future without giving reasons.
sign_up-register-terms-missing = Accept the terms of use to register.
sign_up-register-privacy-missing = Consent to the use of your e-mail address to register.
sign_up-register-submit = Register
sign_up-register-cancel = Cancel

## Success (S34)
sign-up-done-title = Registration
sign_up-done-success = You have registered successfully.
sign_up-done-next = Your next step:
sign_up-done-confirm = Please confirm your e-mail address.
sign_up-done-open = To do so, open the e-mail that we have just sent to this address.
sign_up-done-valid = The link in the e-mail is valid for 24 hours.
sign_up-done-nothing = No e-mail received?
sign_up-done-nothing-text = Please look into your spam folder as well. If there was a typing error, <again>register once more</again>.

## Confirmation (S35–S37)
sign-up-confirm-title = Confirm your e-mail address
sign_up-confirm-lead = Confirm that this e-mail address is yours:
sign_up-confirm-ask = You have opened the link in another browser than the one in which you registered. So please also enter the password that you chose when you registered.
sign_up-confirm-password = Password
sign_up-confirm-password-wrong = This is not the password that you chose when you registered. Check capital and small letters.
sign_up-confirm-submit = Confirm e-mail address
sign_up-confirm-not-me = You did not register? Then close this page. Without your confirmation there will be no account.
sign-up-confirmed-title = Confirm your e-mail address
sign_up-confirmed-success = You have successfully confirmed your e-mail address.
sign_up-confirmed-already = Your e-mail address has been confirmed already.
sign_up-confirmed-text = You can now sign in to the portal of { $operator } with this e-mail address and use our online services.
sign_up-confirmed-sign-in = To sign-in
sign-up-dead-link-title = This link is no longer valid
sign_up-dead_link-text = The link is older than 24 hours, has been used already or is incomplete.
sign_up-dead_link-again = You have no account yet? <again>Register once more</again>.
sign_up-dead_link-have = You have confirmed your address already? <sign_in>Sign in</sign_in> or <forgotten>reset your password</forgotten>.

## A new person from BundID or Mein UK
sign-up-new-person-title = Create or connect an account
sign_up-new-person-lead-bundid = You have signed in with BundID. This identity does not belong to an account here yet.
sign_up-new-person-lead-mein-uk = You have signed in with Mein Unternehmenskonto. This identity does not belong to an account here yet.
sign_up-new-person-have = Do you have an account already?
sign_up-new-person-have-text = Sign in with your account and connect it. You have five minutes for that.
sign_up-new-person-connect = Connect to my account
sign_up-new-person-new = New account
sign_up-new-person-new-text = We need an e-mail address at which we can write to you. You do not need a password.
sign-up-elsewhere-title = Open the link in the other browser
sign_up-elsewhere-text = You began the registration in another browser. Open the link from the e-mail there.
sign_up-elsewhere-again = If that is not possible, please begin again in this browser.
