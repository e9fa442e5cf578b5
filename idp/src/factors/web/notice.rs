//! „Sicherheitshinweis" (S44–S48): how the sign-in is secured, without a way around it. BundID
//! and Mein UK (S46c, S46d) are offered when they are configured.

use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use shared::claims::Acr;
use shared::pages::Page;

use super::place::further;
use crate::error::page::PageError;
use crate::factors::ways::Ways;
use crate::request::{Cx, Securing};
use crate::sessions::Stage;
use crate::upstream::Service;

#[derive(Debug, Serialize)]
pub(super) struct NoticePage {
    passkey: String,
    /// For who has a password, or something else that a code can add to.
    totp: Option<String>,
    bundid: Option<String>,
    mein_uk: Option<String>,
    sign_out: String,
    /// The person had a factor and has lost it.
    recovering: bool,
}

impl Page for NoticePage {
    const TEMPLATE: &'static str = "factors/notice.html";

    fn samples() -> Vec<Self> {
        let upstream = |path: &str, recovering: bool| (!recovering).then(|| path.to_owned());
        [false, true]
            .map(|recovering| Self {
                passkey: "/absichern/passkey".to_owned(),
                totp: Some("/absichern/totp".to_owned()),
                bundid: upstream("/konto/bundid", recovering),
                mein_uk: upstream("/konto/mein-uk", recovering),
                sign_out: "/abmelden".to_owned(),
                recovering,
            })
            .into()
    }
}

pub(super) async fn show(Securing { cx, person }: Securing) -> Result<Response, PageError> {
    let (stage, acr) = (person.session.stage, person.session.strength.acr);
    if stage == Stage::Full {
        return Ok(Redirect::to(&further(&cx)).into_response());
    }
    let recovering = stage == Stage::Recovering;
    if recovering && acr != Acr::Password {
        return Ok(Redirect::to(&cx.carry("/zugang-verloren/geraete")).into_response());
    }
    let cx: Cx = cx;
    let mut tx = cx.app.db.read().await?;
    let ways = Ways::of(&mut tx, &cx.app.upstreams, &person.account.id).await?;
    tx.commit().await?;
    let upstream = |service: Service| {
        let upstream = cx.app.upstreams.find(service).filter(|_| !recovering)?;
        Some(cx.carry(&format!("/konto/{}", upstream.service.word())))
    };
    cx.render(&NoticePage {
        bundid: upstream(Service::BundId),
        mein_uk: upstream(Service::MeinUk),
        passkey: cx.carry("/absichern/passkey"),
        totp: ways.password.then(|| cx.carry("/absichern/totp")),
        sign_out: cx.carry("/abmelden"),
        recovering,
    })
}
