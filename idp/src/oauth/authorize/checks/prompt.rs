//! `prompt`: `none` asks for an answer without a page, `login` and `select_account` for a new
//! sign-in, `consent` for the question also where the answer is known (OpenID Connect Core
//! §3.1.2.1). The operator's own applications need no consent, so for them it asks nothing.

use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;

/// What the client wants shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Prompt {
    /// No page at all.
    pub(crate) none: bool,
    /// The person signs in anew.
    pub(crate) login: bool,
    /// The person is asked again what the client may.
    pub(crate) consent: bool,
}

pub(in crate::oauth::authorize) fn check(params: &Params) -> Result<Prompt, Fault> {
    let mut prompt = Prompt::default();
    let values: Vec<_> = params
        .get("prompt")
        .unwrap_or_default()
        .split(' ')
        .collect();
    for &value in values.iter().filter(|value| !value.is_empty()) {
        match value {
            "none" => prompt.none = true,
            "login" | "select_account" => prompt.login = true,
            "consent" => prompt.consent = true,
            _ => return Err(Fault::new(OAuthCode::InvalidRequest, "prompt is unknown")),
        }
    }
    if prompt.none && values.len() > 1 {
        return Err(Fault::new(
            OAuthCode::InvalidRequest,
            "prompt=none stands alone",
        ));
    }
    Ok(prompt)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn params(text: &str) -> Params {
        Params::default().overridden(vec![("prompt".to_owned(), text.to_owned())])
    }

    proptest! {
        #[test]
        fn none_stands_alone(text in "((none|login|consent|select_account|None|)( )?){0,4}|\\PC{0,12}") {
            if let Ok(prompt) = check(&params(&text)) {
                prop_assert!(!prompt.none || !prompt.login && !prompt.consent);
                prop_assert_eq!(prompt.none, text == "none");
            }
        }
    }
}
