//! Signing somebody out, frames, ways that lead elsewhere, the way back, other origins
//! (T51, T52, T53, T54, T55).

use http::Method;
use kit::people::{PASSWORD, registered};
use kit::world::World;
use kit::{Database, Page, Visitor};
use url::Url;

use crate::ground::{
    BYE, at_portal, encoded, is_at_portal, request, tokens, userinfo, with_app, world,
};
use crate::secured::{add_passkey, asserted, is_in, post, with_passkey};

/// The ID token of who is signed in at `visitor`.
async fn hint(world: &World, visitor: &Visitor) -> String {
    let tokens = tokens(world, visitor, "openid").await;
    tokens["id_token"].as_str().expect("an ID token").to_owned()
}

/// Eva, signed in by a passkey.
async fn eva(world: &World) -> Visitor {
    let eva = world.idp.visitor();
    let _ = registered(world, &eva, "eva@example.org").await;
    let page = eva.get("/anmelden/konto").await.expect(200);
    let form = page.form("sign-in-form").fill("email", "eva@example.org");
    let _ = form.fill("password", PASSWORD).submit().await.expect(303);
    let _ = add_passkey(world, &eva, "/absichern/passkey").await;
    eva
}

/// As a picture on another site asks for it.
async fn as_picture(visitor: &Visitor, path: &str) -> Page {
    let ask = visitor
        .ask(Method::GET, path)
        .header("sec-fetch-site", "cross-site");
    let ask = ask.header("sec-fetch-dest", "image");
    ask.header("sec-fetch-mode", "no-cors").send().await
}

/// Asserts that an answer sends nobody to a host that is not ours (or `app`'s own).
fn stays_here(world: &World, page: &Page, what: &str) {
    let to = page.header("location");
    assert!(!to.contains('\\') && !to.starts_with("//"), "{what}: {to}");
    let here = page.url().join(to).expect("an address");
    let ours = [
        world.idp.base(),
        world.portal.base(),
        "https://app.test".to_owned(),
    ];
    let origin = here.origin().ascii_serialization();
    assert!(to.is_empty() || ours.contains(&origin), "{what}: {to}");
    let refresh = page.header("refresh");
    assert!(refresh.is_empty(), "{what}: {refresh}");
}

kit::on_both!(nobody_signs_another_out, async |database: Database| {
    let world = with_app(database, "app", "App").await;
    let (kim, _) = with_passkey(&world).await;
    let portal = at_portal(&world, &kim).await;
    let eva = eva(&world).await;
    let (own, foreign) = (hint(&world, &kim).await, hint(&world, &eva).await);
    let broken = format!("{}AAAA", &own[..own.len() - 4]);
    let mut asked: Vec<Vec<(&str, &str)>> = vec![
        vec![],
        vec![("client_id", "app"), ("post_logout_redirect_uri", BYE)],
        vec![("id_token_hint", &foreign)],
        vec![
            ("id_token_hint", &foreign),
            ("post_logout_redirect_uri", BYE),
        ],
        vec![
            ("id_token_hint", &broken),
            ("post_logout_redirect_uri", BYE),
        ],
        vec![("logout_hint", "kim@example.org")],
        vec![
            ("id_token_hint", &own),
            ("client_id", "portal"),
            ("post_logout_redirect_uri", BYE),
        ],
    ];
    let variants = [
        "https://app.test.evil.test/bye",
        "https://appXtest/bye",
        "https://app.test/bye/../x",
        "https://app.test/bye?x=1",
        "https://app.test/bye#f",
        "https://app.test/bye/",
        "HTTPS://APP.TEST/BYE",
        "https://app.test:443/bye",
        "https://app.test%2eevil.test/bye",
        "https://app.test@evil.test/bye",
        "//app.test/bye",
        "javascript:alert(1)",
        "https://evil.test/",
    ];
    for variant in &variants {
        asked.push(vec![
            ("id_token_hint", &own),
            ("post_logout_redirect_uri", variant),
        ]);
    }
    for fields in &asked {
        let path = format!("/oauth/logout?{}", encoded(fields));
        let page = as_picture(&kim, &path).await;
        stays_here(&world, &page, &path);
        assert!(
            !page.header("location").starts_with("https://app.test"),
            "{path}"
        );
        let page = kim.get(&path).await;
        stays_here(&world, &page, &path);
        assert!(
            !page.header("location").starts_with("https://app.test"),
            "{path}"
        );
        let ask = kim.ask(Method::POST, "/oauth/logout").form(fields);
        let ask = ask.header("origin", "https://evil.test");
        let page = ask.header("sec-fetch-site", "cross-site").send().await;
        stays_here(&world, &page, &path);
        assert!(is_in(&kim).await, "{path}");
    }
    // Forms that are not ours, at both servers.
    for (visitor, site) in [
        (&kim, "cross-site"),
        (&kim, "same-site"),
        (&portal, "cross-site"),
    ] {
        for token in ["", "AAAA"] {
            let ask = visitor
                .ask(Method::POST, "/abmelden")
                .form(&[("csrf", token)]);
            let ask = ask.header("origin", "https://evil.test");
            let _ = ask.header("sec-fetch-site", site).send().await;
        }
        let _ = as_picture(visitor, "/abmelden").await;
        let _ = visitor.get("/abmelden").await;
    }
    assert!(is_in(&kim).await);
    assert!(is_at_portal(&portal).await);
    for token in [own.as_str(), foreign.as_str(), "e30.e30."] {
        let ask = portal
            .ask(Method::POST, "/abmelden/back-channel")
            .as_program();
        let page = ask.form(&[("logout_token", token)]).send().await;
        assert_eq!(page.status(), 400, "no logout token");
    }
    assert!(is_at_portal(&portal).await);
    let _ = userinfo(&world, &tokens(&world, &kim, "openid").await)
        .await
        .expect(200);
});

