//! `GET /anmelden/zurueck`: every answer ends in a redirect, so that neither code nor state stays
//! in the address bar (T54).

use axum::extract::RawQuery;
use axum::response::{IntoResponse, Redirect, Response};
use http::header::SET_COOKIE;
use serde_json::json;
use shared::provider::Answer;

use super::failed::Reason;
use super::identify::Refusal;
use crate::audit;
use crate::error::page::PageError;
use crate::request::{Cx, session_cookie};
use crate::rp::ExchangeError;
use crate::sign_in::finish::{Desk, FinishError, NotSignedIn};

/// Opens the session, or says why not.
pub(super) async fn finish(cx: Cx, RawQuery(query): RawQuery) -> Result<Response, PageError> {
    let app = &cx.app;
    let (sealing, session_sealing) = (app.sealing.derive("sign-ins"), app.session_sealing());
    let desk = Desk {
        db: &app.db,
        rp: &app.rp,
        entropy: &*app.entropy,
        sealing: &sealing,
        session_sealing: &session_sealing,
        now: cx.now,
    };
    let old = cx.person.as_ref().map(|person| &person.session);
    let Some(answer) = Answer::read(&query.unwrap_or_default()) else {
        return Ok(Reason::Lost.redirect(None));
    };
    match desk.finish(answer, &cx.visitor, old).await {
        Ok(finished) => {
            let cookie = session_cookie(app, &finished.token);
            Ok(([(SET_COOKIE, cookie)], Redirect::to(&finished.onward)).into_response())
        }
        // A reload of the way back by someone who is signed in harms nobody.
        Err(NotSignedIn {
            why: FinishError::Lost,
            ..
        }) if cx.person.is_some() => Ok(Redirect::to("/").into_response()),
        Err(NotSignedIn {
            why,
            onward,
            step_up: true,
        }) if cx.person.is_some() && !matches!(why, FinishError::Over) => {
            let refusal = refusal(&why);
            note(&cx, why, refusal.word()).await?;
            Ok(refusal.redirect(onward.as_ref()))
        }
        Err(NotSignedIn { why, onward, .. }) => {
            let reason = reason(&why);
            note(&cx, why, reason.word()).await?;
            Ok(reason.redirect(onward.as_ref()))
        }
    }
}

/// What the person is told who is not signed in.
fn reason(why: &FinishError) -> Reason {
    match why {
        FinishError::Lost | FinishError::Over => Reason::Lost,
        FinishError::Declined(_) => Reason::Declined,
        FinishError::Away => Reason::Away,
        FinishError::WrongIssuer
        | FinishError::Exchange(_)
        | FinishError::Impersonal
        | FinishError::Store(_) => Reason::Untrusted,
    }
}

/// What the person is told who has not proven who they are.
fn refusal(why: &FinishError) -> Refusal {
    match why {
        FinishError::Declined(error) if error == "unmet_authentication_requirements" => {
            Refusal::Unmet
        }
        FinishError::Exchange(ExchangeError::TooLow) => Refusal::Unmet,
        FinishError::Impersonal => Refusal::Impersonal,
        FinishError::Exchange(ExchangeError::SomeoneElse) => Refusal::SomeoneElse,
        FinishError::Declined(_) | FinishError::Lost | FinishError::Over => Refusal::Declined,
        FinishError::Away => Refusal::Away,
        FinishError::WrongIssuer | FinishError::Exchange(_) | FinishError::Store(_) => {
            Refusal::Untrusted
        }
    }
}

/// Writes down what happened.
async fn note(cx: &Cx, why: FinishError, reason: &str) -> Result<(), PageError> {
    if let FinishError::Store(error) = why {
        return Err(error.into());
    }
    tracing::warn!(
        error = &why as &(dyn std::error::Error + 'static),
        "a sign-in was not finished"
    );
    let mut tx = cx.app.db.write().await?;
    let event = audit::Event {
        name: "sign_in.failed",
        by: audit::By::Visitor,
        about: None,
        case: None,
        on_behalf: None,
        details: json!({ "reason": reason }),
    };
    audit::record(&mut tx, &*cx.app.entropy, cx.now, event).await?;
    tx.commit().await?;
    Ok(())
}
