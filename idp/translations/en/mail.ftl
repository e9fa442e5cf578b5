## E-mails (S35)
mail-greeting = Hello,
mail-regards = Kind regards
mail-automatic = Please do not reply to this e-mail: it was sent automatically. We are glad to answer your questions about your account by telephone: { $support_phone } ({ $support_hours }).

mail-confirm_address-subject = Confirm your e-mail address
mail-confirm_address-intro = You have given this e-mail address in the portal of { $operator }:
mail-confirm_address-ask = Please confirm this e-mail address by following this link:
mail-confirm_address-important = Important: confirm your e-mail address within 24 hours.
mail-confirm_address-not-me = You did not register? Then delete this e-mail. Without your confirmation there will be no account.

mail-address_known-subject = You have an account already
mail-address_known-intro = Someone has tried to register in the portal of { $operator } with this e-mail address:
mail-address_known-known = There is an account for this address already. If it was you, just sign in:
mail-address_known-forgotten = You have forgotten your password? Then choose a new one here:
mail-address_known-not-me = If it was not you, there is nothing to do: your account is unchanged.

mail-new_device-subject = New sign-in to your account
mail-new_device-intro = There was a sign-in to your account with a device that we do not know yet:
mail-new_device-account = Account: { $email }
mail-new_device-when = Time: { $at }
mail-new_device-with = Device: { $device }
mail-new_device-from = Network: { $address }
mail-new_device-me = Was that you? Then there is nothing for you to do.
mail-new_device-not-me = Was that not you? Then sign the device out at once. The link is valid for 30 days:

mail-reset_password-subject = Choose a new password
mail-reset_password-intro = A new password has been requested for this account:
mail-reset_password-ask = Choose your new password by following this link:
mail-reset_password-important = The link is valid for one hour and only once. You will still need your second factor.
mail-reset_password-not-me = You did not request a new password? Then delete this e-mail. Your password stays as it is.

mail-reset_no_password-subject = Signing in
mail-reset_no_password-intro = A new password has been requested for this account:
mail-reset_no_password-text = Your account has no password. This is how you sign in instead:
mail-reset_no_password-by-passkey = with your passkey
mail-reset_no_password-by-bundid = with BundID
mail-reset_no_password-by-mein-uk = with Mein Unternehmenskonto
mail-reset_no_password-support = If that does not work, please call our support: { $support_phone } ({ $support_hours }).

mail-reset_unknown-subject = No account for this address
mail-reset_unknown-intro = Someone has asked in the portal of { $operator } for an account with this e-mail address:
mail-reset_unknown-text = There is no account for this address. Perhaps you registered with another one. You can create a new account here:
mail-reset_unknown-not-me = You did not ask? Then delete this e-mail.

mail-password_changed-subject = Your password has been changed
mail-password_changed-intro = The password of this account has just been changed, and all devices have been signed out:
mail-password_changed-not-me = If it was not you, please choose a new password at once:
mail-password_changed-support = And call our support: { $support_phone } ({ $support_hours }).

mail-user_name-subject = Your user name
mail-user_name-intro = There is an account for this e-mail address:
mail-user_name-text = It is your user name. Sign in here:

mail-email_change_confirm-subject = Confirm your new e-mail address
mail-email_change_confirm-intro = This address is to be the user name of an online account at { $operator }:
mail-email_change_confirm-ask = If that was you, please confirm the change by this link:
mail-email_change_confirm-important = The link is valid for 24 hours and only once.
mail-email_change_confirm-not-me = You did not change anything? Then delete this e-mail and confirm nothing.

mail-email_change_asked-subject = Change of your e-mail address asked for
mail-email_change_asked-intro = For your online account a new e-mail address was given on { $at }:
mail-email_change_asked-until = It is valid as soon as it is confirmed. Then we write to you here once more.
mail-email_change_asked-not-me = It was not you? Then sign in at once and change your password:
mail-email_change_asked-support = And call our support: { $support_phone } ({ $support_hours }).

mail-email_change_known-subject = Your e-mail address belongs to an account already
mail-email_change_known-intro = Somebody wanted to enter this e-mail address in another online account:
mail-email_change_known-text = But it belongs to an account already. That has not changed, and there is nothing for you to do.

mail-email_changed-subject = The e-mail address of your account was changed
mail-email_changed-intro = Since { $at } the user name of your online account is another e-mail address:
mail-email_changed-mine = Was it you? Then there is nothing more to do.
mail-email_changed-not-me = Was it not you? Then take the change back by this link. It is valid for seven days:
mail-email_changed-support = And call our support: { $support_phone } ({ $support_hours }).

