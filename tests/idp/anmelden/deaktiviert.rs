//! `/anmelden/deaktiviert` (S94): told only to who has proved to be the owner.

use kit::world::World;
use shared::db::Db;

use crate::secured::{answer, asserted, is_in, sign_in, sign_in_with, with_passkey};

/// What the support will do by its console.
pub(super) async fn deactivate(world: &World) {
    let db = Db::open(world.database_urls()[0], 1).await.expect("opens");
    let mut tx = db.write().await.expect("writes");
    sqlx::query("UPDATE accounts SET deactivated_at = $1")
        .bind(world.now())
        .execute(tx.conn())
        .await
        .expect("is stored");
    tx.commit().await.expect("is stored");
    db.close().await;
}

kit::on_both!(
    a_deactivated_account_opens_nothing_and_says_whom_to_call,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, mut device) = with_passkey(&world).await;
        deactivate(&world).await;
        assert!(!is_in(&kim).await, "the session has ended");
        let visitor = world.idp.visitor();
        let wrong = sign_in_with(&visitor, "Geraten-ist-es-falsch-1").await;
        wrong.expect(422).hides("deaktiviert");
        let page = sign_in(&visitor).await.expect(403);
        page.shows("Ihr Konto ist deaktiviert und nicht nutzbar")
            .shows("unter der Servicenummer 0800 000 00 00");
        let assertion = asserted(&world, &visitor, &mut device).await;
        let told = answer(&visitor, &assertion).await.expect(200).json();
        assert_eq!(told["location"], "/anmelden/deaktiviert");
        let page = visitor.get("/anmelden/deaktiviert").await.expect(403);
        page.shows("Servicenummer");
        assert!(!is_in(&visitor).await);
    }
);
