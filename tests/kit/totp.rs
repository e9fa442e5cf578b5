//! The app on the person's phone that shows six digits.

use totp_rs::{Builder, Secret};

/// The code that an authenticator app shows at `unix` for the key that a page printed
/// (Base32, any spacing).
///
/// # Panics
/// When the key is not Base32.
#[must_use]
pub fn code(key: &str, unix: i64) -> String {
    let key: String = key
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let secret = Secret::try_from_base32(&key).expect("the key is Base32");
    let totp = Builder::new()
        .with_secret(secret)
        .build()
        .expect("the key is long enough");
    totp.generate(u64::try_from(unix).expect("a time after 1970"))
        .to_string()
}

#[cfg(test)]
mod tests {
    #[test]
    fn codes_are_those_of_rfc_6238() {
        // Appendix B, the last six of the eight digits; the key is "12345678901234567890".
        let key = "gezd gnbv gy3t qojq gezd gnbv gy3t qojq";
        assert_eq!(super::code(key, 59), "287082");
        assert_eq!(super::code(key, 1_111_111_109), "081804");
    }
}
