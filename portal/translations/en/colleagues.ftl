## Access to an organisation (S6)
colleagues-back = Back to access
colleagues-no-email = Account without an e-mail address
colleagues-role-admin = Admin
colleagues-role-admin-hint = May also grant and withdraw access.
colleagues-role-member = Member
colleagues-role-member-hint = Acts for your organisation in the portal.
colleagues-state-open = Not redeemed yet
colleagues-state-used = Redeemed
colleagues-state-revoked = Taken back
colleagues-state-expired = Expired
colleagues-state-blocked = Blocked after wrong entries

colleagues-list-title = Manage access
colleagues-list-lead = These people act for { $organisation } in the portal. Each has an account of their own.
colleagues-list-members = People with access
colleagues-list-since = Here since { $day }
colleagues-list-me = this is you
colleagues-list-change = Change
colleagues-list-codes = Unlock codes for more people
colleagues-list-code = Code { $code }…, created on { $issued }, valid until { $expires }
colleagues-list-revoke = Take back
colleagues-list-no-codes = No unlock code is on its way at present.
colleagues-list-new = Create unlock code
colleagues-list-done-withdrawn = Access has been withdrawn. We have told the person by e-mail.
colleagues-list-done-role_changed = The rights have been changed. We have told the person by e-mail.
colleagues-list-done-revoked = The unlock code is no longer valid.

colleagues-wish-title = Create unlock code
colleagues-wish-lead = With an unlock code you give a colleague access to { $organisation }.
colleagues-wish-how = You see the code only once and pass it on yourself, for example printed. It is valid for { $days } days and for one person.
colleagues-wish-label = Whom is the code for?
colleagues-wish-label-hint = A name, for example. Only the admins of your organisation see this.
colleagues-wish-label-empty = Say whom the code is for.
colleagues-wish-label-wrong = Use at most 100 characters in one line.
colleagues-wish-role = What may this person do?
colleagues-wish-submit = Create unlock code
colleagues-wish-full = { $most } unlock codes have not been redeemed yet
colleagues-wish-full-text = There cannot be more. Take back a code that nobody needs any longer.

colleagues-code-title = Unlock code for your organisation
colleagues-code-once = This code is shown only now
colleagues-code-once-text = Print the page or copy the code. Once you leave the page, we cannot show it again.
colleagues-code-lead = With this unlock code one person can act for { $organisation } in the portal.
colleagues-code-qr = QR code with the address of the portal and the unlock code
colleagues-code-for = For
colleagues-code-code = Unlock code
colleagues-code-copy = Copy code
colleagues-code-until = Valid until
colleagues-code-role = Rights
colleagues-code-how = How to redeem the code
colleagues-code-step-open = Scan the QR code or open this address:
colleagues-code-step-sign-in = Sign in with your own account. If you have none yet, register there.
colleagues-code-step-enter = Enter the unlock code and the register number of the organisation.
colleagues-code-register = The register number of your organisation is { $number } ({ $court }). It is not printed: tell it to the person separately from the code.
colleagues-code-print = Print page
colleagues-code-back = Done

colleagues-shown-title = The code has been shown already
colleagues-shown-lead = There is an unlock code for this form already. We cannot show it a second time.
colleagues-shown-text = Did you not note it down? Then take it back and create a new one.

colleagues-member-title = Change access
colleagues-member-name = Name according to Mein Unternehmenskonto
colleagues-member-email = E-mail address
colleagues-member-for = Organisation
colleagues-member-since = Here since
colleagues-member-role = Change rights
colleagues-member-make-admin = Make admin
colleagues-member-make-admin-text = Admins give others access, change rights and withdraw access, yours too.
colleagues-member-make-member = Withdraw admin rights
colleagues-member-make-member-text = The person goes on acting for your organisation but no longer manages access. Their open unlock codes are no longer valid then.
colleagues-member-make-me-member-text = You go on acting for your organisation but no longer manage access. Your open unlock codes are no longer valid then.
colleagues-member-withdraw = Withdraw access
colleagues-member-withdraw-text = The person can no longer act for your organisation from now on. They keep their account. Unlock codes that they created are no longer valid then. We will tell them by e-mail.

colleagues-leave-title = Leave organisation
colleagues-leave-lead = Would you like to stop acting for this organisation?
colleagues-leave-text = Your account and your other profiles stay as they are. To get access again you need another unlock code.
colleagues-leave-admin = Unlock codes that you created are no longer valid then.
colleagues-leave-button = Leave organisation

colleagues-last-admin-title = Your organisation needs an admin
colleagues-last-admin-lead = At present you are the only one who manages access to { $organisation }. That is why this is not possible now.
colleagues-last-admin-others = First make another person an admin: open “Manage access” and there “Change”.
colleagues-last-admin-alone = First give another person access: create an unlock code with admin rights under “Manage access”.
colleagues-last-admin-nobody = Is there nobody to take over?
colleagues-last-admin-nobody-text = Call us. We can end your access.

colleagues-not-admin-title = Only admins manage access
colleagues-not-admin-member = You act for { $organisation } but are no admin there.
colleagues-not-admin-member-text = If a colleague needs access, ask an admin of your organisation.
colleagues-not-admin-nobody = You have not chosen a profile of an organisation that you manage.
colleagues-not-admin-nobody-text = If your organisation has received an unlock code from us, enter it first.
colleagues-not-admin-elsewhere = You are an admin in another profile of your account. Switch to it.
