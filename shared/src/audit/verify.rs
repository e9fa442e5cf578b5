//! Walks along the chain and tells everything that does not fit, once each.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::chain::same;
use super::{Chain, Entry, FORGOTTEN, Fault, Head, Link, Personal, Report, personal_hash};

/// A walk: [`entry`](Self::entry) for each sealed entry by its place, [`pending`](Self::pending)
/// for those that wait, then [`finish`](Self::finish).
#[derive(Debug)]
pub struct Verifier<'a> {
    chain: &'a Chain,
    /// By place; several if the file contradicts itself.
    heads: BTreeMap<i64, Vec<String>>,
    last: i64,
    /// What the next entry's MAC may stand on. None: unknown, after a gap.
    previous: Vec<String>,
    forgotten: Vec<(i64, i64)>,
    allowed: Vec<(i64, i64)>,
    report: Report,
}

/// The details of an entry [`FORGOTTEN`].
#[derive(Debug, Deserialize)]
struct Forgetting {
    entries: Vec<(i64, i64)>,
    proof: String,
}

impl<'a> Verifier<'a> {
    /// Begins before the first entry. `heads` are those known outside of the database.
    #[must_use]
    pub fn new(chain: &'a Chain, heads: &[Head]) -> Self {
        let mut by_place: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        for head in heads.iter().filter(|head| head.seq > 0) {
            by_place.entry(head.seq).or_default().push(head.mac.clone());
        }
        Self {
            chain,
            report: Report {
                head: by_place.keys().next_back().copied(),
                ..Report::default()
            },
            heads: by_place,
            last: 0,
            previous: vec![String::new()],
            forgotten: Vec::new(),
            allowed: Vec::new(),
        }
    }

    /// The place of the newest entry seen.
    #[must_use]
    pub const fn last(&self) -> i64 {
        self.last
    }

    /// The next entry by its place.
    pub fn entry(&mut self, entry: &Entry) {
        let seq = entry.seq.unwrap_or_default();
        self.report.entries += 1;
        if seq > self.last + 1 {
            self.fault(Fault::Missing(self.last + 1, seq - 1));
            self.previous.clear();
        }
        let links = self.links(seq, entry);
        let as_it_was = links && Self::keeps_its_word(entry) && seq > self.last;
        if !as_it_was {
            self.fault(Fault::Changed(seq));
        }
        self.last = self.last.max(seq);
        let mac = entry.mac.as_deref().unwrap_or_default();
        let vouched = self.heads.get(&seq);
        if as_it_was && vouched.is_some_and(|macs| !macs.iter().all(|it| same(it, mac))) {
            self.fault(Fault::Replaced(seq));
        }
        if entry.personal.is_none() {
            self.report.forgotten += 1;
            push(&mut self.forgotten, seq);
        }
        if !is_filed_right(entry) {
            self.fault(Fault::Misfiled(seq));
        }
        if as_it_was {
            self.allow(entry);
        }
    }

    /// An entry that waits to be sealed.
    pub fn pending(&mut self, entry: &Entry) {
        self.report.pending += 1;
        self.allow(entry);
    }

    /// The end: `head` is what the database holds for it.
    #[must_use]
    pub fn finish(mut self, head: &Head) -> Report {
        let newest = self.heads.keys().next_back().copied().unwrap_or_default();
        if newest > self.last {
            self.fault(Fault::CutOff(self.last + 1, newest));
        } else if head.seq > self.last {
            self.fault(Fault::Missing(self.last + 1, head.seq));
        } else if head.seq < self.last || !self.previous.iter().any(|it| same(it, &head.mac)) {
            self.fault(Fault::Head(head.seq));
        }
        self.allowed.sort_unstable();
        let erased = self.forgotten.iter().flat_map(|(from, to)| *from..=*to);
        let erased = erased.filter(|seq| !is_in(&self.allowed, *seq));
        self.report.faults.extend(erased.map(Fault::Erased));
        self.report
    }

    /// Whether its MAC stands on the entry before; the next one may stand on what is kept or on
    /// what should be, so that one change is told once.
    fn links(&mut self, seq: i64, entry: &Entry) -> bool {
        let kept = entry.mac.clone().unwrap_or_default();
        let link = Link {
            seq,
            at: entry.at,
            event: &entry.event,
            personal_hash: entry.personal_hash.as_deref().unwrap_or_default(),
        };
        let right: Vec<_> = self
            .previous
            .iter()
            .map(|previous| self.chain.mac(previous, &link))
            .collect();
        let fits = right.is_empty() || right.iter().any(|mac| same(mac, &kept));
        self.previous = vec![kept];
        if !fits {
            self.previous.extend(right);
        }
        fits
    }

    /// Whether what it tells of persons is what was sealed, or gone as a whole.
    fn keeps_its_word(entry: &Entry) -> bool {
        match (&entry.personal, &entry.salt, &entry.personal_hash) {
            (Some(personal), Some(salt), Some(hash)) => same(&personal_hash(salt, personal), hash),
            (None, None, Some(_)) => true,
            _ => false,
        }
    }

    fn allow(&mut self, entry: &Entry) {
        if entry.event != FORGOTTEN {
            return;
        }
        let details = entry.personal().map(|personal| personal.details);
        let Some(Ok(forgetting)) = details.map(serde_json::from_value::<Forgetting>) else {
            return;
        };
        if same(
            &self.chain.forgetting(&forgetting.entries),
            &forgetting.proof,
        ) {
            self.allowed.extend(forgetting.entries);
        }
    }

    fn fault(&mut self, fault: Fault) {
        self.report.faults.push(fault);
    }
}

/// Whether `seq` lies in one of the ranges, which are in order and do not overlap (nothing is
/// forgotten twice).
fn is_in(ranges: &[(i64, i64)], seq: i64) -> bool {
    let begun = ranges.partition_point(|(from, _)| *from <= seq);
    begun > 0 && ranges[begun - 1].1 >= seq
}

/// Whether the ids beside the text are those in it.
fn is_filed_right(entry: &Entry) -> bool {
    let Some(text) = &entry.personal else {
        return entry.ids.iter().all(Option::is_none);
    };
    let Ok(personal) = serde_json::from_str::<Personal>(text) else {
        return false;
    };
    let by = personal.by.and_then(|by| by.id);
    entry.ids == [by, personal.about, personal.case]
}

/// These places, in order, as ranges from first to last.
#[must_use]
pub fn ranges(places: &[i64]) -> Vec<(i64, i64)> {
    let mut ranges = Vec::new();
    for place in places {
        push(&mut ranges, *place);
    }
    ranges
}

fn push(ranges: &mut Vec<(i64, i64)>, place: i64) {
    match ranges.last_mut() {
        Some((_, to)) if *to + 1 == place => *to = place,
        _ => ranges.push((place, place)),
    }
}

#[cfg(test)]
mod tests;
