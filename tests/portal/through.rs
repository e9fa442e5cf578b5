//! Portal and provider together: there and back, fresh tokens, out of both.

use std::time::Duration;

use kit::audit::Log;
use kit::people::{PASSWORD, registered};
use kit::world::World;
use kit::{Database, Visitor};
use regex::Regex;
use serde_json::Value;

use crate::desk::{BORN, NUMBER, code_for_company, code_for_kim, count, enter};
use crate::elsewhere::is_out_soon;
use crate::tray;

pub(crate) const KIM: &str = "kim@example.org";

/// Kim, who has an account with a second factor and is signed in at the provider.
pub(crate) async fn kim(world: &World) -> Visitor {
    kim_and_key(world).await.0
}

/// The same, with the key of her second factor.
async fn kim_and_key(world: &World) -> (Visitor, String) {
    let at_idp = world.idp.visitor();
    let _ = registered(world, &at_idp, KIM).await;
    let page = at_idp.get("/anmelden/konto").await.expect(200);
    let form = page.form("sign-in-form").fill("email", KIM);
    let page = form.fill("password", PASSWORD).submit_and_follow().await;
    let page = page.expect(200);
    assert!(
        page.url().path().starts_with("/absichern"),
        "{}",
        page.url()
    );
    let page = at_idp.get("/absichern/totp").await.expect(200);
    let key = page.text_of("#qr-key").expect("the page shows the key");
    let form = page.form("totp-form");
    let code = kit::totp::code(&key, world.now());
    let _ = form
        .fill("code", &code)
        .submit_and_follow()
        .await
        .expect(200);
    (at_idp.and_at(&world.portal.base()), key)
}

pub(crate) async fn is_signed_in(visitor: &Visitor) -> bool {
    visitor.get("/impressum").await.has("#sign-out-form")
}

/// Kim, signed in at both.
pub(crate) async fn at_home(database: Database) -> (World, Visitor) {
    let world = World::start(database).await;
    let kim = kim(&world).await;
    let page = kim.browse("/anmelden").await.expect(200);
    assert_eq!(page.url().as_str(), world.portal.url("/profil-auswaehlen"));
    (world, kim)
}

kit::on_both!(
    kim_comes_in_stays_and_leaves_both,
    async |database: Database| {
        let (world, kim) = at_home(database).await;
        let told = "SELECT COUNT(*) FROM residents WHERE email = 'kim@example.org'";
        assert_eq!(
            count(&world, told).await,
            1,
            "the provider told the address"
        );
        let expiry = "SELECT access_expires_at FROM sessions";
        for _ in 0..3 {
            let before = count(&world, expiry).await;
            world.advance(Duration::from_mins(5));
            assert!(is_signed_in(&kim).await);
            assert!(count(&world, expiry).await > before, "renewed");
        }
        let page = kim.get("/impressum").await.expect(200);
        let left = page.form("sign-out-form").submit().await.follow_all().await;
        let left = left.expect(200);
        assert_eq!(left.url().path(), "/abgemeldet", "{}", left.text());
        assert!(left.url().as_str().starts_with(&world.portal.base()));
        assert!(!is_signed_in(&kim).await);
        let again = kim.browse("/anmelden").await.expect(200);
        assert!(
            again.url().as_str().starts_with(&world.idp.base()),
            "the provider asks again: {}",
            again.url()
        );
    }
);

kit::on_both!(
    leaving_at_the_provider_ends_the_portals_session,
    async |database: Database| {
        let (world, kim) = at_home(database).await;
        let at_idp = kim.and_at(&world.idp.base());
        let page = at_idp.get("/konto").await.expect(200);
        let _ = page.form("sign-out-form").submit().await;
        // The provider tells by a job of its own.
        assert!(is_out_soon(&kim).await, "the portal was not told");
    }
);

kit::on_both!(
    who_deletes_the_account_is_forgotten_here,
    async |database: Database| {
        let (world, kim) = at_home(database).await;
        let at_idp = kim.and_at(&world.idp.base());
        let page = at_idp.get("/konto/loeschen").await.expect(200);
        let _ = page.form("delete-form").submit().await.expect(303);
        assert!(is_out_soon(&kim).await);
        let residents = "SELECT COUNT(*) FROM residents";
        assert_eq!(count(&world, residents).await, 1, "there is time to think");
        world.advance(Duration::from_hours(14 * 24));
        let forgotten = kit::soon(async || count(&world, residents).await == 0).await;
        assert!(forgotten, "the portal was not told");
    }
);

/// Every text in `value`.
fn texts(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, into)),
        Value::Object(fields) => fields.values().for_each(|field| texts(field, into)),
        _ => {}
    }
}