mail-email_change_stopped-subject = Change of the e-mail address taken back
mail-email_change_stopped-intro = Since { $at } this e-mail address is valid for your online account again:
mail-email_change_stopped-password = All devices were signed out, and the former password is no longer valid. If you have not chosen a new one yet, do it here:
mail-email_change_stopped-out = All devices were signed out.
mail-email_change_stopped-check = After signing in, check whether you know all passkeys and connections of your account. If you have questions, call us: { $support_phone } ({ $support_hours }).
mail-recovery_link-subject = Recover access to your account
mail-recovery_link-intro = Someone wants to get back into this account because the second factor or the passkey is lost:
mail-recovery_link-ask = If it is you, enter one of your recovery codes by the following link:
mail-recovery_link-important = The link is valid for one hour. Without a recovery code it opens nothing.
mail-recovery_link-not-me = If it was not you, there is nothing to do: your account is unchanged.

mail-recovery_password-subject = How you get back into your account
mail-recovery_password-text = Your account has a password. First enter the password and then one of your recovery codes:
mail-recovery_password-forgotten = Have you forgotten your password? Then choose a new one here first:

mail-recovery_begun-subject = Recovery code of your account used
mail-recovery_begun-intro = With a recovery code, someone has just begun to secure your account anew.
mail-recovery_begun-next = If it was you, now set up a new passkey or second factor.
mail-recovery_begun-not-me = If it was not you, please choose a new password at once:

mail-recovery_done-subject = Your account is secured anew
mail-recovery_done-intro = Your account was secured anew with a recovery code. All other devices were signed out.
mail-recovery_done-totp = The former second factor (TOTP) is no longer valid.
mail-recovery_done-passkeys = Deleted as lost: { $names }
mail-recovery_done-letter = The letter with a recovery code that had been asked for is stopped. If it arrives nevertheless, the code in it opens nothing.

mail-recovery_letter_asked-subject = Recovery code by letter requested
mail-recovery_letter_asked-intro = A recovery code by letter has just been requested for your account.
mail-recovery_letter_asked-next = If it was you: the letter goes to the address that we have of you and takes a few days. The code is valid for 21 days and once. If it cannot be sent, we will write to you again.
mail-recovery_letter_asked-not-me = If it was not you, please stop the letter at once by the following link:

mail-recovery_letter_refused-subject = No letter with a recovery code
mail-recovery_letter_refused-intro = A recovery code by letter was requested for the account { $email }. We cannot send it.
mail-recovery_letter_refused-no_case = We know no postal address for this account because it is not connected with a profile.
mail-recovery_letter_refused-address_new = Your postal address was changed less than 14 days ago. For your safety we send no code there for so long. After that you can request the letter again.
mail-recovery_letter_refused-blocked = At present we cannot send a code to your postal address.
mail-recovery_letter_refused-counter = Come to our office with your identity card. There you get a code that is valid for 24 hours.

mail-recovery_counter-subject = Recovery code handed over at our office
mail-recovery_counter-intro = A recovery code for your account was handed over at our office. Two members of our staff have confirmed it.
mail-recovery_counter-next = If you were there: the code is valid for 24 hours and once, together with your password or a link that we mail you.
mail-own_data_taken-subject = Your data was downloaded
mail-own_data_taken-intro = On { $when }, everything that we keep about you in your online account was downloaded.
mail-own_data_taken-not-me = If it was not you, please choose a new password at once:
mail-own_data_taken-support = And call our support: { $support_phone } ({ $support_hours }).

mail-account_leaving-subject = Your online account will be deleted
mail-account_leaving-intro = This account is going to be deleted, and every device has been signed out:
mail-account_leaving-when = We delete it on { $date }.
mail-account_leaving-keep = Until then you can change your mind. With this link you keep your account:
mail-account_leaving-not-me = If you did not want it deleted, please open the link now and change your password afterwards.
mail-account_leaving-support = Do you have questions? Call us: { $support_phone } ({ $support_hours }).

mail-account_kept-subject = Your online account stays
mail-account_kept-intro = This account will not be deleted:
mail-account_kept-text = You sign in as before. What you allowed services still holds.
mail-account_kept-not-me = If it was not you, please choose a new password at once:
mail-account_kept-support = And call our support: { $support_phone } ({ $support_hours }).

mail-account_deleted-subject = Your online account is deleted
mail-account_deleted-intro = Your online account with us is deleted, as you wished.
mail-account_deleted-text = We no longer keep this e-mail address either. If you need an account again, please register anew.
mail-account_deleted-kept = Your file at our office stays for as long as the law demands.
