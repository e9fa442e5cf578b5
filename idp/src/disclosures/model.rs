use std::collections::BTreeSet;

use shared::clock::Timestamp;

use crate::accounts::AccountId;

/// What an application is told right now.
#[derive(Debug)]
pub(crate) struct Told<'a> {
    pub(crate) account: &'a AccountId,
    /// Its id, and its name for people.
    pub(crate) client: (&'a str, &'a str),
    /// As `consents` names what people allow.
    pub(crate) claims: BTreeSet<String>,
}

/// What an application has been told over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Disclosed {
    pub(crate) client: String,
    /// As it was called the last time.
    pub(crate) client_name: String,
    pub(crate) claims: BTreeSet<String>,
    /// Each an instant that is that day in every time zone of Europe.
    pub(crate) first_on: Timestamp,
    pub(crate) last_on: Timestamp,
}

const DAY: i64 = 86_400;

/// The day of an instant.
pub(super) const fn day(at: Timestamp) -> i64 {
    at.unix().div_euclid(DAY)
}

/// Its noon.
pub(super) const fn noon(day: i64) -> Timestamp {
    Timestamp::from_unix(day * DAY + DAY / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_found_again() {
        for unix in [0, 1, 86_399, 86_400, 1_770_000_000] {
            let at = Timestamp::from_unix(unix);
            assert_eq!(day(noon(day(at))), day(at), "{unix}");
        }
    }
}
