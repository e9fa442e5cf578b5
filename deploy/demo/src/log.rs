//! Log lines go to a file in the data directory, so that stdout stays readable; `--verbose`
//! sends them to stderr instead.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Mutex;

use tracing::Level;
use tracing_subscriber::fmt;

use crate::data;

/// A log larger than this is put aside at the next start; one older log is kept.
const LARGE: u64 = 10 * 1024 * 1024;

/// Logs to stderr, for people who watch.
pub(crate) fn to_stderr() {
    let _ = fmt()
        .with_max_level(Level::INFO)
        .with_writer(io::stderr)
        .try_init();
}

/// Logs to `demo.log` in `folder`.
pub(crate) fn to_file(folder: &Path) -> io::Result<()> {
    let file = open(folder)?;
    let _ = fmt()
        .with_max_level(Level::INFO)
        .with_ansi(false)
        .with_writer(Mutex::new(file))
        .try_init();
    Ok(())
}

fn open(folder: &Path) -> io::Result<File> {
    use std::io::Seek;
    let path = folder.join("demo.log");
    if std::fs::metadata(&path).is_ok_and(|meta| meta.len() > LARGE) {
        std::fs::rename(&path, folder.join("demo.old.log"))?;
    }
    let mut file = data::private(&path, true)?;
    file.seek(io::SeekFrom::End(0))?;
    Ok(file)
}
