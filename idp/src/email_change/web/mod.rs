//! The pages of changing the address.

mod ask;
mod confirm;
mod stop;

use axum::Router;
use axum::routing::get;
use serde::{Deserialize, Serialize};
use shared::pages::{Page, Pages, PagesError};

use crate::app::App;
use crate::preview::{Preview, samples};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/konto/email", get(ask::show).post(ask::send))
        .route("/email-bestaetigen", get(confirm::show).post(confirm::send))
        .route("/email-zurueck", get(stop::show).post(stop::send))
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<ask::AskPage>(pages),
        samples::<ask::SentPage>(pages),
        samples::<confirm::ConfirmPage>(pages),
        samples::<confirm::ChangedPage>(pages),
        samples::<stop::StopPage>(pages),
        samples::<stop::StoppedPage>(pages),
        samples::<DeadLinkPage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}

/// A mailed link that is no longer good.
#[derive(Debug, Serialize)]
struct DeadLinkPage {
    /// It was to undo a change.
    stops: bool,
}

impl Page for DeadLinkPage {
    const TEMPLATE: &'static str = "email_change/dead_link.html";

    fn samples() -> Vec<Self> {
        vec![Self { stops: false }, Self { stops: true }]
    }
}

/// The link's token, in its address and in its form.
#[derive(Debug, Deserialize)]
struct Link {
    #[serde(default)]
    id: String,
}
