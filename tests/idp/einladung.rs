//! `/einladung`: how staff get in, the first one by the settings.

use std::collections::BTreeSet;
use std::time::Duration;

use kit::people::{PASSWORD, registered};
use kit::staff::{first_lead, invitation, member, member_with_passkey};
use kit::world::{LEAD, Wishes, World};
use kit::{Database, Visitor};
use shared::claims::Role;
use shared::db::Db;
use sqlx::Row as _;

use crate::secured::{KIM, Leads, enrolling, is_in, with_totp};

async fn roles_of(world: &World, email: &str) -> Vec<String> {
    let db = Db::open(world.database_urls()[0], 1).await.expect("opens");
    let mut tx = db.read().await.expect("a transaction");
    let rows = sqlx::query(
        "SELECT r.role FROM account_roles r JOIN accounts a ON a.id = r.account_id \
         WHERE a.email_key = $1 ORDER BY r.role",
    )
    .bind(email)
    .fetch_all(tx.conn())
    .await
    .expect("rows");
    rows.iter().map(|row| row.get("role")).collect()
}

/// The path and query of a whole address.
fn path(link: &str) -> String {
    let url = url::Url::parse(link).expect("an address");
    format!("{}?{}", url.path(), url.query().unwrap_or_default())
}

async fn submit_new(visitor: &Visitor, link: &str) -> kit::Page {
    let form = visitor.get(link).await.expect(200).form("invitation-form");
    let form = form
        .fill("password", PASSWORD)
        .fill("password_repeat", PASSWORD);
    form.check("terms").check("privacy").submit().await
}

kit::on_both!(
    the_first_member_is_invited_once,
    async |database: Database| {
        let world = World::start(database).await;
        let mail = world.mailbox.next(LEAD).await;
        assert_eq!(mail.subject, "Einladung zur Sachbearbeitung");
        for words in ["Jobcenter", "Leitung: Fälle bearbeiten", "30.11.2026", LEAD] {
            assert!(mail.says(words), "{words}: {}", mail.text);
            assert!(mail.html.contains(words), "{words}: {}", mail.html);
        }
        world.idp.restart().await;
        let visitor = world.idp.visitor();
        let page = visitor.get(&mail.link("/einladung")).await.expect(200);
        page.shows("lädt Sie ein")
            .shows("Leitung: Fälle bearbeiten")
            .shows(LEAD);
        assert!(
            roles_of(&world, LEAD).await.is_empty(),
            "not before it is accepted"
        );
        world.advance(Duration::from_hours(8 * 24));
        world.idp.restart().await;
        let _ = visitor.get(&mail.link("/einladung")).await.expect(410);
        // A restart in the middle of a delivery may send the same mail again.
        let sent = world.mailbox.all();
        let links = sent.iter().filter(|mail| mail.to == LEAD);
        let links: BTreeSet<_> = links.map(|mail| mail.link("/einladung")).collect();
        assert_eq!(links.len(), 1);
    }
);

kit::on_both!(
    without_the_setting_nobody_is_invited,
    async |database: Database| {
        let wishes = Wishes {
            idp: "first_staff.email = \"\"".to_owned(),
            ..Wishes::default()
        };
        let world = World::with(database, wishes).await;
        let _ = registered(&world, &world.idp.visitor(), KIM).await;
        assert!(world.mailbox.all().iter().all(|mail| mail.to == KIM));
    }
);

kit::on_both!(
    a_new_person_joins_and_goes_on_to_work,
    async |database: Database| {
        let world = World::start(database).await;
        let lead = first_lead(&world).await;
        assert!(is_in(&lead).await);
        assert_eq!(roles_of(&world, LEAD).await, ["staff.lead"]);
        let roles = [Role::Placement, Role::Benefits];
        let uwe = member(&world, "uwe@jobcenter.example", &roles).await;
        assert!(is_in(&uwe).await);
        assert_eq!(
            roles_of(&world, "uwe@jobcenter.example").await,
            ["staff.benefits", "staff.placement"]
        );
        let ina = member_with_passkey(&world, "ina@jobcenter.example", &[Role::Audit]).await;
        assert!(is_in(&ina).await);
        let page = ina.get("/absichern/passkey/erfolg").await.expect(200);
        assert!(
            page.link("Abbrechen").ends_with("/sachbearbeitung"),
            "{}",
            page.text()
        );
        ina.sign_in_again(&world).await;
        uwe.sign_in_again(&world).await;
        let _ = lead.at_portal(&world).await;
    }
);

