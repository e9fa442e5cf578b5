//! What somebody had typed when the session was over: kept until they have signed in again, and
//! filled into the same form once. Not sent for them: they read it and send it themselves.
//!
//! A page says in a sealed field whom it was shown to and where it stands ([`Author`]), because a
//! session that is over says nothing any more. Passwords, codes and files are never kept
//! ([`is_secret`]) and never filled in. Where drafts lie is each server's own.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use url::form_urlencoded;

use super::CSRF_FIELD;
use crate::clock::Entropy;
use crate::secret::SealingKey;

/// The hidden field in which a page says whom it was shown to.
pub const AUTHOR_FIELD: &str = "seite";
/// The parameter of a page's address that names the draft to fill in.
pub const DRAFT_PARAMETER: &str = "entwurf";

/// Parameters that do not make another page: the draft itself, the language, what waits.
const PASSING: [&str; 3] = [DRAFT_PARAMETER, "lang", "vorgang"];

const CONTEXT: &str = "author";

/// Whom a page was shown to, and its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The person's own id at this server.
    pub person: String,
    /// Path and query, without what does not make it another page.
    pub page: String,
}

impl Author {
    /// Of a page shown to `person`.
    #[must_use]
    pub fn new(person: &str, page: &str) -> Self {
        Self {
            person: person.to_owned(),
            page: same_page(page),
        }
    }

    /// The value of [`AUTHOR_FIELD`].
    #[must_use]
    pub fn seal(&self, key: &SealingKey, entropy: &dyn Entropy) -> String {
        let plain = serde_json::to_vec(self).unwrap_or_default();
        URL_SAFE_NO_PAD.encode(key.seal(entropy, CONTEXT, &plain))
    }

    /// Reads what a form brought; `None` when it is not ours.
    #[must_use]
    pub fn open(key: &SealingKey, field: &str) -> Option<Self> {
        let sealed = URL_SAFE_NO_PAD.decode(field).ok()?;
        serde_json::from_slice(&key.open(CONTEXT, &sealed)?).ok()
    }
}

/// The address of a page without the parameters that do not make it another one.
#[must_use]
pub fn same_page(address: &str) -> String {
    let Some((path, query)) = address.split_once('?') else {
        return address.to_owned();
    };
    let kept = form_urlencoded::parse(query.as_bytes());
    let kept = kept.filter(|(name, _)| !PASSING.contains(&&**name));
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(kept)
        .finish();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}

/// The first value of a field in the body of a form.
#[must_use]
pub fn field(body: &[u8], name: &str) -> Option<String> {
    form_urlencoded::parse(body)
        .find(|(it, _)| it == name)
        .map(|(_, value)| value.into_owned())
}

/// Whether a field of this name is never kept. Names are ours: `tests/architecture` asks this of
/// every field that takes a password or a code.
#[must_use]
pub fn is_secret(name: &str) -> bool {
    const NAMES: [&str; 2] = [CSRF_FIELD, AUTHOR_FIELD];
    const WORDS: [&str; 8] = [
        "password", "passwort", "current", "code", "pin", "secret", "token", "response",
    ];
    let is_postal = name == "postal_code";
    let words = name.split(['_', '-', '.', '[', ']']);
    NAMES.contains(&name) || !is_postal && words.into_iter().any(|it| WORDS.contains(&it))
}

/// A request extension: the page whose form was sent, where a page shown in answer stands.
#[derive(Debug, Clone)]
pub struct ShownAt(pub String);

/// What was typed into one form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Path and query to which the form was sent.
    action: String,
    fields: Vec<(String, String)>,
}

impl Draft {
    /// Of a body that was sent to `action`; `None` when nobody has typed anything into it.
    #[must_use]
    pub fn of(action: &str, body: &[u8]) -> Option<Self> {
        let fields: Vec<_> = form_urlencoded::parse(body)
            .filter(|(name, _)| !is_secret(name))
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        let typed = fields.iter().any(|(_, value)| !value.trim().is_empty());
        typed.then(|| Self {
            action: same_page(action),
            fields,
        })
    }

    /// `html` with the form filled in as it was and `notice` before everything else; `None` when the
    /// page, which stands at `page`, does not have the form.
    #[must_use]
    pub fn fill(&self, html: &str, page: &str, notice: &str) -> Option<String> {
        super::fill::fill(html, (page, notice), (&self.action, &self.fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SeededEntropy;

    fn key() -> SealingKey {
        SealingKey::from_bytes([4; 32])
    }

    #[test]
    fn only_we_say_whose_page_it_is() {
        let author = Author::new("kim", "/konto/email?lang=en&x=1&entwurf=a");
        assert_eq!(author.page, "/konto/email?x=1");
        let field = author.seal(&key(), &SeededEntropy::new(1));
        assert_eq!(Author::open(&key(), &field), Some(author));
        assert_eq!(Author::open(&key().derive("other"), &field), None);
        assert_eq!(Author::open(&key(), "kim"), None);
        assert_eq!(Author::open(&key(), &field[1..]), None);
    }

    #[test]
    fn secrets_are_not_kept() {
        let body = b"csrf=c&seite=s&email=a%40b.example&password=geheim&password_repeat=x&code=1&new_code=2&current=z&postal_code=1";
        let draft = Draft::of("/x", body).expect("something was typed");
        let names: Vec<_> = draft.fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["email", "postal_code"]);
        assert_eq!(
            Draft::of("/x", b"csrf=c&seite=s&password=geheim&email="),
            None
        );
    }
}
