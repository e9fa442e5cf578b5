//! Pages, mails and their texts: templates (tera), translations (Fluent), assets with
//! fingerprints, the frame around every page, security headers. A server puts its own files on
//! top of the ones here; `docs/adding-a-page.md` says how to add a page.
//!
//! It knows no capability: what a page shows comes from the capability's `web` module.

mod assets;
mod brand;
mod dates;
mod engine;
mod files;
mod frame;
mod functions;
mod headers;
mod language;
mod layer;
mod links;
mod plain;
mod texts;

pub use assets::{Asset, assets_router};
pub use brand::{Brand, Logo, NavLink};
pub use engine::{Page, Pages, PagesError, RenderedMail};
pub use files::Files;
pub use frame::{Crumb, Frame, LanguageLink, SignedIn};
pub use headers::{FormAction, FrameSource, Policy};
pub use language::{Choice, Language, Wishes, direction, negotiate};
pub use layer::{Framing, frame};
pub use texts::{TextArgs, TextError};

#[cfg(test)]
mod tests;
