//! The letter that brings a recovery code, in words: once as values for paper, once as plain text.

use typst::foundations::{Dict, Value};

use crate::frame::{Frame, check_day, list, text};
use crate::model::RecoveryCodeLetter;
use crate::press::LetterError;
use crate::texts::{FALLBACK, RECOVERY_NOTE, Texts, Words, clean, fill};
use crate::unlock_code::{Composed, check_code, numbered};

pub(crate) const TEMPLATE: &str = "recovery_code.typ";

struct Body {
    code: String,
    validity: String,
    steps: [String; 3],
    notes: [String; 3],
}

pub(crate) fn compose(
    letter: &RecoveryCodeLetter,
    words: &Words<'_>,
) -> Result<Composed, LetterError> {
    let texts = words.texts;
    let frame = Frame {
        title: &texts.recovery_code.subject,
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
    let text = frame.plain(&body.plain(texts));
    let mut values = body.values(texts);
    values.insert("frame".into(), Value::Dict(frame.values()));
    Ok(Composed { values, text })
}

/// What the letter is, in German.
fn note(letter: &RecoveryCodeLetter, german: &Texts) -> String {
    let day = german.day(letter.valid_until);
    fill(RECOVERY_NOTE.trim_end(), &[("valid_until", &day)])
}

impl Body {
    fn new(letter: &RecoveryCodeLetter, texts: &Texts) -> Self {
        let words = &texts.recovery_code;
        let url = texts.isolated(&clean(&letter.url));
        let day = texts.day(letter.valid_until);
        Self {
            code: letter.code.clone(),
            validity: fill(&words.validity, &[("valid_until", &day)]),
            steps: [
                fill(&words.step_open, &[("url", &url)]),
                words.step_first.clone(),
                words.step_code.clone(),
            ],
            notes: [
                words.note_secret.clone(),
                words.note_unexpected.clone(),
                words.note_again.clone(),
            ],
        }
    }

    fn values(&self, texts: &Texts) -> Dict {
        let words = &texts.recovery_code;
        [
            ("intro", text(words.intro.as_str())),
            ("code_title", text(words.code.as_str())),
            ("code", text(self.code.as_str())),
            ("validity", text(self.validity.as_str())),
            ("steps_title", text(texts.unlock_code.steps.as_str())),
            ("steps", list(self.steps.clone())),
            ("typing", text(texts.unlock_code.typing.as_str())),
            ("notes_title", text(texts.unlock_code.notes.as_str())),
            ("notes", list(self.notes.clone())),
        ]
        .into_iter()
        .map(|(key, value)| (key.into(), value))
        .collect()
    }

    fn plain(&self, texts: &Texts) -> Vec<String> {
        let (words, shared) = (&texts.recovery_code, &texts.unlock_code);
        let notes: Vec<String> = self.notes.iter().map(|note| format!("- {note}")).collect();
        vec![
            words.intro.clone(),
            format!(
                "{}:\n{}\n{}",
                words.code,
                texts.isolated(&self.code),
                self.validity
            ),
            format!("{}:\n{}", shared.steps, numbered(&self.steps)),
            shared.typing.clone(),
            format!("{}:\n{}", shared.notes, notes.join("\n")),
        ]
    }
}
