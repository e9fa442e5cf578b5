//! A recovery code by letter: asked for with the first proof, taken by the program that posts letters,
//! good together with the first proof alone. The program here is a test; the portal's is in
//! `tests/portal/wiederherstellung.rs`.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use kit::audit::Log;
use kit::people::PASSWORD;
use kit::world::{Wishes, World};
use kit::{Database, Page, SoftPasskey, Visitor, on_both};
use serde_json::{Value, json};
use shared::secret::{OpeningKey, sha256};

use super::{finished, first, new_totp, second};
use crate::secured::{KIM, Leads, is_in, made, post, with_passkey, with_totp};

const SECRET: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
pub(super) const ASKED: &str = "Wiederherstellungscode per Brief angefordert";
const REFUSED: &str = "Kein Brief mit einem Wiederherstellungscode";
pub(super) const RESET: &str = "Neues Passwort wählen";
pub(super) const NEW: &str = "Herbst-Regen8!drei";
pub(super) const DAY: Duration = Duration::from_hours(24);

/// A program that may take letters, and one that may not.
fn wishes() -> Wishes {
    let hash: String = sha256(SECRET.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let program = |id: &str, scopes: &str| {
        format!(
            "client_id = \"{id}\"\nname = \"{id}\"\nfirst_party = true\n\
             token_endpoint_auth_method = \"client_secret_post\"\n\
             client_secret_sha256 = \"{hash}\"\ngrant_types = [\"client_credentials\"]\n\
             scopes = [{scopes}]\n"
        )
    };
    Wishes {
        clients: vec![
            program("poster", "\"idp.letters\""),
            program("other", "\"portal.profile\", \"email\""),
        ],
        ..Wishes::default()
    }
}

pub(super) async fn world(database: Database) -> World {
    World::with(database, wishes()).await
}

/// The key of `config/idp.test.toml`'s letter outbox.
fn outbox() -> OpeningKey {
    let bytes = STANDARD.decode("dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo=");
    OpeningKey::from_bytes(bytes.expect("base64").try_into().expect("32 bytes"))
}

/// A program with its access token.
pub(super) struct Poster {
    visitor: Visitor,
    token: String,
}

impl Poster {
    pub(super) async fn new(world: &World) -> Self {
        Self::of(world, "poster", "idp.letters").await
    }

    async fn of(world: &World, client: &str, scope: &str) -> Self {
        let visitor = world.idp.visitor();
        let fields = [
            ("grant_type", "client_credentials"),
            ("client_id", client),
            ("client_secret", SECRET),
            ("scope", scope),
        ];
        let ask = visitor.ask(Method::POST, "/oauth/token").as_program();
        let tokens = ask.form(&fields).send().await.expect(200).json();
        let token = tokens["access_token"].as_str().expect("a token").to_owned();
        Self { visitor, token }
    }

    pub(super) async fn list(&self) -> Vec<Value> {
        let path = "/letters/v1/requests";
        let ask = self.visitor.ask(Method::GET, path).as_program();
        let page = ask.bearer(&self.token).send().await.expect(200);
        assert_eq!(page.header("cache-control"), "no-store");
        page.json()["requests"].as_array().expect("a list").clone()
    }

    /// The only letter that waits.
    pub(super) async fn one(&self) -> String {
        let waiting = self.list().await;
        assert_eq!(waiting.len(), 1, "{waiting:?}");
        waiting[0]["id"].as_str().expect("an id").to_owned()
    }

    pub(super) async fn code(&self, id: &str) -> Page {
        let path = format!("/letters/v1/requests/{id}/code");
        let ask = self.visitor.ask(Method::POST, &path).as_program();
        ask.bearer(&self.token).send().await
    }

    pub(super) async fn settle(&self, id: &str, outcome: &str) -> Page {
        let path = format!("/letters/v1/requests/{id}/outcome");
        let ask = self.visitor.ask(Method::POST, &path).as_program();
        let told = json!({ "outcome": outcome });
        ask.bearer(&self.token).json(&told).send().await
    }

    /// Takes the only letter that waits; what stands in it.
    async fn take(&self) -> String {
        let id = self.one().await;
        let code = opened(&id, &self.code(&id).await.expect(200));
        let _ = self.settle(&id, "taken").await.expect(204);
        code
    }
}

/// What the letter outbox reads.
pub(super) fn opened(id: &str, page: &Page) -> String {
    let sealed = page.json()["sealed"].as_str().expect("a text").to_owned();
    let sealed = STANDARD.decode(sealed).expect("base64");
    let plain = outbox().open(id, &sealed).expect("opens");
    String::from_utf8(plain.to_vec()).expect("a text")
}

/// With the password, Kim asks for a letter; what the page says.
pub(super) async fn ask(visitor: &Visitor) -> String {
    let page = first(visitor, KIM, PASSWORD).await;
    assert_eq!(page.leads(), "/zugang-verloren/code");
    let page = visitor.get("/zugang-verloren/code").await.expect(200);
    let page = page.click("einen Code per Brief senden").await.expect(200);
    let asked = page.form("letter-form").submit().await.expect(200);
    asked.text()
}

on_both!(
    password_and_letter_stand_in_for_a_lost_second_factor,
    async |database: Database| {
        let world = world(database).await;
        let (kim, _) = with_totp(&world).await;
        let visitor = world.idp.visitor();
        let said = ask(&visitor).await;
        assert!(said.contains("Ihre Anforderung ist angekommen"), "{said}");
        let _ = world.mailbox.next_about(KIM, ASKED).await;
        assert!(!is_in(&visitor).await, "asking opens nothing");

        let poster = Poster::new(&world).await;
        let waiting = poster.list().await;
        assert!(
            waiting[0]["sub"]
                .as_str()
                .is_some_and(|sub| sub.len() == 26)
        );
        let id = poster.one().await;
        let page = poster.code(&id).await.expect(200);
        let code = opened(&id, &page);
        assert_eq!(opened(&id, &poster.code(&id).await.expect(200)), code);
        let told = page.body();
        let plain = code.replace('-', "");
        for needle in [code.as_str(), plain.as_str(), &plain[4..]] {
            assert!(!told.contains(needle));
            let kept = kit::traces::traces(Log::Idp, &world, &[needle]).await;
            assert!(kept.is_empty(), "{kept:?}");
        }
        let until = page.json()["expires_at"].as_i64().expect("a time");
        assert_eq!(until - world.now(), 21 * 24 * 60 * 60);

        // Taken, it is to be had no more; said twice is said once.
        for _ in 0..2 {
            let _ = poster.settle(&id, "taken").await.expect(204);
        }
        let _ = poster.code(&id).await.expect(404);
        let _ = poster.settle(&id, "no_case").await.expect(404);
        assert!(poster.list().await.is_empty());

        world.advance(20 * DAY);
        let again = world.idp.visitor();
        let _ = first(&again, KIM, PASSWORD).await;
        let page = second(&again, "/zugang-verloren/code", &code).await;
        assert_eq!(page.leads(), "/absichern");
        let _ = new_totp(&world, &again).await;
        let _ = finished(&again).await;
        assert!(is_in(&again).await && !is_in(&kim).await);
        for told in [
            "Wiederherstellungscode für Ihr Konto benutzt",
            "Ihr Konto ist neu gesichert",
        ] {
            let _ = world.mailbox.next_about(KIM, told).await;
        }
        let _ = first(&visitor, KIM, PASSWORD).await;
        let page = second(&visitor, "/zugang-verloren/code", &code).await;
        let _ = page.expect(422);
    }
);

on_both!(
    a_letter_is_good_for_21_days_and_once,
    async |database: Database| {
        let world = world(database).await;
        let _ = with_totp(&world).await;
        let _ = ask(&world.idp.visitor()).await;
        let code = Poster::new(&world).await.take().await;
        // Two browsers at the same moment.
        let visitors = [world.idp.visitor(), world.idp.visitor()];
        for visitor in &visitors {
            let _ = first(visitor, KIM, PASSWORD).await;
        }
        let path = "/zugang-verloren/code";
        let (one, other) = tokio::join!(
            second(&visitors[0], path, &code),
            second(&visitors[1], path, &code)
        );
        let mut both = [one.status(), other.status()];
        both.sort_unstable();
        assert_eq!(both, [303, 422]);

        world.advance(DAY);
        let _ = ask(&world.idp.visitor()).await;
        let code = Poster::new(&world).await.take().await;
        world.advance(21 * DAY);
        let late = world.idp.visitor();
        let _ = first(&late, KIM, PASSWORD).await;
        let _ = second(&late, path, &code).await.expect(422);
    }
);

on_both!(
    the_mailed_link_stops_a_letter_wherever_it_is,
    async |database: Database| {
        let world = world(database).await;
        let _ = with_totp(&world).await;
        for (day, taken) in [false, true].into_iter().enumerate() {
            if day > 0 {
                world.advance(DAY);
            }
            let _ = ask(&world.idp.visitor()).await;
            let mail = world.mailbox.next_about(KIM, ASKED).await;
            let poster = Poster::new(&world).await;
            let id = poster.one().await;
            let code = opened(&id, &poster.code(&id).await.expect(200));
            if taken {
                let _ = poster.settle(&id, "taken").await.expect(204);
            }
            let link = mail.link("/brief-stoppen");
            let anyone = world.idp.visitor();
            for _ in 0..2 {
                let _ = anyone.get(&link).await.expect(200);
            }
            let page = anyone.get(&link).await.form("stop-form").submit().await;
            page.expect(200).shows("Der Brief ist gestoppt");
            let _ = anyone.get(&link).await.expect(410);
            assert!(poster.list().await.is_empty());
            let _ = poster.code(&id).await.expect(404);
            if !taken {
                let _ = poster.settle(&id, "taken").await.expect(404);
            }
            let visitor = world.idp.visitor();
            let _ = first(&visitor, KIM, PASSWORD).await;
            let page = second(&visitor, "/zugang-verloren/code", &code).await;
            let _ = page.expect(422);
        }
        for forged in ["", "x", &"a".repeat(43)] {
            let path = format!("/brief-stoppen?id={forged}");
            let _ = world.idp.visitor().get(&path).await.expect(410);
        }
    }
);

on_both!(
    the_page_says_the_same_whatever_comes_of_it,
    async |database: Database| {
        let world = world(database).await;
        let _ = with_totp(&world).await;
        let said = ask(&world.idp.visitor()).await;
        let poster = Poster::new(&world).await;
        let id = poster.one().await;
        let old = opened(&id, &poster.code(&id).await.expect(200));
        let _ = poster.settle(&id, "taken").await.expect(204);
        // A second one within a day is none, and nobody is written to.
        assert_eq!(ask(&world.idp.visitor()).await, said);
        assert!(poster.list().await.is_empty());

        // Of two at the same time one counts.
        world.advance(DAY);
        let visitors = [world.idp.visitor(), world.idp.visitor()];
        let (one, other) = tokio::join!(ask(&visitors[0]), ask(&visitors[1]));
        assert_eq!((&one, &other), (&said, &said));
        let poster = Poster::new(&world).await;
        let new = poster.take().await;

        // A new letter kills the code of the one before.
        let visitor = world.idp.visitor();
        let _ = first(&visitor, KIM, PASSWORD).await;
        let path = "/zugang-verloren/code";
        let _ = second(&visitor, path, &old).await.expect(422);
        assert_eq!(second(&visitor, path, &new).await.leads(), "/absichern");

        // Three in thirty days, and no more.
        for open in [1, 0] {
            world.advance(DAY);
            assert_eq!(ask(&world.idp.visitor()).await, said);
            let poster = Poster::new(&world).await;
            assert_eq!(poster.list().await.len(), open);
            if open == 1 {
                let _ = poster.take().await;
            }
        }
        for _ in 0..3 {
            let _ = world.mailbox.next_about(KIM, ASKED).await;
        }
        let mut mails = world.mailbox.all();
        mails.retain(|mail| mail.subject == ASKED);
        assert_eq!(mails.len(), 3, "one for each letter");
    }
);

on_both!(
    why_no_letter_comes_is_told_by_mail,
    async |database: Database| {
        let world = world(database).await;
        let _ = with_totp(&world).await;
        for (outcome, why) in [
            ("no_case", "keine Postadresse"),
            ("address_new", "vor weniger als 14 Tagen geändert"),
            ("blocked", "zurzeit keinen Code senden"),
        ] {
            let _ = ask(&world.idp.visitor()).await;
            let poster = Poster::new(&world).await;
            let id = poster.one().await;
            for _ in 0..2 {
                let _ = poster.settle(&id, outcome).await.expect(204);
            }
            let mail = world.mailbox.next_about(KIM, REFUSED).await;
            assert!(mail.text.contains(why), "{}", mail.text);
            assert!(mail.text.contains("in unser Haus"), "{}", mail.text);
            let _ = poster.code(&id).await.expect(404);
            let _ = poster.settle(&id, "taken").await.expect(404);
            assert!(poster.list().await.is_empty());
            world.advance(DAY);
        }
        let mut mails = world.mailbox.all();
        mails.retain(|mail| mail.subject == REFUSED);
        assert_eq!(mails.len(), 3, "said twice, told once");
    }
);

on_both!(
    only_the_program_that_posts_letters_is_answered,
    async |database: Database| {
        let world = world(database).await;
        let (kim, _) = with_totp(&world).await;
        let _ = ask(&world.idp.visitor()).await;
        let poster = Poster::new(&world).await;
        let id = poster.one().await;
        let calls = [
            (Method::GET, "/letters/v1/requests".to_owned()),
            (Method::POST, format!("/letters/v1/requests/{id}/code")),
            (Method::POST, format!("/letters/v1/requests/{id}/outcome")),
        ];
        let other = Poster::of(&world, "other", "email").await;
        for (method, path) in &calls {
            let ask = |token: Option<String>| {
                let ask = kim.ask(method.clone(), path).as_program();
                let ask = match token {
                    Some(token) => ask.bearer(&token),
                    None => ask,
                };
                ask.json(&json!({ "outcome": "taken" })).send()
            };
            for (token, status) in [
                (None, 401),
                (Some("x".repeat(43)), 401),
                (Some(other.token.clone()), 403),
            ] {
                let page = ask(token).await.expect(status);
                let kind = page.header("content-type");
                assert_eq!(kind, "application/problem+json", "{path}");
            }
        }
        for outcome in ["", "Taken", "open"] {
            let _ = poster.settle(&id, outcome).await.expect(400);
        }
        let _ = poster.settle(&id, "taken").await.expect(404);
        for id in ["x", "..%2F..", &"a".repeat(26)] {
            let _ = poster.code(id).await.expect(404);
        }
        let path = format!("/letters/v1/requests/{id}/code");
        let wrong = poster.visitor.ask(Method::GET, &path).as_program();
        let _ = wrong.bearer(&poster.token).send().await.expect(405);
        // Tokens live for minutes.
        world.advance(Duration::from_mins(6));
        let _ = poster.code(&id).await.expect(401);
    }
);

on_both!(
    without_a_password_it_takes_letter_and_mailed_link,
    async |database: Database| {
        let world = world(database).await;
        let (kim, _) = with_passkey(&world).await;
        let page = kim.get("/konto/passwort/entfernen").await.expect(200);
        let _ = page.form("remove-form").submit().await.expect(303);
        let mailed = async || {
            let visitor = world.idp.visitor();
            let page = visitor.get("/zugang-verloren/link").await.expect(200);
            let form = page.form("forgotten-form").fill("email", KIM);
            let _ = form.submit().await.expect(200);
            let subject = "Zugang zu Ihrem Konto wiederherstellen";
            let mail = world.mailbox.next_about(KIM, subject).await;
            (visitor, mail.link("/zugang-verloren/code"))
        };
        let (visitor, link) = mailed().await;
        let page = visitor.get(&link).await.expect(200);
        let page = page.click("einen Code per Brief senden").await.expect(200);
        let asked = page.form("letter-form").submit().await.expect(200);
        asked.shows("einen Link per E-Mail");
        let code = Poster::new(&world).await.take().await;

        world.advance(3 * DAY);
        let nobody = world.idp.visitor();
        let to = nobody.get("/zugang-verloren/brief").await.leads();
        assert_eq!(to, "/zugang-verloren/code", "the letter alone is nothing");
        let _ = visitor.get(&link).await.expect(410);
        let (visitor, link) = mailed().await;
        let page = second(&visitor, &link, &code).await;
        assert_eq!(page.leads(), "/absichern");
        let mut device = SoftPasskey::new();
        let page = "/absichern/passkey";
        let answered = made(&world, &visitor, &mut device, page).await;
        let _ = post(&visitor, page, page, &answered).await.expect(200);
        let _ = finished(&visitor).await;
        assert!(is_in(&visitor).await);
    }
);

on_both!(
    without_a_letter_outbox_nothing_is_offered,
    async |database: Database| {
        let wishes = Wishes {
            idp: "letters.public_key = \"\"".to_owned(),
            ..wishes()
        };
        let world = World::with(database, wishes).await;
        let _ = with_totp(&world).await;
        let visitor = world.idp.visitor();
        let _ = first(&visitor, KIM, PASSWORD).await;
        let page = visitor.get("/zugang-verloren/code").await.expect(200);
        page.hides("per Brief").shows("in unser Haus");
        let _ = visitor.get("/zugang-verloren/brief").await.expect(404);
    }
);
