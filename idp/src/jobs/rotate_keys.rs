//! Makes the next signing key in time, and learns of keys that others made or withdrew.

use std::time::Duration;

use serde_json::json;

use crate::app::App;
use crate::audit;
use crate::keys::{KeysError, ROTATED, draw};

/// So long a withdrawn key is still believed by another process.
const ROUND: Duration = Duration::from_secs(1);

pub(super) async fn work(app: App) {
    loop {
        if let Err(error) = round(&app).await {
            tracing::warn!(error = %error, "the signing keys could not be looked after");
        }
        tokio::time::sleep(ROUND).await;
    }
}

async fn round(app: &App) -> Result<(), KeysError> {
    app.keys.reload(&app.db).await?;
    let every = app.settings.keys.rotate;
    let now = app.clock.now();
    for wanted in app.keys.terms(|terms| terms.due(now, every)) {
        let fresh = draw(wanted).await?;
        let mut tx = app.db.write().await?;
        if app.keys.keep(&mut tx, &*app.entropy, now, &fresh).await? {
            let event = audit::Event {
                name: ROTATED,
                by: audit::By::System,
                about: None,
                on_behalf: None,
                details: json!({
                    "kid": fresh.kid(),
                    "algorithm": wanted.algorithm,
                    "signs_from": wanted.signs_from,
                }),
            };
            audit::record(&mut tx, &*app.entropy, now, event).await?;
        }
        tx.commit().await?;
        app.keys.reload(&app.db).await?;
    }
    Ok(())
}
