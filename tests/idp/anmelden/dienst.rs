//! `/anmelden/{dienst}`, `/registrieren/{dienst}`, `/konto/{dienst}`: BundID and Mein
//! Unternehmenskonto (S24, S25, S46c, S46d, S90; security.md 2.4).

use std::time::Duration;

use kit::people::registered;
use kit::world::{Wishes, World};
use kit::{Database, Page, Visitor};
use url::Url;

use crate::secured::{KIM, Leads, is_in, sign_in, with_totp};

pub(crate) async fn world(database: Database) -> World {
    let wishes = Wishes {
        stand_ins: true,
        ..Wishes::default()
    };
    World::with(database, wishes).await
}

/// From the page at `path` to the first page of the service.
async fn leave(visitor: &Visitor, path: &str) -> Page {
    let page = visitor.get(path).await.expect(200);
    let form = if page.has("#leave-form") {
        page.form("leave-form")
    } else {
        page.form("link-form")
    };
    let there = form.submit().await.expect(303).follow_all().await;
    there.expect(200)
}

/// The transaction at BundID.
fn transaction(there: &Page) -> String {
    let url: &Url = there.url();
    let mut pairs = url.query_pairs().filter(|(name, _)| name == "vorgang");
    pairs.next().expect("a transaction").1.into_owned()
}

/// Proves by Mein Unternehmenskonto to act as `[organisation, person]`; up to the redirect that
/// leads back here.
pub(crate) async fn release_organisation(visitor: &Visitor, path: &str, who: [&str; 2]) -> Page {
    let organisations = leave(visitor, path).await;
    let actors = organisations.click(who[0]).await.expect(200);
    let form = actors.click(who[1]).await.expect(200).form("release-form");
    form.press("Daten freigeben").submit().await.expect(303)
}

/// Proves there to be `person` by `means` (`eid`, `elster`, `benutzername&mfa=nein` …); the page
/// that it ends at here.
pub(crate) async fn prove(
    world: &World,
    visitor: &Visitor,
    path: &str,
    proof: (&str, &str),
) -> Page {
    let back = release(world, visitor, path, proof).await;
    back.follow_all().await
}

/// The same, up to the redirect that leads back here.
pub(crate) async fn release(
    world: &World,
    visitor: &Visitor,
    path: &str,
    (means, person): (&str, &str),
) -> Page {
    let bundid = world.stand_ins.as_ref().expect("stand-ins").bundid.base();
    let vorgang = transaction(&leave(visitor, path).await);
    let persons = format!("{bundid}/personen?vorgang={vorgang}&mittel={means}");
    let persons = visitor.get(&persons).await.expect(200);
    let person = format!("#person-{person} a");
    let person = persons.attribute(&person, "href").expect("the person");
    let ask = format!("{bundid}{person}");
    let form = visitor.get(&ask).await.expect(200).form("release-form");
    form.press("Daten freigeben").submit().await.expect(303)
}

/// A new person by BundID: registered, confirmed, not signed in yet.
async fn new_person(world: &World, visitor: &Visitor, email: &str) {
    new_person_by(world, visitor, ("eid", "kim"), email).await;
}

/// The same by these means.
pub(crate) async fn new_person_by(
    world: &World,
    visitor: &Visitor,
    proof: (&str, &str),
    email: &str,
) {
    let page = prove(world, visitor, "/anmelden/bundid", proof).await;
    let page = page.expect(200);
    assert_eq!(page.url().path(), "/registrieren/bundid");
    if proof.1 == "kim" {
        page.shows("Kim Klicker");
    }
    let form = page.form("register-form").fill("email", email);
    let form = form.check("terms").check("privacy");
    let _ = form.submit_and_follow().await.expect(200);
    let mail = world.mailbox.next(email).await;
    let link = mail.link("/registrieren/bestaetigen");
    // Someone else with the mail alone gets nowhere.
    let stranger = world.idp.visitor().get(&link).await.expect(409);
    stranger.shows("im anderen Browser");
    let form = visitor.get(&link).await.expect(200).form("confirm-form");
    let _ = form.submit_and_follow().await.expect(200);
}

/// Adds what was proven to the account that is signed in.
pub(crate) async fn link(world: &World, visitor: &Visitor, proof: (&str, &str)) {
    let page = prove(world, visitor, "/konto/bundid", proof).await;
    let form = page.expect(200).form("connect-form");
    let _ = form.submit_and_follow().await.expect(200);
}

