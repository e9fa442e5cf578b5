//! `/sachbearbeitung/anfragen`: from a request to its answer.

use kit::world::World;
use kit::{Database, Page, Visitor};
use shared::claims::Role;

use crate::beantragen::ask_for_code;
use crate::desk::{self, BORN, NUMBER, code_for_kim, count, enter, signed_in, unlock_kim};
use crate::tray;

const LIST: &str = "/sachbearbeitung/anfragen";
const CODES: &str = "SELECT COUNT(*) FROM unlock_codes";

/// The page of the request of `name`, by the list.
async fn open(staff: &Visitor, name: &str) -> Page {
    let list = staff.get(LIST).await.expect(200);
    let href = list.link(&format!("Beantworten ({name})"));
    let page = staff.get(&href).await.expect(200);
    assert!(page.text().contains(name), "{}", page.text());
    page
}

/// Picks the case and answers.
async fn answer(page: &Page, case: &str) -> Page {
    page.form("answer-form").fill("case", case).submit().await
}

kit::on_both!(
    an_answer_goes_to_the_address_on_record,
    async |database: Database| {
        let world = World::start(database).await;
        let old = code_for_kim(&world).await;
        let case = tray::case_of(&world, NUMBER).await;
        let robin = signed_in(&world, "robin").await;
        let _ = ask_for_code(&robin, "Robin Fremd", "01.01.1990", "").await;
        world.advance(std::time::Duration::from_mins(1));
        let kim = signed_in(&world, "kim").await;
        let _ = ask_for_code(&kim, "Kim Klikker", BORN, "")
            .await
            .expect(303);
        let staff = desk::staff(&world, "petra", &[Role::Placement]).await;
        let list = staff.get(LIST).await.expect(200);
        let names = list.texts_of("#requests .thing-name");
        assert_eq!(names, ["Robin Fremd", "Kim Klikker"], "the oldest first");
        // A slip in the name: the birth date finds the case all the same.
        let page = open(&staff, "Kim Klikker").await;
        page.shows("kim@example.org")
            .shows("Geburtsdatum 14.03.1987 stimmt überein")
            .shows(NUMBER);
        let searched = "SELECT COUNT(*) FROM audit_events WHERE event = 'case.searched' \
                        AND by_id = 'resident-petra'";
        assert_eq!(count(&world, searched).await, 1, "the cases that fit");
        let done = answer(&page, &case).await.expect(303);
        let list = done.follow().await.expect(200);
        list.shows("Der Freischaltcode ist ausgestellt")
            .hides("Kim Klikker");
        let letters = tray::wait_for(&world, 2).await;
        let letter = &letters[1];
        assert_eq!(letter["to"], "Kim Klicker\nLindenweg 12\n12345 Musterstadt");
        let mail = world.mailbox.next("kim@example.org").await;
        assert!(mail.says("Brief mit dem Code ist unterwegs"));
        let code = tray::code_in(letter);
        assert!(!mail.says(&code) && !mail.says(NUMBER));
        let state = kim.get("/freischaltcode/beantragen").await.expect(200);
        state.shows("Der Brief ist unterwegs");
        let _ = enter(&kim, &old, BORN).await.expect(422);
        let _ = enter(&kim, &code, BORN).await.expect(303);
        let told = "SELECT COUNT(*) FROM code_requests WHERE name IS NOT NULL";
        assert_eq!(count(&world, told).await, 1, "only the open one has a name");
    }
);

kit::on_both!(a_refusal_has_a_reason, async |database: Database| {
    let world = World::start(database).await;
    let kim = signed_in(&world, "kim").await;
    let _ = ask_for_code(&kim, "Kim Klicker", BORN, NUMBER).await;
    let staff = desk::staff(&world, "bernd", &[Role::Benefits]).await;
    let page = open(&staff, "Kim Klicker").await;
    page.shows("Kein passender Fall gefunden");
    let missing = page.form("decline-form").submit().await.expect(422);
    missing.shows("Wählen Sie einen Grund");
    let form = page.form("decline-form").fill("reason", "identity");
    let done = form.submit().await.expect(303);
    done.follow()
        .await
        .expect(200)
        .shows("Die Anfrage ist abgelehnt");
    let mail = world.mailbox.next("kim@example.org").await;
    assert!(mail.says("So können wir Ihnen keinen Code senden"));
    let page = kim.get("/freischaltcode/beantragen").await.expect(200);
    page.shows("Bitte melden Sie sich bei uns")
        .shows("bringen Sie einen Ausweis mit");
    assert!(page.has("#request-form"), "a new one may be made");
    assert_eq!(count(&world, CODES).await, 0);
});

