//! What a change of a file means for security, in words for the operator.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

type Document = Map<String, Value>;

/// The effects of an application's change; of a new one everything that it may.
pub(super) fn effects(before: Option<&Document>, after: Option<&Document>) -> Vec<String> {
    let Some(after) = after else {
        return vec!["removed: its grants, its tokens and what people allowed it die".to_owned()];
    };
    let mut told = Vec::new();
    let is_new = before.is_none();
    let nothing = Document::new();
    let pair = Pair {
        before: before.unwrap_or(&nothing),
        after,
        is_new,
    };
    whom(&pair, &mut told);
    proof(&pair, &mut told);
    reach(&pair, &mut told);
    places(&pair, &mut told);
    told
}

struct Pair<'a> {
    before: &'a Document,
    after: &'a Document,
    is_new: bool,
}

impl Pair<'_> {
    fn text<'a>(document: &'a Document, key: &str) -> &'a str {
        document
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// The two texts, if they differ.
    fn texts(&self, key: &str) -> Option<(&str, &str)> {
        let pair = (Self::text(self.before, key), Self::text(self.after, key));
        (pair.0 != pair.1).then_some(pair)
    }

    fn flag(document: &Document, key: &str) -> bool {
        document.get(key).and_then(Value::as_bool).unwrap_or(false)
    }

    fn list<'a>(document: &'a Document, key: &str) -> BTreeSet<&'a str> {
        let all = document.get(key).and_then(Value::as_array);
        all.into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }

    fn added(&self, key: &str) -> Vec<&str> {
        let (before, after) = (Self::list(self.before, key), Self::list(self.after, key));
        after.difference(&before).copied().collect()
    }

    fn gone(&self, key: &str) -> Vec<&str> {
        let (before, after) = (Self::list(self.before, key), Self::list(self.after, key));
        before.difference(&after).copied().collect()
    }
}

/// Whose it is and how people know it.
fn whom(pair: &Pair<'_>, told: &mut Vec<String>) {
    let key = "first_party";
    match (Pair::flag(pair.before, key), Pair::flag(pair.after, key)) {
        (false, true) => told.push("looser: people are not asked what it may".to_owned()),
        (true, false) => told.push("stricter: people are asked what it may".to_owned()),
        _ => {}
    }
    if pair.is_new {
        return;
    }
    if let Some((before, after)) = pair.texts("name") {
        told.push(format!("people read the name {after} in place of {before}"));
    }
    let renamed = ["subject_type", "sector_identifier"].map(|key| pair.texts(key));
    if renamed.iter().any(Option::is_some) {
        let text = "it may know people by other names and not recognise them";
        told.push(text.to_owned());
    }
}

/// How it proves that it is itself, and by which policy.
fn proof(pair: &Pair<'_>, told: &mut Vec<String>) {
    match pair.texts("policy") {
        Some((_, "legacy")) => {
            told.push("looser: legacy policy allows sign-in without PKCE".to_owned());
        }
        Some(("legacy", _)) => told.push("stricter: PKCE is needed from now on".to_owned()),
        _ => {}
    }
    let method = "token_endpoint_auth_method";
    match pair.texts(method) {
        Some((_, "none")) => told.push("looser: it does not prove that it is itself".to_owned()),
        Some((before, after)) if !pair.is_new => {
            told.push(format!("it proves itself by {after} in place of {before}"));
        }
        _ => {}
    }
    if pair.is_new {
        return;
    }
    match pair.texts("client_secret_sha256") {
        Some(("", _)) | None => {}
        Some((_, "")) => told.push("secret removed: it dies".to_owned()),
        Some(_) => told.push("secret replaced: the old one dies".to_owned()),
    }
    if let Some((_, place)) = pair.texts("jwks_uri").filter(|it| !it.1.is_empty()) {
        told.push(format!("its keys are those at {place}"));
    }
    if pair.texts("jwks").is_some_and(|(_, keys)| !keys.is_empty()) {
        told.push("its keys are others: what the old ones signed proves nothing".to_owned());
    }
}