kit::on_both!(
    a_new_person_comes_in_by_bundid_alone,
    async |database: Database| {
        let world = world(database).await;
        let kim = world.idp.visitor();
        let page = kim.get("/anmelden").await.expect(200);
        assert!(page.has("#sign-in-bundid") && page.has("#sign-in-mein-uk"));
        let leaving = kim.get("/anmelden/bundid").await.expect(200);
        leaving.shows("Sie werden jetzt zur BundID weitergeleitet.");
        let _ = world
            .idp
            .visitor()
            .get("/anmelden/postident")
            .await
            .expect(404);
        new_person(&world, &kim, KIM).await;
        let page = prove(&world, &kim, "/anmelden/bundid", ("eid", "kim")).await;
        assert_eq!(page.expect(200).url().path(), "/konto");
        assert!(is_in(&kim).await);
        // The only way in stays.
        let page = kim.get("/konto/bundid").await.expect(200);
        assert!(page.has("#last-way-in") && !page.has("#remove-form"));
        // The same person in another browser; another person is not let in.
        let other = world.idp.visitor();
        let page = prove(&world, &other, "/anmelden/bundid", ("elster", "kim")).await;
        assert_eq!(page.expect(200).url().path(), "/konto");
        let erika = world.idp.visitor();
        let page = prove(&world, &erika, "/anmelden/bundid", ("eid", "erika")).await;
        assert_eq!(page.expect(200).url().path(), "/registrieren/bundid");
        assert!(!is_in(&erika).await);
    }
);

kit::on_both!(
    an_address_of_the_other_side_opens_nothing,
    async |database: Database| {
        let world = world(database).await;
        // BundID knows Kim by this very address.
        let email = "kim.klicker@example.org";
        let _ = registered(&world, &world.idp.visitor(), email).await;
        let thief = world.idp.visitor();
        let page = prove(&world, &thief, "/anmelden/bundid", ("eid", "kim")).await;
        let page = page.expect(200);
        assert_eq!(page.url().path(), "/registrieren/bundid");
        assert_eq!(page.form("register-form").value("email").unwrap_or(""), "");
        let form = page.form("register-form").fill("email", email);
        let form = form.check("terms").check("privacy");
        let _ = form.submit_and_follow().await.expect(200);
        let mail = world.mailbox.next(email).await;
        assert!(!mail.says("/registrieren/bestaetigen"));
        let page = prove(&world, &thief, "/anmelden/bundid", ("eid", "kim")).await;
        assert_eq!(page.expect(200).url().path(), "/registrieren/bundid");
        assert!(!is_in(&thief).await);
    }
);

kit::on_both!(
    an_account_is_linked_when_both_sides_are_proven,
    async |database: Database| {
        let world = world(database).await;
        let (kim, key) = with_totp(&world).await;
        let page = prove(&world, &kim, "/konto/bundid", ("eid", "kim")).await;
        let page = page.expect(200);
        assert_eq!(page.url().path(), "/konto/bundid/verbinden");
        page.shows("Kim Klicker").shows(KIM);
        // Six minutes are too long: both are proven again.
        world.advance(Duration::from_mins(6));
        let late = page.form("connect-form").submit().await.expect(303);
        assert!(late.leads().starts_with("/anmelden?"), "{}", late.leads());
        let kim = kim_again(&world, &key).await;
        let page = prove(&world, &kim, "/konto/bundid", ("eid", "kim")).await;
        let done = page
            .expect(200)
            .form("connect-form")
            .submit_and_follow()
            .await;
        done.expect(200).shows("Ihr Konto ist verbunden");
        let linked = "BundID mit Ihrem Konto verbunden";
        let _ = world.mailbox.next_about(KIM, linked).await;
        let other = world.idp.visitor();
        let page = prove(&world, &other, "/anmelden/bundid", ("elster", "kim")).await;
        assert_eq!(page.expect(200).url().path(), "/konto");
        // One identity, one account.
        let robin = world.idp.visitor();
        let _ = registered(&world, &robin, "robin@example.org").await;
        let form = robin.get("/anmelden/konto").await.form("sign-in-form");
        let form = form.fill("email", "robin@example.org");
        let _ = form.fill("password", kit::people::PASSWORD).submit().await;
        let page = prove(&world, &robin, "/konto/bundid", ("eid", "kim")).await;
        let taken = page.expect(200).form("connect-form").submit().await;
        taken.expect(409).shows("schon zu einem anderen Konto");
        // Removed, it opens nothing any more.
        let page = kim.get("/konto/bundid").await.expect(200);
        let gone = page.form("remove-form").submit_and_follow().await;
        gone.expect(200).shows("Die Verbindung ist gelöst");
        let page = prove(&world, &other, "/anmelden/bundid", ("eid", "kim")).await;
        assert_eq!(page.expect(200).url().path(), "/registrieren/bundid");
    }
);

/// Kim in a fresh browser, by password and code.
async fn kim_again(world: &World, key: &str) -> Visitor {
    world.advance(Duration::from_secs(30));
    let kim = world.idp.visitor();
    assert_eq!(sign_in(&kim).await.leads(), "/anmelden/code");
    let page = kim.get("/anmelden/code").await.expect(200);
    let code = kit::totp::code(key, world.now());
    let _ = page.form("code-form").fill("code", &code).submit().await;
    assert!(is_in(&kim).await);
    kim
}

