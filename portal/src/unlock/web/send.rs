//! The form has been sent. Slips of the fingers are told at once and are no try; whoever lacks the
//! secret or the proof reads one and the same sentence, whatever the reason.

use std::time::Duration;

use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::clock::Timestamp;
use shared::db::Tx;
use shared::forms::FormState;

use super::form::{Side, render};
use crate::app::{MailFault, Parts};
use crate::cases::{BirthDate, Case, Evidence, Proof, Proven};
use crate::codes::{CheckError, CodeFault, CodeId, UnlockCode, Verdict};
use crate::error::page::PageError;
use crate::limits::{self, Limit, Window, network};
use crate::profiles::Offered;
use crate::request::{Protected, SignedIn};
use crate::residents::{self, ResidentId};
use crate::unlock::{Done, redeem};
use crate::{audit, codes, profiles};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    fuer: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    birth_date: String,
    #[serde(default)]
    register_number: String,
}

/// What was sent is a code and what shows the right to it.
struct Try {
    code: UnlockCode,
    evidence: Evidence,
}

/// Tries the code.
pub(super) async fn send(
    visit: SignedIn,
    Protected(sent): Protected<Sent>,
) -> Result<Response, PageError> {
    let side = Side::of(&sent.fuer);
    let proven = profiles::proven(&visit.person.session);
    let proven = proven.filter(|_| side == Side::Organisation);
    let (read, mut form) = read(&sent, (side, proven), today(&visit.app, visit.now));
    let Some(attempt) = read else {
        return render(visit, StatusCode::UNPROCESSABLE_ENTITY, side, form);
    };
    spend(&visit).await?;
    let app = &visit.app;
    let tries = app.settings.unlock.tries.get();
    let parts = (&app.db, &app.hasher);
    let verdict = match codes::check(parts, tries, &attempt.code, &attempt.evidence).await {
        Ok(verdict) => verdict,
        Err(CheckError::Busy(busy)) => {
            take_back(&visit).await?;
            return Err(busy.into());
        }
        Err(CheckError::Store(error)) => return Err(error.into()),
    };
    let key = match verdict {
        Verdict::Wrong { killed } => {
            note_refused(&visit, &attempt.code.id(), killed.is_some()).await?;
            "unlock-code-refused"
        }
        Verdict::Right { id, case } => match finish(&visit, &id, &case).await? {
            Done::Unlocked { .. } => {
                take_back(&visit).await?;
                return Ok(Redirect::to("/freischaltcode/erfolg").into_response());
            }
            Done::Used => "unlock-code-used",
            Done::Revoked => "unlock-code-revoked",
            Done::Expired => "unlock-code-expired",
            Done::Elsewhere => "unlock-code-elsewhere",
        },
    };
    form.wrong("code", key);
    render(visit, StatusCode::UNPROCESSABLE_ENTITY, side, form)
}

/// Reads the fields; what is wrong with them stands in the form.
fn read(
    sent: &Sent,
    (side, proven): (Side, Option<Proven>),
    today: jiff::civil::Date,
) -> (Option<Try>, FormState) {
    let mut form = FormState::new().keep("code", sent.code.trim());
    let code = if sent.code.trim().is_empty() {
        Err("unlock-code-empty")
    } else {
        sent.code
            .parse::<UnlockCode>()
            .map_err(|fault| match fault {
                CodeFault::Length => "unlock-code-length",
                CodeFault::Symbol => "unlock-code-symbol",
                CodeFault::Check => "unlock-code-check",
            })
    };
    if let Err(key) = code {
        form.wrong("code", key);
    }
    let evidence = match proven {
        // Nothing needs to be told: a public service has vouched for the register number.
        Some(proven) if proven.entry.is_some() => Some(Evidence::Organisation(proven, None)),
        proven => {
            let trader = proven.is_some();
            let (told, asked) = tell(sent, (side, trader), today, form);
            form = asked;
            told.map(|told| match (proven, told) {
                (Some(proven), Proof::RegisterNumber(number)) => {
                    Evidence::Organisation(proven, Some(number))
                }
                (_, told) => Evidence::Told(told),
            })
        }
    };
    let read = code.ok().zip(evidence);
    (read.map(|(code, evidence)| Try { code, evidence }), form)
}

