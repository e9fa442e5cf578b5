//! Accounts, roles and invitations as the pages show them.

use serde::Serialize;
use shared::claims::Role;

use crate::provider_admin::{Account, Invitation, Reason};

/// The end of a role's keys: `lead`.
pub(crate) fn word(role: Role) -> &'static str {
    role.as_str().trim_start_matches("staff.")
}

/// Since when, why: one of our words, or what another console wrote.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DeactivatedView {
    at: i64,
    kind: Option<&'static str>,
    note: String,
}

#[derive(Debug, Clone, Serialize)]
struct PasskeyView {
    created_at: i64,
    last_used_at: Option<i64>,
}

/// The known ones among the services' words.
fn identities(words: &[String]) -> Vec<&'static str> {
    let known = ["bundid", "mein-uk"].into_iter();
    known
        .filter(|known| words.iter().any(|word| word == known))
        .collect()
}

/// An account, with no secret and no name of a passkey.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AccountView {
    pub(super) id: String,
    pub(super) email: String,
    deactivated: Option<DeactivatedView>,
    created_at: i64,
    last_sign_in_at: Option<i64>,
    password: bool,
    totp_since: Option<i64>,
    passkeys: Vec<PasskeyView>,
    /// Official identities that this portal has a name for.
    identities: Vec<&'static str>,
    roles: Vec<&'static str>,
    /// Whether it is the visitor's own.
    pub(super) own: bool,
}

impl AccountView {
    pub(super) fn new(account: &Account, own_sub: &str) -> Self {
        let deactivated = account.deactivated.as_ref().map(|it| {
            let (kind, note) = match Reason::read(&it.reason) {
                Ok(reason) => {
                    let note = reason.note.map(|note| note.as_str().to_owned());
                    (Some(reason.kind.as_str()), note.unwrap_or_default())
                }
                Err(text) => (None, text.to_owned()),
            };
            DeactivatedView {
                at: it.at,
                kind,
                note,
            }
        });
        let passkeys = account.factors.passkeys.iter().map(|it| PasskeyView {
            created_at: it.created_at,
            last_used_at: it.last_used_at,
        });
        Self {
            id: account.id.to_string(),
            email: account.email.clone(),
            deactivated,
            created_at: account.created_at,
            last_sign_in_at: account.last_sign_in_at,
            password: account.factors.password,
            totp_since: account.factors.totp.map(|totp| totp.since),
            passkeys: passkeys.collect(),
            identities: identities(&account.factors.identities),
            roles: account.roles.iter().copied().map(word).collect(),
            own: account.id.as_str() == own_sub,
        }
    }

    /// A citizen's, active and deactivated.
    pub(super) fn citizens() -> [Self; 2] {
        let active = Self {
            id: "kim".to_owned(),
            email: "kim.klicker@example.org".to_owned(),
            deactivated: None,
            created_at: 1_790_000_000,
            last_sign_in_at: Some(1_795_000_000),
            password: true,
            totp_since: Some(1_790_100_000),
            passkeys: vec![
                PasskeyView {
                    created_at: 1_790_200_000,
                    last_used_at: Some(1_795_000_000),
                },
                PasskeyView {
                    created_at: 1_794_000_000,
                    last_used_at: None,
                },
            ],
            identities: vec!["bundid"],
            roles: Vec::new(),
            own: false,
        };
        let deactivated = Self {
            deactivated: Some(DeactivatedView {
                at: 1_795_400_000,
                kind: Some("lost_access"),
                note: "Handy gestohlen, hat angerufen".to_owned(),
            }),
            last_sign_in_at: None,
            password: false,
            totp_since: None,
            passkeys: Vec::new(),
            ..active.clone()
        };
        [active, deactivated]
    }

    /// Colleagues: the visitor's own account, another, one who is deactivated.
    pub(super) fn colleagues() -> [Self; 3] {
        let [active, deactivated] = Self::citizens();
        let named = |account: &Self, id: &str, roles: &[Role], own: bool| Self {
            id: id.to_owned(),
            email: format!("{id}@jobcenter.example"),
            roles: roles.iter().copied().map(word).collect(),
            own,
            ..account.clone()
        };
        let mut gone = named(&deactivated, "otto.ohne", &[Role::Audit], false);
        if let Some(deactivated) = &mut gone.deactivated {
            deactivated.kind = Some("left_office");
            deactivated.note.clear();
        }
        [
            named(&active, "leitung", &[Role::Lead], true),
            named(
                &active,
                "uwe.muster",
                &[Role::Benefits, Role::Support],
                false,
            ),
            gone,
        ]
    }

    pub(super) const fn is_active(&self) -> bool {
        self.deactivated.is_none()
    }
}

/// An invitation that nobody has taken up yet.
#[derive(Debug, Clone, Serialize)]
pub(super) struct InvitationView {
    pub(super) id: String,
    pub(super) email: String,
    roles: Vec<&'static str>,
    created_at: i64,
    expires_at: i64,
}

impl InvitationView {
    pub(super) fn new(invitation: &Invitation) -> Self {
        Self {
            id: invitation.id.to_string(),
            email: invitation.email.clone(),
            roles: invitation.roles.iter().copied().map(word).collect(),
            created_at: invitation.created_at,
            expires_at: invitation.expires_at,
        }
    }

    pub(super) fn sample() -> Self {
        Self {
            id: "einladung".to_owned(),
            email: "ina.neu@jobcenter.example".to_owned(),
            roles: vec!["placement"],
            created_at: 1_795_300_000,
            expires_at: 1_795_900_000,
        }
    }
}
