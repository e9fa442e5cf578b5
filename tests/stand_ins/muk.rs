//! Mein Unternehmenskonto: organisations, acting persons, attributes.

use demo::stand_in::Muk;
use kit::stand_ins::{StandIn, clock};
use kit::{Page, Visitor};
use serde_json::Value;

use crate::service::{Told, answer, claims, clients, request, told};

async fn stand_in() -> StandIn<Muk> {
    StandIn::muk(clients(), &clock()).await
}

async fn up_to_release(visitor: &Visitor, request: &str, who: [&str; 2]) -> Page {
    let first = visitor.browse(request).await.expect(200);
    let actors = first.click(who[0]).await.expect(200);
    actors.click(who[1]).await.expect(200)
}

async fn release(page: &Page) -> Page {
    page.form("release-form")
        .press("Daten freigeben")
        .submit()
        .await
}

async fn signed_in(visitor: &Visitor, client: &str, who: [&str; 2]) -> Told {
    let page = up_to_release(visitor, &request(client, &[]), who).await;
    told(visitor, client, &release(&page).await).await
}

const LEYLA: [&str; 2] = ["Lernwerk Musterstadt gGmbH", "Dr. Leyla Lernfeld"];

#[tokio::test]
async fn organisation_and_acting_person_come_together() {
    let muk = stand_in().await;
    let visitor = muk.visitor();
    let page = up_to_release(&visitor, &request("eins", &[]), LEYLA).await;
    page.shows("Quelle: Finanzamt")
        .shows("Quelle: Meldebehörde")
        .shows("204711");
    let told = told(&visitor, "eins", &release(&page).await).await;
    assert_eq!(told.id_token["acr"], "STORK-QAA-Level-3");
    let it = &told.userinfo;
    for (claim, value) in [
        ("org_company_name", "Lernwerk Musterstadt gGmbH"),
        ("org_register_type", "HRB"),
        ("org_register_number", "204711"),
        ("org_register_court", "Musterstadt"),
        ("org_street", "Schulstraße"),
        ("elster_identitaetstyp", "NNatPers"),
        ("title", "Dr."),
        ("given_name", "Leyla"),
        ("birthdate", "1976-04-02"),
        ("trust_level_identification", "substanziell"),
        ("trust_level_authentication", "substanziell"),
    ] {
        assert_eq!(it[claim], value, "{claim}");
    }
    assert_eq!(it["IstTestkonto"], true);
    assert_eq!(it["sub"], it["preferred_username"]);
    for (claim, prefix) in [("sub", "ek-"), ("elster_datenuebermittler", "du-")] {
        let text = it[claim].as_str().expect("text");
        assert!(text.starts_with(prefix) && text.len() == 43, "{text}");
    }
}

#[tokio::test]
async fn the_organisation_is_one_per_service_and_each_person_one_account() {
    let muk = stand_in().await;
    let visitor = muk.visitor();
    let leyla = signed_in(&visitor, "eins", LEYLA).await.userinfo;
    let elsewhere = signed_in(&visitor, "zwei", LEYLA).await.userinfo;
    let bernd = signed_in(&visitor, "eins", [LEYLA[0], "Bernd Bildung"])
        .await
        .userinfo;
    let du = "elster_datenuebermittler";
    assert_eq!(leyla[du], bernd[du]);
    assert_ne!(leyla[du], elsewhere[du]);
    assert_eq!(leyla["sub"], elsewhere["sub"]);
    assert_ne!(leyla["sub"], bernd["sub"]);
}

#[tokio::test]
async fn a_trader_has_no_register_entry() {
    let muk = stand_in().await;
    let visitor = muk.visitor();
    let tara = ["Tischlerei Tara Holz", "Tara Holz"];
    let told = signed_in(&visitor, "eins", tara).await.userinfo;
    assert_eq!(told["elster_identitaetstyp"], "NatPers");
    assert_eq!(told["org_register_number"], Value::Null);

    let asked = claims(&[], &["org_register_number"]);
    let request = request("eins", &[("claims", &asked)]);
    let answered = release(&up_to_release(&visitor, &request, tara).await).await;
    assert_eq!(answer(&answered, "error").as_deref(), Some("access_denied"));
    assert_eq!(
        answer(&answered, "error_description").as_deref(),
        Some("IDP_REQUIRED_ATTRIBUTES_MISSING: org_register_number")
    );
}

#[tokio::test]
async fn more_than_substantial_is_not_to_be_had() {
    let muk = stand_in().await;
    let visitor = muk.visitor();
    let high = visitor
        .get(&request("eins", &[("acr_values", "STORK-QAA-Level-4")]))
        .await;
    assert_eq!(
        answer(&high, "error").as_deref(),
        Some("unmet_authentication_requirements")
    );
    let enough = visitor
        .browse(&request("eins", &[("acr_values", "STORK-QAA-Level-3")]))
        .await;
    enough
        .expect(200)
        .shows("Für welche Organisation")
        .shows("Test-Nachbau");
}
