//! `/anmelden/code` (S43).

use std::time::Duration;

use kit::world::World;
use kit::{Page, Visitor};

use crate::secured::{Leads, is_in, sign_in, with_totp};

const STEP: Duration = Duration::from_secs(30);

async fn enter(visitor: &Visitor, code: &str) -> Page {
    let page = visitor.get("/anmelden/code").await.expect(200);
    page.form("code-form").fill("code", code).submit().await
}

kit::on_both!(
    every_password_is_followed_by_a_code,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (_, key) = with_totp(&world).await;
        for _ in 0..2 {
            world.advance(STEP);
            let visitor = world.idp.visitor();
            assert_eq!(sign_in(&visitor).await.leads(), "/anmelden/code");
            assert!(!is_in(&visitor).await);
            let code = kit::totp::code(&key, world.now());
            let spaced = format!("{} {}", &code[..3], &code[3..]);
            assert_eq!(enter(&visitor, &spaced).await.leads(), "/konto");
            assert!(is_in(&visitor).await);
        }
    }
);

kit::on_both!(a_code_counts_once, async |database: kit::Database| {
    let world = World::start(database).await;
    let (_, key) = with_totp(&world).await;
    let visitor = world.idp.visitor();
    let _ = sign_in(&visitor).await;
    // The one that confirmed the key has counted already.
    let confirming = kit::totp::code(&key, world.now());
    enter(&visitor, &confirming)
        .await
        .expect(422)
        .shows("schon benutzt");
    world.advance(STEP);
    let code = kit::totp::code(&key, world.now());
    assert_eq!(enter(&visitor, &code).await.leads(), "/konto");
    let thief = world.idp.visitor();
    let _ = sign_in(&thief).await;
    enter(&thief, &code)
        .await
        .expect(422)
        .shows("schon benutzt");
    assert!(!is_in(&thief).await);
});

kit::on_both!(
    of_two_browsers_with_one_code_one_gets_in,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (_, key) = with_totp(&world).await;
        world.advance(STEP);
        let code = kit::totp::code(&key, world.now());
        let (one, two) = (world.idp.visitor(), world.idp.visitor());
        let _ = (sign_in(&one).await, sign_in(&two).await);
        let _ = tokio::join!(enter(&one, &code), enter(&two, &code));
        assert!(is_in(&one).await ^ is_in(&two).await);
    }
);

kit::on_both!(what_is_no_code_is_told, async |database: kit::Database| {
    let world = World::start(database).await;
    let _ = with_totp(&world).await;
    let visitor = world.idp.visitor();
    let _ = sign_in(&visitor).await;
    for code in ["", "12345", "1234567", "+12345", "１２３４５６", "12a456"] {
        enter(&visitor, code)
            .await
            .expect(422)
            .shows("Geben Sie die 6 Ziffern ein");
    }
});

kit::on_both!(
    guessing_codes_locks_even_the_right_one,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (_, key) = with_totp(&world).await;
        world.advance(STEP);
        let visitor = world.idp.visitor();
        let _ = sign_in(&visitor).await;
        let mut tries = 0;
        while enter(&visitor, "000000").await.status() == 422 {
            tries += 1;
            assert!(tries < 100, "nothing slows the guesses down");
        }
        assert!(tries <= 5, "{tries} tries in a row");
        let code = kit::totp::code(&key, world.now());
        let refused = enter(&visitor, &code).await.expect(429);
        // Neither a right password nor a new browser helps.
        let other = world.idp.visitor();
        assert_eq!(sign_in(&other).await.leads(), "/anmelden/code");
        let _ = enter(&other, &code).await.expect(429);
        let wait: u64 = refused.header("retry-after").parse().expect("seconds");
        world.advance(Duration::from_secs(wait));
        let code = kit::totp::code(&key, world.now());
        assert_eq!(enter(&visitor, &code).await.leads(), "/konto");
    }
);

kit::on_both!(
    a_code_is_waited_for_ten_minutes_in_one_browser,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (_, key) = with_totp(&world).await;
        let visitor = world.idp.visitor();
        assert_eq!(
            visitor.get("/anmelden/code").await.leads(),
            "/anmelden/konto"
        );
        let _ = sign_in(&visitor).await;
        let form = visitor.get("/anmelden/code").await.form("code-form");
        let stranger = world.idp.visitor();
        assert_eq!(
            stranger.get("/anmelden/code").await.leads(),
            "/anmelden/konto"
        );
        world.advance(Duration::from_mins(10));
        let code = kit::totp::code(&key, world.now());
        assert_eq!(
            form.fill("code", &code).submit().await.leads(),
            "/anmelden/konto"
        );
        assert!(!is_in(&visitor).await);
    }
);
