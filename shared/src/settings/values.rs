//! Values that both servers' settings hold, checked when they are read.

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;
use std::time::Duration;

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use secrecy::SecretString;
use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer};
use url::Url;
use zeroize::Zeroizing;

use crate::secret::{OpeningKey, SealingKey};

/// The origin under which people reach a server: scheme, host, port; no path.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct PublicUrl {
    url: Url,
    origin: String,
}

impl FromStr for PublicUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const SHAPE: &str = "must be an address like https://konto.example.org, without a path";
        let url = Url::parse(text).map_err(|_| SHAPE)?;
        let plain = url.username().is_empty() && url.password().is_none();
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        if !matches!(url.scheme(), "http" | "https") || !plain || !bare {
            return Err(SHAPE);
        }
        let origin = url.origin().ascii_serialization();
        Ok(Self { url, origin })
    }
}

impl PublicUrl {
    /// `https://konto.example.org`: no slash at the end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.origin
    }

    /// The address of a path that begins with a slash.
    #[must_use]
    pub fn join(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// The same as a URL.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The host alone.
    #[must_use]
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// The port, also when it is the scheme's own.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.url.port_or_known_default().unwrap_or_default()
    }

    /// Whether cookies may be `Secure`.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// Whether the host belongs to those that are reserved for examples (RFC 2606).
    #[must_use]
    pub fn is_example(&self) -> bool {
        self.host() == "example" || self.host().ends_with(".example")
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin)
    }
}

/// One address of electronic mail, without a name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct EmailAddress(String);

impl FromStr for EmailAddress {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<lettre::Address>()
            .map(|_| Self(text.to_owned()))
            .map_err(|_| "must be an e-mail address like name@example.org")
    }
}

impl EmailAddress {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whom mail comes from: an address, or a name and an address in angle brackets.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Sender(String);

impl FromStr for Sender {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<lettre::message::Mailbox>()
            .map(|_| Self(text.to_owned()))
            .map_err(|_| "must be like Jobcenter Musterstadt <post@example.org>")
    }
}

impl Sender {
    /// As it is written in the settings.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A colour as `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Colour(String);

impl FromStr for Colour {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix('#').unwrap_or_default();
        if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err("must be a colour like #0b5563")
        }
    }
}

impl Colour {
    /// `#rrggbb`, small letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

macro_rules! from_string {
    ($($type:ty),*) => {$(
        impl TryFrom<String> for $type {
            type Error = &'static str;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }
    )*};
}
from_string!(PublicUrl, EmailAddress, Sender, Colour);

/// A text for people: one for all languages, or one for each (`{ de = "…", en = "…" }`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Localised {
    german: String,
    others: BTreeMap<String, String>,
}

impl Localised {
    /// Every text by its language.
    #[must_use]
    pub fn all(&self) -> BTreeMap<String, String> {
        let mut all = self.others.clone();
        all.insert("de".to_owned(), self.german.clone());
        all
    }

    /// The text in `language` (`en`, `de-simple`, …), else in German.
    #[must_use]
    pub fn text(&self, language: &str) -> &str {
        let primary = language.split('-').next().unwrap_or_default();
        self.others
            .get(language)
            .or_else(|| self.others.get(primary))
            .unwrap_or(&self.german)
    }
}

impl<'de> Deserialize<'de> for Localised {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        const SHAPE: &str = "a text, or a table of texts by language with at least de";
        match toml::Value::deserialize(from)? {
            toml::Value::String(german) => Ok(Self {
                german,
                others: BTreeMap::new(),
            }),
            toml::Value::Table(table) => {
                let mut others = BTreeMap::new();
                for (language, text) in table {
                    let toml::Value::String(text) = text else {
                        return Err(D::Error::invalid_type(Unexpected::Other("no text"), &SHAPE));
                    };
                    others.insert(language, text);
                }
                let german = others
                    .remove("de")
                    .ok_or_else(|| D::Error::custom("lacks de, the German text"))?;
                Ok(Self { german, others })
            }
            _ => Err(D::Error::invalid_type(Unexpected::Other("no text"), &SHAPE)),
        }
    }
}