/// What it may.
fn reach(pair: &Pair<'_>, told: &mut Vec<String>) {
    let lists = [
        ("scopes", "may now ask for ", "may no longer ask for "),
        (
            "verified_claims",
            "may now be told as proven ",
            "is no longer told as proven ",
        ),
        (
            "resources",
            "may now get tokens for ",
            "gets no more tokens for ",
        ),
        (
            "resource_server_for",
            "may now ask about tokens for ",
            "may no longer ask about tokens for ",
        ),
        ("grant_types", "may now use ", "may no longer use "),
    ];
    for (key, more, less) in lists {
        told.extend(pair.added(key).into_iter().map(|it| format!("{more}{it}")));
        told.extend(pair.gone(key).into_iter().map(|it| format!("{less}{it}")));
    }
    if let Some((_, "jwt")) = pair.texts("token_format") {
        let text =
            "looser: a token that was taken back counts at resource servers until it expires";
        told.push(text.to_owned());
    }
}

/// Where people and messages go.
fn places(pair: &Pair<'_>, told: &mut Vec<String>) {
    let lists = [
        (
            "redirect_uris",
            "new redirect address ",
            "redirect address that is refused from now on ",
        ),
        (
            "post_logout_redirect_uris",
            "new address after sign-out ",
            "address after sign-out that is refused from now on ",
        ),
        (
            "request_uris",
            "new address of requests, which is fetched ",
            "address of requests that is refused from now on ",
        ),
    ];
    for (key, more, less) in lists {
        told.extend(pair.added(key).into_iter().map(|it| format!("{more}{it}")));
        told.extend(pair.gone(key).into_iter().map(|it| format!("{less}{it}")));
    }
    for (key, what) in [
        ("backchannel_logout_uri", "sign-outs"),
        ("frontchannel_logout_uri", "sign-outs"),
        ("account_events_uri", "what becomes of accounts"),
    ] {
        match pair.texts(key) {
            Some((before, "")) => told.push(format!("is no longer told of {what} at {before}")),
            Some((_, after)) => told.push(format!("is told of {what} at {after}")),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn document(changes: &Value) -> Document {
        let mut document = json!({
            "name": "A", "policy": "default", "scopes": ["openid"], "first_party": false,
            "token_endpoint_auth_method": "client_secret_basic", "client_secret_sha256": "aa",
            "redirect_uris": ["https://a.test/cb"],
        });
        for (key, value) in changes.as_object().expect("an object") {
            document[key] = value.clone();
        }
        document.as_object().expect("an object").clone()
    }

    #[test]
    fn each_change_is_told_in_words() {
        for (changes, words) in [
            (json!({"policy": "legacy"}), "looser: legacy policy"),
            (
                json!({"scopes": ["openid", "portal.documents"]}),
                "may now ask for portal.documents",
            ),
            (json!({"scopes": []}), "may no longer ask for openid"),
            (
                json!({"redirect_uris": ["https://a.test/cb", "https://b.test/"]}),
                "new redirect address https://b.test/",
            ),
            (
                json!({"client_secret_sha256": "bb"}),
                "secret replaced: the old one dies",
            ),
            (json!({"first_party": true}), "looser: people are not asked"),
            (
                json!({"token_endpoint_auth_method": "none"}),
                "looser: it does not prove",
            ),
        ] {
            let told = effects(Some(&document(&json!({}))), Some(&document(&changes)));
            assert_eq!(told.len(), 1, "{told:?}");
            assert!(told[0].starts_with(words), "{told:?}");
        }
        let same = document(&json!({}));
        assert!(effects(Some(&same), Some(&same)).is_empty());
        let gone = effects(Some(&same), None);
        assert!(gone[0].starts_with("removed: its grants"), "{gone:?}");
        let fresh = effects(None, Some(&same));
        assert!(
            fresh.contains(&"may now ask for openid".to_owned()),
            "{fresh:?}"
        );
    }
}
