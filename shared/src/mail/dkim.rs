//! DKIM: the mail server's domain signs what it sends (RFC 6376; Ed25519: RFC 8463). Both parts are
//! canonicalised relaxed/relaxed, so that servers on the way may fold lines anew. Why this is not
//! a library's: `docs/decisions/0012-own-dkim.md`.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject as _;

use crate::clock::Timestamp;
use crate::secret::sha256;

/// Shorter ones are refused by large receivers and by RFC 8301 §3.2.
const SHORTEST_RSA: usize = 2048;

/// What is signed, in this order. All that people read or that decides how it is shown; the first
/// five are named once more than they occur, so that nobody can add another one (RFC 6376 §8.15).
const SIGNED: [&str; 8] = [
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "auto-submitted",
    "mime-version",
    "content-type",
];
const GUARDED: usize = 5;

/// Why a key cannot sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DkimFault {
    /// Not a private key in PEM.
    #[error("must be an RSA or Ed25519 private key in PEM")]
    NoKey,
    /// RFC 8301 §3.2.
    #[error("must be an RSA key of at least 2048 bits, or an Ed25519 key")]
    TooShort,
    /// RFC 6376 §3.1.
    #[error("must be a name of letters, digits, hyphens and dots, such as jobcenter2026")]
    NoSelector,
    /// The record could not be found under another name.
    #[error("must have an address in a domain of ASCII letters")]
    NoDomain,
}

#[derive(Debug)]
enum Key {
    Rsa(rsa::KeyPair),
    Ed25519(Ed25519KeyPair),
}

/// Signs the messages of one domain. It is not a list of keys: who changes the key takes another
/// selector, whose record is published first.
#[derive(Clone)]
pub struct Dkim {
    key: Arc<Key>,
    domain: String,
    selector: String,
}

impl fmt::Debug for Dkim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dkim")
            .field("domain", &self.domain)
            .field("selector", &self.selector)
            .finish_non_exhaustive()
    }
}

impl Dkim {
    /// Signs as `selector` of `domain` with the key in `pem` (PKCS #8, or PKCS #1 for RSA).
    ///
    /// # Errors
    /// [`DkimFault`].
    pub fn new(domain: &str, selector: &str, pem: &str) -> Result<Self, DkimFault> {
        let in_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let is_label =
            |label: &str| !label.is_empty() && label.len() <= 63 && label.chars().all(in_name);
        if !selector.split('.').all(is_label) {
            return Err(DkimFault::NoSelector);
        }
        if !domain.split('.').all(is_label) {
            return Err(DkimFault::NoDomain);
        }
        Ok(Self {
            key: Arc::new(read(pem)?),
            domain: domain.to_ascii_lowercase(),
            selector: selector.to_owned(),
        })
    }

    /// What the domain's DNS must say under `record_name` (RFC 6376 §3.6.1).
    #[must_use]
    pub fn record(&self) -> String {
        let (kind, key) = match &*self.key {
            Key::Rsa(pair) => {
                let key: Result<PublicKeyX509Der<'_>, _> = pair.public_key().as_der();
                (
                    "rsa",
                    key.map(|der| der.as_ref().to_vec()).unwrap_or_default(),
                )
            }
            Key::Ed25519(pair) => ("ed25519", pair.public_key().as_ref().to_vec()),
        };
        format!("v=DKIM1; k={kind}; p={}", STANDARD.encode(key))
    }

    /// Where [`record`](Self::record) must stand, as a TXT record.
    #[must_use]
    pub fn record_name(&self) -> String {
        format!("{}._domainkey.{}", self.selector, self.domain)
    }

    /// The header field that goes before `message` (RFC 6376 §3.5), with its line end; none if the
    /// message has no header.
    #[must_use]
    pub fn sign(&self, message: &[u8], now: Timestamp) -> Option<String> {
        let text = std::str::from_utf8(message).ok()?;
        let (head, body) = text.split_once("\r\n\r\n")?;
        let fields = fields(head);
        let present = SIGNED
            .iter()
            .filter(|name| fields.iter().any(|(it, _)| it == *name));
        let names: Vec<_> = present.chain(&SIGNED[..GUARDED]).copied().collect();
        let algorithm = match &*self.key {
            Key::Rsa(_) => "rsa-sha256",
            Key::Ed25519(_) => "ed25519-sha256",
        };
        let value = format!(
            "v=1; a={algorithm}; c=relaxed/relaxed; d={}; s={};\r\n t={}; h={};\r\n bh={};\r\n b=",
            self.domain,
            self.selector,
            now.unix(),
            names.join(":\r\n  "),
            STANDARD.encode(sha256(relaxed_body(body).as_bytes())),
        );
        // Each of them occurs once; the second mention of the guarded ones finds nothing.
        let fields = SIGNED.iter().filter_map(|name| {
            let (_, value) = fields.iter().find(|(it, _)| it == name)?;
            Some(format!("{name}:{value}\r\n"))
        });
        let own = format!("dkim-signature:{}", relaxed_value(&value));
        let signed = fields.collect::<String>() + &own;
        let signature = STANDARD.encode(self.signature(signed.as_bytes())?);
        let lines: Vec<_> = signature.as_bytes().chunks(72).collect();
        let lines = lines.iter().filter_map(|it| std::str::from_utf8(it).ok());
        let folded = lines.collect::<Vec<_>>().join("\r\n ");
        Some(format!("DKIM-Signature: {value}{folded}\r\n"))
    }

