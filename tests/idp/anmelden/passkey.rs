//! `/anmelden/passkey`, `/anmelden/passkey/optionen`: what an authenticator may not answer
//! (WebAuthn Level 3 §7.2).

use std::time::Duration;

use kit::SoftPasskey;
use kit::world::World;
use serde_json::Value;

use crate::secured::{answer, asserted, is_in, sign_in_by_passkey, with_passkey};

kit::on_both!(
    a_passkey_signs_in_without_a_user_name,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (_, mut device) = with_passkey(&world).await;
        for _ in 0..2 {
            let visitor = world.idp.visitor();
            sign_in_by_passkey(&world, &visitor, &mut device).await;
            assert!(is_in(&visitor).await);
        }
    }
);

kit::on_both!(
    an_answer_counts_once_and_for_its_browser,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (_, mut device) = with_passkey(&world).await;
        let visitor = world.idp.visitor();
        let assertion = asserted(&world, &visitor, &mut device).await;
        let stranger = world.idp.visitor();
        let _ = answer(&stranger, &assertion).await.expect(410);
        let _ = answer(&visitor, &assertion).await.expect(200);
        let _ = answer(&visitor, &assertion).await.expect(410);
        assert!(!is_in(&stranger).await);
    }
);

kit::on_both!(
    a_challenge_is_good_for_five_minutes,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (_, mut device) = with_passkey(&world).await;
        let visitor = world.idp.visitor();
        let assertion = asserted(&world, &visitor, &mut device).await;
        world.advance(Duration::from_mins(5));
        let _ = answer(&visitor, &assertion).await.expect(410);
    }
);

/// A device whose answers have one fault.
fn faulty(device: &mut SoftPasskey, fault: &str) {
    match fault {
        "not verified" => device.user_verified = false,
        "foreign origin" => device.claimed_origin = Some("https://evil.example".to_owned()),
        "own challenge" => device.claimed_challenge = Some("A".repeat(43)),
        "broken signature" => device.broken_signature = true,
        "backed up suddenly" => device.backup_eligible = true,
        "backed up wrongly" => device.backed_up = true,
        "bytes behind" => device.trailing = vec![0xa0],
        "copied" => device.rewind(0),
        other => panic!("no fault {other}"),
    }
}

kit::on_both!(
    faulty_answers_sign_nobody_in,
    async |database: kit::Database| {
        let faults = [
            "not verified",
            "foreign origin",
            "own challenge",
            "broken signature",
            "backed up suddenly",
            "backed up wrongly",
            "bytes behind",
            "copied",
        ];
        let world = World::start(database).await;
        let (_, mut device) = with_passkey(&world).await;
        let visitor = world.idp.visitor();
        for fault in faults {
            faulty(&mut device, fault);
            let assertion = asserted(&world, &visitor, &mut device).await;
            let status = answer(&visitor, &assertion).await.status();
            assert!(status == 422 || status == 410, "{fault}: {status}");
            assert!(!is_in(&visitor).await, "{fault}");
            device.user_verified = true;
            device.claimed_origin = None;
            device.claimed_challenge = None;
            device.broken_signature = false;
            device.backup_eligible = false;
            device.backed_up = false;
            device.trailing.clear();
            device.rewind(100);
        }
        sign_in_by_passkey(&world, &visitor, &mut device).await;
    }
);

kit::on_both!(
    an_answer_for_another_account_is_refused,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (_, mut device) = with_passkey(&world).await;
        let visitor = world.idp.visitor();
        for handle in [
            Value::Null,
            Value::from("AAAAAAAAAAAAAAAAAAAAAA"),
            Value::from("AAAA"),
        ] {
            let mut assertion = asserted(&world, &visitor, &mut device).await;
            assertion["response"]["userHandle"] = handle;
            let _ = answer(&visitor, &assertion).await.expect(422);
        }
        for (name, value) in [("id", ""), ("id", "AAAA"), ("type", "password")] {
            let mut assertion = asserted(&world, &visitor, &mut device).await;
            assertion[name] = Value::from(value);
            let _ = answer(&visitor, &assertion).await.expect(422);
        }
        assert!(!is_in(&visitor).await);
    }
);

kit::on_both!(
    a_script_of_another_page_is_refused,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (_, mut device) = with_passkey(&world).await;
        let visitor = world.idp.visitor();
        let assertion = asserted(&world, &visitor, &mut device).await;
        let ask = visitor
            .ask(http::Method::POST, "/anmelden/passkey")
            .json(&assertion);
        let _ = ask.send().await.expect(400);
    }
);
