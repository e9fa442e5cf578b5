factors-cancel = Cancel
factors-back = Back
factors-further = Continue

## Security notice (S44–S48)
factors-notice-title = Security notice
factors-notice-lead = The protection of your data matters to us. That is why we only offer ways of signing in that use more than one factor.
factors-notice-choose = Secure your sign-in:
factors-notice-passkey = Set up a passkey
factors-notice-passkey-text = Instead of a password you use a passkey, which you need at hand at every sign-in (for example in the operating system or a password manager).
factors-notice-totp = Set up a second factor
factors-notice-totp-text = At every sign-in with a password you are also asked for a TOTP code.
factors-notice-more = More information
factors-notice-secure = Signing in safely and easily
factors-notice-bsi = General information on securing your account (BSI, in German)

## Set up a passkey (S59–S62)
factors-passkey-title = Set up a passkey
factors-passkey-lead = With a passkey you sign in safely and easily, without a password.
factors-passkey-help = Help and information on passkeys
factors-passkey-what = What are passkeys?
factors-passkey-what-text = Passkeys are safe digital keys that you create with your fingerprint, your face or a PIN and use for signing in instead of user name and password (<details>details</details>).
factors-passkey-name = Name of the passkey
factors-passkey-name-rule = Please enter 3 to 30 characters. Capital and small letters, digits, spaces and these characters are allowed: , . : ; - _ ( ) /
factors-passkey-name-missing = Give the passkey a name by which you will know it again.
factors-passkey-name-length = Choose a name with 3 to 30 characters.
factors-passkey-name-character = The name has a character that is not allowed. Letters, digits, spaces and , . : ; - _ ( ) / are.
factors-passkey-create = Create passkey
factors-passkey-on = on
factors-passkey-mine = My passkey
factors-passkey-not-discoverable = This device cannot keep the passkey in such a way that you can sign in without a user name. Please choose another device or a password manager.

## Passkey set up (S63, S64)
factors-passkey-done-title = Passkey set up
factors-passkey-done-success = From now on you can sign in with the passkey.
factors-passkey-done-keep = Please make sure that the passkey is at hand at every sign-in.
factors-passkey-done-password = What should become of your password?
factors-passkey-done-choice = If you do not want to remove the password here, you can also add a second factor (TOTP) to it.
factors-passkey-done-remove = Remove the password from the account
factors-passkey-done-totp = Set up a second factor
factors-passkey-done-idle = If you cancel, the password stays in the account. It alone will no longer sign you in.

## Set up a second factor (S67–S73)
factors-totp-title = Set up a second factor
factors-totp-lead = An ever-changing code from an authenticator or password manager app protects your account, for example if your password is stolen.
factors-totp-replaces = You have a second factor already
factors-totp-replaces-text = The new one replaces it as soon as you confirm the code. Until then the old one holds.
factors-totp-step-1 = Step 1: add the key to your app
factors-totp-app = How to set up and use an authenticator or password manager app for a second factor (TOTP) is told <here>here</here>.
factors-totp-qr = QR code with the key for your app; the same key stands beside it as text
factors-totp-account = Account name
factors-totp-key = Key
factors-totp-open = Open in an app on this device
factors-totp-step-2 = Step 2: enter the code
factors-totp-enter = Enter the code that your authenticator or password manager app shows now. It changes every 30 seconds.
factors-totp-code = 6-digit code (TOTP)
factors-totp-submit = Confirm
factors-totp-wrong = This code does not belong to the key above. Wait until your app shows a new one and enter that. Is the time on your device right?
factors-totp-expired = The key was open for too long and no longer holds. Add the new key to your app and then enter the code.
factors-totp-done-title = Set up a second factor
factors-totp-done-text = You have set up a second factor for this account. Please note: if there was a second factor before, this one has replaced it.

## Account settings (S83, S87, S88)
factors-account-title = Account settings
factors-account-ways = How you sign in
factors-account-user-name = User name
factors-account-passkeys = Passkeys
factors-account-passkeys-count =
    { $count ->
        [0] You have not set up a passkey yet.
        [one] You have set up one passkey.
       *[other] You have set up { $count } passkeys.
    }
factors-account-password = Password
factors-account-password-none = Your account has no password.
factors-account-password-totp = With a second factor (TOTP), set up on { $date }.
factors-account-password-idle = Your password alone does not open the account. Set up a second factor if you want to use it.
factors-account-password-alone = Without a second factor.
factors-account-group = Manage signing in
factors-account-totp = Set up and change the second factor (TOTP)
factors-account-totp-text = For signing in with a password: a code from your app.
factors-account-services-text = See and end what you have allowed services of others.
factors-account-passkeys-text = Add, rename and delete passkeys.
factors-account-remove-text = After that you sign in with a passkey only.
factors-account-history-text = Read what happened to your account, and when.
factors-account-data-text = See and download what we keep about you.
factors-account-delete-text = Delete your account and everything in it.
factors-account-own-data = Your data
factors-account-portal = To the portal
factors-account-done-password-removed = The password is removed from your account

