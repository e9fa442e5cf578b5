//! Deletes the data of people who wanted that and have not changed their minds in time. Several
//! processes may do so at once: each person goes once.

use std::time::Duration;

use serde_json::json;

use crate::app::App;
use crate::error::page::PageError;
use crate::own_data;
use crate::residents::{self, ResidentId};

const ROUND: Duration = Duration::from_secs(1);
/// So many people a round.
const BATCH: i64 = 100;

pub(super) async fn work(app: App) {
    loop {
        if let Err(error) = round(&app).await {
            tracing::warn!(error = ?error, "the data of people could not be deleted");
        }
        tokio::time::sleep(ROUND).await;
    }
}

async fn round(app: &App) -> Result<(), PageError> {
    let mut tx = app.db.read().await?;
    let due = residents::due(&mut tx, app.clock.now(), BATCH).await?;
    tx.commit().await?;
    for resident in due {
        remove(app, &resident).await?;
    }
    Ok(())
}

async fn remove(app: &App, id: &ResidentId) -> Result<(), PageError> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let tools = (&app.audit, &app.sealing, &*app.entropy);
    if let Some(resident) = own_data::remove_due(&mut tx, tools, now, id).await?
        && let Some(to) = app.addressee(&resident)
    {
        // The last row that knows the address; it goes when the mail has left.
        app.mail(&mut tx, now, to, "own_data_deleted", &json!({}))
            .await?;
    }
    tx.commit().await?;
    app.postman.ring();
    app.audit.ring();
    Ok(())
}
