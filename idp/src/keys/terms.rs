//! When which key signs and is published: publish → sign → retire. Everything follows from the
//! rows and the time, so that processes with the same rows agree without talking.

use std::time::Duration;

use shared::clock::Timestamp;

use super::Algorithm;

/// How long relying parties may keep our keys without asking again (`Cache-Control: max-age`).
pub(crate) const CACHE: Duration = Duration::from_mins(5);
/// How long a new key is published before it signs: much longer than [`CACHE`], for those who ask
/// again by a clock of their own.
pub(crate) const LEAD: Duration = Duration::from_hours(1);

/// What is known of a key beside itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) kid: String,
    pub(crate) algorithm: Algorithm,
    /// Counts the keys of an algorithm.
    pub(super) generation: i64,
    pub(crate) created_at: Timestamp,
    pub(crate) signs_from: Timestamp,
    pub(crate) withdrawn_at: Option<Timestamp>,
}

impl Term {
    const fn order(&self) -> (Timestamp, i64) {
        (self.signs_from, self.generation)
    }
}

/// Where a key stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Published; does not sign yet.
    Next,
    /// Signs.
    Signs,
    /// Does not sign any more; published until then.
    Published(Timestamp),
    /// No longer published: all that it signed has expired. It is still read in a hint.
    Retired,
    /// Never to be believed again.
    Withdrawn(Timestamp),
}

/// A key that is to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) algorithm: Algorithm,
    pub(super) generation: i64,
    pub(crate) signs_from: Timestamp,
}

/// All keys there are.
#[derive(Debug, Default)]
pub(crate) struct Terms(Vec<Term>);

