//! `/konto/email`, `/email-bestaetigen`, `/email-zurueck` (S84): the new address confirms, the old one
//! is told and may take the change back for seven days.

use std::time::Duration;

use kit::audit::Log;
use kit::people::{PASSWORD, register, registered};
use kit::world::World;
use kit::{Database, Mail, Page, Visitor, on_both};
use serde_json::Value;

use crate::oauth::flow::{Flow, refused};
use crate::secured::{
    KIM, Leads, add_passkey, asserted, is_in, post, sign_in, sign_in_by_passkey, sign_in_with,
    with_passkey, with_totp,
};

const NEW: &str = "kim.neu@example.org";
const DAY: Duration = Duration::from_hours(24);

async fn ask(visitor: &Visitor, email: &str) -> Page {
    let page = visitor.get("/konto/email").await.expect(200);
    page.form("email-form").fill("email", email).submit().await
}

/// The next mail to `to` with this subject.
async fn mail(world: &World, to: &str, subject: &str) -> Mail {
    loop {
        let mail = world.mailbox.next(to).await;
        if mail.subject == subject {
            return mail;
        }
    }
}

const CONFIRM: &str = "Bestätigung Ihrer neuen E-Mail-Adresse";
const ASKED: &str = "Änderung Ihrer E-Mail-Adresse angefordert";
const CHANGED: &str = "Die E-Mail-Adresse Ihres Kontos wurde geändert";

/// Asks for [`NEW`] and confirms in `browser`; the link that takes it back.
async fn changed(world: &World, kim: &Visitor, browser: &Visitor) -> String {
    let _ = ask(kim, NEW).await.expect(200);
    let link = mail(world, NEW, CONFIRM).await.link("/email-bestaetigen");
    let page = browser.get(&link).await.expect(200);
    let page = page.form("confirm-form").submit().await.expect(200);
    page.shows("Ihre E-Mail-Adresse ist geändert").shows(NEW);
    mail(world, KIM, CHANGED).await.link("/email-zurueck")
}

async fn sign_in_as(visitor: &Visitor, email: &str) -> Page {
    let page = visitor.get("/anmelden/konto").await.expect(200);
    let form = page.form("sign-in-form").fill("email", email);
    form.fill("password", PASSWORD).submit().await
}

on_both!(
    a_fault_of_ours_uses_up_no_try,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, _) = with_passkey(&world).await;
        let away = "ALTER TABLE mail_outbox RENAME TO mail_away";
        Log::Idp.tamper(&world, away).await;
        for _ in 0..6 {
            let _ = ask(&kim, NEW).await.expect(500);
        }
        let back = "ALTER TABLE mail_away RENAME TO mail_outbox";
        Log::Idp.tamper(&world, back).await;
        for _ in 0..5 {
            let _ = ask(&kim, NEW).await.expect(200);
        }
        let _ = ask(&kim, NEW).await.expect(429);
    }
);

on_both!(
    the_new_address_confirms_and_the_old_one_is_told,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, mut device) = with_passkey(&world).await;
        let elsewhere = world.idp.visitor();
        sign_in_by_passkey(&world, &elsewhere, &mut device).await;
        let page = ask(&kim, NEW).await.expect(200);
        page.shows("Wir haben an die neue Adresse geschrieben");
        let told = mail(&world, KIM, ASKED).await;
        assert!(told.says(NEW) && !told.says("/email-"));
        let link = mail(&world, NEW, CONFIRM).await.link("/email-bestaetigen");
        // Looking changes nothing: a mail scanner does not confirm.
        for _ in 0..2 {
            kim.get(&link).await.expect(200).shows(NEW);
        }
        kim.get("/konto").await.expect(200).shows(KIM);
        let form = kim.get(&link).await.form("confirm-form");
        let done = form.clone().submit().await.expect(200);
        done.shows("Ihre E-Mail-Adresse ist geändert");
        let _ = form.submit().await.expect(410);
        let page = kim.get("/konto").await.expect(200);
        page.shows(NEW).hides(KIM);
        assert!(!is_in(&elsewhere).await, "others are signed out");
        // The user name is the new one; the old one opens nothing.
        assert_eq!(
            sign_in_as(&world.idp.visitor(), NEW).await.leads(),
            "/anmelden/mit-passkey"
        );
        let _ = sign_in(&world.idp.visitor()).await.expect(422);
        let told = mail(&world, KIM, CHANGED).await;
        assert!(told.says(NEW));
        let history = kim.get("/konto/verlauf").await.expect(200);
        history
            .shows("Eine neue E-Mail-Adresse wurde angegeben")
            .shows("Die E-Mail-Adresse wurde geändert");
    }
);

