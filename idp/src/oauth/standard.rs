//! The standard claims (OpenID Connect Core §5.1) of a person: told for a scope (§5.4), or one by
//! one for the parameter `claims` (§5.5). What nobody entered is left out: no null, no empty text.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use shared::db::{StoreError, Tx};

use super::grants::Desk;
use super::scope::ScopeSet;
use crate::accounts::{self, Account, AccountId};
use crate::clients::Client;
use crate::profiles::{self, STANDARD, scope_of};

/// Claims that were asked for one by one, each with the values that will do; none: any.
pub(in crate::oauth) type Singles = BTreeMap<String, Vec<Value>>;

/// What of `account` the scopes and `singles` name.
pub(in crate::oauth) async fn tell(
    tx: &mut Tx,
    desk: Desk<'_>,
    client: &Client,
    account: &Account,
    (scope, singles): (&ScopeSet, &Singles),
) -> Result<Map<String, Value>, StoreError> {
    let by_scope = |name: &str| scope_of(name).is_some_and(|it| scope.contains(it));
    // The client's file may have changed since it asked.
    let single = |name: &str| {
        let may = scope_of(name).is_some_and(|scope| client.scopes.contains(scope));
        singles.get(name).filter(|_| may)
    };
    let mut names = STANDARD.iter().map(|(name, _)| name);
    if !names.any(|name| by_scope(name) || single(name).is_some()) {
        return Ok(Map::new());
    }
    let mut told = all(tx, desk, account).await?;
    told.retain(|name, value| {
        let fits = |values: &Vec<Value>| values.is_empty() || values.contains(value);
        by_scope(name) || single(name).is_some_and(fits)
    });
    Ok(told)
}

/// What of `account` the ID token tells: what was asked for there, whatever the scopes.
pub(in crate::oauth) async fn tell_id_token(
    tx: &mut Tx,
    desk: Desk<'_>,
    client: &Client,
    (account, singles): (&str, &Singles),
) -> Result<Map<String, Value>, StoreError> {
    if singles.is_empty() {
        return Ok(Map::new());
    }
    let account = AccountId::new(account.to_owned());
    let Some(account) = accounts::find(tx, &account).await? else {
        return Ok(Map::new());
    };
    let asked = (&ScopeSet::default(), singles);
    tell(tx, desk, client, &account, asked).await
}

async fn all(
    tx: &mut Tx,
    desk: Desk<'_>,
    account: &Account,
) -> Result<Map<String, Value>, StoreError> {
    let mut all = Map::new();
    if let Some((profile, updated_at)) = profiles::find(tx, desk.profiles, &account.id).await? {
        all = profile.claims();
        all.insert("updated_at".to_owned(), updated_at.unix().into());
    }
    all.insert("email".to_owned(), account.email.as_str().into());
    // No account exists before its address is confirmed.
    all.insert("email_verified".to_owned(), true.into());
    if let Some(locale) = &account.locale {
        all.insert("locale".to_owned(), locale.as_str().into());
    }
    Ok(all)
}
