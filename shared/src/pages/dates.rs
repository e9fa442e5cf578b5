//! Dates and times as people write them: the pattern is a Fluent text, so that a new language
//! is only files.

use fluent_bundle::FluentArgs;
use jiff::tz::TimeZone;

use super::texts::{TextError, Texts};

/// Which pattern.
#[derive(Debug, Clone, Copy)]
pub(super) enum Style {
    Date,
    LongDate,
    DateTime,
}

/// The instant `unix` in `zone`, written in the language `code`.
pub(super) fn written(
    texts: &Texts,
    zone: &TimeZone,
    code: &str,
    (unix, style): (i64, Style),
) -> Result<String, TextError> {
    let key = match style {
        Style::Date => "format-date",
        Style::LongDate => "format-date-long",
        Style::DateTime => "format-date-time",
    };
    let instant = jiff::Timestamp::from_second(unix).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let local = instant.to_zoned(zone.clone());
    let mut args = FluentArgs::new();
    args.set("day", i64::from(local.day()));
    args.set("month", i64::from(local.month()));
    args.set("year", local.year().to_string());
    args.set("day_padded", format!("{:02}", local.day()));
    args.set("month_padded", format!("{:02}", local.month()));
    args.set("hour", i64::from(local.hour()));
    args.set("hour_padded", format!("{:02}", local.hour()));
    args.set("minute_padded", format!("{:02}", local.minute()));
    texts.bare(code, key, &args)
}
