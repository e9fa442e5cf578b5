//! What was allowed, and the codes and tokens that came of it. Only hashes are stored; single
//! use is one statement; what is used twice revokes the grant and everything it produced.

mod ledger;
mod mint;
mod model;
mod store;

pub(crate) use ledger::Desk;
pub(in crate::oauth) use ledger::Ledger;
pub(in crate::oauth) use model::{AccessToken, GrantState, Origin};
pub(in crate::oauth) use store::{
    clients_of, find_access_token, find_grant, find_refresh_token, forget_access_token,
    revoke_grant,
};
pub(crate) use store::{export, revoke_all, revoke_client, revoke_others, revoke_session, sweep};
