//! What people allowed applications of others (OpenID Connect Core §3.1.2.4; ASVS 10.7.1–3): asked
//! once, remembered, listed, withdrawn at once. A grant names the consent that it stands on; a
//! consent that is gone takes grants, codes and tokens along without anybody writing to them.

mod give;
mod model;
mod store;
mod web;
mod withdraw;

pub(crate) use give::{Wanted, give};
pub(crate) use model::{Consent, ConsentId, single, verified, words};
pub(crate) use store::{export, find, forget_client, use_now};
pub(crate) use web::{previews, routes};