on_both!(
    for_seven_days_both_addresses_hear_and_none_else_gets_the_old_one,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, mut device) = with_passkey(&world).await;
        let _ = changed(&world, &kim, &kim).await;
        // No second change.
        let page = kim.get("/konto/email").await.expect(200);
        page.shows("Ihre E-Mail-Adresse wurde vor Kurzem geändert");
        assert!(!page.has("#email-form"));
        // Both hear of what is done to the account.
        let _ = add_passkey(&world, &kim, "/konto/passkeys/neu").await;
        for address in [KIM, NEW] {
            let _ = mail(&world, address, "Neuer Passkey für Ihr Konto").await;
        }
        // Nobody registers the old one.
        let other = world.idp.visitor();
        let _ = register(&other, KIM).await;
        let link = mail(&world, KIM, "Bestätigung Ihrer E-Mail-Adresse").await;
        let page = other.get(&link.link("/registrieren/bestaetigen")).await;
        let _ = page.form("confirm-form").submit_and_follow().await;
        let _ = sign_in(&world.idp.visitor()).await.expect(422);
        // After them everything is over.
        world.advance(7 * DAY);
        let other = world.idp.visitor();
        let _ = registered(&world, &other, KIM).await;
        assert_eq!(sign_in(&other).await.leads(), "/absichern");
        let kim = world.idp.visitor();
        sign_in_by_passkey(&world, &kim, &mut device).await;
        assert!(kim.get("/konto/email").await.expect(200).has("#email-form"));
    }
);

on_both!(
    the_old_address_takes_the_account_back,
    async |database: Database| {
        let world = World::start(database).await;
        let (thief, key) = with_totp(&world).await;
        let stop = changed(&world, &thief, &thief).await;
        // The thief also chooses a password of their own.
        let page = thief.get("/konto/passwort").await.expect(200);
        let form = page.form("password-form").fill("current", PASSWORD);
        let form = form.fill("password", "Dieb-im-Haus7!x");
        let done = form
            .fill("password_repeat", "Dieb-im-Haus7!x")
            .submit()
            .await;
        assert!(done.leads().starts_with("/konto?"));
        world.advance(6 * DAY);
        let kim = world.idp.visitor();
        let page = kim.get(&stop).await.expect(200);
        page.shows(KIM).shows(NEW);
        let form = page.form("stop-form");
        let chosen = form.clone().submit_and_follow().await.expect(200);
        let _ = form.submit().await.expect(410);
        assert!(!is_in(&thief).await);
        let wrong = sign_in_with(&world.idp.visitor(), "Dieb-im-Haus7!x").await;
        let _ = wrong.expect(422);
        let form = chosen
            .form("choose-form")
            .fill("password", "Herbst-Laub8?neun");
        let form = form.fill("password_repeat", "Herbst-Laub8?neun");
        form.submit().await.expect(200).shows("gilt ab sofort");
        let to = sign_in_with(&kim, "Herbst-Laub8?neun").await.leads();
        assert_eq!(to, "/anmelden/code", "the second factor is still asked for");
        let code = kit::totp::code(&key, world.now());
        let page = kim.get("/anmelden/code").await.expect(200);
        let _ = page.form("code-form").fill("code", &code).submit().await;
        kim.get("/konto").await.expect(200).shows(KIM);
        let _ = sign_in_as(&world.idp.visitor(), NEW).await.expect(422);
        let _ = mail(&world, KIM, "Änderung der E-Mail-Adresse zurückgenommen").await;
    }
);

