//! The help pages: „Das passende Konto finden" asks until it knows (S22), and the operator's own
//! texts take the place of those that are built in.

use std::collections::{BTreeMap, VecDeque};

use kit::world::{Wishes, World};
use kit::{Database, Visitor};
use scraper::{Html, Selector};

const FIND: &str = "/hilfe/konto-finden";

/// The ways that a page offers.
async fn choices(visitor: &Visitor, path: &str) -> Vec<String> {
    let page = visitor.get(path).await.expect(200);
    assert!(
        page.text_of("h1").is_some_and(|it| !it.is_empty()),
        "{path}"
    );
    let html = Html::parse_document(&page.body());
    let ways = Selector::parse("main .choices a.choice").expect("a selector");
    let ways = html.select(&ways);
    ways.map(|it| it.attr("href").unwrap_or_default().to_owned())
        .collect()
}

kit::on_both!(
    every_answer_ends_where_somebody_can_sign_in,
    async |database: Database| {
        let world = World::start(database).await;
        for language in ["de", "en"] {
            let visitor = world.idp.visitor().speaking(language);
            let (mut seen, mut waiting) = (BTreeMap::new(), VecDeque::from([FIND.to_owned()]));
            while let Some(path) = waiting.pop_front() {
                let ways = choices(&visitor, &path).await;
                assert!(!ways.is_empty(), "{language}: {path} is a dead end");
                for way in &ways {
                    if way.starts_with(FIND) && !seen.contains_key(way) {
                        waiting.push_back(way.clone());
                    }
                }
                seen.insert(path, ways);
            }
            assert_eq!(seen.len(), 10, "{language}: {:?}", seen.keys());
            let ends: Vec<_> = seen.values().flatten().collect();
            for end in [
                "/anmelden/konto",
                "/anmelden",
                "/registrieren",
                "/benutzername-vergessen",
                "/hilfe/zugang-verloren",
            ] {
                assert!(
                    ends.iter().any(|it| *it == end),
                    "{language}: nothing leads to {end}"
                );
            }
        }
    }
);

kit::on_both!(the_operators_words_win, async |database: Database| {
    let folder = tempfile::tempdir().expect("a folder");
    let own = folder.path().join("de");
    std::fs::create_dir_all(&own).expect("a folder");
    let text = "# Wir helfen gern\n\nRufen Sie an: {{support_phone}} & fragen Sie <nichts>.\n";
    let text = text.replace("<nichts>", "\\<script>alert(1)\\</script>");
    std::fs::write(own.join("anmeldung.md"), text).expect("writes");
    let wishes = Wishes {
        idp: format!("texts.directory = \"{}\"\n", folder.path().display()),
        ..Wishes::default()
    };
    let world = World::with(database, wishes).await;
    let visitor = world.idp.visitor();
    let page = visitor.get("/hilfe/anmeldung").await.expect(200);
    assert_eq!(page.text_of("h1").as_deref(), Some("Wir helfen gern"));
    assert!(
        page.body().contains("<title>Wir helfen gern – "),
        "{}",
        page.body()
    );
    page.shows("& fragen Sie <script>alert(1)</script>.")
        .hides("{{")
        .hides("Großschreibung");
    assert!(!page.has("main script"));
    let other = visitor.get("/hilfe/totp").await.expect(200);
    other.shows("TOTP");
    let english = world.idp.visitor().speaking("en");
    let page = english.get("/hilfe/anmeldung").await.expect(200);
    page.shows("Help with problems around signing in");
});
