use jiff::civil::Date;
use serde::Serialize;
use shared::clock::Timestamp;

use crate::cases::Name;

/// No course lasts longer, in days.
const LONGEST: i32 = 5 * 366;

/// What is wrong with a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CourseFault {
    #[error("course must be 1 to 100 characters in one line")]
    Title,
    #[error("starts_on must be a day like 2026-12-01")]
    Start,
    #[error("ends_on must be a day like 2027-02-28")]
    End,
    #[error("ends_on must not be before starts_on, nor more than five years after it")]
    Span,
}

/// A course and its days, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Course {
    pub(super) title: Name,
    pub(super) starts_on: Date,
    pub(super) ends_on: Date,
}

impl Course {
    /// Reads what an education provider tells.
    pub(crate) fn read(title: &str, starts_on: &str, ends_on: &str) -> Result<Self, CourseFault> {
        let title = title.parse().map_err(|_| CourseFault::Title)?;
        let starts_on = day(starts_on).ok_or(CourseFault::Start)?;
        let ends_on = day(ends_on).ok_or(CourseFault::End)?;
        let days = (ends_on - starts_on).get_days();
        if !(0..=LONGEST).contains(&days) {
            return Err(CourseFault::Span);
        }
        Ok(Self {
            title,
            starts_on,
            ends_on,
        })
    }
}

/// `2026-12-01` and nothing else, within the lives of people.
fn day(text: &str) -> Option<Date> {
    let plain = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let date = plain.then(|| text.parse::<Date>().ok()).flatten()?;
    (1950..=2150).contains(&date.year()).then_some(date)
}

/// A report as kept, and as its education provider reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Participation {
    pub(crate) id: String,
    pub(crate) course: String,
    pub(crate) provider: String,
    pub(crate) starts_on: String,
    pub(crate) ends_on: String,
    #[serde(rename = "reported_at")]
    pub(crate) created_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_course_has_a_name_and_days_in_order() {
        let read = |title: &str, from: &str, to: &str| Course::read(title, from, to);
        let course = read(" Lager  und Logistik", "2026-12-01", "2027-02-28").expect("fits");
        assert_eq!(course.title.as_str(), "Lager und Logistik");
        assert!(read("x", "2026-12-01", "2026-12-01").is_ok(), "one day");
        let long = "x".repeat(101);
        for (title, from, to, fault) in [
            ("", "2026-12-01", "2026-12-02", CourseFault::Title),
            (&long, "2026-12-01", "2026-12-02", CourseFault::Title),
            ("x", "01.12.2026", "2026-12-02", CourseFault::Start),
            ("x", "2026-02-30", "2026-12-02", CourseFault::Start),
            ("x", "0026-12-01", "2026-12-02", CourseFault::Start),
            ("x", "2026-12-01", "", CourseFault::End),
            ("x", "2026-12-01", "2026-12-02T00:00", CourseFault::End),
            ("x", "2026-12-02", "2026-12-01", CourseFault::Span),
            ("x", "2026-12-01", "2036-12-01", CourseFault::Span),
        ] {
            assert_eq!(read(title, from, to), Err(fault), "{title} {from} {to}");
        }
    }
}