kit::on_both!(
    two_members_of_the_staff_answer_once,
    async |database: Database| {
        let world = World::start(database).await;
        code_for_kim(&world).await;
        let case = tray::case_of(&world, NUMBER).await;
        let kim = signed_in(&world, "kim").await;
        let _ = ask_for_code(&kim, "Kim Klicker", BORN, NUMBER).await;
        let petra = desk::staff(&world, "petra", &[Role::Placement]).await;
        let bernd = desk::staff(&world, "bernd", &[Role::Benefits]).await;
        let lena = desk::staff(&world, "lena", &[Role::Lead]).await;
        let (one, other, third) = (
            open(&petra, "Kim Klicker").await,
            open(&bernd, "Kim Klicker").await,
            open(&lena, "Kim Klicker").await,
        );
        let decline = third.form("decline-form").fill("reason", "unclear");
        let (one, other, third) =
            tokio::join!(answer(&one, &case), answer(&other, &case), decline.submit());
        let mut statuses = [one.status(), other.status(), third.status()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409, 409]);
        let answered = [&one, &other].iter().any(|page| page.status() == 303);
        assert_eq!(count(&world, CODES).await, 1 + i64::from(answered));
        let closed = [one, other, third];
        let closed = closed.iter().find(|page| page.status() == 409);
        closed.expect("one").shows("schon erledigt");
        let mut mails = world.mailbox.all();
        mails.retain(|mail| mail.to == "kim@example.org");
        assert!(mails.len() <= 1, "{}", mails.len());
    }
);

kit::on_both!(
    nobody_answers_their_own_request_or_for_their_own_case,
    async |database: Database| {
        let world = World::start(database).await;
        let petra = desk::staff(&world, "petra", &[Role::Placement]).await;
        unlock_kim(&world, &petra).await;
        let case = tray::case_of(&world, NUMBER).await;
        let _ = ask_for_code(&petra, "Petra Amt", BORN, "")
            .await
            .expect(303);
        let list = petra.get(LIST).await.expect(200);
        list.shows("Ihre eigene Anfrage");
        let id = tray::text(&world, "SELECT id FROM code_requests").await;
        let own = format!("/sachbearbeitung/anfragen/{id}");
        let _ = petra.get(&own).await.expect(403);
        let kim = signed_in(&world, "kim").await;
        let _ = ask_for_code(&kim, "Kim Klicker", BORN, NUMBER).await;
        // Her own case is not among the suggestions; picked all the same, it is refused.
        let page = open(&petra, "Kim Klicker").await;
        page.shows("Kein passender Fall gefunden");
        desk::code_for_company(&world).await;
        let other = tray::case_of(&world, "987B654321").await;
        let href = petra
            .get(LIST)
            .await
            .expect(200)
            .link("Beantworten (Kim Klicker)");
        let page = petra
            .get(&format!("{href}?suche=Muster+GmbH"))
            .await
            .expect(200);
        let form = page.form("answer-form").force("case", &case);
        let _ = form.submit().await.expect(403);
        let before = count(&world, CODES).await;
        let none = page.form("answer-form").force("case", "nonsense");
        let none = none.submit().await.expect(422);
        none.shows("Wählen Sie einen Fall");
        assert_eq!(count(&world, CODES).await, before);
        let _ = answer(&page, &other).await.expect(303);
        assert_eq!(count(&world, CODES).await, before + 1);
    }
);

kit::on_both!(
    a_withdrawn_request_is_answered_by_nobody,
    async |database: Database| {
        let world = World::start(database).await;
        code_for_kim(&world).await;
        let case = tray::case_of(&world, NUMBER).await;
        let kim = signed_in(&world, "kim").await;
        let done = ask_for_code(&kim, "Kim Klicker", BORN, NUMBER).await;
        let staff = desk::staff(&world, "lena", &[Role::Lead]).await;
        let page = open(&staff, "Kim Klicker").await;
        let mine = done.expect(303).follow().await.expect(200);
        let withdraw = mine.form("/freischaltcode/beantragen/zurueckziehen");
        let _ = withdraw.submit().await.expect(303);
        let late = answer(&page, &case).await.expect(409);
        late.shows("schon erledigt");
        let no = page.form(
            "/sachbearbeitung/anfragen/X/ablehnen"
                .split('X')
                .next_back()
                .expect("an end"),
        );
        let late = no.fill("reason", "unclear").submit().await.expect(409);
        late.shows("schon erledigt");
        assert_eq!(count(&world, CODES).await, 1);
        staff
            .get(LIST)
            .await
            .expect(200)
            .shows("Keine offenen Anfragen");
        let _ = staff
            .get("/sachbearbeitung/anfragen/unknown")
            .await
            .expect(404);
    }
);