/// Every page that can be asked for with an address alone.
fn pages_of(server: &str) -> Vec<String> {
    let routes = kit::routes::of(server);
    let routes = routes
        .into_iter()
        .filter(|it| it.methods.iter().any(|it| it == "GET"));
    let example = |path: &str| {
        let parts = path.split('/');
        let parts = parts.map(|part| if part.starts_with('{') { "0" } else { part });
        parts.collect::<Vec<_>>().join("/")
    };
    routes.map(|route| example(&route.path)).collect()
}

kit::on_both!(no_page_is_framed, async |database: Database| {
    let world = with_app(database, "app", "App").await;
    let (kim, _) = with_passkey(&world).await;
    let portal = at_portal(&world, &kim).await;
    let (strangers, nobody) = (world.idp.visitor(), world.portal.visitor());
    let mut seen = 0;
    for (visitor, server) in [
        (&kim, "idp"),
        (&strangers, "idp"),
        (&portal, "portal"),
        (&nobody, "portal"),
    ] {
        let mut paths = pages_of(server);
        if server == "idp" {
            paths.push(request("openid", &[("response_mode", "form_post")]));
            paths.push("/oauth/authorize".to_owned());
        }
        paths.retain(|path| !path.starts_with("/abmelden"));
        for path in paths {
            let page = visitor.get(&path).await;
            if !page.header("content-type").starts_with("text/html") {
                continue;
            }
            seen += 1;
            let policy = page.header("content-security-policy");
            assert!(
                policy.contains("frame-ancestors 'none'"),
                "{path}: {policy}"
            );
            assert_eq!(page.header("x-frame-options"), "DENY", "{path}");
            assert_eq!(
                page.header("cross-origin-opener-policy"),
                "same-origin",
                "{path}"
            );
            assert!(policy.contains("base-uri 'none'"), "{path}: {policy}");
        }
    }
    assert!(seen > 60, "only {seen} pages were seen");
});

const ELSEWHERE: [&str; 16] = [
    "//evil.test",
    "/\\evil.test",
    "\\\\evil.test",
    "/%09/evil.test",
    "/\t/evil.test",
    "https:evil.test",
    "https://evil.test/",
    "https:///evil.test",
    "javascript:alert(1)",
    "data:text/html,x",
    "/anmelden?weiter=//evil.test",
    "evil.test",
    "/%2F%2Fevil.test",
    "///evil.test",
    "/.//evil.test",
    "https://jobcenter.localhost@evil.test/",
];

