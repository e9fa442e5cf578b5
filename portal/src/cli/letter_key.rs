//! `portal letter-key`: the two halves of the key for recovery codes by letter. Nothing is kept.

use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shared::clock::{Entropy, Outside};
use shared::secret::OpeningKey;
use zeroize::Zeroizing;

use super::Failure;

/// Makes a key and tells where each half belongs.
pub(super) fn letter_key() -> Result<(), Failure> {
    let told = made(&*Outside::system().entropy);
    let written = std::io::stdout().write_all(told.as_bytes());
    written.map_err(|error| Failure::failed(&error))
}

fn made(entropy: &dyn Entropy) -> Zeroizing<String> {
    let mut bytes = [0; 32];
    entropy.fill(&mut bytes);
    let key = OpeningKey::from_bytes(bytes);
    let secret = Zeroizing::new(STANDARD.encode(key.as_bytes()));
    Zeroizing::new(format!(
        "# The portal's, secret:\nletters.opening_key = \"{}\"\n\
         # The identity provider's:\nletters.public_key = \"{}\"\n",
        secret.as_str(),
        key.public()
    ))
}

#[cfg(test)]
mod tests {
    use shared::clock::SeededEntropy;

    use super::*;
    use crate::settings::Settings;

    #[test]
    fn the_settings_take_both_halves() {
        let told = made(&SeededEntropy::new(1));
        let lines: Vec<&str> = told
            .lines()
            .filter(|line| line.starts_with("letters."))
            .collect();
        let test = include_str!("../../../config/portal.test.toml");
        let settings = Settings::from_toml(&[test, lines[0]]).expect("fits");
        let key = settings.letters.opening_key.expect("a key").public();
        assert_eq!(lines[1], format!("letters.public_key = \"{key}\""));
    }
}
