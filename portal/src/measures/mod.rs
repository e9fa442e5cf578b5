//! Courses in which a customer takes part, as their education provider reports them. The customer
//! sees each report under „Verlauf“; another education provider does not.

mod model;
mod post;
mod store;

pub(crate) use model::{Course, Participation};
pub(crate) use post::{PostError, Reporter, post};
pub(crate) use store::{export, of_client};
