//! Runs journeys: tests that share one browser. A target with `harness = false` lists them:
//!
//! ```no_run
//! # mod sign_up { pub async fn with_totp(journey: kit::Journey) {} }
//! fn main() -> std::process::ExitCode {
//!     kit::journeys::main(kit::journeys![sign_up::with_totp])
//! }
//! ```
//!
//! Two run at a time (`TEST_JOURNEYS` or `--test-threads` say otherwise); `cargo test` filters
//! them by name as any test. A journey that fails leaves a picture of each of its tabs, the
//! text of the page and its last steps in the report.

use std::collections::HashMap;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use futures::FutureExt;
use libtest_mimic::{Arguments, Failed, Trial};

use crate::browser::{self, Person, Tab};
use crate::steps::Steps;

type Run = Box<dyn FnOnce(Journey) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send>;

/// A journey by name.
pub struct Listed {
    name: String,
    run: Run,
}

impl std::fmt::Debug for Listed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Listed")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Listed {
    /// A journey `name` that does `run`.
    pub fn new<F>(name: impl Into<String>, run: impl FnOnce(Journey) -> F + Send + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        Self {
            name: name.into(),
            run: Box::new(move |journey| Box::pin(run(journey))),
        }
    }
}

/// Lists journeys by the path of their function, which becomes their name.
#[macro_export]
macro_rules! journeys {
    ($($path:path),* $(,)?) => {
        vec![$($crate::journeys::Listed::new(
            stringify!($path).replace(' ', ""),
            |journey| $path(journey),
        )),*]
    };
}

/// What a journey is given: people with browsers.
#[derive(Debug, Clone)]
pub struct Journey {
    name: String,
    steps: Steps,
    people: Arc<Mutex<Vec<Person>>>,
}

impl Journey {
    fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            steps: Steps::default(),
            people: Arc::default(),
        }
    }

    /// The journey's name, as in the list.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A person with a fresh browser profile.
    ///
    /// # Panics
    /// When the browser does not start.
    pub async fn person(&self, name: &str) -> Person {
        let person = Person::new(name, self.steps.clone()).await;
        self.people
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(person.clone());
        person
    }

    /// A tab of a person with a fresh browser profile: what most journeys need.
    ///
    /// # Panics
    /// When the browser does not start.
    pub async fn tab(&self) -> Tab {
        self.person("Person").await.tab().await
    }

    /// Notes a step that is not one of the browser's for the report.
    pub fn note(&self, step: &str) {
        self.steps.note(step);
    }
}

tokio::task_local! {
    static TABS: Arc<Mutex<Vec<Tab>>>;
}

/// Keeps a tab for the report of the journey that opened it.
pub(crate) fn remember(tab: &Tab) {
    let _ = TABS.try_with(|tabs| {
        tabs.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(tab.clone());
    });
}

/// What panics said, by thread: the hook hears it before the journey's end is known.
static SAID: LazyLock<Mutex<HashMap<std::thread::ThreadId, String>>> =
    LazyLock::new(Mutex::default);

fn listen_to_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(|at| format!("{}:{}", at.file(), at.line()));
        let said = panic.payload_as_str().unwrap_or("a panic without words");
        SAID.lock().unwrap_or_else(PoisonError::into_inner).insert(
            std::thread::current().id(),
            format!("{said}\n  (in {})", place.unwrap_or_default()),
        );
    }));
}

/// Runs one journey to its end; all its tabs and people are gone afterwards.
async fn travel(listed: Listed) -> Result<(), Failed> {
    let journey = Journey::new(&listed.name);
    let tabs: Arc<Mutex<Vec<Tab>>> = Arc::default();
    let run = (listed.run)(journey.clone());
    let ended = TABS
        .scope(tabs.clone(), AssertUnwindSafe(run).catch_unwind())
        .await;
    let mut fault = ended.err().map(|payload| {
        let said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
        said.get(&std::thread::current().id())
            .cloned()
            .or_else(|| payload.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "a panic without words".to_owned())
    });
    let tabs = std::mem::take(&mut *tabs.lock().unwrap_or_else(PoisonError::into_inner));
    if fault.is_none() && !tabs.is_empty() {
        // A violation is told a moment after the page is loaded.
        tokio::time::sleep(Duration::from_millis(100)).await;
        let problems: Vec<String> = tabs.iter().flat_map(Tab::problems).collect();
        if !problems.is_empty() {
            fault = Some(format!("the watcher found:\n  {}", problems.join("\n  ")));
        }
    }
    if let Some(fault) = &mut fault {
        *fault += &format!("\n  last steps:\n{}", journey.steps.last(15));
        for (number, tab) in tabs.iter().enumerate() {
            let name = format!("failed-{}-{number}", journey.name.replace("::", "-"));
            let picture = AssertUnwindSafe(tab.screenshot(&name)).catch_unwind();
            if let Ok(Ok(file)) = tokio::time::timeout(browser::LIMIT, picture).await {
                *fault += &format!("  picture: {}\n", file.display());
            }
            *fault += &format!("  {}\n", tab.report().await);
        }
    }
    drop(tabs);
    let people = std::mem::take(
        &mut *journey
            .people
            .lock()
            .unwrap_or_else(PoisonError::into_inner),
    );
    for person in people {
        person.leave().await;
    }
    fault.map_or(Ok(()), |fault| Err(fault.into()))
}

/// The `main` of a target of journeys.
#[must_use]
pub fn main(listed: Vec<Listed>) -> ExitCode {
    let mut arguments = Arguments::from_args();
    if arguments.test_threads.is_none() {
        let wanted = std::env::var("TEST_JOURNEYS").ok();
        arguments.test_threads = Some(wanted.and_then(|n| n.parse().ok()).unwrap_or(2));
    }
    let missing = match (browser::executable(), std::env::var_os("TEST_NODE_MODULES")) {
        (Err(what), _) => Some(what),
        (_, None) => Some("TEST_NODE_MODULES is not set: run tests/run".to_owned()),
        _ => None,
    };
    if let Some(what) = &missing {
        eprintln!("SKIPPED: every browser journey; {what}");
    }
    let trials = listed
        .into_iter()
        .map(|listed| {
            let name = listed.name.clone();
            Trial::test(name, move || browser::run(travel(listed)))
                .with_ignored_flag(missing.is_some())
        })
        .collect();
    listen_to_panics();
    let conclusion = libtest_mimic::run(&arguments, trials);
    browser::run(browser::close());
    conclusion.exit_code()
}
