//! The protocol's few pages.

use serde::Serialize;
use shared::pages::{Page, Pages, PagesError};

use super::answer::FormPostPage;
use super::consent::ConsentPage;
use crate::preview::{Preview, samples};

/// A request for sign-in that leads nowhere: nobody can be told but the person.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Reason {
    /// The application or its address is not known here.
    Untrusted,
    /// The request has been answered, has expired, or belongs to another browser.
    Gone,
}

#[derive(Debug, Serialize)]
pub(super) struct StuckPage {
    pub(super) reason: Reason,
    pub(super) home_url: String,
    /// For the application's makers.
    pub(super) detail: Option<&'static str>,
}

impl Page for StuckPage {
    const TEMPLATE: &'static str = "oauth/stuck.html";

    fn title(&self) -> Option<String> {
        let key = match self.reason {
            Reason::Untrusted => "oauth-stuck-untrusted-title",
            Reason::Gone => "oauth-stuck-gone-title",
        };
        Some(key.to_owned())
    }

    fn samples() -> Vec<Self> {
        let page = |reason, detail| Self {
            reason,
            home_url: "/anmelden".to_owned(),
            detail,
        };
        vec![
            page(
                Reason::Untrusted,
                Some("redirect_uri is not registered for this client"),
            ),
            page(Reason::Gone, None),
        ]
    }
}

/// „Möchten Sie sich abmelden?“
#[derive(Debug, Serialize)]
pub(super) struct ConfirmSignOutPage {
    /// The application that asked, if it proved itself.
    pub(super) client: Option<String>,
    pub(super) home_url: String,
}

impl Page for ConfirmSignOutPage {
    const TEMPLATE: &'static str = "oauth/confirm_sign_out.html";

    fn samples() -> Vec<Self> {
        [Some("Jobcenter-Portal".to_owned()), None]
            .map(|client| Self {
                client,
                home_url: "/konto".to_owned(),
            })
            .into()
    }
}

/// Relying parties are told by frames, then the browser goes on.
#[derive(Debug, Serialize)]
pub(super) struct SigningOutPage {
    pub(super) frames: Vec<String>,
    pub(super) onward: String,
}

impl Page for SigningOutPage {
    const TEMPLATE: &'static str = "oauth/signing_out.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            frames: Vec::new(),
            onward: "/abgemeldet".to_owned(),
        }]
    }
}

/// What was ended.
#[derive(Debug, Serialize)]
pub(super) struct SignedOutPage {
    pub(super) home_url: String,
}

impl Page for SignedOutPage {
    const TEMPLATE: &'static str = "oauth/signed_out.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            home_url: "/anmelden".to_owned(),
        }]
    }
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<ConsentPage>(pages),
        samples::<FormPostPage>(pages),
        samples::<StuckPage>(pages),
        samples::<ConfirmSignOutPage>(pages),
        samples::<SigningOutPage>(pages),
        samples::<SignedOutPage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}
