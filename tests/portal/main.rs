//! The portal as others see it: by HTTP, on both databases. A file's path is the path of the
//! address. Most tests put it before a provider that says what the test wants.

mod abmelden;
mod access;
mod address;
mod admin;
mod anmelden;
mod api;
mod audit;
mod ausweisen;
mod beantragen;
mod briefe;
mod business;
mod desk;
mod elsewhere;
mod entwurf;
mod freischaltcode;
mod health;
mod hilfe;
mod hosts;
mod konto_ereignisse;
mod markup;
mod meine_daten;
mod members_migration;
mod pages;
mod profil;
mod profile;
mod provider;
mod sachbearbeitung;
#[path = "../idp/secured.rs"]
#[expect(dead_code, reason = "not all of the ways in are of use here")]
mod secured;
mod sitzung;
mod stage;
mod start;
mod third_party;
mod through;
mod tls;
mod tray;
mod unternehmen;
mod verlauf;
mod wiederherstellung;
