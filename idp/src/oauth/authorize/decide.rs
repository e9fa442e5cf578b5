//! What stands between a valid request and its code: nothing, a sign-in, or a refusal.

use shared::clock::Timestamp;

use super::ValidRequest;
use crate::oauth::fault::{Fault, OAuthCode};
use crate::sessions::{Session, Sid, Stage};

/// How long after a sign-in that was asked for its age does not matter, in seconds: the way back
/// from the sign-in page takes a moment.
const WAY_BACK: i64 = 60;

/// When the person was first sent to sign in for this request, and who was signed in then.
#[derive(Debug, Clone)]
pub(in crate::oauth) struct Begun {
    pub(in crate::oauth) at: Timestamp,
    pub(in crate::oauth) session: Option<Sid>,
}

impl Begun {
    /// Whether `session` was opened for this request. Sign-ins always open a new session, so
    /// the same one proves nothing new, not even within the same second.
    fn led_to(&self, session: &Session) -> bool {
        session.strength.auth_time >= self.at && self.session.as_ref() != Some(&session.sid)
    }
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::oauth) enum Decision {
    Issue,
    SignIn,
    Refuse(Fault),
}

/// Decides by the session of the browser. `begun` is there when the person comes back.
pub(in crate::oauth) fn decide(
    request: &ValidRequest,
    session: Option<&Session>,
    begun: Option<&Begun>,
    now: Timestamp,
) -> Decision {
    if !request.client.first_party {
        // Consent is a page that this server does not have yet; nobody else's application is
        // let in without.
        return Decision::Refuse(Fault::new(
            OAuthCode::ConsentRequired,
            "applications of others are not admitted yet",
        ));
    }
    let session = session.filter(|session| session.stage == Stage::Full);
    let Some(session) = session else {
        return sign_in(request);
    };
    let asked = begun.is_some_and(|begun| begun.led_to(session));
    if request
        .expected_sub
        .as_deref()
        .is_some_and(|sub| sub != session.account.as_str())
    {
        return if asked {
            login_required()
        } else {
            sign_in(request)
        };
    }
    if is_recent_enough(request, session, asked, now) && is_strong_enough(request, session, asked) {
        Decision::Issue
    } else {
        sign_in(request)
    }
}

fn is_recent_enough(
    request: &ValidRequest,
    session: &Session,
    asked: bool,
    now: Timestamp,
) -> bool {
    let age = now.seconds_since(session.strength.auth_time);
    let young = request
        .max_age
        .is_none_or(|most| age <= most.max(if asked { WAY_BACK } else { 0 }));
    // `max_age=0` means a sign-in for this request, also within the same second.
    let renewed = asked || !request.prompt.login && request.max_age != Some(0);
    young && renewed
}

/// A wish for a strength is asked for once; the ID token tells what came of it.
fn is_strong_enough(request: &ValidRequest, session: &Session, asked: bool) -> bool {
    asked || request.acr_values.is_empty() || request.acr_values.contains(&session.strength.acr)
}

fn sign_in(request: &ValidRequest) -> Decision {
    if request.prompt.none {
        login_required()
    } else {
        Decision::SignIn
    }
}

fn login_required() -> Decision {
    Decision::Refuse(Fault::new(
        OAuthCode::LoginRequired,
        "the person must sign in",
    ))
}
