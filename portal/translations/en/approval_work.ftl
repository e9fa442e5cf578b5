## Four eyes: what a second person approves
approval-work-waits = Waiting for approval by a second person
approval-work-until = Nothing happens until then. Without a decision it lapses on { $when }.
approval-work-view = View
approval-work-asked = Submitted by { $name } on { $when }
approval-work-back = To the approvals

approval-work-list-title = Approvals
approval-work-list-lead = Some things happen only once a second person approves them.
approval-work-list-waiting = Waiting for you
approval-work-list-nothing = Nothing is waiting for you
approval-work-list-nothing-text = As soon as a colleague submits something that you can approve, it appears here.
approval-work-list-asked = Submitted by you
approval-work-list-none-asked = You have submitted nothing in the last 30 days.

approval-work-approval-title = Approval
approval-work-what = What
approval-work-whom = Concerns
approval-work-roles = New roles
approval-work-no-roles = None any more
approval-work-by = Submitted by
approval-work-at = Submitted on
approval-work-decided-by = Decided by
approval-work-decided-at = Decided on
approval-work-confirm-text = With your approval it happens at once and in your name. Check it as if you did it yourself.
approval-work-confirm = Approve
approval-work-refuse = Refuse
approval-work-withdraw = Withdraw
approval-work-nothing-done = Nothing has happened.
approval-work-too-late = Someone else has decided in the meantime or is just doing so. Have a look at how it stands.

approval-work-outcome-confirmed = Approved and done
approval-work-outcome-refused = Refused
approval-work-outcome-withdrawn = Withdrawn
approval-work-outcome-expired = Lapsed

approval-work-fault = The approval could not be carried out
approval-work-fault-last_lead = It is the last team lead. Give that role to another person first, or refuse.
approval-work-fault-already_staff = This address belongs to the team by now. Refuse it.
approval-work-fault-own_account = It concerns the account of the person who wanted to approve it. Another person must decide.
approval-work-fault-above_own_role = It stands above the role of the person who wanted to approve it.
approval-work-fault-same_person = Whoever laid it before others cannot approve it. Another person must decide.
approval-work-fault-deactivated = The account has been deactivated meanwhile. Refuse it.
approval-work-fault-changed = Something has changed in the meantime. Refuse it and submit it again if need be.
approval-work-fault-gone = The account or the case is no longer there. Refuse it.
approval-work-fault-invalid = Something in it was not accepted. Refuse it and submit it again.
approval-work-fault-forbidden = The role of the person who wanted to approve it does not cover it.
approval-work-fault-signed_out = The sign-in of the person who wanted to approve it was no longer valid. Try again after signing in anew.
approval-work-fault-away = The sign-in service could not be reached. Try again.
approval-work-fault-case_closed = The case is closed. Refuse it.
approval-work-fault-address = The address in the case is incomplete or does not fit into the window of the envelope. Refuse it, and submit it again once it has been changed.
approval-work-fault-glyph = A character in the name or address cannot be printed. Refuse it, and submit it again once it has been changed in the case.
approval-work-fault-request_closed = The request has been answered or taken back in the meantime. Refuse it.
approval-work-fault-own_case = It concerns a case or a request of the person who wanted to approve it. Another person must decide.
approval-work-fault-askers_own = It concerns a case or a request of the person who submitted it. Refuse it.
approval-work-fault-asker_gone = Whoever submitted it may not do so any more. Refuse it, and submit it yourself if need be.
approval-work-fault-internal = An error occurred on our side. Have a look at how it stands and try again.

approval-work-deed-deactivate = Deactivate an account
approval-work-deed-reactivate = Reactivate an account
approval-work-deed-recover = Hand over recovery code
approval-work-deed-deactivate_staff = Deactivate a team account
approval-work-deed-reactivate_staff = Reactivate a team account
approval-work-deed-invite = Invite to the team
approval-work-deed-change_roles = Change roles
approval-work-deed-organisation_code = Issue an unlock code for an organisation
approval-work-deed-person_code = Issue an unlock code for a person
approval-work-deed-close_case = Close a case

approval-work-code-title = Recovery code
approval-work-code-once = You see this code only now
approval-work-code-once-text = Write it down or print this page before you leave it.
approval-work-code-lead = Hand this code to the person themselves, not by phone and not by e-mail.
approval-work-code-until = Valid until
approval-work-code-how = How it goes on: when signing in, choose “Second factor lost?”, enter user name and password, then the code. After that the person sets up a new passkey or second factor.
