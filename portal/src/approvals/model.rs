use std::fmt;

use serde::{Deserialize, Serialize};
use shared::claims::{Action, Role};
use shared::clock::Timestamp;

use crate::cases::CaseId;
use crate::provider_admin::AccountDeed;
use crate::residents::ResidentId;

/// Names a request for confirmation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct ApprovalId(String);

impl ApprovalId {
    pub(crate) const fn new(id: String) -> Self {
        Self(id)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ApprovalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What waits, with all it takes to do it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Deed {
    /// To an account at the provider.
    Account(AccountDeed),
    /// A code for an organisation.
    OrganisationCode(CodeFor),
    /// A code for a person.
    PersonCode(CodeFor),
    /// The end of a case.
    CloseCase {
        /// The case, as it was seen.
        case: String,
        version: i64,
        /// Whose it is.
        name: String,
        /// A word of the closed list.
        reason: String,
    },
}

/// For whom a code is issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CodeFor {
    /// The case, as it was seen: the letter goes to that address.
    pub(crate) case: String,
    /// What was asked for before this was kept fits no version.
    #[serde(default)]
    pub(crate) version: i64,
    /// Whose it is.
    pub(crate) name: String,
    /// The request that it answers, if there is one.
    #[serde(default)]
    pub(crate) request: Option<String>,
}

impl Deed {
    /// What it takes to be allowed: to ask, and to confirm.
    pub(crate) const fn action(&self) -> Action {
        match self {
            Self::Account(deed) => deed.action(),
            Self::OrganisationCode(_) => Action::IssueOrganisationCode,
            Self::PersonCode(_) => Action::IssueCode,
            Self::CloseCase { .. } => Action::CloseCase,
        }
    }

    /// What it is about: the same deed on the same subject waits once.
    pub(crate) fn subject(&self) -> String {
        match self {
            Self::Account(deed) => deed.account().map_or_else(
                || format!("email:{}", deed.email().to_lowercase()),
                |account| format!("account:{}", account.id),
            ),
            Self::OrganisationCode(CodeFor { case, .. })
            | Self::PersonCode(CodeFor { case, .. })
            | Self::CloseCase { case, .. } => format!("case:{case}"),
        }
    }

    /// The case that it changes.
    pub(crate) fn case(&self) -> Option<CaseId> {
        match self {
            Self::Account(_) => None,
            Self::OrganisationCode(CodeFor { case, .. })
            | Self::PersonCode(CodeFor { case, .. })
            | Self::CloseCase { case, .. } => Some(CaseId::new(case.clone())),
        }
    }

    /// Whose it is, as people know them.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Account(deed) => deed.email(),
            Self::OrganisationCode(CodeFor { name, .. })
            | Self::PersonCode(CodeFor { name, .. })
            | Self::CloseCase { name, .. } => name,
        }
    }

    /// For texts: `deactivate`, `close_case`, ….
    pub(crate) const fn word(&self) -> &'static str {
        match self {
            Self::Account(deed) => deed.word(),
            Self::OrganisationCode(_) => "organisation_code",
            Self::PersonCode(_) => "person_code",
            Self::CloseCase { .. } => "close_case",
        }
    }
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    /// Confirmed and done.
    Confirmed,
    /// A second person said no.
    Refused,
    /// The asker took it back.
    Withdrawn,
    /// Nobody decided in time.
    Expired,
}

impl Outcome {
    /// In the database and in texts.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
        }
    }

    pub(super) fn read(word: &str) -> Option<Self> {
        [
            Self::Confirmed,
            Self::Refused,
            Self::Withdrawn,
            Self::Expired,
        ]
        .into_iter()
        .find(|outcome| outcome.as_str() == word)
    }
}

/// A deed that waits, or how it ended.
#[derive(Debug, Clone)]
pub(crate) struct Approval {
    pub(crate) id: ApprovalId,
    pub(crate) deed: Deed,
    pub(crate) asked_by: ResidentId,
    pub(crate) asked_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    /// Why the last try to do it did not succeed.
    pub(crate) fault: Option<String>,
    pub(crate) decided_by: Option<ResidentId>,
    pub(crate) decided_at: Option<Timestamp>,
    pub(crate) outcome: Option<Outcome>,
}

