## Accounts and team on the staff's side (S94, S95)
account-work-email = Email address
account-work-state = State
account-work-state-active = Active
account-work-state-deactivated = Deactivated since { $when }
account-work-since = Account since
account-work-last = Last sign-in
account-work-last-never = None yet
account-work-roles = Roles
account-work-password = Password
account-work-password-yes = Set
account-work-password-no = None
account-work-totp = Second factor (TOTP)
account-work-totp-since = Set up on { $day }
account-work-totp-none = Not set up
account-work-identities = Official identity
account-work-identity-bundid = BundID
account-work-identity-mein-uk = Mein Unternehmenskonto
account-work-passkeys = Passkeys
account-work-passkeys-none = None
account-work-passkey = Set up on { $day }
account-work-passkey-used = last used on { $day }
account-work-passkey-unused = not used yet

account-work-back = Back
account-work-cancel = Cancel
account-work-own = This is your own account
account-work-own-text = Nobody changes their own account here. Please ask a colleague.
account-work-colleague = This account belongs to the team
account-work-colleague-text = You change roles and state on the team's page.
account-work-colleague-lead = Only the team lead can deactivate and reactivate it.
account-work-to-team = View in the team
account-work-to-team-list = To the team
account-work-two = A second person must approve this
account-work-two-text = It happens only once a colleague who may do the same has approved it.
account-work-ask = Submit for approval
account-work-waits-text = A change to this account has not been approved yet. <approval>To the approval</approval>

account-work-reason = Reason
account-work-reason-own_wish = The person asked for it
account-work-reason-lost_access = Device or password may be in other hands
account-work-reason-misuse = Signs of misuse
account-work-reason-left_office = No longer works at the Jobcenter, or is away for long
account-work-reason-other = Another reason
account-work-reason-identified = The person has proved who they are
account-work-reason-settled = The reason is gone
account-work-reason-mistake = The deactivation was a mistake
account-work-change-note = Note
account-work-change-note-hint = At most 200 characters. Nothing about other people, nothing about health.
account-work-change-reason-missing = Choose a reason.
account-work-change-note-long = Shorten the note to at most 200 characters.
account-work-change-note-missing = Give the other reason in the note.

account-work-search-title = Find an account
account-work-search-lead = You find an account by its whole email address.
account-work-search-email-hint = The email address is the user name.
account-work-search-button = Find the account
account-work-search-again = Find another account
account-work-search-email-wrong = Enter a whole email address, for example name@example.org.
account-work-search-none = There is no account with this email address. Check the spelling. An account exists only once its address has been confirmed.

account-work-account-title = Account
account-work-deactivate = Deactivate the account
account-work-reactivate = Reactivate the account
account-work-deactivate-title = Deactivate the account?
account-work-deactivate-lead = Do you want to deactivate this account?
account-work-deactivate-out = The person is signed out everywhere at once.
account-work-deactivate-in = They can no longer sign in. Whoever tries with the right credentials reads our service number.
account-work-deactivate-kept = Account, profiles and data are kept.
account-work-deactivate-mail = The person gets an email about it, without the reason.
account-work-reactivate-title = Reactivate the account?
account-work-reactivate-lead = Do you want to reactivate this account?
account-work-reactivate-in = The person can sign in again, with the same credentials as before.
account-work-reactivate-kept = Profiles and data are there unchanged.
account-work-reactivate-mail = The person gets an email about it.
account-work-reactivate-check = Check first whom you are talking to. Knowing an email address or a customer number is not enough.

account-work-recover = Hand over recovery code
account-work-recover-title = Hand over recovery code
account-work-recover-lead = The person is in the office and has lost their second factor or passkey.
account-work-recover-check = Have an official photo identity card shown to you, and compare picture and person. To know an e-mail address or customer number is not enough.
account-work-recover-code = The second person sees the code when they approve, and hands it over. It is valid for 24 hours and once.
account-work-recover-first = It opens the account only together with the password or a link by e-mail.
account-work-recover-mail = The person gets an e-mail about it.
account-work-recover-evidence = How did the person prove who they are?
account-work-recover-evidence-hint = For example: identity card, picture compared. No numbers. At most 200 characters.
account-work-recover-evidence-missing = Write down by what the person proved who they are.

account-work-done-deactivated = The account is deactivated
account-work-done-reactivated = The account is reactivated
account-work-done-invited = The invitation has been sent
account-work-done-invited_again = The invitation has been sent again
account-work-done-withdrawn = The invitation is withdrawn
account-work-done-roles_changed = The roles are changed
account-work-done-roles_withdrawn = All roles are withdrawn

account-work-refused-last_lead = This is the last team lead. Give that role to another person first.
account-work-refused-already_staff = This address belongs to the team already.
account-work-refused-own_account = Nobody changes their own account here. Please ask a colleague.
account-work-refused-above_own_role = That stands above your own role.
account-work-refused-same_person = Whoever laid the code before others does not approve it.
account-work-refused-deactivated = The account is deactivated. Reactivate it first.
account-work-refused-changed = The account has changed in the meantime. Reload the page and have a look.
account-work-refused-invalid = The sign-in service did not accept something you entered. Check your entries.

account-work-team-title = Team
account-work-team-lead = Who at the Jobcenter works with the portal, and with which roles.
account-work-team-you = this is you
account-work-team-view = View
account-work-team-invited = Open invitations
account-work-team-invited-until = Invited on { $from }, valid until { $until }
account-work-team-none-invited = Nobody is invited at the moment.
account-work-team-again = Send again
account-work-team-withdraw = Withdraw

account-work-member-title = Member of the team

account-work-invite-title = Invite a colleague
account-work-invite-lead = The person gets an email with a link and uses it to set up an account, with a passkey or a second factor.
account-work-invite-email = Work email address
account-work-invite-email-hint = The address becomes the user name.
account-work-invite-email-wrong = Enter a whole email address, for example name@example.org.
account-work-invite-lang = Language of the email
account-work-invite-lang-missing = Choose a language.
account-work-invite-button = Invite

account-work-role-benefits = Records, changes and closes cases, issues unlock codes.
account-work-role-placement = Reads cases and issues unlock codes.
account-work-role-lead = Everything that benefits and placement may do; also accounts and the team.
account-work-role-support = Finds accounts, deactivates and reactivates them. Sees no cases.
account-work-role-audit = Reads the log and sees who belongs to the team. Changes nothing.

account-work-invitation-send_again = Send again
account-work-invitation-send_again-title = Send the invitation again?
account-work-invitation-send_again-lead = The person gets a new email. The link in the first one is then no longer valid.
account-work-invitation-withdraw = Withdraw the invitation
account-work-invitation-withdraw-title = Withdraw the invitation?
account-work-invitation-withdraw-lead = The link in the email is then no longer valid.

account-work-roles-title = Change roles
account-work-roles-lead = The person is signed out everywhere and has the new roles from the next sign-in on.
account-work-roles-button = Save the roles
account-work-roles-none = Choose at least one role.
account-work-roles-leaves = Whoever leaves the Jobcenter or no longer works with the portal needs no role any more.

account-work-withdraw-title = Withdraw all roles
account-work-withdraw-lead = Do you want to withdraw all roles from this person?
account-work-withdraw-out = They are signed out everywhere at once and no longer belong to the team.
account-work-withdraw-kept = Their account stays an ordinary account like that of any customer.
account-work-withdraw-button = Withdraw all roles
