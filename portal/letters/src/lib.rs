//! Letters on paper: PDF/UA-1 on A4 after DIN 5008 form B, and the same letter as plain text.
//!
//! A [`Press`] is made once and prints many letters. What it prints depends on its arguments alone:
//! no clock, no network, no files but the fonts it was given. Everything a letter says arrives as a
//! value and is set literally, whatever characters it holds.
//!
//! Printing takes tens of milliseconds of computing: an asynchronous caller hands it to a thread
//! for blocking work.

mod frame;
mod model;
mod press;
mod qr;
mod recovery_code;
mod texts;
mod unlock_code;

pub use model::{Asks, Day, Letterhead, Recipient, RecoveryCodeLetter, UnlockCodeLetter};
pub use press::{LetterError, Press, PressError, Printed};
pub use texts::languages;

#[cfg(test)]
extern crate self as letters; // the tests share their kit with those outside
#[cfg(test)]
mod tests;
