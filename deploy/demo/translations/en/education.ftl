## The example education provider: somebody else's application that relies on the identity provider
education-example = Example
education-example-text = This education provider does not exist. It shows what an application looks like that does not belong to the Jobcenter.
education-sign-out = Sign out
education-back = Back
education-home = To the home page
education-since = connected since { $date }
education-number = Customer number: { $number }
education-span = { $from } to { $to }

education-start-title = Courses that take you further
education-start-lead = We tell the Jobcenter which course you attend, so that you need not do it yourself. But only if you allow it.
education-start-customers = Do you attend a course?
education-start-customers-text = With an invitation you connect your Jobcenter profile to your education provider.
education-start-staff = Do you work for an education provider?
education-start-staff-text = You sign in with Mein Unternehmenskonto. That is how we know for certain which organisation you act for.
education-start-sign-in = Sign in as staff
education-start-enter = To your participants

education-customers-title = Participants
education-customers-empty = Nobody is connected yet
education-customers-empty-text = Invite participants. As soon as somebody agrees, they are listed here.
education-customers-invite = Invite participants

education-customer-title = Participant
education-report-title = Report a course
education-report-about = The Jobcenter learns the course with its first and last day. The person sees the report in their history.
education-report-which = Which course?
education-report-choose = Choose a course.
education-report-submit = Report to the Jobcenter
education-report-list = Reported already
education-report-done = The course is reported
education-report-done-text = The Jobcenter has accepted the report.
education-report-none = No course to report
education-report-none-text = All your courses are reported already, or there is none yet.

education-courses-title = Courses
education-courses-empty = No course yet
education-courses-empty-text = Add a course. Then you can report who takes part.
education-courses-add = Add a course
education-course-title = Name of the course
education-course-start = First day
education-course-end = Last day
education-course-title-wrong = Enter a name of at most 100 characters.
education-course-start-wrong = Enter the first day of the course.
education-course-end-wrong = Enter the last day of the course.
education-course-order = The last day is before the first. Check both days.

education-invitations-title = Invitations
education-invitations-about = Each invitation is for one person. Send them the link or read the code out to them.
education-invitations-empty = No open invitation
education-invitations-empty-text = An invitation disappears from here as soon as somebody has accepted it.
education-invitation-new = Make an invitation
education-invitation-for = Who is the invitation for?
education-invitation-for-hint = Only for you to find it again, for example: Kim from the preparatory course
education-invitation-for-wrong = Note in at most 100 characters who the invitation is for.
education-invitation-link = Link:
education-invitation-code = Code:
education-invitation-until = valid until { $date }
education-invitation-withdraw = Withdraw

education-join-title = Take part by invitation
education-join-about = Your education provider has given you a link or a code.
education-join-code = Code of the invitation
education-join-code-hint = 12 characters, for example 7K2M-9QXA-41TZ
education-join-wrong = This code does not exist, or no longer does. Check the characters or ask your education provider.
education-join-submit = Continue
education-join-known = Are you connected already?
education-join-known-text = Then you can see here with whom, and disconnect.
education-join-look = See my connections

education-invited-title = You are invited
education-invited-by = You are invited by:
education-invited-about = If you agree, the education provider sees your name and customer number and reports your courses to the Jobcenter. This is how it works:
education-invited-step-sign-in = You sign in at the Jobcenter's identity provider. We do not learn your password.
education-invited-step-consent = There you read what we may do, and allow or refuse it.
education-invited-step-back = After that you are back here.
education-invited-free = This is voluntary, and you can end it at any time.
education-connect = Connect with the Jobcenter
education-not-now = Not now

