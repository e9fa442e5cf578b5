//! The example education provider with the real pair of servers: its staff by Mein
//! Unternehmenskonto, its customers by consent (`docs/education-provider.md`).

mod refusals;
mod way;

#[path = "../../journeys/letter.rs"]
#[expect(dead_code, reason = "journeys use more of it")]
mod letter;

use kit::people::{PASSWORD, registered};
use kit::world::{EducationProvider, Wishes, World};
use kit::{Database, Page, Visitor};

const KIM: &str = "kim@example.org";
const COURSE: &str = "Lager und Logistik";

async fn world(database: Database) -> World {
    let wishes = Wishes {
        stand_ins: true,
        education: true,
        ..Wishes::default()
    };
    World::with(database, wishes).await
}

fn education(world: &World) -> &EducationProvider {
    world.education.as_ref().expect("it was wished for")
}

/// From the provider's question who somebody is to the page of `service` (`mein-uk`, `bundid`).
async fn leave(world: &World, question: &Page, visitor: &Visitor, service: &str) -> Page {
    let there = question.attribute(&format!("#identify-{service}"), "href");
    let there = there.unwrap_or_else(|| panic!("no way there: {}", question.text()));
    let at_idp = visitor.and_at(&world.idp.base());
    let leaving = at_idp.get(&there).await.expect(200);
    let page = leaving.form("leave-form").submit_and_follow().await;
    page.expect(200)
}

/// By Mein Unternehmenskonto and back, as a person of an organisation.
async fn by_muk(world: &World, question: &Page, visitor: &Visitor, who: [&str; 2]) -> Page {
    let [organisation, person] = who;
    let page = leave(world, question, visitor, "mein-uk").await;
    let page = page.click(organisation).await.expect(200);
    let page = page.click(person).await.expect(200);
    let form = page.form("release-form").press("Daten freigeben");
    form.submit_and_follow().await
}

/// To the provider, as whoever is there.
async fn knock(visitor: &Visitor) -> Page {
    let start = visitor.get("/").await.expect(200);
    start.form("staff-form").submit_and_follow().await
}

/// Somebody of the staff, signed in for the first time: an account is made on the way.
async fn staff(world: &World, who: [&str; 2]) -> Visitor {
    let visitor = education(world).visitor();
    let question = knock(&visitor).await.expect(200);
    let page = by_muk(world, &question, &visitor, who).await.expect(200);
    let email = format!("{}@example.org", who[1].replace([' ', '.'], ""));
    let form = page.form("register-form").fill("email", &email);
    let form = form.check("terms").check("privacy");
    let _ = form.submit_and_follow().await.expect(200);
    let mail = world.mailbox.next(&email).await;
    let link = mail.link("/registrieren/bestaetigen");
    let form = visitor.get(&link).await.expect(200).form("confirm-form");
    let _ = form.submit_and_follow().await.expect(200);
    let question = knock(&visitor).await.expect(200);
    let asked = by_muk(world, &question, &visitor, who).await.expect(200);
    let page = press(&asked, "Erlauben").await.expect(200);
    assert_eq!(page.url().as_str(), education(world).url("/personal"));
    visitor
}

const LEYLA: [&str; 2] = ["Lernwerk Musterstadt gGmbH", "Dr. Leyla Lernfeld"];

async fn press(asked: &Page, button: &str) -> Page {
    let form = asked.form("consent-form").press(button);
    form.submit_and_follow().await
}

/// Kim, signed in at the provider with password and second factor.
async fn kim(world: &World) -> Visitor {
    let at_idp = world.idp.visitor();
    let _ = registered(world, &at_idp, KIM).await;
    let page = at_idp.get("/anmelden/konto").await.expect(200);
    let form = page.form("sign-in-form").fill("email", KIM);
    let _ = form.fill("password", PASSWORD).submit().await;
    let page = at_idp.get("/absichern/totp").await.expect(200);
    let key = page.text_of("#qr-key").expect("the page shows the key");
    let code = kit::totp::code(&key, world.now());
    let form = page.form("totp-form").fill("code", &code);
    let _ = form.submit_and_follow().await.expect(200);
    at_idp
}

/// Kim unlocks the profile with the code from the letter.
async fn unlock(world: &World, kim: &Visitor) {
    let letter = letter::to_kim(world).await;
    let at_portal = kim.and_at(&world.portal.base());
    let _ = at_portal.browse("/anmelden").await.expect(200);
    let page = at_portal.get("/freischaltcode").await.expect(200);
    let form = page.form("code-form").fill("code", &letter.code);
    let done = form.fill("birth_date", letter::BORN).submit_and_follow();
    done.await
        .expect(200)
        .shows("Ihr Profil ist freigeschaltet");
}

async fn add_course(staff: &Visitor, title: &str) {
    let page = staff.get("/personal/kurse").await.expect(200);
    let form = page.form("course-form").fill("title", title);
    let form = form.fill("starts_on", "2026-12-01");
    let form = form.fill("ends_on", "2027-02-28");
    form.submit_and_follow().await.expect(200).shows(title);
}

/// A new invitation's link.
async fn invite(staff: &Visitor) -> String {
    let page = staff.get("/personal/einladungen").await.expect(200);
    let form = page.form("invitation-form").fill("for_whom", "Kim");
    let page = form.submit_and_follow().await.expect(200);
    let link = page.attribute(".invitation-link", "href");
    link.expect("the link is shown")
}

/// Kim follows the invitation up to the question for consent.
async fn accept(world: &World, kim: &Visitor, link: &str) -> Page {
    let at_education = kim.and_at(education(world).base());
    let page = at_education.get(link).await.expect(200);
    page.form("connect-form").submit_and_follow().await
}

/// Staff with a course, and Kim, who is connected.
async fn connected(world: &World) -> [Visitor; 2] {
    let staff = staff(world, LEYLA).await;
    add_course(&staff, COURSE).await;
    let kim = kim(world).await;
    unlock(world, &kim).await;
    let link = invite(&staff).await;
    let asked = accept(world, &kim, &link).await.expect(200);
    let page = press(&asked, "Erlauben").await.expect(200);
    page.shows("Sie sind mit dem Jobcenter verbunden")
        .shows("Kim Klicker")
        .shows("Lernwerk Musterstadt gGmbH");
    [staff, kim]
}

/// The page of the first customer.
async fn customer(staff: &Visitor) -> Page {
    let page = staff.get("/personal").await.expect(200);
    page.click("Kim Klicker").await.expect(200)
}

/// Reports the only course that is not reported yet.
async fn report(page: &Page) -> Page {
    let course = page.attribute("#course input", "value").expect("a course");
    let form = page.form("report-form").force("course", &course);
    form.submit_and_follow().await
}
