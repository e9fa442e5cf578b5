//! The demo as a person at a terminal meets it: what it prints, what it refuses, how it stops.
#![expect(
    clippy::disallowed_methods,
    reason = "another process is waited for: its time is the machine's"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Seven free ports in a row. Another process may take one between this look and the start,
/// therefore each test looks in a range of its own.
fn free_base(range: u16) -> u16 {
    (0..200)
        .map(|step| 21_000 + range * 1_500 + step * 7)
        .find(|base| (0..7).all(|at| TcpListener::bind(("127.0.0.1", base + at)).is_ok()))
        .expect("seven free ports in a row")
}

fn demo(data: &Path, base: u16) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demo"));
    command.arg("--data").arg(data);
    command.arg("--base-port").arg(base.to_string());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A running demo, killed if a test fails.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    fn start(data: &Path, base: u16) -> (Self, String) {
        let mut running = Self(demo(data, base).spawn().expect("starts"));
        let stdout = running.0.stdout.take().expect("piped");
        let mut said = String::new();
        for line in BufReader::new(stdout).lines() {
            let line = line.expect("text");
            said += &line;
            said.push('\n');
            if line.contains("Kundennummer") {
                return (running, said);
            }
        }
        let mut why = String::new();
        let stderr = running.0.stderr.as_mut().expect("piped");
        let _ = stderr.read_to_string(&mut why);
        unreachable!("the demo did not start: {why}");
    }

    fn stop(mut self, signal: &str) -> (Option<i32>, String) {
        let pid = self.0.id().to_string();
        let sent = Command::new("kill").args([signal, &pid]).status();
        assert!(sent.expect("kill").success());
        let deadline = Instant::now() + Duration::from_secs(30);
        let status = loop {
            if let Some(status) = self.0.try_wait().expect("waits") {
                break status;
            }
            assert!(Instant::now() < deadline, "the demo does not stop");
            std::thread::sleep(Duration::from_millis(50));
        };
        let mut stderr = String::new();
        let pipe = self.0.stderr.as_mut().expect("piped");
        pipe.read_to_string(&mut stderr).expect("text");
        (status.code(), stderr)
    }
}

fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "stdout");
    let stderr = String::from_utf8(output.stderr.clone()).expect("text");
    assert_eq!(stderr.lines().count(), 1, "one line: {stderr}");
    stderr
}

fn get(port: u16, path: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("connects");
    let request =
        format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("answered");
    answer
}

fn send_mail(port: u16, to: &str) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("connects");
    let dialogue = format!(
        "EHLO test\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<{to}>\r\nDATA\r\n\
         Subject: Hallo\r\n\r\nhttp://localhost/x\r\n.\r\nQUIT\r\n"
    );
    stream.write_all(dialogue.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("answered");
    assert!(answer.contains("250 2.0.0 Kept"), "{answer}");
}

#[test]
fn starts_keeps_its_data_and_stops_cleanly() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let base = free_base(0);

    let (running, said) = Running::start(&data, base);
    for port in [base, base + 1, base + 2, base + 3, base + 4, base + 5] {
        assert!(said.contains(&format!("http://localhost:{port}")), "{said}");
    }
    for path in ["/health/live", "/health/ready"] {
        for port in [base + 2, base + 3, base + 4, base + 5] {
            assert!(get(port, path).starts_with("HTTP/1.1 200"), "{path}");
        }
    }
    for (port, name) in [(base + 2, "BundID"), (base + 3, "Mein Unternehmenskonto")] {
        let start = get(port, "/");
        assert!(
            start.contains(name) && start.contains("Test-Nachbau"),
            "{start}"
        );
    }
    let start = get(base + 5, "/");
    assert!(start.contains("Beispiel-Bildungsträger"), "{start}");
    send_mail(base + 6, "Kim@example.org");
    let (code, stderr) = running.stop("-INT");
    assert_eq!((code, stderr.as_str()), (Some(0), ""));

    let (running, _) = Running::start(&data, base);
    let messages = get(base + 4, "/messages?to=kim@EXAMPLE");
    assert!(messages.contains(r#""to":"Kim@example.org""#), "{messages}");
    assert!(messages.contains(r#""subject":"Hallo""#), "{messages}");
    assert!(get(base + 4, "/messages?to=nobody").ends_with("[]"));
    let (code, stderr) = running.stop("-TERM");
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
}

#[test]
fn a_taken_port_a_used_directory_and_a_bad_one_are_one_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let base = free_base(1);

    let taken = TcpListener::bind(("127.0.0.1", base + 4)).expect("free");
    let also = TcpListener::bind(("127.0.0.1", base + 6)).expect("free");
    let line = refused(&demo(&data, base).output().expect("runs"));
    assert!(line.contains(&(base + 4).to_string()), "the lowest: {line}");
    assert!(!data.exists(), "nothing half started");
    drop((taken, also));

    let (running, _) = Running::start(&data, base);
    let line = refused(&demo(&data, base + 700).output().expect("runs"));
    let named = line.contains(&*data.to_string_lossy());
    assert!(named && line.contains("another running copy"), "{line}");
    running.stop("-INT");

    let file = folder.path().join("file");
    std::fs::write(&file, "").expect("written");
    let line = refused(&demo(&file, base).output().expect("runs"));
    assert!(line.contains(&*file.to_string_lossy()), "{line}");
    let below = file.join("below");
    let line = refused(&demo(&below, base).output().expect("runs"));
    assert!(line.contains(&*below.to_string_lossy()), "{line}");
}
