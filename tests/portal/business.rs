//! The business profile: `/profil-auswaehlen`, `/freischaltcode`, `/start`, `/verlauf` and
//! `/unternehmen/zugaenge` for who is signed in by Mein Unternehmenskonto.

use http::Method;
use kit::{Database, Page, Visitor};
use serde_json::{Value, json};
use shared::claims::Role;

use crate::desk::{BORN, code_for_kim, codes, count, enter as enter_as_person};
use crate::stage::Stage;

const REFUSED: &str = "Diese Angaben passen nicht zusammen";
const CODE_PAGE: &str = "/freischaltcode?fuer=organisation";

/// What the provider says was proven.
fn verified(level: &str, claims: &Value) -> Value {
    let how = json!({ "trust_framework": "eidas", "assurance_level": level });
    json!([{ "verification": how, "claims": claims }])
}

fn lernwerk(given_name: &str, family_name: &str) -> Value {
    json!({
        "given_name": given_name, "family_name": family_name,
        "organization_id": "org-lernwerk",
        "organization_name": "Lernwerk Musterstadt gGmbH",
        "organization_register_number": "204711", "organization_register_type": "HRB",
        "organization_register_court": "Musterstadt",
        "organization_legal_form": "Gesellschaft mit beschränkter Haftung",
    })
}

fn verein() -> Value {
    json!({
        "given_name": "Vera", "family_name": "Verein",
        "organization_id": "org-nachbarn",
        "organization_name": "Nachbarschaftshilfe Musterstadt e. V.",
        "organization_register_number": "4711", "organization_register_type": "VR",
        "organization_register_court": "Musterstadt",
    })
}

fn trader() -> Value {
    json!({
        "given_name": "Tara", "family_name": "Holz",
        "organization_id": "org-holz", "organization_name": "Tischlerei Tara Holz",
    })
}

/// Signs `name@example.org` in, in this browser; where the portal sends them.
async fn sign_in(stage: &Stage, visitor: &Visitor, name: &str, proven: Option<Value>) -> String {
    let under_way = stage.begin(visitor, "/anmelden?frisch=1").await;
    let mut claims = stage.claims(&under_way.nonce);
    claims["sub"] = name.into();
    claims["sid"] = format!("session-of-{name}").into();
    claims["email"] = format!("{name}@example.org").into();
    claims["email_verified"] = true.into();
    if let Some(proven) = proven {
        claims["acr"] = "http://eidas.europa.eu/LoA/substantial".into();
        claims["verified_claims"] = proven;
    }
    let id_token = stage.provider.key.sign("JWT", &claims);
    stage.provider.answer(200, Stage::tokens(&id_token));
    let page = stage.come_back(visitor, &under_way.state).await.expect(303);
    page.header("location").to_owned()
}

/// Someone who acts for an organisation.
async fn by_muk(stage: &Stage, name: &str, claims: Value) -> Visitor {
    let visitor = stage.visitor();
    let proven = Some(verified("substantial", &claims));
    let _ = sign_in(stage, &visitor, name, proven).await;
    visitor
}

async fn leyla(stage: &Stage) -> Visitor {
    by_muk(stage, "leyla", lernwerk("Leyla", "Lernfeld")).await
}

/// The office's code for an organisation of this register number.
async fn code_for(stage: &Stage, name: &str, register: &str, customer: &str) -> String {
    let mut args = vec!["issue", "--show", "--organisation", name];
    args.extend([
        "--register-number",
        register,
        "--register-court",
        "Musterstadt",
    ]);
    args.extend(["--customer-number", customer]);
    args.extend(["--address-line", "Weg 1", "--address-line", "12345 Ort"]);
    let told = codes(&stage.world, &args).await.expect("a code");
    let line = told.lines().find_map(|line| line.strip_prefix("in full"));
    line.expect("the code").trim().to_owned()
}

async fn code_for_lernwerk(stage: &Stage) -> String {
    code_for(
        stage,
        "Lernwerk Musterstadt gGmbH",
        "HRB 204711",
        "111L111111",
    )
    .await
}

