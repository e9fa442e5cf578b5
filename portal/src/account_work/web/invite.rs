//! `/sachbearbeitung/team/einladen`: a new colleague is told by e-mail how to come in.

use axum::response::Response;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::claims::{Action, Role};
use shared::forms::FormState;
use shared::pages::Page;
use shared::settings::EmailAddress;

use super::TEAM;
use super::done::Done;
use super::roles::{Choice, choices, read_roles};
use super::submit::{Submitted, refused, submit};
use crate::provider_admin::AccountDeed;
use crate::request::{Protected, Staff, Stop};

/// A language that the mail can be in.
#[derive(Debug, Clone, Serialize)]
struct Tongue {
    value: String,
    label: String,
}

#[derive(Debug, Serialize)]
pub(super) struct InvitePage {
    form: FormState,
    choices: Vec<Choice>,
    languages: Vec<Tongue>,
    two: bool,
}

impl Page for InvitePage {
    const TEMPLATE: &'static str = "account_work/invite.html";

    fn samples() -> Vec<Self> {
        let languages = [("de", "Deutsch"), ("en", "English")].map(|(value, label)| Tongue {
            value: value.to_owned(),
            label: label.to_owned(),
        });
        let sample = |form: FormState, ticked: &[Role], two| Self {
            form: form.keep("lang", "de"),
            choices: choices(&[Role::Lead], ticked),
            languages: languages.to_vec(),
            two,
        };
        let wrong = FormState::new()
            .keep("email", "ina.neu")
            .with_error("email", "account-work-invite-email-wrong")
            .with_error("roles", "account-work-roles-none");
        let known = FormState::new()
            .keep("email", "uwe.muster@jobcenter.example")
            .with_error("email", "account-work-refused-already_staff");
        vec![
            sample(FormState::new(), &[], false),
            sample(wrong, &[], true),
            sample(known, &[Role::Support], false),
        ]
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    email: String,
    #[serde(default)]
    lang: String,
    #[serde(default)]
    role: Vec<String>,
}

pub(super) async fn show(staff: Staff) -> Result<Response, Stop> {
    let form = FormState::new().keep("lang", staff.lang());
    render(&staff, StatusCode::OK, form, &[])
}

pub(super) async fn send(staff: Staff, Protected(sent): Protected<Sent>) -> Result<Response, Stop> {
    let email = sent.email.trim();
    let mut form = FormState::new()
        .keep("email", email)
        .keep("lang", &sent.lang);
    if email.parse::<EmailAddress>().is_err() {
        form.wrong("email", "account-work-invite-email-wrong");
    }
    let roles = read_roles(&sent.role, &staff.person.session.roles);
    let roles = roles.unwrap_or_default();
    if roles.is_empty() {
        form.wrong("roles", "account-work-roles-none");
    }
    let mut languages = staff.app.pages.languages().iter();
    if !languages.any(|language| language.code == sent.lang) {
        form.wrong("lang", "account-work-invite-lang-missing");
    }
    if !form.is_fine() {
        return render(&staff, StatusCode::UNPROCESSABLE_ENTITY, form, &roles);
    }
    let deed = AccountDeed::Invite {
        email: email.to_owned(),
        roles: roles.clone(),
        lang: sent.lang.clone(),
    };
    let (page, done) = (format!("{TEAM}/einladen"), Done::Invited.at(TEAM));
    match submit(&staff, deed, (&page, &done)).await? {
        Submitted::Onward(response) => Ok(response),
        Submitted::Refused(key) => {
            let form = if key.ends_with("already_staff") {
                form.with_error("email", key)
            } else {
                refused(form, key)
            };
            render(&staff, StatusCode::UNPROCESSABLE_ENTITY, form, &roles)
        }
    }
}

fn render(
    staff: &Staff,
    status: StatusCode,
    form: FormState,
    ticked: &[Role],
) -> Result<Response, Stop> {
    let languages = staff.app.pages.languages().iter().map(|it| Tongue {
        value: it.code.clone(),
        label: it.name.clone(),
    });
    let page = InvitePage {
        form,
        choices: choices(&staff.person.session.roles, ticked),
        languages: languages.collect(),
        two: staff.app.settings.staff.needs_second(Action::InviteStaff),
    };
    let frame = staff.frame.clone().crumb("staff-area-team", TEAM);
    Ok(staff.within(frame).render_as(status, &page)?)
}
