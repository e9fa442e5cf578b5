//! „Profil auswählen“ after signing in (S49–S53) and „Profil wechseln“ later (S58).

use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use shared::pages::Page;

use super::another;
use super::row::Row;
use crate::cases::Kind;
use crate::error::page::{PageError, Problem};
use crate::profiles::{self, ActingFor, Listed, ProfileId};
use crate::request::{Cx, Protected, SignedIn};

#[derive(Debug, Serialize)]
pub(super) struct ChoosePage {
    profiles: Vec<Row>,
    /// By Mein Unternehmenskonto.
    acting: Option<ActingFor>,
    /// The organisation whose profile still waits for its code.
    locked: Option<String>,
    /// Without „Neues Profil anlegen“: there is a person already, all else needs a code (S53).
    can_create: bool,
    /// The session is without a profile.
    without: bool,
    /// „Profil wechseln“ rather than „Profil auswählen“.
    switching: bool,
}

impl Page for ChoosePage {
    const TEMPLATE: &'static str = "profiles/choose.html";

    fn title(&self) -> Option<String> {
        let title = if self.switching {
            "profiles-switch-title"
        } else {
            "profiles-choose-title"
        };
        Some(title.to_owned())
    }

    fn samples() -> Vec<Self> {
        let [company, trader] = ActingFor::samples();
        vec![
            Self {
                profiles: Vec::new(),
                acting: None,
                locked: None,
                can_create: true,
                without: false,
                switching: false,
            },
            Self {
                profiles: Row::samples(),
                acting: None,
                locked: None,
                can_create: false,
                without: false,
                switching: true,
            },
            Self {
                profiles: Vec::new(),
                locked: Some(company.organisation.clone()),
                acting: Some(company),
                can_create: true,
                without: false,
                switching: false,
            },
            Self {
                profiles: Row::samples_by_muk(),
                acting: Some(trader),
                locked: None,
                can_create: false,
                without: false,
                switching: true,
            },
        ]
    }
}

pub(super) async fn show_first(visit: SignedIn) -> Result<Response, PageError> {
    show(visit, false).await
}

pub(super) async fn show_switch(visit: SignedIn) -> Result<Response, PageError> {
    show(visit, true).await
}

async fn show(visit: SignedIn, switching: bool) -> Result<Response, PageError> {
    let SignedIn { cx, person } = visit;
    let mut tx = cx.app.db.read().await?;
    let all = profiles::list(&mut tx, &person.resident.id).await?;
    let current = profiles::current(&mut tx, &person.session).await?;
    tx.commit().await?;
    let row = |listed: &Listed| Row::new(listed, current.as_ref(), &person.session);
    let mut rows: Vec<_> = all.iter().map(row).collect();
    // Whoever comes for an organisation sees its profile first.
    rows.sort_by_key(|row| !row.is_own());
    let acting = ActingFor::of(&person.session);
    let page = ChoosePage {
        locked: acting
            .as_ref()
            .filter(|_| !rows.iter().any(Row::is_own))
            .map(|it| it.organisation.clone()),
        acting,
        profiles: rows,
        can_create: !all.iter().any(|it| it.profile.kind == Kind::Person),
        without: switching && current.is_none(),
        switching,
    };
    let cx = Cx {
        frame: cx.frame.crumb("frame-home", "/"),
        ..cx
    };
    cx.render(&page)
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Chosen {
    /// Empty: without a profile.
    #[serde(default)]
    profile: String,
}

/// From now on the session has this profile, or none.
pub(super) async fn choose(
    visit: SignedIn,
    Protected(chosen): Protected<Chosen>,
) -> Result<Response, PageError> {
    let wanted = Some(chosen.profile).filter(|id| !id.is_empty());
    let wanted = wanted.map(ProfileId::new);
    let session = &visit.person.session;
    let means = (&*visit.app.entropy, visit.now);
    let mut tx = visit.app.db.write().await?;
    match profiles::choose(&mut tx, means, session, wanted.as_ref()).await? {
        profiles::Chosen::Done => {
            tx.commit().await?;
            Ok(Redirect::to("/start").into_response())
        }
        profiles::Chosen::NotTheirs => Err(PageError::new(Problem::NotFound)),
        profiles::Chosen::AnotherOrganisation(listed) => another::refuse(visit, tx, &listed).await,
    }
}
