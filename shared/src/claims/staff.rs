//! Who of the staff may do what: one table for both servers. A role that is not named may not.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::UnknownValue;

/// A staff role (`roles` claim); citizens have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// Benefits (Leistungssachbearbeitung).
    #[serde(rename = "staff.benefits")]
    Benefits,
    /// Placement (Arbeitsvermittlung).
    #[serde(rename = "staff.placement")]
    Placement,
    /// Lead (Teamleitung).
    #[serde(rename = "staff.lead")]
    Lead,
    /// Technical support.
    #[serde(rename = "staff.support")]
    Support,
    /// Audit (Revision): reads the log and nothing else.
    #[serde(rename = "staff.audit")]
    Audit,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] = [
        Self::Benefits,
        Self::Placement,
        Self::Lead,
        Self::Support,
        Self::Audit,
    ];

    /// The value in tokens and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Benefits => "staff.benefits",
            Self::Placement => "staff.placement",
            Self::Lead => "staff.lead",
            Self::Support => "staff.support",
            Self::Audit => "staff.audit",
        }
    }

    /// How far up it stands: nobody grants or withdraws a role that stands higher than all of
    /// their own.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::Benefits | Self::Placement | Self::Support => 1,
            Self::Audit => 2,
            Self::Lead => 3,
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = UnknownValue;

    fn from_str(text: &str) -> Result<Self, UnknownValue> {
        let mut all = Self::ALL.into_iter();
        all.find(|role| role.as_str() == text).ok_or(UnknownValue)
    }
}

/// Whether one of `mine` stands at least as high as `other`.
#[must_use]
pub fn may_grant(mine: &[Role], other: Role) -> bool {
    mine.iter().any(|role| role.rank() >= other.rank())
}

macro_rules! actions {
    ($($(#[$doc:meta])* $action:ident $word:literal by [$($role:ident),*] $($fresh:ident)?;)*) => {
        /// What staff do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $($(#[$doc])* $action,)*
        }

        impl Action {
            /// Every action.
            pub const ALL: &'static [Self] = &[$(Self::$action),*];

            /// Its name in settings and in the log.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$action => $word,)*
                }
            }

            /// Who may.
            #[must_use]
            pub const fn roles(self) -> &'static [Role] {
                match self {
                    $(Self::$action => &[$(Role::$role),*],)*
                }
            }

            /// Whether it asks for a sign-in that is only minutes old.
            #[must_use]
            pub const fn is_grave(self) -> bool {
                match self {
                    $(Self::$action => actions!(@grave $($fresh)?),)*
                }
            }
        }
    };
    (@grave grave) => { true };
    (@grave) => { false };
}

actions! {
    /// See the office's side at all: the worklist.
    Enter "office.enter" by [Benefits, Placement, Lead, Support, Audit];
    /// Find a case and read it.
    ReadCase "case.read" by [Benefits, Placement, Lead];
    /// Record a case.
    RecordCase "case.record" by [Benefits, Lead];
    /// Change what a case says.
    ChangeCase "case.change" by [Benefits, Lead];
    /// Close a case, open it again.
    CloseCase "case.close" by [Benefits, Lead];
    /// Issue an unlock code for a person, again if need be, or revoke one.
    IssueCode "code.issue" by [Benefits, Placement, Lead];
    /// The same for an organisation.
    IssueOrganisationCode "code.organisation" by [Benefits, Placement, Lead];
    /// Answer a request for a code.
    AnswerRequest "request.answer" by [Benefits, Placement, Lead];
    /// Find an account by its e-mail address; see its state and its factors.
    FindAccount "account.find" by [Lead, Support];
    /// Deactivate a citizen's account.
    DeactivateAccount "account.deactivate" by [Lead, Support];
    /// Reactivate a citizen's account.
    ReactivateAccount "account.reactivate" by [Lead, Support];
    /// Hand a recovery code over at the counter; always takes two.
    RecoverAccount "account.recover" by [Lead, Support] grave;
    /// See who belongs to the staff, with which roles.
    SeeStaff "staff.see" by [Lead, Audit];
    /// Invite a colleague, take an invitation back.
    InviteStaff "staff.invite" by [Lead] grave;
    /// Change a colleague's roles, down to none.
    ChangeRoles "staff.roles" by [Lead] grave;
    /// Deactivate or reactivate a colleague's account.
    DeactivateStaff "staff.deactivate" by [Lead] grave;
    /// Confirm or refuse what a colleague asked for and needs two people; the deed itself must be
    /// allowed as well.
    Approve "approval.decide" by [Benefits, Placement, Lead, Support];
    /// Read the log.
    ReadAudit "audit.read" by [Audit];
}

impl Action {
    /// Whether someone with these roles may.
    #[must_use]
    pub fn is_allowed(self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.roles().contains(role))
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Action {
    type Err = UnknownValue;

    fn from_str(text: &str) -> Result<Self, UnknownValue> {
        let mut all = Self::ALL.iter().copied();
        all.find(|it| it.as_str() == text).ok_or(UnknownValue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse(), Ok(role));
            assert_eq!(
                serde_json::to_value(role).expect("JSON"),
                role.as_str(),
                "the same word in tokens and in the database"
            );
        }
        for action in Action::ALL {
            assert_eq!(action.as_str().parse(), Ok(*action));
        }
    }

    #[test]
    fn everyone_enters_and_nobody_without_a_role() {
        for action in Action::ALL {
            assert!(!action.is_allowed(&[]), "{action}");
            assert!(!action.roles().is_empty(), "{action}");
        }
        for role in Role::ALL {
            assert!(Action::Enter.is_allowed(&[role]));
        }
    }

    #[test]
    fn nobody_grants_above_their_own() {
        assert!(may_grant(&[Role::Lead], Role::Audit));
        assert!(may_grant(&[Role::Lead], Role::Lead));
        assert!(!may_grant(&[Role::Support, Role::Audit], Role::Lead));
        assert!(!may_grant(&[], Role::Support));
    }

    #[test]
    fn what_gives_power_over_colleagues_is_grave() {
        for action in [
            Action::InviteStaff,
            Action::ChangeRoles,
            Action::DeactivateStaff,
        ] {
            assert!(
                action.is_grave() && action.roles() == [Role::Lead],
                "{action}"
            );
        }
    }
}
