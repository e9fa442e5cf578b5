//! Every link of the sign-in pages leads somewhere true, and so does every link there, at both
//! servers: a page with words of its own, never a placeholder, and the place in it that is named.

use std::collections::{BTreeMap, VecDeque};

use kit::Page;
use kit::people::PASSWORD;
use kit::world::World;
use scraper::{Html, Selector};
use url::Url;

use crate::secured::{KIM, enrolling, with_passkey, with_totp};

/// Words that stand where something is still missing.
const PLACEHOLDERS: [&str; 5] = [
    "Lorem",
    "TODO",
    "Platzhalter",
    "Coming soon",
    "folgt in Kürze",
];

/// The addresses of all links of a page.
fn links(page: &Page) -> Vec<Url> {
    let html = Html::parse_document(&page.body());
    let anchors = Selector::parse("a[href]").expect("a selector");
    let hrefs = html.select(&anchors).filter_map(|it| it.attr("href"));
    let address = |href: &str| {
        assert!(
            !matches!(href.trim(), "" | "#") && !href.starts_with("javascript:"),
            "{}: a link to nowhere",
            page.url()
        );
        page.url().join(href).expect("an address")
    };
    hrefs.map(address).collect()
}

/// What is the same page: without fragment, language and the request that waits.
fn place(url: &Url) -> String {
    let mut place = url.clone();
    place.set_fragment(None);
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| !matches!(name.as_ref(), "lang" | "vorgang"))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    place.set_query(None);
    if !kept.is_empty() {
        place.query_pairs_mut().extend_pairs(kept);
    }
    place.into()
}

/// Follows everything from these pages on; gives the visited places.
async fn follow_all(world: &World, visitor: &kit::Visitor, begin: &[String]) -> Vec<String> {
    let ours =
        [world.idp.base(), world.portal.base()].map(|base| Url::parse(&base).expect("a base"));
    let mut seen: BTreeMap<String, Page> = BTreeMap::new();
    let mut waiting: VecDeque<(String, Url)> = VecDeque::new();
    for path in begin {
        let url = Url::parse(&world.idp.base()).expect("a base").join(path);
        waiting.push_back(("the beginning".to_owned(), url.expect("an address")));
    }
    while let Some((from, url)) = waiting.pop_front() {
        match url.scheme() {
            "tel" | "mailto" | "otpauth" => continue,
            "https" if !ours.iter().any(|base| base.origin() == url.origin()) => {
                let host = url.host_str().unwrap_or_default();
                assert!(
                    host.contains('.') && !host.ends_with("example"),
                    "{from} → {url}"
                );
                continue;
            }
            _ => {}
        }
        assert!(
            ours.iter().any(|base| base.origin() == url.origin()),
            "{from} leads out of the house: {url}"
        );
        let place = place(&url);
        if !seen.contains_key(&place) {
            assert!(seen.len() < 200, "so many pages: {:?}", seen.keys());
            let page = visitor.browse(url.as_str()).await;
            assert_eq!(page.status(), 200, "{from} → {url}");
            let words = page.text_of("main").unwrap_or_default();
            assert!(words.len() > 60, "{from} → {url}: only {words:?}");
            for placeholder in PLACEHOLDERS {
                assert!(!page.text().contains(placeholder), "{url}: {placeholder}");
            }
            waiting.extend(links(&page).into_iter().map(|link| (url.to_string(), link)));
            seen.insert(place.clone(), page);
        }
        if let Some(part) = url.fragment() {
            let page = &seen[&place];
            assert!(
                page.has(&format!("[id='{part}']")),
                "{from} → {url}: no such place"
            );
        }
    }
    seen.into_keys().collect()
}

kit::on_both!(
    of_the_sign_in_pages_lead_somewhere,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let begin = [
            world.portal.url("/anmelden"),
            "/".to_owned(),
            "/anmelden".to_owned(),
        ];
        let seen = follow_all(&world, &world.idp.visitor(), &begin).await;
        for path in [
            "/anmelden/konto",
            "/registrieren",
            "/passwort-vergessen",
            "/benutzername-vergessen",
            "/hilfe/anmeldung",
            "/hilfe/sichere-anmeldung",
            "/hilfe/mehr-faktor",
            "/hilfe/passkeys",
            "/hilfe/totp",
            "/hilfe/konto-finden",
            "/hilfe/konto-finden/person-nein",
            "/hilfe/zugang-verloren",
            "/nutzungsbedingungen",
            "/datenschutz",
            "/impressum",
            "/barrierefreiheit",
            "/leichte-sprache",
            "/gebaerdensprache",
        ] {
            let reached = world.idp.url(path);
            assert!(
                seen.contains(&reached),
                "no link leads to {path}: {seen:#?}"
            );
        }
    }
);

kit::on_both!(
    of_the_notice_lead_somewhere,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let kim = enrolling(&world).await;
        let seen = follow_all(&world, &kim, &["/absichern".to_owned()]).await;
        for path in ["/absichern/passkey", "/absichern/totp"] {
            assert!(seen.contains(&world.idp.url(path)), "{path}: {seen:#?}");
        }
    }
);

kit::on_both!(
    of_the_account_lead_somewhere,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_passkey(&world).await;
        let seen = follow_all(&world, &kim, &["/konto".to_owned()]).await;
        for path in [
            "/konto/passkeys",
            "/konto/passkeys/neu",
            "/konto/passwort/entfernen",
        ] {
            assert!(seen.contains(&world.idp.url(path)), "{path}: {seen:#?}");
        }
    }
);

kit::on_both!(
    of_the_code_page_lead_somewhere,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let _ = with_totp(&world).await;
        let visitor = world.idp.visitor();
        let form = visitor.get("/anmelden/konto").await.form("sign-in-form");
        let form = form.fill("email", KIM).fill("password", PASSWORD);
        let page = form.submit_and_follow().await.expect(200);
        assert!(page.has("#code-form"));
        let begin = ["/anmelden/code".to_owned()];
        let _ = follow_all(&world, &visitor, &begin).await;
    }
);
