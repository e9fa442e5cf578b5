//! What is asked about somebody.

use std::time::{Duration, Instant};

use http::Method;
use kit::people::{PASSWORD, registered};
use kit::world::World;
use kit::{Database, Form, Page, SoftPasskey, Visitor};
use serde_json::json;

use crate::desk::altered;
use crate::ground::{at_portal, issue, request, with_app};
use crate::secured::{sign_in_by_passkey, with_passkey};

const WRONG: &str = "Geraten-ist-es-1";

/// Whom the answer is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whom {
    Known,
    AlsoKnown,
    Unknown,
}

/// What a stranger may ask.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Question {
    SignIn,
    Forgotten,
    Lost,
    Register,
    Passkey,
    Unlock,
}

impl Question {
    pub(crate) const ALL: [Self; 6] = [
        // First, while the customer's session is fresh.
        Self::Unlock,
        Self::SignIn,
        Self::Forgotten,
        Self::Lost,
        Self::Register,
        Self::Passkey,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign in, wrong password",
            Self::Forgotten => "password forgotten",
            Self::Lost => "access lost",
            Self::Register => "register",
            Self::Passkey => "passkey options, named",
            Self::Unlock => "unlock code, wrong secret",
        }
    }
}

/// People with accounts and without, and somebody with a passkey who tries codes of letters.
pub(crate) struct Ground {
    pub(crate) world: World,
    people: usize,
    stranger: Visitor,
    device: SoftPasskey,
    customer: Visitor,
    /// Of two open cases and of none.
    codes: [String; 3],
}

impl Ground {
    /// For so many samples: no account bears a hundred wrong passwords.
    pub(crate) async fn set(database: Database, count: usize) -> Self {
        let world = with_app(database, "app", "App").await;
        let (customer, device) = with_passkey(&world).await;
        let people = count / 20 + 1;
        for number in 0..people {
            for whom in [Whom::Known, Whom::AlsoKnown] {
                let _ = registered(&world, &world.idp.visitor(), &address(whom, number)).await;
            }
            world.advance(Duration::from_hours(1));
        }
        Self {
            people,
            stranger: world.idp.visitor(),
            device,
            customer,
            codes: Default::default(),
            world,
        }
    }

    /// Before a round: the customer signs in anew, and codes that four have tried are replaced.
    pub(crate) async fn next(&mut self, round: usize) {
        let visitor = self.world.idp.visitor();
        sign_in_by_passkey(&self.world, &visitor, &mut self.device).await;
        self.customer = at_portal(&self.world, &visitor).await;
        if round.is_multiple_of(4) {
            let number = |case: usize| format!("123A{:06}", round * 2 + case);
            let [first, second] = [0, 1].map(|case| issue(&self.world, &number(case)));
            let none = altered(&first, 0);
            self.codes = [altered(&first, 7), altered(&second, 7), none];
        }
    }

    /// Asks, and gives the answer's status and how long it took.
    pub(crate) async fn ask(
        &self,
        question: Question,
        whom: Whom,
        round: usize,
    ) -> (u16, Duration) {
        let email = address(whom, round % self.people);
        let (page, took) = match question {
            Question::SignIn => {
                let form = self.form("/anmelden/konto", "sign-in-form", &email).await;
                timed(form.fill("password", WRONG)).await
            }
            Question::Lost => {
                let form = self.form("/zugang-verloren", "lost-form", &email).await;
                timed(form.fill("password", WRONG)).await
            }
            Question::Forgotten => {
                let path = "/passwort-vergessen";
                let asked = timed(self.form(path, "forgotten-form", &email).await).await;
                // The mail is on its way when the answer comes: it must not slow the next one.
                let _ = self.world.mailbox.next(&email).await;
                asked
            }
            Question::Register => {
                let form = self.form("/registrieren", "register-form", &email).await;
                let form = form.fill("password", PASSWORD);
                let form = form.fill("password_repeat", PASSWORD);
                let asked = timed(form.check("terms").check("privacy")).await;
                let _ = self.world.mailbox.next(&email).await;
                asked
            }
            Question::Passkey => self.passkey(&email).await,
            Question::Unlock => {
                let page = self.customer.get("/freischaltcode").await.expect(200);
                let form = page.form("code-form");
                let form = form.fill("code", &self.codes[whom as usize]);
                timed(form.fill("birth_date", "14.03.1987")).await
            }
        };
        (page.status(), took)
    }

    async fn form(&self, path: &str, form: &str, email: &str) -> Form {
        let page = self.stranger.get(path).await.expect(200);
        page.form(form).fill("email", email)
    }

    /// The options for a passkey where an application has named the person.
    async fn passkey(&self, email: &str) -> (Page, Duration) {
        let there = request("openid", &[("login_hint", email)]);
        let page = self.stranger.get(&there).await.expect(303).follow().await;
        let mut here = page.url().clone();
        here.set_path("/anmelden/konto");
        let page = self.stranger.get(here.as_str()).await.expect(200);
        let token = page.attribute("meta[name=csrf-token]", "content");
        let path = "/anmelden/passkey/optionen";
        let ask = self.stranger.ask(Method::POST, path).json(&json!({}));
        let ask = ask.header("x-csrf-token", &token.expect("a token"));
        let begun = Instant::now();
        let page = ask.send().await;
        (page, begun.elapsed())
    }
}

async fn timed(form: Form) -> (Page, Duration) {
    let begun = Instant::now();
    let page = form.submit().await;
    (page, begun.elapsed())
}

/// As long for everybody.
fn address(whom: Whom, number: usize) -> String {
    let name = match whom {
        Whom::Known => "ada",
        Whom::AlsoKnown => "ida",
        Whom::Unknown => "eva",
    };
    format!("{name}{number:04}@example.org")
}
