//! `GET /anmelden?weiter=/path`; with `frisch=1` also who is signed in signs in anew, with
//! `stufe=substantial` they prove who they are (RFC 9470).

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use shared::claims::IdentityLevel;

use crate::error::page::PageError;
use crate::limits::{Limit, Verdict};
use crate::profiles;
use crate::request::{Cx, Person};
use crate::rp::{Demand, Greeting};
use crate::sign_in::OwnPath;
use crate::sign_in::begin::{self, Wish};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    weiter: Option<String>,
    frisch: Option<String>,
    stufe: Option<String>,
}

/// Sends the browser to the provider, or on if it is signed in already.
pub(super) async fn begin(
    cx: Cx,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let asked = asked.map_or_else(|_| Asked::default(), |Query(asked)| asked);
    let onward = asked.weiter.and_then(|path| path.parse::<OwnPath>().ok());
    let errand = Errand {
        onward,
        fresh: asked.frisch.is_some(),
        level: asked.stufe.as_deref().and_then(IdentityLevel::of_word),
        login_hint: None,
    };
    go(&cx, errand).await
}

/// Where to, how well proven, and who it probably is.
#[derive(Debug, Default)]
pub(super) struct Errand {
    pub(super) onward: Option<OwnPath>,
    pub(super) fresh: bool,
    pub(super) level: Option<IdentityLevel>,
    pub(super) login_hint: Option<String>,
}

/// To the provider, or on for who is signed in already and needs no more.
pub(super) async fn go(cx: &Cx, errand: Errand) -> Result<Response, PageError> {
    let Errand {
        onward,
        fresh,
        level,
        login_hint,
    } = errand;
    let app = &cx.app;
    let lacks = |person: &Person| {
        let proven = |level| person.session.identified(level, app.belief(), cx.now);
        fresh || level.is_some_and(|level| proven(level).is_none())
    };
    if let Some(person) = cx.person.as_ref().filter(|person| !lacks(person)) {
        let mut tx = app.db.read().await?;
        let usual = profiles::after_sign_in(&mut tx, &person.session.id).await?;
        tx.commit().await?;
        let onward = onward.as_ref().map_or(usual, OwnPath::as_str);
        return Ok(Redirect::to(onward).into_response());
    }
    let allowed = app.settings.limits.sign_in_per_network;
    let limit = Limit {
        name: "sign_in",
        burst: allowed.tries.get(),
        per: allowed.per,
    };
    let network = crate::limits::network(cx.address);
    if let Verdict::Refused { retry_after } = app.limits.spend(limit, &network, cx.now).await? {
        return Err(PageError::too_many(retry_after));
    }
    let known = app.provider.known(cx.now).await?;
    let wish = Wish {
        visitor: &cx.visitor,
        greeting: Greeting {
            lang: cx.lang(),
            login_hint: login_hint.as_deref(),
        },
        onward: onward.as_ref(),
        demand: demand(cx, fresh, level),
    };
    let sealing = app.sealing.derive("sign-ins");
    let parts = (&app.db, &app.rp, &*known);
    let url = begin::begin(parts, (&*app.entropy, &sealing), cx.now, wish).await?;
    Ok(Redirect::to(url.as_str()).into_response())
}

/// Whoever is signed in already must come back as the same person when they prove who they are.
fn demand(cx: &Cx, fresh: bool, level: Option<IdentityLevel>) -> Demand {
    let settings = &cx.app.settings;
    let max_age = match level {
        _ if fresh => Some(settings.staff.fresh),
        Some(_) => Some(settings.levels.proven),
        None => None,
    };
    let person = cx.person.as_ref().filter(|_| level.is_some());
    Demand {
        max_age: max_age.map(|it| it.as_secs()),
        level,
        sub: person.map(|person| person.session.sub.clone()),
    }
}
