//! `acr_values` with an identity level: proven at BundID, or refused
//! (`unmet_authentication_requirements`); it decays while the session lives on.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kit::world::{Wishes, World};
use kit::{Database, on_both};
use serde_json::Value;
use shared::db::Db;

use crate::anmelden::dienst::{prove, release};
use crate::oauth::flow::{Fields, Flow, answer, client};
use crate::secured::{Leads, with_totp};

const SUBSTANTIAL: &str = "http://eidas.europa.eu/LoA/substantial";
const HIGH: &str = "http://eidas.europa.eu/LoA/high";

/// Kim with password and second factor, signed in, her account linked to BundID.
async fn linked(database: Database) -> Flow {
    let public = "first_party = true\ntoken_endpoint_auth_method = \"none\"";
    let wishes = Wishes {
        stand_ins: true,
        clients: vec![client("app", public)],
        ..Wishes::default()
    };
    let world = World::with(database, wishes).await;
    let (visitor, _) = with_totp(&world).await;
    let page = prove(&world, &visitor, "/konto/bundid", ("eid", "kim")).await;
    let form = page.expect(200).form("connect-form");
    let _ = form.submit_and_follow().await.expect(200);
    let db = Db::open(world.database_urls()[0], 2).await;
    let db = db.expect("the database opens");
    Flow { world, visitor, db }
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
