//! What goes into a letter.

use serde::{Deserialize, Serialize};

/// A calendar day as year, month, day.
pub type Day = (i16, i8, i8);

/// The office that sends the letter; all of it comes from the settings. Empty parts are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letterhead {
    /// Name of the office, on top and under the letter.
    pub operator: String,
    /// The small line above the address in the window: name, street and town.
    pub return_line: String,
    /// Street and number.
    pub street: String,
    /// Postal code and town.
    pub city: String,
    /// Telephone number, as people read it.
    pub phone: String,
    /// When somebody answers.
    pub hours: String,
    /// Further lines under the sender's address: e-mail, web address, fax.
    pub more: Vec<String>,
}

/// Where the letter goes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// One to six lines as on an envelope; empty ones are left out, long ones set smaller or broken.
    pub lines: Vec<String>,
}

impl Recipient {
    /// The lines as they are printed: each a plain one, without the empty ones.
    #[must_use]
    pub fn printed(&self) -> Vec<String> {
        crate::texts::filled(&self.lines)
    }
}

/// What has to be entered together with the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Asks {
    /// The birth date of a person.
    BirthDate,
    /// The register number of an organisation.
    RegisterNumber,
}

/// The letter that brings an unlock code.
///
/// It holds the code in the clear: whoever keeps or logs it gives the code away, so `Debug` hides
/// the code and the address that contains it, and whoever serialises it seals what comes out.
#[derive(Clone, Serialize, Deserialize)]
pub struct UnlockCodeLetter {
    /// Who sends it.
    pub letterhead: Letterhead,
    /// Who gets it.
    pub recipient: Recipient,
    /// Date of the letter.
    pub date: Day,
    /// Language as a tag (`de`, `en`, `de-AT`); one without texts is answered in German.
    pub language: String,
    /// The recipient's customer number (Kundennummer).
    pub reference: String,
    /// The name in the salutation; empty for a salutation without one.
    pub salutation_name: String,
    /// The code as it is to be read, `XXXX-XXXX-XXXX-XXXX`.
    pub code: String,
    /// The address to type, without the code.
    pub url: String,
    /// The address behind the QR code, with the code.
    pub qr_url: String,
    /// Last day on which the code counts.
    pub valid_until: Day,
    /// What has to be entered with it.
    pub asks: Asks,
}

impl std::fmt::Debug for UnlockCodeLetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UnlockCodeLetter")
            .field("date", &self.date)
            .field("language", &self.language)
            .field("valid_until", &self.valid_until)
            .field("asks", &self.asks)
            .finish_non_exhaustive()
    }
}

/// The letter that brings a recovery code to who has lost the second factor. It holds the code in the
/// clear, as [`UnlockCodeLetter`] does; whoever keeps it keeps it without.
#[derive(Clone, Serialize, Deserialize)]
pub struct RecoveryCodeLetter {
    /// Who sends it.
    pub letterhead: Letterhead,
    /// Who gets it.
    pub recipient: Recipient,
    /// Date of the letter.
    pub date: Day,
    /// Language as a tag (`de`, `en`, `de-AT`); one without texts is answered in German.
    pub language: String,
    /// The recipient's customer number (Kundennummer).
    pub reference: String,
    /// The name in the salutation; empty for a salutation without one.
    pub salutation_name: String,
    /// The code as it is to be read.
    pub code: String,
    /// The address to type.
    pub url: String,
    /// Last day on which the code counts.
    pub valid_until: Day,
}

impl std::fmt::Debug for RecoveryCodeLetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RecoveryCodeLetter")
            .field("date", &self.date)
            .field("language", &self.language)
            .field("valid_until", &self.valid_until)
            .finish_non_exhaustive()
    }
}
