## Recovery codes
recovery-codes-codes-title = Recovery codes
recovery-codes-account-text = Codes to print, for the day on which the second factor or the passkey is lost.
recovery-codes-codes-lead = With these codes you get back into your account when your phone or your passkey is lost.
recovery-codes-codes-left =
    { $count ->
        [one] One code is still valid
       *[other] { $count } codes are still valid
    }
recovery-codes-codes-made = Created on { $date }. We do not show them again.
recovery-codes-codes-none = You have no recovery codes
recovery-codes-codes-none-text = If you lose your only second factor, you cannot get back into your account by yourself without codes.
recovery-codes-codes-how = You get ten codes. Each is valid once, and only together with your password or a link that we send to your e-mail address.
recovery-codes-codes-replaces = New codes replace the present ones, which are no longer valid then.
recovery-codes-codes-submit = Create codes
recovery-codes-codes-back = Back
recovery-codes-made-title = Your recovery codes
recovery-codes-made-once = You see these codes only now
recovery-codes-made-once-text = Print them or write them down. Earlier codes are no longer valid.
recovery-codes-made-lead = Each code is valid once. You need one when your second factor or your passkey is lost.
recovery-codes-made-account = Account
recovery-codes-made-date = Created on
recovery-codes-made-keep = Keep the codes away from your phone and your password, for example with your papers. Give them to nobody, not even to us on the phone.
recovery-codes-made-print = Print
recovery-codes-made-further = Continue
recovery-codes-offer = Prepare for an emergency
recovery-codes-offer-text = Phone lost, device broken? With recovery codes you still get into your account.
recovery-codes-offer-second = Or create a <second>second passkey</second> on another device.
recovery-codes-offer-submit = Create recovery codes

## E-mail
recovery-codes-mail-made-subject = New recovery codes for your account
recovery-codes-mail-made = New recovery codes were created for your account. Earlier codes are no longer valid.
