//! `/admin/v1`: nobody has a token for it yet.

use axum::response::Response;

use crate::error::protocol::unauthorized_problem;

pub(super) async fn refuse() -> Response {
    unauthorized_problem()
}
