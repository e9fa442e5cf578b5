//! What a device, or who stands before it, answers wrongly (T41, T42, T43).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use kit::people::registered;
use kit::world::World;
use kit::{Database, SoftPasskey, Visitor};
use serde_json::{Value, json};
use shared::clock::{Entropy as _, SeededEntropy};

use crate::ground::world;
use crate::secured::{
    add_passkey, answer, asserted, enrolling, is_in, made, post, sign_in, sign_in_by_passkey,
    with_passkey,
};

/// The faults of a device that signs well.
fn faults() -> Vec<(&'static str, fn(&mut SoftPasskey))> {
    vec![
        ("signature", |it| it.broken_signature = true),
        ("origin", |it| {
            it.claimed_origin = Some("https://evil.example".to_owned())
        }),
        ("no origin", |it| it.claimed_origin = Some(String::new())),
        ("sibling", |it| {
            it.claimed_origin = Some("https://evil.konto.localhost".to_owned());
        }),
        ("relying party", |it| {
            it.claimed_rp = Some("evil.example".to_owned())
        }),
        ("challenge", |it| {
            it.claimed_challenge = Some("A".repeat(43))
        }),
        ("no challenge", |it| {
            it.claimed_challenge = Some(String::new())
        }),
        ("type", |it| {
            it.claimed_type = Some("webauthn.create".to_owned())
        }),
        ("not verified", |it| it.user_verified = false),
        ("may be synchronised", |it| it.backup_eligible = true),
        ("is synchronised", |it| it.backed_up = true),
        ("trailing bytes", |it| it.trailing = vec![0xa0]),
        ("copied", |it| it.rewind(0)),
    ]
}

/// A device without faults again.
fn mend(device: &mut SoftPasskey) {
    device.broken_signature = false;
    device.claimed_origin = None;
    device.claimed_rp = None;
    device.claimed_challenge = None;
    device.claimed_type = None;
    device.cross_origin = false;
    device.user_verified = true;
    device.backup_eligible = false;
    device.backed_up = false;
    device.trailing = Vec::new();
    device.claimed_algorithm = None;
}

/// Changes of an answer that was signed well.
fn changes(other: &Value) -> Vec<(&'static str, &'static str, Value)> {
    let (id, handle) = (other["id"].clone(), &other["response"]["userHandle"]);
    vec![
        ("id", "/id", json!("AAAA")),
        ("another's id", "/id", id.clone()),
        ("raw id", "/rawId", json!("AAAA")),
        ("another's raw id", "/rawId", id),
        ("kind", "/type", json!("password")),
        ("another's handle", "/response/userHandle", handle.clone()),
        ("empty handle", "/response/userHandle", json!("")),
        ("no handle", "/response/userHandle", Value::Null),
        ("no signature", "/response/signature", json!("")),
        ("short data", "/response/authenticatorData", json!("AAAA")),
        ("no data", "/response/authenticatorData", json!("")),
        ("no client data", "/response/clientDataJSON", json!("")),
        (
            "client data",
            "/response/clientDataJSON",
            json!(BASE64.encode("{}")),
        ),
        ("answer", "/response", json!({})),
    ]
}

/// Sends the answer; nobody is in, and a page or a problem says so.
async fn refused(visitor: &Visitor, assertion: &Value, what: &str) {
    let page = answer(visitor, assertion).await;
    let status = page.status();
    assert!(
        (400..500).contains(&status),
        "{what}: {status} {}",
        page.body()
    );
    assert!(!is_in(visitor).await, "{what}");
}

/// Eva, with a passkey of her own.
async fn eva(world: &World) -> SoftPasskey {
    let eva = world.idp.visitor();
    let _ = registered(world, &eva, "eva@example.org").await;
    let page = eva.get("/anmelden/konto").await.expect(200);
    let form = page.form("sign-in-form").fill("email", "eva@example.org");
    let form = form.fill("password", kit::people::PASSWORD);
    let _ = form.submit().await.expect(303);
    add_passkey(world, &eva, "/absichern/passkey").await
}

kit::on_both!(
    no_faulty_answer_signs_in_or_is_counted,
    async |database: Database| {
        let world = world(database).await;
        let (_, mut device) = with_passkey(&world).await;
        let mut other = eva(&world).await;
        let visitor = world.idp.visitor();
        for (fault, apply) in faults() {
            apply(&mut device);
            let assertion = asserted(&world, &visitor, &mut device).await;
            refused(&visitor, &assertion, fault).await;
            mend(&mut device);
            // Lower than that of the faulty answer, were it counted.
            if fault == "copied" {
                device.rewind(50);
            }
        }
        let others = asserted(&world, &world.idp.visitor(), &mut other).await;
        for (what, place, value) in changes(&others) {
            let mut assertion = asserted(&world, &visitor, &mut device).await;
            *assertion.pointer_mut(place).expect("a place") = value;
            refused(&visitor, &assertion, what).await;
        }
        // The counter stands where it stood: a lower one than in every refused answer is good.
        device.rewind(1);
        sign_in_by_passkey(&world, &visitor, &mut device).await;
        // And the answer of before is not.
        device.rewind(1);
        let stranger = world.idp.visitor();
        let assertion = asserted(&world, &stranger, &mut device).await;
        refused(&stranger, &assertion, "the same count").await;
        assert!(world.idp.said().contains("\"level\":\"INFO\""));
    }
);

