//! `idp preview DIR`: every page with its samples, for who changes texts, colours or a logo.

use std::path::{Path, PathBuf};

use super::{Failure, settings};

/// Writes `DIR/<capability>-<page>-<sample>-<language>.html` for every page.
pub(super) fn preview(files: &[PathBuf], directory: &Path) -> Result<(), Failure> {
    let settings = settings(files)?;
    let pages = crate::preview(&settings).map_err(|error| Failure::failed(&error))?;
    let unusable = |error: std::io::Error| {
        Failure::Failed(format!(
            "{} cannot be written: {error}",
            directory.display()
        ))
    };
    std::fs::create_dir_all(directory).map_err(unusable)?;
    for page in pages {
        let name = page.template.trim_end_matches(".html").replace('/', "-");
        let file = format!("{name}-{}-{}.html", page.sample, page.language);
        std::fs::write(directory.join(file), page.html).map_err(unusable)?;
    }
    Ok(())
}
