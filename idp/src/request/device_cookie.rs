//! The cookie by which a browser is known again: one token for each account that has signed in
//! with it, so that the accounts of one browser cannot be linked here.

use std::time::Duration;

use http::{HeaderMap, HeaderValue};

use crate::app::Parts;
use crate::browsers::Shown;

const NAME: &str = "geraet";

/// As long as browsers keep cookies at most.
const AGE: Duration = Duration::from_hours(400 * 24);

/// What the browser presents.
pub(super) fn device_cookie(app: &Parts, headers: &HeaderMap) -> Option<String> {
    app.guard.cookies().read(headers, NAME)
}

/// `Set-Cookie` of a browser that its person has signed in with.
pub(crate) fn set_device_cookie(app: &Parts, shown: &Shown) -> HeaderValue {
    app.guard
        .cookies()
        .set(NAME, shown.as_str(), Some(AGE))
        .expect("tokens and dots fit into a cookie")
}
