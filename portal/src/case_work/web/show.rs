//! A case: what it says, whether a profile is unlocked, what became of its codes and letters, and
//! what this person may do with it. Never a code, never an account's address.

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use shared::claims::Action;
use shared::pages::Page;

use super::CASES;
use super::find::noon;
use crate::cases::{Case, CloseReason, Difference, Kind, Told, Whom};
use crate::codes::{self, CodeLine, CodeState, Purpose};
use crate::error::page::PageError;
use crate::letters_outbox::LetterState;
use crate::profiles::{self, MemberRole};
use crate::request::{OnCase, Staff};
use crate::residents;

/// What the case says.
#[derive(Debug, Clone, Serialize)]
struct Facts {
    id: String,
    kind: Kind,
    name: String,
    number: String,
    born: Option<i64>,
    community: String,
    register_number: String,
    register_court: String,
    /// It is bound to Mein Unternehmenskonto.
    bound: bool,
    address: Vec<String>,
    /// The customer changed it themselves.
    address_own: Option<Own>,
    /// Somebody proved to be another one, when and in what: words of the texts
    /// `case-work-case-mismatch-…`.
    mismatch: Option<(i64, Vec<Difference>)>,
    language: String,
    /// Whether the texts name it.
    language_named: bool,
    created: i64,
    changed: i64,
    version: i64,
    closed: Option<i64>,
    reason: Option<CloseReason>,
}

/// How a customer changed their address.
#[derive(Debug, Clone, Serialize)]
struct Own {
    at: i64,
    /// A word of the texts `case-work-case-level-…`.
    level: &'static str,
    /// The application that they used.
    client: Option<String>,
}

impl Own {
    fn of(told: &Told) -> Option<Self> {
        let by = told.by.as_ref()?;
        Some(Self {
            at: told.at.unix(),
            level: by.level.word(),
            client: by.client.clone(),
        })
    }
}

impl Facts {
    fn of(case: &Case) -> Self {
        let record = &case.record;
        let mut facts = Self {
            id: case.id.to_string(),
            kind: record.kind(),
            name: record.name(),
            number: record.customer_number.to_string(),
            born: None,
            community: String::new(),
            register_number: String::new(),
            register_court: String::new(),
            bound: case.organisation.is_some(),
            address: record.address.lines().to_vec(),
            address_own: Own::of(&case.address_told),
            mismatch: case
                .mismatch
                .as_ref()
                .map(|it| (it.at().unix(), it.differences.clone())),
            language: record.language.clone(),
            language_named: letters::languages().contains(&record.language),
            created: case.created_at.unix(),
            changed: case.changed_at.unix(),
            version: case.version,
            closed: case.closed.map(|closed| closed.at.unix()),
            reason: case.closed.map(|closed| closed.reason),
        };
        match &record.whom {
            Whom::Person {
                birth_date,
                community,
                ..
            } => {
                facts.born = Some(noon(*birth_date));
                facts.community = community
                    .as_ref()
                    .map(|it| it.as_str().to_owned())
                    .unwrap_or_default();
            }
            Whom::Organisation { register, .. } => {
                register
                    .number
                    .as_str()
                    .clone_into(&mut facts.register_number);
                register
                    .court
                    .as_str()
                    .clone_into(&mut facts.register_court);
            }
        }
        facts
    }
}

/// A code with its letter.
#[derive(Debug, Clone, Serialize)]
struct CodeRow {
    id: String,
    /// Of an organisation's admin, for a colleague.
    colleague: bool,
    issued: i64,
    expires: i64,
    /// A word of the texts `case-work-case-code-…`.
    state: &'static str,
    /// When it came to that.
    at: Option<i64>,
    letter: Option<&'static str>,
    printed: Option<i64>,
}

