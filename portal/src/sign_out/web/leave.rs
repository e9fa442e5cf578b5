//! Signing out, and the page that says so.

use axum::response::{IntoResponse, Redirect, Response};
use http::header::SET_COOKIE;
use serde::Serialize;
use serde_json::json;
use shared::pages::Page;
use shared::secret::Token;

use crate::error::page::PageError;
use crate::request::{Cx, Nothing, Protected, clear_session_cookie};
use crate::{audit, sessions};

/// Ends the session here and goes on to end the provider's. A second click harms nobody.
pub(super) async fn leave(cx: Cx, _form: Protected<Nothing>) -> Result<Response, PageError> {
    let app = &cx.app;
    let onward = match &cx.person {
        Some(person) => {
            let mut tx = app.db.write().await?;
            let sealing = app.session_sealing();
            let tokens = sessions::end(&mut tx, &sealing, &person.session.id).await?;
            let event = audit::Event {
                name: "sign_out.by_person",
                by: audit::By::Resident(person.resident.id.as_str()),
                about: Some(person.resident.id.as_str()),
                case: None,
                on_behalf: None,
                details: json!({ "session": person.session.id.as_str() }),
            };
            audit::record(&mut tx, &*app.entropy, cx.now, event).await?;
            tx.commit().await?;
            // Without the provider the session here ends all the same.
            let known = app.provider.known(cx.now).await.ok();
            let state = Token::generate(&*app.entropy);
            known
                .zip(tokens)
                .and_then(|(known, tokens)| app.rp.sign_out_url(&known, &tokens, state.reveal()))
        }
        None => None,
    };
    let onward = onward.map_or_else(|| "/abgemeldet".to_owned(), String::from);
    let cookie = clear_session_cookie(app);
    Ok(([(SET_COOKIE, cookie)], Redirect::to(&onward)).into_response())
}

#[derive(Debug, Serialize)]
pub(super) struct Left {}

impl Page for Left {
    const TEMPLATE: &'static str = "sign_out/left.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}

/// „Sie sind abgemeldet“.
pub(super) async fn left(cx: Cx) -> Result<Response, PageError> {
    let cx = Cx {
        frame: cx.frame.crumb("frame-home", "/"),
        ..cx
    };
    cx.render(&Left {})
}
