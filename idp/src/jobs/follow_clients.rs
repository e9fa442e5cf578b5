//! Takes up what was applied to the operator's files by another process.

use std::time::Duration;

use crate::app::App;
use crate::keys::KeysError;

/// So long an application that is gone is still known to another process.
const ROUND: Duration = Duration::from_secs(1);

pub(super) async fn work(app: App) {
    loop {
        if let Err(error) = round(&app).await {
            tracing::warn!(error = %error, "the applications could not be taken up");
        }
        tokio::time::sleep(ROUND).await;
    }
}

async fn round(app: &App) -> Result<(), KeysError> {
    if app.clients.follow(&app.db).await? {
        // What they are to be signed with was made by who applied them.
        app.keys.reload(&app.db).await?;
    }
    Ok(())
}
