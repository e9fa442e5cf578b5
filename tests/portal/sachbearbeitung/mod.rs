//! `/sachbearbeitung`: the office's side.

mod anfragen;
mod codes;
mod faelle;
mod home;
