//! Forgets what is over: answered sign-ins, idle sessions, used logout tokens, codes that a
//! browser brought and never sent, refilled limits, requests answered long ago, who once acted for an organisation.

use std::time::Duration;

use shared::db::StoreError;

use crate::app::App;
use crate::{
    account_events, address, approvals, codes, drafts, profiles, requests, sessions, sign_in,
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
    app.limits.sweep(now).await?;
    app.audit.forget(app.settings.audit.personal).await?;
    let mut tx = app.db.write().await?;
    sign_in::sweep(&mut tx, now).await?;
    address::sweep(&mut tx, now).await?;
    codes::sweep(&mut tx, now).await?;
    requests::sweep(&mut tx, now).await?;
    approvals::sweep(&mut tx, now).await?;
    drafts::sweep(&mut tx, now).await?;
    account_events::sweep(&mut tx, now).await?;
    sessions::sweep(&mut tx, now, app.lifetimes()).await?;
    profiles::sweep(&mut tx, now - app.settings.audit.personal).await?;
    tx.commit().await
}
