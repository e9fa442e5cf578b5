//! „Freischaltcode online beantragen“ (S57, S93): someone with an account asks the office for a code.
//! What they tell helps to find their case and does nothing else: the code goes to the address that
//! the case has on record. What they are answered does not depend on whether there is such a case.

mod ask;
mod model;
mod store;
mod web;

pub(crate) use ask::{close, place, withdraw};
pub(crate) use model::{Closing, CodeRequest, Reason, RequestId, State, Told};
pub(crate) use store::{count_open, export, find, forget, latest, open, sweep};
pub(crate) use web::{previews, routes};
