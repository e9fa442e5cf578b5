//! Guessing passwords and codes, and what may be learned by it (T29, T30, T31, T35).

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use futures::future::join_all;
use kit::people::{PASSWORD, registered};
use kit::world::{Wishes, World};
use kit::{Database, Page, Visitor};
use regex::Regex;

use crate::ground::{at_portal, seen, values, with, world};
use crate::secured::{
    KIM, Leads, add_passkey, is_in, post, sign_in, sign_in_by_passkey, sign_in_with, with_totp,
};

const STEP: Duration = Duration::from_secs(30);
const WRONG: &str = "Geraten-ist-es-falsch-1";

async fn enter(visitor: &Visitor, code: &str) -> Page {
    let page = visitor.get("/anmelden/code").await.expect(200);
    page.form("code-form").fill("code", code).submit().await
}

/// One of twenty machines.
fn address(number: u8) -> IpAddr {
    IpAddr::V4(Ipv4Addr::new(127, 0, 1, 1 + number % 20))
}

fn seconds(refused: &Page) -> Option<Duration> {
    let told = refused.header("retry-after").parse().ok()?;
    Some(Duration::from_secs(told))
}

/// Ten sign-ins with the right password, each from another machine, with five codes each at once,
/// at two processes in turn; the answers.
async fn fifty(world: &World, beside: &str, round: u32) -> Vec<Page> {
    let mut asks = Vec::new();
    for number in 0..10 {
        let visitor = world.idp.visitor().from(address(number));
        let page = sign_in(&visitor).await;
        if page.status() != 303 {
            continue;
        }
        let here = if number % 2 == 0 {
            visitor
        } else {
            visitor.and_at(beside)
        };
        let page = here.get("/anmelden/code").await.expect(200);
        let form = page.form("code-form");
        for guess in 0..5 {
            let code = format!("{:06}", round * 50 + u32::from(number) * 5 + guess);
            let ask = form.clone().fill("code", &code).ask();
            asks.push(ask.header("origin", &world.idp.base()).send());
        }
    }
    join_all(asks).await
}

kit::on_both!(
    a_thousand_codes_are_fewer_than_a_hundred,
    async |database: Database| {
        let world = world(database).await;
        let (kim, key) = with_totp(&world).await;
        let mut device = add_passkey(&world, &kim, "/konto/passkeys/neu").await;
        let beside = world.idp_beside().await;
        let (mut sent, mut tried) = (0, 0);
        for round in 0..20 {
            let pages = fifty(&world, &beside.base(), round).await;
            let wrong = pages.iter().filter(|page| page.status() == 422).count();
            let refused = pages.iter().filter(|page| page.status() == 429);
            let refused: Vec<&Page> = refused.collect();
            let other = pages.iter().find(|it| ![422, 429].contains(&it.status()));
            assert!(other.is_none(), "round {round}: {other:?}");
            assert!(wrong <= 5, "{wrong} tries at once in round {round}");
            sent += pages.len();
            tried += wrong;
            if round == 9 {
                // The lock is in the database, not in a process.
                world.idp.crash().await;
                beside.crash().await;
                let stranger = world.idp.visitor();
                let _ = sign_in(&stranger).await;
                world.advance(STEP);
                let right = kit::totp::code(&key, world.now());
                let _ = enter(&stranger, &right).await.expect(429);
                let owner = world.idp.visitor();
                sign_in_by_passkey(&world, &owner, &mut device).await;
            }
            let wait = refused.iter().filter_map(|page| seconds(page)).max();
            world.advance(wait.unwrap_or(STEP));
        }
        assert!(sent >= 900, "only {sent} were sent");
        assert!((5..=100).contains(&tried), "{tried} of {sent} were tried");
        // Who waits gets in.
        let fresh = world.idp.visitor();
        world.advance(Duration::from_hours(2));
        assert_eq!(sign_in(&fresh).await.leads(), "/anmelden/code");
        let right = kit::totp::code(&key, world.now());
        assert_eq!(enter(&fresh, &right).await.leads(), "/konto");
    }
);

