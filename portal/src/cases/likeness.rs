//! How alike two folded words are, from 0 (not at all) to 1 (the same): slips of the fingers
//! (Kilcker), other spellings of the same sound (Meyer, Maier), the beginning of a name, a part.

use strsim::damerau_levenshtein;

/// Of the word that was asked for and one that exists.
pub(crate) fn likeness(asked: &str, word: &str) -> f64 {
    let (length, whole) = (asked.chars().count(), word.chars().count());
    if asked == word {
        return 1.0;
    }
    let mut best = 0.0_f64;
    if word.starts_with(asked) {
        best = 0.7 + 0.2 * share(length, whole);
    } else if length >= 4 && word.contains(asked) {
        best = 0.5 + 0.2 * share(length, whole);
    }
    if best < 0.8 {
        let slips = damerau_levenshtein(asked, word);
        if slips <= forgiven(length) {
            best = best.max(if slips == 1 { 0.8 } else { 0.6 });
        }
        if length >= 4 && sound(asked) == sound(word) {
            best = best.max(0.85);
        }
    }
    best
}

fn share(part: usize, whole: usize) -> f64 {
    let share = part * 1000 / whole.max(1);
    f64::from(u32::try_from(share).unwrap_or(1000)) / 1000.0
}

/// So many slips may be in a word of this length.
const fn forgiven(length: usize) -> usize {
    match length {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}

/// What a German ear hardly tells apart is written the same.
fn sound(word: &str) -> String {
    let mut word = word.to_owned();
    for (written, heard) in [
        ("ay", "ei"),
        ("ai", "ei"),
        ("ey", "ei"),
        ("ph", "f"),
        ("dt", "t"),
        ("th", "t"),
        ("ck", "k"),
        ("tz", "z"),
        ("ie", "i"),
        ("y", "i"),
        ("v", "f"),
        ("c", "k"),
        ("d", "t"),
        ("h", ""),
    ] {
        word = word.replace(written, heard);
    }
    let mut once: Vec<char> = word.chars().collect();
    once.dedup();
    once.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_and_sounds_are_like() {
        for (asked, word) in [
            ("kilcker", "klicker"),
            ("klickr", "klicker"),
            ("klicer", "klicker"),
            ("kilm", "kim"),
            ("mayer", "meier"),
            ("meyer", "maier"),
            ("schmitt", "schmidt"),
            ("schmid", "schmidt"),
            ("christof", "christoph"),
            ("klick", "klicker"),
            ("mann", "hartmann"),
            ("schmitd", "schmidt"),
        ] {
            assert!(likeness(asked, word) >= 0.5, "{asked} {word}");
        }
    }

    #[test]
    fn other_names_are_not() {
        for (asked, word) in [
            ("kim", "tom"),
            ("klicker", "becker"),
            ("anna", "hans"),
            ("li", "lu"),
            ("muller", "maurer"),
        ] {
            assert!(likeness(asked, word) < 0.5, "{asked} {word}");
        }
    }

    #[test]
    fn the_nearer_the_better() {
        let order = ["klicker", "klickere", "klikcer", "klixker", "kliker"];
        assert!(likeness("klicker", order[0]) > likeness("klicker", order[1]));
        assert!(likeness("klicker", order[1]) > likeness("klicker", order[3]));
        assert!(likeness("klick", "klicks") > likeness("klick", "klickermann"));
    }
}
