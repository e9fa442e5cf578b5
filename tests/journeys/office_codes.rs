//! A code asked for online, answered by the office, redeemed; issued again and revoked (S57, S93).
//! Two people, two browsers, and the letter between them.

use std::path::PathBuf;
use std::time::Duration;

use kit::world::World;
use kit::{Database, Journey, Tab};
use serde_json::Value;
use shared::claims::Role;

use crate::letter::{self, BORN, NAME, NUMBER};
use crate::way;

const PETRA: &str = "petra@jobcenter.example";

pub(crate) async fn requested_answered_redeemed(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let old = letter::to_kim(&world).await;
    let kim = journey.person("Kim").await.tab().await;
    way::arrive_with_totp(&world, &kim, way::KIM).await;
    let _ = world.mailbox.next(way::KIM).await; // of the second factor
    ask(&world, &kim).await;

    let petra = journey.person("Petra, Vermittlung").await.tab().await;
    kit::staff::member_in_tab(&world, &petra, PETRA, &[Role::Placement]).await;
    petra.wait_for_url("/sachbearbeitung").await;
    let case = answer(&world, &petra).await;

    let mail = world.mailbox.next(way::KIM).await;
    assert_eq!(
        mail.subject,
        "Ihr Antrag auf einen Freischaltcode ist beantwortet"
    );
    let code = newest_code(&world, 2).await;
    assert_ne!(code, old.code);
    assert!(!petra.shows(&code).await && !mail.says(&code));
    redeem(&kim, &mail.link("/freischaltcode/beantragen"), &code).await;

    issue_and_revoke(&world, &petra, &case).await;
}

/// From the box of the Standardprofil to „Ihr Antrag ist eingegangen“.
async fn ask(world: &World, kim: &Tab) {
    kim.goto(&world.portal.url("/profil-anlegen")).await;
    kim.click_css_through("#person-button").await;
    kim.goto(&world.portal.url("/start")).await;
    kim.wait_for("#how-to-code").await;
    kim.check_page("home-standard-profile").await;
    kim.click_through("Freischaltcode online beantragen").await;
    kim.check_page("request-code").await;
    kim.click_css_through("#submit").await;
    kim.wait_for_text("Geben Sie den Namen ein").await;
    kim.fill("name", NAME).await;
    kim.fill("birth_date", BORN).await;
    kim.click_css_through("#submit").await;
    kim.wait_for_text("eingegangen").await;
    kim.check_page("request-code-open").await;
}

/// Finds the request in the worklist and picks the case; where the case has its page.
async fn answer(world: &World, petra: &Tab) -> String {
    petra
        .goto(&world.portal.url("/sachbearbeitung/anfragen"))
        .await;
    petra.check_page("office-requests").await;
    petra.click_css_through("#request-1 a").await;
    petra.wait_for_text("stimmt überein").await;
    petra.check_page("office-request").await;
    let case: String = petra
        .evaluate("document.querySelector('#answer-form a').getAttribute('href')")
        .await;
    petra.click_css_through("#submit").await;
    petra.wait_for_text("Wählen Sie einen Fall").await;
    petra.click_css("#answer-form input[type=radio]").await;
    petra.click_css_through("#submit").await;
    petra
        .wait_for_text("Der Freischaltcode ist ausgestellt")
        .await;
    petra.check_page("office-requests-done").await;
    case
}

async fn redeem(kim: &Tab, link: &str, code: &str) {
    kim.goto(link).await;
    kim.wait_for_text("Der Brief ist unterwegs").await;
    kim.check_page("request-code-answered").await;
    kim.click_css_through("#enter").await;
    kim.fill("code", code).await;
    kim.fill("birth_date", BORN).await;
    kim.click_css_through("#submit").await;
    kim.wait_for_text("Ihr Profil ist freigeschaltet").await;
    assert!(kim.shows(NUMBER).await);
}

async fn issue_and_revoke(world: &World, petra: &Tab, case: &str) {
    petra.goto(&world.portal.url(&format!("{case}/code"))).await;
    petra.wait_for_text("Lindenweg 12").await;
    petra.check_page("office-issue").await;
    petra.click_css_through("#submit").await;
    petra.wait_for_url(case).await;
    let code = newest_code(world, 3).await;
    assert!(!petra.shows(&code).await);
    let id = &code[..4].to_owned();
    assert!(petra.shows(id).await, "the case names the code");
    let id = code.replace('-', "")[..5].to_owned();
    let page = format!("{case}/code/{id}/widerrufen");
    petra.goto(&world.portal.url(&page)).await;
    petra.check_page("office-revoke").await;
    petra.click_css_through("#submit").await;
    petra.wait_for_url(case).await;
    petra.goto(&world.portal.url(&page)).await;
    petra.wait_for_text("wartet nicht mehr").await;
}

/// The code in the newest of so many letters.
async fn newest_code(world: &World, how_many: usize) -> String {
    for _ in 0..400 {
        let mut slips = slips(world);
        slips.sort_by_key(|path| std::fs::metadata(path).and_then(|it| it.modified()).ok());
        if let (true, Some(newest)) = (slips.len() >= how_many, slips.last()) {
            let slip = std::fs::read(newest).expect("a letter");
            let slip: Value = serde_json::from_slice(&slip).expect("JSON");
            assert_eq!(slip["to"], "Kim Klicker\nLindenweg 12\n12345 Musterstadt");
            let text = slip["text"].as_str().expect("a text");
            let code = text
                .lines()
                .find(|line| line.len() == 19 && line.matches('-').count() == 3);
            return code.expect("a code").to_owned();
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    unreachable!("the letter did not come");
}

fn slips(world: &World) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(world.letters()).expect("the outbox");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let is_slip = |path: &PathBuf| path.extension().is_some_and(|it| it == "json");
    paths.filter(is_slip).collect()
}
