//! `oidcc-dynamic-certification-test-plan`: clients that register themselves (OpenID Connect Dynamic
//! Client Registration 1.0, RFC 7591). One module is not met and never will be: it wants the
//! implicit flow in the metadata (`oidcc_discovery_endpoint_verification`).

mod keys;
mod redirects;
mod registration;
mod requests;
mod stage;

pub(crate) use stage::{Stage, refused};

/// A module: begins with a stage, ends when nothing is wrong.
macro_rules! module {
    ($(#[$about:meta])* $name:ident, $body:expr) => {
        $(#[$about])*
        #[test]
        fn $name() {
            kit::browser::run(async { ($body)($crate::dynamic::Stage::start().await).await });
        }
    };
}
pub(crate) use module;
