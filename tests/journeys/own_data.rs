//! Taking the data along, having the account deleted, and keeping it after all (S89), without
//! scripts as well.

use kit::world::World;
use kit::{AuthenticatorKind, Database, Journey};

use crate::way;

pub(crate) async fn taken_deleted_kept(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let tab = journey.tab().await;
    let _device = tab.authenticator(AuthenticatorKind::Device).await;
    way::arrive_with_passkey(&world, &tab, way::KIM).await;
    tab.goto(&world.idp.url("/konto")).await;
    tab.click_through("Meine Daten herunterladen").await;
    tab.wait_for_text("ZIP-Archiv").await;
    tab.check_page("own-data-take").await;
    tab.goto(&world.idp.url("/konto")).await;
    tab.click_through("Konto löschen").await;
    tab.wait_for_text("14 Tage lang").await;
    tab.check_page("own-data-delete").await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("zum Löschen vorgemerkt").await;
    tab.check_page("own-data-left").await;

    let link = loop {
        let mail = world.mailbox.next(way::KIM).await;
        if mail.subject == "Ihr Online-Konto wird gelöscht" {
            break mail.link("/konto/behalten");
        }
    };
    tab.scripts(false).await;
    tab.goto(&link).await;
    tab.wait_for_text("Möchten Sie Ihr Konto behalten?").await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("Ihr Konto wird nicht gelöscht").await;
    tab.scripts(true).await;
    tab.check_page("own-data-kept").await;
}

/// The same at the portal: the profile goes, the office's file stays.
pub(crate) async fn portal_taken_deleted_kept(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let tab = journey.tab().await;
    let _device = tab.authenticator(AuthenticatorKind::Device).await;
    way::arrive_with_passkey(&world, &tab, way::KIM).await;
    tab.scripts(false).await;
    tab.goto(&world.portal.url("/profile-verwalten")).await;
    tab.click_css_through("#own-data").await;
    tab.wait_for_text("ZIP-Archiv").await;
    tab.scripts(true).await;
    tab.check_page("portal-own-data").await;
    tab.scripts(false).await;
    tab.click_css_through("#to-delete").await;
    tab.wait_for_text("§ 84 SGB X").await;
    tab.scripts(true).await;
    tab.check_page("portal-own-data-delete").await;
    tab.scripts(false).await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("zum Löschen vorgemerkt").await;
    tab.scripts(true).await;
    tab.check_page("portal-own-data-left").await;
    let mail = loop {
        let mail = world.mailbox.next(way::KIM).await;
        if mail.subject == "Ihre Daten im Portal werden gelöscht" {
            break mail;
        }
    };
    // The account is still signed in: the portal opens nothing but the way back.
    tab.goto(&mail.link("/meine-daten/behalten")).await;
    tab.wait_for_text("Möchten Sie Ihre Daten behalten?").await;
    tab.check_page("portal-own-data-keep").await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("Ihre Daten werden nicht gelöscht").await;
    tab.check_page("portal-own-data-kept").await;
}