## Manage passkeys (S66)
factors-passkeys-title = Manage passkeys
factors-passkeys-made = Set up on { $date }
factors-passkeys-used = last used on { $date }
factors-passkeys-unused = not used yet
factors-passkeys-synced = Available on several devices
factors-passkeys-bound = Bound to one device
factors-passkeys-rename = Rename
factors-passkeys-delete = Delete
factors-passkeys-new = Create a new passkey
factors-passkeys-empty = You have no passkey yet
factors-passkeys-empty-text = With a passkey you sign in without a password, for example by fingerprint or PIN.
factors-passkeys-done-renamed = The name is changed
factors-passkeys-done-removed = The passkey is deleted
factors-passkey-name-title = Rename the passkey
factors-passkey-name-submit = Save
factors-passkey-remove-title = Delete the passkey
factors-passkey-remove-text = After that you can no longer sign in with this passkey. We sign you out on other devices.
factors-passkey-remove-device = Then delete it on the device or in the password manager that keeps it, too.
factors-passkey-remove-submit = Delete the passkey
factors-passkey-remove-last = You cannot delete this passkey now
factors-passkey-remove-last-password = It is your only way in: the password alone does not open the account. First set up a second factor or another passkey.
factors-passkey-remove-last-alone = It is your only way in. First create another passkey.

## Remove the password (S64, S65)
factors-password-remove-title = Remove the password from the account
factors-password-remove-lead = After that you sign in with your passkey only.
factors-password-remove-text = Please make sure that the passkey is at hand at every sign-in. A removed password cannot be brought back. We sign you out on other devices.

## Mail
factors-mail-passkey-added-subject = New passkey for your account
factors-mail-passkey-added = The passkey “{ $name }” was set up for your account.
factors-mail-passkey-removed-subject = Passkey deleted from your account
factors-mail-passkey-removed = The passkey “{ $name }” was deleted from your account.
factors-mail-totp-added-subject = Second factor set up for your account
factors-mail-totp-added = A second factor (TOTP) was set up for your account.
factors-mail-totp-replaced-subject = Second factor of your account changed
factors-mail-totp-replaced = The second factor (TOTP) of your account was replaced by a new one.
factors-mail-password-removed-subject = Password removed from your account
factors-mail-password-removed = The password was removed from your account. Signing in is possible with a passkey only.
factors-mail-when = Account: { $email }, time: { $at }
factors-mail-mine = Was it you? Then there is nothing more to do.
factors-mail-not-mine = Was it not you? Then sign in at once and check your account settings:
factors-mail-call = If you can no longer sign in, call us: { $support_phone } ({ $support_hours }).

