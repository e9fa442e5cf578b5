//! What a colleague code makes of who redeems it. It holds as long as who issued it is an admin of
//! the organisation: a code outlives neither their leaving nor their being a plain member.

mod store;

use super::{MemberRole, ProfileId};
use crate::cases::CaseId;
use crate::residents::ResidentId;

pub(crate) use store::{offer, offered, offers, offers_of};

/// A colleague code's promise.
#[derive(Debug, Clone)]
pub(crate) struct Offer {
    /// Names the code.
    pub(crate) code: String,
    pub(crate) case: CaseId,
    /// Who issued it.
    pub(crate) by: ProfileId,
    pub(crate) role: MemberRole,
    /// For whom, in the admin's words.
    pub(crate) label: String,
}

/// A promise that holds.
#[derive(Debug, Clone)]
pub(crate) struct Offered {
    pub(crate) role: MemberRole,
    pub(crate) label: String,
    /// Who vouches.
    pub(crate) by: ResidentId,
}
