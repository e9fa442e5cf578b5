//! `idp audit`: reads the audit log, and shows whether it was tampered with.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use jiff::tz::TimeZone;
use secrecy::ExposeSecret as _;
use shared::clock::{Outside, Timestamp};
use shared::db::{Db, Tx};

use super::{Failure, settings};
use crate::accounts::{self, AccountId, EmailAddress};
use crate::audit::{self, Keeper, Wanted, Whose};
use crate::settings::Settings;

/// So many entries are read at once.
const PAGE: i64 = 500;

type Failed = Box<dyn std::error::Error + Send + Sync>;

/// What to do with the audit log.
#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// List entries, the oldest first.
    List(Filter),
    /// Walk along the chain and tell what was changed, put in or removed.
    Verify,
}

/// Which entries.
#[derive(Debug, Args)]
pub(crate) struct Filter {
    /// Only entries about this account or by its holder: its id or e-mail address.
    #[arg(long)]
    account: Option<String>,
    /// Only entries of this name, like `sign_in.succeeded`.
    #[arg(long)]
    event: Option<String>,
    /// Only entries since this day (2026-11-22) or instant (2026-11-22T09:00:00Z).
    #[arg(long)]
    since: Option<String>,
    /// One JSON object a line.
    #[arg(long)]
    json: bool,
}

/// Does it and tells what became of it.
pub(super) async fn audit(wish: Audit, files: &[PathBuf]) -> Result<(), Failure> {
    let settings = settings(files)?;
    let mut out = std::io::stdout();
    let done = run(wish, &settings, Outside::system(), &mut out).await;
    done.map_err(|error| match error.downcast::<Tampered>() {
        // One line for each fault, as they are.
        Ok(tampered) => Failure::Failed(tampered.0),
        Err(error) => Failure::failed(&*error),
    })
}

/// `idp audit` in this process, for tests: the arguments after `audit`; what it tells.
///
/// # Errors
/// What it tells on standard error.
pub async fn in_process(
    args: &[&str],
    settings: &Settings,
    outside: Outside,
) -> Result<String, String> {
    let wish = Alone::try_parse_from([&["audit"], args].concat());
    let wish = wish.map_err(|error| error.to_string())?;
    let mut out = Vec::new();
    let done = run(wish.audit, settings, outside, &mut out).await;
    done.map_err(|error| error.to_string())?;
    String::from_utf8(out).map_err(|error| error.to_string())
}

/// The subcommand as a program of its own.
#[derive(Debug, Parser)]
struct Alone {
    #[command(subcommand)]
    audit: Audit,
}

/// The log was tampered with; the text has a line for each place.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Tampered(String);

async fn run(
    audit: Audit,
    settings: &Settings,
    outside: Outside,
    out: &mut (dyn Write + Send),
) -> Result<(), Failed> {
    let db = Db::open(settings.database.url.expose_secret(), 2).await?;
    db.migrate(&crate::MIGRATIONS).await?;
    let done = match audit {
        Audit::List(filter) => list(&db, settings, filter, out).await,
        Audit::Verify => verify(&db, settings, outside, out).await,
    };
    db.close().await;
    done
}

async fn verify(
    db: &Db,
    settings: &Settings,
    outside: Outside,
    out: &mut (dyn Write + Send),
) -> Result<(), Failed> {
    let head_file = settings.audit.head_file.clone();
    let keeper = Keeper::new(db.clone(), outside, &settings.keys.sealing_key, head_file);
    let report = keeper.verify().await?;
    if !report.is_fine() {
        return Err(Box::new(Tampered(report.to_string())));
    }
    Ok(writeln!(out, "{report}")?)
}

async fn list(
    db: &Db,
    settings: &Settings,
    filter: Filter,
    out: &mut (dyn Write + Send),
) -> Result<(), Failed> {
    let mut tx = db.read().await?;
    let whose = whose(&mut tx, filter.account).await?;
    tx.commit().await?;
    let since = filter.since.as_deref();
    let since = since.map(|text| instant(text, &settings.operator.time_zone));
    let mut wanted = Wanted {
        whose,
        event: filter.event,
        since: since.transpose()?,
        after: Some(audit::BEGINNING),
        most: PAGE,
        ..Wanted::default()
    };
    loop {
        let mut tx = db.read().await?;
        let entries = audit::list(&mut tx, &wanted).await?;
        tx.commit().await?;
        for entry in &entries {
            if filter.json {
                writeln!(out, "{}", entry.to_json())?;
            } else {
                writeln!(out, "{entry}")?;
            }
        }
        match entries.last() {
            Some(last) => wanted.after = Some(last.place()),
            None => return Ok(()),
        }
    }
}

async fn whose(tx: &mut Tx, account: Option<String>) -> Result<Whose, Failed> {
    let Some(account) = account else {
        return Ok(Whose::Anyones);
    };
    if let Ok(email) = account.parse::<EmailAddress>() {
        let found = accounts::find_by_email(tx, &email).await?;
        let found = found.ok_or("there is no account of this e-mail address")?;
        return Ok(Whose::Of(found.id.to_string()));
    }
    // The entries outlive the account.
    Ok(Whose::Of(AccountId::new(account).to_string()))
}

/// An instant, or the beginning of a day where the office is.
pub(super) fn instant(text: &str, zone: &str) -> Result<Timestamp, Failed> {
    if let Ok(instant) = text.parse::<jiff::Timestamp>() {
        return Ok(Timestamp::from_unix(instant.as_second()));
    }
    let day: jiff::civil::Date = text
        .parse()
        .map_err(|_| format!("{text:?} is neither a day nor an instant"))?;
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let begin = day.to_zoned(zone)?;
    Ok(Timestamp::from_unix(begin.timestamp().as_second()))
}
