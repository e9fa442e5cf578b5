//! A signed-in browser: opened by a sign-in, seen by every request, ended by sign-out, idleness,
//! age, or by the account's `sessions_valid_from`.

mod find;
mod level;
mod model;
mod open;
mod store;

pub(crate) use find::{Lifetimes, find, touch};
pub(crate) use level::{Assurance, Hold, Holds};
pub(crate) use model::{Factors, Kept, Place, Session, Sid, Stage, Strength};
pub(crate) use open::{change_token, end, open, renew, replace};
pub(crate) use store::{
    end_invalidated, end_others, end_own, export, has_untold_ends, list, mark_told, note_place,
    of_browser, set_locale, sweep, untold_ended,
};
