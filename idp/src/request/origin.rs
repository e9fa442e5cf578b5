//! From where a request comes, for what it writes into the audit log.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use shared::audit;
use shared::serve::ClientAddress;

use crate::app::App;

/// The layer: what is recorded inside it comes from the client's address.
pub(crate) async fn note_origin(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    request: Request,
    next: Next,
) -> Response {
    let (response, wrote) = audit::from(address, next.run(request)).await;
    if wrote {
        app.audit.ring();
    }
    response
}
