//! `idp accounts`: what the operator does with accounts and invitations from the shell, while the
//! server runs: rows decide, so a session dies at once, and mail leaves by the server's outbox.

mod add;
mod deeds;
mod lines;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use shared::claims::Role;
use shared::clock::Outside;

use super::Failure;
use super::with_app::{self, Failed, Out};
use crate::app::App;
use crate::settings::Settings;

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub(crate) enum Accounts {
    /// Find the account of an e-mail address: one line with its id, state and roles.
    Find {
        /// The e-mail address.
        email: String,
        #[command(flatten)]
        format: Format,
    },
    /// Show an account: its state, what it signs in with (never a secret), its roles.
    Show {
        #[command(flatten)]
        account: Whose,
        #[command(flatten)]
        format: Format,
    },
    /// Make an account whose e-mail address counts as confirmed. Nobody is written to.
    Add {
        /// The e-mail address.
        email: String,
        /// A file that holds the password and nothing else; - reads it from standard input.
        /// Without one, nobody can sign in to the account.
        #[arg(long, value_name = "FILE")]
        password_file: Option<PathBuf>,
        /// A JSON file with standard claims of OpenID Connect (name, birthdate, address, ...), which
        /// are told to the applications that may read them.
        #[arg(long, value_name = "FILE")]
        claims: Option<PathBuf>,
        /// The person's language; none: they have not chosen one.
        #[arg(long, value_name = "LANGUAGE")]
        locale: Option<String>,
        #[command(flatten)]
        format: Format,
    },
    /// Invite somebody to the staff by e-mail; an older invitation for the address is dead. The
    /// roles are granted when the invitation is accepted.
    Invite {
        /// The e-mail address.
        email: String,
        /// staff.benefits, staff.placement, staff.lead, staff.support or staff.audit; may be
        /// repeated.
        #[arg(long = "role", value_name = "ROLE", required = true)]
        roles: Vec<Role>,
        /// The language of the e-mail; the settings' default if none is named.
        #[arg(long)]
        lang: Option<String>,
        #[command(flatten)]
        format: Format,
    },
    /// Deactivate an account: it opens nothing any more, every session ends at once, and the
    /// person is told by e-mail.
    Deactivate {
        #[command(flatten)]
        account: Whose,
        /// Why, for the office; the person does not read it.
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        format: Format,
    },
    /// Reactivate an account; the person is told by e-mail.
    Reactivate {
        #[command(flatten)]
        account: Whose,
        /// Why; it is not kept.
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        format: Format,
    },
    /// Hold an account back from deletion: nobody deletes it until that day, and the person reads
    /// that the deletion is on hold, not why.
    Hold {
        #[command(flatten)]
        account: Whose,
        /// Why, for the office; the person does not read it.
        #[arg(long)]
        reason: String,
        /// The day (2027-11-22) or instant (2027-11-22T09:00:00Z) from which on it may be deleted.
        #[arg(long, value_name = "DAY")]
        until: String,
        #[command(flatten)]
        format: Format,
    },
    /// Let an account be deleted again that was held back.
    Release {
        #[command(flatten)]
        account: Whose,
        #[command(flatten)]
        format: Format,
    },
    /// Grant or withdraw roles of a member of the staff; without --grant and --withdraw, list
    /// them. The first role of an account comes by an invitation; the last active staff.lead
    /// stays.
    Roles {
        #[command(flatten)]
        account: Whose,
        /// A role to grant; may be repeated.
        #[arg(long, value_name = "ROLE")]
        grant: Vec<Role>,
        /// A role to withdraw; may be repeated.
        #[arg(long, value_name = "ROLE")]
        withdraw: Vec<Role>,
        #[command(flatten)]
        format: Format,
    },
    /// List the open invitations, or take one back.
    Invitations {
        /// The id of an invitation to take back.
        #[arg(long, value_name = "ID")]
        withdraw: Option<String>,
        #[command(flatten)]
        format: Format,
    },
}

