//! The customer behind a token.

use shared::db::Tx;

use crate::app::App;
use crate::cases::{Case, Kind};
use crate::error::api::ApiError;
use crate::profiles;
use crate::residents::{self, Resident};
use crate::resource::AccessToken;

/// The person behind the token and their own unlocked case; what an organisation has is not meant.
pub(super) async fn customer(
    app: &App,
    tx: &mut Tx,
    token: &AccessToken,
) -> Result<(Resident, Case), ApiError> {
    let missing = || ApiError::profile_required(app.url("/freischaltcode"));
    let resident = residents::find_by_sub(tx, app.rp.issuer(), &token.sub).await?;
    let resident = resident.ok_or_else(missing)?;
    let profiles = profiles::list(tx, &resident.id).await?;
    let mut cases = profiles.into_iter().filter_map(|listed| listed.case);
    let case = cases.find(|case| case.record.kind() == Kind::Person);
    Ok((resident, case.ok_or_else(missing)?))
}
