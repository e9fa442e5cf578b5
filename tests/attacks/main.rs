//! Attack cases against the release binaries: real processes with the settings of production, over
//! TLS, on both databases; time is moved by libfaketime. `docs/security-tests.md` says which case
//! is tested where. Run by `tests/attacks/run`.

mod cookies;
#[path = "../portal/desk.rs"]
#[expect(dead_code, reason = "only its wrong codes are of use here")]
mod desk;
mod doors;
mod ground;
mod guessing;
mod linking;
mod mails;
mod output;
mod passkeys;
#[path = "../idp/anmelden/provider.rs"]
#[expect(dead_code, reason = "here it is never away and has one key")]
mod provider;
#[path = "../idp/secured.rs"]
mod secured;
mod stages;
mod stale;
mod texts;
mod unlock;
