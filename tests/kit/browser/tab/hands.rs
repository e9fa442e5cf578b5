//! What a person does in a tab: mouse and keyboard.

use std::time::Instant;

use chromiumoxide::cdp::browser_protocol::dom::{
    FocusParams, GetContentQuadsParams, ScrollIntoViewIfNeededParams,
};
use chromiumoxide::cdp::browser_protocol::input::InsertTextParams;
use chromiumoxide::cdp::js_protocol::runtime::RemoteObjectId;
use chromiumoxide::layout::Point;
use serde_json::Value;
use tokio::time::sleep;

use super::super::{LIMIT, LOOK_AGAIN, find};
use super::Tab;

impl Tab {
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
        // The page may have come by itself, and not be counted yet.
        self.complete().await;
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
        self.complete().await;
        let before = self.navigations();
        self.press_on(&find::css(selector), selector).await;
        self.loaded_after(before, selector).await;
    }

    /// Clicks the first element of a CSS selector if it is there; a page that goes meanwhile takes
    /// it with it.
    ///
    /// # Panics
    /// When the browser takes no click.
    pub async fn click_if_there(&self, selector: &str) {
        self.step(format!("click {selector}, if it is there"));
        if let Some(element) = self.try_element(&find::css(selector)).await
            && let Some(point) = self.middle_of(element).await
        {
            self.press_at(point).await;
        }
        self.settle().await;
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
        let Some(strokes) = super::super::keys::strokes(key) else {
            self.fail(&format!("no such key: {key}")).await
        };
        for stroke in strokes {
            let sent = self.0.page.execute(stroke).await;
            sent.expect("the browser takes a key");
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
            if !self.is_unseen(&element).await
                && let Some(point) = self.middle_of(element).await
            {
                self.press_at(point).await;
                return;
            }
            if begun.elapsed() > LIMIT {
                self.fail(&format!("{name:?} is not to be seen")).await;
            }
            sleep(LOOK_AGAIN).await;
        }
    }

    async fn press_at(&self, point: Point) {
        let pressed = self.0.page.click(point).await;
        pressed.expect("the browser takes a click");
    }

    /// Whether it has only just appeared and waits until a person has had a look (deliberate.js).
    async fn is_unseen(&self, element: &RemoteObjectId) -> bool {
        let unseen = "e => e.matches('[data-fresh] :is(.button-danger, [data-deliberate])')";
        self.try_call(element, unseen).await.unwrap_or(true)
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
}
