//! How a page looks and whether everybody can use it: sizes, themes, pictures, axe-core.

use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chromiumoxide::cdp::browser_protocol::emulation::{
    MediaFeature, SetDeviceMetricsOverrideParams, SetEmulatedMediaParams,
};
use chromiumoxide::cdp::browser_protocol::page::{
    CaptureScreenshotFormat, CaptureScreenshotParams, CreateIsolatedWorldParams,
};
use chromiumoxide::cdp::js_protocol::runtime::{EvaluateParams, ExecutionContextId};
use serde::Deserialize;
use tokio::sync::OnceCell;

use super::tab::Tab;

/// What the person's device prefers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
    /// Colours forced by the system (Windows' contrast themes).
    Forced,
}

/// The folder of the pictures: `screenshots` in the build's target directory.
///
/// # Panics
/// When it cannot be made.
#[must_use]
pub fn screenshots() -> PathBuf {
    let program = std::env::current_exe().expect("the test knows its own path");
    // target/debug/deps/journeys-1234
    let target = program
        .ancestors()
        .nth(3)
        .expect("it lies in target/debug/deps");
    let folder = target.join("screenshots");
    std::fs::create_dir_all(&folder).expect("the folder of the pictures is made");
    folder
}

#[derive(Debug, Deserialize)]
struct Finding {
    id: String,
    impact: Option<String>,
    help: String,
    nodes: Vec<String>,
}

