//! The kit of the black-box tests: what starts the servers, and what uses them from outside.
//!
//! Everything here panics with words when something is not as it should be: a test is made of
//! assertions. `docs/testing.md` is the overview.

pub mod audit;
pub mod browser;
pub mod databases;
pub mod http;
pub mod journeys;
pub mod mailbox;
pub mod passkeys;
mod patience;
pub mod people;
pub mod routes;
pub mod staff;
pub mod stand_ins;
mod steps;
pub mod totp;
pub mod traces;
pub mod world;

pub use browser::{Authenticator, AuthenticatorKind, Person, Tab, Theme};
pub use databases::Database;
pub use http::{Form, Page, Visitor};
pub use journeys::Journey;
pub use mailbox::{Mail, Mailbox};
pub use passkeys::SoftPasskey;
pub use patience::{Patience, soon};
