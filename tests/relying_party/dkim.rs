//! `mailauth`, as a mail server that receives our mails and asks whether the Jobcenter's domain has
//! sent them (RFC 6376, RFC 8463).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kit::Database;
use kit::people::register;
use kit::world::{Wishes, World};
use rcgen::{KeyPair, PKCS_ED25519, PKCS_RSA_SHA256, RsaKeySize};
use serde_json::{Value, json};

use crate::script::Script;

async fn asked(library: &mut Script, message: &str, (name, record): (&str, &str)) -> Value {
    let message = STANDARD.encode(message);
    library
        .tell(&json!({ "message": message, "name": name, "record": record }))
        .await;
    library.hear().await["results"].take()
}

async fn signed_by(database: Database, pem: &str, algorithm: &str) {
    let Some(mut library) = Script::node("dkim.mjs") else {
        return;
    };
    let own = format!("mail.dkim_selector = \"post-2026\"\nmail.dkim_key = '''{pem}'''\n");
    let told = idp::Settings::from_toml(&[include_str!("../../config/idp.test.toml"), &own]);
    let dkim = told.expect("the settings are good").mail.dkim();
    let dkim = dkim.expect("a key").expect("signs");
    let (name, record) = (dkim.record_name(), dkim.record());
    assert_eq!(name, "post-2026._domainkey.jobcenter.example");
    let wishes = Wishes {
        idp: own,
        ..Wishes::default()
    };
    let world = World::with(database, wishes).await;
    for email in [
        "kim@example.org",
        "robin.mit-einem-langen-namen@example.org",
    ] {
        let _ = register(&world.idp.visitor(), email).await;
        let mail = world.mailbox.next(email).await;
        let results = asked(&mut library, &mail.raw, (&name, &record)).await;
        let expected = json!([{ "status": "pass", "signingDomain": "jobcenter.example",
                                "selector": "post-2026", "algo": algorithm }]);
        assert_eq!(results, expected, "{}", mail.raw);
        // A mail server on the way folds fields anew; that breaks nothing.
        let folded = mail
            .raw
            .replacen("Auto-Submitted: ", "Auto-Submitted:\r\n   ", 1);
        let results = asked(&mut library, &folded, (&name, &record)).await;
        assert_eq!(results[0]["status"], "pass", "{results}");
        for (what, changed) in [
            ("body", mail.raw.clone() + "more\r\n"),
            (
                "subject",
                mail.raw.replacen("Subject: ", "Subject: Re: ", 1),
            ),
            (
                "second sender",
                format!("From: evil@example.org\r\n{}", mail.raw),
            ),
            ("second subject", format!("Subject: evil\r\n{}", mail.raw)),
        ] {
            let results = asked(&mut library, &changed, (&name, &record)).await;
            assert_ne!(results[0]["status"], "pass", "{what}: {results}");
        }
        let results = asked(
            &mut library,
            &mail.raw,
            ("other._domainkey.example", &record),
        )
        .await;
        assert_ne!(results[0]["status"], "pass", "{results}");
    }
}

kit::on_both!(with_rsa, async |database: Database| {
    let pair = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048);
    let pem = pair.expect("a key").serialize_pem();
    signed_by(database, &pem, "rsa-sha256").await;
});

kit::on_both!(with_ed25519, async |database: Database| {
    let pem = KeyPair::generate_for(&PKCS_ED25519).expect("a key");
    signed_by(database, &pem.serialize_pem(), "ed25519-sha256").await;
});
