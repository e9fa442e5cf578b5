//! How often one may try. A try is counted before it is looked at and given back when it was
//! right or the fault was ours, so that tries at the same time count as well; while the limit is
//! reached, a right one is refused like any other.

use std::time::Duration;

use shared::settings::Allowance;

use crate::accounts::AccountId;
use crate::error::page::PageError;
use crate::limits::{Limit, Verdict};
use crate::request::Cx;

/// Wrong codes of one account in a day: after the first few in a row the waiting gets long.
const CODES_A_DAY: Limit = Limit {
    name: "sign_in.code.day",
    burst: 30,
    per: Duration::from_hours(24),
};

/// Passkey challenges that one network may ask for.
const CHALLENGES: Limit = Limit {
    name: "sign_in.challenge",
    burst: 300,
    per: Duration::from_mins(15),
};

/// Tries that have been counted.
#[derive(Debug)]
pub(super) struct Spent(Vec<(Limit, String)>);

/// A try of a password for what was typed as the user name, whether or not it is one.
pub(super) async fn password(cx: &Cx, user_name: &str) -> Result<Spent, PageError> {
    let settings = &cx.app.settings.limits;
    let account = named("sign_in.account", settings.sign_in_per_account);
    let network = named("sign_in.network", settings.sign_in_per_network);
    let tries = vec![
        (network, cx.network()),
        (account, user_name.trim().to_lowercase()),
    ];
    spend(cx, tries).await
}

/// A try of a code.
pub(super) async fn code(cx: &Cx, account: &AccountId) -> Result<Spent, PageError> {
    let settings = &cx.app.settings.limits;
    let limit = named("sign_in.code", settings.second_factor_per_account);
    let key = account.as_str();
    let tries = vec![(limit, key.to_owned()), (CODES_A_DAY, key.to_owned())];
    spend(cx, tries).await
}

/// A challenge for a passkey.
pub(super) async fn challenge(cx: &Cx) -> Result<(), PageError> {
    spend(cx, vec![(CHALLENGES, cx.network())]).await.map(drop)
}

fn named(name: &'static str, allowance: Allowance) -> Limit {
    Limit {
        name,
        burst: allowance.tries.get(),
        per: allowance.per,
    }
}

async fn spend(cx: &Cx, tries: Vec<(Limit, String)>) -> Result<Spent, PageError> {
    let mut spent = Spent(Vec::new());
    for (limit, key) in tries {
        let verdict = cx.app.limits.spend(limit, &key, cx.now).await?;
        if let Verdict::Refused { retry_after } = verdict {
            spent.refund(cx).await?;
            return Err(PageError::too_many(retry_after));
        }
        spent.0.push((limit, key));
    }
    Ok(spent)
}

impl Spent {
    /// The try was right, or the fault was ours.
    pub(super) async fn refund(self, cx: &Cx) -> Result<(), PageError> {
        for (limit, key) in self.0 {
            cx.app.limits.refund(limit, &key).await?;
        }
        Ok(())
    }
}