/// What the deactivation says beside its reason.
const NOTE: &str = "Die Mutter rief am Vormittag an";

/// The first lead comes by invitation, issues a code, and deactivates an account with a note; Kim
/// brings a colleague in. What of it must stay unwritten.
async fn at_the_office(world: &World, kim: &Visitor) -> Vec<String> {
    let lead = kit::staff::first_lead(world).await;
    let office = lead.at_portal(world).await;
    let case = tray::case_of(world, NUMBER).await;
    let page = office
        .get(&format!("/sachbearbeitung/faelle/{case}/code"))
        .await;
    let form = page.expect(200).form("issue-form");
    let _ = form.submit().await.expect(303);
    let letters = tray::wait_for(world, 2).await;
    let issued = letters.iter().map(tray::code_in);
    let mut secrets: Vec<String> = issued.collect();

    let company = code_for_company(world).await;
    let form = kim.get("/freischaltcode?fuer=organisation").await;
    let form = form.expect(200).form("code-form").fill("code", &company);
    let done = form.fill("register_number", "HRB 12345").submit().await;
    let _ = done.expect(303);
    let form = kim.get("/unternehmen/zugaenge/neu").await.expect(200);
    let form = form.form("wish-form").fill("label", "Robin");
    let page = form.fill("role", "member").submit().await.expect(200);
    secrets.push(page.text_of("#qr-key").expect("the colleague's code"));
    secrets.push(company);

    let robin = world.idp.visitor();
    let _ = registered(world, &robin, "robin@example.org").await;
    let page = office.get("/sachbearbeitung/konten").await.expect(200);
    let form = page.form("search-form").fill("email", "robin@example.org");
    let account = form.submit().await.expect(303).follow().await.expect(200);
    let path = format!("{}/deaktivieren", account.url().path());
    let form = office.get(&path).await.expect(200).form("deactivate-form");
    let form = form.fill("reason", "other").fill("note", NOTE);
    let _ = form.submit().await.expect(303);
    secrets.extend(secrets.clone().iter().map(|code| code.replace('-', "")));
    assert!(secrets.len() >= 8, "{secrets:?}");
    secrets.push(NOTE.to_owned());
    for visitor in [&office, &*lead] {
        let names = visitor.cookies();
        let values = names.iter().filter_map(|name| visitor.cookie(name));
        secrets.extend(values.filter(|value| value.len() > 9));
    }
    secrets
}

kit::on_both!(
    the_logs_know_no_secret_of_the_whole_way,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, key) = kim_and_key(&world).await;
        let _ = kim.browse("/anmelden").await.expect(200);
        let code = code_for_kim(&world).await;
        let _ = enter(&kim, &code, "01.01.1990").await.expect(422);
        let _ = enter(&kim, &code, BORN).await.expect(303);
        let at_idp = kim.and_at(&world.idp.base());
        let forgotten = world.idp.visitor().get("/passwort-vergessen").await;
        let form = forgotten.form("forgotten-form").fill("email", KIM);
        let _ = form.submit_and_follow().await.expect(200);
        let _ = world.mailbox.next(KIM).await;
        let mut secrets = vec![KIM.to_owned(), PASSWORD.to_owned(), key];
        secrets.extend(at_the_office(&world, &kim).await);
        secrets.extend([code.clone(), code.replace('-', "")]);
        for visitor in [&kim, &at_idp] {
            let names = visitor.cookies();
            let values = names.iter().filter_map(|name| visitor.cookie(name));
            secrets.extend(values.filter(|value| value.len() > 9));
        }
        for mail in world.mailbox.all() {
            let words = mail.text.split_whitespace();
            let links = words.filter(|word| word.starts_with("http"));
            let tokens = links.filter_map(|link| link.rsplit(['=', '/']).next());
            secrets.extend(tokens.filter(|it| it.len() > 15).map(str::to_owned));
        }
        assert!(secrets.len() > 8, "{secrets:?}");
        let leave = kim.get("/impressum").await.expect(200);
        let _ = leave
            .form("sign-out-form")
            .submit()
            .await
            .follow_all()
            .await;
        let token = Regex::new("eyJ|[A-Za-z0-9_-]{40}|@").expect("a pattern");
        for log in [Log::Idp, Log::Portal] {
            let mut told = Vec::new();
            for entry in log.entries(&world, &[]).await {
                texts(&entry, &mut told);
            }
            assert!(told.len() > 20, "{told:?}");
            for text in &told {
                let found = secrets.iter().find(|secret| text.contains(secret.as_str()));
                assert!(found.is_none(), "{found:?} stands in {text}");
                assert!(!token.is_match(text), "a token or an address: {text}");
            }
            log.verify(&world).await.expect("the chain fits");
        }
    }
);
