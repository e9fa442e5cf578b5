//! How often one may try, as at the sign-in: counted before it is looked at, given back when it
//! was right or the fault was ours. Passwords count together with those of the sign-in, so that
//! this page gives nobody further tries.

use std::time::Duration;

use crate::accounts::AccountId;
use crate::error::page::PageError;
use crate::limits::{Limit, Verdict};
use crate::request::Cx;

/// Wrong codes of one account in a day: after the first few in a row the waiting gets long.
const CODES_A_DAY: u32 = 30;

/// Tries that have been counted.
#[derive(Debug)]
pub(super) struct Spent(Vec<(Limit, String)>);

/// A try of a password for what was typed as the user name, whether or not it is one.
pub(super) async fn password(cx: &Cx, user_name: &str) -> Result<Spent, PageError> {
    let allowed = &cx.app.settings.limits;
    let tries = vec![
        (
            Limit::of("sign_in.network", allowed.sign_in_per_network),
            cx.network(),
        ),
        (
            Limit::of("sign_in.account", allowed.sign_in_per_account),
            user_name.trim().to_lowercase(),
        ),
    ];
    spend(cx, tries).await
}

/// A try of a recovery code.
pub(super) async fn code(cx: &Cx, account: &AccountId) -> Result<Spent, PageError> {
    let allowed = &cx.app.settings.limits;
    let key = account.as_str().to_owned();
    let day = Limit {
        name: "recovery_day.account",
        burst: CODES_A_DAY,
        per: Duration::from_hours(24),
    };
    let tries = vec![
        (
            Limit::of("recovery_code.network", allowed.sign_in_per_network),
            cx.network(),
        ),
        (
            Limit::of("recovery_code.account", allowed.second_factor_per_account),
            key.clone(),
        ),
        (day, key),
    ];
    spend(cx, tries).await
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
