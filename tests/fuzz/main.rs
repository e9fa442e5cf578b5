//! What nobody would think of sending, found by changing what is sent every day. Each target runs
//! for `FUZZ_SECONDS` (three by itself); `docs/testing.md` tells how to run it for minutes.

mod authorize;
#[path = "../portal/desk.rs"]
#[expect(dead_code, reason = "only its unlock code is of use here")]
mod desk;
mod edits;
mod jwt;
mod log;
mod redirect_uri;
mod registration;
mod target;
#[path = "../portal/tray.rs"]
#[expect(dead_code, reason = "only the letters that lie there are of use here")]
mod tray;

/// The applications and requests of the provider's own tests.
#[path = "../idp/oauth/flow.rs"]
#[expect(dead_code, reason = "most of it is for the provider's own tests")]
mod flow;
