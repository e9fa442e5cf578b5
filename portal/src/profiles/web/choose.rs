//! „Profil auswählen“ after signing in (S49–S53) and „Profil wechseln“ later (S58).

use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use shared::pages::Page;

use super::row::Row;
use crate::cases::Kind;
use crate::error::page::{PageError, Problem};
use crate::profiles::{self, ProfileId};
use crate::request::{Cx, Protected, SignedIn};

#[derive(Debug, Serialize)]
pub(super) struct ChoosePage {
    profiles: Vec<Row>,
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
        vec![
            Self {
                profiles: Vec::new(),
                can_create: true,
                without: false,
                switching: false,
            },
            Self {
                profiles: Row::samples(),
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
    let page = ChoosePage {
        profiles: all
            .iter()
            .map(|listed| Row::new(listed, current.as_ref()))
            .collect(),
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
    let (session, resident) = (&visit.person.session.id, &visit.person.resident.id);
    let mut tx = visit.app.db.write().await?;
    let chose = profiles::choose(&mut tx, visit.now, session, resident, wanted.as_ref()).await?;
    tx.commit().await?;
    if chose {
        Ok(Redirect::to("/start").into_response())
    } else {
        Err(PageError::new(Problem::NotFound))
    }
}