kit::on_both!(every_way_on_is_ours, async |database: Database| {
    let world = world(database).await;
    let (_, mut device) = with_passkey(&world).await;
    for (number, onward) in ELSEWHERE.into_iter().enumerate() {
        let query = encoded(&[("weiter", onward)]);
        // From the portal to the provider and back.
        let visitor = world.portal.visitor();
        let page = visitor.get(&format!("/anmelden?{query}")).await;
        stays_here(&world, &page, onward);
        let page = page.follow_all().await;
        assert!(
            page.url().as_str().starts_with(&world.idp.base()),
            "{onward}"
        );
        let at_idp = visitor.and_at(&world.idp.base());
        let mut here = page.url().clone();
        here.set_path("/anmelden/konto");
        let page = at_idp.get(here.as_str()).await.expect(200);
        let assertion = asserted(&world, &at_idp, &mut device).await;
        let finish = page
            .attribute("#passkey", "data-finish")
            .expect("a ceremony");
        let done = post(&at_idp, here.as_str(), &finish, &assertion)
            .await
            .expect(200);
        let to = done.json()["location"].as_str().expect("a path").to_owned();
        assert!(
            to.starts_with('/') && !to.starts_with("//"),
            "{onward}: {to}"
        );
        let mut page = at_idp.get(&to).await;
        while page.status() / 100 == 3 {
            stays_here(&world, &page, onward);
            page = page.follow().await;
        }
        assert!(
            page.url().as_str().starts_with(&world.portal.base()),
            "{onward}"
        );
        // Signed in at both already.
        let page = visitor.get(&format!("/anmelden?{query}")).await;
        stays_here(&world, &page, onward);
        // At the provider alone.
        let visitor = world.idp.visitor();
        let path = format!("/anmelden/konto?{query}");
        let page = visitor.get(&path).await;
        stays_here(&world, &page, onward);
        if number % 4 == 0 {
            let assertion = asserted(&world, &visitor, &mut device).await;
            let finish = format!("/anmelden/passkey?{query}");
            let done = post(&visitor, "/anmelden/konto", &finish, &assertion).await;
            if done.status() == 200 {
                let to = done.json()["location"].as_str().expect("a path").to_owned();
                assert!(
                    to.starts_with('/') && !to.starts_with("//"),
                    "{onward}: {to}"
                );
                assert!(
                    !to.contains('\\') && !to.starts_with("/%"),
                    "{onward}: {to}"
                );
            }
        }
        for name in ["target_link_uri", "iss", "login_hint"] {
            let mut fields = vec![(name, onward)];
            let base = world.idp.base();
            if name != "iss" {
                fields.push(("iss", &base));
            }
            let visitor = world.portal.visitor();
            let page = visitor
                .get(&format!("/anmelden/beginnen?{}", encoded(&fields)))
                .await;
            stays_here(&world, &page, onward);
            if page.status() == 303 {
                stays_here(&world, &page.follow().await, onward);
            }
        }
    }
});

/// Where a page's own parts come from.
fn parts(page: &Page) -> Vec<String> {
    let html = scraper::Html::parse_document(&page.body());
    let css = "script[src], img[src], link[href], iframe[src], object[data], source[src]";
    let css = scraper::Selector::parse(css).expect("a selector");
    let of = |it: scraper::ElementRef<'_>| {
        let value = ["src", "href", "data"]
            .iter()
            .find_map(|name| it.value().attr(name));
        value.unwrap_or_default().to_owned()
    };
    html.select(&css).map(of).collect()
}

