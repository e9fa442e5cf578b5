//! Every call, with what it asks for: the one table.

use shared::claims::Action;
use shared::claims::scope::{IDP_ACCOUNTS, IDP_INVITATIONS};

/// A call of the admin API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AdminCall {
    /// Upper case.
    pub method: &'static str,
    /// As in the router.
    pub path: &'static str,
    /// What tells two calls of one path apart.
    pub query: &'static str,
    /// What the token must carry.
    pub scope: &'static str,
    /// One of these must be allowed to the caller …
    pub actions: &'static [Action],
    /// … or one of these, where the account in question belongs to a member of the staff.
    pub on_staff: &'static [Action],
}

/// An account by its address.
pub(super) const FIND: AdminCall = AdminCall {
    method: "GET",
    path: "/admin/v1/accounts",
    query: "email=kim@example.org",
    scope: IDP_ACCOUNTS,
    actions: &[Action::FindAccount],
    on_staff: &[Action::FindAccount],
};

/// Everyone who has a role.
pub(super) const STAFF: AdminCall = AdminCall {
    query: "staff=true",
    actions: &[Action::SeeStaff],
    on_staff: &[Action::SeeStaff],
    ..FIND
};

/// One account.
pub(super) const SEE: AdminCall = AdminCall {
    path: "/admin/v1/accounts/{id}",
    query: "",
    on_staff: &[Action::FindAccount, Action::SeeStaff],
    ..FIND
};

/// Deactivates an account.
pub(super) const DEACTIVATE: AdminCall = AdminCall {
    method: "POST",
    path: "/admin/v1/accounts/{id}/deactivation",
    actions: &[Action::DeactivateAccount],
    on_staff: &[Action::DeactivateStaff],
    ..SEE
};

/// Reactivates an account.
pub(super) const REACTIVATE: AdminCall = AdminCall {
    path: "/admin/v1/accounts/{id}/reactivation",
    actions: &[Action::ReactivateAccount],
    ..DEACTIVATE
};

/// Asks for a recovery code at the counter.
pub(super) const ASK_RECOVERY: AdminCall = AdminCall {
    path: "/admin/v1/accounts/{id}/recovery",
    actions: &[Action::RecoverAccount],
    ..DEACTIVATE
};

/// Approves it, as another member of the staff, and gets the code.
pub(super) const APPROVE_RECOVERY: AdminCall = AdminCall {
    path: "/admin/v1/accounts/{id}/recovery/approval",
    ..ASK_RECOVERY
};

/// Changes what a colleague may do.
pub(super) const CHANGE_ROLES: AdminCall = AdminCall {
    method: "PUT",
    path: "/admin/v1/accounts/{id}/roles",
    actions: &[Action::ChangeRoles],
    on_staff: &[Action::ChangeRoles],
    ..SEE
};

/// What a colleague may do right now: for whoever confirms what that one asked for.
pub(super) const STANDING: AdminCall = AdminCall {
    path: "/admin/v1/accounts/{id}/roles",
    query: "",
    actions: &[Action::Approve],
    on_staff: &[Action::Approve],
    ..FIND
};

/// The open invitations.
pub(super) const INVITATIONS: AdminCall = AdminCall {
    path: "/admin/v1/invitations",
    query: "",
    scope: IDP_INVITATIONS,
    ..STAFF
};

/// Invites a colleague.
pub(super) const INVITE: AdminCall = AdminCall {
    method: "POST",
    actions: &[Action::InviteStaff],
    on_staff: &[Action::InviteStaff],
    ..INVITATIONS
};

/// Takes an invitation back.
pub(super) const WITHDRAW: AdminCall = AdminCall {
    method: "DELETE",
    path: "/admin/v1/invitations/{id}",
    ..INVITE
};

/// All of them.
pub(crate) const CALLS: [AdminCall; 12] = [
    FIND,
    STAFF,
    SEE,
    DEACTIVATE,
    REACTIVATE,
    ASK_RECOVERY,
    APPROVE_RECOVERY,
    CHANGE_ROLES,
    STANDING,
    INVITATIONS,
    INVITE,
    WITHDRAW,
];
