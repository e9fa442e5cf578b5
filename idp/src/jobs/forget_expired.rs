//! Forgets what is over: waiting requests, unused links, idle sessions, refilled limits.

use std::time::Duration;

use shared::db::StoreError;

use crate::app::App;
use crate::{
    accounts, browsers, clients, counter_codes, disclosures, drafts, email_change, federation,
    interactions, invitations, oauth, passkeys, recovery, recovery_codes, recovery_letters,
    registration, sessions, sign_in, sign_up, totp,
};

const ROUND: Duration = Duration::from_mins(10);

pub(super) async fn work(app: App) {
    loop {
        if let Err(error) = forget(&app).await {
            tracing::warn!(error = %error, "what is over could not be forgotten");
        }
        tokio::time::sleep(ROUND).await;
    }
}

async fn forget(app: &App) -> Result<(), StoreError> {
    let now = app.clock.now();
    let lifetimes = app.lifetimes;
    app.limits.sweep(now).await?;
    app.audit.forget(app.settings.audit.personal).await?;
    let mut tx = app.db.write().await?;
    interactions::sweep(&mut tx, now).await?;
    sign_up::sweep(&mut tx, now).await?;
    sign_in::sweep(&mut tx, now).await?;
    browsers::sweep(&mut tx, now).await?;
    federation::sweep(&mut tx, now).await?;
    passkeys::sweep(&mut tx, now).await?;
    totp::sweep(&mut tx, now).await?;
    invitations::sweep(&mut tx, now).await?;
    recovery::sweep(&mut tx, now).await?;
    email_change::sweep(&mut tx, now).await?;
    accounts::sweep(&mut tx, now).await?;
    recovery_codes::sweep(&mut tx, now).await?;
    recovery_letters::sweep(&mut tx, now).await?;
    counter_codes::sweep(&mut tx, now).await?;
    clients::sweep(&mut tx, now).await?;
    registration::sweep(&mut tx, now).await?;
    oauth::sweep(&mut tx, now, app.rules.refresh_absolute).await?;
    drafts::sweep(&mut tx, now).await?;
    disclosures::sweep(&mut tx, now, app.settings.audit.personal).await?;
    sessions::sweep(&mut tx, now, lifetimes.idle, lifetimes.absolute).await?;
    tx.commit().await
}