/// Redeems a code without telling a number.
async fn redeem(visitor: &Visitor, code: &str) -> Page {
    let page = visitor.get(CODE_PAGE).await.expect(200);
    page.form("code-form").fill("code", code).submit().await
}

async fn redeem_with(visitor: &Visitor, code: &str, number: &str) -> Page {
    let page = visitor.get(CODE_PAGE).await.expect(200);
    let form = page.form("code-form").fill("code", code);
    form.fill("register_number", number).submit().await
}

/// What the form says is wrong.
fn told(page: &Page) -> String {
    page.text_of("#code-error").unwrap_or_default()
}

/// Leyla, whose organisation's profile is open.
async fn at_home(stage: &Stage) -> Visitor {
    let leyla = leyla(stage).await;
    let code = code_for_lernwerk(stage).await;
    let _ = redeem(&leyla, &code).await.expect(303);
    leyla
}

/// A code that Leyla makes for a colleague.
async fn colleague_code(leyla: &Visitor) -> String {
    let form = leyla.get("/unternehmen/zugaenge/neu").await.expect(200);
    let form = form.form("wish-form").fill("label", "Bernd");
    let page = form.fill("role", "member").submit().await.expect(200);
    page.text_of("#qr-key").expect("the code")
}

async fn events(stage: &Stage, name: &str) -> i64 {
    let select = format!("SELECT COUNT(*) FROM audit_events WHERE event = '{name}'");
    count(&stage.world, &select).await
}

const BOUND: &str = "SELECT COUNT(*) FROM cases WHERE organisation_id = 'org-lernwerk'";
const TRIES: &str = "SELECT MAX(tries) FROM unlock_codes";

kit::on_both!(
    an_organisation_unlocks_its_profile,
    async |database: Database| {
        let stage = Stage::set(database).await;
        let visitor = stage.visitor();
        let under_way = stage.begin(&visitor, "/anmelden").await;
        let asked: Value = serde_json::from_str(&under_way.parameter("claims")).expect("JSON");
        let asked = &asked["id_token"]["verified_claims"]["claims"];
        for name in [
            "family_name",
            "organization_id",
            "organization_register_number",
        ] {
            assert!(asked.get(name).is_some(), "{name}");
        }
        let leyla = leyla(&stage).await;
        let page = leyla.get("/profil-auswaehlen").await.expect(200);
        page.shows("Lernwerk Musterstadt gGmbH").shows("HRB 204711");
        page.shows("Leyla Lernfeld")
            .shows("noch nicht freigeschaltet");
        let unlock = page
            .attribute("#unlock", "href")
            .expect("the way to the code");
        let page = leyla.get(&unlock).await;
        let page = page.expect(200);
        page.shows("laut Mein Unternehmenskonto")
            .shows("HRB 204711");
        assert!(!page.has("#register_number"), "nothing to type");
        let code = code_for_lernwerk(&stage).await;
        let done = redeem(&leyla, &code).await.expect(303).follow().await;
        done.expect(200).shows("Lernwerk").shows("Leyla Lernfeld");
        assert_eq!(count(&stage.world, BOUND).await, 1);
        assert_eq!(events(&stage, "company.organisation_bound").await, 1);
        let home = leyla.get("/start").await.expect(200);
        home.shows("Lernwerk Musterstadt gGmbH")
            .shows("Leyla Lernfeld");
        home.shows("über Mein Unternehmenskonto, für diese Organisation");
        // The next sign-in for the organisation goes there at once.
        let again = stage.visitor();
        let proven = Some(verified("high", &lernwerk("Leyla", "Lernfeld-Neu")));
        assert_eq!(sign_in(&stage, &again, "leyla", proven).await, "/start");
        let home = again.get("/start").await.expect(200);
        home.shows("Leyla Lernfeld-Neu");
        let page = again.get("/profil-wechseln").await.expect(200);
        page.shows("Unternehmensprofil")
            .hides("noch nicht freigeschaltet");
        let log = "SELECT COUNT(*) FROM audit_events WHERE personal LIKE '%Lernfeld%'";
        assert_eq!(count(&stage.world, log).await, 0, "no names in the log");
    }
);