impl Terms {
    pub(super) const fn new(terms: Vec<Term>) -> Self {
        Self(terms)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Term> {
        self.0.iter()
    }

    pub(super) fn of(&self, algorithm: Algorithm) -> impl Iterator<Item = &Term> {
        let believed = self.0.iter().filter(|term| term.withdrawn_at.is_none());
        believed.filter(move |term| term.algorithm == algorithm)
    }

    /// The key that signs. Where a clock was set back none has begun: then it is the first.
    pub(crate) fn signing(&self, algorithm: Algorithm, now: Timestamp) -> Option<&Term> {
        let begun = self.of(algorithm).filter(|term| term.signs_from <= now);
        let newest = begun.max_by_key(|term| term.order());
        newest.or_else(|| self.of(algorithm).min_by_key(|term| term.order()))
    }

    fn signs(&self, term: &Term, now: Timestamp) -> bool {
        let signing = self.signing(term.algorithm, now);
        signing.is_some_and(|it| it.kid == term.kid)
    }

    /// The key that will sign next.
    pub(crate) fn next(&self, algorithm: Algorithm, now: Timestamp) -> Option<&Term> {
        self.of(algorithm)
            .filter(|term| term.signs_from > now && !self.signs(term, now))
            .min_by_key(|term| term.order())
    }

    /// Where a key stands; one that no longer signs is published for `keeps`.
    pub(crate) fn stage(&self, term: &Term, now: Timestamp, keeps: Duration) -> Stage {
        if let Some(at) = term.withdrawn_at {
            return Stage::Withdrawn(at);
        }
        if term.signs_from > now && !self.signs(term, now) {
            return Stage::Next;
        }
        let later = self.of(term.algorithm);
        let successor = later
            .filter(|other| other.order() > term.order())
            .map(|other| other.signs_from)
            .min();
        match successor {
            Some(at) if at + keeps <= now => Stage::Retired,
            Some(at) if at <= now => Stage::Published(at + keeps),
            _ => Stage::Signs,
        }
    }

    /// The key that comes after all others of its algorithm. Whoever knows the same keys wants the
    /// same generation, of which the database keeps one.
    pub(crate) fn successor(&self, algorithm: Algorithm, signs_from: Timestamp) -> Wanted {
        let all = self.0.iter().filter(|term| term.algorithm == algorithm);
        Wanted {
            algorithm,
            generation: all.map(|term| term.generation).max().unwrap_or(0) + 1,
            signs_from,
        }
    }

    /// The successors that it is time to publish, when a key signs for `every`.
    pub(crate) fn due(&self, now: Timestamp, every: Duration) -> Vec<Wanted> {
        let due = |algorithm| {
            let signing = self.signing(algorithm, now)?;
            let change = signing.signs_from + every;
            let is_due = change <= now + LEAD && self.next(algorithm, now).is_none();
            is_due.then(|| self.successor(algorithm, change.max(now + LEAD)))
        };
        Algorithm::ALL.into_iter().filter_map(due).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Duration = Duration::from_hours(24);
    const KEEPS: Duration = Duration::from_hours(2);
    const START: Timestamp = Timestamp::from_unix(1_000_000);

    fn term(generation: i64, signs_from: Timestamp) -> Term {
        Term {
            kid: format!("k{generation}"),
            algorithm: Algorithm::Es256,
            generation,
            created_at: START,
            signs_from,
            withdrawn_at: None,
        }
    }

    #[test]
    fn a_key_is_published_before_it_signs_and_after() {
        let change = START + DAY;
        let terms = Terms::new(vec![term(1, START), term(2, change)]);
        let stages = |now| {
            let all = terms.all().map(|it| terms.stage(it, now, KEEPS));
            all.collect::<Vec<_>>()
        };
        let signing = |now| terms.signing(Algorithm::Es256, now).map(|it| it.generation);
        let second = Duration::from_secs(1);
        assert_eq!(stages(change - second), [Stage::Signs, Stage::Next]);
        assert_eq!(signing(change - second), Some(1));
        let until = change + KEEPS;
        assert_eq!(stages(change), [Stage::Published(until), Stage::Signs]);
        assert_eq!(signing(change), Some(2));
        assert_eq!(stages(until), [Stage::Retired, Stage::Signs]);
        assert_eq!(terms.signing(Algorithm::Rs256, change), None);
    }

    #[test]
    fn a_successor_is_wanted_once_and_in_time() {
        let every = DAY * 90;
        let change = START + every;
        let first = Terms::new(vec![term(1, START)]);
        let second = Duration::from_secs(1);
        assert_eq!(first.due(change - LEAD - second, every), []);
        let [wanted] = first.due(change - LEAD, every)[..] else {
            panic!("one is due");
        };
        assert_eq!((wanted.generation, wanted.signs_from), (2, change));
        // A server that slept through it still publishes before it signs.
        let late = change + DAY;
        assert_eq!(first.due(late, every)[0].signs_from, late + LEAD);
        let both = Terms::new(vec![term(1, START), term(2, change)]);
        assert_eq!(both.due(change - LEAD, every), []);
        assert_eq!(both.due(change, every), []);
    }

    #[test]
    fn a_withdrawn_key_neither_signs_nor_gives_its_number_away() {
        let mut bad = term(2, START);
        bad.withdrawn_at = Some(START);
        let terms = Terms::new(vec![term(1, START), bad.clone()]);
        let signing = terms.signing(Algorithm::Es256, START);
        assert_eq!(signing.map(|it| it.generation), Some(1));
        assert_eq!(terms.stage(&bad, START, KEEPS), Stage::Withdrawn(START));
        assert_eq!(terms.successor(Algorithm::Es256, START).generation, 3);
    }

    #[test]
    fn a_clock_that_was_set_back_leaves_a_key() {
        let first = term(1, START);
        let second = term(2, START + DAY);
        let terms = Terms::new(vec![first.clone(), second.clone()]);
        let before = START - DAY;
        let signing = terms.signing(first.algorithm, before);
        assert_eq!(signing.map(|it| it.generation), Some(1));
        let next = terms.next(first.algorithm, before);
        assert_eq!(next.map(|it| it.generation), Some(2));
        assert_eq!(terms.stage(&first, before, KEEPS), Stage::Signs);
        assert_eq!(terms.stage(&second, before, KEEPS), Stage::Next);
    }
}
