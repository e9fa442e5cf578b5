//! A profile as the pages show it.

use serde::Serialize;

use crate::cases::Kind;
use crate::profiles::{Listed, MemberRole};

/// One of a person's profiles.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Row {
    id: String,
    kind: Kind,
    /// None: the Standardprofil.
    name: Option<String>,
    number: Option<String>,
    /// In an organisation.
    member_role: Option<MemberRole>,
    since: i64,
    current: bool,
}

impl Row {
    /// Whether it is an organisation's, which one leaves rather than removes.
    pub(super) const fn is_membership(&self) -> bool {
        self.member_role.is_some()
    }

    pub(super) fn new(listed: &Listed, current: Option<&Listed>) -> Self {
        let record = listed.case.as_ref().map(|case| &case.record);
        Self {
            id: listed.profile.id.to_string(),
            kind: listed.profile.kind,
            name: record.map(crate::cases::Record::name),
            number: record.map(|record| record.customer_number.to_string()),
            member_role: listed.profile.member_role,
            since: listed.profile.created_at.unix(),
            current: current.is_some_and(|current| current.profile.id == listed.profile.id),
        }
    }

    /// Kim, a company and a Standardprofil.
    pub(super) fn samples() -> Vec<Self> {
        let row = |kind, name: Option<&str>, number: Option<&str>| Self {
            id: "abc".to_owned(),
            kind,
            name: name.map(str::to_owned),
            number: number.map(str::to_owned),
            member_role: (kind == Kind::Company).then_some(MemberRole::Admin),
            since: 1_795_000_000,
            current: name == Some("Kim Klicker"),
        };
        vec![
            row(Kind::Person, Some("Kim Klicker"), Some("123A456789")),
            row(Kind::Company, Some("Muster GmbH"), Some("987B654321")),
            row(Kind::Person, None, None),
        ]
    }
}
