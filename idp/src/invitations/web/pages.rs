//! What an invitation looks like to whom.

use serde::Serialize;
use shared::claims::Role;
use shared::forms::FormState;
use shared::pages::Page;

use crate::invitations::Invitation;
use crate::invitations::model::RoleWord;
use crate::passwords::{self, Line};

/// What every page of an open invitation tells.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Invited {
    /// The token, for the form.
    id: String,
    email: String,
    roles: Vec<RoleWord>,
    until: i64,
}

impl Invited {
    pub(super) fn new(id: &str, invitation: &Invitation) -> Self {
        Self {
            id: id.to_owned(),
            email: invitation.email.as_str().to_owned(),
            roles: RoleWord::all(&invitation.roles),
            until: invitation.expires_at.unix(),
        }
    }

    fn sample(roles: &[Role]) -> Self {
        Self {
            id: "token".to_owned(),
            email: "uwe.amt@jobcenter.example".to_owned(),
            roles: RoleWord::all(roles),
            until: 1_796_000_000,
        }
    }
}

/// For who has no account yet: the password is chosen here.
#[derive(Debug, Serialize)]
pub(super) struct NewPage {
    pub(super) form: FormState,
    pub(super) invited: Invited,
    pub(super) rules: Vec<Line>,
}

impl Page for NewPage {
    const TEMPLATE: &'static str = "invitations/new.html";

    fn samples() -> Vec<Self> {
        let rule = passwords::Rule::Seeds {
            special: "@#$%&*-_!=;:,?/\"()".to_owned(),
        };
        let rules = rule.checklist("password_repeat");
        let wrong = FormState::new()
            .with_error("password", "passwords-rule-upper")
            .with_error("terms", "sign_up-register-terms-missing");
        [(FormState::new(), &[Role::Lead][..]), (wrong, &Role::ALL)]
            .map(|(form, roles)| Self {
                form,
                invited: Invited::sample(roles),
                rules: rules.clone(),
            })
            .into()
    }
}

/// What someone who has an account does next.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Step {
    /// Sign in.
    SignIn,
    /// Secure the account first, then open the link again.
    Secure,
    /// Accept.
    Accept,
}

/// For who has an account.
#[derive(Debug, Serialize)]
pub(super) struct KnownPage {
    pub(super) invited: Invited,
    pub(super) step: Step,
    pub(super) sign_in: String,
}

impl Page for KnownPage {
    const TEMPLATE: &'static str = "invitations/known.html";

    fn samples() -> Vec<Self> {
        [Step::SignIn, Step::Secure, Step::Accept]
            .map(|step| Self {
                invited: Invited::sample(&[Role::Benefits, Role::Placement]),
                step,
                sign_in: "/anmelden/konto".to_owned(),
            })
            .into()
    }
}

/// Somebody else is signed in.
#[derive(Debug, Serialize)]
pub(super) struct OtherPage {
    pub(super) invited: Invited,
    pub(super) signed_in_as: String,
}

impl Page for OtherPage {
    const TEMPLATE: &'static str = "invitations/other.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            invited: Invited::sample(&[Role::Support]),
            signed_in_as: "kim.klicker@example.org".to_owned(),
        }]
    }
}

/// The invitation is accepted, or no longer good.
#[derive(Debug, Serialize)]
pub(super) struct OverPage {
    pub(super) accepted: bool,
    pub(super) office: String,
}

impl Page for OverPage {
    const TEMPLATE: &'static str = "invitations/over.html";

    fn title(&self) -> Option<String> {
        let key = if self.accepted {
            "invitations-over-accepted-title"
        } else {
            "invitations-over-dead-title"
        };
        Some(key.to_owned())
    }

    fn samples() -> Vec<Self> {
        [false, true]
            .map(|accepted| Self {
                accepted,
                office: "/anmelden".to_owned(),
            })
            .into()
    }
}