/// Reads `""` as none.
///
/// # Errors
/// What the value's own parser says.
pub fn optional<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: fmt::Display>,
{
    let text = String::deserialize(from)?;
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(D::Error::custom)
}

/// Reads a text that is never printed.
///
/// # Errors
/// If it is no text.
pub fn secret<'de, D: Deserializer<'de>>(from: D) -> Result<SecretString, D::Error> {
    String::deserialize(from).map(SecretString::from)
}

const BASE64: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);

/// Reads 32 bytes of base64 (either alphabet). `""` is the all-zero key, which `validate` must
/// refuse: a default key does not exist.
///
/// # Errors
/// If it is anything else.
pub fn sealing_key<'de, D: Deserializer<'de>>(from: D) -> Result<SealingKey, D::Error> {
    let bytes = key_bytes(from)?;
    Ok(SealingKey::from_bytes(bytes.unwrap_or_default()))
}

/// Reads 32 bytes of base64 (either alphabet) as a private key, `""` as none.
///
/// # Errors
/// If it is anything else.
pub fn opening_key<'de, D: Deserializer<'de>>(from: D) -> Result<Option<OpeningKey>, D::Error> {
    Ok(key_bytes(from)?.map(OpeningKey::from_bytes))
}

fn key_bytes<'de, D: Deserializer<'de>>(from: D) -> Result<Option<[u8; 32]>, D::Error> {
    let text = Zeroizing::new(String::deserialize(from)?);
    if text.is_empty() {
        return Ok(None);
    }
    let bytes = [&alphabet::STANDARD, &alphabet::URL_SAFE]
        .into_iter()
        .find_map(|alphabet| {
            GeneralPurpose::new(alphabet, BASE64)
                .decode(text.as_bytes())
                .ok()
        })
        .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    let reason = || D::Error::custom("must be 32 random bytes in base64");
    bytes.map(Some).ok_or_else(reason)
}

fn duration<'de, D: Deserializer<'de>>(
    from: D,
    unit: u64,
    name: &'static str,
) -> Result<Duration, D::Error> {
    // A hundred years: what is longer is a slip, and sums of times must not overflow.
    const LONGEST: u64 = 100 * 366 * 86_400;
    let reason = || D::Error::custom(format!("must be a whole number of {name}, at least 1"));
    let count = i64::deserialize(from)?;
    let seconds = u64::try_from(count)
        .map_err(|_| reason())?
        .saturating_mul(unit);
    if seconds == 0 {
        return Err(reason());
    }
    if seconds > LONGEST {
        return Err(D::Error::custom("is longer than a hundred years"));
    }
    Ok(Duration::from_secs(seconds))
}

macro_rules! durations {
    ($($name:ident = $unit:literal),*) => {$(
        #[doc = concat!("Reads a positive number of ", stringify!($name), ".")]
        ///
        /// # Errors
        /// If it is none.
        pub fn $name<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
            duration(from, $unit, stringify!($name))
        }
    )*};
}
durations!(seconds = 1, minutes = 60, hours = 3600, days = 86_400);

/// Reads a number of seconds, 0 for none.
///
/// # Errors
/// If it is negative or longer than a day.
pub fn seconds_or_none<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
    let count = i64::deserialize(from)?;
    let seconds = u64::try_from(count).ok().filter(|it| *it <= 86_400);
    let reason = || D::Error::custom("must be a whole number of seconds, 0 for none");
    seconds.map(Duration::from_secs).ok_or_else(reason)
}

/// How often something may be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Allowance {
    /// Tries at once.
    pub tries: NonZeroU32,
    /// The time in which all of them come back.
    #[serde(rename = "minutes", deserialize_with = "minutes")]
    pub per: Duration,
}
