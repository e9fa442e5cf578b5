//! What stands between a valid request and its code: nothing, a sign-in, a consent, or a refusal.

use shared::claims::IdentityLevel;
use shared::clock::Timestamp;

use super::ValidRequest;
use crate::oauth::Names;
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

/// Who stands before the request, and what is known of them.
#[derive(Debug, Clone, Copy)]
pub(in crate::oauth) struct Standing<'a> {
    /// Of this browser.
    pub(in crate::oauth) session: Option<&'a Session>,
    /// There when the person comes back.
    pub(in crate::oauth) begun: Option<&'a Begun>,
    /// Whether they allowed this client everything before that it asks for now.
    pub(in crate::oauth) has_consented: bool,
    /// Whether they can prove their identity as well as is needed, and have not declined to.
    pub(in crate::oauth) may_prove: bool,
    pub(in crate::oauth) now: Timestamp,
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::oauth) enum Decision {
    Issue,
    SignIn,
    /// To whoever can prove the identity so well.
    Prove(IdentityLevel),
    AskConsent,
    Refuse(Fault),
}

/// Decides: first who, then what.
pub(in crate::oauth) fn decide(
    request: &ValidRequest,
    names: &Names,
    standing: Standing<'_>,
) -> Decision {
    let full = |session: &&Session| session.stage == Stage::Full;
    let Some(session) = standing.session.filter(full) else {
        return match request.level {
            Some(level) if !request.prompt.none => prove(level, standing),
            _ => sign_in(request),
        };
    };
    let asked = standing.begun.is_some_and(|begun| begun.led_to(session));
    let expected = request.expected_sub.as_deref();
    if expected.is_some_and(|sub| sub != names.of(session.account.as_str(), &request.client)) {
        return if asked {
            login_required()
        } else {
            sign_in(request)
        };
    }
    let is_recent = is_recent_enough(request, session, asked, standing.now);
    let is_strong = is_strong_enough(request, session);
    if !is_recent || !is_strong && !asked {
        return sign_in(request);
    }
    if !is_strong && request.acr_is_essential {
        return unmet();
    }
    let proven = session.strength.assurance.map(|it| it.level);
    if let Some(level) = request.level.filter(|level| proven < Some(*level)) {
        return if request.prompt.none {
            unmet()
        } else {
            prove(level, standing)
        };
    }
    let needs_none =
        request.client.first_party || standing.has_consented && !request.prompt.consent;
    match (needs_none, request.prompt.none) {
        (true, _) => Decision::Issue,
        (false, false) => Decision::AskConsent,
        (false, true) => Decision::Refuse(Fault::new(
            OAuthCode::ConsentRequired,
            "the person must allow it",
        )),
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

/// A strength is asked for once; unless it is essential, the ID token tells what came of it.
fn is_strong_enough(request: &ValidRequest, session: &Session) -> bool {
    request.level.is_some()
        || request.acr_values.is_empty()
        || request.acr_values.contains(&session.strength.acr)
}

fn prove(level: IdentityLevel, standing: Standing<'_>) -> Decision {
    if standing.may_prove {
        Decision::Prove(level)
    } else {
        unmet()
    }
}

/// OpenID Connect Core Error Code `unmet_authentication_requirements`.
fn unmet() -> Decision {
    Decision::Refuse(Fault::new(
        OAuthCode::UnmetAuthenticationRequirements,
        "the identity is not proven as well as is needed",
    ))
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