impl Tab {
    /// The size of the window in CSS pixels.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn size(&self, width: i64, height: i64) {
        let params = SetDeviceMetricsOverrideParams::new(width, height, 1.0, false);
        self.page().execute(params).await.expect("the size is set");
    }

    /// What the device prefers; reduced motion always, so that pictures stand still.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn theme(&self, theme: Theme) {
        let scheme = if theme == Theme::Dark {
            "dark"
        } else {
            "light"
        };
        let forced = if theme == Theme::Forced {
            "active"
        } else {
            "none"
        };
        let params = SetEmulatedMediaParams::builder()
            .features([
                MediaFeature::new("prefers-color-scheme", scheme),
                MediaFeature::new("forced-colors", forced),
                MediaFeature::new("prefers-reduced-motion", "reduce"),
            ])
            .build();
        self.page().execute(params).await.expect("the theme is set");
    }

    /// A picture of the whole page as it is now, as `NAME.png` in [`super::screenshots`].
    ///
    /// # Panics
    /// When the browser gives none.
    pub async fn screenshot(&self, name: &str) -> PathBuf {
        let params = CaptureScreenshotParams::builder()
            .format(CaptureScreenshotFormat::Png)
            .capture_beyond_viewport(true)
            .optimize_for_speed(true)
            .build();
        let taken = self
            .page()
            .execute(params)
            .await
            .expect("a picture is taken");
        let data: &[u8] = taken.data.as_ref();
        let bytes = STANDARD.decode(data).expect("the picture is base64");
        let file = screenshots().join(format!("{}.png", name.replace(['/', ':', ' '], "-")));
        std::fs::write(&file, bytes).expect("the picture is written");
        file
    }

    /// Pictures at 360 and 1280 pixels, light and dark (`NAME-360-light.png` …), where
    /// `TEST_PICTURES` is set: they are for eyes. Afterwards the tab is at 1280 pixels and light.
    ///
    /// # Panics
    /// When the browser gives none.
    pub async fn pictures(&self, name: &str) {
        if std::env::var_os("TEST_PICTURES").is_none() {
            self.size(1280, 900).await;
            return self.theme(Theme::Light).await;
        }
        for (width, height) in [(360, 800), (1280, 900)] {
            self.size(width, height).await;
            for (theme, word) in [(Theme::Dark, "dark"), (Theme::Light, "light")] {
                self.theme(theme).await;
                self.screenshot(&format!("{name}-{width}-{word}")).await;
            }
        }
    }

    /// A picture of the page as it looks on paper (A4), in `NAME-print.png`; afterwards the tab is
    /// a screen again, at 1280 pixels and light.
    ///
    /// # Panics
    /// When the browser gives none.
    pub async fn print_picture(&self, name: &str) {
        let paper = SetEmulatedMediaParams::builder().media("print").build();
        self.page().execute(paper).await.expect("the page is paper");
        self.size(794, 1123).await;
        self.screenshot(&format!("{name}-print")).await;
        let screen = SetEmulatedMediaParams::builder().media("").build();
        self.page().execute(screen).await.expect("it is no paper");
        self.size(1280, 900).await;
        self.theme(Theme::Light).await;
    }

    /// Checks that nothing makes the page scroll sideways at 320 and 360 pixels
    /// (WCAG 2.2, 1.4.10).
    ///
    /// # Panics
    /// When something does; the message names the widest elements.
    pub async fn check_narrow(&self) {
        for width in [320, 360] {
            self.size(width, 800).await;
            let too_wide: Vec<String> = self
                .evaluate(
                    "document.documentElement.scrollWidth <= innerWidth ? [] : \
                     [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 0.5) \
                     .slice(0, 5).map(e => e.outerHTML.slice(0, 160)).concat(['scrollWidth ' + document.documentElement.scrollWidth])",
                )
                .await;
            if !too_wide.is_empty() {
                let list = too_wide.join("\n  ");
                self.fail(&format!(
                    "at {width} pixels the page scrolls sideways:\n  {list}"
                ))
                .await;
            }
        }
        self.size(1280, 900).await;
    }

    /// Runs axe-core by the rules of WCAG 2.0 to 2.2, A and AA, and its best practices, in a
    /// world of its own that the page cannot see. Scripts must be on while it runs.
    ///
    /// # Panics
    /// When a rule is broken; the message names rule, help and elements.
    pub async fn check_accessible(&self) {
        self.axe("['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']")
            .await;
    }

    /// The same by the rules that colours decide: what is left to check when a page that is
    /// accessible is shown in another theme.
    ///
    /// # Panics
    /// As [`Tab::check_accessible`].
    pub async fn check_colours(&self) {
        self.axe("{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }")
            .await;
    }

    async fn axe(&self, rules: &str) {
        let world = self.isolated_world().await;
        let there = self.in_world(world, "typeof axe === 'object'", true).await;
        if there != serde_json::Value::Bool(true) {
            self.in_world(world, axe().await, false).await;
        }
        let run = format!(
            "axe.run(document, {{ runOnly: {rules}, resultTypes: ['violations'] }}) \
             .then(r => r.violations.map(v => ({{ id: v.id, impact: v.impact, help: v.help, \
                 nodes: v.nodes.slice(0, 4).map(n => n.html.slice(0, 200) + ' — ' + \
                     (n.failureSummary ?? '').replace(/\\s+/g, ' ')) }})))"
        );
        let findings = self.in_world(world, &run, true).await;
        let findings: Vec<Finding> =
            serde_json::from_value(findings).expect("axe gives its findings");
        if findings.is_empty() {
            return;
        }
        let mut report = String::new();
        for finding in &findings {
            let impact = finding.impact.as_deref().unwrap_or("?");
            report += &format!("\n  {} ({impact}): {}", finding.id, finding.help);
            for node in &finding.nodes {
                report += &format!("\n      {node}");
            }
        }
        self.fail(&format!(
            "axe found {} broken rules:{report}\n",
            findings.len()
        ))
        .await;
    }

    /// Everything that every page must pass: axe in light and dark, narrow, and its pictures.
    ///
    /// # Panics
    /// When one of them fails.
    pub async fn check_page(&self, name: &str) {
        self.pictures(name).await;
        self.check_narrow().await;
        self.theme(Theme::Dark).await;
        self.check_colours().await;
        self.theme(Theme::Light).await;
        self.check_accessible().await;
    }

    async fn isolated_world(&self) -> ExecutionContextId {
        let frame = self.page().mainframe().await.ok().flatten();
        let params = CreateIsolatedWorldParams::builder()
            .frame_id(frame.expect("the page has a frame"))
            .world_name("axe")
            .build()
            .expect("the parameters are complete");
        let made = self.page().execute(params).await;
        made.expect("a world of its own").execution_context_id
    }

    async fn in_world(
        &self,
        world: ExecutionContextId,
        script: &str,
        wait: bool,
    ) -> serde_json::Value {
        let params = EvaluateParams::builder()
            .expression(script)
            .context_id(world)
            .await_promise(wait)
            .return_by_value(wait)
            .build()
            .expect("the parameters are complete");
        let answer = self.page().execute(params).await.expect("the script runs");
        if let Some(thrown) = &answer.exception_details {
            self.fail(&format!("axe failed: {thrown:?}")).await;
        }
        answer.result.result.value.clone().unwrap_or_default()
    }
}

async fn axe() -> &'static str {
    static AXE: OnceCell<String> = OnceCell::const_new();
    AXE.get_or_init(|| async {
        let folder = std::env::var_os("TEST_NODE_MODULES")
            .expect("axe-core is missing: run the tests by tests/run, it sets TEST_NODE_MODULES");
        let file = PathBuf::from(folder).join("axe-core/axe.min.js");
        let source = tokio::fs::read_to_string(&file).await;
        // Its last value is not wanted; `undefined` keeps it from being sent back.
        source.expect("axe-core is readable") + "\n;undefined"
    })
    .await
}
