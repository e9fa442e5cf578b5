//! „Zugänge verwalten“: who acts for the organisation, and which codes are on their way.

use std::time::Duration;

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::Response;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::pages::Page;

use super::admin::Admin;
use crate::cases::CaseId;
use crate::codes::{self, Purpose, State};
use crate::error::page::PageError;
use crate::profiles::{self, Member, MemberRole, ProfileId};
use crate::request::Cx;
use crate::residents;

/// Codes that are done with are listed so long.
const REMEMBERED: Duration = Duration::from_hours(30 * 24);

/// Someone who acts for the organisation.
#[derive(Debug, Clone, Serialize)]
pub(super) struct MemberRow {
    id: String,
    /// As Mein Unternehmenskonto named them.
    name: Option<String>,
    /// As the provider told it.
    email: Option<String>,
    since: i64,
    role: MemberRole,
    me: bool,
}

impl MemberRow {
    pub(super) async fn read(
        tx: &mut Tx,
        (case, member): (&CaseId, &Member),
        me: &ProfileId,
    ) -> Result<Self, StoreError> {
        let resident = residents::find(tx, &member.resident).await?;
        let name = profiles::name(tx, case, &member.resident).await?;
        Ok(Self {
            name,
            id: member.profile.to_string(),
            email: resident.and_then(|resident| resident.email),
            since: member.since.unix(),
            role: member.role,
            me: member.profile == *me,
        })
    }

    /// An admin (oneself), another, a member without an address.
    pub(super) fn samples() -> Vec<Self> {
        let row = |email: Option<&str>, role, me| Self {
            id: "abc".to_owned(),
            name: (role == MemberRole::Member).then(|| "Bernd Bildung".to_owned()),
            email: email.map(str::to_owned),
            since: 1_795_000_000,
            role,
            me,
        };
        vec![
            row(Some("kim.klicker@example.org"), MemberRole::Admin, true),
            row(Some("uwe@example.org"), MemberRole::Admin, false),
            row(Some("robin@example.org"), MemberRole::Member, false),
            row(None, MemberRole::Member, false),
        ]
    }
}

/// A code for a colleague.
#[derive(Debug, Clone, Serialize)]
struct CodeRow {
    id: String,
    label: String,
    issued: i64,
    expires: i64,
    role: MemberRole,
    state: &'static str,
}

/// What the visitor has just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum JustDone {
    #[serde(alias = "entzogen")]
    Withdrawn,
    #[serde(alias = "rolle")]
    RoleChanged,
    #[serde(alias = "widerrufen")]
    Revoked,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    getan: Option<JustDone>,
}

#[derive(Debug, Serialize)]
pub(super) struct ListPage {
    organisation: String,
    members: Vec<MemberRow>,
    codes: Vec<CodeRow>,
    done: Option<JustDone>,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "colleagues/list.html";

    fn samples() -> Vec<Self> {
        let code = |state, role| CodeRow {
            id: "7K3M9".to_owned(),
            label: "Robin aus der Buchhaltung".to_owned(),
            issued: 1_795_000_000,
            expires: 1_796_209_600,
            role,
            state,
        };
        let mut codes = vec![code("open", MemberRole::Admin)];
        let states = ["open", "used", "revoked", "expired", "blocked"];
        codes.extend(states.map(|state| code(state, MemberRole::Member)));
        let page = |members: usize, codes, done| Self {
            organisation: "Muster GmbH".to_owned(),
            members: MemberRow::samples().into_iter().take(members).collect(),
            codes,
            done,
        };
        vec![
            page(4, codes, None),
            page(1, Vec::new(), None),
            page(1, Vec::new(), Some(JustDone::Withdrawn)),
            page(1, Vec::new(), Some(JustDone::RoleChanged)),
            page(1, Vec::new(), Some(JustDone::Revoked)),
        ]
    }
}

pub(super) async fn show(
    admin: Admin,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let mut tx = admin.app.db.read().await?;
    let mut members = Vec::new();
    for member in profiles::members(&mut tx, &admin.case.id).await? {
        let member = (&admin.case.id, &member);
        members.push(MemberRow::read(&mut tx, member, &admin.profile.id).await?);
    }
    let tries = admin.app.settings.unlock.tries.get();
    let codes = rows(&mut tx, &admin.case.id, admin.now, tries).await?;
    tx.commit().await?;
    let page = ListPage {
        organisation: admin.case.record.name(),
        members,
        codes,
        done: asked.ok().and_then(|Query(asked)| asked.getan),
    };
    let cx = admin.visit.cx;
    let cx = Cx {
        frame: cx.frame.crumb("frame-home", "/"),
        ..cx
    };
    cx.render_as(StatusCode::OK, &page)
}

/// Open codes first, then those that are done with.
async fn rows(
    tx: &mut Tx,
    case: &CaseId,
    now: Timestamp,
    tries: u32,
) -> Result<Vec<CodeRow>, StoreError> {
    let offers = profiles::offers(tx, case).await?;
    let all = codes::list(tx, case).await?;
    let mut rows = Vec::new();
    for code in all {
        let state = code.state(now, tries);
        let listed = state == State::Open || code.expires_at + REMEMBERED > now;
        let offer = offers.iter().find(|offer| offer.code == code.id.as_str());
        let Some(offer) = offer.filter(|_| listed && code.purpose == Purpose::Colleague) else {
            continue;
        };
        rows.push(CodeRow {
            id: offer.code.clone(),
            label: offer.label.clone(),
            issued: code.issued_at.unix(),
            expires: code.expires_at.unix(),
            role: offer.role,
            state: state.word(),
        });
    }
    rows.sort_by_key(|row| row.state != State::Open.word());
    Ok(rows)
}
