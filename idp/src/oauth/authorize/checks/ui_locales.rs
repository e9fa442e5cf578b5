//! `ui_locales`: the client's languages for pages, best first (OpenID Connect Core §3.1.2.1).

use crate::oauth::params::Params;

/// The primary languages; the pages know whether they speak one.
pub(in crate::oauth::authorize) fn check(params: &Params) -> Vec<String> {
    let tags = params.get("ui_locales").unwrap_or_default().split(' ');
    tags.filter_map(|tag| tag.split('-').next())
        .map(str::to_ascii_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn params(text: &str) -> Params {
        Params::default().overridden(vec![("ui_locales".to_owned(), text.to_owned())])
    }

    proptest! {
        #[test]
        fn languages_are_in_lower_case(text in "([a-zA-Z]{1,3}(-[a-zA-Z0-9]{1,8}){0,2} ?){0,6}|\\PC{0,30}") {
            for language in check(&params(&text)) {
                prop_assert!(!language.contains(['-', ' ']));
                prop_assert_eq!(language.to_ascii_lowercase(), language);
            }
        }
    }
}
