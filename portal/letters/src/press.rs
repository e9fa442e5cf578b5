//! The press: sets a letter and exports it as PDF/UA-1, or says why it can't.
//!
//! A letter that would not be accessible is not printed: the export checks PDF/UA-1 itself.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

use typst::diag::SourceDiagnostic;
use typst::foundations::Dict;
use typst::text::FontInfo;
use typst_as_lib::typst_kit_options::TypstKitFontOptions;
use typst_as_lib::{TypstAsLibError, TypstEngine};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::model::{Day, RecoveryCodeLetter, UnlockCodeLetter};
use crate::texts::{Library, Words};
use crate::{recovery_code, unlock_code};

const TEMPLATES: [(&str, &str); 3] = [
    ("letter.typ", include_str!("../templates/letter.typ")),
    (
        unlock_code::TEMPLATE,
        include_str!("../templates/unlock_code.typ"),
    ),
    (
        recovery_code::TEMPLATE,
        include_str!("../templates/recovery_code.typ"),
    ),
];

/// Why the press can't be set up.
#[derive(Debug, thiserror::Error)]
pub enum PressError {
    /// The setting for fonts names something else than a readable directory.
    #[error("the font directory {} can't be read", .0.display())]
    Fonts(PathBuf),
    /// A text file of ours is broken; a test keeps this from happening.
    #[error("{0}")]
    Texts(String),
    /// The exporter does not know PDF/UA-1; a test keeps this from happening.
    #[error("PDF/UA-1 is not available: {0}")]
    Standard(String),
}

/// Why a letter can't be printed. The message never holds anything out of the letter.
#[derive(Debug, thiserror::Error)]
pub enum LetterError {
    /// The window takes one to six address lines.
    #[error("{0} address lines, the window takes one to six")]
    AddressLines(usize),
    /// A line is so long that it does not fit the window in any readable size.
    #[error("the address does not fit the window")]
    AddressTooLong,
    /// Not a day of the calendar.
    #[error("{0:?} is no day of the calendar")]
    Day(Day),
    /// The code is empty, long or holds other than letters, digits and hyphens.
    #[error("the code is not made of 1 to 24 letters, digits and hyphens")]
    Code,
    /// More text than a QR code holds.
    #[error("the address for the QR code is too long")]
    QrTooLong,
    /// A character that no font on hand can draw: more fonts are needed.
    #[error(
        "a character of the letter is in none of the fonts; the font directory needs one that has it"
    )]
    Glyph,
    /// The template is at fault; a test keeps this from happening.
    #[error("setting the letter failed: {0}")]
    Typesetting(String),
}

/// A printed letter.
#[derive(Clone)]
pub struct Printed {
    /// The letter as PDF/UA-1.
    pub pdf: Vec<u8>,
    /// The same letter as plain text.
    pub text: String,
}

// The letter holds personal data and codes: neither belongs in a log.
impl fmt::Debug for Printed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Printed({} bytes)", self.pdf.len())
    }
}

/// The engine that prints letters. Made once, shared by all threads.
pub struct Press {
    engine: TypstEngine,
    options: PdfOptions,
    library: Library,
    /// Families of the font directory that some language needs.
    families: BTreeSet<String>,
    unprintable: Vec<(String, Vec<String>)>,
}

impl fmt::Debug for Press {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Press").finish_non_exhaustive()
    }
}

impl Press {
    /// A press with the built-in fonts (Latin, Greek, Cyrillic, Hebrew; others see the README) and
    /// those in a directory.
    pub fn new(fonts: Option<&Path>) -> Result<Self, PressError> {
        Self::with_texts(fonts, Library::embedded().map_err(PressError::Texts)?)
    }

