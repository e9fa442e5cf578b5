//! What staff do to accounts, as a value: so that it can wait for a second person.

use serde::{Deserialize, Serialize};
use shared::claims::{Action, Role};

use super::{AccountId, AdminError, Console, HandedCode, Reason, RecoveryId};

/// An account and the name that people know it by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Named {
    pub(crate) id: AccountId,
    pub(crate) email: String,
}

/// Something to do at the provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub(crate) enum AccountDeed {
    /// A citizen's account.
    Deactivate { account: Named, reason: Reason },
    /// A citizen's account.
    Reactivate { account: Named, reason: Reason },
    /// A colleague's account.
    DeactivateStaff { account: Named, reason: Reason },
    /// A colleague's account.
    ReactivateStaff { account: Named, reason: Reason },
    /// A recovery code at the counter; the provider knows already who asked for it.
    Recover {
        account: Named,
        reason: Reason,
        request: RecoveryId,
    },
    /// A new colleague.
    Invite {
        email: String,
        roles: Vec<Role>,
        lang: String,
    },
    /// Exactly these; none: the person leaves the staff.
    ChangeRoles { account: Named, roles: Vec<Role> },
}

/// What came of it.
#[derive(Debug)]
pub(crate) enum CarriedOut {
    /// It was not so before.
    Changed,
    /// Another was first.
    Unchanged,
    /// A code, to be handed over.
    Code(HandedCode),
}

impl AccountDeed {
    /// What it takes to be allowed.
    pub(crate) const fn action(&self) -> Action {
        match self {
            Self::Deactivate { .. } => Action::DeactivateAccount,
            Self::Reactivate { .. } => Action::ReactivateAccount,
            Self::DeactivateStaff { .. } | Self::ReactivateStaff { .. } => Action::DeactivateStaff,
            Self::Recover { .. } => Action::RecoverAccount,
            Self::Invite { .. } => Action::InviteStaff,
            Self::ChangeRoles { .. } => Action::ChangeRoles,
        }
    }

    /// The account that it changes; an invited person has none yet.
    pub(crate) const fn account(&self) -> Option<&Named> {
        match self {
            Self::Deactivate { account, .. }
            | Self::Reactivate { account, .. }
            | Self::DeactivateStaff { account, .. }
            | Self::ReactivateStaff { account, .. }
            | Self::Recover { account, .. }
            | Self::ChangeRoles { account, .. } => Some(account),
            Self::Invite { .. } => None,
        }
    }

    /// Whom it is about, as people know them.
    pub(crate) fn email(&self) -> &str {
        match self {
            Self::Invite { email, .. } => email,
            other => other.account().map_or("", |account| &account.email),
        }
    }

    /// Why, where one is asked.
    pub(crate) const fn reason(&self) -> Option<&Reason> {
        match self {
            Self::Deactivate { reason, .. }
            | Self::Reactivate { reason, .. }
            | Self::DeactivateStaff { reason, .. }
            | Self::ReactivateStaff { reason, .. }
            | Self::Recover { reason, .. } => Some(reason),
            Self::Invite { .. } | Self::ChangeRoles { .. } => None,
        }
    }

    /// The roles that it gives, where it does.
    pub(crate) fn roles(&self) -> Option<&[Role]> {
        match self {
            Self::Invite { roles, .. } | Self::ChangeRoles { roles, .. } => Some(roles),
            _ => None,
        }
    }

    /// For texts: `deactivate`, `invite`, ….
    pub(crate) const fn word(&self) -> &'static str {
        match self {
            Self::Deactivate { .. } => "deactivate",
            Self::Reactivate { .. } => "reactivate",
            Self::DeactivateStaff { .. } => "deactivate_staff",
            Self::ReactivateStaff { .. } => "reactivate_staff",
            Self::Recover { .. } => "recover",
            Self::Invite { .. } => "invite",
            Self::ChangeRoles { .. } => "change_roles",
        }
    }
}

impl Console<'_> {
    /// Does it, in the name of whoever stands at this counter.
    pub(crate) async fn carry_out(&self, deed: &AccountDeed) -> Result<CarriedOut, AdminError> {
        let account = match deed {
            AccountDeed::Deactivate { account, reason }
            | AccountDeed::DeactivateStaff { account, reason } => {
                self.deactivate(&account.id, reason).await?
            }
            AccountDeed::Reactivate { account, reason }
            | AccountDeed::ReactivateStaff { account, reason } => {
                self.reactivate(&account.id, reason).await?
            }
            AccountDeed::Recover {
                account, request, ..
            } => {
                let code = self.approve_recovery(&account.id, request).await?;
                return Ok(CarriedOut::Code(code));
            }
            AccountDeed::Invite { email, roles, lang } => {
                self.invite(email, roles, lang).await?;
                return Ok(CarriedOut::Changed);
            }
            AccountDeed::ChangeRoles { account, roles } => {
                self.set_roles(&account.id, roles).await?
            }
        };
        Ok(if account.changed {
            CarriedOut::Changed
        } else {
            CarriedOut::Unchanged
        })
    }
}
