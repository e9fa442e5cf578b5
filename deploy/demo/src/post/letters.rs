//! Letters as the portal's outbox lays them down: `ID.json` beside `ID.pdf`, the JSON written
//! last, so that a letter is whole as soon as it is seen. The post is the print centre: it takes a
//! copy of each letter that it shows, confirms it by `ID.printed` (docs/letters.md) and keeps the
//! copy, so that it is still there when the portal has cleared its folder.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use shared::clock::Timestamp;

use super::OpenError;
use super::mails::rfc3339;

/// A letter as `GET /letters` shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// Names it in URLs.
    pub id: String,
    /// Name and address.
    pub to: String,
    /// What kind of letter it is.
    pub kind: String,
    /// What it says, as plain text.
    pub text: String,
    /// The path of its PDF on this server.
    pub pdf: String,
    /// When it was laid down; RFC 3339, UTC, in JSON.
    #[serde(serialize_with = "rfc3339")]
    pub received_at: Timestamp,
}

/// What the outbox writes; other fields are none of the post's business.
#[derive(Debug, Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Laid {
    to: Lines,
    kind: String,
    text: String,
    received_at: Moment,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Moment {
    Unix(i64),
    Text(String),
}

impl Moment {
    fn read(self) -> Option<Timestamp> {
        match self {
            Self::Unix(seconds) => Some(Timestamp::from_unix(seconds)),
            Self::Text(text) => {
                let at: jiff::Timestamp = text.parse().ok()?;
                Some(Timestamp::from_unix(at.as_second()))
            }
        }
    }
}

/// Without a time of its own, a letter came when its file did.
fn written(at: SystemTime) -> Timestamp {
    let since = at
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp::from_unix(i64::try_from(since.as_secs()).unwrap_or_default())
}

impl Default for Moment {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

/// An address in one string or line by line.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Lines {
    One(String),
    Many(Vec<String>),
}

impl Default for Lines {
    fn default() -> Self {
        Self::One(String::new())
    }
}

/// The outbox folder and the post's own, read anew at each look.
#[derive(Debug, Clone)]
pub struct Letters {
    outbox: PathBuf,
    kept: PathBuf,
}

impl Letters {
    pub(super) fn open(outbox: PathBuf, kept: PathBuf) -> Result<Self, OpenError> {
        for path in [&outbox, &kept] {
            if let Err(source) = fs::create_dir_all(path) {
                let path = path.clone();
                return Err(OpenError::Folder { path, source });
            }
        }
        Ok(Self { outbox, kept })
    }

    /// Takes a copy of every letter that has not been confirmed yet, and confirms it.
    fn collect(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.outbox)? {
            let path = entry?.path();
            if path.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            let Some(id) = path.file_stem().and_then(|id| id.to_str()) else {
                continue;
            };
            let printed = path.with_extension("printed");
            if !is_id(id) || printed.exists() {
                continue;
            }
            if read(&path).is_none() {
                tracing::warn!(path = %path.display(), "not a letter");
                continue;
            }
            // The portal may clear the folder any time.
            match self.copy(&path, id) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
                Ok(()) => drop(File::create(&printed)?),
            }
        }
        Ok(())
    }

    /// The PDF first: who sees the JSON sees a whole letter here, too.
    fn copy(&self, slip: &Path, id: &str) -> io::Result<()> {
        let laid_down = fs::metadata(slip)?.modified()?;
        for extension in ["pdf", "json"] {
            let bytes = fs::read(slip.with_extension(extension))?;
            let part = self.kept.join(format!("{id}.{extension}.part"));
            let mut options = OpenOptions::new();
            let options = options.write(true).create(true).truncate(true).mode(0o600);
            let mut file = options.open(&part)?;
            file.write_all(&bytes)?;
            file.set_modified(laid_down)?;
            file.sync_all()?;
            fs::rename(&part, self.kept.join(format!("{id}.{extension}")))?;
        }
        Ok(())
    }

    /// Letters whose addressee has `to` in it (case ignored; empty matches all), newest first.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn to(&self, to: &str) -> io::Result<Vec<Letter>> {
        self.collect()?;
        let wanted = to.trim().to_lowercase();
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.kept)? {
            let path = entry?.path();
            if path.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            match read(&path) {
                Some((laid_down, letter)) if letter.to.to_lowercase().contains(&wanted) => {
                    found.push((laid_down, letter));
                }
                Some(_) => {}
                None => tracing::warn!(path = %path.display(), "not a letter"),
            }
        }
        // Two letters of one second: the one written later is the newer.
        found.sort_by(|(one_at, one), (other_at, other)| {
            (&other.received_at, other_at, &other.id).cmp(&(&one.received_at, one_at, &one.id))
        });
        Ok(found.into_iter().map(|(_, letter)| letter).collect())
    }

    /// One letter.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Letter> {
        Some(read(&self.file(id, "json")?)?.1)
    }

    /// A letter's PDF.
    #[must_use]
    pub fn pdf(&self, id: &str) -> Option<Vec<u8>> {
        fs::read(self.file(id, "pdf")?).ok()
    }

    /// Both folders can still be read.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self) -> io::Result<()> {
        fs::read_dir(&self.outbox)?;
        fs::read_dir(&self.kept).map(drop)
    }

    fn file(&self, id: &str, extension: &str) -> Option<PathBuf> {
        is_id(id).then(|| self.kept.join(format!("{id}.{extension}")))
    }
}

