//! BundID: means, levels, persons, attributes.

use demo::stand_in::BundId;
use kit::stand_ins::{StandIn, clock};
use kit::{Page, Visitor};
use serde_json::{Value, json};

use crate::service::{Told, answer, claims, clients, request, told};

async fn stand_in() -> StandIn<BundId> {
    StandIn::bundid(clients(), &clock()).await
}

/// Up to the page that asks to release: what to press on the first page, and who signs in.
async fn up_to_release(visitor: &Visitor, request: &str, means: &str, person: &str) -> Page {
    let first = visitor.browse(request).await.expect(200);
    let persons = first
        .form("means-form")
        .press(means)
        .submit_and_follow()
        .await;
    pick(visitor, &persons.expect(200), person).await
}

async fn pick(visitor: &Visitor, persons: &Page, person: &str) -> Page {
    let css = format!("#person-{person} a");
    let href = persons.attribute(&css, "href");
    let href = href.unwrap_or_else(|| panic!("{person} is not on {}", persons.text()));
    visitor.get(&href).await.expect(200)
}

async fn release(page: &Page) -> Page {
    page.form("release-form")
        .press("Daten freigeben")
        .submit()
        .await
}

async fn signed_in(visitor: &Visitor, changes: &[(&str, &str)], means: &str, person: &str) -> Told {
    let page = up_to_release(visitor, &request("eins", changes), means, person).await;
    told(visitor, "eins", &release(&page.expect(200)).await).await
}

#[tokio::test]
async fn only_what_was_asked_for_comes_back_with_its_trust() {
    let bundid = stand_in().await;
    let visitor = bundid.visitor();
    let asked = claims(&["email", "gender"], &["family_name", "address", "bpk2"]);
    let page = up_to_release(
        &visitor,
        &request("eins", &[("claims", &asked)]),
        "Online-Ausweis",
        "erika",
    )
    .await;
    page.shows("HEIDESTRAẞE 17, 51147, KÖLN, DE")
        .shows("hoch (HOCH)")
        .shows("selbst angegeben (UNTERGEORDNET)")
        .shows("Angefragt, aber nicht vorhanden")
        .hides("1964-08-12");
    let told = told(&visitor, "eins", &release(&page).await).await;
    assert_eq!(told.id_token["acr"], "STORK-QAA-Level-4");
    assert_eq!(told.id_token["nonce"], "einmal-1");
    assert_eq!(told.id_token["iss"], bundid.base());
    assert_eq!(told.id_token["sub"], told.userinfo["bpk2"]);
    assert_eq!(told.userinfo["family_name"], "MUSTERMANN");
    let address = &told.userinfo["address"];
    assert_eq!(address["street_address"], "HEIDESTRAẞE 17");
    assert_eq!(
        told.userinfo["trust_levels"],
        json!({"family_name": "HOCH", "address": "HOCH", "bpk2": "HOCH", "gender": "UNTERGEORDNET"})
    );
    for never_asked in ["given_name", "birthdate", "email", "bundid_mfa"] {
        assert_eq!(told.userinfo[never_asked], Value::Null, "{never_asked}");
        assert_eq!(told.id_token[never_asked], Value::Null, "{never_asked}");
    }
}

#[tokio::test]
async fn scopes_ask_as_well() {
    let bundid = stand_in().await;
    let changes = [("scope", "openid profile email address")];
    let told = signed_in(&bundid.visitor(), &changes, "ELSTER", "kim").await;
    assert_eq!(told.id_token["acr"], "STORK-QAA-Level-3");
    assert_eq!(told.id_token["given_name"], Value::Null);
    assert_eq!(told.userinfo["given_name"], "Kim");
    assert_eq!(told.userinfo["birthdate"], "1987-03-14");
    assert_eq!(told.userinfo["email"], "kim.klicker@example.org");
    let trust = &told.userinfo["trust_levels"];
    assert_eq!(trust["birthdate"], "SUBSTANTIELL");
    assert_eq!(trust["email"], "UNTERGEORDNET");
    assert_eq!(told.userinfo["bpk2"], Value::Null, "sub alone");
}

