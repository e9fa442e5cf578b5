//! A code for a colleague: the form, the page that shows the code once, and taking it back. The
//! code stands in the answer to the form and nowhere else: neither reloading nor going back shows
//! it again.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::forms::FormState;
use shared::pages::Page;
use shared::secret::random_id;

use super::HOME;
use super::admin::{Admin, no_admin_any_more};
use crate::cases::{Name, Record, Whom};
use crate::codes::CodeId;
use crate::colleagues::change;
use crate::colleagues::issue::{Desk, IssueError, Issued, Wish};
use crate::error::page::{PageError, Problem};
use crate::profiles::MemberRole;
use crate::request::{Nothing, Protected};

/// Our own ids are shorter.
const LONGEST_FORM_ID: usize = 64;

/// „Code für eine Kollegin oder einen Kollegen“.
#[derive(Debug, Serialize)]
pub(super) struct WishPage {
    form: FormState,
    organisation: String,
    /// Names this form: sent twice, it makes one code.
    id: String,
    days: u64,
    /// As many are open as may be.
    full: Option<u32>,
}

impl Page for WishPage {
    const TEMPLATE: &'static str = "colleagues/wish.html";

    fn samples() -> Vec<Self> {
        let page = |form, full| Self {
            form,
            organisation: "Muster GmbH".to_owned(),
            id: "abc".to_owned(),
            days: 14,
            full,
        };
        let wrong = |key: &str| FormState::new().with_error("label", key);
        vec![
            page(FormState::new(), None),
            page(wrong("colleagues-wish-label-empty"), None),
            page(wrong("colleagues-wish-label-wrong"), None),
            page(FormState::new(), Some(20)),
        ]
    }
}

/// The code, once.
#[derive(Debug, Serialize)]
pub(super) struct CodePage {
    organisation: String,
    label: String,
    role: MemberRole,
    code: String,
    /// Where the QR code leads.
    qr_url: String,
    /// Where the code is typed.
    url: String,
    expires: i64,
    register_number: String,
    register_court: String,
}

impl Page for CodePage {
    const TEMPLATE: &'static str = "colleagues/code.html";

    fn samples() -> Vec<Self> {
        [MemberRole::Member, MemberRole::Admin]
            .map(|role| Self {
                organisation: "Muster GmbH".to_owned(),
                label: "Robin aus der Buchhaltung".to_owned(),
                role,
                code: "7K3M-9QXT-2B4H-8RWE".to_owned(),
                qr_url: "https://portal.example/freischaltcode/7K3M-9QXT-2B4H-8RWE".to_owned(),
                url: "https://portal.example/freischaltcode?fuer=organisation".to_owned(),
                expires: 1_796_209_600,
                register_number: "HRB 12345".to_owned(),
                register_court: "Musterstadt".to_owned(),
            })
            .into()
    }
}

/// „Der Code wurde schon angezeigt“.
#[derive(Debug, Serialize)]
pub(super) struct ShownPage {}

impl Page for ShownPage {
    const TEMPLATE: &'static str = "colleagues/shown.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    form: String,
    #[serde(default)]
    label: String,
    #[serde(default)]
    role: String,
}

/// The empty form.
pub(super) async fn show(admin: Admin) -> Result<Response, PageError> {
    let form = FormState::new().keep("role", MemberRole::Member.word());
    ask(admin, StatusCode::OK, form, None)
}

fn ask(
    admin: Admin,
    status: StatusCode,
    form: FormState,
    full: Option<u32>,
) -> Result<Response, PageError> {
    let page = WishPage {
        form,
        organisation: admin.case.record.name(),
        id: random_id(&*admin.app.entropy),
        days: admin.app.settings.unlock.colleague_code.as_secs() / (24 * 60 * 60),
        full,
    };
    admin.render(status, &page)
}

