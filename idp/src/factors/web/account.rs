//! „Kontoeinstellungen" (S83): what works of them.

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use shared::clock::Timestamp;
use shared::pages::Page;

use crate::error::page::PageError;
use crate::factors::ways::Ways;
use crate::identities;
use crate::request::SignedIn;
use crate::upstream::Service;

/// BundID or Mein UK.
#[derive(Debug, Serialize)]
struct Offered {
    service: Service,
    /// Since when an identity of it belongs to the account.
    linked: Option<Timestamp>,
}

#[derive(Debug, Serialize)]
pub(super) struct AccountPage {
    email: String,
    ways: Ways,
    password_idle: bool,
    may_remove_password: bool,
    /// BundID and Mein UK, as far as they are offered or linked.
    services: Vec<Offered>,
    /// The portal, if the operator names one.
    home_url: Option<String>,
    done: Option<Done>,
}

impl Page for AccountPage {
    const TEMPLATE: &'static str = "factors/account.html";

    fn samples() -> Vec<Self> {
        let at = Timestamp::from_unix(1_770_000_000);
        let page = |password, totp, passkeys, linked: Option<Timestamp>, done| {
            let ways = Ways {
                password,
                totp,
                passkeys,
                identities: i64::from(linked.is_some()),
                identity_away: false,
            };
            let offered = |service, linked| Offered { service, linked };
            Self {
                email: "kim.klicker@example.org".to_owned(),
                ways,
                password_idle: ways.password_is_idle(),
                may_remove_password: ways.may_remove_password(),
                services: vec![
                    offered(Service::BundId, linked),
                    offered(Service::MeinUk, None),
                ],
                home_url: Some("https://portal.example/anmelden".to_owned()),
                done,
            }
        };
        vec![
            page(true, Some(at), 0, None, None),
            page(true, None, 1, None, None),
            page(false, None, 2, None, Some(Done::PasswordRemoved)),
            page(false, None, 0, Some(at), Some(Done::Linked)),
        ]
    }
}

/// What has just been done.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Done {
    #[serde(rename(deserialize = "passwort-geaendert"))]
    PasswordChanged,
    #[serde(rename(deserialize = "passwort-gesetzt"))]
    PasswordSet,
    #[serde(rename(deserialize = "totp-entfernt"))]
    TotpRemoved,
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
    let ways = Ways::of(&mut tx, &cx.app.upstreams, &person.account.id).await?;
    let linked = identities::of_account(&mut tx, &person.account.id).await?;
    tx.commit().await?;
    let offered = |service| Offered {
        service,
        linked: linked
            .iter()
            .find(|it| it.service == service)
            .map(|it| it.linked_at),
    };
    let home_url = cx.app.settings.home.url.as_ref();
    cx.render(&AccountPage {
        email: person.account.email.as_str().to_owned(),
        ways,
        password_idle: ways.password_is_idle(),
        may_remove_password: ways.may_remove_password(),
        services: Service::ALL
            .into_iter()
            .map(offered)
            .filter(|it| it.linked.is_some() || cx.app.upstreams.find(it.service).is_some())
            .collect(),
        home_url: home_url.map(ToString::to_string),
        done: query.ok().and_then(|Query(query)| query.erledigt),
    })
}