impl CodeRow {
    fn of(line: &CodeLine) -> Self {
        let (state, at) = match line.state {
            CodeState::Waiting => ("waiting", None),
            CodeState::Redeemed { at } => ("redeemed", Some(at.unix())),
            CodeState::Expired => ("expired", Some(line.expires_at.unix())),
            CodeState::Dead { .. } => ("dead", None),
            CodeState::Revoked { at } => ("revoked", Some(at.unix())),
        };
        let (letter, printed) = match line.letter {
            Some(LetterState::Waiting) => (Some("waiting"), None),
            Some(LetterState::Written) => (Some("written"), None),
            Some(LetterState::Printed { at }) => (Some("printed"), Some(at.unix())),
            None => (None, None),
        };
        Self {
            id: line.id.to_string(),
            colleague: line.purpose == Purpose::Colleague,
            issued: line.issued_at.unix(),
            expires: line.expires_at.unix(),
            state,
            at,
            letter,
            printed,
        }
    }
}

/// Who has a profile of the case.
#[derive(Debug, Clone, Serialize)]
struct Holder {
    /// Of the profile.
    id: String,
    /// As Mein Unternehmenskonto named them.
    name: Option<String>,
    /// Only of an organisation's members: they are told apart by it.
    email: Option<String>,
    role: Option<MemberRole>,
    since: i64,
}

/// What this person may do here.
#[derive(Debug, Clone, Copy, Serialize)]
struct Allowed {
    change: bool,
    close: bool,
    issue: bool,
}

