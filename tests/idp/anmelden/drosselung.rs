//! How guessing is slowed down (T29, T35, T45; RFC 4226 §7.3, NIST SP 800-63B-4 §3.2.2).

use std::time::Duration;

use futures::future::join_all;
use kit::people::{PASSWORD, registered};
use kit::world::{Wishes, World};
use kit::{Database, Page, Visitor};
use shared::secret::{Token, sha256};

use crate::secured::{
    KIM, Leads, add_passkey, answer, asserted, is_in, post, sign_in, sign_in_by_passkey,
    sign_in_with, with_totp,
};

const STEP: Duration = Duration::from_secs(30);
const WRONG: &str = "Geraten-ist-es-falsch-1";

async fn enter(visitor: &Visitor, code: &str) -> Page {
    let page = visitor.get("/anmelden/code").await.expect(200);
    page.form("code-form").fill("code", code).submit().await
}

/// Signs in with password and code, a step later than whatever was before.
async fn sign_in_fully(world: &World, visitor: &Visitor, key: &str) {
    world.advance(STEP);
    assert_eq!(sign_in(visitor).await.leads(), "/anmelden/code");
    let code = kit::totp::code(key, world.now());
    assert_eq!(enter(visitor, &code).await.leads(), "/konto");
}

fn seconds(refused: &Page) -> Duration {
    Duration::from_secs(refused.header("retry-after").parse().expect("seconds"))
}

kit::on_both!(
    fifty_codes_at_once_in_two_processes_are_five,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, key) = with_totp(&world).await;
        let mut device = add_passkey(&world, &kim, "/konto/passkeys/neu").await;
        let beside = world.idp_beside().await;
        let mut asks = Vec::new();
        for number in 0..10 {
            let visitor = world.idp.visitor();
            assert_eq!(sign_in(&visitor).await.leads(), "/anmelden/code");
            // The other process shares public address and cookies.
            let here = if number % 2 == 0 {
                visitor
            } else {
                visitor.and_at(&beside.base())
            };
            let form = here
                .get("/anmelden/code")
                .await
                .expect(200)
                .form("code-form");
            for guess in 0..5 {
                let code = format!("{:06}", number * 5 + guess);
                let ask = form.clone().fill("code", &code).ask();
                asks.push(ask.header("origin", &world.idp.base()).send());
            }
        }
        let pages = join_all(asks).await;
        let of = |status| pages.iter().filter(|page| page.status() == status).count();
        assert_eq!((of(422), of(429)), (5, 45));

        // The lock outlives a restart; a right password, a new browser or the right code do not
        // lift it.
        world.idp.restart().await;
        for _ in 0..3 {
            world.advance(STEP);
            let thief = world.idp.visitor();
            assert_eq!(sign_in(&thief).await.leads(), "/anmelden/code");
            let code = kit::totp::code(&key, world.now());
            let _ = enter(&thief, &code).await.expect(429);
        }
        // The passkey is another factor.
        let owner = world.idp.visitor();
        sign_in_by_passkey(&world, &owner, &mut device).await;
        let fresh = world.idp.visitor();
        let _ = sign_in(&fresh).await;
        let wait = seconds(&enter(&fresh, "000000").await.expect(429));
        world.advance(wait);
        let code = kit::totp::code(&key, world.now());
        assert_eq!(enter(&fresh, &code).await.leads(), "/konto");
    }
);

