//! Mein Unternehmenskonto's way: organisation, acting person, release. As in [`crate::bundid`], each
//! step is a page whose address carries all choices.

use axum::Router;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use shared::forms::Visitor;
use shared::pages::Frame;

use super::claims::SignIn;
use super::organisations::{self, Actor, ORGANISATIONS, Organisation};
use super::pages::{Acting, ActorsPage, Choice, OrganisationsPage};
use crate::stand_in::{
    Ending, Errand, Level, Provider, Release, Start, Verdict, day, form, service, show, strange,
};

pub(super) fn routes() -> Router<Provider> {
    Router::new()
        .route("/", get(start))
        .route("/anmelden", get(choose_organisation))
        .route("/personen", get(choose_actor))
        .route("/freigeben", get(ask).post(release))
}

/// What was chosen so far, as it stands in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Chosen {
    vorgang: String,
    organisation: String,
    person: String,
    ergebnis: String,
}

type Asked = Result<Query<Chosen>, QueryRejection>;

fn chosen(query: Asked) -> Chosen {
    query.map(|Query(choice)| choice).unwrap_or_default()
}

impl Chosen {
    fn who(&self) -> Option<(&'static Organisation, &'static Actor)> {
        let organisation = organisations::find(&self.organisation)?;
        Some((organisation, organisation.actor(&self.person)?))
    }
}

fn actors_of(errand: &Errand, organisation: &Organisation) -> String {
    format!(
        "/personen?vorgang={}&organisation={}",
        errand.id, organisation.id
    )
}

async fn start(State(provider): State<Provider>, frame: Frame) -> Response {
    let names = ORGANISATIONS.iter().map(|it| it.name.to_owned());
    let page = Start {
        clients: provider.client_names(),
        names: names.collect(),
        metadata: "/.well-known/openid-configuration".to_owned(),
    };
    show(&provider, &page, &frame)
}

async fn choose_organisation(
    State(provider): State<Provider>,
    visitor: Visitor,
    frame: Frame,
    query: Asked,
) -> Response {
    let errand = match provider.errand(&chosen(query).vorgang, &visitor) {
        Ok(errand) => errand,
        Err(lost) => return strange(&provider, &lost, &frame),
    };
    let choice = |it: &Organisation| Choice {
        name: it.name.to_owned(),
        detail: it.entry(),
        href: actors_of(&errand, it),
    };
    let page = OrganisationsPage {
        vorgang: errand.id.clone(),
        client: errand.client.name.clone(),
        organisations: ORGANISATIONS.iter().map(choice).collect(),
    };
    show(&provider, &page, &frame)
}

fn again(id: &str) -> Response {
    Redirect::to(&format!("/anmelden?vorgang={id}")).into_response()
}

async fn choose_actor(
    State(provider): State<Provider>,
    visitor: Visitor,
    frame: Frame,
    query: Asked,
) -> Response {
    let chosen = chosen(query);
    let errand = match provider.errand(&chosen.vorgang, &visitor) {
        Ok(errand) => errand,
        Err(lost) => return strange(&provider, &lost, &frame),
    };
    let Some(organisation) = organisations::find(&chosen.organisation) else {
        return again(&errand.id);
    };
    let choice = |actor: &Actor| Acting {
        name: actor.name(),
        birthdate: day(actor.birthdate),
        href: format!(
            "/freigeben?vorgang={}&organisation={}&person={}",
            errand.id, organisation.id, actor.id
        ),
    };
    let page = ActorsPage {
        vorgang: errand.id.clone(),
        organisation: organisation.name,
        actors: organisation.actors.iter().map(choice).collect(),
    };
    let first = format!("/anmelden?vorgang={}", errand.id);
    show(
        &provider,
        &page,
        &frame.crumb("muk-organisations-title", &first),
    )
}

async fn ask(
    State(provider): State<Provider>,
    visitor: Visitor,
    frame: Frame,
    query: Asked,
) -> Response {
    let chosen = chosen(query);
    let errand = match provider.errand(&chosen.vorgang, &visitor) {
        Ok(errand) => errand,
        Err(lost) => return strange(&provider, &lost, &frame),
    };
    let Some((organisation, actor)) = chosen.who() else {
        return again(&errand.id);
    };
    let sign_in = SignIn {
        organisation,
        actor,
        service: &service(&errand.redirect_uri),
    };
    let verdict = Verdict {
        house: provider.house(),
        wanted: &errand.wanted,
        facts: &sign_in.facts(),
    };
    let back = actors_of(&errand, organisation);
    let frame = frame
        .crumb(
            "muk-organisations-title",
            &format!("/anmelden?vorgang={}", errand.id),
        )
        .crumb("muk-actors-title", &back);
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let page = Release {
        vorgang: errand.id.clone(),
        client: errand.client.name.clone(),
        who: format!("{}, {}", organisation.name, actor.name()),
        level: Level::Three.as_str(),
        temporary: false,
        rows: verdict.rows(),
        missing: verdict.missing(),
        fields: vec![
            field("vorgang", &errand.id),
            field("organisation", organisation.id),
            field("person", actor.id),
        ],
        back,
    };
    show(&provider, &page, &frame)
}

async fn release(
    State(provider): State<Provider>,
    visitor: Visitor,
    frame: Frame,
    request: Request,
) -> Response {
    let chosen: Chosen = match form(&provider, request, &frame).await {
        Ok(chosen) => chosen,
        Err(page) => return *page,
    };
    let answered = provider.answer(&chosen.vorgang, &visitor, |errand| {
        end(&provider, &chosen, errand)
    });
    match answered {
        Ok(Some(to)) => Redirect::to(&to).into_response(),
        Ok(None) => again(&chosen.vorgang),
        Err(lost) => strange(&provider, &lost, &frame),
    }
}

fn end(provider: &Provider, chosen: &Chosen, errand: &Errand) -> Option<Ending> {
    if chosen.ergebnis == "fehler" {
        return Some(Ending::Failed {
            error: "server_error",
            description: "The stand-in was asked to fail".to_owned(),
        });
    }
    let (organisation, actor) = chosen.who()?;
    let sign_in = SignIn {
        organisation,
        actor,
        service: &service(&errand.redirect_uri),
    };
    let verdict = Verdict {
        house: provider.house(),
        wanted: &errand.wanted,
        facts: &sign_in.facts(),
    };
    Some(verdict.ending(sign_in.user_name(), Level::Three.as_str()))
}