impl Allowed {
    fn to(staff: &Staff, kind: Kind) -> Self {
        let issue = match kind {
            Kind::Person => Action::IssueCode,
            Kind::Company | Kind::Institution => Action::IssueOrganisationCode,
        };
        Self {
            change: staff.may(Action::ChangeCase),
            close: staff.may(Action::CloseCase),
            issue: staff.may(issue),
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct CasePage {
    case: Facts,
    holders: Vec<Holder>,
    codes: Vec<CodeRow>,
    allowed: Allowed,
    /// What was just done: a word of the texts `case-work-case-told-…`.
    told: Option<&'static str>,
}

/// What the pages that lead here say was done, and its word.
const TOLD: [(&str, &str); 8] = [
    ("erfasst", "recorded"),
    ("geaendert", "changed"),
    ("geschlossen", "closed"),
    ("geoeffnet", "reopened"),
    ("inzwischen", "meanwhile"),
    ("zu", "shut"),
    ("entzogen", "withdrawn"),
    ("nachweis-erledigt", "settled"),
];

impl Page for CasePage {
    const TEMPLATE: &'static str = "case_work/case.html";

    fn samples() -> Vec<Self> {
        let page = |case, holders: &[Holder], codes: &[CodeRow], all, told| Self {
            case,
            holders: holders.to_vec(),
            codes: codes.to_vec(),
            allowed: Allowed {
                change: all,
                close: all,
                issue: true,
            },
            told,
        };
        let since = |role: Option<MemberRole>| Holder {
            id: "abc".to_owned(),
            name: (role == Some(MemberRole::Admin)).then(|| "Leyla Lernfeld".to_owned()),
            email: role.map(|role| format!("{}@example.org", role.word())),
            role,
            since: 1_795_000_000,
        };
        let members = [
            since(Some(MemberRole::Admin)),
            since(Some(MemberRole::Member)),
        ];
        let codes = CodeRow::samples();
        let closed = Facts {
            closed: Some(1_795_300_000),
            reason: Some(CloseReason::Moved),
            ..Facts::sample(Kind::Person)
        };
        let own = Facts {
            address_own: Some(Own {
                at: 1_795_100_000,
                level: "substantial",
                client: Some("Beispiel-Bildung gGmbH".to_owned()),
            }),
            ..Facts::sample(Kind::Person)
        };
        let other = Facts {
            mismatch: Some((
                1_795_150_000,
                vec![Difference::FamilyName, Difference::BirthDate],
            )),
            ..Facts::sample(Kind::Person)
        };
        let mut samples = vec![
            page(other, &[since(None)], &[], true, None),
            page(
                Facts::sample(Kind::Person),
                &[],
                &[],
                true,
                Some("recorded"),
            ),
            page(own, &[since(None)], &codes, true, None),
            page(Facts::sample(Kind::Person), &[], &codes[..1], false, None),
            page(
                Facts::sample(Kind::Company),
                &members,
                &codes[1..],
                true,
                None,
            ),
            page(closed, &[since(None)], &codes[1..], true, Some("closed")),
        ];
        let others = TOLD
            .iter()
            .filter(|(_, word)| !matches!(*word, "recorded" | "closed"));
        samples.extend(
            others.map(|(_, word)| page(Facts::sample(Kind::Person), &[], &[], true, Some(word))),
        );
        samples
    }
}

impl Facts {
    fn sample(kind: Kind) -> Self {
        let person = kind == Kind::Person;
        let text = |text: &str, shown: bool| {
            if shown {
                text.to_owned()
            } else {
                String::new()
            }
        };
        Self {
            id: "abc".to_owned(),
            kind,
            name: if person { "Kim Klicker" } else { "Muster GmbH" }.to_owned(),
            number: if person { "123A456789" } else { "987B654321" }.to_owned(),
            born: person.then_some(542_721_600),
            community: text("97122//0000004", person),
            register_number: text("HRB 12345", !person),
            register_court: text("Amtsgericht Musterstadt", !person),
            bound: !person,
            address: vec!["Lindenweg 12".to_owned(), "12345 Musterstadt".to_owned()],
            address_own: None,
            mismatch: None,
            language: "de".to_owned(),
            language_named: true,
            created: 1_795_000_000,
            changed: 1_795_100_000,
            version: 2,
            closed: None,
            reason: None,
        }
    }
}

impl CodeRow {
    fn samples() -> Vec<Self> {
        let row = |id: &str, state, letter, colleague| Self {
            id: id.to_owned(),
            colleague,
            issued: 1_795_000_000,
            expires: 1_802_776_000,
            state,
            at: matches!(state, "redeemed" | "expired" | "revoked").then_some(1_795_200_000),
            letter,
            printed: (letter == Some("printed")).then_some(1_795_090_000),
        };
        vec![
            row("7K3M9", "waiting", Some("printed"), false),
            row("2B4H8", "redeemed", Some("written"), false),
            row("RWE7K", "expired", Some("printed"), false),
            row("M9QXT", "dead", Some("waiting"), false),
            row("4H8RW", "revoked", None, false),
            row("9QXT2", "redeemed", None, true),
        ]
    }
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    meldung: String,
}

pub(super) async fn show(
    OnCase { mut staff, case }: OnCase,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let most = staff.app.settings.unlock.tries.get();
    let mut tx = staff.app.db.read().await?;
    let mut holders = Vec::new();
    let mut names = profiles::names(&mut tx, &case.id).await?;
    for held in profiles::holders(&mut tx, &case.id).await? {
        let resident = match held.role {
            Some(_) => residents::find(&mut tx, &held.resident).await?,
            None => None,
        };
        holders.push(Holder {
            id: held.profile.to_string(),
            name: names.remove(&held.resident),
            email: resident.and_then(|resident| resident.email),
            role: held.role,
            since: held.since.unix(),
        });
    }
    let lines = codes::of_case(&mut tx, &case.id, staff.now, most).await?;
    tx.commit().await?;
    let Query(asked) = asked.unwrap_or_default();
    let told = TOLD.iter().find(|(word, _)| *word == asked.meldung);
    let page = CasePage {
        case: Facts::of(&case),
        holders,
        codes: lines.iter().map(CodeRow::of).collect(),
        allowed: Allowed::to(&staff, case.record.kind()),
        told: told.map(|(_, word)| *word),
    };
    staff.cx.frame = staff.cx.frame.crumb("staff-area-cases", CASES);
    staff.render(&page)
}