/// Which account.
#[derive(Debug, Args)]
pub(crate) struct Whose {
    /// The account's id or e-mail address.
    #[arg(value_name = "ACCOUNT")]
    name: String,
}

/// How to tell.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Format {
    /// One JSON object a line, as in the admin API.
    #[arg(long)]
    json: bool,
}

/// Does it and tells what became of it.
pub(super) async fn accounts(wish: Accounts, files: &[PathBuf]) -> Result<(), Failure> {
    with_app::from_shell(files, async |app, out| run(wish, app, out).await).await
}

/// `idp accounts` in this process, for tests: the arguments after `accounts`; what it tells.
///
/// # Errors
/// What it tells on standard error.
pub async fn in_process(
    args: &[&str],
    settings: Settings,
    outside: Outside,
) -> Result<String, String> {
    let wish = Alone::try_parse_from([&["accounts"], args].concat());
    let wish = wish.map_err(|error| error.to_string())?;
    with_app::for_tests(settings, outside, async |app, out| {
        run(wish.accounts, app, out).await
    })
    .await
}

/// The subcommand as a program of its own.
#[derive(Debug, Parser)]
struct Alone {
    #[command(subcommand)]
    accounts: Accounts,
}

async fn run(wish: Accounts, app: &App, out: Out<'_>) -> Result<(), Failed> {
    match wish {
        Accounts::Find { email, format } => {
            let account = deeds::find(app, &email).await?;
            lines::short(out, &account, format)
        }
        Accounts::Show { account, format } => {
            let account = deeds::show(app, &account.name).await?;
            lines::whole(out, &account, format)
        }
        Accounts::Add {
            email,
            password_file,
            claims,
            locale,
            format,
        } => {
            let wanted = add::Wanted {
                email: &email,
                password_file: password_file.as_deref(),
                claims: claims.as_deref(),
                locale: locale.as_deref(),
            };
            lines::short(out, &add::add(app, &wanted).await?, format)
        }
        Accounts::Invite {
            email,
            roles,
            lang,
            format,
        } => {
            let invitation = deeds::invite(app, &email, &roles, lang.as_deref()).await?;
            lines::invited(out, &invitation, format)
        }
        wish @ (Accounts::Deactivate { .. }
        | Accounts::Reactivate { .. }
        | Accounts::Hold { .. }
        | Accounts::Release { .. }
        | Accounts::Roles { .. }) => change(wish, app, out).await,
        Accounts::Invitations { withdraw, format } => {
            if let Some(id) = withdraw {
                deeds::withdraw(app, &id).await?;
            }
            for invitation in deeds::invitations(app).await? {
                lines::invitation(out, &invitation, format)?;
            }
            Ok(())
        }
    }
}

/// What is done to an account that there is.
async fn change(wish: Accounts, app: &App, out: Out<'_>) -> Result<(), Failed> {
    let (account, format) = match wish {
        Accounts::Deactivate {
            account,
            reason,
            format,
        } => (
            deeds::deactivate(app, &account.name, &reason).await?,
            format,
        ),
        Accounts::Reactivate {
            account,
            reason,
            format,
        } => (
            deeds::reactivate(app, &account.name, &reason).await?,
            format,
        ),
        Accounts::Hold {
            account,
            reason,
            until,
            format,
        } => (
            deeds::hold(app, &account.name, (&reason, &until)).await?,
            format,
        ),
        Accounts::Release { account, format } => {
            (deeds::release(app, &account.name).await?, format)
        }
        Accounts::Roles {
            account,
            grant,
            withdraw,
            format,
        } => {
            let wanted = (grant.as_slice(), withdraw.as_slice());
            (deeds::roles(app, &account.name, wanted).await?, format)
        }
        other => return Err(format!("{other:?} changes no account").into()),
    };
    lines::short(out, &account, format)
}
