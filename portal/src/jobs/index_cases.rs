//! After a start: cases that an earlier version has kept get found by today's rules. Staff find the
//! others meanwhile.

use std::time::Duration;

use crate::app::App;
use crate::cases;

const AGAIN: Duration = Duration::from_mins(1);

pub(super) async fn work(app: App) {
    loop {
        match cases::index_some(&app.db).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => {
                tracing::warn!(error = %error, "cases could not be indexed");
                tokio::time::sleep(AGAIN).await;
            }
        }
    }
}