kit::on_both!(
    a_password_is_guessed_as_slowly_from_everywhere,
    async |database: Database| {
        let world = world(database).await;
        let _ = registered(&world, &world.idp.visitor(), KIM).await;
        let beside = world.idp_beside().await;
        let mut tried = 0;
        for round in 0..2 {
            for number in 0..20 {
                let visitor = world.idp.visitor().from(address(number));
                let visitor = match number % 2 {
                    0 => visitor,
                    _ => visitor.and_at(&beside.base()),
                };
                let page = visitor.get("/anmelden/konto").await.expect(200);
                let form = page.form("sign-in-form").fill("email", KIM);
                let ask = form.fill("password", WRONG).ask();
                let page = ask.header("origin", &world.idp.base()).send().await;
                tried += usize::from(page.status() == 422);
            }
            if round == 0 {
                world.idp.crash().await;
            }
        }
        assert!(tried <= 5, "{tried} passwords were tried without waiting");
        // The right one is refused as well, wherever it comes from.
        let _ = sign_in(&world.idp.visitor().from(address(7)))
            .await
            .expect(429);
        let other = sign_in_as(&world, "eva@example.org").await;
        assert_eq!(other.status(), 422, "others are not concerned");
    }
);

async fn sign_in_as(world: &World, email: &str) -> Page {
    let page = world.idp.visitor().get("/anmelden/konto").await.expect(200);
    let form = page.form("sign-in-form").fill("email", email);
    form.fill("password", WRONG).submit().await
}

kit::on_both!(
    a_code_opens_once_in_whatever_process,
    async |database: Database| {
        let world = world(database).await;
        let (_, key) = with_totp(&world).await;
        let beside = world.idp_beside().await;
        world.advance(STEP * 4);
        let code = kit::totp::code(&key, world.now());
        let (one, two) = (world.idp.visitor(), world.idp.visitor());
        let _ = (sign_in(&one).await, sign_in(&two).await);
        let page = two.and_at(&beside.base()).get("/anmelden/code").await;
        let there = page.expect(200).form("code-form").fill("code", &code).ask();
        let there = there.header("origin", &world.idp.base()).send();
        let _ = tokio::join!(enter(&one, &code), there);
        assert!(is_in(&one).await ^ is_in(&two).await);

        // Of two codes that are good now, the earlier is worth nothing after the later.
        world.advance(STEP * 4);
        let (earlier, later) = (world.now(), world.now() + 30);
        let visitor = world.idp.visitor();
        let _ = sign_in(&visitor).await;
        let page = enter(&visitor, &kit::totp::code(&key, later)).await;
        assert_eq!(page.leads(), "/konto");
        for step in [earlier, later, earlier - 30] {
            let thief = world.idp.visitor();
            let _ = sign_in(&thief).await;
            let _ = enter(&thief, &kit::totp::code(&key, step)).await;
            assert!(!is_in(&thief).await, "{}", step - earlier);
        }
    }
);

/// The longest value of an address's query: the token.
fn token_in(link: &str) -> String {
    let link = url::Url::parse(link).expect("an address");
    let values = link.query_pairs().map(|(_, value)| value.into_owned());
    let longest = values.max_by_key(String::len).unwrap_or_default();
    assert!(longest.len() >= 22, "no token in {link}");
    longest
}

/// Every token in the mails.
fn mailed(world: &World) -> Vec<String> {
    let mails = world.mailbox.all();
    let words = mails.iter().flat_map(|mail| mail.text.split_whitespace());
    let links = words.filter(|word| word.starts_with("http") && word.contains("id="));
    links.map(token_in).collect()
}

