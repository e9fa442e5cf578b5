//! „Anmeldeoption löschen" (S86): every way in on one page, each with the page that removes it.

use axum::response::Response;
use serde::Serialize;
use shared::clock::Timestamp;
use shared::pages::Page;

use crate::error::page::PageError;
use crate::factors::ways::Ways;
use crate::identities::{self, Identity};
use crate::passkeys::{self, Passkey};
use crate::request::{Cx, SignedIn};
use crate::upstream::Upstreams;

/// A way in, or a part of one.
#[derive(Debug, Serialize)]
struct Way {
    /// `passkey`, `password-totp`, `password`, `totp`, `bundid`, `mein-uk`.
    kind: &'static str,
    /// What the person calls it, if it has a name.
    name: Option<String>,
    since: Option<Timestamp>,
    state: State,
    /// The page that removes it, or says why not now.
    href: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum State {
    Removable,
    LastWayIn,
    /// It opens nothing by itself.
    Idle,
}

#[derive(Debug, Serialize)]
pub(super) struct OptionsPage {
    ways: Vec<Way>,
}

impl Page for OptionsPage {
    const TEMPLATE: &'static str = "factors/options.html";

    fn samples() -> Vec<Self> {
        let at = Timestamp::from_unix(1_770_000_000);
        let way = |kind, name: Option<&str>, state| Way {
            kind,
            name: name.map(ToOwned::to_owned),
            since: (kind != "password").then_some(at),
            state,
            href: "/konto/totp/entfernen".to_owned(),
        };
        vec![
            Self {
                ways: vec![
                    way("passkey", Some("Kim Handy"), State::Removable),
                    way("password-totp", None, State::Removable),
                    way("bundid", None, State::Removable),
                ],
            },
            Self {
                ways: vec![
                    way("mein-uk", None, State::LastWayIn),
                    way("totp", None, State::Idle),
                    way("password", None, State::Idle),
                ],
            },
        ]
    }
}

pub(super) async fn show(SignedIn { cx, person }: SignedIn) -> Result<Response, PageError> {
    let id = &person.account.id;
    let upstreams = &cx.app.upstreams;
    let mut tx = cx.app.db.read().await?;
    let ways = Ways::of(&mut tx, upstreams, id).await?;
    let keys = passkeys::list(&mut tx, id).await?;
    let linked = identities::of_account(&mut tx, id).await?;
    tx.commit().await?;
    let page = OptionsPage {
        ways: all(ways, upstreams, (keys, linked)),
    };
    Cx {
        frame: cx.frame.clone().crumb("factors-account-title", "/konto"),
        ..cx
    }
    .render(&page)
}

fn all(
    ways: Ways,
    upstreams: &Upstreams,
    (keys, linked): (Vec<Passkey>, Vec<Identity>),
) -> Vec<Way> {
    let removable = |may| {
        if may {
            State::Removable
        } else {
            State::LastWayIn
        }
    };
    let passkey = |it: Passkey| Way {
        kind: "passkey",
        name: Some(it.name.as_str().to_owned()),
        since: Some(it.created_at),
        state: removable(ways.may_remove_passkey()),
        href: format!("/konto/passkeys/{}/loeschen", it.id),
    };
    let identity = |it: Identity| Way {
        kind: it.service.word(),
        name: None,
        since: Some(it.linked_at),
        state: if it.strong {
            removable(ways.may_remove(&it, upstreams))
        } else {
            State::Idle
        },
        href: format!("/konto/{}", it.service.word()),
    };
    let known = |kind, state, path: &str| Way {
        kind,
        name: None,
        since: ways.totp,
        state,
        href: path.to_owned(),
    };
    let code = "/konto/totp/entfernen";
    let mut all: Vec<Way> = keys.into_iter().map(passkey).collect();
    if ways.totp.is_some() {
        let (kind, state) = match (ways.password, ways.may_remove_totp()) {
            (true, may) => ("password-totp", removable(may)),
            (false, true) => ("totp", State::Idle),
            (false, false) => ("totp", State::LastWayIn),
        };
        all.push(known(kind, state, code));
    }
    if ways.may_remove_password() && ways.totp.is_none() {
        all.push(known("password", State::Idle, "/konto/passwort/entfernen"));
    }
    all.extend(linked.into_iter().map(identity));
    all
}
