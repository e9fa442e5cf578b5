//! Sample letters, and what poppler reads out of a PDF.

use std::io::Write as _;
use std::process::{Command, Stdio};

use letters::{Asks, Letterhead, Recipient, UnlockCodeLetter};

pub(crate) const CODE: &str = "4F7K-09TZ-QX3M-V81C";
pub(crate) const URL: &str = "http://localhost:8081/freischaltcode";

pub(crate) fn letter(language: &str) -> UnlockCodeLetter {
    UnlockCodeLetter {
        letterhead: Letterhead {
            operator: "Jobcenter Musterstadt".to_owned(),
            return_line: "Jobcenter Musterstadt · Beispielstraße 12 · 12345 Musterstadt".to_owned(),
            street: "Beispielstraße 12".to_owned(),
            city: "12345 Musterstadt".to_owned(),
            phone: "030 1234567".to_owned(),
            hours: "Mo–Fr 8–12 Uhr, Do auch 14–18 Uhr".to_owned(),
            more: Vec::new(),
        },
        recipient: recipient(&["Kim Klicker", "Müßiggangstraße 7 b", "12345 Musterstadt"]),
        date: (2026, 3, 9),
        language: language.to_owned(),
        reference: "123A456789".to_owned(),
        salutation_name: "Kim Klicker".to_owned(),
        code: CODE.to_owned(),
        url: URL.to_owned(),
        qr_url: format!("{URL}/{CODE}"),
        valid_until: (2026, 6, 7),
        asks: Asks::BirthDate,
    }
}

pub(crate) fn recipient(lines: &[&str]) -> Recipient {
    Recipient {
        lines: lines.iter().map(|&line| line.to_owned()).collect(),
    }
}

/// What a tool of poppler says about the PDF; `None` only where poppler is not installed.
pub(crate) fn poppler(tool: &str, before: &[&str], after: &[&str], pdf: &[u8]) -> Option<String> {
    let mut child = Command::new(tool)
        .args(before)
        .arg("-")
        .args(after)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    // A copy on a thread of its own: a tool may answer before it has read all.
    let mut input = child.stdin.take().expect("a pipe was asked for");
    let pdf = pdf.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&pdf));
    let output = child.wait_with_output().expect("the tool runs");
    writer
        .join()
        .expect("the writer ends")
        .expect("the tool reads all");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

pub(crate) fn text_of(pdf: &[u8]) -> Option<String> {
    poppler("pdftotext", &["-raw"], &["-"], pdf)
}
