//! One server: listening, running, stopped, started again.

use std::future::Future;
use std::pin::Pin;

use shared::clock::Outside;
use shared::secret::HashCount;
use tokio::net::TcpListener;
use tokio::sync::{Mutex, oneshot};
use tokio::task::JoinHandle;

use crate::http::Visitor;

/// A port of localhost, on IPv4 and (where the machine has it) IPv6: a browser may try either.
#[derive(Debug)]
pub(crate) struct Listening {
    origin: &'static str,
    port: u16,
    pub(crate) sockets: Vec<TcpListener>,
}

impl Listening {
    pub(crate) async fn new() -> Self {
        Self::at("http://localhost").await
    }

    /// Known outside by `origin` and the port.
    pub(super) async fn at(origin: &'static str) -> Self {
        for _ in 0..100 {
            if let Some(listening) = Self::on(0).await {
                return Self {
                    origin,
                    ..listening
                };
            }
        }
        panic!("no port is free on 127.0.0.1 and ::1")
    }

    pub(super) async fn on(port: u16) -> Option<Self> {
        let first = TcpListener::bind(("127.0.0.1", port)).await.ok()?;
        let port = first.local_addr().ok()?.port();
        let mut sockets = vec![first];
        match TcpListener::bind(("::1", port)).await {
            Ok(second) => sockets.push(second),
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => return None,
            Err(_) => {}
        }
        Some(Self {
            origin: "http://localhost",
            port,
            sockets,
        })
    }

    pub(crate) fn base(&self) -> String {
        format!("{}:{}", self.origin, self.port)
    }

    pub(super) const fn port(&self) -> u16 {
        self.port
    }
}

/// The task in which a server serves.
struct Served(JoinHandle<Result<(), String>>, Option<HashCount>);
type Starting = Pin<Box<dyn Future<Output = Served> + Send>>;
type Start = Box<dyn Fn(Listening, oneshot::Receiver<()>) -> Starting + Send + Sync>;

struct Running {
    stop: oneshot::Sender<()>,
    served: Served,
}

/// A server under test. Dropped, it stops.
pub struct Program {
    base: String,
    port: u16,
    start: Start,
    running: Mutex<Option<Running>>,
}

impl std::fmt::Debug for Program {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Program")
            .field("base", &self.base)
            .finish_non_exhaustive()
    }
}

macro_rules! starter {
    ($server:ident, $test_settings:expr, $own:expr, $outside:expr, $hashes:expr) => {{
        let (own, outside): ([String; 2], Outside) = ($own, $outside);
        Box::new(
            move |listening: Listening, stopped: oneshot::Receiver<()>| {
                let texts = [$test_settings, own[0].as_str(), own[1].as_str()];
                let settings = $server::Settings::from_toml(&texts);
                let settings = settings.unwrap_or_else(|faults| panic!("{faults}"));
                let outside = outside.clone();
                Box::pin(async move {
                    let server = $server::Server::prepare(settings, outside).await;
                    let server = server.unwrap_or_else(|error| panic!("{error}"));
                    let count: fn(&$server::Server) -> Option<HashCount> = $hashes;
                    let hashes = count(&server);
                    let served = tokio::spawn(async move {
                        let stopped = async move {
                            // A dropped sender means the same.
                            let _ = stopped.await;
                        };
                        let served = server.serve(listening.sockets, stopped).await;
                        served.map_err(|error| error.to_string())
                    });
                    Served(served, hashes)
                }) as Starting
            },
        )
    }};
}

impl Program {
    pub(super) async fn idp(at: Listening, own: [String; 2], outside: Outside) -> Self {
        let start = starter!(
            idp,
            include_str!("../../../config/idp.test.toml"),
            own,
            outside,
            |server| Some(server.password_hashes())
        );
        Self::started(at, start).await
    }

    pub(super) async fn portal(at: Listening, own: [String; 2], outside: Outside) -> Self {
        let start = starter!(
            portal,
            include_str!("../../../config/portal.test.toml"),
            own,
            outside,
            |_| None
        );
        Self::started(at, start).await
    }

    async fn started(at: Listening, start: Start) -> Self {
        let program = Self {
            base: at.base(),
            port: at.port,
            start,
            running: Mutex::new(None),
        };
        program.run(at).await;
        program
    }

    async fn run(&self, listening: Listening) {
        let (stop, stopped) = oneshot::channel();
        let served = (self.start)(listening, stopped).await;
        *self.running.lock().await = Some(Running { stop, served });
    }

    /// Stops the server as Ctrl-C does and waits until it is gone.
    ///
    /// # Panics
    /// When it ended with a fault.
    pub async fn stop(&self) {
        if let Some(Running { stop, served }) = self.running.lock().await.take() {
            let _ = stop.send(());
            let served = served.0.await.expect("the server did not panic");
            served.unwrap_or_else(|error| panic!("the server ended with: {error}"));
        }
    }

    /// Stops the server and starts it on the same database and port.
    ///
    /// # Panics
    /// When it does not start again.
    pub async fn restart(&self) {
        self.stop().await;
        let again = Listening::on(self.port).await;
        self.run(again.expect("the port is free again")).await;
    }

    /// How many passwords the running server has hashed.
    ///
    /// # Panics
    /// When it is not the provider, or not running.
    pub async fn password_hashes(&self) -> u64 {
        let running = self.running.lock().await;
        let served = &running.as_ref().expect("it runs").served;
        served.1.as_ref().expect("the provider").total()
    }

    /// `http://localhost:PORT` or what it is over TLS: issuer, audience, origin.
    #[must_use]
    pub fn base(&self) -> String {
        self.base.clone()
    }

    /// The address of a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base())
    }

    /// The port, for the names of cookies.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// A new visitor without cookies.
    #[must_use]
    pub fn visitor(&self) -> Visitor {
        Visitor::at(&self.base())
    }
}