kit::on_both!(
    strangers_who_guess_do_not_shut_the_owner_out,
    async |database: Database| {
        let world = World::start(database).await;
        let (_, key) = with_totp(&world).await;
        let own = world.idp.visitor();
        sign_in_fully(&world, &own, &key).await;
        let stranger = world.idp.visitor();
        while sign_in_with(&stranger, WRONG).await.status() == 422 {}
        let _ = sign_in(&stranger).await.expect(429);
        let _ = sign_in(&world.idp.visitor()).await.expect(429);
        world.advance(Duration::from_mins(26));
        while sign_in_with(&stranger, WRONG).await.status() == 422 {}
        assert!(!is_in(&own).await, "the session has ended");
        sign_in_fully(&world, &own, &key).await;
        // The own browser has no more tries than others have.
        let other = world.idp.visitor();
        for name in own.cookies() {
            let value = own.cookie(&name).expect("a cookie");
            other.set_cookie(&name, &value);
        }
        world.advance(Duration::from_mins(26));
        let mut tries = 0;
        while sign_in_with(&other, WRONG).await.status() == 422 {
            tries += 1;
        }
        assert_eq!(tries, 5);
        let _ = sign_in(&own).await.expect(429);
    }
);

kit::on_both!(
    the_hundredth_closes_the_way_until_the_password_is_renewed,
    async |database: Database| {
        let world = World::start(database).await;
        let _ = with_totp(&world).await;
        let _ = world.mailbox.next(KIM).await;
        let guesser = world.idp.visitor();
        let mut wrong = 0;
        let closed = loop {
            let page = sign_in_with(&guesser, WRONG).await;
            match page.status() {
                422 => wrong += 1,
                429 if page.headers().contains_key("retry-after") => {
                    world.advance(seconds(&page));
                }
                _ => break page,
            }
            assert!(wrong <= 100, "guessing goes on");
        };
        assert_eq!(wrong, 100);
        closed.expect(429).shows("Dieser Weg ist gesperrt");
        world.advance(Duration::from_hours(240));
        let _ = sign_in(&world.idp.visitor()).await.expect(429);
        let kim = world.idp.visitor();
        let form = kim.get("/passwort-vergessen").await.form("forgotten-form");
        let _ = form.fill("email", KIM).submit().await.expect(200);
        let link = world.mailbox.next(KIM).await.link("/passwort-neu");
        let form = kim.get(&link).await.expect(200).form("choose-form");
        let form = form.fill("password", PASSWORD);
        let chosen = form.fill("password_repeat", PASSWORD);
        let _ = chosen.submit_and_follow().await.expect(200);
        assert_eq!(sign_in(&kim).await.leads(), "/anmelden/code");
    }
);

/// What a stranger sees of an answer: nothing of it may depend on whether there is an account.
fn seen(page: &Page) -> (u16, usize, Vec<String>) {
    let mut names: Vec<String> = page
        .headers()
        .iter()
        .filter(|(name, _)| !["date", "set-cookie", "x-request-id"].contains(&name.as_str()))
        .map(|(name, value)| match name.as_str() {
            // The nonce differs, not its length.
            "content-security-policy" => format!("{name}: {}", value.len()),
            _ => format!("{name}: {value:?}"),
        })
        .collect();
    names.sort();
    (page.status(), page.bytes().len(), names)
}

kit::on_both!(
    nothing_tells_who_has_an_account,
    async |database: Database| {
        let wishes = Wishes {
            idp: "limits.mails_per_recipient = { tries = 100, minutes = 60 }".to_owned(),
            ..Wishes::default()
        };
        let world = World::with(database, wishes).await;
        let _ = registered(&world, &world.idp.visitor(), KIM).await;
        let nobody = "eva@example.org";
        assert_eq!(KIM.len(), nobody.len());
        let visitor = world.idp.visitor();
        let _ = visitor.get("/anmelden/konto").await;
        let mut answers = Vec::new();
        for email in [KIM, nobody, KIM, nobody] {
            let before = world.idp.password_hashes().await;
            let form = visitor.get("/anmelden/konto").await.form("sign-in-form");
            let form = form.fill("email", email).fill("password", WRONG);
            let sign_in = form.submit().await.expect(422);
            let signing_in = world.idp.password_hashes().await - before;

            let form = visitor.get("/registrieren").await.form("register-form");
            let form = form.fill("email", email).fill("password", PASSWORD);
            let form = form.fill("password_repeat", PASSWORD);
            let register = form.check("terms").check("privacy").submit().await;
            let registering = world.idp.password_hashes().await - before - signing_in;

            let form = visitor.get("/passwort-vergessen").await;
            let form = form.form("forgotten-form").fill("email", email);
            let reset = form.submit().await.expect(200);
            let resetting = world.idp.password_hashes().await - before - signing_in - registering;

            let path = "/anmelden/passkey/optionen";
            let options = post(&visitor, "/anmelden/konto", path, &serde_json::json!({})).await;
            answers.push((
                [signing_in, registering, resetting],
                [&sign_in, &register, &reset, &options].map(seen),
            ));
        }
        assert_eq!(answers[0].0, [1, 1, 0], "hashes");
        for other in &answers[1..] {
            assert_eq!(&answers[0], other);
        }
    }
);

