//! What a verification found.

use std::fmt;

/// Something that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The entry is not as it was sealed, or was never sealed.
    Changed(i64),
    /// The ids for looking it up are not those that were sealed.
    Misfiled(i64),
    /// These entries, from first to last, are gone.
    Missing(i64, i64),
    /// These newest entries are gone: a head outside of the database knows of them.
    CutOff(i64, i64),
    /// The entry is another one than the head outside of the database vouches for.
    Replaced(i64),
    /// What it told of persons is gone, and no entry says that it was forgotten.
    Erased(i64),
    /// The database's own head is not the newest entry.
    Head(i64),
    /// The heads outside of the database could not be read, for this reason.
    HeadFile(String),
}

impl Fault {
    /// Its kind in one word, and the places from first to last where it has any.
    #[must_use]
    pub const fn parts(&self) -> (&'static str, i64, i64) {
        match self {
            Self::Changed(seq) => ("changed", *seq, *seq),
            Self::Misfiled(seq) => ("misfiled", *seq, *seq),
            Self::Missing(from, to) => ("missing", *from, *to),
            Self::CutOff(from, to) => ("cut_off", *from, *to),
            Self::Replaced(seq) => ("replaced", *seq, *seq),
            Self::Erased(seq) => ("erased", *seq, *seq),
            Self::Head(seq) => ("head", *seq, *seq),
            Self::HeadFile(_) => ("head_file", 0, 0),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(seq) => write!(f, "entry {seq}: changed, moved or put in"),
            Self::Misfiled(seq) => write!(f, "entry {seq}: its ids for looking it up are changed"),
            Self::Missing(from, to) if from == to => write!(f, "entry {from}: missing"),
            Self::Missing(from, to) => write!(f, "entries {from} to {to}: missing"),
            Self::CutOff(from, to) if from == to => {
                write!(
                    f,
                    "entry {from}: missing at the end, the head file knows it"
                )
            }
            Self::CutOff(from, to) => write!(
                f,
                "entries {from} to {to}: missing at the end, the head file knows them"
            ),
            Self::Replaced(seq) => {
                write!(f, "entry {seq}: not the one that the head file vouches for")
            }
            Self::Erased(seq) => write!(f, "entry {seq}: erased, and not by the period for it"),
            Self::Head(seq) => write!(f, "entry {seq}: the database's head is another one"),
            Self::HeadFile(why) => write!(f, "the head file: {why}"),
        }
    }
}

/// What a verification found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Sealed entries.
    pub entries: u64,
    /// How many of them have been forgotten.
    pub forgotten: u64,
    /// Entries that wait to be sealed.
    pub pending: u64,
    /// The newest head that was known outside of the database.
    pub head: Option<i64>,
    /// What does not fit, in the order of the chain.
    pub faults: Vec<Fault>,
}

impl Report {
    /// Whether everything fits.
    #[must_use]
    pub const fn is_fine(&self) -> bool {
        self.faults.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.is_fine() {
            let lines: Vec<_> = self.faults.iter().map(ToString::to_string).collect();
            return f.write_str(&lines.join("\n"));
        }
        let Self {
            entries,
            forgotten,
            pending,
            ..
        } = self;
        write!(
            f,
            "{entries} entries, {forgotten} forgotten, {pending} not yet sealed, head fits the file"
        )
    }
}
