//! Unlock codes: made for one case and purpose, sent by letter, good for one use. Of the secret only
//! a hash is kept; a handful of wrong tries kills a code.

mod brought;
mod check;
mod issue;
mod line;
mod model;
mod store;
mod symbols;

pub(crate) use brought::{bring, drop_brought, see_brought};
pub(crate) use check::{CheckError, Verdict, check};
pub(crate) use issue::{Wanted, add, issue};
pub(crate) use line::{CodeLine, CodeState, of_case};
pub(crate) use model::{CodeId, Purpose, State};
pub(crate) use store::{find, forget, has_redeemed, list, redeem, revoke, sweep};
pub(crate) use symbols::{CodeFault, UnlockCode};
