//! BundID's way: means, person, release. Every step is a page of its own whose address carries all
//! choices, so that going back changes nothing; only the last one is a form that does something.

use axum::Router;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use shared::forms::Visitor;
use shared::pages::Frame;

use super::claims::SignIn;
use super::means::{Kind, Loa, Means};
use super::pages::{EidasPage, MeansPage, Offer, PersonsPage, Somebody, UserNamePage};
use super::persons::{self, PERSONS, Person};
use crate::stand_in::{
    Ending, Errand, Level, Provider, Release, Start, Verdict, day, form, service, show, strange,
};

pub(super) fn routes() -> Router<Provider> {
    Router::new()
        .route("/", get(start))
        .route("/anmelden", get(choose_means))
        .route("/personen", get(choose_person))
        .route("/freigeben", get(ask).post(release))
}

/// What was chosen so far, as it stands in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Choice {
    vorgang: String,
    mittel: String,
    land: String,
    niveau: String,
    mfa: String,
    /// „ja“: without an account.
    voruebergehend: String,
    person: String,
    ergebnis: String,
}

type Chosen = Result<Query<Choice>, QueryRejection>;

fn chosen(query: Chosen) -> Choice {
    query.map(|Query(choice)| choice).unwrap_or_default()
}

impl Choice {
    /// The means, if all that it takes is chosen and it reaches the requested level.
    fn means(&self, errand: &Errand) -> Option<Means> {
        let kind = Kind::parse(&self.mittel)?;
        let means = kind.complete(&self.land, &self.niveau, &self.mfa)?;
        (means.level() >= errand.wanted.minimum).then_some(means)
    }

    fn temporary(&self, means: &Means, errand: &Errand) -> bool {
        self.voruebergehend == "ja" && means.can_be_temporary() && offers_temporary(errand)
    }

    fn person(&self, means: &Means) -> Option<&'static Person> {
        persons::find(&self.person).filter(|person| person.has(means))
    }

    /// What is in it, as an address or as hidden fields.
    fn fields(&self) -> Vec<(String, String)> {
        let all = [
            ("vorgang", &self.vorgang),
            ("mittel", &self.mittel),
            ("land", &self.land),
            ("niveau", &self.niveau),
            ("mfa", &self.mfa),
            ("voruebergehend", &self.voruebergehend),
            ("person", &self.person),
        ];
        let all = all.into_iter().filter(|(_, value)| !value.is_empty());
        all.map(|(name, value)| (name.to_owned(), value.clone()))
            .collect()
    }

    fn at(&self, path: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.fields());
        format!("{path}?{}", query.finish())
    }
}

/// Who requires an identifier that lasts is not offered to go without (BundID interface, bPK2).
fn offers_temporary(errand: &Errand) -> bool {
    let required = |claim| errand.wanted.requires(claim);
    !required("bpk2") && !required("bundid_postkorb_handle")
}

async fn start(State(provider): State<Provider>, frame: Frame) -> Response {
    let page = Start {
        clients: provider.client_names(),
        names: PERSONS.iter().map(Person::name).collect(),
        metadata: "/.well-known/openid-configuration".to_owned(),
    };
    show(&provider, &page, &frame)
}

async fn choose_means(
    State(provider): State<Provider>,
    visitor: Visitor,
    frame: Frame,
    query: Chosen,
) -> Response {
    let choice = chosen(query);
    let errand = match provider.errand(&choice.vorgang, &visitor) {
        Ok(errand) => errand,
        Err(lost) => return strange(&provider, &lost, &frame),
    };
    let minimum = errand.wanted.minimum;
    let offer = |kind: Kind| Offer {
        kind: kind.as_str(),
        level: kind.highest().as_str(),
        icon: match kind {
            Kind::OnlineId => "person",
            Kind::Elster => "document",
            Kind::Eidas => "globe",
            Kind::UserName => "key",
        },
    };
    let offers = Kind::ALL.into_iter().filter(|it| it.highest() >= minimum);
    let page = MeansPage {
        vorgang: choice.vorgang,
        client: errand.client.name.clone(),
        minimum: (minimum > Level::One).then(|| minimum.as_str()),
        offers: offers.map(offer).collect(),
        temporary: offers_temporary(&errand),
    };
    show(&provider, &page, &frame)
}

