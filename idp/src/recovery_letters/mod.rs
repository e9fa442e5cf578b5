//! A recovery code by letter, for who has lost the second factor and saved no codes (NIST SP
//! 800-63B-4 §4.2.1.2): with the first proof, the password or a mailed link, anyone may ask for it, and
//! every address of the account hears of it, with a link that stops it.
//!
//! We know no postal address. The program that does (`idp.letters`) asks for what is open, decides
//! whether there is an address to trust, and takes the code sealed to the key of the letter outbox:
//! neither it nor anybody on the way can read it, and we keep the hash alone (`docs/letters.md`).

mod ask;
mod end;
mod hand_over;
mod model;
mod stop;
mod store;
mod web;

pub(crate) use ask::{Asked, ask};
pub(crate) use end::end;
pub(crate) use store::{export, sweep};
pub(crate) use web::{machine_routes, previews, routes};
