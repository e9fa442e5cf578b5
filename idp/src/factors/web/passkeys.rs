//! „Passkeys verwalten" (S66).

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use shared::clock::Timestamp;
use shared::pages::Page;

use crate::error::page::PageError;
use crate::passkeys::{self, Passkey, PasskeyId};
use crate::request::{Cx, SignedIn};

#[derive(Debug, Serialize)]
pub(super) struct PasskeysPage {
    passkeys: Vec<Passkey>,
    done: Option<Done>,
}

impl Page for PasskeysPage {
    const TEMPLATE: &'static str = "factors/passkeys.html";

    fn samples() -> Vec<Self> {
        let passkey = |name: &str, synced, last_used_at| Passkey {
            id: PasskeyId::new("abc234".to_owned()),
            name: name.parse().expect("a name that keeps the rule"),
            synced,
            place: synced.then_some("Bitwarden"),
            created_at: Timestamp::from_unix(1_738_500_000),
            last_used_at,
        };
        let used = Some(Timestamp::from_unix(1_770_000_000));
        vec![
            Self {
                passkeys: vec![
                    passkey("Kim Handy", true, used),
                    passkey("Sicherheitsschlüssel (Büro)", false, None),
                ],
                done: Some(Done::Renamed),
            },
            Self {
                passkeys: Vec::new(),
                done: None,
            },
        ]
    }
}

/// What has just been done.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Done {
    #[serde(rename(deserialize = "umbenannt"))]
    Renamed,
    #[serde(rename(deserialize = "geloescht"))]
    Removed,
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
    let passkeys = passkeys::list(&mut tx, &person.account.id).await?;
    drop(tx);
    let page = PasskeysPage {
        passkeys,
        done: query.ok().and_then(|Query(query)| query.erledigt),
    };
    Cx {
        frame: cx.frame.clone().crumb("factors-account-title", "/konto"),
        ..cx
    }
    .render(&page)
}
