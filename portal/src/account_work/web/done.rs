//! What has just been done, as the page after it says.

use serde::{Deserialize, Serialize};

/// `?getan=…`: a word of ours, or nothing.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    getan: Option<String>,
}

/// What has just been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Done {
    Deactivated,
    Reactivated,
    Invited,
    InvitedAgain,
    Withdrawn,
    RolesChanged,
    RolesWithdrawn,
}

impl Done {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Deactivated, "deaktiviert"),
        (Self::Reactivated, "reaktiviert"),
        (Self::Invited, "eingeladen"),
        (Self::InvitedAgain, "erneut-eingeladen"),
        (Self::Withdrawn, "zurueckgezogen"),
        (Self::RolesChanged, "rollen-geaendert"),
        (Self::RolesWithdrawn, "rollen-entzogen"),
    ];

    /// `path?getan=…`.
    pub(super) fn at(self, path: &str) -> String {
        let word = Self::ALL.iter().find(|(done, _)| *done == self);
        let word = word.map_or("", |(_, word)| word);
        format!("{path}?getan={word}")
    }
}

impl Asked {
    pub(super) fn read(&self) -> Option<Done> {
        let asked = self.getan.as_deref()?;
        let known = Done::ALL.iter().find(|(_, word)| *word == asked);
        known.map(|(done, _)| *done)
    }
}
