//! `idp accounts`: the operator's side of accounts and invitations, beside the running server.

use std::sync::Arc;
use std::time::Duration;

use kit::audit::Log::Idp;
use kit::people::PASSWORD;
use kit::staff::{first_lead, member};
use kit::world::World;
use kit::{Database, on_both};
use serde_json::Value;
use shared::claims::Role;
use shared::clock::{Outside, SystemEntropy};

use crate::secured::{KIM, Leads, is_in, sign_in, with_totp};

/// `idp accounts` of the running world.
pub(crate) async fn accounts(world: &World, args: &[&str]) -> Result<String, String> {
    let outside = Outside {
        clock: Arc::new(world.clock.clone()),
        entropy: Arc::new(SystemEntropy),
    };
    idp::cli::accounts_in_process(args, world.idp_settings(), outside).await
}

async fn told(world: &World, args: &[&str]) -> String {
    accounts(world, args)
        .await
        .unwrap_or_else(|error| panic!("{args:?}: {error}"))
}

async fn refused(world: &World, args: &[&str], words: &str) {
    let error = accounts(world, args).await.expect_err("it is refused");
    assert!(error.contains(words), "{args:?}: {error}");
}

on_both!(
    accounts_are_found_and_put_to_sleep,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let line = told(&world, &["find", KIM]).await;
        let fields: Vec<&str> = line.trim_end().split('\t').collect();
        assert_eq!(fields[1..], [KIM, "active", "no role"], "{line}");
        let shown = told(&world, &["show", fields[0]]).await;
        for words in [
            "second factor  2026-11-23T",
            "password       yes",
            "passkeys       none",
            "identities     none",
        ] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        let json: Value =
            serde_json::from_str(&told(&world, &["show", KIM, "--json"]).await).expect("JSON");
        assert_eq!(
            (json["id"].as_str(), &json["state"]),
            (Some(fields[0]), &"active".into())
        );
        // Whoever looks is in the log, at the shell too.
        let entries = Idp.entries(&world, &["--event", "account.read"]).await;
        assert_eq!(entries.len(), 3, "find, show, show");
        for entry in entries {
            assert_eq!(entry["by"]["kind"], "operator");
            assert_eq!(entry["about"], fields[0]);
        }
        refused(&world, &["deactivate", KIM], "--reason").await;
        refused(&world, &["reactivate", KIM], "--reason").await;
        refused(
            &world,
            &["reactivate", KIM, "--reason", " "],
            "the reason is missing",
        )
        .await;
        refused(
            &world,
            &["deactivate", KIM, "--reason", " "],
            "the reason is missing",
        )
        .await;
        refused(
            &world,
            &["deactivate", "x@example.org", "--reason", "x"],
            "no such account",
        )
        .await;
        let line = told(&world, &["deactivate", KIM, "--reason", "Anruf"]).await;
        assert!(line.contains("\tdeactivated\t"), "{line}");
        assert!(!is_in(&kim).await, "at once");
        let _ = sign_in(&kim).await.expect(403);
        let shown = told(&world, &["show", KIM]).await;
        assert!(shown.contains("by             the operator"), "{shown}");
        assert!(shown.contains("reason         Anruf"), "{shown}");
        // Mails of one and the same second have no order.
        world.advance(Duration::from_secs(1));
        let line = told(&world, &["reactivate", KIM, "--reason", "Geklärt"]).await;
        assert!(line.contains("\tactive\t"), "{line}");
        for subject in ["Ihr Konto ist deaktiviert", "Ihr Konto ist wieder nutzbar"] {
            let mut mails = Vec::new();
            while mails.last() != Some(&subject.to_owned()) {
                mails.push(world.mailbox.next(KIM).await.subject);
            }
        }
        world.advance(Duration::from_secs(30));
        let _ = sign_in(&kim).await.expect(303);
    }
);

