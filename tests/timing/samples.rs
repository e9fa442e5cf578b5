//! What was measured, and what it says.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::questions::Whom;

/// How long answers to one question took.
#[derive(Debug, Default)]
pub(crate) struct Samples {
    took: [Vec<Duration>; 3],
    statuses: [BTreeSet<u16>; 3],
}

impl Samples {
    pub(crate) const HEAD: &str = "question                   known                   also known              \
        unknown                 apart: by chance / unknown  ratio";

    pub(crate) fn add(&mut self, whom: Whom, status: u16, took: Duration) {
        assert_ne!(status, 429, "a limit was reached: {whom:?}");
        self.took[whom as usize].push(took);
        self.statuses[whom as usize].insert(status);
    }

    /// A line of the table.
    pub(crate) fn line(self, question: &str) -> String {
        let [first, second, third] = &self.statuses;
        assert!(
            first == second && second == third,
            "{question}: {:?}",
            self.statuses
        );
        let [known, also, unknown] = self.took.map(quartiles);
        let floor = apart(known, also);
        let found = apart(known, unknown).min(apart(also, unknown));
        let ratio = found / floor;
        let shown = |[low, middle, high]: [f64; 3]| format!("{low:7.3}{middle:8.3}{high:8.3}");
        format!(
            "{question:<26}{} {} {} {floor:9.3} / {found:.3}  {ratio:6.1}",
            shown(known),
            shown(also),
            shown(unknown),
        )
    }
}

/// Lower quartile, median and upper quartile in milliseconds.
fn quartiles(mut took: Vec<Duration>) -> [f64; 3] {
    took.sort_unstable();
    [1, 2, 3].map(|quarter| took[took.len() * quarter / 4].as_secs_f64() * 1000.0)
}

fn apart(one: [f64; 3], other: [f64; 3]) -> f64 {
    let differences = one.iter().zip(other).map(|(a, b)| (a - b).abs());
    differences.fold(0.0, f64::max)
}
