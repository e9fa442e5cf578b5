## Invitation to the staff
invitations-new-title = Invitation to the office
invitations-known-title = Invitation to the office
invitations-other-title = Invitation to the office
invitations-lead = { $operator } invites you to work in its office.
invitations-roles = Your tasks
invitations-role-benefits = Benefits: record and change cases, issue unlock codes
invitations-role-placement = Placement: read cases, issue unlock codes
invitations-role-lead = Lead: work on cases, invite colleagues, deactivate and reactivate accounts
invitations-role-support = Technical support: find, deactivate and reactivate accounts
invitations-role-audit = Audit: read the audit log
invitations-for = The invitation is for this e-mail address:
invitations-until = It is valid until { $until } and only once.
invitations-accept = Accept the invitation
invitations-not-me = You know nothing of this invitation? Then close this page. Nothing changes without your consent.

invitations-new-password-heading = Your password
invitations-new-password-lead = There is no account for this e-mail address yet. Choose a password. After that you secure the account with a passkey or a second factor.

invitations-known-sign-in-text = There is an account for this e-mail address already. Sign in to accept the invitation.
invitations-known-sign-in = Sign in
invitations-known-secure-title = Secure your account first
invitations-known-secure-text = In the office a password alone is not enough. Set up a passkey or a second factor. Then open the link in our e-mail once more.
invitations-known-secure = Secure the account
invitations-known-accept-text = When you accept the invitation, you are signed out on all other devices.
invitations-known-not-now = Not now

invitations-other-text = You are signed in with another account.
invitations-other-why = Only who has the invited e-mail address can accept the invitation. Sign out to go on.
invitations-other-signed-in = You are signed in as:
invitations-other-sign-out = Sign out and go on
invitations-other-stay = Stay signed in

invitations-over-dead-title = This invitation is no longer valid
invitations-over-dead-text = The invitation is older than seven days, was withdrawn or replaced by a new one, or the link is not complete.
invitations-over-dead-next = See whether you have a newer e-mail from us. Otherwise ask the person who invited you for a new invitation.
invitations-over-sign-in = To the sign-in
invitations-over-accepted-title = The invitation is accepted
invitations-over-accepted-text = This invitation has been accepted already. Sign in to work.
invitations-over-office = To the office

invitations-mail-subject = Invitation to the office
invitations-mail-intro = { $operator } invites you to work in its office. Your tasks:
invitations-mail-ask = Open this link to accept the invitation:
invitations-mail-important = The link is valid until { $until } and only once. Do not pass it on.
invitations-mail-for = The invitation is for the e-mail address { $email }.
invitations-mail-not-me = You know nothing of this invitation? Then delete this e-mail. Nothing changes without your consent.
