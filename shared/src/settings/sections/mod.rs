//! Sections that both servers have, with the same keys and the same rules. They name the types of
//! the modules that they configure.

mod audit;
mod database;
mod http;
mod keys;
mod mail;
mod texts;

pub use audit::Audit;
pub use database::Database;
pub use http::Http;
pub use keys::Keys;
pub use mail::Mail;
pub use texts::Texts;
