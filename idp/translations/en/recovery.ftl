## Password or user name forgotten (S92)
recovery-forgotten-password-title = Forgotten password
recovery-forgotten-password-lead = Enter the e-mail address of your account. We will send you a link by which you choose a new password.
recovery-forgotten-user_name-title = Forgotten user name / e-mail address
recovery-forgotten-user_name-lead = Your user name is the e-mail address with which you registered. Enter one of your addresses: we will write there whether it belongs to an account.
recovery-forgotten-second_factor-title = Recover access without a password
recovery-forgotten-second_factor-lead = Enter the e-mail address of your account. We will send you a link by which you enter a recovery code.
recovery-forgotten-email = E-mail address
recovery-forgotten-submit = Request e-mail
recovery-forgotten-back = Back
recovery-forgotten-factor = You will still need your second factor or your passkey. Have you lost both? <lost>This is how you get back in.</lost>
recovery-sent-title = E-mail on its way
recovery-sent-success = We have written to you.
recovery-sent-password = If there is an account for this address, the e-mail holds a link for a new password. It is valid for one hour.
recovery-sent-user_name = The e-mail says whether this address belongs to an account.
recovery-sent-second_factor = If there is an account for this address, the e-mail says how you get back in. A link in it is valid for one hour.
recovery-sent-nothing = No e-mail received? Look into your spam folder, or try another address.
recovery-sent-back = Back to sign-in
recovery-choose-title = Choose a new password
recovery-choose-lead = Choose a new password for your account. All devices will be signed out.
recovery-choose-password = New password
recovery-choose-password-repeat = Repeat new password
recovery-choose-submit = Save password
recovery-chosen-title = Choose a new password
recovery-chosen-success = Your new password is valid from now on.
recovery-chosen-text = Sign in with it. You will be asked for your second factor as usual.
recovery-chosen-sign-in = To sign-in
recovery-dead-link-title = This link is no longer valid
recovery-dead_link-text = The link is older than one hour, has been used already or has been replaced by a newer one.
recovery-dead_link-again = Request a new link

## Access lost: second factor or passkey
recovery-lost-title = Second factor or passkey lost
recovery-lost-lead = With a recovery code you get back into your account.
recovery-lost-step-first = Enter your user name and your password.
recovery-lost-step-code = Enter one of your recovery codes.
recovery-lost-step-new = Set up a new passkey or second factor.
recovery-lost-submit = Continue
recovery-lost-back = Back
recovery-lost-no-password = Does your account have no password? <link>We will send you a link.</link>
recovery-lost-forgotten = Password forgotten? <forgotten>Choose a new one first.</forgotten>
recovery-lost-no-code = Do you have no recovery code?
recovery-lost-no-code-text = If you have a second passkey, sign in with it.
recovery-lost-letter = You can request a code by letter once you have entered your user name and password.
recovery-code-letter = We can <letter>send you a code by letter</letter>. Or you come to our office with your identity card and get one that is valid for 24 hours.
recovery-code-counter = Come to our office with your identity card. There you get a code that is valid for 24 hours. Questions? Call our technical support: { $support_phone } ({ $support_hours }).
recovery-code-title = Enter a recovery code
recovery-code-lead = Take one of the codes that you printed or wrote down, or the one of our letter.
recovery-code-label = Recovery code
recovery-code-hint = 20 characters. Capital or small, with or without dashes makes no difference. Each code is valid once.
recovery-code-submit = Continue
recovery-code-malformed = A recovery code has 20 letters and digits. Check whether you entered all of it.
recovery-code-wrong = This code is not valid. Perhaps you have used it already, replaced it by new ones or mistyped it too often. Take the next one.
recovery-notice-lead = Now set up what you will sign in with. After that you are back in your account.
recovery-devices-title = What have you lost?
recovery-devices-new = Your new way in is set up
recovery-devices-new-text = One step is left.
recovery-devices-totp = After that your former second factor (TOTP) is no longer valid.
recovery-devices-which = Which passkeys do you no longer have?
recovery-devices-which-hint = We delete the ticked ones from your account. With the others you can still sign in.
recovery-devices-out = We sign out all other devices and connected services.
recovery-devices-submit = Finish
recovery-recovered-title = You are back in your account
recovery-recovered-success = Your account is secured anew
recovery-recovered-text = All other devices are signed out. We have also written you an e-mail.
recovery-recovered-codes =
    { $count ->
        [0] You have no recovery codes left
        [one] One recovery code is still valid
       *[other] { $count } recovery codes are still valid
    }
recovery-recovered-codes-text = The code that you used is no longer valid. If your codes were lost as well, create new ones: the old ones are no longer valid then.
recovery-recovered-make = Create new codes
recovery-recovered-further = Continue

## Recovery code by letter
recovery-letter-title = Recovery code by letter
recovery-letter-lead = You no longer have your recovery codes? Then we send you a code by post.
recovery-letter-address = The letter goes to the address that we have of you. It must not have changed for at least 14 days.
recovery-letter-time = The letter takes a few days. The code is valid for 21 days.
recovery-letter-once = The code is valid once and only together with your password or a link that we mail you. A new letter makes the code of an earlier one invalid.
recovery-letter-told = We also write to every e-mail address of your account. By the link in the e-mail the letter can be stopped.
recovery-letter-limit = You can request one letter a day, at most three in 30 days.
recovery-letter-submit = Request letter
recovery-letter-asked-title = Recovery code by letter
recovery-letter-asked-success = Your request has arrived
recovery-letter-asked-text = You will read in the e-mail to your account how it goes on.
recovery-letter-asked-next = How it goes on
recovery-letter-asked-step-mail = Look into your e-mails. If the letter cannot be sent, you will read there why.
recovery-letter-asked-step-letter = Wait for the letter. It takes a few days.
recovery-letter-asked-step-password = When it is there, choose <lost>Second factor lost</lost> again and enter password and code.
recovery-letter-asked-step-link = When it is there, request <link>a link by e-mail</link> again and enter the code there.
recovery-letter-asked-counter = You do not want to wait? Come to our office with your identity card. There you get a code that is valid for 24 hours.
