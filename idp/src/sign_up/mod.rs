//! Registration (S21–S37): nothing but a waiting row until the address is confirmed; then the
//! account, its password and both consents in one transaction.

mod begin;
mod confirm;
mod create;
mod model;
mod store;
mod web;

pub(crate) use begin::{Begun, Registration, WayIn, begin};
pub(crate) use confirm::{Confirmed, Link, confirm, look};
pub(crate) use create::{NewPerson, create};
use model::CONSENT_TEXTS;
pub(crate) use store::{export, forget, sweep};
pub(crate) use web::{check_consents, previews, routes};
