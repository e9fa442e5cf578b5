//! Passkeys (WebAuthn Level 3): registered for an account, asserted without a user name.
//!
//! Every ceremony has a challenge of its own, kept here, bound to the browser or session that
//! asked, good for five minutes and one answer. The person is always verified by the
//! authenticator, so a passkey is more than one factor by itself.

mod aaguid;
mod assert;
mod data;
mod enrol;
mod model;
mod party;
mod store;
mod suggest;

pub(crate) use assert::{AssertError, assert, begin_assertion, take_assertion};
pub(crate) use enrol::{EnrolError, Owner, begin_enrolment, enrol, take_enrolment};
pub(crate) use model::{InvalidName, Passkey, PasskeyId, PasskeyName};
pub(crate) use party::{PartyError, RelyingParty};
pub(crate) use store::{count, export, find, list, remove, rename, sweep};
pub(crate) use suggest::{recognise, suggest_name};