education-connections-title = Your connections
education-connected = You are connected with the Jobcenter
education-connected-text = Your education provider can now report your courses to the Jobcenter.
education-ended = You are disconnected
education-ended-text = We have given the access back and forgotten you. What is reported already stays with the Jobcenter.
education-ended-untold = You are disconnected here
education-ended-untold-text = We have forgotten you. The identity provider did not answer. Please end the access there too.
education-connection-name = The Jobcenter knows you as:
education-connection-courses = Reported:
education-connection-no-courses = No course has been reported yet.
education-disconnect = Disconnect
education-connections-empty = You are connected with nobody
education-connections-empty-text = For a connection you need an invitation from your education provider.
education-connections-consents = What you allowed us is also listed at the identity provider under <consents>Connected services</consents>. You can end it there at any time.

education-imprint-title = Legal notice
education-imprint-text = If it existed, this would be responsible:

education-privacy-title = Privacy
education-privacy-lead = This application is an example. What it remembers stays on this machine.
education-privacy-what = What we remember
education-privacy-customers = Of participants: name and customer number as the Jobcenter has them, an identifier that only we know, a key for the reports, and which courses were reported.
education-privacy-staff = Of staff: the name of the person and of the organisation while the person is signed in; the name of the organisation for good.
education-privacy-cookies = Cookies: only those that are needed. They remember sign-in and language.
education-privacy-end = How to end it
education-privacy-end-text = Disconnect on the page “Your connections”, or end the access at the identity provider under “Connected services”. Then we delete everything about you, in the second case at the next attempt to report something.
education-privacy-contact = Contact

education-signed-out-title = You are signed out
education-signed-out-text = You can close this window.

education-problem-detail = The Jobcenter says:
education-problem-back = Back
education-problem-again = Sign in with Mein Unternehmenskonto
education-problem-unlock = Unlock the Jobcenter profile
education-problem-cancelled = You cancelled
education-problem-cancelled-text = Nothing has happened. You can begin again at any time.
education-problem-no-organisation = Your organisation is not proven
education-problem-no-organisation-text = This is for people who act for an organisation. Sign in with Mein Unternehmenskonto, not with a personal account.
education-problem-lost = We do not know this sign-in
education-problem-lost-text = It took too long, was finished already, or began in another browser. Please begin again.
education-problem-away = The identity provider does not answer
education-problem-away-text = Try again in a few minutes.
education-problem-portal-away = The Jobcenter does not answer
education-problem-portal-away-text = Try again in a few minutes.
education-problem-ended = The connection does not exist any more
education-problem-ended-text = { $name } has ended the access. We have forgotten the person. For a new connection invite them again.
education-problem-locked = The profile is not unlocked yet
education-problem-locked-text = Without an unlocked profile the Jobcenter does not know to whom a report belongs. To unlock it the person needs the code from the Jobcenter's letter. After that it goes on here.
education-problem-company = This is the profile of a company
education-problem-company-text = We report courses of persons only. Connect with your personal account.
education-problem-duplicate = The course was reported before
education-problem-duplicate-text = The Jobcenter knows it already. There is nothing for you to do.
education-problem-scope = This is not allowed
education-problem-scope-text = The person did not allow us everything that is needed for this. Invite them again.
education-problem-busy = Not just now
education-problem-busy-text =
    { $seconds ->
        [one] The Jobcenter cannot check the permission just now. Try again in one second.
       *[other] The Jobcenter cannot check the permission just now. Try again in { $seconds } seconds.
    }
education-problem-invalid = The Jobcenter does not accept the report
education-problem-invalid-text = Check the name and the days of the course.
education-problem-invitation = This invitation is not valid
education-problem-invitation-text = It has expired, was withdrawn, or has been used. Ask your education provider for a new one.
education-problem-form = The form did not fit
education-problem-form-text = Allow cookies for this page and try again.
education-problem-missing = There is nothing at this address
education-problem-missing-text = Perhaps the link is incomplete.
education-problem-unknown = This is not here any more
education-problem-unknown-text = The person has disconnected, or the course does not belong to your organisation.
education-problem-refused = That did not work
education-problem-refused-text = It is not your fault. Try again later.
education-problem-storage = We could not save that
education-problem-storage-text = Try again later.