kit::on_both!(
    what_is_not_proven_is_an_ordinary_sign_in,
    async |database: Database| {
        let stage = Stage::set(database).await;
        let low = verified("low", &lernwerk("Leyla", "Lernfeld"));
        let person = json!({ "given_name": "Leyla", "family_name": "Lernfeld" });
        let mut nameless = lernwerk("Leyla", "Lernfeld");
        nameless["organization_name"] = json!({ "de": "Lernwerk" });
        for claims in [
            low,
            verified("high", &person),
            verified("substantial", &nameless),
            json!("nonsense"),
            json!({ "verification": {}, "claims": [] }),
            json!([1, 2, 3]),
        ] {
            let visitor = stage.visitor();
            let onward = sign_in(&stage, &visitor, "leyla", Some(claims.clone())).await;
            assert_eq!(onward, "/profil-auswaehlen", "{claims}");
            assert!(stage.is_signed_in(&visitor).await, "{claims}");
            let page = visitor.get("/profil-auswaehlen").await.expect(200);
            page.hides("Lernwerk").hides("Mein Unternehmenskonto");
            let page = visitor.get(CODE_PAGE).await.expect(200);
            assert!(page.has("#register_number"), "the number is asked for");
        }
        assert_eq!(count(&stage.world, BOUND).await, 0);
    }
);

kit::on_both!(
    another_organisation_redeems_no_code,
    async |database: Database| {
        let stage = Stage::set(database).await;
        let code = code_for_lernwerk(&stage).await;
        let vera = by_muk(&stage, "vera", verein()).await;
        for tries in 1..=2 {
            let page = redeem(&vera, &code).await.expect(422);
            assert!(told(&page).contains(REFUSED), "{}", told(&page));
            assert_eq!(count(&stage.world, TRIES).await, tries);
        }
        // A number that is typed in all the same changes nothing.
        let page = vera.get(CODE_PAGE).await.expect(200);
        let csrf = page.attribute("#code-form input[name=csrf]", "value");
        let csrf = csrf.expect("a token");
        let ask = vera.ask(Method::POST, "/freischaltcode").form(&[
            ("csrf", csrf.as_str()),
            ("fuer", "organisation"),
            ("code", code.as_str()),
            ("register_number", "HRB 204711"),
        ]);
        let page = ask.send().await.expect(422);
        assert!(told(&page).contains(REFUSED));
        // Nor does the birth date of a person.
        let page = enter_as_person(&vera, &code, BORN).await.expect(422);
        assert!(told(&page).contains(REFUSED));
        // A trader cannot take what a court has registered.
        let tara = by_muk(&stage, "tara", trader()).await;
        let page = redeem_with(&tara, &code, "HRB 204711").await.expect(422);
        assert!(told(&page).contains(REFUSED));
        assert_eq!(events(&stage, "code.refused").await, 5);
        assert_eq!(events(&stage, "code.blocked").await, 1);
        // Five tries killed it for everybody, and everybody reads the same.
        let leyla = leyla(&stage).await;
        let page = redeem(&leyla, &code).await.expect(422);
        assert!(told(&page).contains(REFUSED));
        assert_eq!(count(&stage.world, BOUND).await, 0);
    }
);

kit::on_both!(
    a_case_has_one_organisation_and_an_organisation_one_case,
    async |database: Database| {
        let stage = Stage::set(database).await;
        let leyla = at_home(&stage).await;
        // The same register number elsewhere: another organisation all the same.
        let mut twin = lernwerk("Tim", "Zwilling");
        twin["organization_id"] = "org-twin".into();
        let tim = by_muk(&stage, "tim", twin).await;
        let code = code_for_lernwerk(&stage).await;
        let page = redeem(&tim, &code).await.expect(422);
        assert!(told(&page).contains(REFUSED));
        // A second case of the same organisation is for the office to clear up.
        let code = code_for(&stage, "Lernwerk Zwei", "HRB 204711", "222L222222").await;
        let page = redeem(&leyla, &code).await.expect(422);
        assert!(told(&page).contains("schon ein anderes Profil"));
        let used = "SELECT COUNT(*) FROM unlock_codes WHERE used_at IS NOT NULL";
        assert_eq!(count(&stage.world, used).await, 1, "the code stays good");
        assert_eq!(count(&stage.world, BOUND).await, 1);
    }
);

