//! Who is signed in, since when, and whether somebody is asked.

use std::time::Duration;

use super::op;
use crate::rp::{Mode, Party, Tokens};

const SECONDS: Duration = Duration::from_secs(2);

fn is_same_person(one: &Tokens, other: &Tokens) {
    assert_eq!(one.id.text_of("sub"), other.id.text_of("sub"));
}

/// A second sign-in page is shown although somebody is signed in.
pub(crate) async fn oidcc_prompt_login(mode: Mode) {
    let (op, client) = op().await;
    let party = Party::new(&op, &client, mode);
    let (_, first) = party.sign_in(&party.request()).await;
    op.world.advance(SECONDS);
    let (answered, second) = party
        .sign_in(&party.request().with("prompt", "login"))
        .await;
    assert_eq!(answered.sign_ins(), 1);
    is_same_person(&first, &second);
    let [before, after] = [&first, &second].map(|it| it.id.time_of("auth_time"));
    assert!(after > before, "{after} after {before}");
}

/// Nobody is signed in, and a long state comes back whole.
pub(crate) async fn oidcc_prompt_none_not_logged_in(mode: Mode) {
    let (op, client) = op().await;
    let party = Party::new(&op, &client, mode);
    let request = party.request().with("prompt", "none");
    let answered = party
        .ask(&request.with("state", &"a1B2-_.~".repeat(16)))
        .await;
    assert!(answered.is_silent());
    let known = [
        "login_required",
        "interaction_required",
        "account_selection_required",
        "consent_required",
    ];
    assert!(known.contains(&answered.error()), "{}", answered.error());
}

pub(crate) async fn oidcc_prompt_none_logged_in(mode: Mode) {
    let (op, client) = op().await;
    let party = Party::new(&op, &client, mode);
    let (_, first) = party.sign_in(&party.request()).await;
    op.world.advance(SECONDS);
    let (answered, second) = party.sign_in(&party.request().with("prompt", "none")).await;
    assert!(answered.is_silent());
    is_same_person(&first, &second);
    let [before, after] = [&first, &second].map(|it| it.id.time_of("auth_time"));
    assert_eq!(before, after);
}

pub(crate) async fn oidcc_max_age_1(mode: Mode) {
    let (op, client) = op().await;
    let party = Party::new(&op, &client, mode);
    let (_, first) = party.sign_in(&party.request()).await;
    op.world.advance(SECONDS);
    let (answered, second) = party.sign_in(&party.request().with("max_age", "1")).await;
    assert_eq!(answered.sign_ins(), 1);
    is_same_person(&first, &second);
    let at = second.id.time_of("auth_time");
    assert!(at > first.id.time_of("auth_time"));
    assert!(op.now() - at <= 1, "recent");
}

pub(crate) async fn oidcc_max_age_10000(mode: Mode) {
    let (op, client) = op().await;
    let party = Party::new(&op, &client, mode);
    let (_, first) = party.sign_in(&party.request()).await;
    op.world.advance(SECONDS);
    let (answered, second) = party
        .sign_in(&party.request().with("max_age", "10000"))
        .await;
    assert!(answered.is_silent(), "young enough");
    is_same_person(&first, &second);
    let [before, after] = [&first, &second].map(|it| it.id.time_of("auth_time"));
    assert_eq!(before, after);
}

/// The hint names who is signed in, even after it has expired.
pub(crate) async fn oidcc_id_token_hint(mode: Mode) {
    let (op, client) = op().await;
    let party = Party::new(&op, &client, mode);
    let (_, first) = party.sign_in(&party.request()).await;
    for wait in [SECONDS, Duration::from_mins(10)] {
        op.world.advance(wait);
        let request = party.request().with("prompt", "none");
        let request = request.with("id_token_hint", &first.id.text);
        let (answered, second) = party.sign_in(&request).await;
        assert!(answered.is_silent());
        is_same_person(&first, &second);
    }
}