#[tokio::test]
async fn a_minimum_hides_the_means_below_it() {
    let bundid = stand_in().await;
    let visitor = bundid.visitor();
    let offers = async |changes: &[(&str, &str)]| {
        let page = visitor.browse(&request("eins", changes)).await;
        page.expect(200).texts_of("#means-form .choice-title")
    };
    let acr = |level: u8| format!("STORK-QAA-Level-{level}");
    assert_eq!(offers(&[]).await.len(), 4);
    let three = ["Online-Ausweis", "ELSTER-Zertifikat", "Europäische eID"];
    assert_eq!(offers(&[("acr_values", &acr(2))]).await, three);
    assert_eq!(offers(&[("acr_values", &acr(3))]).await, three);
    assert_eq!(
        offers(&[("acr_values", &acr(4))]).await,
        ["Online-Ausweis", "Europäische eID"]
    );
    // Several values: the lowest will do. The claim acr says the same.
    let two_of = format!("{} {}", acr(4), acr(3));
    assert_eq!(offers(&[("acr_values", &two_of)]).await, three);
    let claim = json!({"id_token": {"acr": {"essential": true, "values": [acr(4)]}}}).to_string();
    assert_eq!(offers(&[("claims", &claim)]).await.len(), 2);

    // By hand in the address, neither.
    let first = visitor
        .browse(&request("eins", &[("acr_values", &acr(3))]))
        .await;
    let errand = first.form("means-form").value("vorgang").map(str::to_owned);
    let errand = errand.expect("an errand");
    for below in [
        "/personen?mittel=benutzername&mfa=ja",
        "/personen?mittel=eidas&land=AT&niveau=LOW",
        "/freigeben?mittel=benutzername&mfa=ja&person=uwe",
        "/freigeben?mittel=eid&person=felix",
        "/personen?mittel=nonsense",
    ] {
        let page = visitor.browse(&format!("{below}&vorgang={errand}")).await;
        let asked_again = page.has("#means-form") || page.has("#eidas-form");
        assert!(asked_again, "{below}: {}", page.text());
    }
    let page = visitor
        .get(&format!("/personen?mittel=eidas&vorgang={errand}"))
        .await;
    let levels = page.expect(200).texts_of("#niveau option");
    assert_eq!(levels, ["SUBSTANTIAL (substanziell)", "HIGH (hoch)"]);
}

#[tokio::test]
async fn every_means_reaches_its_level() {
    let bundid = stand_in().await;
    let visitor = bundid.visitor();
    let asked = claims(
        &[
            "bundid_proved_by",
            "bundid_mfa",
            "bundid_eidas_issuing_country",
            "address",
        ],
        &[],
    );
    for (loa, level) in [("LOW", 2), ("SUBSTANTIAL", 3), ("HIGH", 4)] {
        let first = visitor
            .browse(&request("eins", &[("claims", &asked)]))
            .await;
        let which = first.form("means-form").press("Europäische eID");
        let which = which.submit().await.expect(200);
        let persons = which
            .form("eidas-form")
            .fill("land", "AT")
            .fill("niveau", loa);
        let persons = persons.submit().await.expect(200);
        persons
            .shows("Felix Gruber")
            .hides("Kim Klicker")
            .hides("Ana María");
        let page = pick(&visitor, &persons, "felix").await;
        let told = told(&visitor, "eins", &release(&page).await).await;
        assert_eq!(told.id_token["acr"], format!("STORK-QAA-Level-{level}"));
        assert_eq!(told.userinfo["bundid_proved_by"], "eIDAS");
        assert_eq!(told.userinfo["bundid_mfa"], loa != "LOW");
        assert_eq!(told.userinfo["bundid_eidas_issuing_country"], "AT");
        assert_eq!(
            told.userinfo["address"],
            Value::Null,
            "the reduced data set"
        );
    }
    for (factor, mfa) in [("Mit zweitem Faktor", true), ("Nur Benutzername", false)] {
        let first = visitor
            .browse(&request("eins", &[("claims", &asked)]))
            .await;
        let which = first.form("means-form").press("Benutzername");
        let persons = which.submit().await.expect(200).click(factor).await;
        let page = pick(&visitor, &persons, "uwe").await;
        let told = told(&visitor, "eins", &release(&page).await).await;
        assert_eq!(told.id_token["acr"], "STORK-QAA-Level-1");
        assert_eq!(told.userinfo["bundid_mfa"], mfa);
        assert_eq!(told.userinfo["bundid_proved_by"], "Benutzername");
        let trust = told.userinfo["trust_levels"].as_object().expect("levels");
        assert!(trust.values().all(|level| level == "UNTERGEORDNET"));
    }
}

#[tokio::test]
async fn a_required_attribute_that_is_missing_is_an_error() {
    let bundid = stand_in().await;
    let visitor = bundid.visitor();
    let asked = claims(&[], &["given_name", "address"]);
    let request = request("eins", &[("claims", &asked)]);
    let page = up_to_release(&visitor, &request, "Online-Ausweis", "mila").await;
    page.shows("Anschrift (wird unbedingt benötigt");
    let answered = release(&page).await;
    assert_eq!(answer(&answered, "error").as_deref(), Some("access_denied"));
    assert_eq!(
        answer(&answered, "error_description").as_deref(),
        Some("IDP_REQUIRED_ATTRIBUTES_MISSING: address")
    );
    assert_eq!(answer(&answered, "code"), None);
    assert_eq!(answer(&answered, "iss").as_deref(), Some(bundid.base()));
}

