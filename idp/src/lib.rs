//! The OpenID provider: one safe way in for every citizen.
//!
//! A folder is a capability; it uses another one only if that stands on a lower floor.
//!
//! | floor | capabilities |
//! |---|---|
//! | 1 | `audit`, `keys`, `mail`, `limits` |
//! | 2 | `accounts`, `clients`, `upstream` |
//! | 3 | `passwords`, `passkeys`, `totp`, `roles`, `identities`, `profiles`, `deletions` |
//! | 4 | `browsers`, `sessions`, `interactions`, `consents`, `disclosures`, `federation`, `drafts` |
//! | 5 | `sign_up`, `sign_in` |
//! | 6 | `oauth` |
//! | 7 | `endings`, `recovery_codes` |
//! | 8 | `recovery_letters`, `factors`, `devices` |
//! | 9 | `recovery`, `help`, `history`, `invitations`, `registration` |
//! | 10 | `email_change`, `lifecycle`, `counter_codes` |
//! | 11 | `own_data` |
//! | 12 | `admin`, `jobs` |

mod accounts;
mod admin;
mod app;
mod audit;
mod browsers;
pub mod cli;
mod clients;
mod consents;
mod counter_codes;
mod deletions;
mod devices;
mod disclosures;
mod drafts;
mod email_change;
mod endings;
mod error;
mod factors;
mod federation;
mod help;
mod history;
mod identities;
mod interactions;
mod invitations;
mod jobs;
mod keys;
mod lifecycle;
mod limits;
mod mail;
mod oauth;
mod own_data;
mod passkeys;
mod passwords;
mod preview;
mod profiles;
mod recovery;
mod recovery_codes;
mod recovery_letters;
mod registration;
mod request;
mod roles;
mod routes;
mod server;
mod sessions;
pub mod settings;
mod sign_in;
mod sign_up;
mod totp;
mod upstream;

pub use admin::AdminCall;
pub use preview::{MailPreview, Preview, preview, preview_mails};
pub use server::{Server, StartError};
pub use settings::Settings;

/// Every call of the admin API, for tests that must not forget one.
#[must_use]
pub fn admin_calls() -> &'static [AdminCall] {
    &admin::CALLS
}

/// The schema, step by step, the same for both engines.
static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn every_page_renders_in_every_language() {
        let settings = crate::Settings::from_toml(&[include_str!("../../config/idp.dev.toml")])
            .expect("the development settings are good");
        let previews = crate::preview(&settings).expect("every page renders");
        let languages: BTreeSet<_> = previews.iter().map(|it| it.language.as_str()).collect();
        assert!(languages.contains("de") && languages.contains("en"));
    }
}
