//! What somebody has open here ends within a second of every change that ends it at the provider
//! (T47, ASVS 7.4.3), whoever made it and wherever.

use std::collections::BTreeSet;
use std::time::Duration;

use kit::people::PASSWORD;
use kit::world::World;
use kit::{Database, Page, SoftPasskey, Visitor};

use crate::secured::{
    KIM, Leads, add_passkey, add_totp, is_in, sign_in_by_passkey, sign_in_with, with_totp,
};
use crate::through::is_signed_in;

const NEW: &str = "Herbst-Laub8?neun";
const ANOTHER: &str = "Winter-Schnee4!drei";

/// What happens to Kim's account.
#[derive(Debug, Clone, Copy)]
enum Change {
    NewPassword,
    FurtherPasskey,
    PasskeyRemoved,
    SecondFactorRemoved,
    SecondFactorSetUp,
    EndedEverywhereElse,
    LostFactorReplaced,
    NotMe,
    PasswordReset,
    DeactivatedByStaff,
}

/// All of them in an order in which each can be done, and whether the browser that Kim uses stays.
const CHANGES: [(Change, bool); 10] = [
    (Change::NewPassword, true),
    (Change::FurtherPasskey, true),
    (Change::PasskeyRemoved, true),
    (Change::SecondFactorSetUp, true),
    (Change::EndedEverywhereElse, true),
    (Change::LostFactorReplaced, false),
    (Change::NotMe, true),
    (Change::PasswordReset, false),
    // The password goes with it.
    (Change::SecondFactorRemoved, true),
    (Change::DeactivatedByStaff, false),
];

/// Kim with all ways in.
struct Kim {
    world: World,
    visitor: Visitor,
    device: SoftPasskey,
    /// One of ten.
    recovery_code: String,
    /// Passkeys that `device` does not hold.
    further: BTreeSet<String>,
}

/// A browser that is signed in at both, and the link of the mail about it.
struct Stranger {
    idp: Visitor,
    portal: Visitor,
    link: String,
}

impl Kim {
    async fn new(database: Database) -> Self {
        let world = World::start(database).await;
        let (visitor, _) = with_totp(&world).await;
        let device = add_passkey(&world, &visitor, "/konto/passkeys/neu").await;
        let page = visitor.get("/konto/wiederherstellungscodes").await;
        let page = page.expect(200).form("codes-form").submit().await;
        let codes = page.expect(200).texts_of("#codes code");
        Self {
            world,
            visitor,
            device,
            recovery_code: codes[0].clone(),
            further: BTreeSet::new(),
        }
    }

    async fn at_portal(&self, at_idp: &Visitor) -> Visitor {
        let visitor = at_idp.and_at(&self.world.portal.base());
        let _ = visitor.browse("/anmelden").await.expect(200);
        assert!(is_signed_in(&visitor).await);
        visitor
    }

    /// Where there was another sign-in before, its mail was read.
    async fn stranger(&mut self) -> Stranger {
        let idp = self.world.idp.visitor();
        sign_in_by_passkey(&self.world, &idp, &mut self.device).await;
        let portal = self.at_portal(&idp).await;
        let about = "Neue Anmeldung in Ihrem Konto";
        let mail = self.world.mailbox.next_about(KIM, about).await;
        let link = mail.link("/das-war-ich-nicht");
        Stranger { idp, portal, link }
    }

    async fn passkeys(&self) -> BTreeSet<String> {
        let page = self.visitor.get("/konto/passkeys").await.expect(200);
        let link = regex::Regex::new("/konto/passkeys/[^\"/]+/loeschen").expect("a pattern");
        link.find_iter(&page.body())
            .map(|it| it.as_str().to_owned())
            .collect()
    }

    async fn submit(&self, path: &str, form: &str) -> Page {
        let page = self.visitor.get(path).await.expect(200);
        page.form(form).submit().await
    }