/// A second person, as far as it matters here.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Who<'a> {
    pub(crate) resident: &'a ResidentId,
    /// Their account at the provider.
    pub(crate) sub: &'a str,
    pub(crate) roles: &'a [Role],
}

/// What someone has to do with an approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Eyes {
    /// Asked for it.
    Asker,
    /// May confirm or refuse.
    Second,
    /// It is about them.
    Concerned,
    /// Not allowed the deed.
    Nobody,
}

impl Approval {
    /// As what `who` looks at it. Whether a case is their own is not known here.
    pub(crate) fn eyes(&self, who: &Who<'_>) -> Eyes {
        let about = match &self.deed {
            Deed::Account(deed) => deed.account().map(|account| account.id.as_str()),
            _ => None,
        };
        if about == Some(who.sub) {
            Eyes::Concerned
        } else if &self.asked_by == who.resident {
            Eyes::Asker
        } else if self.deed.action().is_allowed(who.roles) && Action::Approve.is_allowed(who.roles)
        {
            Eyes::Second
        } else {
            Eyes::Nobody
        }
    }

    /// Whether it still waits.
    pub(crate) fn is_open(&self, now: Timestamp) -> bool {
        self.outcome.is_none() && self.expires_at > now
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider_admin::{Named, Reason, ReasonKind};

    fn approval(action_of_staff: bool) -> Approval {
        let account = Named {
            id: "kim".parse().expect("an id"),
            email: "kim@example.org".to_owned(),
        };
        let reason = Reason {
            kind: ReasonKind::Misuse,
            note: None,
        };
        let deed = if action_of_staff {
            AccountDeed::DeactivateStaff { account, reason }
        } else {
            AccountDeed::Deactivate { account, reason }
        };
        Approval {
            id: ApprovalId::new("a".to_owned()),
            deed: Deed::Account(deed),
            asked_by: ResidentId::new("asker".to_owned()),
            asked_at: Timestamp::from_unix(0),
            expires_at: Timestamp::from_unix(10),
            fault: None,
            decided_by: None,
            decided_at: None,
            outcome: None,
        }
    }

    fn eyes(approval: &Approval, resident: &str, sub: &str, roles: &[Role]) -> Eyes {
        let resident = ResidentId::new(resident.to_owned());
        approval.eyes(&Who {
            resident: &resident,
            sub,
            roles,
        })
    }

    #[test]
    fn the_second_person_is_another_one_who_is_allowed_it() {
        let citizen = approval(false);
        assert_eq!(eyes(&citizen, "b", "b", &[Role::Support]), Eyes::Second);
        assert_eq!(eyes(&citizen, "b", "b", &[Role::Benefits]), Eyes::Nobody);
        assert_eq!(eyes(&citizen, "asker", "a", &[Role::Lead]), Eyes::Asker);
        assert_eq!(eyes(&citizen, "c", "kim", &[Role::Lead]), Eyes::Concerned);
        let colleague = approval(true);
        assert_eq!(eyes(&colleague, "b", "b", &[Role::Support]), Eyes::Nobody);
        assert_eq!(eyes(&colleague, "b", "b", &[Role::Lead]), Eyes::Second);
        assert_eq!(
            eyes(&colleague, "asker", "kim", &[Role::Lead]),
            Eyes::Concerned
        );
    }

    #[test]
    fn deeds_read_back() {
        let invite = AccountDeed::Invite {
            email: "Uwe@Example.org".to_owned(),
            roles: vec![Role::Support],
            lang: "de".to_owned(),
        };
        let code = CodeFor {
            case: "c".to_owned(),
            version: 3,
            name: "Muster GmbH".to_owned(),
            request: Some("r".to_owned()),
        };
        for deed in [
            approval(true).deed,
            approval(false).deed,
            Deed::Account(invite),
            Deed::OrganisationCode(code.clone()),
            Deed::PersonCode(code),
            Deed::CloseCase {
                case: "c".to_owned(),
                version: 3,
                name: "Kim Klicker".to_owned(),
                reason: "ended".to_owned(),
            },
        ] {
            let text = serde_json::to_string(&deed).expect("JSON");
            assert_eq!(serde_json::from_str::<Deed>(&text).expect("reads"), deed);
            assert!(
                crate::settings::FOUR_EYES.contains(&deed.action()),
                "{text}"
            );
        }
    }
}
