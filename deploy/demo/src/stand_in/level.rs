//! The four levels of assurance under their three names (BundID interface, TR-03160).

/// STORK-QAA-Level-N.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Level {
    #[default]
    One,
    Two,
    Three,
    Four,
}

impl Level {
    pub(crate) const ALL: [Self; 4] = [Self::One, Self::Two, Self::Three, Self::Four];

    /// As `acr` says it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::One => "STORK-QAA-Level-1",
            Self::Two => "STORK-QAA-Level-2",
            Self::Three => "STORK-QAA-Level-3",
            Self::Four => "STORK-QAA-Level-4",
        }
    }

    /// As `trust_levels` says it of a single claim.
    pub(crate) const fn trust(self) -> &'static str {
        match self {
            Self::One => "UNTERGEORDNET",
            Self::Two => "NORMAL",
            Self::Three => "SUBSTANTIELL",
            Self::Four => "HOCH",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == text)
    }
}
