//! Four eyes, the second pair: what waits for this visitor, what they asked for, and the deed done
//! by the one who confirms. It composes `approvals` with whoever can do the deeds.

mod web;

pub(crate) use web::{previews, routes};
