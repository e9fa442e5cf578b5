//! `/zustimmung`: what others' applications may is for the person to say (OpenID Connect Core
//! §3.1.2.4, ASVS 10.7.1–2, T17).

use kit::{Database, Page, on_both};

use crate::oauth::flow::{Fields, Flow, answer};

fn request() -> Fields {
    Flow::request().with("client_id", "foreign")
}

async fn count(flow: &Flow) -> i64 {
    let mut tx = flow.db.read().await.expect("a transaction");
    let row = sqlx::query("SELECT COUNT(*) FROM consents").fetch_one(tx.conn());
    sqlx::Row::try_get(&row.await.expect("a row"), 0).expect("a number")
}

fn allow(page: &Page) -> kit::Form {
    page.form("consent-form").press("Erlauben")
}

on_both!(
    the_person_reads_who_wants_what,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let request = request().with("scope", "openid email offline_access portal.profile");
        let page = flow.question(&request.and(&[("ui_locales", "en")])).await;
        page.shows("App foreign")
            .shows("Your e-mail address")
            .shows("90 days");
        page.shows("Read your profile at the Jobcenter")
            .shows("privacy@app.test");
        assert_eq!(
            page.attribute("#who a", "href").as_deref(),
            Some("https://app.test/")
        );
        let policy = page.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("https://app.test"));
        assert_eq!(count(&flow).await, 0, "reading allows nothing");
    }
);

on_both!(
    what_was_allowed_is_not_asked_again,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let page = allow(&flow.question(&request()).await).submit().await;
        assert_eq!(page.status(), 303);
        assert!(answer(&page, "code").is_some());
        assert_eq!(answer(&page, "iss"), Some(flow.issuer()));
        assert_eq!(answer(&page, "state").as_deref(), Some("s t&a=te"));
        for less in [
            request(),
            request().with("scope", "openid"),
            request().with("prompt", "none"),
        ] {
            assert!(answer(&flow.authorize(&less).await, "code").is_some());
        }
        // More of it, or the same again if the client insists.
        for more in [
            request().with("scope", "openid profile"),
            request().and(&[("resource", crate::oauth::flow::API)]),
            request().with("prompt", "consent"),
        ] {
            let _ = flow.question(&more).await;
        }
        let silent = request()
            .with("scope", "openid profile")
            .with("prompt", "none");
        let error = answer(&flow.authorize(&silent).await, "error");
        assert_eq!(error.as_deref(), Some("consent_required"));
        let more = request().with("scope", "openid profile");
        let _ = allow(&flow.question(&more).await).submit().await;
        assert_eq!(count(&flow).await, 1, "one consent for one client");
        let all = request().with("scope", "openid profile email");
        assert!(answer(&flow.authorize(&all).await, "code").is_some());
        // Another person is asked for themselves.
        let _ = flow.sign_in(&flow.visitor, "phr").await;
        let _ = flow.question(&request()).await;
    }
);

on_both!(
    a_refusal_is_told_and_nothing_kept,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let asked = flow.question(&request()).await;
        let page = asked.form("consent-form").press("Ablehnen").submit().await;
        assert_eq!(answer(&page, "error").as_deref(), Some("access_denied"));
        assert_eq!(answer(&page, "state").as_deref(), Some("s t&a=te"));
        assert_eq!(count(&flow).await, 0);
        // The question has been answered.
        let late = allow(&asked).submit_and_follow().await;
        late.expect(400).shows("nicht mehr offen");
        assert_eq!(count(&flow).await, 0);
        let _ = flow.question(&request()).await;
    }
);

on_both!(
    the_answer_belongs_to_browser_and_session,
    async |database: Database| {
        let (flow, person) = Flow::signed_in(database).await;
        let asked = flow.question(&request()).await;
        let path = format!(
            "{}?{}",
            asked.url().path(),
            asked.url().query().unwrap_or_default()
        );
        // No forged form, no GET.
        let _ = allow(&asked).without("csrf").submit().await.expect(400);
        let _ = flow
            .visitor
            .get(&format!("{path}&antwort=erlauben"))
            .await
            .expect(200);
        // Another browser, signed in as whoever: the attacker's page leads nobody on.
        let stranger = flow.world.idp.visitor();
        let _ = flow.sign_in(&stranger, "phr").await;
        let page = stranger.browse(&path).await;
        assert!(!page.has("#consent-form"));
        let mine = Flow {
            visitor: stranger,
            db: flow.db.clone(),
            world: flow.world,
        };
        let _ = mine.question(&request()).await;
        let flow = Flow {
            visitor: flow.visitor,
            ..mine
        };
        // Another person sits down before the open page.
        let token = shared::secret::Token::generate(&shared::clock::SystemEntropy);
        let _ = flow.sign_in(&flow.visitor, "phr").await;
        let page = allow(&asked).submit_and_follow().await.expect(200);
        assert!(page.has("#consent-form"), "the present person is asked");
        assert_eq!(count(&flow).await, 0);
        // Back again, but what was shown is not what is asked.
        let _ = flow
            .sign_in_again(&flow.visitor, &person.account, "phr", &token)
            .await;
        let asked = flow.visitor.get(&path).await.expect(200);
        for (name, value) in [
            ("shown", "openid | "),
            ("session", "x"),
            ("antwort", "nichts"),
        ] {
            let page = allow(&asked).force(name, value).submit().await;
            assert!(page.status() == 400 || page.status() == 303, "{name}");
            assert!(!page.header("location").contains("app.test"), "{name}");
        }
        assert_eq!(count(&flow).await, 0);
        assert!(answer(&allow(&asked).submit().await, "code").is_some());
    }
);

on_both!(
    what_was_withdrawn_gives_nothing_any_more,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let request = request().with("scope", "openid email offline_access");
        let tokens = flow.allowed("foreign", &request).await;
        let pending = answer(&flow.authorize(&request).await, "code").expect("a code");
        let access = tokens["access_token"].as_str().expect("a token");
        let refresh = tokens["refresh_token"].as_str().expect("a token");
        let _ = flow.userinfo(access).await.expect(200);
        flow.sql("DELETE FROM consents WHERE client_id = $1", "foreign")
            .await;
        let _ = flow.userinfo(access).await.expect(401);
        let foreign = |fields: Fields| fields.with("client_id", "foreign");
        let page = flow.token(&foreign(Flow::refreshing(refresh))).await;
        crate::oauth::flow::refused(&page, "invalid_grant");
        let page = flow.token(&foreign(Flow::redemption(&pending))).await;
        crate::oauth::flow::refused(&page, "invalid_grant");
        // A new consent does not raise the dead.
        let _ = flow.allowed("foreign", &request).await;
        let _ = flow.userinfo(access).await.expect(401);
        let page = flow.token(&foreign(Flow::refreshing(refresh))).await;
        crate::oauth::flow::refused(&page, "invalid_grant");
    }
);
