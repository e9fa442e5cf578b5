//! A program in another language that talks with its test: one JSON value a line.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

/// It ends with the test.
pub(crate) struct Script {
    process: Child,
    to: ChildStdin,
    from: Lines<BufReader<ChildStdout>>,
}

impl Script {
    /// A script of this folder in Node; none where the packages are missing.
    pub(crate) fn node(file: &str) -> Option<Self> {
        available("TEST_NODE_MODULES").then(|| Self::start(Path::new("node"), file))
    }

    /// A script of this folder in Python; none where its packages are missing.
    pub(crate) fn python(file: &str) -> Option<Self> {
        let python = std::env::var_os("TEST_PYTHON");
        available("TEST_PYTHON").then(|| Self::start(Path::new(&python.unwrap_or_default()), file))
    }

    fn start(program: &Path, file: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("relying_party");
        let mut process = Command::new(program)
            .arg(folder.join(file))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        let to = process.stdin.take().expect("its input");
        let from = process.stdout.take().expect("its output");
        let from = BufReader::new(from).lines();
        Self { process, to, from }
    }

    pub(crate) async fn tell(&mut self, message: &Value) {
        let line = format!("{message}\n");
        let told = self.to.write_all(line.as_bytes()).await;
        told.expect("the script listens");
    }

    pub(crate) async fn hear(&mut self) -> Value {
        let line = tokio::time::timeout(Duration::from_mins(1), self.from.next_line()).await;
        let line = line
            .expect("an answer in time")
            .expect("its output can be read");
        let Some(line) = line else {
            let ended = self.process.wait().await;
            panic!("the script ended ({ended:?}); what it says stands above");
        };
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"))
    }

    /// The next of its lines that has a member `name`.
    pub(crate) async fn hear_of(&mut self, name: &str) -> Value {
        loop {
            let said = self.hear().await;
            if said.get(name).is_some() {
                return said;
            }
            assert!(said.get("failed").is_none(), "{said}");
        }
    }
}

/// Whether `tests/run` has prepared this; says what was skipped if not.
pub(crate) fn available(variable: &str) -> bool {
    let set = std::env::var_os(variable).is_some();
    if !set {
        eprintln!("SKIPPED: {variable} is not set: run tests/run");
    }
    set
}
