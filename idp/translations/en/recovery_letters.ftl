## Recovery code by letter
recovery-letters-stop-title = Stop the letter
recovery-letters-stop-lead = Someone has requested a recovery code by letter for your account.
recovery-letters-stop-text = If it was not you, stop the letter. A code that is already on its way is then no longer valid.
recovery-letters-stop-submit = Stop the letter
recovery-letters-stopped-title = Letter stopped
recovery-letters-stopped-success = The letter is stopped
recovery-letters-stopped-text = If it arrives all the same, the code in it opens nothing.
recovery-letters-stopped-password = Whoever requested the letter knew your password or could read your e-mails. Change the password of your e-mail and choose a new one here as well.
recovery-letters-stopped-submit = Choose a new password
recovery-letters-dead-link-title = There is nothing left to stop
recovery-letters-dead-link-text = The letter was stopped already or not sent, or the link is too old.
recovery-letters-dead-link-call = If you are not sure, call our technical support: { $support_phone } ({ $support_hours }).
