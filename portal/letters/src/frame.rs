//! What every letter has around its body: sender, addressee, reference, date, salutation, closing.

use typst::foundations::{Array, Datetime, Dict, IntoValue, Value};

use crate::model::{Day, Letterhead, Recipient};
use crate::press::LetterError;
use crate::texts::{FrameTexts, Texts, Words, clean, filled};

/// The frame in the words of one language.
#[derive(Debug)]
pub(crate) struct Frame<'a> {
    pub(crate) title: &'a str,
    pub(crate) letterhead: &'a Letterhead,
    pub(crate) recipient: &'a Recipient,
    pub(crate) date: Day,
    pub(crate) reference: &'a str,
    pub(crate) salutation_name: &'a str,
    pub(crate) words: &'a Words<'a>,
    /// In German under a letter in another language.
    pub(crate) note: Option<String>,
}

impl Frame<'_> {
    /// Refuses what can't be put on paper.
    pub(crate) fn check(&self) -> Result<(), LetterError> {
        let lines = self.recipient().len();
        if !(1..=6).contains(&lines) {
            return Err(LetterError::AddressLines(lines));
        }
        check_day(self.date)
    }

    /// The frame as values for `letter.typ`.
    pub(crate) fn values(&self) -> Dict {
        let language = self.words.language;
        let (language, region) = match language.split_once('-') {
            Some((language, region)) => (language, Value::Str(region.into())),
            None => (language, Value::None),
        };
        let (year, month, day) = self.date;
        let info: Array = self
            .info()
            .into_iter()
            .map(|part| {
                part.map(|(label, value)| {
                    Value::Array([text(label), text(value)].into_iter().collect())
                })
            })
            .map(|part| part.unwrap_or(Value::None))
            .collect();
        let words = self.letter();
        let note = self.note.as_deref().map_or(Value::None, text);
        [
            ("note", note),
            ("fonts", list(self.words.fonts.clone())),
            ("title", text(self.title)),
            ("operator", text(clean(&self.letterhead.operator))),
            ("return_line", text(clean(&self.letterhead.return_line))),
            ("sender", list(self.sender())),
            ("recipient", list(self.recipient())),
            ("info", info.into_value()),
            (
                "day",
                Value::Array(
                    [i64::from(year), month.into(), day.into()]
                        .into_iter()
                        .map(Value::Int)
                        .collect(),
                ),
            ),
            ("salutation", text(self.salutation())),
            ("closing", text(words.closing.as_str())),
            ("unsigned", text(words.unsigned.as_str())),
            ("page", text(words.page.as_str())),
            ("language", text(language)),
            ("region", region),
        ]
        .into_iter()
        .map(|(key, value)| (key.into(), value))
        .collect()
    }

    /// The letter as plain text around `body`.
    pub(crate) fn plain(&self, body: &[String]) -> String {
        let texts = self.texts();
        let line = |line: String| texts.isolated_name(&line);
        let operator = line(clean(&self.letterhead.operator));
        let mut sender = vec![operator.clone()];
        sender.extend(self.sender().into_iter().map(line));
        let info = self
            .info()
            .into_iter()
            .flatten()
            .map(|(label, value)| format!("{label}: {value}"));
        let words = self.letter();
        let recipient: Vec<String> = self.recipient().into_iter().map(line).collect();
        let mut parts = vec![
            sender.join("\n"),
            recipient.join("\n"),
            info.collect::<Vec<_>>().join("\n"),
            self.title.to_owned(),
            self.salutation(),
        ];
        parts.extend_from_slice(body);
        parts.push(format!("{}\n{operator}", words.closing));
        parts.push(words.unsigned.clone());
        parts.extend(self.note.as_deref().map(|note| texts.isolated(note)));
        parts.join("\n\n") + "\n"
    }

    const fn texts(&self) -> &Texts {
        self.words.texts
    }

    const fn letter(&self) -> &FrameTexts {
        &self.words.texts.letter
    }

    fn recipient(&self) -> Vec<String> {
        self.recipient.printed()
    }

    fn sender(&self) -> Vec<String> {
        let Letterhead {
            street, city, more, ..
        } = self.letterhead;
        filled([street, city].into_iter().chain(more))
    }

    // The labelled parts beside the address; `None` is a gap.
    fn info(&self) -> Vec<Option<(&str, String)>> {
        let (words, texts) = (self.letter(), self.texts());
        let named = |label, value: String| (!value.is_empty()).then_some((label, value));
        let office = [
            named(
                words.phone.as_str(),
                texts.isolated(&clean(&self.letterhead.phone)),
            ),
            named(
                words.hours.as_str(),
                texts.isolated_name(&clean(&self.letterhead.hours)),
            ),
        ];
        let letter = [
            named(
                words.reference.as_str(),
                texts.isolated(&clean(self.reference)),
            ),
            named(words.date.as_str(), texts.day(self.date)),
        ];
        let mut info: Vec<_> = office.into_iter().flatten().map(Some).collect();
        info.push(None);
        info.extend(letter.into_iter().flatten().map(Some));
        info
    }

    fn salutation(&self) -> String {
        let name = clean(self.salutation_name);
        if name.is_empty() {
            return self.letter().salutation_without_name.clone();
        }
        crate::texts::fill(
            &self.letter().salutation,
            &[("name", &self.texts().isolated_name(&name))],
        )
    }
}

/// Refuses a day that the calendar does not have.
pub(crate) fn check_day(day: Day) -> Result<(), LetterError> {
    let exists = u8::try_from(day.1)
        .ok()
        .zip(u8::try_from(day.2).ok())
        .and_then(|(month, date)| Datetime::from_ymd(day.0.into(), month, date));
    exists.map(drop).ok_or(LetterError::Day(day))
}

/// A text as it is, never read as markup.
pub(crate) fn text(value: impl Into<String>) -> Value {
    Value::Str(value.into().into())
}

/// Several texts.
pub(crate) fn list(values: impl IntoIterator<Item = String>) -> Value {
    Value::Array(values.into_iter().map(text).collect())
}
