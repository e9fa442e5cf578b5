//! How often one may try, as at the sign-in. Passwords count together with those of the sign-in, so
//! that this page gives nobody further tries.

use std::time::Duration;

use crate::accounts::AccountId;
use crate::error::page::PageError;
use crate::limits::{Attempt, Limit, Spent};
use crate::request::Cx;

pub(super) use crate::sign_in::try_password as password;

/// Wrong codes of one account in a day: after the first few in a row the waiting gets long.
const CODES_A_DAY: Limit = Limit {
    name: "recovery_day.account",
    burst: 30,
    per: Duration::from_hours(24),
};

/// A try of a recovery code.
pub(super) async fn code(cx: &Cx, account: &AccountId) -> Result<Spent, PageError> {
    let settings = &cx.app.settings.limits;
    let limit = Limit::of("recovery_code.account", settings.second_factor_per_account);
    let names = ["recovery_code.address", "recovery_code.network"];
    let allowed = [settings.sign_in_per_address, settings.sign_in_per_network];
    let attempt = Attempt::from(cx.address, names, allowed)
        .within(limit, account.as_str())
        .within(CODES_A_DAY, account.as_str());
    cx.attempt(attempt).await
}
