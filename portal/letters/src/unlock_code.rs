//! The letter that brings an unlock code, in words: once as values for paper, once as plain text.

use typst::foundations::{Bytes, Dict, Value};

use crate::frame::{Frame, check_day, list, text};
use crate::model::{Asks, UnlockCodeLetter};
use crate::press::LetterError;
use crate::qr;
use crate::texts::{FALLBACK, NOTE, Texts, Words, clean, fill};

pub(crate) const TEMPLATE: &str = "unlock_code.typ";

/// The composed letter.
pub(crate) struct Composed {
    pub(crate) values: Dict,
    pub(crate) text: String,
}

struct Body {
    code: String,
    url: String,
    validity: String,
    steps: [String; 3],
    qr_alt: String,
    notes: [String; 3],
}

pub(crate) fn compose(
    letter: &UnlockCodeLetter,
    words: &Words<'_>,
) -> Result<Composed, LetterError> {
    let texts = words.texts;
    let frame = Frame {
        title: &texts.unlock_code.subject,
        letterhead: &letter.letterhead,
        recipient: &letter.recipient,
        date: letter.date,
        reference: &letter.reference,
        salutation_name: &letter.salutation_name,
        words,
        note: (words.language != FALLBACK).then(|| note(letter, words.german)),
    };
    frame.check()?;
    check_day(letter.valid_until)?;
    check_code(&letter.code)?;
    let body = Body::new(letter, texts);
    let svg = qr::svg(&letter.qr_url).map_err(|_| LetterError::QrTooLong)?;
    let text = frame.plain(&body.plain(texts));
    let mut values = body.values(texts);
    values.insert("qr".into(), Value::Bytes(Bytes::from_string(svg)));
    values.insert("frame".into(), Value::Dict(frame.values()));
    Ok(Composed { values, text })
}

/// What the letter is, in German.
fn note(letter: &UnlockCodeLetter, german: &Texts) -> String {
    let day = german.day(letter.valid_until);
    let reference = clean(&letter.reference);
    fill(
        NOTE.trim_end(),
        &[("reference", &reference), ("valid_until", &day)],
    )
}

pub(crate) fn check_code(code: &str) -> Result<(), LetterError> {
    let readable = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let fits = (1..=24).contains(&code.len()) && code.chars().all(readable);
    if fits { Ok(()) } else { Err(LetterError::Code) }
}

/// Steps as lines of plain text.
pub(crate) fn numbered(steps: &[String]) -> String {
    let steps = (1..).zip(steps).map(|(n, step)| format!("{n}. {step}"));
    steps.collect::<Vec<_>>().join("\n")
}

impl Body {
    fn new(letter: &UnlockCodeLetter, texts: &Texts) -> Self {
        let words = &texts.unlock_code;
        let url = clean(&letter.url);
        let shown = texts.isolated(&url);
        let enter = match letter.asks {
            Asks::BirthDate => &words.step_birth_date,
            Asks::RegisterNumber => &words.step_register_number,
        };
        Self {
            code: letter.code.clone(),
            validity: fill(
                &words.validity,
                &[("valid_until", &texts.day(letter.valid_until))],
            ),
            steps: [
                fill(&words.step_open, &[("url", &shown)]),
                words.step_sign_in.clone(),
                enter.clone(),
            ],
            qr_alt: fill(&words.qr_alt, &[("url", &shown)]),
            notes: [
                words.note_secret.clone(),
                words.note_unexpected.clone(),
                words.note_lost.clone(),
            ],
            url,
        }
    }

    fn values(&self, texts: &Texts) -> Dict {
        let words = &texts.unlock_code;
        [
            ("intro", text(words.intro.as_str())),
            ("code_title", text(words.code.as_str())),
            ("code", text(self.code.as_str())),
            ("validity", text(self.validity.as_str())),
            ("steps_title", text(words.steps.as_str())),
            ("steps", list(self.steps.clone())),
            ("typing", text(words.typing.as_str())),
            ("qr_note", text(words.qr_note.as_str())),
            ("qr_alt", text(self.qr_alt.as_str())),
            ("url", text(self.url.as_str())),
            ("notes_title", text(words.notes.as_str())),
            ("notes", list(self.notes.clone())),
        ]
        .into_iter()
        .map(|(key, value)| (key.into(), value))
        .collect()
    }

    fn plain(&self, texts: &Texts) -> Vec<String> {
        let words = &texts.unlock_code;
        let notes: Vec<String> = self.notes.iter().map(|note| format!("- {note}")).collect();
        vec![
            words.intro.clone(),
            // Isolated even on a line of its own: right-to-left text would turn a code round that
            // begins with digits.
            format!(
                "{}:\n{}\n{}",
                words.code,
                texts.isolated(&self.code),
                self.validity
            ),
            format!("{}:\n{}", words.steps, numbered(&self.steps)),
            words.typing.clone(),
            format!("{}:\n{}", words.notes, notes.join("\n")),
        ]
    }
}
