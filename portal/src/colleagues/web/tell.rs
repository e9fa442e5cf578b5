//! What members are told by e-mail when others change what they may do.

use serde::Serialize;
use shared::clock::Timestamp;
use shared::db::Tx;

use crate::app::{MailFault, Parts};
use crate::profiles::MemberRole;
use crate::residents::{self, ResidentId};

/// Who is told, of which organisation.
#[derive(Debug)]
pub(super) struct Told<'a> {
    pub(super) resident: &'a ResidentId,
    pub(super) organisation: &'a str,
    pub(super) now: Timestamp,
}

#[derive(Debug, Serialize)]
struct Values<'a> {
    organisation: &'a str,
    phone: &'a str,
    url: String,
    admin: bool,
}

/// They act for the organisation no longer.
pub(super) async fn withdrawn(app: &Parts, tx: &mut Tx, to: &Told<'_>) -> Result<(), MailFault> {
    let values = values(app, to, false);
    send(app, tx, to, ("company_access_withdrawn", &values)).await
}

/// They may manage its members now, or no longer.
pub(super) async fn role_changed(
    app: &Parts,
    tx: &mut Tx,
    to: &Told<'_>,
    role: MemberRole,
) -> Result<(), MailFault> {
    let values = values(app, to, role == MemberRole::Admin);
    send(app, tx, to, ("company_role_changed", &values)).await
}

fn values<'a>(app: &'a Parts, to: &'a Told<'_>, admin: bool) -> Values<'a> {
    Values {
        organisation: to.organisation,
        phone: &app.settings.operator.phone,
        url: app.url("/"),
        admin,
    }
}

async fn send(
    app: &Parts,
    tx: &mut Tx,
    to: &Told<'_>,
    (name, values): (&str, &Values<'_>),
) -> Result<(), MailFault> {
    let Some(resident) = residents::find(tx, to.resident).await? else {
        return Ok(());
    };
    let Some(email) = resident.email.as_deref() else {
        return Ok(());
    };
    let known = |lang: &&str| app.pages.languages().iter().any(|it| it.code == **lang);
    let lang = resident.locale.as_deref().filter(known);
    let lang = lang.unwrap_or(&app.settings.languages.default);
    app.mail(tx, to.now, (email, lang), name, values).await
}
