//! What waits as the pages show it.

use serde::Serialize;
use shared::clock::Timestamp;

use crate::approvals::{Approval, Deed, Outcome};
use crate::cases::{Case, Whom};

/// The case that a deed is about, as it is now: who confirms must see where a letter goes.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct CaseView {
    number: String,
    /// Empty for a person.
    register_number: String,
    register_court: String,
    address: Vec<String>,
}

impl CaseView {
    pub(super) fn of(case: &Case) -> Self {
        let record = &case.record;
        let register = match &record.whom {
            Whom::Organisation { register, .. } => Some(register),
            Whom::Person { .. } => None,
        };
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        Self {
            number: record.customer_number.to_string(),
            register_number: text(register.map(|it| it.number.as_str())),
            register_court: text(register.map(|it| it.court.as_str())),
            address: record.address.lines().to_vec(),
        }
    }

    /// A person's, an organisation's.
    pub(super) fn samples() -> [Self; 2] {
        let person = Self {
            number: "123A456789".to_owned(),
            address: vec!["Lindenweg 12".to_owned(), "12345 Musterstadt".to_owned()],
            ..Self::default()
        };
        let organisation = Self {
            number: "987B654321".to_owned(),
            register_number: "HRB 12345".to_owned(),
            register_court: "Amtsgericht Musterstadt".to_owned(),
            ..person.clone()
        };
        [person, organisation]
    }
}

/// A deed that waits, or how it ended.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ApprovalView {
    pub(super) id: String,
    /// The end of its keys: `deactivate`.
    deed: &'static str,
    name: String,
    /// Whether the name is an e-mail address.
    email: bool,
    reason: Option<&'static str>,
    note: Option<String>,
    /// Why a case is closed.
    close_reason: Option<String>,
    /// The ends of the roles' keys; empty: all are withdrawn.
    roles: Option<Vec<&'static str>>,
    asked_by: String,
    asked_at: i64,
    expires_at: i64,
    fault: Option<String>,
    outcome: Option<Outcome>,
    decided_by: Option<String>,
    decided_at: Option<i64>,
}

/// The names of those who asked and decided.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    pub(super) asked_by: String,
    pub(super) decided_by: Option<String>,
}

impl ApprovalView {
    pub(super) fn new(approval: &Approval, names: Names, now: Timestamp) -> Self {
        let account = match &approval.deed {
            Deed::Account(deed) => Some(deed),
            Deed::OrganisationCode(_) | Deed::PersonCode(_) | Deed::CloseCase { .. } => None,
        };
        let reason = account.and_then(|deed| deed.reason());
        let note = reason.and_then(|reason| reason.note.as_ref());
        let roles = account.and_then(|deed| deed.roles());
        let late = approval.outcome.is_none() && !approval.is_open(now);
        Self {
            id: approval.id.to_string(),
            deed: approval.deed.word(),
            name: approval.deed.name().to_owned(),
            email: account.is_some(),
            reason: reason.map(|reason| reason.kind.as_str()),
            note: note.map(|note| note.as_str().to_owned()),
            close_reason: match &approval.deed {
                Deed::CloseCase { reason, .. } => Some(reason.clone()),
                Deed::Account(_) | Deed::OrganisationCode(_) | Deed::PersonCode(_) => None,
            },
            roles: roles.map(|roles| {
                let words = roles.iter().map(|role| role.as_str());
                words.map(|it| it.trim_start_matches("staff.")).collect()
            }),
            asked_by: names.asked_by,
            asked_at: approval.asked_at.unix(),
            expires_at: approval.expires_at.unix(),
            fault: approval.fault.clone(),
            outcome: approval.outcome.or(late.then_some(Outcome::Expired)),
            decided_by: names.decided_by,
            decided_at: approval.decided_at.map(Timestamp::unix),
        }
    }

    /// A deactivation, an invitation, new roles, the end of a case, a code for an organisation.
    pub(super) fn samples() -> [Self; 5] {
        let first = Self {
            id: "abc".to_owned(),
            deed: "deactivate",
            name: "kim.klicker@example.org".to_owned(),
            email: true,
            reason: Some("misuse"),
            note: Some("Anruf der Polizei am Vormittag".to_owned()),
            close_reason: None,
            roles: None,
            asked_by: "uwe.muster@jobcenter.example".to_owned(),
            asked_at: 1_795_400_000,
            expires_at: 1_796_004_800,
            fault: None,
            outcome: None,
            decided_by: None,
            decided_at: None,
        };
        let staff = Self {
            reason: None,
            note: None,
            name: "ina.neu@jobcenter.example".to_owned(),
            ..first.clone()
        };
        let invite = Self {
            deed: "invite",
            roles: Some(vec!["placement", "support"]),
            ..staff.clone()
        };
        let roles = Self {
            deed: "change_roles",
            roles: Some(Vec::new()),
            fault: Some("last_lead".to_owned()),
            ..staff.clone()
        };
        let close = Self {
            deed: "close_case",
            name: "Kim Klicker".to_owned(),
            close_reason: Some("ended".to_owned()),
            email: false,
            ..staff
        };
        let code = Self {
            deed: "organisation_code",
            name: "Muster GmbH".to_owned(),
            close_reason: None,
            ..close.clone()
        };
        [first, invite, roles, close, code]
    }

    /// The same code for a person.
    pub(super) fn for_a_person(self) -> Self {
        Self {
            deed: "person_code",
            name: "Kim Klicker".to_owned(),
            ..self
        }
    }

    /// The same, decided.
    pub(super) fn ended(self, outcome: Outcome) -> Self {
        let by_hand = outcome != Outcome::Expired;
        Self {
            outcome: Some(outcome),
            decided_by: by_hand.then(|| "leitung@jobcenter.example".to_owned()),
            decided_at: Some(1_795_410_000),
            ..self
        }
    }
}
