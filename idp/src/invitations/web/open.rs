//! Looking at an invitation, and accepting it.

use axum::extract::Query;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use http::StatusCode;
use http::header::SET_COOKIE;
use secrecy::SecretString;
use serde::Deserialize;
use shared::claims::Acr;
use shared::forms::FormState;
use shared::secret::Token;
use url::form_urlencoded;

use super::pages::{Invited, KnownPage, NewPage, OtherPage, OverPage, Step};
use crate::error::page::PageError;
use crate::invitations::{
    self, AcceptError, Accepted, Invitation, Look, NewMember, accept, accept_as_new,
};
use crate::request::{Cx, Person, Protected, clear_session_cookie, session_cookie};
use crate::sessions::Stage;
use crate::sign_up::check_consents;
use crate::{audit, passwords, sessions};

#[derive(Debug, Deserialize)]
pub(super) struct LinkQuery {
    #[serde(default)]
    id: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct AcceptForm {
    #[serde(default)]
    id: String,
    #[serde(default)]
    password: SecretString,
    #[serde(default)]
    password_repeat: SecretString,
    terms: Option<String>,
    privacy: Option<String>,
    /// The wish to sign out, because somebody else is signed in.
    sign_out: Option<String>,
}

/// A good link, and what it asks of this visitor.
struct Waiting {
    token: Token,
    invitation: Invitation,
    visitor: Visitor,
}

/// Who has opened it.
enum Visitor {
    /// The address has no account, and nobody is signed in.
    New,
    /// The address has an account, and nobody is signed in.
    Known,
    /// Signed in, but in a way that staff must not be.
    Weak,
    /// The invited one, signed in.
    Invited(Box<Person>),
    /// Another account is signed in.
    Other(Box<Person>),
}

pub(super) async fn show(cx: Cx, Query(query): Query<LinkQuery>) -> Result<Response, PageError> {
    match look(&cx, &query.id).await? {
        Ok(waiting) => page(cx, &waiting, StatusCode::OK, FormState::new()),
        Err(over) => over_page(&cx, &over),
    }
}

pub(super) async fn send(
    cx: Cx,
    Protected(form): Protected<AcceptForm>,
) -> Result<Response, PageError> {
    let waiting = match look(&cx, &form.id).await? {
        Ok(waiting) => waiting,
        Err(over) => return over_page(&cx, &over),
    };
    match &waiting.visitor {
        Visitor::New => register(cx, &waiting, &form).await,
        Visitor::Invited(person) => {
            let app = &cx.app;
            let mut tx = app.db.write().await?;
            let way = (&person.account, &person.session);
            let accepted = accept(&mut tx, &*app.entropy, cx.now, &waiting.token, way).await;
            match accepted {
                Ok(accepted) => {
                    tx.commit().await?;
                    app.sessions_ended();
                    let office = app.office_url();
                    Ok(signed_in(&cx, &accepted, &office))
                }
                Err(error) => refused(&cx, error),
            }
        }
        Visitor::Other(person) if form.sign_out.is_some() => {
            sign_out(&cx, person, &waiting.token).await
        }
        // The page says what comes first.
        _ => page(cx, &waiting, StatusCode::CONFLICT, FormState::new()),
    }
}

async fn look(cx: &Cx, id: &str) -> Result<Result<Waiting, Look>, PageError> {
    let Some(token) = Token::parse(id) else {
        return Ok(Err(Look::Dead));
    };
    let mut tx = cx.app.db.read().await?;
    let look = invitations::look(&mut tx, &token, cx.now).await?;
    drop(tx);
    let Look::Open {
        invitation,
        has_account,
    } = look
    else {
        return Ok(Err(look));
    };
    let visitor = match cx.person.clone().map(Box::new) {
        Some(person) if person.account.email.key() != invitation.email.key() => {
            Visitor::Other(person)
        }
        Some(person)
            if person.session.stage != Stage::Full
                || person.session.strength.acr == Acr::Password =>
        {
            Visitor::Weak
        }
        Some(person) => Visitor::Invited(person),
        None if has_account => Visitor::Known,
        None => Visitor::New,
    };
    Ok(Ok(Waiting {
        token,
        invitation,
        visitor,
    }))
}

fn page(
    mut cx: Cx,
    waiting: &Waiting,
    status: StatusCode,
    form: FormState,
) -> Result<Response, PageError> {
    let path = address(&waiting.token);
    cx.frame = cx.frame.at(&path);
    let invited = Invited::new(waiting.token.reveal(), &waiting.invitation);
    let step = match &waiting.visitor {
        Visitor::New => {
            let rules = cx.password_checklist("password_repeat");
            cx.frame = cx.frame.without_sign_in();
            return cx.render_as(
                status,
                &NewPage {
                    form,
                    invited,
                    rules,
                },
            );
        }
        Visitor::Other(person) => {
            let signed_in_as = person.account.email.as_str().to_owned();
            return cx.render_as(
                status,
                &OtherPage {
                    invited,
                    signed_in_as,
                },
            );
        }
        Visitor::Known => Step::SignIn,
        Visitor::Weak => Step::Secure,
        Visitor::Invited(_) => Step::Accept,
    };
    let weiter = form_urlencoded::byte_serialize(path.as_bytes()).collect::<String>();
    if matches!(step, Step::SignIn) {
        cx.frame = cx.frame.without_sign_in();
    }
    let page = KnownPage {
        invited,
        step,
        sign_in: format!("/anmelden/konto?weiter={weiter}"),
    };
    cx.render_as(status, &page)
}

fn address(token: &Token) -> String {
    format!("/einladung?id={}", token.reveal())
}

/// Makes the account of a new person.
async fn register(cx: Cx, waiting: &Waiting, form: &AcceptForm) -> Result<Response, PageError> {
    let mut state = FormState::new()
        .keep_checked("terms", form.terms.is_some())
        .keep_checked("privacy", form.privacy.is_some());
    let chosen = (&form.password, &form.password_repeat);
    let user_name = waiting.invitation.email.as_str();
    passwords::check(&mut state, &cx.app.passwords, chosen, Some(user_name));
    check_consents(&mut state, (form.terms.is_some(), form.privacy.is_some()));
    if !state.is_fine() {
        return page(cx, waiting, StatusCode::UNPROCESSABLE_ENTITY, state);
    }
    let app = &cx.app;
    let password = passwords::normalise(&form.password);
    let phc = app.hasher.hash(&password).await?;
    let member = NewMember {
        phc: &phc,
        locale: cx.lang(),
    };
    let mut tx = app.db.write().await?;
    match accept_as_new(&mut tx, &*app.entropy, cx.now, &waiting.token, member).await {
        Ok(accepted) => {
            tx.commit().await?;
            Ok(signed_in(&cx, &accepted, "/absichern"))
        }
        Err(AcceptError::HasAccount) => {
            // Registered in the meantime: the page now asks to sign in.
            Ok(Redirect::to(&address(&waiting.token)).into_response())
        }
        Err(error) => refused(&cx, error),
    }
}

fn signed_in(cx: &Cx, accepted: &Accepted, to: &str) -> Response {
    let cookie = AppendHeaders([(SET_COOKIE, session_cookie(&cx.app, &accepted.token))]);
    (cookie, Redirect::to(to)).into_response()
}

/// What was good a moment ago: used in another window, withdrawn, or the session has ended.
fn refused(cx: &Cx, error: AcceptError) -> Result<Response, PageError> {
    match error {
        AcceptError::Store(error) => Err(error.into()),
        _ => over_page(cx, &Look::Dead),
    }
}

/// Ends the session of the other account and shows the invitation again.
async fn sign_out(cx: &Cx, person: &Person, token: &Token) -> Result<Response, PageError> {
    let app = &cx.app;
    let account = person.account.id.as_str();
    let mut tx = app.db.write().await?;
    sessions::end(&mut tx, &person.session.sid, cx.now).await?;
    let event = audit::Event {
        name: "session.signed_out",
        by: audit::By::Account(account),
        about: Some(account),
        on_behalf: None,
        details: serde_json::json!({ "sid": person.session.sid.as_str() }),
    };
    audit::record(&mut tx, &*app.entropy, cx.now, event).await?;
    tx.commit().await?;
    app.sessions_ended();
    let cookie = AppendHeaders([(SET_COOKIE, clear_session_cookie(app))]);
    Ok((cookie, Redirect::to(&address(token))).into_response())
}

fn over_page(cx: &Cx, over: &Look) -> Result<Response, PageError> {
    let accepted = matches!(over, Look::Used);
    let page = OverPage {
        accepted,
        office: cx.app.office_url(),
    };
    cx.render_as(StatusCode::GONE, &page)
}
