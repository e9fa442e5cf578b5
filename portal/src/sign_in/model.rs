use std::fmt;
use std::str::FromStr;

use url::Url;

/// A page of ours to go on to (`weiter`): an absolute path of this very origin (T53).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OwnPath(String);

/// The text is no page of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a path of ours")]
pub(crate) struct NotOurs;

impl OwnPath {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OwnPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for OwnPath {
    type Err = NotOurs;

    /// Strict rather than clever: what a browser could read in two ways is refused.
    fn from_str(text: &str) -> Result<Self, NotOurs> {
        const LONGEST: usize = 512;
        /// Going on there would go round in circles, or out.
        const DOORS: [&str; 3] = ["/anmelden", "/abmelden", "/abgemeldet"];
        let (path, _) = text.split_once(['?', '#']).unwrap_or((text, ""));
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.' | '~');
        let fits = text.len() <= LONGEST
            && path.starts_with('/')
            && path.chars().all(plain)
            && !path.contains("//")
            && text.chars().all(|c| c.is_ascii_graphic() && c != '\\');
        let behind = |door: &str| path == door || path.starts_with(&format!("{door}/"));
        if !fits || DOORS.into_iter().any(behind) {
            return Err(NotOurs);
        }
        let base = Url::parse("https://portal.invalid").map_err(|_| NotOurs)?;
        let read = base.join(text).map_err(|_| NotOurs)?;
        let same = read.origin() == base.origin() && read.path() == path;
        same.then(|| Self(text.to_owned())).ok_or(NotOurs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn own_pages_are_accepted() {
        for text in [
            "/",
            "/start",
            "/freischaltcode",
            "/postfach?seite=2&von=a%20b#unten",
            "/a/b-c_d.e",
        ] {
            assert_eq!(
                text.parse::<OwnPath>().map(|path| path.to_string()),
                Ok(text.to_owned())
            );
        }
    }

    #[test]
    fn everything_else_is_refused() {
        let long = format!("/{}", "a".repeat(512));
        for text in [
            "",
            "start",
            "//evil.test",
            "///evil.test",
            "/\\evil.test",
            "\\\\evil.test",
            "/\t/evil.test",
            "/%09/evil.test",
            "/%2f/evil.test",
            "/%5cevil.test",
            "https:evil.test",
            "https://evil.test/",
            "https:/evil.test",
            "javascript:alert(1)",
            "/a/../../b",
            "/./a",
            "/a//b",
            "/a\r\nSet-Cookie: x=1",
            "/ä",
            " /start",
            "/start ",
            "/anmelden",
            "/anmelden?weiter=//evil.test",
            "/anmelden/zurueck?code=1",
            "/abmelden",
            "/abgemeldet",
            "/start?a=\\\\evil",
            "/@evil.test",
            "/a:b",
            long.as_str(),
        ] {
            assert_eq!(text.parse::<OwnPath>(), Err(NotOurs), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_accepted_stays_here(text in "[/\\\\.%a-z09@:?#&=\\t -]{0,40}") {
            if let Ok(path) = text.parse::<OwnPath>() {
                let base = Url::parse("https://portal.example:8443").unwrap();
                let read = base.join(path.as_str()).unwrap();
                prop_assert_eq!(read.origin(), base.origin());
                prop_assert!(!read.path().starts_with("//"));
            }
        }

        #[test]
        fn any_text_is_answered(text in any::<String>()) {
            let _answer = text.parse::<OwnPath>();
        }
    }
}
