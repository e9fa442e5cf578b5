//! `[staff]`.

use std::time::Duration;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use shared::claims::Action;
use shared::settings::minutes;

/// What can wait for a second person.
pub(crate) const FOUR_EYES: &[Action] = &[
    Action::DeactivateAccount,
    Action::ReactivateAccount,
    Action::InviteStaff,
    Action::ChangeRoles,
    Action::DeactivateStaff,
    Action::IssueCode,
    Action::IssueOrganisationCode,
    Action::CloseCase,
];

/// What the staff's side asks for.
#[derive(Debug, Clone, Deserialize)]
pub struct Staff {
    /// A grave action asks for a sign-in that is not older.
    #[serde(rename = "fresh_minutes", deserialize_with = "minutes")]
    pub fresh: Duration,
    /// What a second person must confirm.
    #[serde(deserialize_with = "confirmable")]
    pub four_eyes: Vec<Action>,
}

impl Staff {
    /// Whether a second person must confirm it.
    #[must_use]
    pub fn needs_second(&self, action: Action) -> bool {
        // Whoever hands out a way into somebody's account is never alone.
        action == Action::RecoverAccount || self.four_eyes.contains(&action)
    }
}

fn confirmable<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Action>, D::Error> {
    let words = Vec::<String>::deserialize(from)?;
    let read = |word: &String| {
        let action = word.parse().ok();
        action
            .filter(|action| FOUR_EYES.contains(action))
            .ok_or_else(|| {
                let known: Vec<_> = FOUR_EYES.iter().map(|it| it.as_str()).collect();
                D::Error::custom(format!(
                    "holds {word:?}, which cannot wait for a second person; it may hold {}",
                    known.join(", ")
                ))
            })
    };
    words.iter().map(read).collect()
}