    async fn suffer(&mut self, change: Change, stranger: &Stranger) {
        match change {
            Change::NewPassword => {
                let page = self.visitor.get("/konto/passwort").await.expect(200);
                let form = page.form("password-form").fill("current", PASSWORD);
                let form = form.fill("password", NEW).fill("password_repeat", NEW);
                let _ = form.submit().await.expect(303);
            }
            Change::FurtherPasskey => {
                let before = self.passkeys().await;
                let _ = add_passkey(&self.world, &self.visitor, "/konto/passkeys/neu").await;
                self.further = &self.passkeys().await - &before;
            }
            Change::PasskeyRemoved => {
                let link = self.further.pop_first().expect("a further passkey");
                let _ = self.submit(&link, "remove-form").await.expect(303);
            }
            Change::SecondFactorRemoved => {
                let done = self.submit("/konto/totp/entfernen", "remove-form").await;
                let _ = done.expect(303);
            }
            Change::SecondFactorSetUp => {
                let _ = add_totp(&self.world, &self.visitor, "/konto/totp").await;
            }
            Change::EndedEverywhereElse => {
                let done = self.submit("/konto/geraete", "end-others-form").await;
                let _ = done.expect(303);
            }
            Change::LostFactorReplaced => self.replace_the_lost_factor().await,
            Change::NotMe => {
                let reader = self.world.idp.visitor();
                let page = reader.get(&stranger.link).await.expect(200);
                let _ = page.form("not-me-form").submit().await.expect(200);
            }
            Change::PasswordReset => self.reset().await,
            Change::DeactivatedByStaff => self.be_deactivated().await,
        }
    }

    /// By password and recovery code, in a browser of its own that is Kim's from then on.
    async fn replace_the_lost_factor(&mut self) {
        let visitor = self.world.idp.visitor();
        let page = visitor.get("/zugang-verloren").await.expect(200);
        let form = page.form("lost-form").fill("email", KIM);
        let page = form.fill("password", NEW).submit_and_follow().await;
        let form = page.expect(200).form("recovery-code-form");
        let page = form.fill("code", &self.recovery_code).submit().await;
        assert_eq!(page.leads(), "/absichern");
        let page = visitor.get("/absichern/totp").await.expect(200);
        let key = page.text_of("#qr-key").expect("the page shows the key");
        let code = kit::totp::code(&key, self.world.now());
        let form = page.form("totp-form").fill("code", &code);
        let page = form.submit_and_follow().await.expect(200);
        let done = page.form("devices-form").submit().await;
        assert_eq!(done.leads(), "/zugang-verloren/erfolg");
        self.visitor = visitor;
    }

    async fn reset(&self) {
        let visitor = self.world.idp.visitor();
        let page = visitor.get("/passwort-vergessen").await.expect(200);
        let form = page.form("forgotten-form").fill("email", KIM);
        let _ = form.submit().await.expect(200);
        let mail = self.world.mailbox.next_about(KIM, "Neues Passwort wählen");
        let page = visitor.get(&mail.await.link("/passwort-neu")).await;
        let form = page.expect(200).form("choose-form");
        let form = form.fill("password", ANOTHER);
        let form = form.fill("password_repeat", ANOTHER);
        let _ = form.submit().await.expect(200);
        assert!(!is_in(&visitor).await, "the mail alone opens nothing");
        assert_eq!(
            sign_in_with(&visitor, ANOTHER).await.leads(),
            "/anmelden/code"
        );
    }

    async fn be_deactivated(&self) {
        let lead = kit::staff::first_lead(&self.world).await;
        let office = lead.at_portal(&self.world).await;
        let page = office.get("/sachbearbeitung/konten").await.expect(200);
        let form = page.form("search-form").fill("email", KIM);
        let account = form.submit().await.expect(303).follow().await.expect(200);
        let path = format!("{}/deaktivieren", account.url().path());
        let form = office.get(&path).await.expect(200).form("deactivate-form");
        let _ = form.fill("reason", "misuse").submit().await.expect(303);
    }
}

/// Whether the portal lets go of this browser (T47).
pub(crate) async fn is_out_soon(visitor: &Visitor) -> bool {
    kit::soon(async || !is_signed_in(visitor).await).await
}

kit::on_both!(
    every_change_of_a_way_in_ends_what_others_have_open_here,
    async |database: Database| {
        let mut kim = Kim::new(database).await;
        for (change, stays) in CHANGES {
            kim.world.advance(Duration::from_secs(20));
            if !is_in(&kim.visitor).await {
                let visitor = kim.world.idp.visitor();
                sign_in_by_passkey(&kim.world, &visitor, &mut kim.device).await;
                let about = "Neue Anmeldung in Ihrem Konto";
                let _ = kim.world.mailbox.next_about(KIM, about).await;
                kim.visitor = visitor;
            }
            let own = kim.at_portal(&kim.visitor).await;
            let stranger = kim.stranger().await;
            kim.suffer(change, &stranger).await;
            assert!(
                is_out_soon(&stranger.portal).await,
                "{change:?}: the portal's session goes on"
            );
            assert!(!is_in(&stranger.idp).await, "{change:?}");
            if stays {
                assert!(is_signed_in(&own).await, "{change:?}: its own session");
            } else {
                assert!(is_out_soon(&own).await, "{change:?}: before it");
            }
        }
    }
);
