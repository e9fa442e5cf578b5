//! Which services may see something, what, since when, last used when (ASVS 10.7.3).

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::pages::Page;

use crate::clients::Clients;
use crate::consents::{Consent, store, words};
use crate::error::page::PageError;
use crate::request::{Cx, SignedIn};

/// A service on a page.
#[derive(Debug, Serialize)]
pub(super) struct Service {
    id: String,
    pub(super) name: String,
    website: Option<String>,
    words: Vec<String>,
    given_at: Timestamp,
    last_used_at: Option<Timestamp>,
    /// Its file is gone: it can do nothing, but the person has not ended it.
    is_gone: bool,
}

impl Service {
    pub(super) async fn of(
        tx: &mut Tx,
        consent: Consent,
        clients: &Clients,
    ) -> Result<Self, StoreError> {
        let client = clients.find(tx, &consent.client).await?;
        let website = client.as_ref().and_then(|it| it.about.website.as_ref());
        Ok(Self {
            id: consent.id.to_string(),
            words: words(&consent.scopes),
            given_at: consent.given_at,
            last_used_at: consent.last_used_at,
            is_gone: client.is_none(),
            website: website.map(ToString::to_string),
            name: client.map_or(consent.client_name, |client| client.name.clone()),
        })
    }

    pub(super) fn sample(name: &str, is_gone: bool) -> Self {
        let at = Timestamp::from_unix(1_770_000_000);
        Self {
            id: "abc234".to_owned(),
            name: name.to_owned(),
            website: (!is_gone).then(|| "https://kurse.example/".to_owned()),
            words: ["openid", "portal-profile", "portal-measures"]
                .map(str::to_owned)
                .into(),
            given_at: at,
            last_used_at: (!is_gone).then_some(at),
            is_gone,
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct ServicesPage {
    services: Vec<Service>,
    done: Option<Done>,
}

impl Page for ServicesPage {
    const TEMPLATE: &'static str = "consents/services.html";

    fn samples() -> Vec<Self> {
        vec![
            Self {
                services: vec![
                    Service::sample("Kursverwaltung der Beispiel-Bildung gGmbH", false),
                    Service::sample("Altdienst", true),
                ],
                done: Some(Done::Ended),
            },
            Self {
                services: Vec::new(),
                done: None,
            },
        ]
    }
}

/// What has just been done.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Done {
    #[serde(rename(deserialize = "beendet"))]
    Ended,
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
    let consents = store::list(&mut tx, &person.account.id).await?;
    let mut services = Vec::new();
    for consent in consents {
        services.push(Service::of(&mut tx, consent, &cx.app.clients).await?);
    }
    drop(tx);
    let page = ServicesPage {
        services,
        done: query.ok().and_then(|Query(query)| query.erledigt),
    };
    Cx {
        frame: cx.frame.clone().crumb("factors-account-title", "/konto"),
        ..cx
    }
    .render(&page)
}