    pub(crate) fn with_texts(
        fonts: Option<&Path>,
        mut library: Library,
    ) -> Result<Self, PressError> {
        let families = match fonts {
            Some(dir) => families(dir, &library)?,
            None => BTreeSet::new(),
        };
        let unprintable: Vec<(String, Vec<String>)> = library
            .all()
            .filter(|(_, texts)| !texts.fonts.is_empty())
            .filter(|(_, texts)| !texts.fonts.iter().any(|font| families.contains(font)))
            .map(|(tag, texts)| (tag.to_owned(), texts.fonts.clone()))
            .collect();
        library.retain(|tag| !unprintable.iter().any(|(other, _)| other == tag));
        // No resolver for files or packages: a template reaches nothing but the other templates.
        // System fonts stay out, so that a letter looks the same on every machine.
        let fonts = TypstKitFontOptions::new()
            .include_system_fonts(false)
            .include_embedded_fonts(true)
            .include_dirs(fonts);
        let engine = TypstEngine::builder()
            .with_static_source_file_resolver(TEMPLATES)
            .search_fonts_with(fonts)
            .build();
        let standards = PdfStandards::new(&[PdfStandard::Ua_1])
            .map_err(|e| PressError::Standard(e.message().to_string()))?;
        let options = PdfOptions {
            standards,
            ..PdfOptions::default()
        };
        Ok(Self {
            engine,
            options,
            library,
            families,
            unprintable,
        })
    }

    /// The languages that lack a font, each with those of which one would do. Their letters are
    /// printed in German.
    #[must_use]
    pub fn unprintable(&self) -> &[(String, Vec<String>)] {
        &self.unprintable
    }

    /// The languages in which letters are printed here.
    #[must_use]
    pub fn languages(&self) -> Vec<String> {
        self.library.all().map(|(tag, _)| tag.to_owned()).collect()
    }

    /// Prints the letter that brings an unlock code.
    pub fn unlock_code(&self, letter: &UnlockCodeLetter) -> Result<Printed, LetterError> {
        let composed = unlock_code::compose(letter, &self.words(&letter.language))?;
        Ok(Printed {
            pdf: self.print(unlock_code::TEMPLATE, composed.values)?,
            text: composed.text,
        })
    }

    /// Prints the letter that brings a recovery code.
    pub fn recovery_code(&self, letter: &RecoveryCodeLetter) -> Result<Printed, LetterError> {
        let composed = recovery_code::compose(letter, &self.words(&letter.language))?;
        Ok(Printed {
            pdf: self.print(recovery_code::TEMPLATE, composed.values)?,
            text: composed.text,
        })
    }

    /// The words of a letter in this language, or the nearest there is.
    fn words(&self, language: &str) -> Words<'_> {
        let (language, texts) = self.library.find(language);
        let drawn = |font: &&String| self.families.contains(*font);
        Words {
            language,
            texts,
            german: self.library.german(),
            fonts: texts.fonts.iter().filter(drawn).cloned().collect(),
        }
    }

    fn print(&self, template: &str, values: Dict) -> Result<Vec<u8>, LetterError> {
        let document: PagedDocument = self
            .engine
            .compile_with_input(template, values)
            .output
            .map_err(|e| match e {
                TypstAsLibError::TypstSource(faults) => fault(&faults),
                other => LetterError::Typesetting(other.to_string()),
            })?;
        typst_pdf::pdf(&document, &self.options).map_err(|faults| fault(&faults))
    }
}

/// Families in the directory, as far as some language asks for them.
fn families(dir: &Path, library: &Library) -> Result<BTreeSet<String>, PressError> {
    let entries = std::fs::read_dir(dir).map_err(|_| PressError::Fonts(dir.to_owned()))?;
    let wanted: BTreeSet<&String> = library.all().flat_map(|(_, texts)| &texts.fonts).collect();
    let mut found = BTreeSet::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            found.extend(families(&path, library)?);
            continue;
        }
        let known = ["ttf", "ttc", "otf", "otc"];
        let extension = path.extension().and_then(|it| it.to_str());
        if !extension.is_some_and(|it| known.contains(&it.to_ascii_lowercase().as_str())) {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap_or_default();
        let names = FontInfo::iter(&bytes).map(|info| info.family.as_str().to_owned());
        found.extend(names.filter(|name| wanted.contains(name)));
    }
    Ok(found)
}

// Typst's messages quote the text at fault, hence the two kinds that letters themselves can cause
// are told apart here.
fn fault(faults: &[SourceDiagnostic]) -> LetterError {
    let says = |part: &str| faults.iter().any(|fault| fault.message.contains(part));
    if says("does not fit the window") {
        LetterError::AddressTooLong
    } else if says("could not be displayed") {
        LetterError::Glyph
    } else {
        let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
        LetterError::Typesetting(messages.join("; "))
    }
}
