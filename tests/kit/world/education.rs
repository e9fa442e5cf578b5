//! The example education provider beside provider and portal, as the demo has it.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use demo::education::{Education, Settings};
use shared::clock::Outside;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use url::Url;

use super::Listening;
use crate::http::Visitor;

/// It, before provider and portal run.
pub(super) struct Prepared {
    listening: Listening,
    settings: Settings,
}

impl Prepared {
    pub(super) async fn new(issuer: &str, portal: &str, folder: &Path) -> Self {
        let listening = Listening::new().await;
        let url = |text: &str| Url::parse(text).expect("an address");
        let settings = Settings {
            public_url: url(&listening.base()),
            issuer: url(issuer),
            portal: url(portal),
            staff_secret: "secret-of-the-staff-client".to_owned(),
            customer_secret: "secret-of-the-customers-client".to_owned(),
            book: folder.join("education.json"),
        };
        Self {
            listening,
            settings,
        }
    }

    /// The files with which the identity provider knows it.
    pub(super) fn client_files(&self) -> impl Iterator<Item = String> {
        self.settings
            .client_files()
            .into_iter()
            .map(|(_, text)| text)
    }

    pub(super) fn start(self, outside: &Outside) -> EducationProvider {
        let base = self.listening.base();
        let port = self.listening.port();
        let running = run(&self.settings, outside, self.listening);
        EducationProvider {
            base,
            port,
            settings: self.settings,
            outside: outside.clone(),
            running: Mutex::new(Some(running)),
        }
    }
}

#[derive(Debug)]
struct Running {
    stop: oneshot::Sender<()>,
    served: JoinHandle<()>,
}

fn run(settings: &Settings, outside: &Outside, listening: Listening) -> Running {
    let it = Education::prepare(settings, outside.clone());
    let it = it.expect("the education provider starts");
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async move {
        // A dropped sender means the same.
        let _ = stopped.await;
    };
    let served = tokio::spawn(async move {
        let ended = it.serve(listening.sockets, stopped).await;
        ended.expect("the education provider serves");
    });
    Running { stop, served }
}

/// The example education provider, running. Dropped, it stops.
#[derive(Debug)]
pub struct EducationProvider {
    base: String,
    port: u16,
    settings: Settings,
    outside: Outside,
    running: Mutex<Option<Running>>,
}

impl EducationProvider {
    /// Its origin.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The address of a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// A browser at it.
    #[must_use]
    pub fn visitor(&self) -> Visitor {
        Visitor::at(&self.base)
    }

    /// The file in which it keeps everything.
    #[must_use]
    pub fn book(&self) -> PathBuf {
        self.settings.book.clone()
    }

    /// Stops it and starts it with what it kept.
    ///
    /// # Panics
    /// When it does not start again.
    pub async fn restart(&self) {
        let running = self.running.lock().expect("nobody panicked").take();
        if let Some(Running { stop, served }) = running {
            let _ = stop.send(());
            served.await.expect("it ended well");
        }
        let listening = Listening::on(self.port).await;
        let listening = listening.expect("the port is free again");
        let running = run(&self.settings, &self.outside, listening);
        *self.running.lock().expect("nobody panicked") = Some(running);
    }
}
