//! `/sachbearbeitung`: the office's side.

mod anfragen;
mod codes;
mod deaktivieren;
mod faelle;
mod freigaben;
mod home;
mod konten;
mod schalter;
mod team;
mod token;
