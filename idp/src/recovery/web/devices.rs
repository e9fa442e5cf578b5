//! A new factor is set up: what of the old ones is lost? Answering ends everything else.

use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::clock::Timestamp;
use shared::db::Tx;
use shared::pages::Page;

use crate::error::page::PageError;
use crate::passkeys::{Passkey, PasskeyId};
use crate::recovery::{self, Finished};
use crate::request::{Cx, Protected, Securing};
use crate::sign_in;

#[derive(Debug, Serialize)]
pub(super) struct DevicesPage {
    passkeys: Vec<Passkey>,
    /// The former second factor by app goes in any case.
    totp: bool,
    action: String,
}

impl Page for DevicesPage {
    const TEMPLATE: &'static str = "recovery/devices.html";

    fn samples() -> Vec<Self> {
        let passkey = |id: &str, name: &str, last_used_at| Passkey {
            id: PasskeyId::new(id.to_owned()),
            name: name.parse().expect("a name that keeps the rule"),
            synced: false,
            place: None,
            created_at: Timestamp::from_unix(1_738_500_000),
            last_used_at,
        };
        let used = Some(Timestamp::from_unix(1_770_000_000));
        let both = vec![
            passkey("abc234", "Kim Handy", used),
            passkey("def567", "Sicherheitsschlüssel (Büro)", None),
        ];
        [(both, false), (Vec::new(), true), (Vec::new(), false)]
            .map(|(passkeys, totp)| Self {
                passkeys,
                totp,
                action: "/zugang-verloren/geraete".to_owned(),
            })
            .into()
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct LostForm {
    /// Ids of passkeys.
    #[serde(default)]
    lost: Vec<String>,
}

pub(super) async fn show(Securing { cx, person }: Securing) -> Result<Response, PageError> {
    if !recovery::is_strong(&person.session) {
        return Ok(not_yet(&cx));
    }
    let mut tx = cx.app.db.read().await?;
    let own = recovery::own(&mut tx, &person.session).await?;
    tx.commit().await?;
    cx.render(&DevicesPage {
        passkeys: own.passkeys,
        totp: own.totp,
        action: cx.carry("/zugang-verloren/geraete"),
    })
}

pub(super) async fn send(
    Securing { cx, person }: Securing,
    Protected(form): Protected<LostForm>,
) -> Result<Response, PageError> {
    let lost: Vec<PasskeyId> = form.lost.iter().filter_map(|id| id.parse().ok()).collect();
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    let doing = (&person.session, &cx.visit, lost.as_slice());
    let finished = recovery::finish(&mut tx, &*app.entropy, cx.now, doing).await?;
    let Some(finished) = finished else {
        return Ok(not_yet(&cx));
    };
    report(&mut tx, &cx, &finished).await?;
    tx.commit().await?;
    app.postman.ring();
    app.sessions_ended();
    let cookies = sign_in::cookies(app, &finished.entered);
    let done = Redirect::to(&cx.carry("/zugang-verloren/erfolg"));
    Ok((cookies, done).into_response())
}

/// The owner reads what has become of the account.
async fn report(tx: &mut Tx, cx: &Cx, finished: &Finished) -> Result<(), PageError> {
    let account = &finished.account;
    let names: Vec<&str> = finished.removed.iter().map(|it| it.name.as_str()).collect();
    let values = json!({
        "email": account.email.as_str(),
        "at": cx.now.unix(),
        "removed": names.join(", "),
        "totp": finished.totp,
        "letter": finished.letter,
        "account_url": cx.app.url("/konto"),
    });
    let lang = account.locale.as_deref().unwrap_or(cx.lang());
    for address in account.addresses(cx.now) {
        let to = (address.as_str(), lang);
        cx.app
            .mail(tx, cx.now, to, "recovery_done", &values)
            .await?;
    }
    Ok(())
}

/// A new factor comes first; whoever has a full session is sent on from there.
fn not_yet(cx: &Cx) -> Response {
    Redirect::to(&cx.carry("/absichern")).into_response()
}
