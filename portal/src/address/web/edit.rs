//! `/profil/bearbeiten` (S91): the address on record, and a new one. Whoever has not proven who they
//! are is sent to do so and finds here again what they typed.

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::Deserialize;
use shared::secret::SealingKey;

use super::page::{EditPage, form};
use super::{MISMATCH, PATH, tell};
use crate::address::draft::{self, Draft, Owner};
use crate::address::{Author, ChangeError, Changed, Fields, NEEDED, change};
use crate::cases::{Address, Case, Kind};
use crate::error::page::PageError;
use crate::profiles;
use crate::request::{Cx, Nothing, Protected, SignedIn};
use crate::rp::ProvenPerson;
use crate::sessions::{self, Proven};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    meldung: String,
}

/// The words of the address, each with the word of its text.
const TOLD: [(&str, &str); 2] = [("gespeichert", "saved"), ("unveraendert", "same")];

/// The page with what was typed before, or with what is on record.
pub(super) async fn show(
    visit: SignedIn,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let mut tx = visit.app.db.read().await?;
    let current = profiles::current(&mut tx, &visit.person.session).await?;
    let case = current.and_then(|current| current.case);
    let draft = draft::see(&mut tx, &sealing(&visit), visit.now, owner(&visit)).await?;
    tx.commit().await?;
    let about = |draft: &Draft| case.as_ref().is_some_and(|case| draft.is_about(&case.id));
    let draft = draft.filter(about);
    let fields = match (&draft, &case) {
        (Some(draft), _) => draft.fields.clone(),
        (None, Some(case)) => Fields::of(&case.record.address),
        (None, None) => Fields::default(),
    };
    let Query(asked) = asked.unwrap_or_default();
    let told = TOLD.iter().find(|(word, _)| *word == asked.meldung);
    let version = case.as_ref().map(|case| case.version);
    let seen = draft.as_ref().map(|draft| draft.version);
    let page = EditPage {
        restored: draft.is_some(),
        meanwhile: seen.is_some() && seen != version,
        told: told.map(|(_, word)| *word),
        ..page(&visit, case.as_ref(), &fields)
    };
    render(visit, StatusCode::OK, &page)
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    version: i64,
    #[serde(default)]
    extra: String,
    #[serde(default)]
    street: String,
    #[serde(default)]
    postal_code: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    country: String,
}

impl Sent {
    fn fields(self) -> Fields {
        Fields {
            extra: self.extra,
            street: self.street,
            postal_code: self.postal_code,
            place: self.place,
            country: self.country,
        }
    }
}

