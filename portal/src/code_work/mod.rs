//! What the office does about unlock codes: issues one for a case, again if need be, takes one back,
//! answers the requests for one (S57, S93). The code itself is seen by nobody here: it goes by letter
//! to the address that the case has on record.

mod answer;
mod suggest;
mod web;

pub(crate) use web::{issue_confirmed, previews, routes};
