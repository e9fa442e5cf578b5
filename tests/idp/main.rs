//! The identity provider as others see it: by HTTP, on both databases. A file's path is the
//! path of the address.

mod absichern;
mod admin;
mod anmelden;
mod audit;
mod conformance;
mod das_war_ich_nicht;
mod einladung;
mod health;
mod hilfe;
mod konto;
mod links;
mod mails;
mod oauth;
mod passwort_vergessen;
mod registrieren;
mod secured;
mod shell;
mod well_known;
mod zugang_verloren;