kit::on_both!(
    the_way_back_keeps_the_code_to_itself,
    async |database: Database| {
        let world = world(database).await;
        let (kim, _) = with_passkey(&world).await;
        let portal = kim.and_at(&world.portal.base());
        let mut page = portal.get("/anmelden?weiter=/profil-auswaehlen").await;
        while !page.url().path().starts_with("/anmelden/zurueck") {
            assert_eq!(page.status(), 303, "{}", page.url());
            page = page.follow().await;
        }
        let code = page.url().query_pairs().find(|(name, _)| name == "code");
        let code = code.expect("a code").1.into_owned();
        // Nothing is shown at the address with the code; the browser goes on at once.
        assert_eq!(page.status(), 303);
        assert_eq!(page.header("cache-control"), "no-store");
        assert!(!page.header("location").contains(&code) && !page.body().contains(&code));
        assert!(page.header("refresh").is_empty());
        let referrer = page.header("referrer-policy").to_owned();
        assert!(
            ["no-referrer", "same-origin", "strict-origin"].contains(&referrer.as_str()),
            "{referrer}"
        );
        let back = page.url().clone();
        let landed = page.follow_all().await.expect(200);
        assert!(!landed.body().contains(&code));
        assert!(!parts(&landed).is_empty());
        for part in parts(&landed) {
            let whole = landed.url().join(&part).expect("an address");
            assert_eq!(whole.origin(), landed.url().origin(), "{part}");
            if part.contains(".js") {
                let script = portal.get(&part).await.expect(200).body();
                assert!(!script.contains("serviceWorker"), "{part}");
            }
        }
        // Asked for again, it is worth nothing and shows nothing.
        for visitor in [&portal, &world.portal.visitor()] {
            let again = visitor.get(back.as_str()).await;
            assert!(!again.body().contains(&code) && !again.header("location").contains(&code));
            if again.status() == 200 || again.status() >= 400 {
                for part in parts(&again) {
                    let whole = again.url().join(&part).expect("an address");
                    assert_eq!(whole.origin(), again.url().origin(), "{part}");
                }
            }
        }
        let thief = world.portal.visitor();
        let _ = thief.get(back.as_str()).await;
        assert!(!is_at_portal(&thief).await);
        for said in [world.idp.said(), world.portal.said()] {
            assert!(!said.contains(&code));
        }
    }
);

kit::on_both!(
    no_other_origin_reads_an_answer,
    async |database: Database| {
        let world = with_app(database, "app", "App").await;
        let (kim, _) = with_passkey(&world).await;
        let portal = at_portal(&world, &kim).await;
        let tokens = tokens(&world, &kim, "openid").await;
        let access = tokens["access_token"].as_str().expect("a token").to_owned();
        let own = Url::parse(&world.idp.base()).expect("an address");
        let port = own.port().expect("a port");
        let origins = [
            "null".to_owned(),
            "https://evil.test".to_owned(),
            "https://app.test.evil.test".to_owned(),
            "https://evilapp.test".to_owned(),
            "https://app.test:8443".to_owned(),
            "http://app.test".to_owned(),
            "https://app.test.".to_owned(),
            "https://sub.app.test".to_owned(),
            "https://app.test_.evil.test".to_owned(),
            format!("https://evil.localhost:{port}"),
            format!("http://konto.localhost:{port}"),
        ];
        let at_idp = [
            "/oauth/token",
            "/oauth/userinfo",
            "/oauth/revoke",
            "/oauth/introspect",
            "/oauth/authorize",
            "/oauth/authorize/weiter",
            "/oauth/logout",
            "/oauth/register",
            "/admin/v1/accounts",
            "/anmelden/konto",
            "/anmelden/passkey",
            "/konto",
            "/konto/daten",
        ];
        let at_portal = [
            "/api/v1/profile",
            "/start",
            "/anmelden",
            "/profil-auswaehlen",
            "/abmelden",
        ];
        let all = at_idp.iter().map(|it| (&kim, it));
        let all = all.chain(at_portal.iter().map(|it| (&portal, it)));
        for (visitor, path) in all {
            for origin in &origins {
                for method in [Method::OPTIONS, Method::GET, Method::POST] {
                    let ask = visitor.ask(method.clone(), path);
                    let ask = ask
                        .header("origin", origin)
                        .header("sec-fetch-site", "cross-site");
                    let ask = ask.header("sec-fetch-mode", "cors").bearer(&access);
                    let ask = ask.header("access-control-request-method", "POST");
                    let ask = ask.header("access-control-request-headers", "authorization");
                    let page = match method {
                        Method::POST => ask.form(&[("token", &access)]).send().await,
                        _ => ask.send().await,
                    };
                    let what = format!("{method} {path} from {origin}");
                    let headers = page.headers();
                    let allowed = headers.get("access-control-allow-origin");
                    assert!(allowed.is_none(), "{what}: {allowed:?}");
                    assert!(
                        !headers.contains_key("access-control-allow-credentials"),
                        "{what}"
                    );
                }
            }
        }
        // The application's own is let in, without cookies.
        let ask = world.idp.visitor().ask(Method::GET, "/oauth/userinfo");
        let page = ask
            .as_program()
            .bearer(&access)
            .header("origin", "https://app.test");
        let page = page.send().await.expect(200);
        assert_eq!(
            page.header("access-control-allow-origin"),
            "https://app.test"
        );
        assert_eq!(page.header("access-control-allow-credentials"), "");
    }
);
