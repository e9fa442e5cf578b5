//! What the operator reads: a line for each thing, fields parted by tabs, or JSON.

use std::io::Write;

use serde::Serialize;
use shared::claims::Role;

use super::{Failed, Format};
use crate::admin::AccountView;
use crate::invitations::Invitation;

type Out<'a> = &'a mut (dyn Write + Send);

fn json(out: Out<'_>, thing: &impl Serialize) -> Result<(), Failed> {
    Ok(writeln!(out, "{}", serde_json::to_string(thing)?)?)
}

/// Id, address, state, roles.
pub(super) fn short(out: Out<'_>, account: &AccountView, format: Format) -> Result<(), Failed> {
    if format.json {
        return json(out, account);
    }
    let fields = [
        account.id.as_str(),
        &account.email,
        account.state,
        &names(&account.roles),
    ];
    Ok(writeln!(out, "{}", fields.join("\t"))?)
}

/// Everything, one line each.
pub(super) fn whole(out: Out<'_>, account: &AccountView, format: Format) -> Result<(), Failed> {
    if format.json {
        return json(out, account);
    }
    let mut line = |name: &str, value: &str| writeln!(out, "{name:<14} {value}");
    line("id", &account.id)?;
    line("email", &account.email)?;
    line("state", account.state)?;
    if let Some(deactivated) = &account.deactivated {
        let by = deactivated.by.as_deref().unwrap_or("the operator");
        line("deactivated", &time(deactivated.at))?;
        line("by", by)?;
        line("reason", &deactivated.reason.replace('\n', " "))?;
    }
    line("roles", &names(&account.roles))?;
    line("created", &time(account.created_at))?;
    let last = account.last_sign_in_at.map(time);
    line("last sign-in", last.as_deref().unwrap_or("never"))?;
    line(
        "password",
        if account.factors.password {
            "yes"
        } else {
            "no"
        },
    )?;
    let totp = account.factors.totp.as_ref().map(|totp| time(totp.since));
    line("second factor", totp.as_deref().unwrap_or("none"))?;
    if account.factors.passkeys.is_empty() {
        line("passkeys", "none")?;
    }
    for passkey in &account.factors.passkeys {
        let used = passkey.last_used_at.map_or("never".to_owned(), time);
        let text = format!("since {}, last used {used}", time(passkey.created_at));
        line("passkey", &text)?;
    }
    let services = account.factors.identities.iter();
    let mut words: Vec<_> = services.map(|service| service.word()).collect();
    if words.is_empty() {
        words.push("none");
    }
    line("identities", &words.join(" "))?;
    Ok(())
}

/// What was just made; its mail waits for the server.
pub(super) fn invited(out: Out<'_>, invitation: &Invitation, format: Format) -> Result<(), Failed> {
    if format.json {
        return json(out, invitation);
    }
    self::invitation(out, invitation, format)?;
    Ok(writeln!(
        out,
        "the e-mail is queued; the server sends it while it runs"
    )?)
}

/// Id, address, roles, until when.
pub(super) fn invitation(
    out: Out<'_>,
    invitation: &Invitation,
    format: Format,
) -> Result<(), Failed> {
    if format.json {
        return json(out, invitation);
    }
    let fields = [
        invitation.id.as_str(),
        invitation.email.as_str(),
        &names(&invitation.roles),
        &format!("until {}", time(invitation.expires_at.unix())),
    ];
    Ok(writeln!(out, "{}", fields.join("\t"))?)
}

fn names(roles: &[Role]) -> String {
    if roles.is_empty() {
        return "no role".to_owned();
    }
    let names: Vec<_> = roles.iter().map(|role| role.as_str()).collect();
    names.join(" ")
}

fn time(unix: i64) -> String {
    jiff::Timestamp::from_second(unix).map_or_else(|_| unix.to_string(), |at| at.to_string())
}