#[tokio::test]
async fn the_bpk2_is_stable_per_service_and_different_across_services() {
    let bundid = stand_in().await;
    let asked = claims(&["bpk2", "bundid_postkorb_handle"], &[]);
    let of = async |client: &'static str, person: &'static str| {
        let visitor = bundid.visitor();
        let request = request(client, &[("claims", &asked)]);
        let page = up_to_release(&visitor, &request, "Online-Ausweis", person).await;
        told(&visitor, client, &release(&page).await).await.userinfo
    };
    let (kim, again) = (of("eins", "kim").await, of("eins", "kim").await);
    let elsewhere = of("zwei", "kim").await;
    assert_eq!(kim["bpk2"], again["bpk2"]);
    assert_eq!(kim["sub"], kim["bpk2"]);
    assert_eq!(kim["bpk2"].as_str().map(str::len), Some(43));
    assert_ne!(kim["bpk2"], elsewhere["bpk2"]);
    assert_eq!(
        kim["bundid_postkorb_handle"],
        elsewhere["bundid_postkorb_handle"]
    );
    assert_ne!(kim["bpk2"], of("eins", "erika").await["bpk2"]);
}

#[tokio::test]
async fn a_temporary_sign_in_leaves_no_lasting_name() {
    let bundid = stand_in().await;
    let visitor = bundid.visitor();
    let asked = claims(
        &["bpk2", "bundid_postkorb_handle", "given_name", "email"],
        &[],
    );
    let mut subs = Vec::new();
    for _ in 0..2 {
        let first = visitor
            .browse(&request("eins", &[("claims", &asked)]))
            .await;
        let form = first.form("means-form").check("voruebergehend");
        let persons = form.press("Online-Ausweis").submit().await.expect(200);
        let page = pick(&visitor, persons.shows("Vorübergehend"), "kim").await;
        page.shows("Vorübergehende Anmeldung");
        let told = told(&visitor, "eins", &release(&page).await).await;
        assert_eq!(told.userinfo["given_name"], "Kim");
        for gone in ["bpk2", "bundid_postkorb_handle", "email"] {
            assert_eq!(told.userinfo[gone], Value::Null, "{gone}");
        }
        subs.push(told.id_token["sub"].as_str().expect("a sub").to_owned());
    }
    assert!(
        subs[0] != subs[1] && subs[0].starts_with("temp-"),
        "{subs:?}"
    );

    // Who requires the lasting name, is not offered to go without; nor is a user name.
    let required = claims(&[], &["bpk2"]);
    let first = visitor
        .browse(&request("eins", &[("claims", &required)]))
        .await;
    assert!(!first.has("#voruebergehend"));
    let first = visitor
        .browse(&request("eins", &[("claims", &asked)]))
        .await;
    let form = first.form("means-form").check("voruebergehend");
    let which = form.press("Benutzername").submit().await.expect(200);
    let page = pick(&visitor, &which.click("Mit zweitem Faktor").await, "kim").await;
    page.hides("Vorübergehende Anmeldung");
    let told = told(&visitor, "eins", &release(&page).await).await;
    assert!(told.userinfo["bpk2"].is_string());
}

#[tokio::test]
async fn every_page_says_what_it_is_in_both_languages() {
    let bundid = stand_in().await;
    for (language, mark, name) in [
        ("de", "Test-Nachbau", "Das ist nicht BundID"),
        ("en", "Test stand-in", "This is not BundID"),
    ] {
        let visitor = bundid.visitor().speaking(language);
        let first = visitor.browse(&request("eins", &[])).await;
        let errand = first.form("means-form").value("vorgang").map(str::to_owned);
        let errand = errand.expect("an errand");
        for path in [
            "/?".to_owned(),
            format!("/anmelden?vorgang={errand}"),
            format!("/personen?mittel=eid&vorgang={errand}"),
            format!("/personen?mittel=eidas&vorgang={errand}"),
            format!("/personen?mittel=benutzername&vorgang={errand}"),
            format!("/freigeben?mittel=eid&person=kim&vorgang={errand}"),
            "/anmelden?vorgang=unknown".to_owned(),
            "/authorize?client_id=nobody".to_owned(),
            "/nirgends".to_owned(),
        ] {
            let page = visitor.get(&path).await;
            page.shows(mark).shows(name);
            let title = page.text_of("title").unwrap_or_default();
            assert!(
                page.body().contains(&format!("<title>{mark}:")),
                "{path}: {title}"
            );
        }
    }
    // The service's wish counts and stays for the way.
    let visitor = bundid.visitor();
    let first = visitor
        .browse(&request("eins", &[("ui_locales", "fr en")]))
        .await;
    first.shows("How would you like to sign in?");
    let persons = first.form("means-form").press("Online ID").submit().await;
    persons.expect(200).shows("Who signs in?");
}
