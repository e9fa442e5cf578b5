//! The form has been sent, or the request is taken back. Whoever asks reads the same answer, whether
//! or not there is a case.

use std::time::Duration;

use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;
use shared::clock::Timestamp;
use shared::db::Tx;
use shared::forms::FormState;

use super::PATH;
use super::page::{Who, render};
use crate::app::Parts;
use crate::cases::{BirthDate, Proof};
use crate::error::page::PageError;
use crate::limits::{Limit, Verdict, Window, network};
use crate::request::{Nothing, Protected, SignedIn};
use crate::requests::{self, Told};

/// Nobody has to ask more often.
const PER_ACCOUNT: Window = Window {
    name: "requests.account",
    most: 5,
    per: Duration::from_hours(24),
};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    fuer: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    birth_date: String,
    #[serde(default)]
    register_number: String,
    #[serde(default)]
    customer_number: String,
}

/// Keeps the request.
pub(super) async fn send(
    visit: SignedIn,
    Protected(sent): Protected<Sent>,
) -> Result<Response, PageError> {
    let who = Who::of(&sent.fuer);
    let (told, form) = read(&sent, who, today(&visit.app, visit.now));
    let Some(told) = told else {
        return render(visit, StatusCode::UNPROCESSABLE_ENTITY, who, form).await;
    };
    let app = &visit.app;
    let resident = &visit.person.resident.id;
    let mut tx = app.db.write().await?;
    spend(&mut tx, &visit).await?;
    // A second one while the first is open changes nothing; the page shows the first.
    requests::place(&mut tx, &*app.entropy, visit.now, resident, &told).await?;
    tx.commit().await?;
    Ok(Redirect::to(PATH).into_response())
}

/// Takes the request back.
pub(super) async fn withdraw(
    visit: SignedIn,
    _: Protected<Nothing>,
) -> Result<Response, PageError> {
    let app = &visit.app;
    let resident = &visit.person.resident.id;
    let mut tx = app.db.write().await?;
    requests::withdraw(&mut tx, &*app.entropy, visit.now, resident).await?;
    tx.commit().await?;
    Ok(Redirect::to(PATH).into_response())
}

/// Counts a request of this account and this network, or refuses it.
async fn spend(tx: &mut Tx, visit: &SignedIn) -> Result<(), PageError> {
    let (app, now) = (&visit.app, visit.now);
    let account = visit.person.resident.id.as_str();
    let verdict = app.limits.count_with(tx, PER_ACCOUNT, account, now).await?;
    if let Verdict::Refused { retry_after } = verdict {
        return Err(PageError::too_many(retry_after));
    }
    let allowed = app.settings.limits.code_requests_per_network;
    let per_network = Limit {
        name: "requests.network",
        burst: allowed.tries.get(),
        per: allowed.per,
    };
    let place = network(visit.address);
    let verdict = app.limits.spend_with(tx, per_network, &place, now).await?;
    match verdict {
        Verdict::Allowed => Ok(()),
        Verdict::Refused { retry_after } => Err(PageError::too_many(retry_after)),
    }
}

/// Reads the fields; what is wrong with them stands in the form.
fn read(sent: &Sent, who: Who, today: Date) -> (Option<Told>, FormState) {
    let mut form = FormState::new();
    let name = match sent.name.trim() {
        "" => Err("empty"),
        name => name.parse().map_err(|_| "wrong"),
    };
    let (field, written) = match who {
        Who::Person => ("birth_date", sent.birth_date.trim()),
        Who::Organisation => ("register_number", sent.register_number.trim()),
    };
    let proof = match who {
        _ if written.is_empty() => Err("empty"),
        Who::Person => match written.parse::<BirthDate>() {
            Ok(date) if date.day() > today => Err("future"),
            Ok(date) => Ok(Proof::BirthDate(date)),
            Err(_) => Err("wrong"),
        },
        Who::Organisation => written
            .parse()
            .map(Proof::RegisterNumber)
            .map_err(|_| "wrong"),
    };
    let number = match sent.customer_number.trim() {
        "" => Ok(None),
        number => number.parse().map(Some).map_err(|_| "wrong"),
    };
    let faults = [
        ("name", sent.name.trim(), name.as_ref().err()),
        (field, written, proof.as_ref().err()),
        (
            "customer_number",
            sent.customer_number.trim(),
            number.as_ref().err(),
        ),
    ];
    for (field, written, fault) in faults {
        form = form.keep(field, written);
        if let Some(fault) = fault {
            form.wrong(field, format!("requests-request-{field}-{fault}"));
        }
    }
    let told = match (name, proof, number) {
        (Ok(name), Ok(proof), Ok(customer_number)) => Some(Told {
            name,
            proof,
            customer_number,
        }),
        _ => None,
    };
    (told, form)
}

fn today(app: &Parts, now: Timestamp) -> Date {
    let zone = TimeZone::get(&app.settings.operator.time_zone).unwrap_or(TimeZone::UTC);
    let now = jiff::Timestamp::from_second(now.unix()).unwrap_or_default();
    now.to_zoned(zone).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(name: &str, birth_date: &str, number: &str) -> Vec<String> {
        let sent = Sent {
            name: name.to_owned(),
            birth_date: birth_date.to_owned(),
            customer_number: number.to_owned(),
            ..Sent::default()
        };
        let (told, form) = read(&sent, Who::Person, jiff::civil::date(2026, 11, 22));
        assert_eq!(told.is_some(), form.is_fine());
        let keys = form.errors.into_iter().map(|error| error.key);
        keys.map(|key| key.replace("requests-request-", ""))
            .collect()
    }

    #[test]
    fn every_slip_is_told() {
        let none: [&str; 0] = [];
        assert_eq!(faults("Kim Klicker", "14.3.1987", ""), none);
        assert_eq!(faults("Kim Klicker", "14.3.1987", "123 a456789"), none);
        assert_eq!(
            faults("", "", "12"),
            ["name-empty", "birth_date-empty", "customer_number-wrong"]
        );
        assert_eq!(
            faults("\u{7}x", "23.11.2026", ""),
            ["name-wrong", "birth_date-future"]
        );
        assert_eq!(faults("Kim", "gestern", ""), ["birth_date-wrong"]);
    }
}
