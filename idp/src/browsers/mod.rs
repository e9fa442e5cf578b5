//! Which browsers an account has signed in with: they have tries of their own, and a sign-in from
//! another one is told to the owner.

mod meet;
mod model;
mod store;

pub(crate) use meet::{Met, announce, doubt, is_doubted, meet};
pub(crate) use model::{Browser, BrowserId, Notice, Shown, Visit};
pub(crate) use store::{export, find_notice, forget_browser, list, sweep, use_notice};

use shared::db::{StoreError, Tx};

use crate::accounts::AccountId;

/// The browser of `visit`, if the account has signed in with it.
pub(crate) async fn known(
    tx: &mut Tx,
    account: &AccountId,
    visit: &Visit,
) -> Result<Option<BrowserId>, StoreError> {
    for token in visit.tokens() {
        if let Some(id) = store::find(tx, account, &token.hash()).await? {
            return Ok(Some(id));
        }
    }
    Ok(None)
}
