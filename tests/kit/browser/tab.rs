//! A tab, used as a person uses it: by what is written on links, buttons and labels.
//!
//! Every action waits up to [`LIMIT`] for what it needs and works while the page's scripts are
//! off. A missing thing fails the journey with the address and the text of the page.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use chromiumoxide::Page;
use chromiumoxide::cdp::browser_protocol::dom::{
    FocusParams, GetContentQuadsParams, ScrollIntoViewIfNeededParams,
};
use chromiumoxide::cdp::browser_protocol::emulation::{
    SetScriptExecutionDisabledParams, SetUserAgentOverrideParams,
};
use chromiumoxide::cdp::browser_protocol::input::InsertTextParams;
use chromiumoxide::cdp::browser_protocol::page::{
    GetNavigationHistoryParams, NavigateToHistoryEntryParams,
};
use chromiumoxide::cdp::js_protocol::runtime::{
    CallFunctionOnParams, EvaluateParams, RemoteObjectId,
};
use chromiumoxide::layout::Point;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::task::AbortHandle;
use tokio::time::sleep;

use super::watch::{Seen, watch};
use super::{LIMIT, LOOK_AGAIN, find};
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

    // --- where

    /// Opens an address and waits until it is loaded.
    ///
    /// # Panics
    /// When nothing answers there.
    pub async fn goto(&self, url: &str) {
        self.step(format!("open {url}"));
        let mut opened = self.0.page.goto(url).await;
        // A page that was still on its way somewhere stops the first try.
        if matches!(&opened, Err(error) if error.to_string().contains("ERR_ABORTED")) {
            opened = self.0.page.goto(url).await;
        }
        if let Err(error) = opened {
            self.fail(&format!("{url} did not open: {error}")).await;
        }
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

    // --- what is there

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

    // --- deeds

    /// Clicks a link, button or label by what it says. Goes on when the page is quiet; when
    /// the click leads to another page, [`Tab::click_through`] is the sure way.
    ///
    /// # Panics
    /// When there is nothing of that name.
    pub async fn click(&self, text: &str) {
        self.step(format!("click {text:?}"));
        self.press_on(&find::clickable(text), text).await;
        self.settle().await;
    }

    /// Clicks the first element of a CSS selector; otherwise as [`Tab::click`].
    ///
    /// # Panics
    /// When there is none.
    pub async fn click_css(&self, selector: &str) {
        self.step(format!("click {selector}"));
        self.press_on(&find::css(selector), selector).await;
        self.settle().await;
    }

    /// Clicks a link or button by what it says and waits until the next page is loaded.
    ///
    /// # Panics
    /// When there is nothing of that name, or no other page comes.
    pub async fn click_through(&self, text: &str) {
        self.step(format!("click {text:?} and arrive"));
        let before = self.navigations();
        self.press_on(&find::clickable(text), text).await;
        self.loaded_after(before, text).await;
    }

    /// Clicks the first element of a CSS selector and waits until the next page is loaded.
    ///
    /// # Panics
    /// When there is none, or no other page comes.
    pub async fn click_css_through(&self, selector: &str) {
        self.step(format!("click {selector} and arrive"));
        let before = self.navigations();
        self.press_on(&find::css(selector), selector).await;
        self.loaded_after(before, selector).await;
    }

    /// Puts `value` into a field, by label or name; what was there goes.
    ///
    /// # Panics
    /// When there is no such field.
    pub async fn fill(&self, label: &str, value: &str) {
        self.step(format!("fill {label:?}"));
        let element = self.element(&find::field(label), label).await;
        let kind: String = self.call(&element, "e => e.type").await;
        if matches!(
            kind.as_str(),
            "date" | "time" | "color" | "range" | "select-one"
        ) {
            self.set(&element, value).await;
            return;
        }
        self.focus(&element).await;
        let _: Value = self
            .call(&element, "e => { e.select(); return null; }")
            .await;
        if value.is_empty() {
            self.key("Delete").await;
        } else {
            let text = InsertTextParams::new(value);
            self.0
                .page
                .execute(text)
                .await
                .expect("the browser takes text");
        }
    }

    /// Puts the choice of a drop-down to the option that says (or whose value is) `option`.
    ///
    /// # Panics
    /// When there is no such field or option.
    pub async fn select(&self, label: &str, option: &str) {
        self.step(format!("select {option:?} of {label:?}"));
        let element = self.element(&find::field(label), label).await;
        let body = format!(
            "e => [...e.options].find(o => o.label.trim() === {0} || o.value === {0})?.value ?? null",
            Value::from(option)
        );
        match self.call::<Option<String>>(&element, &body).await {
            Some(value) => self.set(&element, &value).await,
            None => self.fail(&format!("{label:?} offers no {option:?}")).await,
        }
    }

    /// Ticks a checkbox or radio button, by label or name.
    ///
    /// # Panics
    /// When there is none.
    pub async fn check(&self, label: &str) {
        self.tick(label, true).await;
    }

    /// Takes the tick from a checkbox, by label or name.
    ///
    /// # Panics
    /// When there is none.
    pub async fn uncheck(&self, label: &str) {
        self.tick(label, false).await;
    }

    async fn tick(&self, label: &str, on: bool) {
        self.step(format!(
            "{} {label:?}",
            if on { "check" } else { "uncheck" }
        ));
        let element = self.element(&find::field(label), label).await;
        if self.call::<bool>(&element, "e => e.checked").await != on {
            let _: Value = self
                .call(&element, "e => { e.click(); return null; }")
                .await;
        }
    }

    /// Presses a key of the keyboard where the focus is (`Enter`, `Tab`, `Shift+Tab`, `Escape`,
    /// `ArrowDown`, `a`).
    ///
    /// # Panics
    /// When the browser does not know the key.
    pub async fn press(&self, key: &str) {
        self.step(format!("press {key}"));
        self.key(key).await;
        self.settle().await;
    }

    /// Presses a key and waits until the next page is loaded.
    ///
    /// # Panics
    /// When no other page comes.
    pub async fn press_through(&self, key: &str) {
        self.step(format!("press {key} and arrive"));
        let before = self.navigations();
        self.key(key).await;
        self.loaded_after(before, key).await;
    }

    async fn key(&self, key: &str) {
        let Some(strokes) = super::keys::strokes(key) else {
            self.fail(&format!("no such key: {key}")).await
        };
        for stroke in strokes {
            let sent = self.0.page.execute(stroke).await;
            sent.expect("the browser takes a key");
        }
    }

    // --- settings of the tab

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

    // --- under the bonnet

    /// Evaluates a plain expression (nothing that waits) in the page.
    ///
    /// # Panics
    /// When it throws or gives something else.
    pub async fn evaluate<T: DeserializeOwned>(&self, expression: &str) -> T {
        let begun = Instant::now();
        loop {
            match self.try_evaluate(expression).await {
                Ok(value) => return value,
                // Between two pages there is nothing to ask.
                Err(_) if begun.elapsed() < LIMIT => sleep(LOOK_AGAIN).await,
                Err(error) => self.fail(&format!("{expression}: {error}")).await,
            }
        }
    }

    async fn try_evaluate<T: DeserializeOwned>(&self, expression: &str) -> Result<T, String> {
        let params = EvaluateParams::builder()
            .expression(expression)
            .return_by_value(true)
            .build()?;
        let answer = self.0.page.execute(params).await;
        let answer = answer.map_err(|error| error.to_string())?;
        if let Some(thrown) = &answer.exception_details {
            return Err(format!("{thrown:?}"));
        }
        let value = answer.result.result.value.clone().unwrap_or(Value::Null);
        serde_json::from_value(value).map_err(|error| error.to_string())
    }

    /// Calls a function with an element and gives what it returns.
    async fn call<T: DeserializeOwned>(&self, element: &RemoteObjectId, function: &str) -> T {
        let params = CallFunctionOnParams::builder()
            .function_declaration(format!("function() {{ return ({function})(this); }}"))
            .object_id(element.clone())
            .return_by_value(true)
            .build()
            .expect("the parameters are complete");
        let answer = self.0.page.execute(params).await;
        let value = match answer {
            Ok(answer) => answer.result.result.value.clone().unwrap_or(Value::Null),
            Err(error) => self.fail(&format!("{function}: {error}")).await,
        };
        match serde_json::from_value(value) {
            Ok(value) => value,
            Err(error) => self.fail(&format!("{function}: {error}")).await,
        }
    }

    async fn try_element(&self, expression: &str) -> Option<RemoteObjectId> {
        let params = EvaluateParams::builder()
            .expression(expression)
            .build()
            .ok()?;
        let answer = self.0.page.execute(params).await.ok()?;
        answer.result.result.object_id.clone()
    }

    async fn element(&self, expression: &str, name: &str) -> RemoteObjectId {
        let begun = Instant::now();
        loop {
            if let Some(element) = self.try_element(expression).await {
                return element;
            }
            if begun.elapsed() > LIMIT {
                self.fail(&format!("nothing here is called {name:?}")).await;
            }
            sleep(LOOK_AGAIN).await;
        }
    }

    async fn focus(&self, element: &RemoteObjectId) {
        let focus = FocusParams::builder().object_id(element.clone()).build();
        if let Err(error) = self.0.page.execute(focus).await {
            self.fail(&format!("the field takes no focus: {error}"))
                .await;
        }
    }

    async fn set(&self, element: &RemoteObjectId, value: &str) {
        let body = format!(
            "e => {{ e.value = {}; for (const kind of ['input', 'change']) \
             e.dispatchEvent(new Event(kind, {{ bubbles: true }})); return null; }}",
            Value::from(value)
        );
        let _: Value = self.call(element, &body).await;
    }

    async fn press_on(&self, expression: &str, name: &str) {
        let begun = Instant::now();
        loop {
            let element = self.element(expression, name).await;
            if let Some(point) = self.middle_of(element).await {
                self.0
                    .page
                    .click(point)
                    .await
                    .expect("the browser takes a click");
                return;
            }
            if begun.elapsed() > LIMIT {
                self.fail(&format!("{name:?} is not to be seen")).await;
            }
            sleep(LOOK_AGAIN).await;
        }
    }

    async fn middle_of(&self, element: RemoteObjectId) -> Option<Point> {
        let page = &self.0.page;
        let scroll = ScrollIntoViewIfNeededParams::builder().object_id(element.clone());
        page.execute(scroll.build()).await.ok()?;
        let quads = GetContentQuadsParams::builder().object_id(element).build();
        let quads = page.execute(quads).await.ok()?;
        let corners = quads.quads.first()?.inner().clone();
        let mean = |axis: usize| {
            (corners[axis] + corners[axis + 2] + corners[axis + 4] + corners[axis + 6]) / 4.0
        };
        Some(Point::new(mean(0), mean(1)))
    }

    fn navigations(&self) -> u64 {
        self.0.seen.navigations.load(Ordering::SeqCst)
    }

    async fn loaded_after(&self, before: u64, deed: &str) {
        let begun = Instant::now();
        while self.navigations() == before {
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
    async fn settle(&self) {
        for _ in 0..3 {
            sleep(LOOK_AGAIN).await;
            if self.0.seen.loading.load(Ordering::SeqCst) {
                break;
            }
        }
        self.complete().await;
    }

    async fn complete(&self) {
        let begun = Instant::now();
        loop {
            let loading = self.0.seen.loading.load(Ordering::SeqCst);
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