on_both!(
    without_a_password_there_is_none_to_choose,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, mut device) = with_passkey(&world).await;
        let page = kim.get("/konto/passwort/entfernen").await.expect(200);
        let _ = page.form("remove-form").submit().await;
        let stop = changed(&world, &kim, &kim).await;
        let page = kim.get(&stop).await.expect(200);
        let page = page.form("stop-form").submit().await.expect(200);
        page.shows("Es gilt wieder Ihre bisherige Adresse");
        assert!(!is_in(&kim).await);
        sign_in_by_passkey(&world, &kim, &mut device).await;
        kim.get("/konto").await.expect(200).shows(KIM);
    }
);

on_both!(links_are_dead_in_time, async |database: Database| {
    let world = World::start(database).await;
    let (kim, mut device) = with_passkey(&world).await;
    let _ = ask(&kim, NEW).await.expect(200);
    let old = mail(&world, NEW, CONFIRM).await.link("/email-bestaetigen");
    // Asking again makes the first link void.
    let _ = ask(&kim, NEW).await.expect(200);
    let link = mail(&world, NEW, CONFIRM).await.link("/email-bestaetigen");
    let _ = kim.get(&old).await.expect(410);
    let form = kim.get(&link).await.expect(200).form("confirm-form");
    world.advance(DAY);
    let _ = kim.get(&link).await.expect(410);
    let _ = form.submit().await.expect(410);
    let kim = world.idp.visitor();
    sign_in_by_passkey(&world, &kim, &mut device).await;
    let stop = changed(&world, &kim, &kim).await;
    let form = kim.get(&stop).await.expect(200).form("stop-form");
    world.advance(7 * DAY);
    let page = kim.get(&stop).await.expect(410);
    page.shows("rufen Sie bitte unseren Support an");
    let _ = form.submit().await.expect(410);
    for path in [
        "/email-bestaetigen?id=x",
        "/email-zurueck?id=x",
        "/email-zurueck",
    ] {
        let _ = kim.get(path).await.expect(410);
    }
});

on_both!(
    the_page_does_not_tell_who_has_an_account,
    async |database: Database| {
        let world = World::start(database).await;
        let _ = registered(&world, &world.idp.visitor(), "uwe@example.org").await;
        let (kim, _) = with_passkey(&world).await;
        let free = ask(&kim, "frei@example.org").await.expect(200);
        let taken = ask(&kim, "uwe@example.org").await.expect(200);
        assert_eq!(
            free.text().replace("frei@", "x@"),
            taken.text().replace("uwe@", "x@")
        );
        let mail = world.mailbox.next("uwe@example.org").await;
        assert_eq!(
            mail.subject,
            "Ihre E-Mail-Adresse gehört schon zu einem Konto"
        );
        assert!(!mail.says(KIM) && !mail.says("/email-"));
        for (typed, why) in [
            ("kim", "Geben Sie eine E-Mail-Adresse ein"),
            (" KIM@Example.org ", "Das ist bereits Ihre E-Mail-Adresse."),
        ] {
            ask(&kim, typed).await.expect(422).shows(why);
        }
    }
);

on_both!(
    two_wishes_for_one_address_give_it_to_the_first,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, _) = with_passkey(&world).await;
        let _ = ask(&kim, NEW).await.expect(200);
        let link = mail(&world, NEW, CONFIRM).await.link("/email-bestaetigen");
        let _ = registered(&world, &world.idp.visitor(), NEW).await;
        let page = kim.get(&link).await.expect(200);
        let _ = page.form("confirm-form").submit().await.expect(410);
        kim.get("/konto").await.expect(200).shows(KIM);
    }
);