kit::on_both!(
    too_many_hashes_at_once_are_sent_away_and_the_rest_goes_on,
    async |database: Database| {
        let wishes = Wishes {
            idp: "passwords.parallel = 1\npasswords.waiting = 0\n\
                  passwords.memory_kib = 65536\npasswords.iterations = 4"
                .to_owned(),
            ..Wishes::default()
        };
        let world = World::with(database, wishes).await;
        let _ = registered(&world, &world.idp.visitor(), KIM).await;
        let visitor = world.idp.visitor();
        let form = visitor.get("/anmelden/konto").await.form("sign-in-form");
        let form = form.fill("email", KIM).fill("password", PASSWORD);
        // Fewer than would make anyone wait for wrong guesses.
        let forms = (0..4).map(|_| form.clone().submit());
        let (pages, health) =
            tokio::join!(join_all(forms), async { visitor.get("/health/live").await });
        let _ = health.expect(200);
        let busy: Vec<&Page> = pages.iter().filter(|page| page.status() == 503).collect();
        assert!(!busy.is_empty(), "the gate holds nobody up");
        for page in &busy {
            assert_eq!(page.header("retry-after"), "5");
        }
        let others = pages.iter().filter(|page| page.status() != 503);
        assert!(others.clone().count() > 0);
        for page in others {
            assert_eq!(page.status(), 303, "our own fault is no wrong guess");
        }
        assert_eq!(sign_in(&world.idp.visitor()).await.leads(), "/absichern");
    }
);

kit::on_both!(
    planted_and_altered_cookies_open_nothing,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let mut device = add_passkey(&world, &kim, "/konto/passkeys/neu").await;
        let victim = world.idp.visitor();
        let _ = victim.get("/anmelden/konto").await;
        // What a thief has put there before is not what is signed in afterwards.
        let session = format!("idp-{}-session", world.idp.port());
        let known = format!("idp-{}-geraet", world.idp.port());
        let planted = Token::generate(&shared::clock::SystemEntropy);
        victim.set_cookie(&session, planted.reveal());
        victim.set_cookie(&known, planted.reveal());
        let assertion = asserted(&world, &victim, &mut device).await;
        let _ = answer(&victim, &assertion).await.expect(200);
        let given = victim.cookie(&session).expect("a session");
        assert_ne!(given, planted.reveal());
        let shown = victim.cookie(&known).expect("a device");
        assert!(!shown.starts_with(planted.reveal()), "{shown}");
        let thief = world.idp.visitor();
        thief.set_cookie(&session, planted.reveal());
        assert!(!is_in(&thief).await);
        // Neither a changed one nor one that is computed from something known.
        let mut changed = given.clone();
        let last = changed.pop().expect("a token");
        changed.push(if last == 'A' { 'B' } else { 'A' });
        let computed = shared::secret::TokenHash::of(&given).to_hex()[..43].to_owned();
        let of_the_address = format!("{:x?}", sha256(KIM.as_bytes()));
        for forged in [changed, computed, of_the_address, String::new()] {
            thief.set_cookie(&session, &forged);
            assert!(!is_in(&thief).await, "{forged}");
        }
        thief.set_cookie(&session, &given);
        assert!(is_in(&thief).await, "the right one would");
    }
);
