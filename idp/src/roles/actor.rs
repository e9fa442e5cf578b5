//! Who acts for the office.

use shared::claims::{Role, may_grant};

use crate::accounts::AccountId;
use crate::audit::By;

/// Who acts for the office.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Actor<'a> {
    /// A member of the staff, with the present roles.
    Staff {
        /// The account.
        id: &'a AccountId,
        /// What it may do.
        roles: &'a [Role],
    },
    /// Who operates the server, at its shell.
    Operator,
}

impl<'a> Actor<'a> {
    /// The account; none: the operator.
    pub(crate) fn id(self) -> Option<&'a str> {
        match self {
            Self::Staff { id, .. } => Some(id.as_str()),
            Self::Operator => None,
        }
    }

    /// For the log.
    pub(crate) fn by(self) -> By<'a> {
        match self {
            Self::Staff { id, .. } => By::Staff(id.as_str()),
            Self::Operator => By::Operator,
        }
    }

    /// Whether this is the holder of `account`.
    pub(crate) fn is(self, account: &AccountId) -> bool {
        self.id() == Some(account.as_str())
    }

    /// Whether all of `roles` are the actor's to grant and to withdraw: none stands higher than
    /// the actor's own.
    pub(crate) fn may_grant(self, roles: &[Role]) -> bool {
        match self {
            Self::Staff { roles: own, .. } => roles.iter().all(|role| may_grant(own, *role)),
            Self::Operator => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_reaches_above_themselves() {
        let id = AccountId::new("kim".to_owned());
        let actor = |roles| Actor::Staff { id: &id, roles };
        assert!(actor(&[Role::Lead]).may_grant(&Role::ALL));
        assert!(!actor(&[Role::Support]).may_grant(&[Role::Support, Role::Lead]));
        assert!(Actor::Operator.may_grant(&Role::ALL));
        assert!(actor(&[]).is(&id) && !Actor::Operator.is(&id));
    }
}
