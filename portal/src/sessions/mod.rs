//! A signed-in browser: opened by a sign-in, seen by every request, ended by sign-out, idleness,
//! age, or the provider's word. The tokens lie here, sealed; the browser has a random handle.

mod ended;
mod find;
mod model;
mod open;
mod refresh;
mod store;
mod web;

pub(crate) use ended::{end_login, login_is_over, whose_login};
pub(crate) use find::{find, touch};
pub(crate) use model::{Belief, Lifetimes, Proven, Session, SessionId};
pub(crate) use open::{end, open, raise};
pub(crate) use refresh::{
    ProviderTokenError, Refreshed, is_renewed_soon, provider_token, refresh_if_due,
};
pub(crate) use store::{drop_proof, end_all, export, sweep};
pub(crate) use web::routes;