## BundID and Mein UK (S46c, S46d, S90)
factors-notice-bundid = For private individuals: set up BundID
factors-notice-bundid-text = You sign in via BundID with your online ID card or ELSTER for individuals.
factors-notice-mein-uk = For companies: set up Mein UK
factors-notice-mein-uk-text = You sign in via “Mein Unternehmenskonto” with ELSTER for companies.
factors-account-official = BundID and Mein Unternehmenskonto
factors-account-done-linked = Your account is connected
factors-account-done-unlinked = The connection has been removed
factors-account-done-text-password-removed = We have signed you out on other devices.
factors-account-done-text-linked = You can now sign in this way as well.
factors-account-done-text-unlinked = We have signed you out on other devices.
factors-identity-title-bundid = Set up signing in with “BundID”
factors-identity-title-mein-uk = Set up signing in with “Mein Unternehmenskonto”
factors-identity-lead-bundid = You are now being sent to BundID to sign in there.
factors-identity-lead-mein-uk = You are now being sent to Mein Unternehmenskonto to sign in there.
factors-identity-text = After that you come back here and confirm that both belong together.
factors-account-linked = Connected on { $date }.
factors-account-linked-text = Look at the connection or remove it.
factors-identity-linked-title-bundid = Connection with BundID
factors-identity-linked-title-mein-uk = Connection with Mein Unternehmenskonto
factors-identity-linked-bundid = Your account is connected to your BundID.
factors-identity-linked-mein-uk = Your account is connected to Mein Unternehmenskonto.
factors-identity-since = Connected on { $since }, last used on { $used }.
factors-identity-remove-text = If you remove the connection, you can no longer sign in this way. We sign you out on other devices.
factors-identity-remove = Remove connection
factors-identity-last = You cannot remove this connection now
factors-identity-last-text = It is your only way in. Create a passkey first.
factors-identity-weak = So far with user name and password only
factors-identity-weak-text-bundid = So this connection is no safe way in yet. Sign in at BundID once with your online ID card, ELSTER certificate or second factor.
factors-identity-weak-text-mein-uk = So this connection is no safe way in yet. Sign in there once with your ELSTER certificate for organisations.
factors-identity-strengthen = Prove more now
factors-identity-away-bundid = BundID is not available here at present
factors-identity-away-mein-uk = Mein Unternehmenskonto is not available here at present
factors-identity-away-text = You cannot sign in with it just now. Make sure that you have another way in, for example a passkey.
factors-connect-title = Connect to this account?
factors-connect-title-fault = Nothing was connected
factors-connect-again = Begin again
factors-connect-lead-bundid = You have identified yourself with BundID. After this you can sign in to this account with it.
factors-connect-lead-mein-uk = You have identified yourself with Mein Unternehmenskonto. After this you can sign in to this account with it.
factors-connect-identity = Identified as
factors-connect-account = Account
factors-connect-submit = Connect
factors-connect-fault-prove-again = Please prove who you are again
factors-connect-fault-text-prove-again = Your sign-in there is more than five minutes ago.
factors-connect-fault-taken = This identity already belongs to another account
factors-connect-fault-text-taken = An identity can be connected to one account only. Sign in with the other account and remove the connection there first.
factors-connect-fault-has-another = Your account is already connected to another identity
factors-connect-fault-text-has-another = Remove the present connection in the account settings first.
factors-mail-identity-linked-subject = { $name } connected to your account
factors-mail-identity-linked = Your account has been connected to { $name }. One can now sign in with it.
factors-mail-identity-unlinked-subject = Connection of your account removed
factors-mail-identity-unlinked = The connection of your account to { $name } has been removed.
factors-identity-about-bundid = You sign in via BundID with your online ID card or ELSTER for individuals.
factors-identity-about-mein-uk = You sign in via “Mein Unternehmenskonto” with ELSTER for companies.

## “Change password” (S85), “Delete a way of signing in” (S86)
factors-password-title = Change password
factors-password-set-title = Set a password
factors-password-lead = We sign you out on other devices.
factors-password-set-lead = You sign in with a password together with a second factor (TOTP). By itself it does not open your account.
factors-password-current = Current password
factors-password-current-missing = Enter your current password.
factors-password-current-wrong = This is not your current password. Mind capital and small letters.
factors-password-forgotten = Forgotten your current password? <forgotten>Choose a new one by e-mail</forgotten>
factors-password-new = New password
factors-password-repeat = Repeat the new password
factors-password-submit = Save password
factors-account-password-change-text = Replace your current password by a new one.
factors-account-password-set-text = For signing in with a password and a second factor.
factors-account-options-text = Remove passkeys, password, second factor and connections.
factors-account-done-password-changed = Your new password is valid from now on
factors-account-done-text-password-changed = We have signed you out on other devices.
factors-account-done-password-set = Your account now has a password
factors-account-done-text-password-set = Set up a second factor (TOTP) so that you can sign in with it.
factors-account-done-totp-removed = The second factor is removed
factors-account-done-text-totp-removed = We have signed you out on other devices.
factors-options-title = Delete a way of signing in
factors-options-lead = These are all ways into your account. One has to stay.
factors-options-passkey = Passkey
factors-options-password-totp = Password with second factor (TOTP)
factors-options-password = Password
factors-options-totp = Second factor (TOTP)
factors-options-bundid = BundID
factors-options-mein-uk = Mein Unternehmenskonto
factors-options-state-last-way-in = Your only way in
factors-options-state-idle = Does not open the account by itself
factors-options-delete = Delete
factors-totp-remove-title = Delete the second factor
factors-totp-remove-lead = After that we no longer ask you for a code when you sign in.
factors-totp-remove-password = With the second factor we also delete your password: by itself it does not open the account.
factors-totp-remove-text = After that you sign in by your other ways. We sign you out on other devices.
factors-totp-remove-last = You cannot delete the second factor now
factors-totp-remove-last-text = Password and second factor are your only way in. Create a passkey first.
factors-mail-password-changed-subject = Password of your account changed
factors-mail-password-changed = The password of your account was changed. Other devices were signed out.
factors-mail-password-set-subject = Password set for your account
factors-mail-password-set = A password was set for your account.
factors-mail-totp-removed-subject = Second factor of your account deleted
factors-mail-totp-removed = The second factor (TOTP) of your account was deleted.
factors-mail-totp-and-password-removed-subject = Second factor and password of your account deleted
factors-mail-totp-and-password-removed = The second factor (TOTP) and the password of your account were deleted.