async fn choose_person(
    State(provider): State<Provider>,
    visitor: Visitor,
    frame: Frame,
    query: Chosen,
) -> Response {
    let choice = chosen(query);
    let errand = match provider.errand(&choice.vorgang, &visitor) {
        Ok(errand) => errand,
        Err(lost) => return strange(&provider, &lost, &frame),
    };
    let frame = frame.crumb(
        "bundid-means-title",
        &format!("/anmelden?vorgang={}", errand.id),
    );
    let Some(means) = choice.means(&errand) else {
        return complete(&provider, &choice, &errand, &frame);
    };
    let row = |person: &'static Person| {
        let choice = Choice {
            person: person.id.to_owned(),
            ..choice.clone()
        };
        Somebody {
            id: person.id,
            name: person.name(),
            birthdate: day(person.birthdate),
            href: choice.at("/freigeben"),
        }
    };
    let persons = PERSONS.iter().filter(|person| person.has(&means));
    let page = PersonsPage {
        vorgang: choice.vorgang.clone(),
        kind: means.kind().as_str(),
        level: means.level().as_str(),
        temporary: choice.temporary(&means, &errand),
        persons: persons.map(row).collect(),
    };
    show(&provider, &page, &frame)
}

/// The page that asks for what the means still lacks.
fn complete(provider: &Provider, choice: &Choice, errand: &Errand, frame: &Frame) -> Response {
    let vorgang = choice.vorgang.clone();
    match Kind::parse(&choice.mittel) {
        Some(kind) if kind.highest() < errand.wanted.minimum => again(&errand.id),
        Some(Kind::Eidas) => {
            let reaching = Loa::ALL.into_iter();
            let reaching = reaching.filter(|loa| loa.level() >= errand.wanted.minimum);
            let page = EidasPage {
                vorgang,
                temporary: choice.voruebergehend == "ja",
                countries: persons::countries(),
                levels: reaching.map(Loa::as_str).collect(),
            };
            show(provider, &page, frame)
        }
        Some(Kind::UserName) => show(provider, &UserNamePage { vorgang }, frame),
        _ => again(&errand.id),
    }
}

/// Back to the first page: what the address says cannot be.
fn again(id: &str) -> Response {
    Redirect::to(&format!("/anmelden?vorgang={id}")).into_response()
}

async fn ask(
    State(provider): State<Provider>,
    visitor: Visitor,
    frame: Frame,
    query: Chosen,
) -> Response {
    let choice = chosen(query);
    let errand = match provider.errand(&choice.vorgang, &visitor) {
        Ok(errand) => errand,
        Err(lost) => return strange(&provider, &lost, &frame),
    };
    let Some(means) = choice.means(&errand) else {
        return again(&errand.id);
    };
    let Some(person) = choice.person(&means) else {
        return again(&errand.id);
    };
    let sign_in = SignIn {
        person,
        means: &means,
        temporary: choice.temporary(&means, &errand),
        service: &service(&errand.redirect_uri),
    };
    let verdict = Verdict {
        house: provider.house(),
        wanted: &errand.wanted,
        facts: &sign_in.facts(),
    };
    let nobody = Choice {
        person: String::new(),
        ..choice.clone()
    };
    let frame = frame
        .crumb(
            "bundid-means-title",
            &format!("/anmelden?vorgang={}", errand.id),
        )
        .crumb("bundid-persons-title", &nobody.at("/personen"));
    let page = Release {
        vorgang: errand.id.clone(),
        client: errand.client.name.clone(),
        who: person.name(),
        level: means.level().as_str(),
        temporary: sign_in.temporary,
        rows: verdict.rows(),
        missing: verdict.missing(),
        fields: choice.fields(),
        back: nobody.at("/personen"),
    };
    show(&provider, &page, &frame)
}

async fn release(
    State(provider): State<Provider>,
    visitor: Visitor,
    frame: Frame,
    request: Request,
) -> Response {
    let choice: Choice = match form(&provider, request, &frame).await {
        Ok(choice) => choice,
        Err(page) => return *page,
    };
    let answered = provider.answer(&choice.vorgang, &visitor, |errand| {
        end(&provider, &choice, errand)
    });
    match answered {
        Ok(Some(to)) => Redirect::to(&to).into_response(),
        Ok(None) => again(&choice.vorgang),
        Err(lost) => strange(&provider, &lost, &frame),
    }
}

/// How the sign-in ends; nothing if what was chosen cannot be.
fn end(provider: &Provider, choice: &Choice, errand: &Errand) -> Option<Ending> {
    if choice.ergebnis == "fehler" {
        return Some(Ending::Failed {
            error: "server_error",
            description: "The stand-in was asked to fail".to_owned(),
        });
    }
    let means = choice.means(errand)?;
    let sign_in = SignIn {
        person: choice.person(&means)?,
        means: &means,
        temporary: choice.temporary(&means, errand),
        service: &service(&errand.redirect_uri),
    };
    let verdict = Verdict {
        house: provider.house(),
        wanted: &errand.wanted,
        facts: &sign_in.facts(),
    };
    // A name that lasts for this sign-in only, and cannot be taken for a bPK2.
    let passing = || format!("temp-{}", provider.token().reveal());
    let sub = sign_in.bpk2().unwrap_or_else(passing);
    Some(verdict.ending(sub, means.level().as_str()))
}
