//! Letters with recovery codes: the provider has been asked for them and knows no postal address; we
//! know addresses and no codes. A job asks what waits, decides whether there is an address to trust,
//! and hands the sealed code to the letter outbox, which alone can open it (`docs/letters.md`).

mod carry;
mod decide;
mod provider;

pub(crate) use carry::Carrier;
