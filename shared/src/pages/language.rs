//! Which language a page speaks: `?lang=` or the request's `ui_locales`, then the account's,
//! then the cookie, then `Accept-Language`, then German; only languages that are present.

use serde::Serialize;

/// A language in which pages are present.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Language {
    /// The tag, as in `<html lang>` and in the folder's name.
    pub code: String,
    /// Its own name for itself.
    pub name: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// The language that is always present.
pub(super) const FALLBACK: &str = "de";

/// What was said about the language, strongest first.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wishes<'a> {
    /// `?lang=`.
    pub query: Option<&'a str>,
    /// OpenID Connect's `ui_locales` (a list in order of preference).
    pub ui_locales: Option<&'a str>,
    /// What the account's owner chose.
    pub account: Option<&'a str>,
    /// The cookie set by an earlier `?lang=`.
    pub cookie: Option<&'a str>,
    /// The browser's `Accept-Language`.
    pub accept: Option<&'a str>,
}

/// Whose wish decided; a stronger one may come later (the account is known after the session).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Choice {
    /// Nobody's: German.
    Fallback,
    /// The browser's settings.
    Accept,
    /// The cookie.
    Cookie,
    /// The account's setting.
    Account,
    /// This very request's `?lang=` or `ui_locales`.
    Request,
}

/// The language to speak, of those in `present`, and whose wish it was.
#[must_use]
pub fn negotiate<'p>(
    present: &'p [Language],
    wishes: &Wishes<'_>,
) -> (Option<&'p Language>, Choice) {
    let listed = |list: &str| {
        list.split_ascii_whitespace()
            .find_map(|tag| find(present, tag))
    };
    let one = |tag: Option<&str>| tag.and_then(|tag| find(present, tag));
    let steps = [
        (Choice::Request, one(wishes.query)),
        (Choice::Request, wishes.ui_locales.and_then(listed)),
        (Choice::Account, one(wishes.account)),
        (Choice::Cookie, one(wishes.cookie)),
        (
            Choice::Accept,
            wishes.accept.and_then(|list| accepted(present, list)),
        ),
    ];
    steps
        .into_iter()
        .find_map(|(choice, language)| language.map(|it| (Some(it), choice)))
        .unwrap_or((find(present, FALLBACK), Choice::Fallback))
}

/// The present language for a tag: itself, or with subtags cut from its end (de-AT → de).
/// German plain language has two names; only `de-simple` is a registered one.
fn find<'p>(present: &'p [Language], tag: &str) -> Option<&'p Language> {
    let mut tag = tag.trim();
    if tag.len() > 35 {
        return None;
    }
    if tag.eq_ignore_ascii_case("de-x-leicht") {
        tag = "de-simple";
    }
    loop {
        let same = |language: &&Language| language.code.eq_ignore_ascii_case(tag);
        if let Some(language) = present.iter().find(same) {
            return Some(language);
        }
        tag = tag.rsplit_once('-')?.0;
    }
}

/// RFC 9110 §12.5.4: the best-weighted present language; `q=0` refuses, `*` says nothing.
fn accepted<'p>(present: &'p [Language], list: &str) -> Option<&'p Language> {
    let mut best: Option<(u16, &Language)> = None;
    for item in list.split(',').take(32) {
        let (tag, weight) = item
            .split_once(';')
            .map_or((item, 1000), |(tag, q)| (tag, permille(q)));
        if let Some(language) = find(present, tag).filter(|_| weight > 0)
            && best.is_none_or(|(most, _)| weight > most)
        {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

/// `q=0.8` as 800; anything malformed as 0.
fn permille(parameter: &str) -> u16 {
    let value = parameter.trim().strip_prefix("q=").unwrap_or_default();
    let (whole, part) = value.split_once('.').unwrap_or((value, ""));
    match (
        whole,
        part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit()),
    ) {
        ("1", true) => 1000,
        ("0", true) => format!("{part:0<3}").parse().unwrap_or(0),
        _ => 0,
    }
}

/// In which direction a language is written.
#[must_use]
pub fn direction(code: &str) -> &'static str {
    let primary = code.split('-').next().unwrap_or_default();
    match primary {
        "ar" | "fa" | "he" | "ur" | "ps" | "ckb" | "yi" | "dv" | "ug" | "sd" => "rtl",
        _ => "ltr",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn present() -> Vec<Language> {
        let language = |code: &str| Language {
            code: code.to_owned(),
            name: code.to_owned(),
            dir: direction(code),
        };
        vec![
            language("de"),
            language("de-simple"),
            language("en"),
            language("ar"),
        ]
    }

    fn chosen(wishes: Wishes<'_>) -> (String, Choice) {
        let present = present();
        let (language, choice) = negotiate(&present, &wishes);
        (language.unwrap().code.clone(), choice)
    }

    #[test]
    fn the_stronger_wish_wins() {
        let all = Wishes {
            query: Some("en"),
            ui_locales: Some("ar"),
            account: Some("de"),
            cookie: Some("ar"),
            accept: Some("ar"),
        };
        assert_eq!(chosen(all), ("en".to_owned(), Choice::Request));
        let no_query = Wishes {
            query: Some("xx"),
            ..all
        };
        assert_eq!(chosen(no_query), ("ar".to_owned(), Choice::Request));
        let account = Wishes {
            query: None,
            ui_locales: Some("fr xx"),
            ..all
        };
        assert_eq!(chosen(account), ("de".to_owned(), Choice::Account));
        assert_eq!(
            chosen(Wishes {
                account: None,
                ..account
            })
            .1,
            Choice::Cookie
        );
        assert_eq!(
            chosen(Wishes::default()),
            ("de".to_owned(), Choice::Fallback)
        );
    }

    #[test]
    fn tags_are_cut_from_the_end() {
        let query = |tag| {
            chosen(Wishes {
                query: Some(tag),
                ..Wishes::default()
            })
            .0
        };
        assert_eq!(query("de-AT"), "de");
        assert_eq!(query("AR-eg"), "ar");
        assert_eq!(query("de-x-leicht"), "de-simple");
        assert_eq!(query("../../etc"), "de");
    }

    #[test]
    fn the_browsers_weights_count() {
        let accept = |list| {
            chosen(Wishes {
                accept: Some(list),
                ..Wishes::default()
            })
            .0
        };
        assert_eq!(accept("fr, en-GB;q=0.8, de;q=0.9"), "de");
        assert_eq!(accept("en, de"), "en");
        assert_eq!(accept("en;q=0, ar;q=0.001"), "ar");
        assert_eq!(accept("en;q=zwei, *;q=0.5"), "de");
    }

    proptest! {
        #[test]
        fn always_answers_with_a_present_language(tag in ".{0,60}", list in ".{0,200}") {
            let present = present();
            let wishes = Wishes { query: Some(&tag), accept: Some(&list), ..Wishes::default() };
            prop_assert!(negotiate(&present, &wishes).0.is_some());
        }
    }
}
