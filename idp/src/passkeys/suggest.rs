//! What a browser says of itself, as people call it: a first name for a passkey, which they may
//! change, and a label for a device.

/// Browser and system by their common names; empty what is not known.
pub(crate) fn recognise(user_agent: &str) -> (&'static str, &'static str) {
    let has = |word: &str| user_agent.contains(word);
    let first = |words: &[(&str, &'static str)]| {
        words
            .iter()
            .find(|(word, _)| has(word))
            .map_or("", |(_, name)| *name)
    };
    // The order matters: browsers and systems name their forebears as well.
    let device = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("CrOS", "Chromebook"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux"),
    ]);
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    (browser, device)
}

/// „Firefox auf Windows" in the words of `on`; empty when the browser says nothing known.
pub(crate) fn suggest_name(user_agent: &str, on: &str) -> String {
    match recognise(user_agent) {
        ("", device) => device.to_owned(),
        (browser, "") => browser.to_owned(),
        (browser, device) => format!("{browser} {on} {device}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::PasskeyName;
    use super::*;

    #[test]
    fn a_known_browser_gets_a_name_that_keeps_the_rule() {
        let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like \
                       Gecko) Chrome/130.0 Safari/537.36 Edg/130.0";
        assert_eq!(suggest_name(windows, "auf"), "Edge auf Windows");
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 \
                     (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
        assert_eq!(suggest_name(phone, "auf"), "Safari auf iPhone");
        let galaxy = "Mozilla/5.0 (Linux; Android 14) SamsungBrowser/26.0 Chrome/122 Safari/537";
        let name = suggest_name(galaxy, "auf");
        assert!(name.parse::<PasskeyName>().is_ok(), "{name}");
        assert_eq!(suggest_name("curl/8", "auf"), "");
    }
}
