//! Guessing and trading codes of letters (T32).

use std::time::Duration;

use kit::people::{PASSWORD, registered};
use kit::world::World;
use kit::{Database, Page, SoftPasskey, Visitor};
use serde_json::json;

use crate::ground::{at_portal, issue, world};
use crate::secured::{add_passkey, post};

const BORN: &str = "14.03.1987";
const DAY: Duration = Duration::from_hours(24);

/// A person with a passkey.
struct Person {
    device: SoftPasskey,
}

impl Person {
    async fn new(world: &World, email: &str) -> Self {
        let visitor = world.idp.visitor();
        let _ = registered(world, &visitor, email).await;
        let page = visitor.get("/anmelden/konto").await.expect(200);
        let form = page.form("sign-in-form").fill("email", email);
        let form = form.fill("password", PASSWORD);
        let _ = form.submit().await.expect(303);
        let device = add_passkey(world, &visitor, "/absichern/passkey").await;
        Self { device }
    }

    /// A new browser in which they are signed in at the portal.
    async fn come(&mut self, world: &World) -> Visitor {
        let visitor = world.idp.visitor();
        let (page, begin) = ("/anmelden/konto", "/anmelden/passkey/optionen");
        let options = post(&visitor, page, begin, &json!({})).await.expect(200);
        let answer = self.device.get(&options.json(), &world.idp.base());
        let answer = answer.expect("the device has a key");
        let _ = post(&visitor, page, "/anmelden/passkey", &answer)
            .await
            .expect(200);
        at_portal(world, &visitor).await
    }
}

async fn enter(visitor: &Visitor, code: &str, born: &str) -> Page {
    let page = visitor.get("/freischaltcode").await.expect(200);
    let form = page.form("code-form").fill("code", code);
    form.fill("birth_date", born).submit().await
}

kit::on_both!(
    a_code_opens_once_and_in_its_time,
    async |database: Database| {
        let world = world(database).await;
        let (mut kim, mut eva) = (
            Person::new(&world, "kim@example.org").await,
            Person::new(&world, "eva@example.org").await,
        );
        // A new letter makes the one before worthless.
        let old = issue(&world, "123A456789");
        let code = issue(&world, "123A456789");
        let at = kim.come(&world).await;
        let _ = enter(&at, &old, BORN).await.expect(422);
        let done = enter(&at, &code, BORN).await.expect(303);
        done.follow().await.expect(200).shows("123A456789");
        // Used is used, for everybody.
        let other = eva.come(&world).await;
        enter(&other, &code, BORN)
            .await
            .expect(422)
            .hides("Klicker");

        // Ninety days, and not a second longer.
        let (late, last) = (issue(&world, "123A456780"), issue(&world, "123A456781"));
        world.advance(DAY * 90 - Duration::from_secs(1));
        let at = eva.come(&world).await;
        let _ = enter(&at, &last, BORN).await.expect(303);
        world.advance(Duration::from_secs(1));
        let at = kim.come(&world).await;
        let _ = enter(&at, &late, BORN).await.expect(422);
    }
);

kit::on_both!(
    five_tries_kill_a_code_whoever_tries,
    async |database: Database| {
        let world = world(database).await;
        let code = issue(&world, "123A456789");
        let mut people = Vec::new();
        for email in ["kim@example.org", "eva@example.org", "ali@example.org"] {
            people.push(Person::new(&world, email).await);
        }
        // The code is right, the birth date is not: across accounts it is one code.
        for number in 0..5 {
            let at = people[number % 2].come(&world).await;
            let _ = enter(&at, &code, "01.01.1990").await.expect(422);
        }
        let at = people[2].come(&world).await;
        let dead = enter(&at, &code, BORN).await.expect(422);
        dead.hides("Klicker").hides("123A456789");
        // It reads as one that never was.
        let at = people[2].come(&world).await;
        let unknown = enter(&at, "0000-0000-0000-0000", BORN).await.expect(422);
        let alert = |page: &Page| page.texts_of("[role=alert]");
        assert_eq!(alert(&dead), alert(&unknown));

        // An account has five tries an hour, whatever it tries, and across processes and crashes.
        let fresh = issue(&world, "123A456789");
        let at = people[2].come(&world).await;
        let (mut statuses, mut guess) = (Vec::new(), code.clone());
        for number in 0..20 {
            if number == 10 {
                world.portal.crash().await;
            }
            guess = crate::desk::with_wrong_secret(&guess);
            statuses.push(enter(&at, &guess, BORN).await.status());
        }
        assert!(statuses.contains(&429), "{statuses:?}");
        let _ = enter(&at, &fresh, BORN).await.expect(429);
        // Who waits, and has the letter, gets in.
        world.advance(Duration::from_mins(61));
        let at = people[2].come(&world).await;
        let _ = enter(&at, &fresh, BORN).await.expect(303);
    }
);
