//! A server as people get it: the release binary, in a process of its own.
//!
//! `tests/attacks/run` builds the binaries and says where they are; then every [`super::World`]
//! is made of them.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::program::Listening;

/// How long a server may take to start or to stop.
const PATIENCE: Duration = Duration::from_mins(1);

/// The folder of the release binaries, if the tests are to run against them.
#[must_use]
pub fn binaries() -> Option<PathBuf> {
    std::env::var_os("TEST_BINARIES").map(PathBuf::from)
}

/// One server's program and its settings.
#[derive(Debug)]
pub(super) struct Binary {
    name: &'static str,
    program: PathBuf,
    time: PathBuf,
    folder: TempDir,
    files: Vec<PathBuf>,
}

impl Binary {
    /// The program `name`; each text of `settings` is a file that is laid over those before.
    pub(super) fn new(name: &'static str, settings: &[&str], port: u16, time: &Path) -> Self {
        let program = binaries().expect("TEST_BINARIES").join(name);
        assert!(program.is_file(), "no program {}", program.display());
        let folder = tempfile::tempdir().expect("a temporary folder");
        let listen = format!("http.listen = [\"127.0.0.1:{port}\", \"[::1]:{port}\"]");
        let texts = settings.iter().copied().chain([listen.as_str()]);
        let mut files = Vec::new();
        for (number, text) in texts.enumerate() {
            let file = folder.path().join(format!("{number}.toml"));
            std::fs::write(&file, text).expect("the settings are written");
            files.push(file);
        }
        Self {
            name,
            program,
            time: time.to_owned(),
            folder,
            files,
        }
    }

    /// Where it writes what it says.
    pub(super) fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    /// The program with these arguments, in the time of the world.
    fn command(&self, arguments: &[&str]) -> Command {
        // Nothing outlives the test that started it, however that ends.
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL", "--"]);
        command.arg(&self.program).args(arguments);
        for file in &self.files {
            command.arg("--config").arg(file);
        }
        let library = std::env::var_os("TEST_FAKETIME").expect("TEST_FAKETIME is libfaketime");
        command
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("LD_PRELOAD", library)
            .env("FAKETIME_TIMESTAMP_FILE", &self.time)
            .env("FAKETIME_FMT", "%s")
            .env("FAKETIME_NO_CACHE", "1")
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .env("NO_FAKE_STAT", "1")
            .env("TZ", "UTC");
        command
    }

    /// What the program answers to these arguments.
    pub(super) fn answer(&self, arguments: &[&str]) -> Output {
        let mut command = self.command(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().expect("the shell");
        let id = child.id();
        let done = child.wait_with_output().expect("the shell");
        tidy(id);
        done
    }

    /// Starts it; the caller waits until it answers.
    pub(super) fn start(&self) -> Process {
        let log = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.log())
            .expect("a file for the log");
        let errors = log.try_clone().expect("the same file");
        let child = self.command(&["serve"]).stdout(log).stderr(errors).spawn();
        Process {
            name: self.name,
            child: child.unwrap_or_else(|error| panic!("{} does not start: {error}", self.name)),
            log: self.log(),
        }
    }
}

/// Removes what libfaketime leaves of the process `id`.
fn tidy(id: u32) {
    for name in ["faketime_shm_", "sem.faketime_sem_"] {
        // A program that ended in peace may have done it.
        let _ = std::fs::remove_file(format!("/dev/shm/{name}{id}"));
    }
}

/// A running server.
#[derive(Debug)]
pub(super) struct Process {
    name: &'static str,
    child: Child,
    log: PathBuf,
}

impl Process {
    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits until the server at `origin` and `port` is ready.
    pub(super) async fn ready(mut self, origin: &str, port: u16) -> Self {
        let begun = Instant::now();
        let client = crate::http::client(origin.starts_with("https:"));
        let client = client.build().expect("an HTTP client");
        let health = format!("{origin}:{port}/health/ready");
        loop {
            let answer = client.get(&health).send().await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return self;
            }
            let ended = self.child.try_wait().expect("its state");
            if let Some(status) = ended {
                panic!("{} ended with {status}: {}", self.name, self.said());
            }
            assert!(begun.elapsed() < PATIENCE, "{}: {}", self.name, self.said());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Asks it to end, as an operator does, and waits.
    pub(super) async fn stop(mut self) -> Result<(), String> {
        let id = self.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status();
        assert!(asked.is_ok_and(|status| status.success()), "no SIGTERM");
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            match self.child.try_wait().expect("its state") {
                Some(status) if status.success() => return Ok(()),
                Some(status) => return Err(format!("{status}: {}", self.said())),
                None => tokio::time::sleep(Duration::from_millis(10)).await,
            }
        }
        Err(format!("it does not end: {}", self.said()))
    }

    /// Ends it as a crash does.
    pub(super) fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
        tidy(self.id());
    }

    fn said(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}

/// A port for a process, below those that the system gives away: nobody takes it between now and
/// its start.
pub(super) async fn port() -> Listening {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    const FIRST: u16 = 20_000;
    const COUNT: u16 = 12_000;
    // Another run of tests beside this one begins elsewhere.
    let begin = u16::try_from(std::process::id() % 97).expect("it is small") * 113;
    for _ in 0..COUNT {
        let number = NEXT.fetch_add(1, Ordering::SeqCst).wrapping_add(begin);
        if let Some(listening) = Listening::on(FIRST + number % COUNT).await {
            return listening;
        }
    }
    panic!("no port is free between 20000 and 32000")
}
