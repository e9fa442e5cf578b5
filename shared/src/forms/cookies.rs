//! Cookie names and attributes. All ports of localhost share one cookie jar, so on plain http
//! the name carries program and port; under https it is `__Host-` and `Secure` (ASVS 3.3.1–3.3.3).

use std::time::Duration;

use http::{HeaderMap, HeaderValue, header::COOKIE};
use url::Url;

/// The cookies of one program at one public address.
#[derive(Debug, Clone)]
pub struct CookieNames {
    prefix: String,
    secure: bool,
}

impl CookieNames {
    /// The names for `program` served at `public_url`.
    #[must_use]
    pub fn new(public_url: &Url, program: &str) -> Self {
        let secure = public_url.scheme() == "https";
        let prefix = if secure {
            format!("__Host-{program}")
        } else {
            let port = public_url.port_or_known_default().unwrap_or(80);
            format!("{program}-{port}")
        };
        Self { prefix, secure }
    }

    /// Whether the program is served by https.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.secure
    }

    /// The full name of the cookie `kind` (`session`, `visitor`, …).
    #[must_use]
    pub fn name(&self, kind: &str) -> String {
        format!("{}-{kind}", self.prefix)
    }

    /// The value the browser sent for `kind`.
    #[must_use]
    pub fn read(&self, headers: &HeaderMap, kind: &str) -> Option<String> {
        let wanted = self.name(kind);
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|header| header.to_str().ok())
            .flat_map(|header| header.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == wanted)
            .map(|(_, value)| value.to_owned())
    }

    /// A `Set-Cookie` value: `HttpOnly`, `SameSite=Lax`, `Path=/`; without `max_age` it ends with the
    /// browser. `None` if the value cannot stand in a cookie.
    #[must_use]
    pub fn set(&self, kind: &str, value: &str, max_age: Option<Duration>) -> Option<HeaderValue> {
        let fits = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | ',' | ';' | '\\');
        if !value.chars().all(fits) {
            return None;
        }
        let mut text = format!(
            "{}={value}; Path=/; HttpOnly; SameSite=Lax",
            self.name(kind)
        );
        if self.secure {
            text.push_str("; Secure");
        }
        if let Some(age) = max_age {
            text = format!("{text}; Max-Age={}", age.as_secs());
        }
        HeaderValue::from_str(&text).ok()
    }

    /// A `Set-Cookie` value that removes the cookie `kind`.
    #[must_use]
    pub fn clear(&self, kind: &str) -> HeaderValue {
        self.set(kind, "", Some(Duration::ZERO))
            .expect("an empty value fits, and names are made of header characters")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(url: &str) -> CookieNames {
        CookieNames::new(&Url::parse(url).unwrap(), "idp")
    }

    #[test]
    fn plain_http_names_carry_program_and_port() {
        let names = names("http://localhost:8080");
        assert_eq!(names.name("session"), "idp-8080-session");
        let set = names.set("session", "abc", None).unwrap();
        assert_eq!(set, "idp-8080-session=abc; Path=/; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn https_cookies_are_host_bound_and_secure() {
        let set =
            names("https://konto.example").set("session", "abc", Some(Duration::from_mins(1)));
        assert_eq!(
            set.unwrap(),
            "__Host-idp-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60"
        );
    }

    #[test]
    fn reads_only_the_exact_name() {
        let mut headers = HeaderMap::new();
        headers.insert(
            COOKIE,
            "portal-8080-session=no; xidp-8080-session=no"
                .parse()
                .unwrap(),
        );
        headers.append(COOKIE, "a=b; idp-8080-session=yes".parse().unwrap());
        assert_eq!(
            names("http://localhost:8080")
                .read(&headers, "session")
                .unwrap(),
            "yes"
        );
        assert!(
            names("http://localhost:8081")
                .read(&headers, "session")
                .is_none()
        );
    }

    #[test]
    fn a_value_cannot_smuggle_attributes() {
        assert!(
            names("http://localhost:8080")
                .set("x", "a; Domain=b", None)
                .is_none()
        );
    }
}
