//! What a relying party knows of its OpenID provider: the metadata (OpenID Connect Discovery) and
//! the keys, fetched when they are first needed, kept for ten minutes, and tried again after a
//! failure. Who relies on a provider starts and lives without it. What this is not: a relying
//! party; requests to sign in and their answers belong to who makes them.

mod answer;
mod discover;
mod http;
mod outgoing;
mod verify;

pub use answer::Answer;
pub use discover::{Away, Further, Known, Metadata, Provider};
pub use http::{Http, HttpFault};
pub use outgoing::{AuthoritiesError, Outgoing};
pub use verify::{Claims, JwtFault, is_only_audience, read};