on_both!(staff_are_invited_and_changed, async |database: Database| {
    let world = World::start(database).await;
    let lead = first_lead(&world).await;
    let args = [
        "invite",
        "uwe@example.org",
        "--role",
        "staff.audit",
        "--lang",
        "en",
    ];
    let line = told(&world, &args).await;
    assert!(
        line.contains("\tuwe@example.org\tstaff.audit\tuntil 2026-11-30T"),
        "{line}"
    );
    assert!(line.contains("the e-mail is queued"), "{line}");
    let mail = world.mailbox.next("uwe@example.org").await;
    assert_eq!(mail.subject, "Invitation to the office");
    let list = told(&world, &["invitations"]).await;
    assert_eq!(list.lines().count(), 1, "{list}");
    let id = list.split('\t').next().expect("an id");
    assert_eq!(told(&world, &["invitations", "--withdraw", id]).await, "");
    refused(
        &world,
        &["invitations", "--withdraw", id],
        "no such open invitation",
    )
    .await;
    let _ = lead.get(&mail.link("/einladung")).await.expect(410);
    refused(
        &world,
        &["invite", &lead.email, "--role", "staff.audit"],
        "member of the staff",
    )
    .await;
    refused(
        &world,
        &["invite", "x@example.org", "--role", "boss"],
        "boss",
    )
    .await;
    refused(&world, &["invite", "x@example.org"], "--role").await;
    refused(
        &world,
        &["invite", "x", "--role", "staff.audit"],
        "no e-mail address",
    )
    .await;

    let ina = member(&world, "ina@example.org", &[Role::Support]).await;
    let args = [
        "roles",
        "ina@example.org",
        "--grant",
        "staff.lead",
        "--withdraw",
        "staff.support",
    ];
    let line = told(&world, &args).await;
    assert!(line.ends_with("\tstaff.lead\n"), "{line}");
    assert!(!is_in(&ina).await, "roles change at once");
    let line = told(&world, &["roles", &lead.email]).await;
    assert!(line.ends_with("\tstaff.lead\n"), "{line}");
    let _ = told(
        &world,
        &["deactivate", &lead.email, "--reason", "Ruhestand"],
    )
    .await;
    for args in [
        vec!["roles", "ina@example.org", "--withdraw", "staff.lead"],
        vec!["deactivate", "ina@example.org", "--reason", "x"],
    ] {
        refused(&world, &args, "the last lead stays").await;
    }
    let (_kim, _) = with_totp(&world).await;
    refused(
        &world,
        &["roles", KIM, "--grant", "staff.lead"],
        "roles come by invitation",
    )
    .await;
});

on_both!(accounts_are_added, async |database: Database| {
    let world = World::start(database).await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("writes");
        path.display().to_string()
    };
    let password = file("password", &format!("{PASSWORD}\n"));
    let claims = file("kim.json", include_str!("../../config/person.example.json"));
    let args = ["add", KIM, "--password-file", &password, "--locale", "en"];
    let line = told(&world, &[args.as_slice(), &["--claims", &claims]].concat()).await;
    assert!(
        line.ends_with(&format!("\t{KIM}\tactive\tno role\n")),
        "{line}"
    );
    let id = line.split('\t').next().expect("an id");
    // By the password, in the chosen language, with nothing to confirm.
    let kim = world.idp.visitor();
    assert_eq!(sign_in(&kim).await.leads(), "/absichern");
    let made = kit::audit::Log::Idp.newest(&world, "account.created").await;
    assert_eq!(made["by"], serde_json::json!({ "kind": "operator" }));
    assert_eq!(made["about"], id);
    let logged = made["details"].to_string();
    assert!(
        logged.contains("birthdate") && !logged.contains("1987"),
        "{logged}"
    );

    let bare = ["add", "uwe@example.org", "--json"];
    let uwe: Value = serde_json::from_str(&told(&world, &bare).await).expect("JSON");
    assert_eq!(uwe["factors"]["password"], false);

    let twice = ["add", " KIM@example.org", "--password-file", &password];
    refused(&world, &twice, "has an account already").await;
    let weak = file("weak", "kurz\n");
    let other = file("other.json", r#"{ "email": "kim@example.org" }"#);
    let shape = file("shape.json", r#"{ "birthdate": "14.03.1987" }"#);
    let missing = folder.path().join("missing").display().to_string();
    for (option, value, words) in [
        (
            "--password-file",
            weak.as_str(),
            "12 to 128 characters; it needs a capital letter",
        ),
        ("--password-file", &missing, "missing: "),
        ("--claims", &other, "other.json: unknown field `email`"),
        ("--claims", &shape, "must be a day like 1987-03-14"),
        ("--claims", &missing, "missing: "),
        ("--locale", "xx", "no language of the pages"),
        ("--password", "Sonnen-Blume7!zwei", "--password"),
    ] {
        let args = ["add", "robin@example.org", option, value];
        refused(&world, &args, words).await;
    }
    refused(&world, &["add", "robin"], "no e-mail address").await;
    refused(&world, &["find", "robin@example.org"], "no such account").await;
    let error = accounts(&world, &twice).await.expect_err("refused");
    assert_eq!(error.lines().count(), 1, "{error}");
});
