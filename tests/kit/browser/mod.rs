//! A real browser: one Chromium for each test process, one profile for each person.
//!
//! The browser's connection lives in one runtime on threads of its own ([`runtime`]), so that
//! tests on any thread may share it. Chromium resolves no host but localhost: nothing that a
//! page asks for leaves the machine.

mod authenticator;
mod find;
mod keys;
mod look;
mod tab;
mod watch;

use std::future::Future;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;

use chromiumoxide::cdp::browser_protocol::browser::BrowserContextId;
use chromiumoxide::cdp::browser_protocol::target::{
    CreateBrowserContextParams, CreateTargetParams,
};
use chromiumoxide::{Browser, BrowserConfig};
use futures::StreamExt;
use tokio::runtime::Runtime;
use tokio::sync::{Mutex, OnceCell};

pub use authenticator::{Authenticator, AuthenticatorKind};
pub use look::{Theme, screenshots};
pub use tab::Tab;

use crate::steps::Steps;
use crate::world::Authority;

/// How long anything in the browser may take.
pub const LIMIT: Duration = Duration::from_secs(30);
/// How often a wait looks again.
pub(crate) const LOOK_AGAIN: Duration = Duration::from_millis(15);

/// The runtime in which servers and browser live for as long as the test process does.
///
/// # Panics
/// When the system gives no threads.
pub fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| {
        tokio::runtime::Builder::new_multi_thread()
            .worker_threads(4)
            .thread_name("kit")
            .enable_all()
            .build()
            .expect("a runtime starts")
    })
}

/// Does `work` on this thread, what it spawns in [`runtime`].
pub fn run<T>(work: impl Future<Output = T>) -> T {
    runtime().block_on(work)
}

struct Running {
    browser: Browser,
    user_agent: String,
    profile: tempfile::TempDir,
}

static RUNNING: OnceCell<Mutex<Option<Running>>> = OnceCell::const_new();

/// The browser's program: `TEST_CHROMIUM`, or Debian's `chromium`.
///
/// # Errors
/// What to do when there is none.
pub fn executable() -> Result<PathBuf, String> {
    if let Some(path) = std::env::var_os("TEST_CHROMIUM") {
        return Ok(path.into());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .flat_map(|folder| {
            ["chromium", "chromium-browser", "google-chrome"].map(|name| folder.join(name))
        })
        .find(|candidate| candidate.is_file())
        .ok_or_else(|| "no Chromium: run tests/run, or set TEST_CHROMIUM".to_owned())
}

async fn launch() -> Running {
    let profile = tempfile::Builder::new()
        .prefix("schluesselbund-browser-")
        .tempdir()
        .expect("a temporary folder");
    let config = BrowserConfig::builder()
        .chrome_executable(executable().unwrap_or_else(|what| panic!("{what}")))
        // The pages are our own; a container gives Chromium no sandbox of its own.
        .no_sandbox()
        .user_data_dir(profile.path())
        .viewport(None)
        .launch_timeout(Duration::from_mins(1))
        .request_timeout(Duration::from_secs(30))
        .args(["disable-gpu", "disable-quic", "disable-crash-reporter"])
        .arg((
            "host-resolver-rules",
            "MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE *.localhost , EXCLUDE 127.0.0.1",
        ))
        // For worlds over TLS.
        .arg((
            "ignore-certificate-errors-spki-list",
            Authority::get().fingerprint().as_str(),
        ))
        .build()
        .expect("the browser's settings are complete");
    let (browser, mut handler) = Browser::launch(config).await.expect("Chromium starts");
    // The connection goes on after a message that this library does not know.
    tokio::spawn(async move { while handler.next().await.is_some() {} });
    let user_agent = browser.user_agent().await.unwrap_or_default();
    Running {
        browser,
        user_agent,
        profile,
    }
}

async fn running() -> &'static Mutex<Option<Running>> {
    RUNNING
        .get_or_init(|| async { Mutex::new(Some(launch().await)) })
        .await
}

/// Ends the browser, if one was started. [`crate::journeys::main`] does it.
pub async fn close() {
    let Some(running) = RUNNING.get() else { return };
    let Some(mut taken) = running.lock().await.take() else {
        return;
    };
    let _ = taken.browser.close().await;
    let _ = taken.browser.wait().await;
    let _ = taken.profile.close();
}

/// One person at one device: cookies, storage and passkeys of their own.
#[derive(Debug, Clone)]
pub struct Person {
    name: String,
    context: BrowserContextId,
    steps: Steps,
}

impl Person {
    pub(crate) async fn new(name: &str, steps: Steps) -> Self {
        let running = running().await.lock().await;
        let context = running
            .as_ref()
            .expect("the browser runs")
            .browser
            .create_browser_context(CreateBrowserContextParams::default())
            .await
            .expect("a browser profile opens");
        Self {
            name: name.to_owned(),
            context,
            steps,
        }
    }

    /// A new tab; the watcher of its console and its requests is on. German is its language.
    ///
    /// # Panics
    /// When the browser gives none.
    pub async fn tab(&self) -> Tab {
        let target = CreateTargetParams::builder()
            .url("about:blank")
            .browser_context_id(self.context.clone())
            .build()
            .expect("the parameters are complete");
        let (page, user_agent) = {
            let running = running().await.lock().await;
            let running = running.as_ref().expect("the browser runs");
            let page = running.browser.new_page(target).await;
            (page.expect("a tab opens"), running.user_agent.clone())
        };
        Tab::open(page, user_agent, &self.name, self.steps.clone()).await
    }

    pub(crate) async fn leave(&self) {
        let running = running().await.lock().await;
        if let Some(running) = running.as_ref() {
            let _ = running
                .browser
                .dispose_browser_context(self.context.clone())
                .await;
        }
    }
}
