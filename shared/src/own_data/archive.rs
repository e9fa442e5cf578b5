//! The files in one archive (ZIP, deflate), which every system opens.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The archive could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the archive could not be written")]
pub struct ArchiveError(#[from] zip::result::ZipError);

/// These files, each by its name.
///
/// # Errors
/// [`ArchiveError`] when one is too large for the format.
pub fn archive(files: &[(&str, &str)]) -> Result<Vec<u8>, ArchiveError> {
    // Whose file it is stays among their own: nobody else on the machine reads what was unpacked.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .unix_permissions(0o600);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, options)?;
        let written = zip.write_all(text.as_bytes());
        written.map_err(zip::result::ZipError::from)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        let long = "Schlüsselbund ".repeat(500);
        let bytes = archive(&[("daten.json", "{}"), ("daten.html", &long)]).expect("an archive");
        assert!(bytes.len() < long.len());
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("readable");
        let mut text = String::new();
        let mut file = zip.by_name("daten.html").expect("the file");
        let _ = file.read_to_string(&mut text).expect("text");
        assert_eq!(text, long);
    }
}