/// Makes the code and shows it.
pub(super) async fn issue(
    admin: Admin,
    Protected(sent): Protected<Sent>,
) -> Result<Response, PageError> {
    let mut form = FormState::new().keep("label", sent.label.trim());
    let role = MemberRole::of_word(&sent.role).unwrap_or(MemberRole::Member);
    form = form.keep("role", role.word());
    if sent.form.is_empty() || sent.form.len() > LONGEST_FORM_ID {
        return Err(PageError::new(Problem::BadRequest));
    }
    let Ok(label) = sent.label.parse::<Name>() else {
        let empty = sent.label.trim().is_empty();
        let fault = if empty { "empty" } else { "wrong" };
        form.wrong("label", format!("colleagues-wish-label-{fault}"));
        return ask(admin, StatusCode::UNPROCESSABLE_ENTITY, form, None);
    };
    let wish = Wish {
        label,
        role,
        form: sent.form,
    };
    match make(&admin, &wish).await {
        Ok(issued) => reveal(admin, &wish, &issued),
        Err(IssueError::SentBefore) => admin.render(StatusCode::CONFLICT, &ShownPage {}),
        Err(IssueError::TooMany) => {
            let most = admin.app.settings.unlock.colleague_codes_open.get();
            ask(admin, StatusCode::CONFLICT, form, Some(most))
        }
        Err(IssueError::NoAdmin) => Ok(no_admin_any_more()),
        // The start page says so.
        Err(IssueError::Closed) => Ok(Redirect::to("/start").into_response()),
        Err(IssueError::Busy(busy)) => Err(busy.into()),
        Err(IssueError::Store(error)) => Err(error.into()),
        Err(error @ IssueError::NoFreeName) => Err(PageError::internal(error)),
    }
}

async fn make(admin: &Admin, wish: &Wish) -> Result<Issued, IssueError> {
    let app = &admin.app;
    let desk = Desk {
        db: &app.db,
        hasher: &app.hasher,
        entropy: &*app.entropy,
        now: admin.now,
        rules: &app.settings.unlock,
    };
    desk.issue((&admin.actor(), &admin.profile.id), wish).await
}

fn reveal(mut admin: Admin, wish: &Wish, issued: &Issued) -> Result<Response, PageError> {
    let code = issued.reveal();
    let record = &admin.case.record;
    let (register_number, register_court) = register(record);
    let page = CodePage {
        organisation: record.name(),
        label: wish.label.as_str().to_owned(),
        role: wish.role,
        code: code.as_str().to_owned(),
        qr_url: admin.app.url(&format!(
            "/freischaltcode/{}?fuer=organisation",
            code.as_str()
        )),
        url: admin.app.url("/freischaltcode?fuer=organisation"),
        expires: issued.expires_at.unix(),
        register_number,
        register_court,
    };
    // Another language is another page, and the code is not shown again.
    admin.visit.cx.frame = admin.visit.cx.frame.at(HOME);
    admin.render(StatusCode::OK, &page)
}

fn register(record: &Record) -> (String, String) {
    match &record.whom {
        Whom::Organisation { register, .. } => (
            register.number.as_str().to_owned(),
            register.court.as_str().to_owned(),
        ),
        Whom::Person { .. } => (String::new(), String::new()),
    }
}

/// Takes a code back.
pub(super) async fn revoke(
    admin: Admin,
    Path(code): Path<String>,
    _sent: Protected<Nothing>,
) -> Result<Response, PageError> {
    let app = &admin.app;
    let code = CodeId::new(code);
    let (by, now) = ((admin.actor(), &admin.profile.id), admin.now);
    let mut tx = app.db.write().await?;
    let means = (&*app.entropy, now);
    let revoked = change::revoke(&mut tx, means, (&by.0, by.1), &code).await?;
    tx.commit().await?;
    Ok(match revoked {
        Some(true) => Redirect::to("/unternehmen/zugaenge?getan=widerrufen").into_response(),
        // It is used or dead already: the list says so.
        Some(false) => Redirect::to(HOME).into_response(),
        None => no_admin_any_more(),
    })
}