kit::on_both!(
    no_answer_and_no_log_tells_a_secret,
    async |database: Database| {
        let world = world(database).await;
        let visitor = world.idp.visitor().recording();
        let _ = kit::people::register(&visitor, KIM).await;
        let form = visitor.get("/passwort-vergessen").await;
        let form = form.form("forgotten-form").fill("email", KIM);
        let _ = form.submit().await.expect(200);
        let mail = world.mailbox.next(KIM).await;
        let confirm = mail.link("/registrieren/bestaetigen");
        let page = visitor.get(&confirm).await.expect(200);
        let before = visitor.recorded().len() - 1;
        let _ = page.form("confirm-form").submit_and_follow().await;
        let _ = sign_in(&visitor).await;
        let key = crate::secured::add_totp(&world, &visitor, "/absichern/totp").await;
        let enrolled = visitor.recorded().len();
        let page = visitor.get("/konto/wiederherstellungscodes").await;
        let page = page.expect(200).form("codes-form").submit().await;
        let codes = page.texts_of("#codes code");
        assert_eq!(codes.len(), 10);
        let given = visitor.recorded().len();
        world.advance(STEP);
        let form = visitor.get("/passwort-vergessen").await;
        let form = form.form("forgotten-form").fill("email", KIM);
        let _ = form.submit().await.expect(200);
        let reset = loop {
            let mail = world.mailbox.next(KIM).await;
            if mail.text.contains("/passwort-neu") {
                break mail.link("/passwort-neu");
            }
        };
        for path in ["/konto", "/konto/verlauf", "/konto/geraete", "/konto/totp"] {
            let _ = visitor.get(path).await.expect(200);
        }
        let _ = at_portal(&world, &visitor).await;

        let pages = visitor.recorded();
        let whole = |page: &Page| format!("{:?}\n{}", page.headers(), page.body());
        let never = |needle: &str, pages: &[Page]| {
            for page in pages {
                assert!(!whole(page).contains(needle), "{}: {needle}", page.url());
            }
        };
        let [confirm, reset] = [token_in(&confirm), token_in(&reset)];
        never(PASSWORD, &pages);
        never(&confirm, &pages[..before]);
        never(&reset, &pages);
        let bare: String = key.split_whitespace().collect();
        for form in [&key, &bare] {
            never(form, &pages[enrolled..]);
        }
        for code in &codes {
            never(code, &pages[given..]);
        }

        let mut secrets = vec![PASSWORD.to_owned(), KIM.to_owned(), key, bare];
        secrets.extend(codes);
        secrets.extend(mailed(&world));
        let at_portal = visitor.and_at(&world.portal.base());
        let cookies = [values(&visitor), values(&at_portal)].concat();
        let cookies = cookies.into_iter().map(|(_, value)| value);
        secrets.extend(cookies.filter(|value| value.len() > 15));
        assert!(secrets.len() > 15, "{secrets:?}");
        let token = Regex::new("eyJ|[A-Za-z0-9_-]{40}|@|127\\.0\\.0\\.1:?[0-9]*\"").expect("one");
        for said in [world.idp.said(), world.portal.said()] {
            assert!(said.lines().count() > 5, "it logs: {said}");
            for secret in &secrets {
                assert!(!said.contains(secret.as_str()), "{secret} in the log");
            }
            // The head of the audit log is written there on purpose.
            let known = ["listening", "audit head"];
            let known = |line: &&str| known.iter().any(|it| line.contains(it));
            for line in said.lines().filter(|line| !known(line)) {
                assert!(!token.is_match(line), "a token or an address: {line}");
            }
        }
    }
);