/// Reads what somebody tells to show that a code is theirs.
fn tell(
    sent: &Sent,
    (side, trader): (Side, bool),
    today: jiff::civil::Date,
    form: FormState,
) -> (Option<Proof>, FormState) {
    let (field, written) = match side {
        Side::Person => ("birth_date", sent.birth_date.trim()),
        Side::Organisation => ("register_number", sent.register_number.trim()),
    };
    let proof = match side {
        _ if written.is_empty() => Err("empty"),
        Side::Person => match written.parse::<BirthDate>() {
            Ok(date) if date.day() > today => Err("future"),
            Ok(date) => Ok(Proof::BirthDate(date)),
            Err(_) => Err("wrong"),
        },
        Side::Organisation => written
            .parse()
            .map(Proof::RegisterNumber)
            .map_err(|_| "wrong"),
    };
    let mut form = form.keep(field, written);
    if let Err(fault) = proof {
        let asked = if trader { "trader_number" } else { field };
        form.wrong(field, format!("unlock-code-{asked}-{fault}"));
    }
    (proof.ok(), form)
}

fn today(app: &Parts, now: Timestamp) -> jiff::civil::Date {
    let zone = TimeZone::get(&app.settings.operator.time_zone).unwrap_or(TimeZone::UTC);
    let now = jiff::Timestamp::from_second(now.unix()).unwrap_or_default();
    now.to_zoned(zone).date()
}

fn per_account(app: &Parts) -> Window {
    Window {
        name: "unlock.account",
        most: app.settings.unlock.per_account_per_hour.get(),
        per: Duration::from_hours(1),
    }
}

/// Counts a try of this account and this network, or refuses it.
async fn spend(visit: &SignedIn) -> Result<(), PageError> {
    let app = &visit.app;
    let account = visit.person.resident.id.as_str();
    let verdict = app
        .limits
        .count(per_account(app), account, visit.now)
        .await?;
    if let limits::Verdict::Refused { retry_after } = verdict {
        return Err(PageError::too_many(retry_after));
    }
    let allowed = app.settings.limits.unlock_per_network;
    let per_network = Limit {
        name: "unlock.network",
        burst: allowed.tries.get(),
        per: allowed.per,
    };
    let place = network(visit.address);
    let verdict = app.limits.spend(per_network, &place, visit.now).await?;
    if let limits::Verdict::Refused { retry_after } = verdict {
        take_back(visit).await?;
        return Err(PageError::too_many(retry_after));
    }
    Ok(())
}

/// The try of this account does not count: it was right, or was not made.
async fn take_back(visit: &SignedIn) -> Result<(), PageError> {
    let app = &visit.app;
    let account = visit.person.resident.id.as_str();
    let window = per_account(app);
    Ok(app.limits.take_back(window, account, visit.now).await?)
}

async fn note_refused(visit: &SignedIn, code: &CodeId, killed: bool) -> Result<(), PageError> {
    let app = &visit.app;
    let resident = visit.person.resident.id.as_str();
    let mut tx = app.db.write().await?;
    let stored = codes::find(&mut tx, code).await?;
    let refused = audit::Event {
        name: "code.refused",
        by: audit::By::Resident(resident),
        about: Some(resident),
        case: stored.as_ref().map(|stored| stored.case.as_str()),
        on_behalf: None,
        details: json!({ "code": code.as_str() }),
    };
    // Not about who tried: to read it would tell them that there was such a code.
    let blocked = killed.then(|| audit::Event {
        name: "code.blocked",
        about: None,
        ..refused.clone()
    });
    for event in std::iter::once(refused).chain(blocked) {
        audit::record(&mut tx, &*app.entropy, visit.now, event).await?;
    }
    Ok(tx.commit().await?)
}

