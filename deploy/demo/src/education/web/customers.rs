//! The customers' side: follow an invitation, see one's connections, end them.

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Query, Request};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use shared::forms::{FormState, Visitor};

use super::back::send;
use super::{CUSTOMER, Shown, Stop, Visit};
use crate::education::app::App;
use crate::education::pages::{ConnectionRow, ConnectionsPage, Invited, Join};
use crate::education::problem::Problem;
use crate::education::sessions::{Purpose, Who};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/teilnehmen", get(join).post(enter))
        .route("/teilnehmen/{code}", get(invited))
        .route("/teilnehmen/{code}/verbinden", post(connect))
        .route("/verbindungen", get(connections))
        .route("/verbindungen/anmelden", post(sign_in))
        .route("/verbindungen/abmelden", post(sign_out))
        .route("/verbindungen/{id}/trennen", post(disconnect))
}

#[derive(Debug, Deserialize)]
struct Empty {}

async fn join(visit: Visit) -> Response {
    visit.show(&Join {
        form: FormState::new(),
    })
}

#[derive(Debug, Deserialize)]
struct Code {
    code: String,
}

/// However it was typed: `7k2m 9qxa 41tz` is `7K2M-9QXA-41TZ`.
fn canonical(code: &str) -> String {
    let digits = code.chars().filter(char::is_ascii_alphanumeric);
    let digits: Vec<char> = digits
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    let groups: Vec<String> = digits.chunks(4).map(|it| it.iter().collect()).collect();
    groups.join("-")
}

async fn enter(visit: Visit, request: Request<Body>) -> Shown {
    let form: Code = visit.form(request).await?;
    let code = canonical(&form.code);
    if inviting(&visit, &code).is_some() {
        return Ok(Redirect::to(&format!("/teilnehmen/{code}")).into_response());
    }
    let form = FormState::new()
        .keep("code", form.code)
        .with_error("code", "education-join-wrong");
    Ok(visit.show(&Join { form }))
}

/// The organisation's name.
fn inviting(visit: &Visit, code: &str) -> Option<String> {
    let now = visit.app.now();
    let book = &visit.app.book;
    book.read(|kept| kept.invited_by(code, now).map(|(_, it)| it.name.clone()))
}

async fn invited(visit: Visit, Path(code): Path<String>) -> Shown {
    match inviting(&visit, &code) {
        Some(organisation) => Ok(visit.show(&Invited { code, organisation })),
        None => Err(visit.problem(&Problem::Invitation, "/teilnehmen")),
    }
}

async fn connect(
    visit: Visit,
    visitor: Visitor,
    Path(code): Path<String>,
    request: Request<Body>,
) -> Shown {
    let _: Empty = visit.form(request).await?;
    if inviting(&visit, &code).is_none() {
        return Err(visit.problem(&Problem::Invitation, "/teilnehmen"));
    }
    send(&visit, &visitor, Purpose::Connect(code), false).await
}

async fn sign_in(visit: Visit, visitor: Visitor, request: Request<Body>) -> Shown {
    let _: Empty = visit.form(request).await?;
    send(&visit, &visitor, Purpose::Look, false).await
}

async fn sign_out(visit: Visit, request: Request<Body>) -> Shown {
    let _: Empty = visit.form(request).await?;
    Ok(visit.end(CUSTOMER, "/abgemeldet"))
}

/// By which name the provider calls who is here.
fn sub(visit: &Visit) -> Result<String, Stop> {
    match visit.who(CUSTOMER) {
        Some(Who::Customer(sub)) => Ok(sub),
        _ => Err(Redirect::to("/teilnehmen").into_response().into()),
    }
}

#[derive(Debug, Default, Deserialize)]
struct News {
    #[serde(default)]
    neu: String,
}

async fn connections(visit: Visit, Query(news): Query<News>) -> Shown {
    let sub = sub(&visit)?;
    let rows = visit.app.book.read(|kept| {
        let organisations = kept.organisations.values();
        let own = organisations.flat_map(|it| it.customers.iter().map(move |own| (it, own)));
        own.filter(|(_, own)| own.sub == sub)
            .map(|(organisation, own)| ConnectionRow {
                id: own.id.clone(),
                organisation: organisation.name.clone(),
                name: own.name.clone(),
                since: own.connected_at.unix(),
                courses: own.reports.iter().map(|it| (&it.course).into()).collect(),
            })
            .collect()
    });
    Ok(visit.show(&ConnectionsPage {
        connections: rows,
        news: match news.neu.as_str() {
            "verbunden" => "connected",
            "getrennt" => "ended",
            "getrennt-ohne-antwort" => "ended-untold",
            _ => "",
        },
        consents: format!("{}/konto/dienste", visit.app.provider.issuer()),
    }))
}

async fn disconnect(visit: Visit, Path(id): Path<String>, request: Request<Body>) -> Shown {
    let sub = sub(&visit)?;
    let _: Empty = visit.form(request).await?;
    let told = visit.app.disconnect(&sub, &id).await;
    let told = told.map_err(|problem| visit.problem(&problem, "/verbindungen"))?;
    let news = if told {
        "getrennt"
    } else {
        "getrennt-ohne-antwort"
    };
    Ok(Redirect::to(&format!("/verbindungen?neu={news}")).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_was_typed() {
        assert_eq!(canonical(" 7k2m 9qxa-4l0o"), "7K2M-9QXA-4100");
        assert_eq!(canonical("<script>"), "SCR1-PT");
        assert_eq!(canonical(""), "");
    }
}
