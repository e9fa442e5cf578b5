//! The Jobcenter portal: what a citizen does with the office, for whom the provider has vouched.
//!
//! A folder is a capability; it uses another one only if that stands on a lower floor.
//!
//! | floor | capabilities |
//! |---|---|
//! | 1 | `audit`, `mail`, `limits` |
//! | 2 | `rp`, `residents`, `cases`, `letters_outbox` |
//! | 3 | `sessions`, `resource`, `measures`, `readings`, `drafts` |
//! | 4 | `codes`, `profiles`, `requests`, `provider_admin` |
//! | 5 | `recovery_letters`, `sign_in`, `sign_out`, `unlock`, `home`, `colleagues`, `approvals`, `address` |
//! | 6 | `staff`, `case_work`, `code_work`, `account_work` |
//! | 7 | `start`, `api`, `help`, `history`, `approval_work`, `own_data` |
//! | 8 | `account_events` |
//! | 9 | `jobs` |

mod app;
pub mod cli;
pub mod demo;
mod error;
mod preview;
mod request;
mod routes;
mod server;
pub mod settings;

mod audit;
mod limits;
mod mail;

mod cases;
mod drafts;
mod letters_outbox;
mod measures;
mod readings;
mod residents;
mod resource;
mod rp;

mod sessions;

mod codes;
mod profiles;
mod provider_admin;
mod requests;

mod address;
mod approvals;
mod colleagues;
mod home;
mod recovery_letters;
mod sign_in;
mod sign_out;
mod unlock;

mod account_work;
mod case_work;
mod code_work;
mod staff;

mod api;
mod approval_work;
mod help;
mod history;
mod own_data;
mod start;

mod account_events;

mod jobs;

pub use preview::{MailPreview, Preview, preview, preview_mails};
pub use routes::{Access, RouteEntry, route_table};
pub use server::{Server, StartError};
pub use settings::Settings;
pub use shared::serve::ServeError;

/// The schema, step by step, the same for both engines.
static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");
