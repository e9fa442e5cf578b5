//! Carries letters with recovery codes from the provider to the post room, if there is a key that
//! opens them.

use crate::app::App;
use crate::recovery_letters::Carrier;

pub(super) async fn work(app: App) {
    let letters = &app.settings.letters;
    if letters.opening_key.is_none() {
        return;
    }
    let mut token = None;
    loop {
        let carrier = Carrier {
            settings: &app.settings,
            db: &app.db,
            rp: &app.rp,
            provider: &app.provider,
            post_room: &app.post_room,
            entropy: &*app.entropy,
            now: app.clock.now(),
        };
        if let Err(error) = carrier.round(&mut token).await {
            tracing::warn!(error = %error, "letters with recovery codes wait");
        }
        tokio::time::sleep(letters.ask).await;
    }
}
