//! Texts near those that are known: a few slips of the kind that parsers stumble over.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// What parsers stumble over.
const SPICE: [&str; 44] = [
    "",
    "\0",
    "%",
    "%0",
    "%00",
    "%ff",
    "%2e",
    "%25",
    "%zz",
    "\r\n",
    "\n",
    "\t",
    " ",
    "+",
    "&",
    "&&",
    "=",
    ";",
    "#",
    "?",
    "/",
    "//",
    "/..",
    "\\",
    "@",
    "@evil.test",
    ":",
    ":0",
    ":65536",
    ".",
    "..",
    "*",
    "\"",
    "'",
    "<svg onload=1>",
    "{",
    "[[[[[[[[",
    "null",
    "-1",
    "99999999999999999999",
    "\u{202e}",
    "\u{e4}",
    "\u{1f600}",
    "none",
];

#[derive(Debug, Clone)]
enum Edit {
    Insert(Index, String),
    Delete(Index, usize),
    Double(Index, usize),
    Replace(Index, char),
    Case(Index),
    Cut(Index),
    Swell(Index, usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<Index>;
    let spice = prop_oneof![
        3 => select(&SPICE[..]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop_oneof![
        6 => (at(), spice).prop_map(|(at, text)| Edit::Insert(at, text)),
        3 => (at(), 1..8_usize).prop_map(|(at, length)| Edit::Delete(at, length)),
        2 => (at(), 1..40_usize).prop_map(|(at, length)| Edit::Double(at, length)),
        3 => (at(), any::<char>()).prop_map(|(at, c)| Edit::Replace(at, c)),
        2 => at().prop_map(Edit::Case),
        1 => at().prop_map(Edit::Cut),
        1 => (at(), 100..5_000_usize).prop_map(|(at, times)| Edit::Swell(at, times)),
    ]
}

impl Edit {
    fn on(self, text: &mut Vec<char>) {
        let place = |at: Index, text: &[char]| at.index(text.len() + 1);
        let range = |at: Index, length: usize, text: &[char]| {
            let from = place(at, text);
            from..(from + length).min(text.len())
        };
        match self {
            Self::Insert(at, more) => {
                let at = place(at, text);
                text.splice(at..at, more.chars());
            }
            Self::Delete(at, length) => drop(text.drain(range(at, length, text))),
            Self::Double(at, length) => {
                let range = range(at, length, text);
                let part = text[range.clone()].to_vec();
                text.splice(range.start..range.start, part);
            }
            Self::Replace(at, c) => {
                let range = range(at, 1, text);
                text.splice(range, [c]);
            }
            Self::Case(at) => {
                let at = place(at, text);
                if let Some(c) = text.get_mut(at) {
                    let other = if c.is_ascii_lowercase() {
                        c.to_ascii_uppercase()
                    } else {
                        c.to_ascii_lowercase()
                    };
                    *c = other;
                }
            }
            Self::Cut(at) => text.truncate(place(at, text)),
            Self::Swell(at, times) => {
                if let Some(c) = text.get(at.index(text.len() + 1)).copied() {
                    text.extend(std::iter::repeat_n(c, times));
                }
            }
        }
    }
}

/// One of `seeds` with up to a few slips.
pub(crate) fn near(seeds: Vec<String>) -> impl Strategy<Value = String> + Clone {
    let slips = prop_oneof![1 => Just(0..1_usize), 8 => Just(1..4), 1 => Just(4..12)];
    let slips = slips.prop_flat_map(|count| vec(edit(), count)).boxed();
    (select(seeds), slips).prop_map(|(text, slips)| {
        let mut text: Vec<char> = text.chars().collect();
        for slip in slips {
            slip.on(&mut text);
        }
        text.into_iter().collect()
    })
}

/// Names and values: pairs of one of `seeds` left out, doubled, moved, or slightly wrong.
pub(crate) fn pairs(
    seeds: Vec<Vec<(String, String)>>,
) -> impl Strategy<Value = Vec<(String, String)>> {
    let mut names: Vec<_> = seeds
        .iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect();
    let mut values: Vec<_> = seeds
        .iter()
        .flatten()
        .map(|(_, value)| value.clone())
        .collect();
    for known in [&mut names, &mut values] {
        known.sort();
        known.dedup();
    }
    let value = near(values);
    let change = prop_oneof![
        (any::<Index>(), value.clone()).prop_map(|(at, value)| Change::Value(at, value)),
        (any::<Index>(), near(names.clone())).prop_map(|(at, name)| Change::Name(at, name)),
        (any::<Index>(), select(names), value)
            .prop_map(|(at, name, value)| Change::Add(at, name, value)),
        any::<Index>().prop_map(Change::Drop),
        any::<Index>().prop_map(Change::Double),
    ];
    (select(seeds), vec(change, 0..4)).prop_map(|(mut all, changes)| {
        for change in changes {
            change.on(&mut all);
        }
        all
    })
}

#[derive(Debug, Clone)]
enum Change {
    Value(Index, String),
    Name(Index, String),
    Add(Index, String, String),
    Drop(Index),
    Double(Index),
}

impl Change {
    fn on(self, all: &mut Vec<(String, String)>) {
        if let Self::Add(at, name, value) = self {
            all.insert(at.index(all.len() + 1), (name, value));
            return;
        }
        if all.is_empty() {
            return;
        }
        let length = all.len();
        match self {
            Self::Value(at, value) => all[at.index(length)].1 = value,
            Self::Name(at, name) => all[at.index(length)].0 = name,
            Self::Drop(at) => drop(all.remove(at.index(length))),
            Self::Double(at) => all.push(all[at.index(length)].clone()),
            Self::Add(..) => {}
        }
    }
}
