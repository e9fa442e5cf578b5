//! The deeds, by the operator.

use serde_json::json;
use shared::claims::Role;
use shared::db::Tx;

use super::Failed;
use crate::accounts::{self, Account, AccountId, EmailAddress};
use crate::admin::{AccountView, view};
use crate::app::App;
use crate::audit;
use crate::cli::audit::instant;
use crate::invitations::{self, Invitation, Wanted};
use crate::lifecycle::{self, Told};
use crate::own_data;
use crate::roles::{self, Actor};

pub(super) const NO_ADDRESS: &str = "this is no e-mail address";
const NO_ACCOUNT: &str = "there is no such account";

pub(super) async fn find(app: &App, email: &str) -> Result<AccountView, Failed> {
    let email: EmailAddress = email.parse().map_err(|_| NO_ADDRESS)?;
    let mut tx = app.db.write().await?;
    let account = accounts::find_by_email(&mut tx, &email).await?;
    seen(app, tx, &account.ok_or(NO_ACCOUNT)?).await
}

pub(super) async fn show(app: &App, name: &str) -> Result<AccountView, Failed> {
    let mut tx = app.db.write().await?;
    let account = named(&mut tx, name).await?;
    seen(app, tx, &account).await
}

/// What the operator sees; that they looked stands in the log.
async fn seen(app: &App, mut tx: Tx, account: &Account) -> Result<AccountView, Failed> {
    let event = audit::Event {
        name: "account.read",
        by: Actor::Operator.by(),
        about: Some(account.id.as_str()),
        on_behalf: None,
        details: json!({}),
    };
    audit::record(&mut tx, &*app.entropy, app.clock.now(), event).await?;
    let view = view(&mut tx, account).await?;
    tx.commit().await?;
    Ok(view)
}

/// The account of an id or an e-mail address.
async fn named(tx: &mut Tx, name: &str) -> Result<Account, Failed> {
    let account = match name.parse::<EmailAddress>() {
        Ok(email) => accounts::find_by_email(tx, &email).await?,
        Err(_) => accounts::find(tx, &AccountId::new(name.to_owned())).await?,
    };
    Ok(account.ok_or(NO_ACCOUNT)?)
}

/// A language of the pages.
pub(super) fn spoken(app: &App, lang: &str) -> Result<(), Failed> {
    let mut spoken = app.pages.languages().iter();
    if spoken.any(|language| language.code == lang) {
        return Ok(());
    }
    Err(format!("{lang:?} is no language of the pages").into())
}

/// A transaction under the staff book's lock.
async fn begin(app: &App) -> Result<Tx, Failed> {
    let mut tx = app.db.write().await?;
    roles::lock(&mut tx, app.clock.now()).await?;
    Ok(tx)
}

pub(super) async fn invite(
    app: &App,
    email: &str,
    granted: &[Role],
    lang: Option<&str>,
) -> Result<Invitation, Failed> {
    let email: EmailAddress = email.parse().map_err(|_| NO_ADDRESS)?;
    let lang = lang.unwrap_or(&app.settings.languages.default);
    spoken(app, lang)?;
    let (now, entropy) = (app.clock.now(), &*app.entropy);
    let mut tx = begin(app).await?;
    let wanted = Wanted {
        email: &email,
        roles: granted,
    };
    let made = invitations::invite(&mut tx, entropy, now, Actor::Operator, wanted).await;
    let (invitation, token) = made?;
    let (made, page) = ((&invitation, &token), app.url("/einladung"));
    invitations::mail(&mut tx, app.writer(now), made, (&page, lang)).await?;
    tx.commit().await?;
    Ok(invitation)
}

pub(super) async fn deactivate(app: &App, name: &str, reason: &str) -> Result<AccountView, Failed> {
    let reason = reason.trim();
    check_reason(reason)?;
    let now = app.clock.now();
    let tools = (app.acquaintances(), &*app.entropy);
    let mut tx = begin(app).await?;
    let id = named(&mut tx, name).await?.id;
    let deed = (&id, reason);
    let done = lifecycle::deactivate(&mut tx, tools, now, Actor::Operator, deed).await?;
    told(app, tx, done, Told::Deactivated).await
}