kit::on_both!(
    turning_back_errors_and_forgeries_end_in_pages,
    async |database: Database| {
        let world = world(database).await;
        let bundid = world.stand_ins.as_ref().expect("stand-ins").bundid.base();
        let kim = world.idp.visitor();
        let vorgang = transaction(&leave(&kim, "/anmelden/bundid").await);
        let means = format!("{bundid}/anmelden?vorgang={vorgang}");
        let page = kim.get(&means).await.expect(200);
        let back = page.form("cancel-form").submit().await.expect(303);
        let page = back.follow_all().await.expect(200);
        assert_eq!(page.url().path(), "/anmelden/bundid/ergebnis");
        page.shows("Sie haben die Anmeldung abgebrochen");

        let vorgang = transaction(&leave(&kim, "/anmelden/bundid").await);
        let persons = format!("{bundid}/personen?vorgang={vorgang}&mittel=eid");
        let persons = kim.get(&persons).await.expect(200);
        let person = persons.attribute("#person-kim a", "href").expect("Kim");
        let ask = kim.get(&format!("{bundid}{person}")).await.expect(200);
        let answer = ask
            .form("release-form")
            .press("Daten freigeben")
            .submit()
            .await;
        let address = answer.expect(303).redirect();
        // Another browser cannot use the answer.
        let thief = world.idp.visitor();
        let stolen = thief.get(&address).await.expect(303);
        assert!(stolen.leads().contains("grund=lost"), "{}", stolen.leads());
        // Nor at the other service's way back, from another provider, or twice.
        let other = address.replace("/anmelden/bundid/", "/anmelden/mein-uk/");
        assert_ne!(other, address);
        let other = kim.get(&other).await.expect(303);
        assert!(other.leads().contains("grund=lost"), "{}", other.leads());
        let forged = address.replace("iss=", "iss=x");
        let wrong = kim.get(&forged).await.expect(303);
        assert!(wrong.leads().contains("grund=failed"), "{}", wrong.leads());
        let again = kim.get(&address).await.expect(303);
        assert!(again.leads().contains("grund=lost"), "{}", again.leads());
        let nothing = kim.get("/anmelden/bundid/zurueck?code=a&code=b").await;
        assert!(nothing.expect(303).leads().contains("grund=lost"));
        assert!(!is_in(&kim).await && !is_in(&thief).await);
    }
);

kit::on_both!(
    a_temporary_sign_in_makes_and_links_nothing,
    async |database: Database| {
        let world = world(database).await;
        let kim = world.idp.visitor();
        let means = ("eid&voruebergehend=ja", "kim");
        let page = prove(&world, &kim, "/anmelden/bundid", means).await;
        page.expect(200)
            .shows("Mit dieser Anmeldung erkennen wir Sie nicht wieder");
        let _ = kim.get("/registrieren/bundid").await.expect(303);
    }
);

kit::on_both!(
    a_user_name_there_needs_our_second_factor,
    async |database: Database| {
        let world = world(database).await;
        let (kim, key) = with_totp(&world).await;
        let page = prove(&world, &kim, "/konto/bundid", ("eid", "kim")).await;
        let done = page
            .expect(200)
            .form("connect-form")
            .submit_and_follow()
            .await;
        let _ = done.expect(200);
        let other = world.idp.visitor();
        let means = ("benutzername&mfa=nein", "kim");
        let page = prove(&world, &other, "/anmelden/bundid", means).await;
        let page = page.expect(200);
        assert_eq!(page.url().path(), "/anmelden/code");
        assert!(!is_in(&other).await);
        world.advance(Duration::from_secs(30));
        let code = kit::totp::code(&key, world.now());
        let form = page.form("code-form").fill("code", &code);
        let _ = form.submit_and_follow().await.expect(200);
        assert!(is_in(&other).await);
        let third = world.idp.visitor();
        let means = ("benutzername&mfa=ja", "kim");
        let page = prove(&world, &third, "/anmelden/bundid", means).await;
        assert_eq!(page.expect(200).url().path(), "/konto");
    }
);

// A fresh sign-in offers the account's own ways: who has no password and no passkey is not asked for
// them.
kit::on_both!(
    who_has_bundid_alone_proves_it_again_for_a_change,
    async |database: Database| {
        let world = world(database).await;
        let kim = world.idp.visitor();
        new_person(&world, &kim, KIM).await;
        let page = prove(&world, &kim, "/anmelden/bundid", ("eid", "kim")).await;
        let _ = page.expect(200);
        assert!(is_in(&kim).await);
        world.advance(Duration::from_secs(5 * 60 + 1));
        let to = kim.get("/konto/passkeys/neu").await.leads();
        let page = kim.get(&to).await.expect(200);
        page.shows("Bitte melden Sie sich noch einmal an");
        for absent in ["#sign-in", "#register", "#sign-in-mein-uk"] {
            assert!(!page.has(absent), "{absent}");
        }
        let there = page.attribute("#sign-in-bundid", "href").expect("a way");
        let back = prove(&world, &kim, &there, ("eid", "kim"))
            .await
            .expect(200);
        assert_eq!(back.url().path(), "/konto/passkeys/neu");
        back.shows("Name des Passkeys");
    }
);