kit::on_both!(
    the_password_keeps_the_rules_of_the_registration,
    async |database: Database| {
        let world = World::start(database).await;
        let link = invitation(&world, KIM, &[Role::Support]).await;
        let visitor = world.idp.visitor();
        let form = || async { visitor.get(&link).await.expect(200).form("invitation-form") };
        let weak = form()
            .await
            .fill("password", "kurz")
            .fill("password_repeat", "anders");
        let page = weak.submit().await.expect(422);
        page.shows("Stimmen Sie den Nutzungsbedingungen zu")
            .shows("Willigen Sie in die Nutzung Ihrer E-Mail-Adresse ein");
        assert!(page.has("#password-error") && page.has("#password_repeat-error"));
        let common = form()
            .await
            .fill("password", "Passwort123!")
            .fill("password_repeat", "Passwort123!");
        let page = common.submit().await.expect(422);
        page.shows("wird zuerst erraten");
        let _ = form().await.without("csrf").submit().await.expect(400);
        assert!(roles_of(&world, KIM).await.is_empty());
        assert_eq!(submit_new(&visitor, &link).await.leads(), "/absichern");
        // Only for securing the account, whatever else it may do later.
        assert!(!is_in(&visitor).await);
    }
);

kit::on_both!(
    a_link_is_good_once_and_for_seven_days,
    async |database: Database| {
        let world = World::start(database).await;
        let link = invitation(&world, KIM, &[Role::Support]).await;
        let replacing = invitation(&world, "uwe@example.org", &[Role::Support]).await;
        let (one, two) = (world.idp.visitor(), world.idp.visitor());
        // Both have the page open; the first to press joins.
        let form = two.get(&link).await.expect(200).form("invitation-form");
        assert_eq!(submit_new(&one, &link).await.leads(), "/absichern");
        let form = form
            .fill("password", PASSWORD)
            .fill("password_repeat", PASSWORD);
        let late = form
            .check("terms")
            .check("privacy")
            .submit()
            .await
            .expect(410);
        late.shows("Diese Einladung wurde schon angenommen");
        assert!(
            late.link("Zur Sachbearbeitung")
                .ends_with("/sachbearbeitung")
        );
        two.get(&link).await.expect(410).shows("schon angenommen");
        world.advance(Duration::from_hours(7 * 24));
        let page = two.get(&replacing).await.expect(410);
        page.shows("Diese Einladung gilt nicht mehr");
        assert!(page.link("Zur Anmeldung").ends_with("/anmelden"));
        for id in ["", "x", &"a".repeat(43)] {
            let page = two.get(&format!("/einladung?id={id}")).await.expect(410);
            page.shows("Diese Einladung gilt nicht mehr");
        }
        let _ = two.get("/einladung").await.expect(410);
    }
);

kit::on_both!(
    who_has_an_account_signs_in_and_accepts,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, key) = with_totp(&world).await;
        let elsewhere = world.idp.visitor();
        let link = invitation(&world, KIM, &[Role::Benefits]).await;
        let page = elsewhere.get(&link).await.expect(200);
        page.shows("gibt es schon ein Konto")
            .hides("Passwort wiederholen");
        let page = page.click("Anmelden").await.expect(200);
        assert_eq!(page.url().path(), "/anmelden/konto");
        world.advance(Duration::from_secs(30));
        let form = page
            .form("sign-in-form")
            .fill("email", KIM)
            .fill("password", PASSWORD);
        let page = form.submit_and_follow().await.expect(200);
        let code = kit::totp::code(&key, world.now());
        let page = page.form("code-form").fill("code", &code).submit().await;
        assert_eq!(page.leads(), path(&link));
        let page = page.follow().await.expect(200);
        page.shows("auf allen anderen Geräten abgemeldet");
        assert!(roles_of(&world, KIM).await.is_empty());
        assert!(is_in(&kim).await);
        let done = page.form("invitation-form").submit().await;
        assert_eq!(done.redirect(), world.portal.url("/sachbearbeitung"));
        assert_eq!(roles_of(&world, KIM).await, ["staff.benefits"]);
        assert!(is_in(&elsewhere).await);
        assert!(!is_in(&kim).await, "older sessions are over");
        elsewhere
            .get(&link)
            .await
            .expect(410)
            .shows("schon angenommen");
    }
);