    fn signature(&self, signed: &[u8]) -> Option<Vec<u8>> {
        match &*self.key {
            Key::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(
                    &RSA_PKCS1_SHA256,
                    &SystemRandom::new(),
                    signed,
                    &mut signature,
                )
                .ok()?;
                Some(signature)
            }
            // RFC 8463 §3: what is signed is the hash.
            Key::Ed25519(pair) => Some(pair.sign(&sha256(signed)).as_ref().to_vec()),
        }
    }
}

fn read(pem: &str) -> Result<Key, DkimFault> {
    let der = PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(|_| DkimFault::NoKey)?;
    let rsa = match &der {
        PrivateKeyDer::Pkcs1(der) => rsa::KeyPair::from_der(der.secret_pkcs1_der()),
        PrivateKeyDer::Pkcs8(der) => {
            let der = der.secret_pkcs8_der();
            if let Ok(pair) = Ed25519KeyPair::from_pkcs8(der) {
                return Ok(Key::Ed25519(pair));
            }
            rsa::KeyPair::from_pkcs8(der)
        }
        _ => return Err(DkimFault::NoKey),
    };
    let pair = rsa.map_err(|fault| match fault.to_string().as_str() {
        "TooSmall" => DkimFault::TooShort,
        _ => DkimFault::NoKey,
    })?;
    if pair.public_modulus_len() * 8 < SHORTEST_RSA {
        return Err(DkimFault::TooShort);
    }
    Ok(Key::Rsa(pair))
}

/// The header's fields: name in lower case, relaxed value (RFC 6376 §3.4.2).
fn fields(head: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in head.split("\r\n") {
        if let Some((_, value)) = fields.last_mut()
            && line.starts_with([' ', '\t'])
        {
            value.push_str(line);
        } else {
            let (name, value) = line.split_once(':').unwrap_or((line, ""));
            fields.push((name.trim_end().to_ascii_lowercase(), value.to_owned()));
        }
    }
    for (_, value) in &mut fields {
        *value = relaxed_value(value);
    }
    fields
}

fn relaxed_value(value: &str) -> String {
    let words = value.split([' ', '\t', '\r', '\n']);
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// RFC 6376 §3.4.4: spaces within a line become one, those at its end and empty lines at the end
/// of the body go.
fn relaxed_body(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    for line in body.split("\r\n") {
        let mut spaced = false;
        for c in line.trim_end_matches([' ', '\t']).chars() {
            let is_space = matches!(c, ' ' | '\t');
            if !is_space {
                out.push(c);
            } else if !spaced {
                out.push(' ');
            }
            spaced = is_space;
        }
        out.push_str("\r\n");
    }
    let kept = out.trim_end_matches("\r\n");
    if kept.is_empty() {
        String::new()
    } else {
        format!("{kept}\r\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_examples_of_the_standard() {
        // RFC 6376 §3.4.5.
        let head = "A: X \r\nB : Y\t\r\n\tZ  ";
        assert_eq!(
            fields(head),
            [("a".into(), "X".into()), ("b".into(), "Y Z".into())] as [(String, String); 2]
        );
        assert_eq!(relaxed_body(" C \r\nD \t E\r\n\r\n\r\n"), " C\r\nD E\r\n");
        assert_eq!(relaxed_body("\r\n\r\n"), "");
        assert_eq!(relaxed_body(""), "");
        assert_eq!(relaxed_body("a"), "a\r\n");
    }

    #[test]
    fn only_names_that_dns_knows() {
        let made = |domain, selector| Dkim::new(domain, selector, "").map(|_| ());
        assert_eq!(made("example.org", "a b"), Err(DkimFault::NoSelector));
        assert_eq!(made("example.org", ""), Err(DkimFault::NoSelector));
        assert_eq!(made("exämple.org", "a"), Err(DkimFault::NoDomain));
        assert_eq!(made("example.org", "a.b-1"), Err(DkimFault::NoKey));
    }

    proptest! {
        #[test]
        fn relaxing_twice_changes_nothing(body in "[a \t\r\n]{0,30}") {
            let once = relaxed_body(&body);
            prop_assert_eq!(relaxed_body(&once), once);
        }
    }
}