/// Redeems the code; writes to both accounts if the profile moved.
async fn finish(visit: &SignedIn, code: &CodeId, case: &Case) -> Result<Done, PageError> {
    let app = &visit.app;
    let session = &visit.person.session;
    let mut tx = app.db.write().await?;
    let done = redeem(&mut tx, &*app.entropy, visit.now, session, (code, case)).await?;
    if let Done::Unlocked {
        moved_from,
        vouched,
    } = &done
    {
        codes::drop_brought(&mut tx, &visit.visitor).await?;
        if let Some(before) = moved_from {
            tell_both(app, &mut tx, visit, before).await?;
        }
        if let Some(offered) = vouched {
            tell_admin(app, &mut tx, visit.now, (offered, code, case)).await?;
        }
    }
    tx.commit().await?;
    app.postman.ring();
    Ok(done)
}

#[derive(Debug, Serialize)]
struct MailValues<'a> {
    phone: &'a str,
    url: String,
}

async fn tell_both(
    app: &Parts,
    tx: &mut Tx,
    visit: &SignedIn,
    before: &ResidentId,
) -> Result<(), MailFault> {
    let values = MailValues {
        phone: &app.settings.operator.phone,
        url: app.url("/"),
    };
    let old = residents::find(tx, before).await?;
    let letters = [
        (old.as_ref(), "profile_moved_away"),
        (Some(&visit.person.resident), "profile_moved_here"),
    ];
    for (resident, name) in letters {
        let Some((to, lang)) = resident.and_then(|it| app.addressee(it)) else {
            continue;
        };
        app.mail(tx, visit.now, (to, lang), name, &values).await?;
    }
    Ok(())
}

#[derive(Debug, Serialize)]
struct JoinedValues<'a> {
    organisation: String,
    label: &'a str,
    code: &'a str,
    url: String,
}

/// Whoever vouched for a colleague reads that their code has been redeemed.
async fn tell_admin(
    app: &Parts,
    tx: &mut Tx,
    now: Timestamp,
    (offered, code, case): (&Offered, &CodeId, &Case),
) -> Result<(), MailFault> {
    let admin = residents::find(tx, &offered.by).await?;
    let Some((to, lang)) = admin.as_ref().and_then(|it| app.addressee(it)) else {
        return Ok(());
    };
    let values = JoinedValues {
        organisation: case.record.name(),
        label: &offered.label,
        code: code.as_str(),
        url: app.url("/unternehmen/zugaenge"),
    };
    app.mail(tx, now, (to, lang), "company_colleague_joined", &values)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(code: &str, birth_date: &str) -> Vec<String> {
        let sent = Sent {
            code: code.to_owned(),
            birth_date: birth_date.to_owned(),
            ..Sent::default()
        };
        let (read, form) = read(&sent, (Side::Person, None), jiff::civil::date(2026, 11, 22));
        assert_eq!(read.is_some(), form.is_fine());
        form.errors.into_iter().map(|error| error.key).collect()
    }

    #[test]
    fn slips_are_told_before_anything_is_tried() {
        let none: [&str; 0] = [];
        assert_eq!(sent("0000 0000 0000 0000", "14.3.1987"), none);
        assert_eq!(
            sent("", ""),
            ["unlock-code-empty", "unlock-code-birth_date-empty"]
        );
        assert_eq!(
            sent("0000", "x"),
            ["unlock-code-length", "unlock-code-birth_date-wrong"]
        );
        assert_eq!(
            sent("0000-0000-0000-0001", "23.11.2026"),
            ["unlock-code-check", "unlock-code-birth_date-future"]
        );
        assert_eq!(
            sent("0000-0000-0000-000U", "22.11.2026"),
            ["unlock-code-symbol"]
        );
    }
}
