//! Where a tab is, and going elsewhere.

use std::time::Instant;

use chromiumoxide::cdp::browser_protocol::network::LoaderId;
use chromiumoxide::cdp::browser_protocol::page::{
    GetNavigationHistoryParams, NavigateParams, NavigateToHistoryEntryParams,
};
use tokio::time::sleep;

use super::super::{LIMIT, LOOK_AGAIN};
use super::Tab;

impl Tab {
    /// Opens an address and waits until it is loaded.
    ///
    /// # Panics
    /// When nothing answers there.
    pub async fn goto(&self, url: &str) {
        self.step(format!("open {url}"));
        let mut opened = self.navigate(url).await;
        // A page that was still on its way somewhere stops the first try.
        if matches!(&opened, Err(error) if error.contains("ERR_ABORTED")) {
            opened = self.navigate(url).await;
        }
        match opened {
            // The library is content with any other document.
            Ok(Some(document)) => {
                let came = || self.0.seen.has_shown(&document);
                self.loaded_when(came, url).await;
            }
            Ok(None) => {}
            Err(error) => self.fail(&format!("{url} did not open: {error}")).await,
        }
    }

    /// The new document, if it is another one.
    async fn navigate(&self, url: &str) -> Result<Option<LoaderId>, String> {
        let asked = self.0.page.execute(NavigateParams::new(url)).await;
        let answer = asked.map_err(|error| error.to_string())?.result;
        answer.error_text.map_or(Ok(answer.loader_id), Err)
    }

    /// Loads the page again.
    ///
    /// # Panics
    /// When nothing answers.
    pub async fn reload(&self) {
        self.step("load again");
        let before = self.navigations();
        self.0.page.reload().await.expect("the page loads again");
        self.loaded_after(before, "loading again").await;
    }

    /// Goes back one page in the history.
    ///
    /// # Panics
    /// When there is none.
    pub async fn back(&self) {
        self.step("go back");
        let before = self.navigations();
        let history = self.0.page.execute(GetNavigationHistoryParams::default());
        let history = history.await.expect("the tab has a history");
        let here = usize::try_from(history.current_index).unwrap_or_default();
        let Some(entry) = here.checked_sub(1).and_then(|at| history.entries.get(at)) else {
            self.fail("there is no page before this one").await
        };
        let there = NavigateToHistoryEntryParams::new(entry.id);
        self.0.page.execute(there).await.expect("the tab goes back");
        self.loaded_after(before, "going back").await;
    }

    /// The address of the page.
    pub async fn url(&self) -> String {
        self.evaluate("location.href").await
    }

    /// Path and query of the address.
    pub async fn path(&self) -> String {
        self.evaluate("location.pathname + location.search").await
    }

    /// Waits until the address contains `part` and the page is loaded.
    ///
    /// # Panics
    /// After [`LIMIT`].
    pub async fn wait_for_url(&self, part: &str) {
        self.step(format!("wait for the address {part}"));
        let begun = Instant::now();
        loop {
            let (url, state): (String, String) = self
                .try_evaluate("[location.href, document.readyState]")
                .await
                .unwrap_or_default();
            if url.contains(part) && state == "complete" {
                return;
            }
            if begun.elapsed() > LIMIT {
                self.fail(&format!("the address never contained {part:?}"))
                    .await;
            }
            sleep(LOOK_AGAIN).await;
        }
    }
}