fn check_reason(reason: &str) -> Result<(), Failed> {
    if reason.is_empty() || reason.chars().count() > lifecycle::LONGEST_REASON {
        return Err("the reason is missing or too long".into());
    }
    Ok(())
}

/// As in the admin API: the reason is asked for, so that there is one, and not kept.
pub(super) async fn reactivate(app: &App, name: &str, reason: &str) -> Result<AccountView, Failed> {
    check_reason(reason.trim())?;
    let now = app.clock.now();
    let tools = (app.acquaintances(), &*app.entropy);
    let mut tx = begin(app).await?;
    let id = named(&mut tx, name).await?.id;
    let done = lifecycle::reactivate(&mut tx, tools, now, Actor::Operator, &id).await?;
    told(app, tx, done, Told::Reactivated).await
}

pub(super) async fn hold(
    app: &App,
    name: &str,
    (reason, until): (&str, &str),
) -> Result<AccountView, Failed> {
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > lifecycle::LONGEST_REASON {
        return Err("the reason is missing or too long".into());
    }
    let (now, entropy) = (app.clock.now(), &*app.entropy);
    let until = instant(until, &app.settings.operator.time_zone)?;
    if until <= now {
        return Err("--until is over already".into());
    }
    let mut tx = app.db.write().await?;
    let account = named(&mut tx, name).await?;
    let deed = (&account.id, reason);
    own_data::hold(&mut tx, entropy, now, deed, until).await?;
    let view = view(&mut tx, &account).await?;
    tx.commit().await?;
    Ok(view)
}

pub(super) async fn release(app: &App, name: &str) -> Result<AccountView, Failed> {
    let (now, entropy) = (app.clock.now(), &*app.entropy);
    let mut tx = app.db.write().await?;
    let account = named(&mut tx, name).await?;
    if !own_data::release(&mut tx, entropy, now, &account.id).await? {
        return Err("the account is not held".into());
    }
    let view = view(&mut tx, &account).await?;
    tx.commit().await?;
    Ok(view)
}

async fn told(
    app: &App,
    mut tx: Tx,
    (account, is_new): (Account, bool),
    told: Told,
) -> Result<AccountView, Failed> {
    if is_new {
        let (sign_in, lang) = (app.home_url_outside(), &app.settings.languages.default);
        let writer = app.writer(app.clock.now());
        lifecycle::tell(&mut tx, writer, (&account, told), (&sign_in, lang)).await?;
    }
    let view = view(&mut tx, &account).await?;
    tx.commit().await?;
    Ok(view)
}

pub(super) async fn roles(
    app: &App,
    name: &str,
    (grant, withdraw): (&[Role], &[Role]),
) -> Result<AccountView, Failed> {
    let (now, entropy) = (app.clock.now(), &*app.entropy);
    let mut tx = begin(app).await?;
    let account = named(&mut tx, name).await?;
    if !grant.is_empty() || !withdraw.is_empty() {
        let mut wanted = roles::of(&mut tx, &account.id).await?;
        wanted.extend_from_slice(grant);
        wanted.retain(|role| !withdraw.contains(role));
        let deed = (&account.id, wanted.as_slice());
        lifecycle::assign(&mut tx, entropy, now, Actor::Operator, deed).await?;
    }
    let view = view(&mut tx, &account).await?;
    tx.commit().await?;
    Ok(view)
}

pub(super) async fn invitations(app: &App) -> Result<Vec<Invitation>, Failed> {
    let mut tx = app.db.read().await?;
    Ok(invitations::open(&mut tx, app.clock.now()).await?)
}

pub(super) async fn withdraw(app: &App, id: &str) -> Result<(), Failed> {
    let id = id.parse().map_err(|()| "this is no id of an invitation")?;
    let (now, entropy) = (app.clock.now(), &*app.entropy);
    let mut tx = begin(app).await?;
    invitations::withdraw(&mut tx, entropy, now, Actor::Operator, &id).await?;
    Ok(tx.commit().await?)
}
