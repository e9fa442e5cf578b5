//! Where a sign-in came from and goes on to.

use axum::extract::{FromRequestParts, Query};
use http::request::Parts;
use serde::Deserialize;
use shared::claims::IdentityLevel;
use shared::secret::Token;
use url::form_urlencoded;

use crate::app::App;
use crate::error::page::{PageError, Problem};
use crate::interactions::{InteractionId, onward};
use crate::request::{Cx, carry};
use crate::sign_in::finish::Arrival;

/// What the address of every page of signing in carries along.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Way {
    /// The waiting request of an application.
    #[serde(default)]
    vorgang: Option<String>,
    /// A page of the account that wants a fresh sign-in.
    #[serde(default)]
    weiter: Option<String>,
    /// Whoever is signed in already has to sign in again.
    #[serde(default)]
    erneut: Option<String>,
    /// The identity level that is wanted at least.
    #[serde(default)]
    stufe: Option<String>,
}

impl Way {
    /// Whether a running session is not enough.
    pub(super) fn again(&self) -> bool {
        self.erneut.is_some()
    }

    /// Whether a page of the account asks for a fresh sign-in of the person who has a session.
    pub(super) fn returns(&self) -> bool {
        self.again() && self.weiter().is_some()
    }

    /// The identity level that is wanted at least.
    pub(super) fn level(&self) -> Option<IdentityLevel> {
        IdentityLevel::of_word(self.stufe.as_deref()?)
    }

    /// The way of a query that [`carry`](Self::carry) made.
    pub(super) fn read(query: &str) -> Self {
        let mut way = Self::default();
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            let place = match &*name {
                "vorgang" => &mut way.vorgang,
                "weiter" => &mut way.weiter,
                "erneut" => &mut way.erneut,
                "stufe" => &mut way.stufe,
                _ => continue,
            };
            *place = Some(value.into_owned());
        }
        way
    }

    /// The waiting request, if it is one.
    pub(super) fn vorgang(&self) -> Option<InteractionId> {
        self.vorgang.as_deref()?.parse().ok()
    }

    /// `path` with everything carried along.
    pub(super) fn carry(&self, path: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some(vorgang) = self.vorgang() {
            query.append_pair("vorgang", vorgang.as_str());
        }
        if let Some(weiter) = self.weiter() {
            query.append_pair("weiter", weiter);
        }
        if self.again() {
            query.append_pair("erneut", "1");
        }
        if let Some(level) = self.level() {
            query.append_pair("stufe", level.word());
        }
        let query = query.finish();
        if query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{query}")
        }
    }

    /// The browser, its session until now, and whether that may go on after this sign-in.
    pub(super) fn arrival<'a>(&self, cx: &'a Cx) -> Arrival<'a> {
        Arrival {
            visit: &cx.visit,
            writer: cx.app.writer(cx.now),
            lang: cx.lang(),
            own: &cx.app.settings.http.public_url,
            session: cx.person.as_ref().map(|person| &person.session),
            may_go_on: self.vorgang().is_none(),
        }
    }

    /// Where a person who has signed in goes on.
    pub(super) fn onward(&self) -> String {
        match (self.vorgang(), self.weiter()) {
            // First the page of the account, which takes the waiting request along.
            (Some(vorgang), Some(weiter)) => carry(weiter, Some(&vorgang)),
            (Some(vorgang), None) => onward(&vorgang),
            (None, Some(weiter)) => weiter.to_owned(),
            (None, None) => "/konto".to_owned(),
        }
    }

    /// Only pages of the account and an invitation, so that no link of a stranger leads elsewhere.
    fn weiter(&self) -> Option<&str> {
        let path = self.weiter.as_deref()?;
        let invitation = path.strip_prefix("/einladung?id=");
        if invitation.and_then(Token::parse).is_some() {
            return Some(path);
        }
        // A page that is filled in again with what was typed before the sign-in.
        let (page, draft) = path.split_once("?entwurf=").unzip();
        if draft.is_some_and(|draft| Token::parse(draft).is_none()) {
            return None;
        }
        let rest = page.unwrap_or(path).strip_prefix("/konto")?;
        let known = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"/-".contains(&b);
        let fits = (rest.is_empty() || rest.starts_with('/')) && !rest.contains("//");
        (fits && rest.bytes().all(known)).then_some(path)
    }
}

impl FromRequestParts<App> for Way {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let Query(way) = Query::from_request_parts(parts, app)
            .await
            .map_err(|_| PageError::new(Problem::BadRequest))?;
        Ok(way)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(weiter: &str) -> String {
        let way = Way {
            weiter: Some(weiter.to_owned()),
            ..Way::default()
        };
        way.onward()
    }

    #[test]
    fn only_pages_of_the_account_are_gone_on_to() {
        let invitation = format!("/einladung?id={}", "a".repeat(43));
        let draft = format!("/konto/email?entwurf={}", "a".repeat(43));
        for path in [
            "/konto",
            "/konto/totp",
            "/konto/passkeys/abc234/loeschen",
            &invitation,
            &draft,
        ] {
            assert_eq!(to(path), path);
        }
        for path in [
            "",
            "https://evil.test",
            "//evil.test",
            "/konto//evil.test",
            "/kontoxyz",
            "/konto/../abmelden",
            "/konto\\evil",
            "/konto?x=1",
            "/konto?entwurf=x",
            "/einladung",
            "/einladung?id=x&lang=de",
        ] {
            assert_eq!(to(path), "/konto", "{path}");
        }
    }

    #[test]
    fn a_page_of_the_account_takes_the_waiting_request_along() {
        let id = "a".repeat(26);
        let way = Way::read(&format!("vorgang={id}&weiter=/konto/bundid/verbinden"));
        let onward = format!("/konto/bundid/verbinden?vorgang={id}");
        assert_eq!(way.onward(), onward);
    }

    #[test]
    fn everything_is_carried_along() {
        let way = Way {
            vorgang: Some("a".repeat(26)),
            weiter: Some("/konto/totp".to_owned()),
            erneut: Some("1".to_owned()),
            stufe: Some("substantial".to_owned()),
        };
        assert_eq!(Way::read(&way.carry("")).carry("/x"), way.carry("/x"));
        let carried = format!(
            "/x?vorgang={}&weiter=%2Fkonto%2Ftotp&erneut=1&stufe=substantial",
            "a".repeat(26)
        );
        assert_eq!(way.carry("/x"), carried);
        let forged = Way {
            vorgang: Some("a&b".to_owned()),
            ..Way::default()
        };
        assert_eq!(forged.carry("/x"), "/x");
    }
}
