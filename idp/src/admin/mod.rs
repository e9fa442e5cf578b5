//! `/admin/v1`.
pub(crate) fn routes() -> axum::Router<crate::app::App> {
    axum::Router::new()
}
