//! Finding cases by what staff type in: candidates by words and numbers in SQL, ranked here. The
//! same work on both databases; the time goes with the number of different words, which grows far
//! more slowly than the number of cases.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use shared::db::{Db, StoreError, Tx};

use super::fold::{bare, fold, with_pairs};
use super::likeness::likeness;
use super::query::Query;
use super::store::index::Entry;
use super::store::search::Condition;
use super::{Case, Record, Whom, store};

/// More are not shown: who gets so many has to say more.
pub(crate) const MOST: usize = 200;
/// So many words are compared with each word that was typed.
const CANDIDATES: i64 = 300;
/// So many of them are good enough to be looked for.
const KEPT: usize = 60;
/// Words less alike are others.
const LEAST: f64 = 0.5;

/// What was found, the best first.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) cases: Vec<Case>,
    /// There are more than [`MOST`].
    pub(crate) more: bool,
    /// Nothing fits everything that was typed; these fit some of it.
    pub(crate) partly: bool,
}

/// Looks for cases.
pub(crate) async fn search(tx: &mut Tx, query: &Query) -> Result<Found, StoreError> {
    let mut wanted = Vec::new();
    for word in &query.words {
        wanted.push(words_like(tx, word).await?);
    }
    let exact = candidates(tx, &conditions(query, &wanted, true)).await?;
    let mut found = if exact.len() > MOST {
        exact
    } else {
        let near = candidates(tx, &conditions(query, &wanted, false)).await?;
        join(exact, near)
    };
    let partly = found.is_empty() && query.parts() > 1;
    if partly {
        found = nearly(tx, &conditions(query, &wanted, false)).await?;
    }
    let more = found.len() > MOST;
    rank(&mut found, query);
    found.truncate(MOST);
    Ok(Found {
        cases: found,
        more,
        partly,
    })
}

/// Existing words that are like this one, the likest first.
async fn words_like(tx: &mut Tx, asked: &str) -> Result<Vec<String>, StoreError> {
    let words = store::index::words_like(tx, asked, CANDIDATES).await?;
    let mut rated: Vec<_> = words
        .into_iter()
        .map(|word| (likeness(asked, &word), word))
        .filter(|(like, _)| *like >= LEAST)
        .collect();
    rated.sort_by(|a, b| b.0.total_cmp(&a.0));
    rated.truncate(KEPT);
    Ok(rated.into_iter().map(|(_, word)| word).collect())
}

fn conditions(query: &Query, wanted: &[Vec<String>], exactly: bool) -> Vec<Condition> {
    let words = query.words.iter().zip(wanted).map(|(asked, like)| {
        Condition::Word(if exactly {
            vec![asked.clone()]
        } else {
            like.clone()
        })
    });
    let numbers = query.numbers.iter().cloned().map(Condition::Number);
    let born = (!query.born.is_empty()).then(|| Condition::Born(query.born.clone()));
    words.chain(numbers).chain(born).collect()
}

async fn candidates(tx: &mut Tx, conditions: &[Condition]) -> Result<Vec<Case>, StoreError> {
    let most = i64::try_from(MOST + 1).unwrap_or(i64::MAX);
    store::search::fitting(tx, conditions, most).await
}

/// What fits all conditions but one, whichever that is.
async fn nearly(tx: &mut Tx, conditions: &[Condition]) -> Result<Vec<Case>, StoreError> {
    let mut found = Vec::new();
    for left_out in 0..conditions.len() {
        let mut others = conditions.to_vec();
        others.remove(left_out);
        found = join(found, candidates(tx, &others).await?);
    }
    Ok(found)
}

fn join(mut first: Vec<Case>, second: Vec<Case>) -> Vec<Case> {
    let known: BTreeSet<String> = first.iter().map(|case| case.id.to_string()).collect();
    let new = second
        .into_iter()
        .filter(|case| !known.contains(case.id.as_str()));
    first.extend(new);
    first
}

/// The best first; among equals those that are open, then as they came: by name.
fn rank(cases: &mut [Case], query: &Query) {
    let mut known: BTreeMap<(&str, String), f64> = BTreeMap::new();
    let mut rated: BTreeMap<String, f64> = BTreeMap::new();
    for case in &*cases {
        let words = entry(&case.record).words;
        let mut sum = 0.0;
        for asked in &query.words {
            let each = words.iter().map(|word| {
                let pair = (asked.as_str(), word.clone());
                *known.entry(pair).or_insert_with(|| likeness(asked, word))
            });
            sum += each.fold(0.0, f64::max);
        }
        let begins =
            |initial: &&String| words.iter().any(|word| word.starts_with(initial.as_str()));
        let initials = query.initials.iter().filter(begins).count();
        sum += if initials > 0 { 0.5 } else { 0.0 };
        sum += if fits_numbers(&case.record, query) {
            1.0
        } else {
            0.0
        };
        rated.insert(case.id.to_string(), sum);
    }
    let score = |case: &Case| rated.get(case.id.as_str()).copied().unwrap_or_default();
    cases.sort_by(|a, b| match score(b).total_cmp(&score(a)) {
        Ordering::Equal => b.is_open().cmp(&a.is_open()),
        other => other,
    });
}

/// Whether a whole number or the birth date is the one that was typed: only of weight when not
/// everything has to fit.
fn fits_numbers(record: &Record, query: &Query) -> bool {
    let numbers = entry(record).numbers;
    let born = match &record.whom {
        Whom::Person { birth_date, .. } => birth_date.to_string(),
        Whom::Organisation { .. } => String::new(),
    };
    query.numbers.iter().any(|number| numbers.contains(number))
        || query
            .born
            .iter()
            .any(|(first, last)| *first <= born && born <= *last)
}

/// By what this record is found.
pub(super) fn entry(record: &Record) -> Entry {
    let mut entry = Entry::default();
    entry
        .numbers
        .insert(record.customer_number.as_str().to_owned());
    match &record.whom {
        Whom::Person {
            given_name,
            family_name,
            community,
            ..
        } => {
            entry.words.append(&mut with_pairs(given_name.as_str()));
            entry.words.append(&mut with_pairs(family_name.as_str()));
            entry
                .numbers
                .extend(community.iter().map(|it| bare(it.as_str())));
            let both = [family_name.as_str(), given_name.as_str()].map(|name| fold(name).join(" "));
            entry.sort_name = both.join(" ");
        }
        Whom::Organisation { name, register, .. } => {
            entry.words.append(&mut with_pairs(name.as_str()));
            let number = bare(register.number.as_str());
            let digits = number.trim_start_matches(|c: char| !c.is_ascii_digit());
            entry.numbers.insert(digits.to_owned());
            entry.sort_name = fold(name.as_str()).join(" ");
            entry.numbers.insert(number);
        }
    }
    entry
}

/// Indexes what other rules have indexed, or none, a few at a time; whether any are left.
pub(crate) async fn index_some(db: &Db) -> Result<bool, StoreError> {
    const SOME: i64 = 100;
    let mut tx = db.write().await?;
    let waiting = store::index::not_indexed(&mut tx, SOME).await?;
    for id in &waiting {
        if let Some(case) = store::find(&mut tx, id).await? {
            store::index::index(&mut tx, id, &entry(&case.record)).await?;
        }
    }
    tx.commit().await?;
    Ok(!waiting.is_empty())
}
