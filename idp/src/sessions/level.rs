//! How long an identity level holds (BSI TR-03160-1): it decays while the session lives on.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use shared::claims::IdentityLevel;
use shared::clock::Timestamp;

use crate::upstream::Service;

/// Who vouched for the person's identity, and how well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Assurance {
    pub(crate) service: Service,
    pub(crate) level: IdentityLevel,
    pub(crate) at: Timestamp,
}

/// How long one level holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hold {
    /// Without a request.
    pub(crate) idle: Duration,
    /// In all.
    pub(crate) absolute: Duration,
}

/// How long each level holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Holds {
    pub(crate) low: Hold,
    pub(crate) substantial: Hold,
    pub(crate) high: Hold,
}

impl Holds {
    pub(super) const fn of(&self, level: IdentityLevel) -> Hold {
        match level {
            IdentityLevel::Low => self.low,
            IdentityLevel::Substantial => self.substantial,
            IdentityLevel::High => self.high,
        }
    }

    /// What is left of `assurance` at `now`, the person having been seen last at `seen_at`.
    pub(super) fn left(
        &self,
        assurance: Assurance,
        seen_at: Timestamp,
        now: Timestamp,
    ) -> Option<Assurance> {
        let holds = |level: &IdentityLevel| {
            let hold = self.of(*level);
            *level <= assurance.level
                && now <= seen_at + hold.idle
                && now <= assurance.at + hold.absolute
        };
        let left = IdentityLevel::ALL.into_iter().filter(holds).max();
        left.map(|level| Assurance { level, ..assurance })
    }
}

impl Assurance {
    /// The assurance of the columns `level`, `level_service` and `level_at`.
    ///
    /// # Errors
    /// The name of the column that cannot be read.
    pub(crate) fn of_columns(
        rank: Option<i64>,
        service: Option<&str>,
        at: Option<i64>,
    ) -> Result<Option<Self>, &'static str> {
        let (Some(rank), Some(service), Some(at)) = (rank, service, at) else {
            return Ok(None);
        };
        Ok(Some(Self {
            service: Service::of_word(service).ok_or("level_service")?,
            level: of_rank(rank).ok_or("level")?,
            at: Timestamp::from_unix(at),
        }))
    }
}

/// As the database writes a level.
pub(super) const fn rank(level: IdentityLevel) -> i64 {
    match level {
        IdentityLevel::Low => 1,
        IdentityLevel::Substantial => 2,
        IdentityLevel::High => 3,
    }
}

/// The level of that rank.
fn of_rank(rank: i64) -> Option<IdentityLevel> {
    let mut all = IdentityLevel::ALL.into_iter();
    all.find(|level| self::rank(*level) == rank)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOLDS: Holds = Holds {
        low: Hold {
            idle: Duration::from_hours(1),
            absolute: Duration::from_hours(12),
        },
        substantial: Hold {
            idle: Duration::from_mins(30),
            absolute: Duration::from_hours(2),
        },
        high: Hold {
            idle: Duration::from_mins(5),
            absolute: Duration::from_mins(30),
        },
    };

    #[test]
    fn a_level_decays_step_by_step() {
        let start = Timestamp::from_unix(1_000_000);
        let high = Assurance {
            service: Service::BundId,
            level: IdentityLevel::High,
            at: start,
        };
        let left = |seen: u64, now: u64| {
            let at = |minutes: u64| start + Duration::from_mins(minutes);
            HOLDS.left(high, at(seen), at(now)).map(|it| it.level)
        };
        assert_eq!(left(0, 5), Some(IdentityLevel::High));
        assert_eq!(left(0, 6), Some(IdentityLevel::Substantial));
        assert_eq!(left(29, 30), Some(IdentityLevel::High));
        assert_eq!(left(30, 31), Some(IdentityLevel::Substantial));
        assert_eq!(left(0, 31), Some(IdentityLevel::Low));
        assert_eq!(left(120, 121), Some(IdentityLevel::Low));
        assert_eq!(left(0, 61), None);
        assert_eq!(left(720, 721), None);
    }

    #[test]
    fn ranks_read_back() {
        for level in IdentityLevel::ALL {
            assert_eq!(of_rank(rank(level)), Some(level));
        }
        assert_eq!(of_rank(0), None);
    }
}
