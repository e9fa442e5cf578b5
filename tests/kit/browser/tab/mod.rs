//! A tab, used as a person uses it: by what is written on links, buttons and labels.
//!
//! Every action waits up to [`super::LIMIT`] for what it needs and works while the page's scripts are
//! off. A missing thing fails the journey with the address and the text of the page.

mod address;
mod hands;
mod load;
mod read;
mod script;

use std::sync::Arc;

use chromiumoxide::Page;
use chromiumoxide::cdp::browser_protocol::emulation::{
    SetScriptExecutionDisabledParams, SetUserAgentOverrideParams,
};
use tokio::task::AbortHandle;

use super::watch::{Seen, watch};
use crate::steps::Steps;

/// A tab of a person's browser; clones are the same tab.
#[derive(Debug, Clone)]
pub struct Tab(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    page: Page,
    name: String,
    user_agent: String,
    seen: Arc<Seen>,
    watcher: AbortHandle,
    steps: Steps,
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.watcher.abort();
    }
}

impl Tab {
    pub(super) async fn open(page: Page, user_agent: String, name: &str, steps: Steps) -> Self {
        let seen = Arc::new(Seen::default());
        let watcher = watch(&page, seen.clone()).await.abort_handle();
        let tab = Self(Arc::new(Inner {
            page,
            name: name.to_owned(),
            user_agent,
            seen,
            watcher,
            steps,
        }));
        tab.language("de").await;
        tab.size(1280, 900).await;
        crate::journeys::remember(&tab);
        tab
    }

    /// The page of the browser library, for what the kit does not offer.
    #[must_use]
    pub fn page(&self) -> &Page {
        &self.0.page
    }

    pub(super) fn step(&self, step: impl AsRef<str>) {
        let Inner { steps, name, .. } = &*self.0;
        steps.note(format!("{name}: {}", step.as_ref()));
    }

    /// Whether the pages' own scripts run; tell it before [`Tab::goto`].
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn scripts(&self, on: bool) {
        self.step(if on { "scripts on" } else { "scripts off" });
        let params = SetScriptExecutionDisabledParams::new(!on);
        self.0
            .page
            .execute(params)
            .await
            .expect("scripts are switched");
    }

    /// The language that the browser asks for (`de`, `en`); German at first.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn language(&self, language: &str) {
        let params = SetUserAgentOverrideParams::builder()
            .user_agent(self.0.user_agent.clone())
            .accept_language(language)
            .build()
            .expect("the parameters are complete");
        self.0
            .page
            .execute(params)
            .await
            .expect("the language is set");
    }

    /// Says that a problem whose text contains `part` is meant in this journey.
    pub fn allow(&self, part: &str) {
        self.0.seen.allow(part);
    }

    /// What the watcher found and nobody allowed.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        self.0.seen.problems()
    }

    /// Where the tab is and what it shows, for the report of a failure.
    pub(crate) async fn report(&self) -> String {
        let url: String = self.try_evaluate("location.href").await.unwrap_or_default();
        let problems = self.problems().join("\n    ");
        format!(
            "{} at {url}\n  the page says: {}\n  the watcher says: {problems}",
            self.0.name,
            self.text().await
        )
    }

    pub(super) async fn fail(&self, what: &str) -> ! {
        panic!("{what}\n{}", self.report().await)
    }
}