/// Saves what was typed, or keeps it until the person has proven who they are.
pub(super) async fn send(
    visit: SignedIn,
    Protected(sent): Protected<Sent>,
) -> Result<Response, PageError> {
    let (version, fields) = (sent.version, sent.fields());
    let mut tx = visit.app.db.read().await?;
    let current = profiles::current(&mut tx, &visit.person.session).await?;
    tx.commit().await?;
    let case = current.and_then(|current| current.case);
    let changeable = |case: &Case| case.is_open() && case.record.kind() == Kind::Person;
    let Some(case) = case.filter(changeable) else {
        // The page says why not.
        return Ok(Redirect::to(PATH).into_response());
    };
    let address = match fields.read() {
        Ok(address) => address,
        Err(mistakes) => {
            let page = EditPage {
                form: form(&fields, &mistakes),
                ..page(&visit, Some(&case), &fields)
            };
            return render(visit, StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    if version != case.version {
        return meanwhile(visit, &case, &fields);
    }
    if case.record.address == address {
        discard_draft(&visit).await?;
        return Ok(Redirect::to(&format!("{PATH}?meldung=unveraendert")).into_response());
    }
    match proven(&visit).map(|(proven, person)| (proven.clone(), person.clone())) {
        Some(proven) => save(visit, &case, &proven, (&fields, &address)).await,
        None => prove_first(visit, &case, fields).await,
    }
}

/// Keeps what was typed and sends the person to prove who they are.
async fn prove_first(visit: SignedIn, case: &Case, fields: Fields) -> Result<Response, PageError> {
    let app = &visit.app;
    let draft = Draft::new((&case.id, case.version), fields);
    let sealing = sealing(&visit);
    let secrets = (&*app.entropy, &sealing);
    let mut tx = app.db.write().await?;
    draft::keep(&mut tx, secrets, visit.now, owner(&visit), &draft).await?;
    tx.commit().await?;
    Ok(Redirect::to("/ausweisen?weiter=%2Fprofil%2Fbearbeiten").into_response())
}

async fn save(
    visit: SignedIn,
    case: &Case,
    (proven, who): &(Proven, ProvenPerson),
    (fields, address): (&Fields, &Address),
) -> Result<Response, PageError> {
    let app = &visit.app;
    let person = &visit.person;
    let author = Author {
        resident: &person.resident.id,
        level: proven.level,
        person: who,
        means: &proven.means,
        client: None,
    };
    let means = (&*app.entropy, visit.now);
    let mut tx = app.db.write().await?;
    let changed = change(&mut tx, means, author, (&case.id, case.version), address).await;
    let word = match changed {
        Ok(Changed::Done) => {
            tell(app, &mut tx, visit.now, &person.resident, None).await?;
            "gespeichert"
        }
        Ok(Changed::Same) => "unveraendert",
        Ok(Changed::SomebodyElse) => {
            draft::drop(&mut tx, owner(&visit)).await?;
            // Who took the wrong card may take the right one.
            sessions::drop_proof(&mut tx, &visit.person.session.id).await?;
            tx.commit().await?;
            return Ok(Redirect::to(MISMATCH).into_response());
        }
        Err(ChangeError::Store(error)) => return Err(error.into()),
        Err(ChangeError::Closed | ChangeError::NotTheirs) => {
            return Ok(Redirect::to(PATH).into_response());
        }
        Err(ChangeError::Meanwhile) => {
            drop(tx);
            let mut tx = app.db.read().await?;
            let now = crate::cases::find(&mut tx, &case.id).await?;
            tx.commit().await?;
            return match now.filter(Case::is_open) {
                Some(now) => meanwhile(visit, &now, fields),
                None => Ok(Redirect::to(PATH).into_response()),
            };
        }
    };
    draft::drop(&mut tx, owner(&visit)).await?;
    tx.commit().await?;
    app.postman.ring();
    Ok(Redirect::to(&format!("{PATH}?meldung={word}")).into_response())
}

/// The form once more, on top of what is on record now.
fn meanwhile(visit: SignedIn, now: &Case, fields: &Fields) -> Result<Response, PageError> {
    let page = EditPage {
        meanwhile: true,
        ..page(&visit, Some(now), fields)
    };
    render(visit, StatusCode::CONFLICT, &page)
}

/// „Eingaben verwerfen“.
pub(super) async fn discard(
    visit: SignedIn,
    _sent: Protected<Nothing>,
) -> Result<Response, PageError> {
    discard_draft(&visit).await?;
    Ok(Redirect::to(PATH).into_response())
}

async fn discard_draft(visit: &SignedIn) -> Result<(), PageError> {
    let mut tx = visit.app.db.write().await?;
    draft::drop(&mut tx, owner(visit)).await?;
    tx.commit().await?;
    Ok(())
}

/// Whose drafts are meant: this person's in this browser.
fn owner(visit: &SignedIn) -> Owner<'_> {
    (&visit.cx.visitor, &visit.person.resident.id)
}

fn sealing(visit: &SignedIn) -> SealingKey {
    visit.app.sealing.derive("address drafts")
}

fn proven(visit: &SignedIn) -> Option<(&Proven, &ProvenPerson)> {
    let belief = visit.app.belief();
    visit.person.session.identified(NEEDED, belief, visit.now)
}

fn page(visit: &SignedIn, case: Option<&Case>, fields: &Fields) -> EditPage {
    let phone = &visit.app.settings.operator.phone;
    EditPage {
        proven: proven(visit).is_some(),
        ..EditPage::new(case, form(fields, &[]), phone)
    }
}

fn render(visit: SignedIn, status: StatusCode, page: &EditPage) -> Result<Response, PageError> {
    let SignedIn { cx, .. } = visit;
    let cx = Cx {
        frame: cx.frame.crumb("frame-home", "/").at(PATH),
        ..cx
    };
    cx.render_as(status, page)
}
