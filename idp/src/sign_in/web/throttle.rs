//! How often one may try. While the limit is reached, a right try is refused like any other. A
//! browser that the account knows counts on its own: strangers who guess do not shut the owner out.

use std::num::NonZeroU32;
use std::time::Duration;

use shared::settings::Allowance;

use crate::accounts::{self, AccountId, EmailAddress};
use crate::browsers;
use crate::error::page::PageError;
use crate::limits::{Attempt, Limit, Spent};
use crate::request::Cx;
use crate::sign_in::rows;

/// Wrong codes of one account in a day: after the first few in a row the waiting gets long.
const CODES_A_DAY: Limit = Limit {
    name: "sign_in.code.day",
    burst: 30,
    per: Duration::from_hours(24),
};

/// Passkey challenges that one address may ask for.
const CHALLENGES: u32 = 300;

/// How many times as many a network may ask for.
const NEIGHBOURS: u32 = 10;

/// A try of a password for what was typed as the user name, whether or not it is one.
pub(crate) async fn password(cx: &Cx, user_name: &str) -> Result<Spent, PageError> {
    let settings = &cx.app.settings.limits;
    let limit = Limit::of("sign_in.account", settings.sign_in_per_account);
    let row = match of_own_browser(cx, user_name).await? {
        Some(row) => row,
        None => rows::password_of_name(user_name),
    };
    let attempt = here(cx, ["sign_in.address", "sign_in.network"]);
    let attempt = attempt.within(limit, row.key.clone());
    cx.attempt(attempt.in_a_row(row.name, row.key)).await
}

/// The row of the account's own browser, if this is one.
async fn of_own_browser(cx: &Cx, user_name: &str) -> Result<Option<crate::limits::Row>, PageError> {
    let Ok(email) = user_name.parse::<EmailAddress>() else {
        return Ok(None);
    };
    let mut tx = cx.app.db.read().await?;
    let account = accounts::find_by_email(&mut tx, &email).await?;
    let Some(account) = account else {
        return Ok(None);
    };
    let known = browsers::known(&mut tx, &account.id, &cx.visit).await?;
    Ok(known.map(|browser| rows::password_of_browser(&account.id, &browser)))
}

/// A try of a code.
pub(super) async fn code(cx: &Cx, account: &AccountId) -> Result<Spent, PageError> {
    let settings = &cx.app.settings.limits;
    let limit = Limit::of("sign_in.code", settings.second_factor_per_account);
    let mut tx = cx.app.db.read().await?;
    let known = browsers::known(&mut tx, account, &cx.visit).await?;
    drop(tx);
    let row = rows::code(account, known.as_ref());
    let attempt = here(cx, ["sign_in.code.address", "sign_in.code.network"])
        .within(limit, row.key.clone())
        .within(CODES_A_DAY, row.key.clone());
    cx.attempt(attempt.in_a_row(row.name, row.key)).await
}

/// A challenge for a passkey.
pub(super) async fn challenge(cx: &Cx) -> Result<(), PageError> {
    let allowed = |tries| Allowance {
        tries: NonZeroU32::new(tries).unwrap_or(NonZeroU32::MIN),
        per: Duration::from_mins(15),
    };
    let attempt = Attempt::from(
        cx.address,
        ["sign_in.challenge.address", "sign_in.challenge.network"],
        [allowed(CHALLENGES), allowed(CHALLENGES * NEIGHBOURS)],
    );
    cx.attempt(attempt).await?.keep();
    Ok(())
}

/// Being sent to BundID or Mein UK.
pub(super) async fn upstream(cx: &Cx) -> Result<(), PageError> {
    let attempt = here(cx, ["upstream.address", "upstream.network"]);
    cx.attempt(attempt).await?.keep();
    Ok(())
}

fn here(cx: &Cx, names: [&'static str; 2]) -> Attempt {
    let settings = &cx.app.settings.limits;
    let allowed = [settings.sign_in_per_address, settings.sign_in_per_network];
    Attempt::from(cx.address, names, allowed)
}
