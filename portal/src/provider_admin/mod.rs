//! The provider's `/admin/v1`, called with the staff member's own token: whatever is done there is
//! done in that person's name. The provider checks role and freshness itself; nothing of its
//! answers is kept here.

mod call;
mod deed;
mod model;
mod reason;

pub(crate) use call::{AdminError, Console};
pub(crate) use deed::{AccountDeed, CarriedOut, Named};
pub(crate) use model::{Account, AccountId, HandedCode, Invitation, InvitationId, RecoveryId};
pub(crate) use reason::{Note, Reason, ReasonKind};
