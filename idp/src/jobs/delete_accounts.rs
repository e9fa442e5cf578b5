//! Deletes accounts whose holders wanted that and have not changed their minds in time (S89).
//! Several processes may do so at once: each account goes once.

use std::time::Duration;

use serde_json::json;

use crate::accounts::AccountId;
use crate::app::App;
use crate::error::page::PageError;
use crate::own_data;

const ROUND: Duration = Duration::from_secs(1);
/// So many accounts a round.
const BATCH: i64 = 100;

pub(super) async fn work(app: App) {
    loop {
        if let Err(error) = round(&app).await {
            tracing::warn!(error = ?error, "accounts could not be deleted");
        }
        tokio::time::sleep(ROUND).await;
    }
}

async fn round(app: &App) -> Result<(), PageError> {
    let mut tx = app.db.read().await?;
    let due = own_data::due(&mut tx, app.clock.now(), BATCH).await?;
    tx.commit().await?;
    for account in due {
        remove(app, &account).await?;
    }
    Ok(())
}

async fn remove(app: &App, id: &AccountId) -> Result<(), PageError> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let keeping = (&app.audit, &app.sealing);
    let tools = (keeping, app.acquaintances(), &*app.entropy);
    if let Some(account) = own_data::remove(&mut tx, tools, now, id).await? {
        let lang = account.locale.as_deref();
        let lang = lang.unwrap_or(&app.settings.languages.default);
        let to = (account.email.as_str(), lang);
        // The last row that knows the address; it goes when the mail has left.
        app.mail(&mut tx, now, to, "account_deleted", &json!({}))
            .await?;
    }
    tx.commit().await?;
    app.postman.ring();
    app.sessions_ended();
    app.audit.ring();
    Ok(())
}
