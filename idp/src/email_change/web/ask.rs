//! „Benutzername / E-Mail-Adresse ändern" (S84). The answer is the same for every address.

use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::clock::Timestamp;
use shared::db::Tx;
use shared::forms::FormState;
use shared::pages::Page;

use crate::accounts::{Account, EmailAddress};
use crate::email_change::ask::{self, AskRefused, Asked};
use crate::error::page::PageError;
use crate::factors::{NotNow, again, sign_in_first};
use crate::limits::{Limit, Verdict};
use crate::request::{Cx, Person, Protected, SignedIn};

const PATH: &str = "/konto/email";

#[derive(Debug, Serialize)]
pub(super) struct AskPage {
    form: FormState,
    action: &'static str,
    /// The address until now.
    email: String,
    /// So long the last change may be undone, and no other one made.
    waits_until: Option<Timestamp>,
}

impl Page for AskPage {
    const TEMPLATE: &'static str = "email_change/ask.html";

    fn samples() -> Vec<Self> {
        let page = |form, waits_until| Self {
            form,
            action: PATH,
            email: "kim.klicker@example.org".to_owned(),
            waits_until,
        };
        let wrong = FormState::new()
            .keep("email", "kim")
            .with_error("email", "sign_up-register-email-invalid");
        let until = Timestamp::from_unix(1_770_000_000);
        vec![
            page(FormState::new(), None),
            page(wrong, None),
            page(FormState::new(), Some(until)),
        ]
    }
}

/// The mail is on its way.
#[derive(Debug, Serialize)]
pub(super) struct SentPage {
    email: String,
}

impl Page for SentPage {
    const TEMPLATE: &'static str = "email_change/sent.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            email: "kim.neu@example.org".to_owned(),
        }]
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct AskForm {
    #[serde(default)]
    email: String,
}

pub(super) async fn show(SignedIn { cx, person }: SignedIn) -> Result<Response, PageError> {
    if let Some(redirect) = sign_in_first(&cx, &person.session, PATH) {
        return Ok(redirect);
    }
    render(cx, &person, FormState::new())
}

pub(super) async fn send(
    SignedIn { cx, person }: SignedIn,
    Protected(form): Protected<AskForm>,
) -> Result<Response, PageError> {
    if let Some(redirect) = sign_in_first(&cx, &person.session, PATH) {
        return Ok(redirect);
    }
    let typed = form.email.trim();
    let state = FormState::new().keep("email", typed);
    let Ok(new) = typed.parse::<EmailAddress>() else {
        let state = state.with_error("email", "sign_up-register-email-invalid");
        return render(cx, &person, state);
    };
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    spend(&mut tx, &cx, &person, &new).await?;
    let means = (&*app.entropy, &app.upstreams);
    let (account, asked) = match ask::ask(&mut tx, means, cx.now, &person.session, &new).await {
        Ok(asked) => asked,
        Err(AskRefused::Store(error) | AskRefused::NotNow(NotNow::Store(error))) => {
            return Err(error.into());
        }
        Err(AskRefused::NotNow(NotNow::Stale)) => {
            return Ok(Redirect::to(&again(&cx, PATH)).into_response());
        }
        Err(AskRefused::NotNow(_)) => return Ok(Redirect::to("/anmelden").into_response()),
        Err(AskRefused::TooSoon) => return Ok(Redirect::to(PATH).into_response()),
        Err(AskRefused::Same) => {
            let state = state.with_error("email", "email_change-ask-same");
            return render(cx, &person, state);
        }
    };
    tell(&mut tx, &cx, &account, (&new, &asked)).await?;
    tx.commit().await?;
    app.postman.ring();
    let page = SentPage {
        email: new.as_str().to_owned(),
    };
    framed(cx).render(&page)
}

/// Nobody is flooded with mails by this page, neither at the new address nor at the old one.
async fn spend(tx: &mut Tx, cx: &Cx, person: &Person, new: &EmailAddress) -> Result<(), PageError> {
    let allowed = cx.app.settings.limits.mails_per_recipient;
    let limits = [
        (Limit::of("mail.recipient", allowed), new.key()),
        (
            Limit::of("email_change.account", allowed),
            person.account.id.as_str().to_owned(),
        ),
    ];
    for (limit, key) in limits {
        let verdict = cx.app.limits.spend_with(tx, limit, &key, cx.now).await?;
        if let Verdict::Refused { retry_after } = verdict {
            return Err(PageError::too_many(retry_after));
        }
    }
    Ok(())
}

async fn tell(
    tx: &mut Tx,
    cx: &Cx,
    account: &Account,
    (new, asked): (&EmailAddress, &Asked),
) -> Result<(), PageError> {
    let app = &cx.app;
    let lang = account.locale.as_deref().unwrap_or(cx.lang());
    let values = serde_json::json!({
        "email": account.email.as_str(),
        "new": new.as_str(),
        "at": cx.now.unix(),
        "account_url": app.url("/konto"),
    });
    let to = (account.email.as_str(), lang);
    app.mail(tx, cx.now, to, "email_change_asked", &values)
        .await?;
    let to = (new.as_str(), cx.lang());
    match asked {
        Asked::Waiting(token) => {
            let path = format!(
                "/email-bestaetigen?id={}&lang={}",
                token.reveal(),
                cx.lang()
            );
            let values = serde_json::json!({ "email": new.as_str(), "link": app.url(&path) });
            app.mail(tx, cx.now, to, "email_change_confirm", &values)
                .await
        }
        Asked::Known => {
            let values = serde_json::json!({ "email": new.as_str() });
            app.mail(tx, cx.now, to, "email_change_known", &values)
                .await
        }
    }
}

fn render(cx: Cx, person: &Person, form: FormState) -> Result<Response, PageError> {
    let status = if form.is_fine() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = AskPage {
        form,
        action: PATH,
        email: person.account.email.as_str().to_owned(),
        waits_until: person.account.former(cx.now).map(|former| former.until),
    };
    framed(cx).render_as(status, &page)
}

fn framed(cx: Cx) -> Cx {
    Cx {
        frame: cx.frame.clone().crumb("factors-account-title", "/konto"),
        ..cx
    }
}
