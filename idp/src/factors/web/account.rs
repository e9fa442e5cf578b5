//! „Kontoeinstellungen" (S83): what works of them.

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use shared::pages::Page;

use crate::error::page::PageError;
use crate::factors::ways::Ways;
use crate::request::SignedIn;
use crate::upstream::Service;

#[derive(Debug, Serialize)]
pub(super) struct AccountPage {
    email: String,
    ways: Ways,
    password_idle: bool,
    may_remove_password: bool,
    /// BundID and Mein UK, as far as they are offered.
    services: Vec<Service>,
    /// The portal, if the operator names one.
    home_url: Option<String>,
    done: Option<Done>,
}

impl Page for AccountPage {
    const TEMPLATE: &'static str = "factors/account.html";

    fn samples() -> Vec<Self> {
        let at = shared::clock::Timestamp::from_unix(1_770_000_000);
        let page = |password, totp, passkeys, done| {
            let ways = Ways {
                password,
                totp,
                passkeys,
                identities: 0,
            };
            Self {
                email: "kim.klicker@example.org".to_owned(),
                ways,
                password_idle: ways.password_is_idle(),
                may_remove_password: ways.may_remove_password(),
                services: vec![Service::BundId, Service::MeinUk],
                home_url: Some("https://portal.example/anmelden".to_owned()),
                done,
            }
        };
        vec![
            page(true, Some(at), 0, None),
            page(true, None, 1, None),
            page(false, None, 2, Some(Done::PasswordRemoved)),
        ]
    }
}

/// What has just been done.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Done {
    #[serde(rename(deserialize = "passwort-entfernt"))]
    PasswordRemoved,
    #[serde(rename(deserialize = "verbunden"))]
    Linked,
    #[serde(rename(deserialize = "getrennt"))]
    Unlinked,
}

#[derive(Debug, Deserialize)]
pub(super) struct DoneQuery {
    #[serde(default)]
    erledigt: Option<Done>,
}

pub(super) async fn show(
    SignedIn { cx, person }: SignedIn,
    query: Result<Query<DoneQuery>, QueryRejection>,
) -> Result<Response, PageError> {
    let mut tx = cx.app.db.read().await?;
    let ways = Ways::of(&mut tx, &person.account.id).await?;
    drop(tx);
    let home_url = cx.app.settings.home.url.as_ref();
    cx.render(&AccountPage {
        email: person.account.email.as_str().to_owned(),
        ways,
        password_idle: ways.password_is_idle(),
        may_remove_password: ways.may_remove_password(),
        services: cx.app.upstreams.services().collect(),
        home_url: home_url.map(ToString::to_string),
        done: query.ok().and_then(|Query(query)| query.erledigt),
    })
}
