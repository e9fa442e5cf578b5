//! A profile as the pages show it.

use serde::Serialize;

use crate::cases::Kind;
use crate::profiles::{self, Listed, MemberRole};
use crate::sessions::Session;

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
    /// Of the organisation that this session is proven for.
    own: bool,
    /// Of another one, so that it stays shut.
    foreign: bool,
}

impl Row {
    /// Whether it is an organisation's, which one leaves rather than removes.
    pub(super) const fn is_membership(&self) -> bool {
        self.member_role.is_some()
    }

    /// Whether it is the business profile of this session.
    pub(super) const fn is_own(&self) -> bool {
        self.own
    }

    pub(super) fn new(listed: &Listed, current: Option<&Listed>, session: &Session) -> Self {
        let own =
            |case| profiles::is_own(session, case) || profiles::is_own_by_register(session, case);
        let record = listed.case.as_ref().map(|case| &case.record);
        Self {
            id: listed.profile.id.to_string(),
            kind: listed.profile.kind,
            name: record.map(crate::cases::Record::name),
            number: record.map(|record| record.customer_number.to_string()),
            member_role: listed.profile.member_role,
            since: listed.profile.created_at.unix(),
            current: current.is_some_and(|current| current.profile.id == listed.profile.id),
            own: listed.case.as_ref().is_some_and(own),
            foreign: !profiles::may_act(session, listed),
        }
    }

    /// Kim, the business profile and one of another organisation.
    pub(super) fn samples_by_muk() -> Vec<Self> {
        let mut rows = Self::samples();
        rows.pop();
        rows[0].current = false;
        let own = Self {
            name: Some("Lernwerk Musterstadt gGmbH".to_owned()),
            own: true,
            ..rows[1].clone()
        };
        rows[1].foreign = true;
        rows.insert(0, own);
        rows
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
            own: false,
            foreign: false,
        };
        vec![
            row(Kind::Person, Some("Kim Klicker"), Some("123A456789")),
            row(Kind::Company, Some("Muster GmbH"), Some("987B654321")),
            row(Kind::Person, None, None),
        ]
    }
}