kit::on_both!(
    a_frame_of_another_site_gets_no_answer_taken,
    async |database: Database| {
        let world = world(database).await;
        let (_, mut device) = with_passkey(&world).await;
        device.cross_origin = true;
        let visitor = world.idp.visitor();
        let assertion = asserted(&world, &visitor, &mut device).await;
        refused(&visitor, &assertion, "cross origin").await;
    }
);

kit::on_both!(
    what_was_not_asked_for_is_no_passkey,
    async |database: Database| {
        let world = world(database).await;
        let kim = enrolling(&world).await;
        let page = "/absichern/passkey";
        // The page's script asks for something weaker than the server did: the answer tells.
        let mut weaker = faults();
        weaker.retain(|(fault, _)| {
            !["copied", "signature", "type", "may be synchronised"].contains(fault)
        });
        let creating: fn(&mut SoftPasskey) = |it| it.claimed_type = Some("webauthn.get".to_owned());
        weaker.push(("type", creating));
        weaker.push(("cross origin", |it| it.cross_origin = true));
        // ES256K (-47), EdDSA (-8), RS256 (-257 has two bytes): a key that is none of those.
        weaker.push(("ES256K", |it| it.claimed_algorithm = Some(0x38)));
        weaker.push(("EdDSA", |it| it.claimed_algorithm = Some(0x27)));
        weaker.push(("none", |it| it.claimed_algorithm = Some(0x00)));
        for (fault, apply) in weaker {
            let mut device = SoftPasskey::new();
            apply(&mut device);
            let answer = made(&world, &kim, &mut device, page).await;
            let told = post(&kim, page, page, &answer).await;
            let status = told.status();
            assert!(
                (400..500).contains(&status),
                "{fault}: {status} {}",
                told.body()
            );
        }
        assert!(!is_in(&kim).await, "nothing was kept");
        assert_eq!(
            crate::secured::Leads::leads(&sign_in(&world.idp.visitor()).await),
            "/absichern"
        );
    }
);

/// Changes some bytes of a base64 text: lengths, nesting, anything.
fn spoilt(text: &str, chance: &SeededEntropy) -> String {
    let mut bytes = BASE64.decode(text).expect("base64url");
    let mut draw = [0; 8];
    chance.fill(&mut draw);
    let at = usize::from(u16::from_be_bytes([draw[0], draw[1]])) % bytes.len().max(1);
    match draw[2] % 6 {
        0 => bytes.truncate(at),
        1 => bytes[at] ^= 1 << (draw[3] % 8),
        // A length of 2^16, 2^32 - 1 or without end where there was none.
        2 => drop(bytes.splice(at..at, [0x59, 0xff, 0xff])),
        3 => drop(bytes.splice(at..at, [0x9a, 0xff, 0xff, 0xff, 0xff])),
        4 => drop(bytes.splice(at..at, std::iter::repeat_n(0x81, 2000))),
        _ => bytes[at] = draw[4],
    }
    BASE64.encode(bytes)
}

kit::on_both!(
    no_spoilt_bytes_shake_the_server,
    async |database: Database| {
        let world = world(database).await;
        let kim = enrolling(&world).await;
        let mut page = "/absichern/passkey";
        let chance = SeededEntropy::new(41);
        let mut device = SoftPasskey::new();
        for round in 0..120 {
            let mut answer = made(&world, &kim, &mut device, page).await;
            let place = [
                "/credential/response/attestationObject",
                "/credential/rawId",
            ];
            let place = answer.pointer_mut(place[usize::from(round % 10 == 9)]);
            let place = place.expect("a place");
            *place = spoilt(place.as_str().expect("a text"), &chance).into();
            let told = post(&kim, page, page, &answer).await;
            assert!(told.status() < 500, "{round}: {} {answer}", told.body());
            if told.status() == 200 {
                // Another model or counter is no fault: the account has a passkey now.
                page = "/konto/passkeys/neu";
            }
        }
        let mut device = add_passkey(&world, &kim, page).await;
        let visitor = world.idp.visitor();
        for round in 0..100 {
            let mut assertion = asserted(&world, &visitor, &mut device).await;
            let name = [
                "authenticatorData",
                "signature",
                "clientDataJSON",
                "userHandle",
            ];
            let place = &mut assertion["response"][name[round % 4]];
            let before = place.as_str().expect("a text").to_owned();
            let after = spoilt(&before, &chance);
            if before == after {
                continue;
            }
            *place = after.into();
            let told = answer(&visitor, &assertion).await;
            let status = told.status();
            assert!((400..500).contains(&status), "{round}: {status}");
        }
        assert!(!is_in(&visitor).await);
        sign_in_by_passkey(&world, &visitor, &mut device).await;
        assert!(!world.idp.said().contains("panick"), "{}", world.idp.said());
    }
);
