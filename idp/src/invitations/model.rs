use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use shared::claims::Role;
use shared::clock::Timestamp;

use crate::accounts::EmailAddress;

/// How long an invitation is good.
pub(super) const LIFETIME: Duration = Duration::from_hours(7 * 24);

/// Names an invitation in the admin API; opens nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct InvitationId(String);

impl InvitationId {
    pub(crate) const fn new(id: String) -> Self {
        Self(id)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for InvitationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An invitation that may still be accepted.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Invitation {
    pub(crate) id: InvitationId,
    pub(crate) email: EmailAddress,
    pub(crate) roles: Vec<Role>,
    /// The account of who invited; none: the operator.
    pub(crate) invited_by: Option<String>,
    #[serde(serialize_with = "unix")]
    pub(crate) created_at: Timestamp,
    #[serde(serialize_with = "unix")]
    pub(crate) expires_at: Timestamp,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn unix<S: serde::Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_i64(at.unix())
}

/// A role as the texts name it: `invitations-role-<word>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(super) struct RoleWord(&'static str);

impl RoleWord {
    /// The words of all roles, in their order.
    pub(super) fn all(roles: &[Role]) -> Vec<Self> {
        roles
            .iter()
            .map(|role| Self(role.as_str().trim_start_matches("staff.")))
            .collect()
    }
}

/// Roles as kept: each once, in order, at least one.
pub(super) fn tidy(roles: &[Role]) -> Option<Vec<Role>> {
    let mut roles = roles.to_vec();
    roles.sort_unstable();
    roles.dedup();
    (!roles.is_empty()).then_some(roles)
}

impl FromStr for InvitationId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let fits = text.len() == 26 && text.bytes().all(|b| b.is_ascii_alphanumeric());
        fits.then(|| Self(text.to_owned())).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn roles_are_kept_once_and_in_order() {
        use Role::{Benefits, Lead};
        assert_eq!(tidy(&[Lead, Benefits, Lead]), Some(vec![Benefits, Lead]));
        assert_eq!(tidy(&[]), None);
    }

    proptest! {
        #[test]
        fn an_id_is_short_and_plain(text in "[a-z2-7]{26}|\\PC{0,40}") {
            let is_plain = text.len() == 26 && text.chars().all(|c| c.is_ascii_alphanumeric());
            prop_assert_eq!(text.parse::<InvitationId>().is_ok(), is_plain);
        }
    }
}
