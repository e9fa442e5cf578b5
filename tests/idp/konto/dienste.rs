//! `/konto/dienste`: what others' applications may, and the end of it (ASVS 10.7.3).

use kit::{Database, on_both};

use crate::oauth::flow::Flow;
use crate::secured::Leads;

on_both!(
    the_person_sees_and_ends_what_they_allowed,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let kim = &flow.visitor;
        let page = kim
            .get("/konto")
            .await
            .expect(200)
            .click("Verbundene Dienste")
            .await;
        page.expect(200).shows("noch keinem Dienst");
        let request = Flow::request().with("scope", "openid email offline_access");
        let tokens = flow.allowed("foreign", &request).await;
        let access = tokens["access_token"].as_str().expect("a token");
        flow.world.advance(std::time::Duration::from_mins(1));
        let page = kim.get("/konto/dienste").await.expect(200);
        page.shows("App foreign")
            .shows("Ihre E-Mail-Adresse")
            .shows("zuletzt benutzt am 23.11.2026");
        let question = page
            .click("Zugriff beenden (App foreign)")
            .await
            .expect(200);
        question.shows("App foreign").shows("Ihre E-Mail-Adresse");
        let path = question.url().path().to_owned();
        let _ = flow.userinfo(access).await.expect(200);
        // Nobody else ends it, nobody forges it.
        let stranger = flow.world.idp.visitor();
        assert_eq!(stranger.get("/konto/dienste").await.leads(), "/anmelden");
        let _ = flow.sign_in(&stranger, "phr").await;
        let _ = stranger.get(&path).await.expect(404);
        let unknown = stranger.get("/konto/dienste/unknown/beenden").await;
        let _ = unknown.expect(404);
        let csrf = stranger
            .get("/konto")
            .await
            .attribute("input[name=csrf]", "value");
        let field = [("csrf", csrf.expect("a token"))];
        let forged = stranger
            .ask(http::Method::POST, &path)
            .form(&field)
            .send()
            .await;
        let _ = forged.expect(404);
        let _ = question
            .form("end-form")
            .without("csrf")
            .submit()
            .await
            .expect(400);
        let _ = flow.userinfo(access).await.expect(200);
        let done = question
            .form("end-form")
            .submit_and_follow()
            .await
            .expect(200);
        done.shows("Der Zugriff ist beendet")
            .shows("noch keinem Dienst");
        let _ = flow.userinfo(access).await.expect(401);
        let again = question.form("end-form").submit().await;
        let _ = again.expect(404);
        let _ = flow.question(&request.with("client_id", "foreign")).await;
    }
);

on_both!(
    a_service_whose_file_is_gone_can_still_be_ended,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let _ = flow.allowed("foreign", &Flow::request()).await;
        let rename = "UPDATE consents SET client_id = $1";
        flow.sql(rename, "gone").await;
        let page = flow.visitor.get("/konto/dienste").await.expect(200);
        page.shows("App foreign").shows("zurzeit nicht angemeldet");
        let question = page
            .click("Zugriff beenden (App foreign)")
            .await
            .expect(200);
        let done = question
            .form("end-form")
            .submit_and_follow()
            .await
            .expect(200);
        done.shows("noch keinem Dienst");
    }
);
