//! The watcher: what a page must not do. Console errors and warnings, uncaught exceptions,
//! violations of the Content-Security-Policy, requests to any host but localhost.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chromiumoxide::Page;
use chromiumoxide::cdp::browser_protocol::audits::{EnableParams as Audits, EventIssueAdded};
use chromiumoxide::cdp::browser_protocol::log::{
    EnableParams as Log, EventEntryAdded, LogEntryLevel, LogEntrySource,
};
use chromiumoxide::cdp::browser_protocol::network::{
    EventRequestWillBeSent, EventWebSocketCreated, ResourceType,
};
use chromiumoxide::cdp::browser_protocol::page::{
    EventFrameNavigated, EventFrameStartedLoading, EventFrameStoppedLoading,
    EventJavascriptDialogOpening, HandleJavaScriptDialogParams,
};
use chromiumoxide::cdp::js_protocol::runtime::{
    ConsoleApiCalledType, EventConsoleApiCalled, EventExceptionThrown,
};
use futures::StreamExt;
use futures::stream::{BoxStream, select_all};
use tokio::task::JoinHandle;

/// What the watcher has seen in one tab.
#[derive(Debug, Default)]
pub(super) struct Seen {
    problems: Mutex<Vec<String>>,
    allowed: Mutex<Vec<String>>,
    documents: Mutex<HashSet<String>>,
    /// Documents shown so far.
    pub(super) navigations: AtomicU64,
    /// Whether a document is on its way.
    pub(super) loading: AtomicBool,
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Seen {
    pub(super) fn allow(&self, part: &str) {
        locked(&self.allowed).push(part.to_owned());
    }

    /// The problems that nobody allowed.
    pub(super) fn problems(&self) -> Vec<String> {
        let allowed = locked(&self.allowed);
        locked(&self.problems)
            .iter()
            .filter(|problem| !allowed.iter().any(|part| problem.contains(part.as_str())))
            .cloned()
            .collect()
    }

    fn problem(&self, problem: String) {
        locked(&self.problems).push(problem);
    }

    fn note(&self, event: Event, main_frame: Option<&str>) {
        match event {
            Event::Console(call) => {
                if matches!(
                    call.r#type,
                    ConsoleApiCalledType::Error
                        | ConsoleApiCalledType::Warning
                        | ConsoleApiCalledType::Assert
                ) {
                    let said: Vec<String> = call
                        .args
                        .iter()
                        .filter_map(|arg| {
                            let value = arg.value.as_ref().map(ToString::to_string);
                            value.or_else(|| arg.description.clone())
                        })
                        .collect();
                    self.problem(format!("console: {}", said.join(" ")));
                }
            }
            Event::Exception(thrown) => {
                let details = &thrown.exception_details;
                let what = details.exception.as_ref();
                let what = what.and_then(|object| object.description.clone());
                self.problem(format!(
                    "uncaught exception: {} {}",
                    details.text,
                    what.unwrap_or_default()
                ));
            }
            Event::Log(added) => self.note_log(&added),
            Event::Issue(added) => {
                if let Some(csp) = &added.issue.details.content_security_policy_issue_details {
                    self.problem(format!(
                        "content security policy: {} violated by {}",
                        csp.violated_directive,
                        csp.blocked_url
                            .as_deref()
                            .unwrap_or("something in the page")
                    ));
                }
            }
            Event::Request(sent) => {
                if sent.r#type == Some(ResourceType::Document) {
                    locked(&self.documents).insert(sent.request_id.inner().clone());
                }
                self.note_address(&sent.request.url);
            }
            Event::Socket(created) => self.note_address(&created.url),
            Event::Navigated(navigated) => {
                if navigated.frame.parent_id.is_none() {
                    self.navigations.fetch_add(1, Ordering::SeqCst);
                }
            }
            Event::Started(frame) if main_frame.is_none_or(|main| main == frame) => {
                self.loading.store(true, Ordering::SeqCst);
            }
            Event::Stopped(frame) if main_frame.is_none_or(|main| main == frame) => {
                self.loading.store(false, Ordering::SeqCst);
            }
            Event::Started(_) | Event::Stopped(_) => {}
            Event::Dialog(message) => self.problem(format!("a dialog of the browser: {message}")),
        }
    }

    fn note_log(&self, added: &EventEntryAdded) {
        let entry = &added.entry;
        if entry.level != LogEntryLevel::Error {
            return;
        }
        // A form that is shown again answers 422, an error page its own status: that a page
        // has such a status is for the journey to judge, not a fault of the page.
        let of_document = entry
            .network_request_id
            .as_ref()
            .is_some_and(|id| locked(&self.documents).contains(id.inner()));
        if entry.source == LogEntrySource::Network && of_document {
            return;
        }
        self.problem(format!(
            "log ({:?}): {} {}",
            entry.source,
            entry.text,
            entry.url.as_deref().unwrap_or_default()
        ));
    }

    fn note_address(&self, address: &str) {
        let Ok(url) = url::Url::parse(address) else {
            return;
        };
        if !matches!(url.scheme(), "http" | "https" | "ws" | "wss") {
            return;
        }
        let host = url.host_str().unwrap_or_default();
        if host != "localhost" && host != "127.0.0.1" && !host.ends_with(".localhost") {
            self.problem(format!("foreign request: {address}"));
        }
    }
}

enum Event {
    Console(Arc<EventConsoleApiCalled>),
    Exception(Arc<EventExceptionThrown>),
    Log(Arc<EventEntryAdded>),
    Issue(Arc<EventIssueAdded>),
    Request(Arc<EventRequestWillBeSent>),
    Socket(Arc<EventWebSocketCreated>),
    Navigated(Arc<EventFrameNavigated>),
    Started(String),
    Stopped(String),
    Dialog(String),
}

macro_rules! listen {
    ($page:expr, $($event:ty => $map:expr),+ $(,)?) => {
        vec![$(
            $page
                .event_listener::<$event>()
                .await
                .expect("the browser lets us listen")
                .map($map)
                .boxed(),
        )+]
    };
}

/// Begins to watch; call it before the first page is opened.
pub(super) async fn watch(page: &Page, seen: Arc<Seen>) -> JoinHandle<()> {
    let streams: Vec<BoxStream<'static, Event>> = listen!(page,
        EventConsoleApiCalled => Event::Console,
        EventExceptionThrown => Event::Exception,
        EventEntryAdded => Event::Log,
        EventIssueAdded => Event::Issue,
        EventRequestWillBeSent => Event::Request,
        EventWebSocketCreated => Event::Socket,
        EventFrameNavigated => Event::Navigated,
        EventFrameStartedLoading => |event: Arc<EventFrameStartedLoading>| Event::Started(event.frame_id.inner().clone()),
        EventFrameStoppedLoading => |event: Arc<EventFrameStoppedLoading>| Event::Stopped(event.frame_id.inner().clone()),
        EventJavascriptDialogOpening => |event: Arc<EventJavascriptDialogOpening>| Event::Dialog(event.message.clone()),
    );
    page.execute(Log::default()).await.expect("Log.enable");
    page.execute(Audits::default())
        .await
        .expect("Audits.enable");
    let main_frame = page.mainframe().await.ok().flatten();
    let main_frame = main_frame.map(|frame| frame.inner().clone());
    let page = page.clone();
    tokio::spawn(async move {
        let mut events = select_all(streams);
        while let Some(event) = events.next().await {
            let dialog = matches!(event, Event::Dialog(_));
            seen.note(event, main_frame.as_deref());
            if dialog {
                let _ = page.execute(HandleJavaScriptDialogParams::new(true)).await;
            }
        }
    })
}
