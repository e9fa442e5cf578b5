//! `/sachbearbeitung`: the office's side.

mod home;
