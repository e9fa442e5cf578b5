//! What the office keeps about a person or an organisation, as far as unlocking needs it: who they
//! are, their customer number, where letters go. Everything in here has been parsed.

mod keep;
mod model;
mod numbers;
mod store;

pub(crate) use keep::{KeepError, keep};
pub(crate) use model::{Address, Case, CaseId, Kind, Name, Proof, Record, Register, Whom};
pub(crate) use numbers::{BirthDate, CommunityNumber, CustomerNumber, RegisterNumber};
pub(crate) use store::{count, find, find_by_customer_number};
