//! Pages for everyone, and what is nowhere.

use crate::stage::Stage;

/// Public pages: everyone may read them.
const OPEN: [&str; 12] = [
    "/",
    "/abgemeldet",
    "/barrierefreiheit",
    "/datenschutz",
    "/gebaerdensprache",
    "/health/live",
    "/health/ready",
    "/hilfe",
    "/impressum",
    "/leichte-sprache",
    "/nutzungsbedingungen",
    "/.well-known/jwks.json",
];

kit::on_both!(public_pages_are_there_in_both_languages, async |database| {
    let stage = Stage::set(database).await;
    for path in OPEN {
        let german = stage.visitor().get(path).await.expect(200);
        if german.has("main") {
            assert_eq!(
                german.attribute("html", "lang").as_deref(),
                Some("de"),
                "{path}"
            );
            let english = stage.visitor().speaking("en").get(path).await.expect(200);
            assert_eq!(
                english.attribute("html", "lang").as_deref(),
                Some("en"),
                "{path}"
            );
            assert!(
                english.text_of("h1").is_some_and(|title| !title.is_empty()),
                "{path}"
            );
        }
    }
});

kit::on_both!(the_start_page_leads_to_the_sign_in, async |database| {
    let stage = Stage::set(database).await;
    let page = stage.visitor().get("/").await.expect(200);
    page.shows("Willkommen, wie können wir Sie weiterbringen?");
    assert_eq!(
        page.attribute("#sign-in", "href").as_deref(),
        Some("/anmelden")
    );
    for part in ["#privatpersonen", "#unternehmen", "#institutionen"] {
        assert!(page.has(part), "{part}");
    }
    let visitor = stage.signed_in().await;
    assert_eq!(
        visitor.get("/").await.expect(303).header("location"),
        "/start"
    );
});

kit::on_both!(what_is_nowhere_is_a_page, async |database| {
    let stage = Stage::set(database).await;
    let page = stage.visitor().get("/gibt-es-nicht").await.expect(404);
    assert!(page.has("#home"), "{}", page.body());
});
