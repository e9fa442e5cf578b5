//! `GET /anwendung/{client_id}/logo`: the picture of an application, from here and as nothing but a
//! picture.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, X_CONTENT_TYPE_OPTIONS,
};
use shared::db::StoreError;

use crate::app::App;
use crate::clients::{self, Logo};

pub(super) async fn show(State(app): State<App>, Path(id): Path<String>) -> Response {
    match find(&app, &id).await {
        Ok(Some(Logo { bytes, kind })) => {
            let headers = [
                (CONTENT_TYPE, kind.as_str()),
                (X_CONTENT_TYPE_OPTIONS, "nosniff"),
                (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
                (CACHE_CONTROL, "private, max-age=300"),
                (
                    HeaderName::from_static("cross-origin-resource-policy"),
                    "same-origin",
                ),
            ];
            (headers, bytes).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(error = %error, "a logo could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

async fn find(app: &App, id: &str) -> Result<Option<Logo>, StoreError> {
    let mut tx = app.db.read().await?;
    let logo = clients::logo(&mut tx, id).await?;
    tx.commit().await?;
    Ok(logo)
}
