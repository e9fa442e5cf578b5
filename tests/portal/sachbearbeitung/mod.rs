//! `/sachbearbeitung`: the office's side.

mod faelle;
mod home;
