//! The addresses of the API and of what programs may know of us.

mod address;
mod bearer;
mod customer;
mod json;
mod metadata;
mod participations;
mod profile;

use crate::routes::{Access, Route};
use shared::claims::scope;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::machine_get("/.well-known/jwks.json", Access::Public, metadata::keys),
        Route::machine_get(
            "/.well-known/oauth-protected-resource",
            Access::Public,
            metadata::resource,
        ),
        Route::machine_get(
            "/api/v1/profile",
            Access::Token(scope::PORTAL_PROFILE),
            profile::show,
        ),
        Route::machine_get(
            "/api/v1/profile/address",
            Access::Token(scope::PORTAL_PROFILE_WRITE),
            address::show,
        ),
        Route::machine_put(
            "/api/v1/profile/address",
            Access::Token(scope::PORTAL_PROFILE_WRITE),
            address::put,
        ),
        Route::machine_post(
            "/api/v1/measures/participations",
            Access::Token(scope::PORTAL_MEASURES),
            participations::post,
        ),
        Route::machine_get(
            "/api/v1/measures/participations",
            Access::Token(scope::PORTAL_MEASURES),
            participations::list,
        ),
    ]
}
