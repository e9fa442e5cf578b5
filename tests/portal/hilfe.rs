//! The portal's pages of text (S145, S146): built in, or the operator's own in their place.

use kit::Database;
use kit::world::{Wishes, World};

/// The portal with these files in `texts.directory`.
async fn with(database: Database, files: &[(&str, &str)]) -> (World, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    for (file, text) in files {
        let file = folder.path().join(file);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, text).expect("writes");
    }
    let wishes = Wishes {
        portal: format!("texts.directory = \"{}\"\n", folder.path().display()),
        ..Wishes::default()
    };
    (World::with(database, wishes).await, folder)
}

kit::on_both!(the_operators_words_win, async |database: Database| {
    let text = "# Wir helfen gern\n\nRufen Sie an: {{phone}} & fragen Sie \\<script>alert(1)\\</script> \
                oder {{idle_minutes}} Minuten lang [dort]({{provider}}/hilfe/totp).\n\n\
                ## Noch etwas {#etwas}\n\n- **Eins**\n- *Zwei* {% 7*7 %}\n";
    let (world, _folder) = with(database, &[("de/hilfe.md", text)]).await;
    let visitor = world.portal.visitor();
    let page = visitor.get("/hilfe").await.expect(200);
    assert_eq!(page.text_of("h1").as_deref(), Some("Wir helfen gern"));
    assert!(
        page.body().contains("<title>Wir helfen gern – "),
        "{}",
        page.body()
    );
    page.shows("01234 5678-0 & fragen Sie <script>alert(1)</script> oder 25 Minuten lang dort.")
        .shows("{% 7*7 %}")
        .hides("49")
        .hides("Freischaltcode");
    assert!(!page.has("main script"));
    assert_eq!(
        page.attribute("main p a", "href"),
        Some(world.idp.url("/hilfe/totp"))
    );
    assert_eq!(
        page.text_of("section#etwas strong").as_deref(),
        Some("Eins")
    );

    // What was left alone stays, in both languages.
    let imprint = visitor.get("/impressum").await.expect(200);
    imprint.shows("Für dieses Portal ist verantwortlich");
    let english = world.portal.visitor().speaking("en");
    english
        .get("/hilfe")
        .await
        .expect(200)
        .shows("How to reach us");
    // The provider has a folder of its own.
    let theirs = world.idp.visitor().get("/hilfe").await.expect(200);
    theirs.hides("Wir helfen gern");
});

kit::on_both!(
    what_is_built_in_tells_the_operator_as_it_is_set,
    async |database: Database| {
        let world = World::start(database).await;
        let visitor = world.portal.visitor();
        let page = visitor.get("/impressum").await.expect(200);
        page.shows("Musterstraße 1").shows("12345 Musterstadt");
        assert_eq!(
            page.attribute("main a[href^='tel:']", "href").as_deref(),
            Some("tel:012345678-0")
        );
        assert_eq!(
            page.text_of("main a[href^='tel:']").as_deref(),
            Some("01234 5678-0")
        );
        let page = visitor.get("/hilfe").await.expect(200);
        let help = page.attribute("#anmeldedienst a", "href");
        assert_eq!(help, Some(world.idp.url("/hilfe/anmeldung")));
        let theirs = help.expect("an address");
        let theirs = theirs
            .strip_prefix(&world.idp.base())
            .expect("the provider's");
        let _ = world.idp.visitor().get(theirs).await.expect(200);
        for (lang, simple) in [("de", "de-simple"), ("en", "en-simple")] {
            let page = world.portal.visitor().speaking(lang);
            let page = page.get("/leichte-sprache").await.expect(200);
            assert_eq!(
                page.attribute("main div[lang]", "lang").as_deref(),
                Some(simple)
            );
        }
    }
);