kit::on_both!(
    another_account_is_asked_to_sign_out,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let link = invitation(&world, "uwe@example.org", &[Role::Lead]).await;
        let page = kim.get(&link).await.expect(200);
        page.shows("mit einem anderen Konto angemeldet")
            .shows(KIM)
            .shows("uwe@example.org");
        let csrf = page.form("sign-out-other").value("csrf").map(str::to_owned);
        // A form that this person was never shown changes nothing either.
        let forged = kim
            .ask(http::Method::POST, "/einladung")
            .form(&[
                ("id", link.split("id=").last().unwrap_or_default()),
                ("csrf", csrf.as_deref().unwrap_or_default()),
                ("password", PASSWORD),
                ("password_repeat", PASSWORD),
                ("terms", "on"),
                ("privacy", "on"),
            ])
            .send()
            .await;
        let _ = forged.expect(409);
        assert!(roles_of(&world, KIM).await.is_empty());
        let next = page
            .form("sign-out-other")
            .submit_and_follow()
            .await
            .expect(200);
        next.shows("Passwort wiederholen");
        assert!(!is_in(&kim).await);
    }
);

kit::on_both!(
    a_password_alone_is_not_enough,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = enrolling(&world).await;
        let link = invitation(&world, KIM, &[Role::Lead]).await;
        let page = kim.get(&link).await.expect(200);
        page.shows("Sichern Sie zuerst Ihr Konto");
        assert!(page.link("Konto absichern").ends_with("/absichern"));
        assert!(roles_of(&world, KIM).await.is_empty());
    }
);

kit::on_both!(
    staff_never_sign_in_by_a_password_alone,
    async |database: Database| {
        let wishes = Wishes {
            idp: "sign_in.second_factor = \"off\"".to_owned(),
            ..Wishes::default()
        };
        let world = World::with(database, wishes).await;
        let kim = world.idp.visitor();
        let _ = registered(&world, &kim, KIM).await;
        assert_eq!(crate::secured::sign_in(&kim).await.leads(), "/konto");
        let link = invitation(&world, KIM, &[Role::Lead]).await;
        kim.get(&link)
            .await
            .expect(200)
            .shows("Sichern Sie zuerst Ihr Konto");
        let uwe = world.idp.visitor();
        let link = invitation(&world, "uwe@example.org", &[Role::Lead]).await;
        assert_eq!(submit_new(&uwe, &link).await.leads(), "/absichern");
        let again = world.idp.visitor();
        let form = again.get("/anmelden/konto").await.form("sign-in-form");
        let form = form
            .fill("email", "uwe@example.org")
            .fill("password", PASSWORD);
        assert_eq!(form.submit().await.leads(), "/absichern");
    }
);

kit::on_both!(
    two_who_press_at_once_are_one_member,
    async |database: Database| {
        let world = World::start(database).await;
        let link = invitation(&world, KIM, &[Role::Support]).await;
        let visitors: Vec<_> = (0..4).map(|_| world.idp.visitor()).collect();
        // All have the page open before the first one presses.
        let mut forms = Vec::new();
        for visitor in &visitors {
            let page = visitor.get(&link).await.expect(200);
            let form = page.form("invitation-form").fill("password", PASSWORD);
            let form = form.fill("password_repeat", PASSWORD);
            forms.push(form.check("terms").check("privacy"));
        }
        let pressed = forms.into_iter().map(kit::Form::submit);
        let pages = futures::future::join_all(pressed).await;
        let joined = pages
            .iter()
            .filter(|page| page.status() == 303 && page.leads() == "/absichern");
        assert_eq!(
            joined.count(),
            1,
            "{:?}",
            pages.iter().map(kit::Page::status).collect::<Vec<_>>()
        );
    }
);
