//! What clients say about themselves, and what comes of it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kit::{Database, Page};
use serde_json::{Value, json};

use super::{Stage, module, refused};
use crate::basic::codes::refresh_tokens;
use crate::rp::{Mode, Party, Signer};

// With a key as the plan has it, and with a secret.
kit::on_both!(oidcc_server, async |database: Database| {
    let stage = Stage::on(database).await;
    let key = Signer::new();
    let ways = [
        (json!({}), Some(&key)),
        (json!({}), None),
        (
            json!({ "token_endpoint_auth_method": "client_secret_post" }),
            None,
        ),
    ];
    for (changes, key) in ways {
        let (client, _) = stage.register(&changes, key).await;
        let party = Party::new(&stage.op, &client, Mode::Query);
        let (_, tokens) = party.sign_in(&party.request()).await;
        let _ = party.claims(&tokens).await;
    }
});

#[test]
fn oidcc_refresh_token() {
    kit::browser::run(async {
        let stage = Stage::start().await;
        let wishes = json!({ "grant_types": ["authorization_code", "refresh_token"] });
        let one = stage.party(&wishes).await;
        let two = one.with(&stage.party(&wishes).await.client);
        refresh_tokens(&one, &two).await;
    });
}

module!(
    /// The same as over a file's client; the rest of the module is not met, because it wants
    /// `id_token` and `token id_token` among the response types and `implicit` among the grants
    /// (RFC 9700 §2.1.2 advises against both).
    oidcc_discovery_endpoint_verification,
    async |stage: Stage| {
        crate::config::verify(&stage.op).await;
        let endpoint = stage.op.at("registration_endpoint");
        assert!(endpoint.starts_with(&stage.op.issuer()), "{endpoint}");
        for (list, value) in [
            ("response_types_supported", "id_token"),
            ("grant_types_supported", "implicit"),
        ] {
            assert!(!stage.op.supports(list, value), "{value} has come back");
        }
    }
);

/// The page on which a person signs in to a client that said this about itself.
async fn sign_in_page(stage: &Stage, changes: &Value) -> Page {
    let party = stage.party(changes).await;
    let (answered, _) = party.sign_in(&party.request()).await;
    answered.walk.sign_ins[0].clone()
}

/// One white pixel (PNG).
const LOGO: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJ\
                    RU5ErkJggg==";

module!(oidcc_registration_logo_uri, async |stage: Stage| {
    let logo = STANDARD.decode(LOGO).expect("Base64");
    let address = stage.put_bytes("/logo.png", ("image/png", &logo));
    let page = sign_in_page(&stage, &json!({ "logo_uri": address })).await;
    // From the provider, so that a stranger's server does not hear who signs in where.
    let shown = page.attribute("main img", "src").expect("a picture");
    let shown = page.url().join(&shown).expect("an address");
    assert!(shown.as_str().starts_with(&stage.op.issuer()), "{shown}");
    let picture = stage.op.program().get(shown.as_str()).await.expect(200);
    assert_eq!(picture.header("content-type"), "image/png");
    assert_eq!(picture.bytes(), logo);
});

/// The page has a link to that address.
fn links(page: &Page, address: &str) {
    let link = format!("main a[href='{address}']");
    let words = page.text_of(&link).unwrap_or_default();
    assert!(!words.is_empty(), "no link: {}", page.body());
}

module!(oidcc_registration_policy_uri, async |stage: Stage| {
    let address = format!("{}/privacy", stage.site);
    let page = sign_in_page(&stage, &json!({ "policy_uri": address })).await;
    links(&page, &address);
});

module!(oidcc_registration_tos_uri, async |stage: Stage| {
    let address = format!("{}/terms", stage.site);
    let page = sign_in_page(&stage, &json!({ "tos_uri": address })).await;
    links(&page, &address);
});

module!(
    /// Clients of one sector know a person by one name, others by another.
    oidcc_registration_sector_uri,
    async |stage: Stage| {
        assert!(stage.op.supports("subject_types_supported", "pairwise"));
        let callback = stage.callback();
        let all = json!([callback, "https://rp.test/cb"]).to_string();
        let address = stage.put("/sector.json", &all);
        let wishes = json!({ "subject_type": "pairwise", "sector_identifier_uri": address });
        let mut subs = Vec::new();
        for wishes in [&wishes, &wishes, &json!({ "subject_type": "public" })] {
            let (client, _) = stage.register(wishes, None).await;
            let party = Party::new(&stage.op, &client, Mode::Query);
            let (_, tokens) = party.sign_in(&party.request()).await;
            let _ = party.claims(&tokens).await;
            subs.push(tokens.id.text_of("sub").to_owned());
        }
        assert_eq!(subs[0], subs[1], "one sector");
        assert_ne!(subs[0], subs[2], "everybody's name");
    }
);

module!(
    /// A sector that does not know the client's address.
    oidcc_registration_sector_bad,
    async |stage: Stage| {
        let bad = [
            json!(["https://rp.test/other"]),
            json!([]),
            json!([stage.callback(), 1]),
            json!({ "redirect_uris": [stage.callback()] }),
        ];
        for text in bad {
            let address = stage.put("/sector.json", &text.to_string());
            let mut metadata = stage.metadata();
            metadata["subject_type"] = json!("pairwise");
            metadata["sector_identifier_uri"] = json!(address);
            let page = stage.ask(&metadata).await;
            refused(&page, "invalid_client_metadata");
        }
    }
);
