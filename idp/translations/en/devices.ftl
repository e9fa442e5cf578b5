## Devices and sign-ins
devices-account-text = See where you are signed in, and end sign-ins.
# $browser, $system: common names; none: not known.
devices-label =
    { $browser ->
        [none] { $system ->
            [none] Unknown browser
           *[other] Unknown browser on { $system }
        }
       *[other] { $system ->
            [none] { $browser }
           *[other] { $browser } on { $system }
        }
    }
devices-list-title = Devices and sign-ins
devices-list-lead = Here you see where you are signed in now and which devices you have signed in with.
devices-list-active = Signed in now
devices-list-this = This device
devices-list-at =
    { $how ->
        [passkey] Signed in on { $at } with a passkey
        [password_and_code] Signed in on { $at } with password and code
        [bundid] Signed in on { $at } with BundID
        [mein_uk] Signed in on { $at } with Mein Unternehmenskonto
       *[password] Signed in on { $at } with a password
    }
devices-list-seen = Last active on { $at }
devices-list-from = Network
devices-list-end = Sign out
devices-list-end-others = Sign out everywhere else
devices-list-known = Your devices
devices-list-known-text = You have signed in with these devices. If somebody signs in with another device, we write you an e-mail. A device that you remove is signed out as well.
devices-list-first = First on { $date }
devices-list-last = last on { $date }
devices-list-forget = Remove
devices-list-none = No devices yet
devices-list-none-text = From the next complete sign-in on you see your devices here.
devices-list-past = Ended sign-ins of the last 30 days
devices-list-strange = Is there a sign-in that you do not know? Sign the device out, change your password and call us: { $support_phone } ({ $support_hours }).
devices-list-done-ended = The device is signed out.
devices-list-done-others = You are signed in on this device only.
devices-list-done-forgotten = The device is removed.

## The link of the mail about a sign-in with a new device
devices-not-me-title = That was not me
devices-not_me-lead = There was a sign-in to your account with a new device. Was that not you?
devices-not_me-when = Time
devices-not_me-with = Device
devices-not_me-from = Network
devices-not_me-what = If you confirm, we sign this device out and end everything that was allowed with it. A password of your account is valid again only after you have renewed it with a link by e-mail.
devices-not_me-go = Sign the device out
devices-not_me-me = It was me
devices-closed-title = The device is signed out
devices-closed-lead = The strange device is signed out and removed. Please secure your account now.
devices-closed-next = Your next steps
devices-closed-password = Renew the password
devices-closed-password-text = The former password is no longer valid. We send you a link with which you choose a new one.
devices-closed-password-go = Request the link by e-mail
devices-closed-sign-in = Sign in
devices-closed-sign-in-text = Sign in with your passkey or with the new password.
devices-closed-sign-in-go = To the sign-in page
devices-closed-ways = Check the ways in
devices-closed-ways-text = Delete passkeys and other ways in that you did not set up yourself.
devices-closed-ways-go = To the account settings
devices-closed-services = Check connected services
devices-closed-services-text = End access that you did not allow yourself.
devices-closed-services-go = To the connected services
devices-closed-call = Do you need help? Call us: { $support_phone } ({ $support_hours }).
devices-dead-link-title = The link is no longer valid
devices-dead_link-text = Such a link is valid for 30 days and only once.
devices-dead_link-still = You can see and end your sign-ins in your account at any time.
devices-dead_link-go = To devices and sign-ins
