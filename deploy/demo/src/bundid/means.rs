//! The means of signing in and the level that each reaches.

use crate::stand_in::Level;

/// Level of assurance of a foreign eID. That „low“ is STORK level 2 follows the table of
/// TR-03160; the Federal Employment Agency's simulator gives it 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loa {
    Low,
    Substantial,
    High,
}

impl Loa {
    pub(super) const ALL: [Self; 3] = [Self::Low, Self::Substantial, Self::High];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "LOW",
            Self::Substantial => "SUBSTANTIAL",
            Self::High => "HIGH",
        }
    }

    pub(super) const fn level(self) -> Level {
        match self {
            Self::Low => Level::Two,
            Self::Substantial => Level::Three,
            Self::High => Level::Four,
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|loa| loa.as_str() == text)
    }
}

/// With what somebody signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Means {
    OnlineId,
    Elster,
    Eidas { country: String, loa: Loa },
    UserName { mfa: bool },
}

impl Means {
    /// The level that it reaches.
    pub(super) fn level(&self) -> Level {
        match self {
            Self::OnlineId => Level::Four,
            Self::Elster => Level::Three,
            Self::Eidas { loa, .. } => loa.level(),
            Self::UserName { .. } => Level::One,
        }
    }

    /// `AssertionProvedBy`.
    pub(super) const fn proved_by(&self) -> &'static str {
        match self {
            Self::OnlineId => "eID",
            Self::Elster => "Elster",
            Self::Eidas { .. } => "eIDAS",
            Self::UserName { .. } => "Benutzername",
        }
    }

    /// Whether two factors were used: always but for a user name alone, and for level low, which
    /// needs one (Implementing Regulation (EU) 2015/1502, 2.2.1).
    pub(super) const fn mfa(&self) -> bool {
        !matches!(
            self,
            Self::UserName { mfa: false } | Self::Eidas { loa: Loa::Low, .. }
        )
    }

    /// Whether one can sign in by it without an account.
    pub(super) const fn can_be_temporary(&self) -> bool {
        !matches!(self, Self::UserName { .. })
    }

    /// The name of its kind in addresses and texts.
    pub(super) const fn kind(&self) -> Kind {
        match self {
            Self::OnlineId => Kind::OnlineId,
            Self::Elster => Kind::Elster,
            Self::Eidas { .. } => Kind::Eidas,
            Self::UserName { .. } => Kind::UserName,
        }
    }
}

/// The kinds of means, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    OnlineId,
    Elster,
    Eidas,
    UserName,
}

impl Kind {
    pub(super) const ALL: [Self; 4] = [Self::OnlineId, Self::Elster, Self::Eidas, Self::UserName];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::OnlineId => "eid",
            Self::Elster => "elster",
            Self::Eidas => "eidas",
            Self::UserName => "benutzername",
        }
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// The highest level that it can reach.
    pub(super) const fn highest(self) -> Level {
        match self {
            Self::OnlineId | Self::Eidas => Level::Four,
            Self::Elster => Level::Three,
            Self::UserName => Level::One,
        }
    }

    /// The means, once all that it takes is chosen.
    pub(super) fn complete(self, country: &str, loa: &str, mfa: &str) -> Option<Means> {
        match self {
            Self::OnlineId => Some(Means::OnlineId),
            Self::Elster => Some(Means::Elster),
            Self::Eidas => Some(Means::Eidas {
                country: country.to_owned(),
                loa: Loa::parse(loa)?,
            }),
            Self::UserName => match mfa {
                "ja" => Some(Means::UserName { mfa: true }),
                "nein" => Some(Means::UserName { mfa: false }),
                _ => None,
            },
        }
    }
}
