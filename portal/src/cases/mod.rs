//! What the office keeps about a person or an organisation, as far as unlocking needs it: who they
//! are, their customer number, where letters go. Everything in here has been parsed. Staff find a
//! case by parts of it, record, change and close it.

mod fold;
mod identity;
mod keep;
mod likeness;
#[cfg(test)]
mod many;
mod model;
mod numbers;
mod organisation;
mod query;
mod record;
mod search;
mod store;
mod told;

pub(crate) use identity::{Difference, Identity, Mismatch};
pub(crate) use keep::{KeepError, keep};
pub(crate) use model::{
    Address, Case, CaseId, CloseReason, Closed, Kind, Name, Proof, Record, Register, Whom,
};
pub(crate) use numbers::{BirthDate, CommunityNumber, CustomerNumber, RegisterNumber};
pub(crate) use organisation::{Entry, Evidence, Proven};
pub(crate) use query::Query;
pub(crate) use record::{RecordError, alike, change, change_address, close, record, reopen};
pub(crate) use search::{Found, MOST, index_some, search};
pub(crate) use store::{
    bind, count, export, find, find_by_customer_number, hold_open, note_mismatch, of_organisation,
    unbind,
};
pub(crate) use told::{ByCustomer, Told};
