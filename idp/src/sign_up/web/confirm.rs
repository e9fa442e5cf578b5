//! The page that the mailed link opens: a button does the deed (S35–S37). In another browser
//! than the registering one it also asks for the chosen password.

use std::time::Duration;

use axum::extract::Query;
use axum::response::Response;
use http::StatusCode;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use shared::forms::FormState;
use shared::pages::Page;
use shared::secret::Token;

use crate::error::page::PageError;
use crate::identities::Vault;
use crate::interactions::InteractionId;
use crate::limits::{Attempt, Limit};
use crate::passwords;
use crate::request::{Cx, Protected, carry};
use crate::sign_up::{self, Confirmed, Link};

/// Guesses of the password at one link.
const PER_LINK: Limit = Limit {
    name: "sign_up.confirm",
    burst: 5,
    per: Duration::from_hours(1),
};

#[derive(Debug, Serialize)]
pub(super) struct ConfirmPage {
    form: FormState,
    id: String,
    email: String,
    ask_password: bool,
}

impl Page for ConfirmPage {
    const TEMPLATE: &'static str = "sign_up/confirm.html";

    fn samples() -> Vec<Self> {
        let page = |ask_password, form| Self {
            form,
            id: "token".to_owned(),
            email: "kim.klicker@example.org".to_owned(),
            ask_password,
        };
        let wrong = FormState::new().with_error("password", "sign_up-confirm-password-wrong");
        vec![
            page(false, FormState::new()),
            page(true, FormState::new()),
            page(true, wrong),
        ]
    }
}

/// „Sie haben Ihre E-Mail-Adresse erfolgreich bestätigt." (S37)
#[derive(Debug, Serialize)]
pub(super) struct ConfirmedPage {
    already: bool,
    sign_in: String,
}

impl Page for ConfirmedPage {
    const TEMPLATE: &'static str = "sign_up/confirmed.html";

    fn samples() -> Vec<Self> {
        [false, true]
            .map(|already| Self {
                already,
                sign_in: "/anmelden".to_owned(),
            })
            .into()
    }
}

/// The link is no longer good.
#[derive(Debug, Serialize)]
pub(super) struct DeadLinkPage {}

impl Page for DeadLinkPage {
    const TEMPLATE: &'static str = "sign_up/dead_link.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}

/// The link must be opened where the registration began.
#[derive(Debug, Serialize)]
pub(super) struct ElsewherePage {}

impl Page for ElsewherePage {
    const TEMPLATE: &'static str = "sign_up/elsewhere.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct LinkQuery {
    #[serde(default)]
    id: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct ConfirmForm {
    #[serde(default)]
    id: String,
    #[serde(default)]
    password: SecretString,
}

pub(super) async fn show(cx: Cx, Query(query): Query<LinkQuery>) -> Result<Response, PageError> {
    let Some((token, link)) = look(&cx, &query.id).await? else {
        return cx.render_as(StatusCode::GONE, &DeadLinkPage {});
    };
    match link {
        Link::Dead => cx.render_as(StatusCode::GONE, &DeadLinkPage {}),
        Link::Elsewhere => cx.render_as(StatusCode::CONFLICT, &ElsewherePage {}),
        Link::Used { interaction } => confirmed(&cx, true, interaction.as_ref()),
        Link::Good { email, ask } => cx.render(&ConfirmPage {
            form: FormState::new(),
            id: token.reveal().to_owned(),
            email: email.as_str().to_owned(),
            ask_password: ask.is_some(),
        }),
    }
}

pub(super) async fn press(
    cx: Cx,
    Protected(form): Protected<ConfirmForm>,
) -> Result<Response, PageError> {
    let Some((token, link)) = look(&cx, &form.id).await? else {
        return cx.render_as(StatusCode::GONE, &DeadLinkPage {});
    };
    let (email, ask) = match link {
        Link::Dead => return cx.render_as(StatusCode::GONE, &DeadLinkPage {}),
        Link::Elsewhere => return cx.render_as(StatusCode::CONFLICT, &ElsewherePage {}),
        Link::Used { interaction } => return confirmed(&cx, true, interaction.as_ref()),
        Link::Good { email, ask } => (email, ask),
    };
    let same_browser = ask.is_none();
    if let Some(phc) = ask
        && !password_fits(&cx, &token, &form.password, &phc).await?
    {
        let page = ConfirmPage {
            form: FormState::new().with_error("password", "sign_up-confirm-password-wrong"),
            id: form.id,
            email: email.as_str().to_owned(),
            ask_password: true,
        };
        return cx.render_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    let sealing = app.sealing.derive("identities");
    let vault = Vault {
        sealing: &sealing,
        entropy: &*app.entropy,
    };
    let done = sign_up::confirm(&mut tx, vault, cx.now, &token).await?;
    if !matches!(done, Confirmed::TooLate) {
        tx.commit().await?;
    }
    match done {
        Confirmed::Created { interaction } => {
            confirmed(&cx, false, interaction.as_ref().filter(|_| same_browser))
        }
        Confirmed::TooLate => cx.render_as(StatusCode::GONE, &DeadLinkPage {}),
    }
}

async fn look(cx: &Cx, id: &str) -> Result<Option<(Token, Link)>, PageError> {
    let Some(token) = Token::parse(id) else {
        return Ok(None);
    };
    let app = &cx.app;
    let sealing = app.sealing.derive("identities");
    let identities = (&sealing, app.upstreams.offered());
    let mut tx = app.db.read().await?;
    let link = sign_up::look(&mut tx, identities, (&token, &cx.visitor), cx.now).await?;
    Ok(Some((token, link)))
}

async fn password_fits(
    cx: &Cx,
    token: &Token,
    password: &SecretString,
    phc: &str,
) -> Result<bool, PageError> {
    let key = token.hash().to_hex();
    let attempt = Attempt::default().within(PER_LINK, key);
    let spent = cx.attempt(attempt).await?;
    let password = passwords::normalise(password);
    let fits = cx.app.hasher.verify(&password, Some(phc)).await?;
    spent.keep();
    Ok(fits)
}

/// The success page; „Zur Anmeldung" goes on where the person began, else to the portal.
fn confirmed(
    cx: &Cx,
    already: bool,
    interaction: Option<&InteractionId>,
) -> Result<Response, PageError> {
    let sign_in = match (interaction, &cx.app.settings.home.url) {
        (None, Some(home)) => home.to_string(),
        (vorgang, _) => carry("/anmelden", vorgang),
    };
    cx.render(&ConfirmedPage { already, sign_in })
}
