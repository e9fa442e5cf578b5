//! `acr_values` with an identity level: proven at BundID, or refused
//! (`unmet_authentication_requirements`); it decays while the session lives on.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kit::{Database, on_both};
use serde_json::Value;

use crate::anmelden::dienst::{prove, release};
use crate::oauth::flow::{Fields, Flow, PUBLIC, answer, client};
use crate::secured::{Leads, with_totp};

const SUBSTANTIAL: &str = "http://eidas.europa.eu/LoA/substantial";
const HIGH: &str = "http://eidas.europa.eu/LoA/high";

/// Kim with password and second factor, signed in, her account linked to BundID.
async fn linked(database: Database) -> Flow {
    let mut flow = Flow::with_stand_ins(database, vec![client("app", PUBLIC)]).await;
    let (visitor, _) = with_totp(&flow.world).await;
    let page = prove(&flow.world, &visitor, "/konto/bundid", ("eid", "kim")).await;
    let form = page.expect(200).form("connect-form");
    let _ = form.submit_and_follow().await.expect(200);
    flow.visitor = visitor;
    flow
}

fn asking(level: &str) -> Fields {
    Flow::request().with("acr_values", level)
}

/// What the ID token for `code` says of the strength.
async fn acr(flow: &Flow, code: &str) -> String {
    let tokens = flow.token(&Flow::redemption(code)).await.expect(200).json();
    let token = tokens["id_token"].as_str().expect("an ID token").to_owned();
    let claims = token.split('.').nth(1).expect("claims");
    let claims = URL_SAFE_NO_PAD.decode(claims).expect("base64url");
    let claims: Value = serde_json::from_slice(&claims).expect("JSON");
    claims["acr"].as_str().expect("an acr").to_owned()
}

on_both!(
    a_level_is_proven_where_it_can_be_and_decays,
    async |database: Database| {
        let flow = linked(database).await;
        // A local sign-in claims no level.
        let code = flow.code(&Flow::request()).await;
        assert_eq!(acr(&flow, &code).await, "urn:schluesselbund:acr:mfa");
        let page = flow
            .authorize(&asking(SUBSTANTIAL).with("prompt", "none"))
            .await;
        let unmet = "unmet_authentication_requirements";
        assert_eq!(answer(&page, "error").as_deref(), Some(unmet));

        let to = flow.authorize(&asking(SUBSTANTIAL)).await.leads();
        assert!(to.starts_with("/anmelden/bundid?vorgang="), "{to}");
        assert!(to.contains("stufe=substantial"), "{to}");
        let page = flow.visitor.get(&to).await.expect(200);
        page.shows("sicheren Nachweis Ihrer Identität");
        // Another person's card changes nothing.
        let back = release(&flow.world, &flow.visitor, &to, ("eid", "erika")).await;
        let refused = back.follow().await.follow().await.expect(200);
        refused.shows("noch mit keinem Konto verbunden");
        let back = release(&flow.world, &flow.visitor, &to, ("elster", "kim")).await;
        let resumed = back.follow().await.follow().await;
        let code = answer(&resumed, "code").expect("a code");
        assert_eq!(acr(&flow, &code).await, SUBSTANTIAL);
        // It holds for the next request, a higher one is asked for anew.
        let code = flow.code(&asking(SUBSTANTIAL)).await;
        assert_eq!(acr(&flow, &code).await, SUBSTANTIAL);
        let to = flow.authorize(&asking(HIGH)).await.leads();
        assert!(to.contains("stufe=high"), "{to}");
        let back = release(&flow.world, &flow.visitor, &to, ("eid", "kim")).await;
        let resumed = back.follow().await.follow().await;
        let code = answer(&resumed, "code").expect("a code");
        assert_eq!(acr(&flow, &code).await, HIGH);
        // Six minutes of quiet: substantial is left; the session lives on.
        flow.world.advance(Duration::from_mins(6));
        let code = flow.code(&asking(SUBSTANTIAL)).await;
        assert_eq!(acr(&flow, &code).await, SUBSTANTIAL);
        let to = flow.authorize(&asking(HIGH)).await.leads();
        assert!(to.contains("stufe=high"), "{to}");
        let code = flow.code(&Flow::request()).await;
        assert_ne!(acr(&flow, &code).await, "urn:schluesselbund:acr:password");
    }
);

on_both!(
    who_turns_back_is_answered_without_it,
    async |database: Database| {
        let flow = linked(database).await;
        let to = flow.authorize(&asking(SUBSTANTIAL)).await.leads();
        let page = flow.visitor.get(&to).await.expect(200);
        let cancel = page.attribute("#submit-back", "href").expect("a way back");
        let page = flow.visitor.get(&cancel).await;
        let unmet = "unmet_authentication_requirements";
        assert_eq!(answer(&page, "error").as_deref(), Some(unmet));
    }
);

on_both!(
    tokens_tell_what_is_left_of_the_level,
    async |database: Database| {
        let flow = linked(database).await;
        let to = flow.authorize(&asking(HIGH)).await.leads();
        let back = release(&flow.world, &flow.visitor, &to, ("eid", "kim")).await;
        let code = answer(&back.follow().await.follow().await, "code").expect("a code");
        let mut tokens = flow
            .token(&Flow::redemption(&code))
            .await
            .expect(200)
            .json();
        for (minutes, left) in [(4, HIGH), (7, SUBSTANTIAL), (20, SUBSTANTIAL)] {
            flow.world.advance(Duration::from_mins(minutes));
            let refresh = tokens["refresh_token"].as_str().expect("a refresh token");
            let refreshed = flow.token(&Flow::refreshing(refresh)).await.expect(200);
            tokens = refreshed.json();
            for token in ["id_token", "access_token"] {
                let (_, claims) = flow.read(tokens[token].as_str().expect("a token")).await;
                assert_eq!(claims["acr"], left, "{token} after {minutes} minutes");
            }
        }
    }
);

on_both!(
    who_has_no_identity_yet_chooses_the_service,
    async |database: Database| {
        let flow = Flow::with_stand_ins(database, vec![client("app", PUBLIC)]).await;
        let page = flow.authorize(&asking(SUBSTANTIAL)).await.follow().await;
        let page = page.expect(200);
        assert_eq!(page.url().path(), "/anmelden/ausweisen");
        page.shows("Weisen Sie sich aus");
        let bundid = page.attribute("#identify-bundid", "href").expect("BundID");
        let muk = page
            .attribute("#identify-mein-uk", "href")
            .expect("Mein UK");
        for (to, service) in [(bundid, "bundid"), (muk, "mein-uk")] {
            assert!(
                to.starts_with(&format!("/anmelden/{service}?vorgang=")),
                "{to}"
            );
            assert!(to.contains("stufe=substantial"), "{to}");
        }
        let back = page.attribute("#submit-back", "href").expect("a way back");
        let unmet = "unmet_authentication_requirements";
        let answered = flow.visitor.get(&back).await;
        assert_eq!(answer(&answered, "error").as_deref(), Some(unmet));
        // Only BundID reaches the highest level: nothing to choose.
        let to = flow.authorize(&asking(HIGH)).await.leads();
        assert!(to.starts_with("/anmelden/bundid?"), "{to}");
        // Without a level the page has nothing to ask.
        let lost = flow.visitor.get("/anmelden/ausweisen?stufe=x").await;
        lost.expect(200).shows("Weisen Sie sich aus");
    }
);
