//! Home of who is signed in (S75, S93, S104–S106), the office's own page, and the tiles whose
//! services are still to come: they say what will be there.

mod web;

pub(crate) use web::{previews, routes};