kit::on_both!(
    a_second_acting_person_needs_a_code,
    async |database: Database| {
        let stage = Stage::set(database).await;
        let leyla = at_home(&stage).await;
        stage.world.advance(std::time::Duration::from_mins(1));
        let bernd = by_muk(&stage, "bernd", lernwerk("Bernd", "Bildung")).await;
        let page = bernd.get("/profil-auswaehlen").await.expect(200);
        page.shows("Lernwerk Musterstadt gGmbH")
            .shows("noch nicht freigeschaltet");
        assert!(!page.has("#profile-1"));
        let code = colleague_code(&leyla).await;
        let _ = redeem(&bernd, &code).await.expect(303);
        bernd.get("/start").await.expect(200).shows("Bernd Bildung");
        assert_eq!(count(&stage.world, BOUND).await, 1);
        assert_eq!(events(&stage, "company.organisation_bound").await, 1);
        let list = leyla.get("/unternehmen/zugaenge").await.expect(200);
        list.shows("Leyla Lernfeld")
            .shows("Bernd Bildung")
            .shows("bernd@example.org");
        // Each reads what the other did for the organisation, by name.
        let history = leyla.get("/verlauf").await.expect(200);
        history.shows("von einer anderen Person (Bernd Bildung)");
        bernd
            .get("/verlauf")
            .await
            .expect(200)
            .shows("(Leyla Lernfeld)");
        // The office sees who acts; it is not one of them.
        let lena = stage.staff("lena", &[Role::Lead]).await;
        let found = lena.get("/sachbearbeitung/faelle?suche=111L111111").await;
        let case = found.follow_all().await.expect(200);
        let case = case
            .click("Lernwerk Musterstadt gGmbH")
            .await
            .follow_all()
            .await;
        case.shows("Bernd Bildung").shows("Verknüpft");
    }
);

kit::on_both!(
    a_membership_opens_without_mein_unternehmenskonto,
    async |database: Database| {
        let stage = Stage::set(database).await;
        let _ = at_home(&stage).await;
        let visitor = stage.visitor();
        assert_eq!(sign_in(&stage, &visitor, "leyla", None).await, "/start");
        let home = visitor.get("/start").await.expect(200);
        home.shows("Leyla Lernfeld")
            .shows("nicht über Mein Unternehmenskonto");
    }
);

kit::on_both!(
    a_session_of_another_organisation_opens_nothing,
    async |database: Database| {
        let stage = Stage::set(database).await;
        let _ = at_home(&stage).await;
        // The same account, this time for the association.
        let visitor = by_muk(&stage, "leyla", verein()).await;
        let page = visitor.get("/start").await.expect(200);
        page.hides("Lernwerk");
        let page = visitor.get("/profil-wechseln").await.expect(200);
        page.shows("nicht in dieser Anmeldung");
        let refused = page.form("profile-1").submit().await.expect(403);
        refused.shows("gehört einer anderen Organisation");
        refused.shows("Nachbarschaftshilfe Musterstadt e. V.");
        assert!(refused.has("#leave-form") && refused.has("#choose"));
        visitor.get("/start").await.expect(200).hides("Lernwerk");
        let _ = visitor.get("/unternehmen/zugaenge").await.expect(403);
        assert_eq!(events(&stage, "company.profile_refused").await, 1);
        // The way on: out of both, and in again with the passkey.
        assert_eq!(sign_in(&stage, &visitor, "leyla", None).await, "/start");
        visitor.get("/start").await.expect(200).shows("Lernwerk");
    }
);

