use std::fmt;

use shared::clock::{Entropy, Timestamp};
use totp_rs::{Builder, Secret, Totp};
use zeroize::Zeroizing;

/// 160 bits (RFC 4226 §4 R6).
const SEED_BYTES: usize = 20;

/// What the app and we share.
pub(crate) struct Seed(Zeroizing<[u8; SEED_BYTES]>);

impl Seed {
    pub(super) fn generate(entropy: &dyn Entropy) -> Self {
        let mut bytes = Zeroizing::new([0; SEED_BYTES]);
        entropy.fill(bytes.as_mut());
        Self(bytes)
    }

    pub(super) fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(|it| Self(Zeroizing::new(it)))
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_ref()
    }

    /// The key as people type it: Base32 in groups of four.
    pub(crate) fn groups(&self) -> String {
        let base32 = Secret::from(*self.0).to_base32();
        let groups: Vec<&str> = base32
            .as_bytes()
            .chunks(4)
            .filter_map(|group| std::str::from_utf8(group).ok())
            .collect();
        groups.join(" ")
    }

    /// The key as apps read it from the QR code. A colon separates issuer and name there, so
    /// neither may have one.
    pub(crate) fn url(&self, issuer: &str, account_name: &str) -> String {
        self.builder()
            .with_issuer(Some(issuer.replace(':', " ")))
            .with_account_name(account_name.replace(':', " "))
            .build_noncompliant()
            .to_url()
            .unwrap_or_default()
    }

    /// The step whose code this is: the present one, the one before or the one after.
    pub(super) fn matching_step(&self, code: &Code, now: Timestamp) -> Option<i64> {
        let seconds = u64::try_from(now.unix()).ok()?;
        let step = self.totp().check(&code.0, seconds)?;
        i64::try_from(step).ok()
    }

    #[cfg(test)]
    pub(super) fn code_at(&self, now: Timestamp) -> Code {
        let seconds = u64::try_from(now.unix()).expect("after 1970");
        Code(Zeroizing::new(self.totp().generate(seconds).to_string()))
    }

    fn totp(&self) -> Totp {
        self.builder().build_noncompliant()
    }

    fn builder(&self) -> Builder {
        Builder::new()
            .with_secret(*self.0)
            .with_digits(6)
            .with_step_duration(30)
            .with_skew(1)
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seed(…)")
    }
}

/// Six digits that somebody typed.
pub(crate) struct Code(Zeroizing<String>);

/// The text is not six digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not six digits")]
pub(crate) struct NotACode;

impl Code {
    /// Reads what was typed; apps show spaces between the digits, so people type them.
    pub(crate) fn parse(typed: &str) -> Result<Self, NotACode> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let fits = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| Self(Zeroizing::new(digits))).ok_or(NotACode)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The seed of RFC 6238, appendix B.
    fn rfc_seed() -> Seed {
        Seed::from_slice(b"12345678901234567890").expect("20 bytes")
    }

    #[test]
    fn codes_are_those_of_the_rfc() {
        for (at, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (20_000_000_000, "353130"),
        ] {
            let code = Code::parse(code).expect("six digits");
            let step = rfc_seed().matching_step(&code, Timestamp::from_unix(at));
            assert_eq!(step, Some(at / 30), "{at}");
        }
    }

    #[test]
    fn one_step_of_drift_is_allowed() {
        let at = Timestamp::from_unix(3000);
        let code = rfc_seed().code_at(at);
        for (now, step) in [
            (2970, Some(100)),
            (3059, Some(100)),
            (2969, None),
            (3060, None),
        ] {
            let now = Timestamp::from_unix(now);
            assert_eq!(rfc_seed().matching_step(&code, now), step, "{now:?}");
        }
    }

    #[test]
    fn only_six_ascii_digits_are_a_code() {
        assert!(Code::parse(" 123 456 ").is_ok());
        for typed in [
            "",
            "12345",
            "1234567",
            "+12345",
            "12345e",
            "１２３４５６",
            "١٢٣٤٥٦",
            "-12345",
        ] {
            assert_eq!(Code::parse(typed).err(), Some(NotACode), "{typed}");
        }
    }

    #[test]
    fn the_key_is_32_characters_in_groups_and_the_same_in_the_url() {
        let groups = rfc_seed().groups();
        assert_eq!(groups, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        let url = rfc_seed().url("Jobcenter: Musterstadt", "kim@example.org");
        assert!(url.starts_with("otpauth://totp/"), "{url}");
        assert!(url.contains(&groups.replace(' ', "")), "{url}");
        assert_eq!(format!("{:?}", rfc_seed()), "Seed(…)");
    }

    proptest! {
        #[test]
        fn six_digits_are_a_code_however_they_are_spaced(text in "[0-9 \t]{5,9}|[0-9a\u{660}-\u{669} ]{0,9}|\\PC{0,20}") {
            let digits: String = text.split_whitespace().collect();
            let is_code = digits.len() == 6 && digits.chars().all(|c| c.is_ascii_digit());
            let code = Code::parse(&text);
            prop_assert_eq!(code.is_ok(), is_code);
            if let Ok(code) = code {
                prop_assert_eq!(format!("{code:?}"), "Code(…)");
            }
        }
    }
}
