//! The kit of the black-box tests: what starts the servers, and what uses them from outside.
//!
//! Everything here panics with words when something is not as it should be: a test is made of
//! assertions. `docs/testing.md` is the overview.

pub mod browser;
//TODO pub mod databases;
//TODO pub mod http;
pub mod journeys;
//TODO pub mod mailbox;
//TODO pub mod passkeys;
mod steps;
//TODO pub mod totp;
//TODO pub mod world;

pub use browser::{Authenticator, AuthenticatorKind, Person, Tab, Theme};
//TODO pub use databases::Database;
//TODO pub use http::{Form, Page, Visitor};
pub use journeys::Journey;
//TODO pub use mailbox::{Mail, Mailbox};
//TODO pub use passkeys::SoftPasskey;