/// A name that cannot leave the folder.
fn is_id(id: &str) -> bool {
    (1..=100).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

fn read(path: &Path) -> Option<(SystemTime, Letter)> {
    let id = path
        .file_stem()?
        .to_str()
        .filter(|id| is_id(id))?
        .to_owned();
    let laid_down = fs::metadata(path).and_then(|meta| meta.modified()).ok()?;
    let laid: Laid = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    let letter = Letter {
        to: match laid.to {
            Lines::One(text) => text,
            Lines::Many(lines) => lines.join("\n"),
        },
        kind: laid.kind,
        text: laid.text,
        pdf: format!("/briefe/{id}/brief.pdf"),
        received_at: laid
            .received_at
            .read()
            .unwrap_or_else(|| written(laid_down)),
        id,
    };
    Some((laid_down, letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_the_outbox_lays_down_and_nothing_else() {
        let (folder, kept) = (
            tempfile::tempdir().expect("a folder"),
            tempfile::tempdir().expect("a folder"),
        );
        let write = |name: &str, text: &str| {
            fs::write(folder.path().join(name), text).expect("written");
        };
        let letters = Letters::open(folder.path().into(), kept.path().into()).expect("opens");
        write(
            "b1.json",
            r#"{"id":"b1","to":"Kim Klicker\nWeg 1","kind":"unlock_code","text":"T","received_at":1795000000,"more":1}"#,
        );
        write("b1.pdf", "%PDF");
        write(
            "b2.json",
            r#"{"to":["Max Muster","Weg 2"],"kind":"k","text":"","received_at":"2026-11-18T12:07:00+01:00"}"#,
        );
        write("b2.pdf", "%PDF");
        write("half.json.part", "{");
        write("broken.json", "{");
        let all = letters.to("").expect("listed");
        let ids: Vec<_> = all.iter().map(|letter| letter.id.as_str()).collect();
        assert_eq!(ids, ["b2", "b1"], "newest first");
        assert_eq!(all[0].to, "Max Muster\nWeg 2");
        assert_eq!(all[1].received_at.unix(), 1_795_000_000);
        assert_eq!(all[0].received_at.unix(), 1_795_000_020);
        assert_eq!(letters.to("kLICK").expect("listed"), [all[1].clone()]);
        assert_eq!(letters.pdf("b1").as_deref(), Some(&b"%PDF"[..]));
        assert_eq!(letters.pdf("../b1"), None);
        assert_eq!(letters.find("b2").as_ref(), Some(&all[0]));
        for id in ["b1", "b2", "broken"] {
            let confirmed = folder.path().join(format!("{id}.printed")).exists();
            assert_eq!(confirmed, id != "broken", "{id}");
        }
        // The portal clears its folder; the post still shows what it has shown.
        for file in fs::read_dir(folder.path()).expect("reads") {
            fs::remove_file(file.expect("an entry").path()).expect("removed");
        }
        assert_eq!(letters.to("").expect("listed"), all);
        assert_eq!(letters.pdf("b1").as_deref(), Some(&b"%PDF"[..]));
    }
}
