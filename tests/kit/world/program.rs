//! One server: listening, running, stopped, started again.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use shared::clock::Outside;
use shared::secret::HashCount;
use tokio::net::TcpListener;
use tokio::sync::{Mutex, oneshot};
use tokio::task::JoinHandle;

use super::hands::Hands;
use super::process::{self, Binary, Process};
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
        Self {
            origin,
            ..process::port().await
        }
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

/// Where a server serves.
enum Served {
    /// In a task of this process.
    Task(JoinHandle<Result<(), String>>, Option<HashCount>),
    /// In a process of its own.
    Process(Process),
}
type Starting = Pin<Box<dyn Future<Output = Served> + Send>>;
type Start = Box<dyn Fn(Listening, oneshot::Receiver<()>) -> Starting + Send + Sync>;

struct Running {
    stop: oneshot::Sender<()>,
    served: Served,
}

/// A server under test. Dropped, it stops.
pub struct Program {
    base: String,
    origin: &'static str,
    port: u16,
    start: Start,
    running: Mutex<Option<Running>>,
    /// As a release binary.
    binary: Option<Arc<Binary>>,
}

impl std::fmt::Debug for Program {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Program")
            .field("base", &self.base)
            .finish_non_exhaustive()
    }
}

macro_rules! starter {
    ($server:ident, $own:expr, $outside:expr, $hashes:expr) => {{
        let (own, outside): ([String; 3], Outside) = ($own, $outside);
        Box::new(
            move |listening: Listening, stopped: oneshot::Receiver<()>| {
                let texts = own.each_ref().map(String::as_str);
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
                    Served::Task(served, hashes)
                }) as Starting
            },
        )
    }};
}

/// Starts a release binary.
fn of_binary(binary: &Arc<Binary>) -> Start {
    let binary = binary.clone();
    Box::new(move |listening: Listening, _: oneshot::Receiver<()>| {
        let (binary, port) = (binary.clone(), listening.port);
        let origin = listening.origin;
        // The program binds the port itself.
        drop(listening);
        Box::pin(async move { Served::Process(binary.start().ready(origin, port).await) })
            as Starting
    })
}

impl Program {
    pub(super) async fn idp(
        at: Listening,
        own: [String; 3],
        clock: &Hands,
        outside: Outside,
    ) -> Self {
        let binary = Self::binary("idp", &own, at.port, clock);
        let start = binary.as_ref().map_or_else(
            || starter!(idp, own, outside, |server| Some(server.password_hashes())) as Start,
            of_binary,
        );
        Self::started(at, start, binary).await
    }

    pub(super) async fn portal(
        at: Listening,
        own: [String; 3],
        clock: &Hands,
        outside: Outside,
    ) -> Self {
        let binary = Self::binary("portal", &own, at.port, clock);
        let start = binary.as_ref().map_or_else(
            || starter!(portal, own, outside, |_| None) as Start,
            of_binary,
        );
        Self::started(at, start, binary).await
    }

    /// The release binary, where the tests run against those.
    fn binary(
        name: &'static str,
        own: &[String; 3],
        port: u16,
        clock: &Hands,
    ) -> Option<Arc<Binary>> {
        let time = clock.file()?;
        let own = own.each_ref().map(String::as_str);
        Some(Arc::new(Binary::new(name, &own, port, time)))
    }

    async fn started(at: Listening, start: Start, binary: Option<Arc<Binary>>) -> Self {
        let program = Self {
            base: at.base(),
            origin: at.origin,
            port: at.port,
            start,
            running: Mutex::new(None),
            binary,
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
            let ended = match served {
                Served::Task(served, _) => served.await.expect("the server did not panic"),
                Served::Process(process) => process.stop().await,
            };
            ended.unwrap_or_else(|error| panic!("the server ended with: {error}"));
        }
    }

    /// Stops the server and starts it on the same database and port.
    ///
    /// # Panics
    /// When it does not start again.
    pub async fn restart(&self) {
        self.stop().await;
        self.run_again().await;
    }

    async fn run_again(&self) {
        let again = Listening::on(self.port).await;
        let again = again.expect("the port is free again");
        let origin = self.origin;
        self.run(Listening { origin, ..again }).await;
    }

    /// Ends the server as a crash or a power cut does, and starts it on the same database and port.
    ///
    /// # Panics
    /// When it is no process of its own, or does not start again.
    pub async fn crash(&self) {
        let running = self.running.lock().await.take();
        let Some(Served::Process(process)) = running.map(|running| running.served) else {
            panic!("it runs in no process of its own")
        };
        process.kill();
        self.run_again().await;
    }

    /// What the server has written to standard output and standard error since it first started.
    ///
    /// # Panics
    /// When it is no process of its own.
    pub fn said(&self) -> String {
        let binary = self.binary.as_ref().expect("a process of its own");
        std::fs::read_to_string(binary.log()).expect("the log is text")
    }

    /// What the program answers to this command beside the server, with its exit code: standard
    /// output, then standard error.
    ///
    /// # Panics
    /// When it is no process of its own.
    pub fn shell(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let binary = self.binary.as_ref().expect("a process of its own");
        let done = binary.answer(arguments);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (done.status.code(), text(&done.stdout), text(&done.stderr))
    }

    /// How much computing the server's process has done.
    ///
    /// # Panics
    /// When it is no process of its own, or not running.
    pub async fn computed(&self) -> Duration {
        let running = self.running.lock().await;
        let served = running.as_ref().map(|running| &running.served);
        let Some(Served::Process(process)) = served else {
            panic!("it runs in no process of its own")
        };
        // proc_pid_stat(5): user and system time are the 14th and 15th field, in hundredths of a
        // second; the second one may hold blanks.
        let told = std::fs::read_to_string(format!("/proc/{}/stat", process.id()));
        let told = told.expect("the process runs");
        let (_, fields) = told.rsplit_once(')').expect("fields");
        let fields = fields.split_whitespace().skip(11).take(2);
        let spent: u64 = fields.filter_map(|it| it.parse::<u64>().ok()).sum();
        Duration::from_millis(spent * 10)
    }

    /// How many passwords the running server has hashed.
    ///
    /// # Panics
    /// When it is not the provider, or not running.
    pub async fn password_hashes(&self) -> u64 {
        let running = self.running.lock().await;
        match &running.as_ref().expect("it runs").served {
            Served::Task(_, Some(count)) => count.total(),
            _ => panic!("only the provider in this process counts"),
        }
    }

    /// `http://localhost:PORT` or what it is over TLS: issuer, audience, origin.
    #[must_use]
    pub fn base(&self) -> String {
        self.base.clone()
    }

    /// The same without the port.
    pub(super) const fn origin(&self) -> &'static str {
        self.origin
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
