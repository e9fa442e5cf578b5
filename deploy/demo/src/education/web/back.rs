//! To the provider and back.

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use shared::forms::Visitor;

use super::{CUSTOMER, STAFF, Shown, Stop, Visit};
use crate::education::app::App;
use crate::education::claims;
use crate::education::problem::Problem;
use crate::education::provider::{Asked, SignedIn};
use crate::education::sessions::{Purpose, Staff, Who};

const SUBSTANTIAL: &str = "http://eidas.europa.eu/LoA/substantial";

/// Sends the browser away.
pub(super) async fn send(visit: &Visit, visitor: &Visitor, purpose: Purpose, anew: bool) -> Shown {
    let app = &visit.app;
    let locale = ("ui_locales", visit.frame.lang.clone());
    let begun = match &purpose {
        Purpose::Staff => {
            let mut more = vec![
                locale,
                ("acr_values", SUBSTANTIAL.to_owned()),
                ("claims", claims::question()),
            ];
            if anew {
                more.push(("prompt", "login".to_owned()));
            }
            app.provider.begin(&app.staff, &[], &more).await
        }
        Purpose::Connect(_) => {
            let scopes = ["offline_access", "portal.profile", "portal.measures"];
            let resource = ("resource", app.portal.origin().to_owned());
            let more = [locale, resource];
            app.provider.begin(&app.customers, &scopes, &more).await
        }
        // Only who it is.
        Purpose::Look => app.provider.begin(&app.customers, &[], &[locale]).await,
    };
    let begun = begun.map_err(|fault| visit.problem(&fault.into(), "/"))?;
    let now = app.now();
    let waiting = (begun.asked, purpose);
    app.sessions()
        .send_away(begun.state, visitor.hash(), waiting, now);
    Ok(Redirect::to(begun.url.as_str()).into_response())
}

/// What stands in the query of the way back; a name that comes twice makes it unreadable.
#[derive(Debug, Default)]
struct Answer {
    state: Option<String>,
    code: Option<String>,
    iss: Option<String>,
    error: Option<String>,
}

fn read(query: &str) -> Option<Answer> {
    let mut answer = Answer::default();
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let place = match &*name {
            "state" => &mut answer.state,
            "code" => &mut answer.code,
            "iss" => &mut answer.iss,
            "error" => &mut answer.error,
            _ => continue,
        };
        if place.replace(value.into_owned()).is_some() {
            return None;
        }
    }
    Some(answer)
}

/// The code, and what it was asked with: the state is of this browser and counts once, the answer
/// comes from our provider (RFC 9207).
fn open(
    visit: &Visit,
    visitor: &Visitor,
    query: Option<&str>,
) -> Result<(String, Asked, Purpose), Problem> {
    let answer = read(query.unwrap_or_default()).ok_or(Problem::Lost)?;
    let state = answer.state.ok_or(Problem::Lost)?;
    let back = visit.app.sessions().back(&state, visitor.hash());
    let (asked, purpose) = back.ok_or(Problem::Lost)?;
    if answer.iss.as_deref() != Some(visit.app.provider.issuer()) {
        return Err(Problem::Lost);
    }
    match (answer.error.as_deref(), answer.code) {
        (None, Some(code)) => Ok((code, asked, purpose)),
        (Some("access_denied"), _) => Err(Problem::Cancelled),
        (Some("unmet_authentication_requirements"), _) => Err(Problem::NoOrganisation),
        (Some("temporarily_unavailable"), _) => Err(Problem::Away),
        (error, _) => Err(Problem::Refused(error.unwrap_or("no code").to_owned())),
    }
}

/// Somebody of the staff is back: only who acts for an organisation comes in.
pub(super) async fn staff(
    visit: Visit,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, Stop> {
    let stop = |problem: Problem| visit.problem(&problem, "/");
    let (code, asked, purpose) = open(&visit, &visitor, query.as_deref()).map_err(stop)?;
    if purpose != Purpose::Staff {
        return Err(stop(Problem::Lost));
    }
    let app = &visit.app;
    let signed_in = app.provider.finish(&app.staff, asked, code, None).await;
    let SignedIn {
        sub,
        proven,
        id_token,
        ..
    } = signed_in.map_err(|fault| stop(fault.into()))?;
    let acting = proven
        .acting()
        .ok_or_else(|| stop(Problem::NoOrganisation))?;
    let name = acting.organisation.clone();
    let id = acting.organisation_id.clone();
    let named = app.book.change(|kept| {
        kept.organisations.entry(id).or_default().name = name;
    });
    named.map_err(|error| stop(error.into()))?;
    let staff = Staff {
        acting,
        id_token,
        sub,
        sid: proven.sid,
    };
    Ok(visit.begin(STAFF, Who::Staff(Box::new(staff)), "/personal"))
}

/// A customer is back, with a consent or only to look.
pub(super) async fn customer(
    visit: Visit,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, Stop> {
    let stop = |problem: Problem| visit.problem(&problem, "/teilnehmen");
    let (code, asked, purpose) = open(&visit, &visitor, query.as_deref()).map_err(stop)?;
    let app = &visit.app;
    let resource = match &purpose {
        Purpose::Staff => return Err(stop(Problem::Lost)),
        Purpose::Connect(_) => Some(app.portal.origin()),
        Purpose::Look => None,
    };
    let signed_in = app.provider.finish(&app.customers, asked, code, resource);
    let signed_in = signed_in.await.map_err(|fault| stop(fault.into()))?;
    let who = Who::Customer(signed_in.sub.clone());
    let to = if let Purpose::Connect(code) = &purpose {
        let connected = app.connect(code, signed_in).await;
        let invitation = format!("/teilnehmen/{code}");
        connected.map_err(|problem| match problem {
            Problem::Invitation => stop(problem),
            other => visit.problem(&other, &invitation),
        })?;
        "/verbindungen?neu=verbunden"
    } else {
        "/verbindungen"
    };
    Ok(visit.begin(CUSTOMER, who, to))
}

/// Back-channel logout: 200, or 400 for what is no logout token of the provider.
pub(super) async fn signed_out(State(app): State<App>, body: Bytes) -> Response {
    let token = url::form_urlencoded::parse(&body)
        .find(|(name, _)| name == "logout_token")
        .map(|(_, value)| value.into_owned());
    let done = match token {
        Some(token) => app.signed_out(&token).await,
        None => false,
    };
    let status = if done {
        StatusCode::OK
    } else {
        StatusCode::BAD_REQUEST
    };
    (status, [(header::CACHE_CONTROL, "no-store")]).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_says_something_twice_is_none() {
        assert!(read("code=a&state=b&iss=c&x=1&x=2").is_some());
        assert!(read("code=a&code=b").is_none());
        assert!(read("state=a&state=a").is_none());
    }
}
