//! The watcher: what a page must not do. Console errors and warnings, uncaught exceptions,
//! violations of the Content-Security-Policy, requests to any host but localhost.
//!
//! The library keeps the order of events of one kind, not that between kinds: a document's end
//! may be told before its beginning. Nothing here may depend on it.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use chromiumoxide::Page;
use chromiumoxide::cdp::browser_protocol::audits::{EnableParams as Audits, EventIssueAdded};
use chromiumoxide::cdp::browser_protocol::log::{
    EnableParams as Log, EventEntryAdded, LogEntryLevel, LogEntrySource,
};
use chromiumoxide::cdp::browser_protocol::network::{
    EventLoadingFailed, EventRequestWillBeSent, EventWebSocketCreated, LoaderId, ResourceType,
};
use chromiumoxide::cdp::browser_protocol::page::{
    EventFrameNavigated, EventFrameStartedLoading, EventFrameStoppedLoading,
    EventJavascriptDialogOpening, EventLifecycleEvent, FrameId, HandleJavaScriptDialogParams,
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
    problems: Mutex<Vec<Problem>>,
    allowed: Mutex<Vec<String>>,
    way: Mutex<Way>,
}

#[derive(Debug)]
struct Problem {
    said: String,
    /// The request whose failure the browser told.
    request: Option<String>,
}

