//! What a person reads in a tab.

use std::time::Instant;

use serde_json::Value;
use tokio::time::sleep;

use super::super::{LIMIT, LOOK_AGAIN, find};
use super::Tab;

impl Tab {
    /// The text of the page, as a person reads it, in one line.
    pub async fn text(&self) -> String {
        self.try_evaluate(&find::page_text())
            .await
            .unwrap_or_default()
    }

    /// The text of the first element of a CSS selector; waits for it.
    ///
    /// # Panics
    /// When it does not appear.
    pub async fn text_of(&self, selector: &str) -> String {
        let element = self.element(&find::css(selector), selector).await;
        let text: String = self.call(&element, "e => e.innerText").await;
        find::normal(&text)
    }

    /// The value of a field, by label or name.
    ///
    /// # Panics
    /// When there is no such field.
    pub async fn value_of(&self, label: &str) -> String {
        let element = self.element(&find::field(label), label).await;
        self.call(&element, "e => e.value").await
    }

    /// Whether the page shows `text` now.
    pub async fn shows(&self, text: &str) -> bool {
        self.text().await.contains(&find::normal(text))
    }

    /// Whether an element of the CSS selector is there and visible now.
    pub async fn has(&self, selector: &str) -> bool {
        let shown = format!(
            "[...document.querySelectorAll({})].some(e => e.getClientRects().length > 0)",
            Value::from(selector)
        );
        self.try_evaluate(&shown).await.unwrap_or_default()
    }

    /// Waits until the page shows `text`.
    ///
    /// # Panics
    /// After [`LIMIT`].
    pub async fn wait_for_text(&self, text: &str) {
        self.step(format!("wait for {text:?}"));
        let begun = Instant::now();
        while !self.shows(text).await {
            if begun.elapsed() > LIMIT {
                self.fail(&format!("{text:?} never appeared")).await;
            }
            sleep(LOOK_AGAIN).await;
        }
    }

    /// Waits until an element of the CSS selector is visible.
    ///
    /// # Panics
    /// After [`LIMIT`].
    pub async fn wait_for(&self, selector: &str) {
        self.step(format!("wait for {selector}"));
        let begun = Instant::now();
        while !self.has(selector).await {
            if begun.elapsed() > LIMIT {
                self.fail(&format!("{selector} never appeared")).await;
            }
            sleep(LOOK_AGAIN).await;
        }
    }
}
