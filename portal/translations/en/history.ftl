## “History” (S107): what happened to the account and the case, for the person to read
history-own-title = History
history-own-lead = Here you read what happened to your online account, your profiles and your case. When somebody who works for us has read your case, it says so too.
history-own-account = Changes to how you sign in (password, passkeys) are in the history of your account settings.
history-own-empty = No entries yet
history-own-empty-text = As soon as something happens to your account or your case, you read it here.
history-own-nothing-older = No older entries
history-own-nothing-older-text = What is longer ago names nobody any more and is not shown here.

## What happened. One text for each name in the audit log.
history-event-account-deactivated = Your online account was deactivated
history-event-account-reactivated = Your online account was reactivated
history-event-account-read = Your online account was looked at
history-event-approval-asked = A second person was asked to agree to a change
history-event-approval-confirmed = A second person agreed to a change
history-event-approval-refused = A second person refused a change
history-event-approval-withdrawn = The wish for a second person’s agreement was withdrawn
history-event-audit-forgotten = It was removed from old entries whom they were about
history-event-audit-read = The log was read for inspection
history-event-audit-verified = The log was checked for tampering
history-event-case-changed = The data of your case were changed
history-event-case-closed = Your case was closed
history-event-case-read = Your case was read
history-event-case-recorded = Your case was recorded
history-event-case-reopened = Your case was opened again
history-event-case-mismatch-settled = A hint about a proof that did not fit was noted as settled
history-event-case-searched = Someone at the office searched for cases
history-event-code-blocked = An unlock code was blocked after too many wrong entries
history-event-code-issued = An unlock code was issued
history-event-code-redeemed = An unlock code was entered and the profile unlocked
history-event-code-refused = An unlock code, or what goes with it, was entered wrongly
history-event-code-request-answered = An unlock code was issued as requested
history-event-code-request-declined = The request for an unlock code was declined
history-event-code-request-withdrawn = The request for an unlock code was withdrawn
history-event-code-requested = An unlock code was requested online
history-event-participation-posted = An education provider reported your participation in a course
history-event-code-revoked = An unlock code was revoked
history-event-company-colleague-code-issued = An unlock code for a colleague was issued
history-event-company-colleague-joined = A colleague was given access
history-event-company-colleague-left = A colleague gave up their access
history-event-company-colleague-role-changed = The role of a colleague was changed
history-event-company-colleague-withdrawn = The access of a colleague was withdrawn
history-event-company-organisation-bound = The organisation was linked to Mein Unternehmenskonto
history-event-company-profile-refused = A profile stayed closed because the sign-in was for another organisation
history-event-letter-printed = A letter was made ready for posting
history-event-profile-address-changed = Your address was changed in the profile
history-event-profile-identity-mismatch = A proof of identity did not fit the case; the address stayed as it was
history-event-profile-created = A profile was made
history-event-profile-moved = A profile was taken over into another account with a new unlock code
history-event-profile-removed = A profile was removed
history-event-sign-in-failed = A sign-in did not succeed
history-event-sign-in-identified = You proved your identity for a change
history-event-sign-in-succeeded = Sign-in to the portal
history-event-sign-out-by-person = Sign-out from the portal
history-event-sign-out-by-provider = Sign-out through your online account
history-event-staff-invitation-withdrawn = An invitation to the team was taken back
history-event-staff-invited = Somebody was invited to the team
history-event-staff-joined = Somebody joined the team
history-event-staff-roles-changed = The roles of a person in the team were changed
history-event-unknown = Something that has no description here any more

## “Audit log”, for the auditor
history-protocol-title = Audit log
history-protocol-lead = Who did what, when? Your reading is recorded as well.
history-protocol-check = Integrity
history-protocol-check-never = The log has not been checked here yet.
history-protocol-check-fine = No tampering found
history-protocol-check-fine-text = Checked on { $when }: { $entries ->
    [one] one entry
   *[other] { $entries } entries
    }, { $forgotten } of them without personal data. The end of the chain fits the file outside of the database.
history-protocol-check-faults = The log was tampered with
history-protocol-check-faults-text = Checked on { $when }. Tell your lead and those who run the server, and change nothing.
history-protocol-check-more = { $count ->
    [one] And one more place.
   *[other] And { $count } more places.
    }
history-protocol-check-button = Check now
history-protocol-fault-changed = Entry { $from }: changed, moved or put in
history-protocol-fault-misfiled = Entry { $from }: filed wrongly
history-protocol-fault-missing = Entries { $from } to { $to }: missing
history-protocol-fault-cut_off = Entries { $from } to { $to }: missing at the end
history-protocol-fault-replaced = Entry { $from }: not the one that is noted outside of the database
history-protocol-fault-erased = Entry { $from }: emptied although its period is not over
history-protocol-fault-head = Entry { $from }: the end of the chain in the database is another one
history-protocol-fault-head_file = The file with the ends of the chain is missing or cannot be read
history-protocol-filter = Narrow the entries down
history-protocol-since = From day
history-protocol-until = To day
history-protocol-event = Event
history-protocol-event-hint = The name as it stands below an entry, for example case.read
history-protocol-who = Person or case
history-protocol-who-hint = Customer number, e-mail address or id
history-protocol-submit = Show
history-protocol-reset = Show all
history-protocol-day-wrong = Give a day, for example 2026-11-23.
history-protocol-who-wrong = Nobody and no case is known by that. Check what you entered.
history-protocol-entries = Entries
history-protocol-empty = No entries
history-protocol-empty-text = There are no entries for that.
history-protocol-number = Number
history-protocol-unsealed = not sealed yet
history-protocol-by = By
history-protocol-about = About
history-protocol-case = Case
history-protocol-on-behalf = On behalf of
history-protocol-from = From the network
history-protocol-details = Details
history-protocol-forgotten = The period is over: whom the entry was about is no longer stored.
history-protocol-kind-account = account
history-protocol-kind-resident = customer
history-protocol-kind-staff = staff
history-protocol-kind-client = application
history-protocol-kind-visitor = not signed in
history-protocol-kind-operator = operation
history-protocol-kind-system = automatically
history-protocol-kind-unknown = not recorded