kit::on_both!(
    nothing_tells_who_has_an_account,
    async |database: Database| {
        let many = "{ tries = 100, minutes = 60 }";
        let wishes = Wishes {
            idp: format!(
                "limits.mails_per_recipient = {many}\nlimits.sign_in_per_account = {many}"
            ),
            ..Wishes::default()
        };
        let world = with(database, wishes).await;
        let _ = registered(&world, &world.idp.visitor(), KIM).await;
        let nobody = "eva@example.org";
        assert_eq!(KIM.len(), nobody.len());
        let visitor = world.idp.visitor();
        let _ = visitor.get("/anmelden/konto").await;
        let mut answers = Vec::new();
        let mut work = [[Duration::ZERO; 3]; 2];
        for round in 0..20 {
            let email = [KIM, nobody][round % 2];
            let spent = &mut work[round % 2];
            let form = visitor.get("/anmelden/konto").await.form("sign-in-form");
            let form = form.fill("email", email).fill("password", WRONG);
            let before = world.idp.computed().await;
            let signed = form.submit().await;
            let after = world.idp.computed().await;
            spent[0] += after.saturating_sub(before);

            let form = visitor.get("/registrieren").await.form("register-form");
            let form = form.fill("email", email).fill("password", PASSWORD);
            let form = form.fill("password_repeat", PASSWORD).check("terms");
            let before = world.idp.computed().await;
            let register = form.check("privacy").submit().await;
            let after = world.idp.computed().await;
            spent[1] += after.saturating_sub(before);

            let form = visitor.get("/passwort-vergessen").await;
            let form = form.form("forgotten-form").fill("email", email);
            let before = world.idp.computed().await;
            let reset = form.submit().await;
            let after = world.idp.computed().await;
            spent[2] += after.saturating_sub(before);

            let path = "/anmelden/passkey/optionen";
            let options = post(&visitor, "/anmelden/konto", path, &serde_json::json!({})).await;
            let lost = visitor.get("/zugang-verloren").await.form("lost-form");
            let lost = lost.fill("email", email).fill("password", WRONG);
            let lost = lost.submit().await;
            answers.push([&signed, &register, &reset, &options, &lost].map(seen));
            // Guesses have a limit of their own: everybody waits as long.
            world.advance(Duration::from_hours(2));
        }
        // One after the other, so that both have made as many wait.
        for pair in answers.chunks(2) {
            assert_eq!(pair[0], pair[1]);
        }
        // A hash is the most of the work: one more or fewer each time would be as much as signing
        // in takes.
        let [known, unknown] = work;
        let hashes = known[0].max(unknown[0]);
        for (at, name) in ["sign in", "register", "reset"].into_iter().enumerate() {
            let (known, unknown) = (known[at], unknown[at]);
            assert!(
                known.abs_diff(unknown) < hashes / 2,
                "{name}: {known:?} for who is known, {unknown:?} for who is not"
            );
        }
        assert!(
            known[0] > Duration::from_millis(50),
            "ten hashes are no work: {known:?}"
        );
    }
);

kit::on_both!(
    a_wrong_password_waits_in_two_processes_alike,
    async |database: Database| {
        let world = world(database).await;
        let (_, key) = with_totp(&world).await;
        world.advance(STEP);
        let thief = world.idp.visitor();
        let mut wrong = 0;
        while sign_in_with(&thief, WRONG).await.status() == 422 {
            wrong += 1;
            assert!(wrong <= 10, "guessing goes on");
        }
        let beside = world.idp_beside().await;
        let there = world.idp.visitor().and_at(&beside.base());
        let page = there.get("/anmelden/konto").await.expect(200);
        let form = page.form("sign-in-form").fill("email", KIM);
        let ask = form.fill("password", PASSWORD).ask();
        let page = ask.header("origin", &world.idp.base()).send().await;
        let wait = seconds(&page.expect(429)).expect("how long");
        // A second before its end the lock holds, then it does not.
        world.advance(wait - Duration::from_secs(1));
        let _ = sign_in(&world.idp.visitor()).await.expect(429);
        world.advance(Duration::from_secs(1));
        let owner = world.idp.visitor();
        assert_eq!(sign_in(&owner).await.leads(), "/anmelden/code");
        let code = kit::totp::code(&key, world.now());
        assert_eq!(enter(&owner, &code).await.leads(), "/konto");
    }
);