/// The tab's way from document to document.
#[derive(Debug, Default)]
struct Way {
    /// The requests for documents. That for a document of the tab itself bears its loader's id.
    requests: HashSet<String>,
    /// The document that was asked for last.
    asked: Option<String>,
    /// Documents that were shown, oldest first.
    shown: Vec<String>,
    /// Documents that are loaded, and those that never came.
    ended: HashSet<String>,
    /// Whether the browser last said that it began to load, not that it stopped.
    loading: bool,
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
        let way = locked(&self.way);
        // A form that is shown again answers 422, an error page its own status: that a page
        // has such a status is for the journey to judge, not a fault of the page.
        let of_document =
            |problem: &Problem| matches!(&problem.request, Some(id) if way.requests.contains(id));
        locked(&self.problems)
            .iter()
            .filter(|problem| !of_document(problem))
            .map(|problem| &problem.said)
            .filter(|said| !allowed.iter().any(|part| said.contains(part.as_str())))
            .cloned()
            .collect()
    }

    /// Documents shown so far.
    pub(super) fn navigations(&self) -> usize {
        locked(&self.way).shown.len()
    }

    /// Whether this document was shown.
    pub(super) fn has_shown(&self, document: &LoaderId) -> bool {
        locked(&self.way).shown.contains(document.inner())
    }

    /// Whether a document is on its way.
    pub(super) fn loading(&self) -> bool {
        let way = locked(&self.way);
        let asked = way.asked.as_ref();
        way.loading && !asked.is_some_and(|asked| way.ended.contains(asked))
    }

    fn problem(&self, said: String) {
        let request = None;
        locked(&self.problems).push(Problem { said, request });
    }

    fn note(&self, event: Event, main_frame: Option<&FrameId>) {
        let is_main = |frame: Option<&FrameId>| main_frame.is_none_or(|main| frame == Some(main));
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
                    let mut way = locked(&self.way);
                    way.requests.insert(sent.request_id.inner().clone());
                    if is_main(sent.frame_id.as_ref()) {
                        way.asked = Some(sent.loader_id.inner().clone());
                    }
                }
                self.note_address(&sent.request.url);
            }
            Event::Failed(failed) => {
                let request = failed.request_id.inner().clone();
                locked(&self.way).ended.insert(request);
            }
            Event::Socket(created) => self.note_address(&created.url),
            Event::Navigated(navigated) => {
                let frame = &navigated.frame;
                if frame.parent_id.is_none() {
                    let document = frame.loader_id.inner().clone();
                    locked(&self.way).shown.push(document);
                }
            }
            Event::Lifecycle(stage) => {
                if stage.name == "load" && is_main(Some(&stage.frame_id)) {
                    let document = stage.loader_id.inner().clone();
                    locked(&self.way).ended.insert(document);
                }
            }
            Event::Started(frame) if is_main(Some(&frame)) => locked(&self.way).loading = true,
            Event::Stopped(frame) if is_main(Some(&frame)) => locked(&self.way).loading = false,
            Event::Started(_) | Event::Stopped(_) => {}
            Event::Dialog(message) => self.problem(format!("a dialog of the browser: {message}")),
        }
    }

    fn note_log(&self, added: &EventEntryAdded) {
        let entry = &added.entry;
        if entry.level != LogEntryLevel::Error {
            return;
        }
        let said = format!(
            "log ({:?}): {} {}",
            entry.source,
            entry.text,
            entry.url.as_deref().unwrap_or_default()
        );
        let request = entry.network_request_id.as_ref();
        let request = request.filter(|_| entry.source == LogEntrySource::Network);
        let request = request.map(|id| id.inner().clone());
        locked(&self.problems).push(Problem { said, request });
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
    Failed(Arc<EventLoadingFailed>),
    Navigated(Arc<EventFrameNavigated>),
    Lifecycle(Arc<EventLifecycleEvent>),
    Started(FrameId),
    Stopped(FrameId),
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
        EventLoadingFailed => Event::Failed,
        EventLifecycleEvent => Event::Lifecycle,
        EventFrameStartedLoading => |event: Arc<EventFrameStartedLoading>| Event::Started(event.frame_id.clone()),
        EventFrameStoppedLoading => |event: Arc<EventFrameStoppedLoading>| Event::Stopped(event.frame_id.clone()),
        EventJavascriptDialogOpening => |event: Arc<EventJavascriptDialogOpening>| Event::Dialog(event.message.clone()),
    );
    page.execute(Log::default()).await.expect("Log.enable");
    page.execute(Audits::default())
        .await
        .expect("Audits.enable");
    let main_frame = page.mainframe().await.ok().flatten();
    let page = page.clone();
    tokio::spawn(async move {
        let mut events = select_all(streams);
        while let Some(event) = events.next().await {
            let dialog = matches!(event, Event::Dialog(_));
            seen.note(event, main_frame.as_ref());
            if dialog {
                let _ = page.execute(HandleJavaScriptDialogParams::new(true)).await;
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;
    use serde_json::{Value, json};

    use super::*;

    fn event<T: DeserializeOwned>(told: Value) -> T {
        serde_json::from_value(told).expect("an event")
    }

    fn asked(document: &str) -> Event {
        Event::Request(event(json!({
            "requestId": document, "loaderId": document, "documentURL": "http://localhost/",
            "request": {
                "url": "http://localhost/", "method": "GET", "headers": {},
                "initialPriority": "VeryHigh", "referrerPolicy": "no-referrer",
            },
            "timestamp": 0, "wallTime": 0, "initiator": { "type": "other" },
            "redirectHasExtraInfo": false, "type": "Document", "frameId": "main",
        })))
    }

    fn loaded(document: &str) -> Event {
        Event::Lifecycle(event(json!({
            "frameId": "main", "loaderId": document, "name": "load", "timestamp": 0,
        })))
    }

    fn refused(request: &str) -> Event {
        Event::Log(event(json!({ "entry": {
            "source": "network", "level": "error", "text": "422", "timestamp": 0,
            "networkRequestId": request,
        } })))
    }

    fn seen(events: Vec<Event>) -> Seen {
        let seen = Seen::default();
        for event in events {
            seen.note(event, Some(&FrameId::new("main")));
        }
        seen
    }

    fn started() -> Event {
        Event::Started(FrameId::new("main"))
    }

    fn stopped() -> Event {
        Event::Stopped(FrameId::new("main"))
    }

    #[test]
    fn a_document_that_ends_before_it_begins_is_not_waited_for() {
        assert!(seen(vec![started()]).loading());
        assert!(seen(vec![started(), asked("a")]).loading());
        assert!(!seen(vec![started(), asked("a"), loaded("a"), stopped()]).loading());
        assert!(!seen(vec![loaded("a"), stopped(), asked("a"), started()]).loading());
        assert!(seen(vec![loaded("a"), stopped(), asked("b"), started()]).loading());
    }

    #[test]
    fn the_status_of_a_document_is_no_problem_whenever_it_is_told() {
        assert_eq!(seen(vec![asked("a"), refused("a")]).problems().len(), 0);
        assert_eq!(seen(vec![refused("a"), asked("a")]).problems().len(), 0);
        assert_eq!(seen(vec![asked("a"), refused("b")]).problems().len(), 1);
    }
}
