//! Waiting until pages are loaded.

use std::time::Instant;

use tokio::time::sleep;

use super::super::{LIMIT, LOOK_AGAIN};
use super::Tab;

impl Tab {
    pub(super) fn navigations(&self) -> usize {
        self.0.seen.navigations()
    }

    pub(super) async fn loaded_after(&self, before: usize, deed: &str) {
        let came = || self.navigations() > before;
        self.loaded_when(came, deed).await;
    }

    /// Waits until the page has `come` and is loaded.
    pub(super) async fn loaded_when(&self, came: impl Fn() -> bool, deed: &str) {
        let begun = Instant::now();
        while !came() {
            if begun.elapsed() > LIMIT {
                self.fail(&format!("no other page came after {deed:?}"))
                    .await;
            }
            sleep(LOOK_AGAIN).await;
        }
        self.complete().await;
    }

    /// Waits until no page is on its way. A page that is asked for announces itself at once,
    /// so a short look is enough.
    pub(super) async fn settle(&self) {
        for _ in 0..3 {
            sleep(LOOK_AGAIN).await;
            if self.0.seen.loading() {
                break;
            }
        }
        self.complete().await;
    }

    pub(super) async fn complete(&self) {
        let begun = Instant::now();
        loop {
            let loading = self.0.seen.loading();
            let state: Result<String, _> = self.try_evaluate("document.readyState").await;
            if !loading && state.is_ok_and(|state| state == "complete") {
                return;
            }
            if begun.elapsed() > LIMIT {
                self.fail("the page never finished loading").await;
            }
            sleep(LOOK_AGAIN).await;
        }
    }
}
