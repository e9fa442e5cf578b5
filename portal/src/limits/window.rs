//! Exactly so many tries in any stretch of time: the times of the tries are kept, and one only
//! counts as long as it is not older. [`super::Limit`] is cheaper and lets through a few more.

use std::time::Duration;

use shared::clock::Timestamp;

/// So many tries in any `per`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window {
    /// What is limited: the first part of the row's key.
    pub(crate) name: &'static str,
    pub(crate) most: u32,
    pub(crate) per: Duration,
}

/// The times of the tries, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Tries(Vec<i64>);

impl Tries {
    /// As the row has them: seconds with spaces between. What is no number is no try.
    pub(super) fn read(text: &str) -> Self {
        Self(text.split(' ').filter_map(|at| at.parse().ok()).collect())
    }

    pub(super) fn write(&self) -> String {
        let all: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        all.join(" ")
    }

    /// Counts a try at `now`; the seconds to wait if it is too soon.
    pub(super) fn count(&mut self, window: Window, now: Timestamp) -> Result<(), i64> {
        let most = usize::try_from(window.most.max(1)).unwrap_or(usize::MAX);
        let counts = |at: &i64| Timestamp::from_unix(*at) + window.per > now;
        self.0.retain(counts);
        if self.0.len() < most {
            self.0.push(now.unix());
            self.0.sort_unstable();
            return Ok(());
        }
        // The next is free when so many are left that one more fits.
        let first = self.0.get(self.0.len() - most).copied().unwrap_or_default();
        let free = Timestamp::from_unix(first) + window.per;
        Err(free.seconds_since(now).max(1))
    }

    /// The try at `at` did not count.
    pub(super) fn take_back(&mut self, at: Timestamp) {
        if let Some(place) = self.0.iter().position(|it| *it == at.unix()) {
            self.0.remove(place);
        }
    }

    /// When the last of them counts no more.
    pub(super) fn over_at(&self, window: Window) -> Timestamp {
        let last = self.0.last().copied().unwrap_or_default();
        Timestamp::from_unix(last) + window.per
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TWO: Window = Window {
        name: "test",
        most: 2,
        per: Duration::from_secs(100),
    };

    #[test]
    fn the_oldest_makes_room() {
        let at = Timestamp::from_unix;
        let mut tries = Tries::default();
        assert_eq!(tries.count(TWO, at(1000)), Ok(()));
        assert_eq!(tries.count(TWO, at(1060)), Ok(()));
        assert_eq!(tries.count(TWO, at(1070)), Err(30));
        assert_eq!(tries.count(TWO, at(1099)), Err(1));
        assert_eq!(tries.count(TWO, at(1100)), Ok(()));
        assert_eq!(Tries::read(&tries.write()), tries);
        tries.take_back(at(1100));
        tries.take_back(at(7));
        assert_eq!(tries.count(TWO, at(1101)), Ok(()));
        assert_eq!(tries.over_at(TWO), at(1201));
        assert_eq!(Tries::read(""), Tries::default());
    }

    proptest! {
        #[test]
        fn never_more_in_any_stretch(steps in prop::collection::vec(0i64..40, 1..200)) {
            let (mut tries, mut now, mut allowed) = (Tries::default(), 0, Vec::new());
            for step in steps {
                now += step;
                if tries.count(TWO, Timestamp::from_unix(now)).is_ok() {
                    allowed.push(now);
                }
            }
            for at in &allowed {
                let together = allowed.iter().filter(|it| (*at..*at + 100).contains(it));
                prop_assert!(together.count() <= 2);
            }
        }
    }
}
