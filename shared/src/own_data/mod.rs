//! What a server tells a person of everything that it keeps about them (Art. 15 and 20 GDPR): rows
//! by section, as JSON for programs and as words for a document, both in one archive. The format
//! is promised in `docs/own-data.md`.

mod archive;
mod section;
mod shown;

pub use archive::{ArchiveError, archive};
pub use section::{Export, FORMAT, Row, Section, Value};
pub use shown::{Field, Shown, shown};
