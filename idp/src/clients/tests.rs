//! Clients' files: what is read, what is refused, and where the fault is.

use std::collections::BTreeSet;
use std::path::Path;

use shared::provider::Outgoing;
use shared::settings::{Faults, Origin};

use super::{Clients, Outlets, Subjects, TokenFormat, load};

fn outlets() -> Outlets {
    Outlets::new(&Outgoing::default(), &BTreeSet::new()).expect("a client")
}

fn load_text(text: &str) -> Result<Clients, Faults> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.toml"), text).expect("writes");
    let filed = load(folder.path(), &outlets())?;
    // As it comes back from the database.
    let revived = filed.iter().map(|filed| {
        let document = serde_json::to_string(&filed.document).expect("JSON");
        let revived = super::load::revive(&document, &outlets()).expect("comes back");
        assert_eq!(format!("{revived:?}"), format!("{:?}", filed.client));
        revived
    });
    Ok(Clients::of(outlets(), revived.collect()))
}

#[test]
fn a_client_is_read() {
    let clients = load_text(
        r#"
        client_id = "portal"
        name = "Portal"
        redirect_uris = ["http://localhost:8081/anmelden/zurueck"]
        jwks_uri = "http://localhost:8081/.well-known/jwks.json"
        scopes = ["openid", "portal.profile"]
        first_party = true
        resources = ["http://localhost:8081"]
        "#,
    )
    .expect("reads");
    let client = clients.of_file("portal").expect("is there");
    assert_eq!(client.token_format, TokenFormat::Jwt);
    assert!(!client.is_public());
    assert!(clients.of_file("Portal").is_none());
}

#[test]
fn every_fault_is_told_at_once() {
    let faults = load_text(
        r#"
        client_id = "has spaces"
        redirect_uris = ["http://elsewhere.test/cb"]
        token_endpoint_auth_method = "client_secret_basic"
        client_secret_sha256 = "short"
        scopes = ["openid", "everything"]
        trusted = true
        "#,
    )
    .expect_err("is faulty");
    let keys: Vec<_> = faults
        .list()
        .iter()
        .map(|fault| fault.key.as_str())
        .collect();
    for key in [
        "client_id",
        "name",
        "redirect_uris",
        "client_secret_sha256",
        "scopes",
        "trusted",
    ] {
        assert!(keys.contains(&key), "{key} in {faults}");
    }
}

/// Everything that a person is told of a third party.
const THIRD: &str = r#"
    client_id = "kurse"
    name = "Kursverwaltung"
    client_uri = "https://kurse.test/"
    policy_uri = "https://kurse.test/datenschutz"
    contact = "datenschutz@kurse.test"
    redirect_uris = ["https://kurse.test/cb", "http://127.0.0.1/cb"]
    token_endpoint_auth_method = "none"
    scopes = ["openid", "portal.profile"]
    "#;

#[test]
fn third_parties_know_people_by_a_name_of_their_own() {
    let clients = load_text(THIRD).expect("reads");
    let client = clients.of_file("kurse").expect("is there");
    assert_eq!(client.subjects, Subjects::Pairwise("kurse.test".to_owned()));
    assert_eq!(client.token_format, TokenFormat::Opaque);
    let named = format!("{THIRD}\nsector_identifier = \"traeger.test\"");
    let clients = load_text(&named).expect("reads");
    let client = clients.of_file("kurse").expect("is there");
    assert_eq!(
        client.subjects,
        Subjects::Pairwise("traeger.test".to_owned())
    );
}

#[test]
fn a_third_party_says_who_it_is() {
    for (from, to, key) in [
        ("https://kurse.test/datenschutz", "", "policy_uri"),
        (
            "https://kurse.test/\"",
            "http://kurse.test/\"",
            "client_uri",
        ),
        (
            "https://kurse.test/\"",
            "javascript:alert(1)\"",
            "client_uri",
        ),
        ("https://kurse.test/\"", "data:text/html,x\"", "client_uri"),
        ("datenschutz@kurse.test", "a b@kurse.test", "contact"),
        ("datenschutz@kurse.test", "", "contact"),
        ("\"portal.profile\"", "\"idp.accounts\"", "scopes"),
        (
            "http://127.0.0.1/cb",
            "https://other.test/cb",
            "sector_identifier",
        ),
        (
            "scopes =",
            "resource_server_for = [\"https://a.test\"]\nscopes =",
            "resource_server_for",
        ),
        (
            "scopes =",
            "frontchannel_logout_uri = \"https://other.test/out\"\nscopes =",
            "frontchannel_logout_uri",
        ),
        ("scopes =", "policy = \"legacy\"\nscopes =", "policy"),
        (
            "scopes =",
            "request_uris = [\"https://kurse.test/r\"]\nscopes =",
            "request_uris",
        ),
        (
            "scopes =",
            "verified_claims = [\"shoe_size\"]\nscopes =",
            "verified_claims",
        ),
        (
            "scopes =",
            "subject_type = \"both\"\nscopes =",
            "subject_type",
        ),
        (
            "scopes =",
            "sector_identifier = \"https://a\"\nscopes =",
            "sector_identifier",
        ),
    ] {
        let faults = load_text(&THIRD.replace(from, to)).expect_err(key);
        let told = faults.list().iter().any(|fault| fault.key == key);
        assert!(told, "{key} in {faults}");
        assert!(!faults.list().iter().any(|it| it.origin == Origin::Default));
    }
}

#[test]
fn no_two_files_are_one_client() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["a.toml", "b.toml"] {
        std::fs::write(folder.path().join(name), THIRD).expect("writes");
    }
    let faults = load(folder.path(), &outlets())
        .expect_err("is faulty")
        .to_string();
    assert!(faults.contains("b.toml:2: client_id: "), "{faults}");
}

#[test]
fn a_folder_that_is_missing_is_a_fault() {
    assert!(load(Path::new("/nonexistent/clients"), &outlets()).is_err());
}

mod any_file {
    use proptest::prelude::*;

    use super::load_text;

    const GOOD: &str = "client_id = \"app\"\nname = \"App\"\nfirst_party = true\n\
        redirect_uris = [\"https://app.test/cb\"]\ntoken_endpoint_auth_method = \"none\"\n\
        scopes = [\"openid\"]\n";

    proptest! {
        // Each case is a folder on the disk.
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn is_read_or_its_faults_are_told(key in "[a-z_]{1,12}|redirect_uris|client_id|jwks|subject_type|policy|scopes|resources", value in "\\PC{0,20}|\"\\PC{0,20}\"|\\[\"[ -~]{0,20}\"\\]|-?[0-9]{1,20}|true", cut in 0..200_usize) {
            let whole = format!("{GOOD}{key} = {value}\n");
            let start: String = whole.chars().take(cut).collect();
            for text in [whole, start, value] {
                match load_text(&text) {
                    Ok(clients) => for client in clients.of_files() {
                        prop_assert!(!client.redirect_uris.is_empty());
                        prop_assert!(!client.name.trim().is_empty());
                    },
                    Err(faults) => prop_assert!(!faults.list().is_empty()),
                }
            }
        }
    }
}