kit::on_both!(
    a_member_from_before_is_bound_by_choosing,
    async |database: Database| {
        let stage = Stage::set(database).await;
        let visitor = stage.visitor();
        let _ = sign_in(&stage, &visitor, "leyla", None).await;
        let code = code_for_lernwerk(&stage).await;
        let _ = redeem_with(&visitor, &code, "hrb 204711").await.expect(303);
        assert_eq!(count(&stage.world, BOUND).await, 0);
        let leyla = leyla(&stage).await;
        assert_eq!(
            count(&stage.world, BOUND).await,
            0,
            "signing in binds nothing"
        );
        let page = leyla.get("/profil-auswaehlen").await.expect(200);
        page.hides("noch nicht freigeschaltet");
        let _ = page.form("profile-1").submit().await.expect(303);
        assert_eq!(count(&stage.world, BOUND).await, 1);
        let home = leyla.get("/start").await.expect(200);
        home.shows("Leyla Lernfeld").shows("für diese Organisation");
    }
);

kit::on_both!(
    a_sole_trader_tells_the_number_that_the_office_knows,
    async |database: Database| {
        let stage = Stage::set(database).await;
        let tara = by_muk(&stage, "tara", trader()).await;
        let code = code_for(&stage, "Tischlerei Holz", "Betrieb 12345678", "333H333333").await;
        let page = tara.get(CODE_PAGE).await.expect(200);
        page.shows("In keinem Register eingetragen")
            .shows("Betriebsnummer");
        let page = redeem_with(&tara, &code, "").await.expect(422);
        page.shows("Geben Sie die Nummer Ihres Unternehmens ein");
        let page = redeem_with(&tara, &code, "87654321").await.expect(422);
        assert!(told(&page).contains(REFUSED));
        let _ = redeem_with(&tara, &code, "betrieb 12345678")
            .await
            .expect(303);
        let home = tara.get("/start").await.expect(200);
        home.shows("Tischlerei Holz").shows("Tara Holz");
        let bound = "SELECT COUNT(*) FROM cases WHERE organisation_id = 'org-holz'";
        assert_eq!(count(&stage.world, bound).await, 1);
    }
);

kit::on_both!(
    a_private_profile_stays_private,
    async |database: Database| {
        let stage = Stage::set(database).await;
        let leyla = at_home(&stage).await;
        let code = code_for_kim(&stage.world).await;
        let _ = enter_as_person(&leyla, &code, BORN).await.expect(303);
        let home = leyla.get("/start").await.expect(200);
        home.shows("Kim Klicker").hides("Leyla Lernfeld");
        assert_eq!(count(&stage.world, BOUND).await, 1);
        // The next sign-in for the organisation comes back to it.
        let again = stage.visitor();
        let proven = Some(verified("substantial", &lernwerk("Leyla", "Lernfeld")));
        assert_eq!(sign_in(&stage, &again, "leyla", proven).await, "/start");
        again.get("/start").await.expect(200).shows("Lernwerk");
    }
);

kit::on_both!(
    when_the_last_member_goes_the_tie_goes,
    async |database: Database| {
        let stage = Stage::set(database).await;
        let _ = at_home(&stage).await;
        let lena = stage.staff("lena", &[Role::Lead]).await;
        let found = lena.get("/sachbearbeitung/faelle?suche=111L111111").await;
        let case = found.follow_all().await.expect(200);
        let case = case
            .click("Lernwerk Musterstadt gGmbH")
            .await
            .follow_all()
            .await;
        let gone = case
            .form("withdraw-1")
            .submit_and_follow()
            .await
            .expect(200);
        gone.shows("Noch nicht verknüpft");
        assert_eq!(count(&stage.world, BOUND).await, 0);
        // The organisation has got a new account there: the next letter is good for it.
        let mut anew = lernwerk("Leyla", "Lernfeld");
        anew["organization_id"] = "org-lernwerk-2".into();
        let leyla = by_muk(&stage, "leyla", anew).await;
        let code = code_for_lernwerk(&stage).await;
        let _ = redeem(&leyla, &code).await.expect(303);
    }
);