on_both!(
    a_stale_session_signs_in_first,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, mut device) = with_passkey(&world).await;
        let form = kim.get("/konto/email").await.expect(200).form("email-form");
        world.advance(Duration::from_secs(5 * 60 + 1));
        let to = form.fill("email", NEW).submit().await.leads();
        // What was typed comes along.
        let onward = "weiter=%2Fkonto%2Femail%3Fentwurf%3D";
        assert!(to.contains(onward) && to.contains("erneut=1"), "{to}");
        assert!(kim.get("/konto/email").await.leads().contains("erneut=1"));
        let page = kim.browse(&to).await.expect(200);
        let finish = page
            .attribute("#passkey", "data-finish")
            .expect("a ceremony");
        let assertion = asserted(&world, &kim, &mut device).await;
        let done = post(&kim, "/anmelden/konto?erneut=1", &finish, &assertion).await;
        let location = done.expect(200).json()["location"].to_string();
        let back = kim.get(location.trim_matches('"')).await.expect(200);
        assert_eq!(back.form("email-form").value("email"), Some(NEW));
        let _ = ask(&kim, NEW).await.expect(200);
        let stranger = world.idp.visitor();
        assert_eq!(stranger.get("/konto/email").await.leads(), "/anmelden");
    }
);

on_both!(
    in_another_browser_everything_ends,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, _) = with_passkey(&world).await;
        let phone = world.idp.visitor();
        let _ = changed(&world, &kim, &phone).await;
        assert!(!is_in(&kim).await && !is_in(&phone).await);
    }
);

on_both!(
    what_was_mailed_to_the_old_address_is_void,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let page = kim.get("/passwort-vergessen").await.expect(200);
        let form = page.form("forgotten-form").fill("email", KIM);
        let _ = form.submit().await.expect(200);
        let reset = mail(&world, KIM, "Neues Passwort wählen").await;
        let reset = reset.link("/passwort-neu");
        let _ = kim.get(&reset).await.expect(200);
        let _ = changed(&world, &kim, &kim).await;
        let _ = kim.get(&reset).await.expect(410);
    }
);

// T47.
on_both!(offline_access_of_others_ends, async |database: Database| {
    let flow = Flow::start(database).await;
    let (kim, mut device) = with_passkey(&flow.world).await;
    let elsewhere = flow.world.idp.visitor();
    sign_in_by_passkey(&flow.world, &elsewhere, &mut device).await;
    let flow = Flow {
        visitor: elsewhere,
        ..flow
    };
    let request = Flow::request().with("scope", "openid email offline_access");
    let lost = flow.tokens(&request).await;
    let text = |tokens: &Value, name: &str| tokens[name].as_str().expect(name).to_owned();
    let _ = changed(&flow.world, &kim, &kim).await;
    let refresh = Flow::refreshing(&text(&lost, "refresh_token"));
    refused(&flow.token(&refresh).await, "invalid_grant");
    let _ = flow
        .userinfo(&text(&lost, "access_token"))
        .await
        .expect(401);
});

// T38: what arrives at the same place is one address.
on_both!(
    spellings_of_an_address_are_one,
    async |database: Database| {
        let world = World::start(database).await;
        let visitor = world.idp.visitor();
        let _ = registered(&world, &visitor, "kim@xn--exmple-cua.org").await;
        for other in ["KIM@exa\u{308}mple.org", "kim@Exämple.org"] {
            let page = sign_in_as(&world.idp.visitor(), other).await;
            assert_eq!(page.leads(), "/absichern", "{other}");
        }
        let page = register(&visitor, "kim@XN--Exmple-cua.org").await;
        page.shows("Sie haben sich erfolgreich registriert.");
        let known = world.mailbox.next("kim@XN--Exmple-cua.org").await;
        assert_eq!(known.subject, "Sie haben schon ein Konto");
    }
);
