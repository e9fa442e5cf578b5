## The staff's side: its first page, its areas, the names of roles
staff-home-title = Case work
staff-home-intro = This is where you work for the customers of the Jobcenter.
staff-home-roles = Your roles:
staff-home-waiting =
    { $count ->
        [0] { "" }
        [one] One thing is waiting.
       *[other] { $count } things are waiting.
    }
staff-home-empty-title = Nothing here for you yet
staff-home-empty = Your role has no tasks in this portal yet.

staff-area-home = Case work
staff-area-cases = Cases
staff-area-audit = Audit log
staff-about-cases = Find, record and change cases, issue unlock codes.
staff-area-requests = Requests
staff-about-requests = Answer requests for an unlock code.
staff-about-audit = Read who did what, and check the log.

staff-role-benefits = Benefits
staff-role-placement = Placement
staff-role-lead = Team lead
staff-role-support = Technical support
staff-role-audit = Audit

staff-area-accounts = Accounts
staff-about-accounts = Find, deactivate and reactivate accounts.
staff-area-team = Team
staff-about-team = Who works here, with which roles.
staff-area-approvals = Approvals
staff-about-approvals = What is waiting for a second person.
