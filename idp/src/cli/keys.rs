//! `idp keys`: what signs tokens; changing it out of turn. The servers follow within a second.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use serde_json::{Value, json};
use shared::clock::{Outside, Timestamp};
use shared::db::Tx;

use super::Failure;
use super::with_app::{self, Failed, Out};
use crate::app::App;
use crate::audit;
use crate::keys::{self, Algorithm, ChangeError, ROTATED, Stage, Term, WITHDRAWN};
use crate::settings::Settings;

/// What to do with the signing keys.
#[derive(Debug, Subcommand)]
pub(crate) enum Keys {
    /// List the keys: id, algorithm, where it stands.
    List(Format),
    /// Begin the change to new keys: they are published now and sign in an hour.
    Rotate {
        /// Only the key of this algorithm, as list names it; each key if none is named.
        #[arg(long, value_name = "ALG")]
        alg: Option<Algorithm>,
        /// Sign with the new keys at once. Relying parties that keep the published keys for a while
        /// and do not ask again for an unknown one refuse tokens for that long.
        #[arg(long)]
        now: bool,
        #[command(flatten)]
        format: Format,
    },
    /// For an emergency: never believe a key again. It is no longer published, what it signed is
    /// dead here at once, its private part is destroyed, and a successor signs at once. Others
    /// believe it until they ask for the published keys again: five minutes by our leave.
    Withdraw {
        /// The key's id.
        // One of 64 begins with a hyphen.
        #[arg(allow_hyphen_values = true)]
        kid: String,
        #[command(flatten)]
        format: Format,
    },
}

/// How to tell.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Format {
    /// One JSON object a line.
    #[arg(long)]
    json: bool,
}

/// Does it and tells what became of it.
pub(super) async fn keys(wish: Keys, files: &[PathBuf]) -> Result<(), Failure> {
    with_app::from_shell(files, async |app, out| run(wish, app, out).await).await
}

/// `idp keys` in this process, for tests: the arguments after `keys`; what it tells.
///
/// # Errors
/// What it tells on standard error.
pub async fn in_process(
    args: &[&str],
    settings: Settings,
    outside: Outside,
) -> Result<String, String> {
    let wish = Alone::try_parse_from([&["keys"], args].concat());
    let wish = wish.map_err(|error| error.to_string())?;
    with_app::for_tests(settings, outside, async |app, out| {
        run(wish.keys, app, out).await
    })
    .await
}

/// The subcommand as a program of its own.
#[derive(Debug, Parser)]
struct Alone {
    #[command(subcommand)]
    keys: Keys,
}

async fn run(wish: Keys, app: &App, out: Out<'_>) -> Result<(), Failed> {
    let format = match wish {
        Keys::List(format) => format,
        Keys::Rotate { alg, now, format } => {
            for algorithm in Algorithm::ALL {
                if alg.is_none_or(|wanted| wanted == algorithm) {
                    rotate(app, algorithm, now).await?;
                }
            }
            format
        }
        Keys::Withdraw { kid, format } => {
            withdraw(app, &kid).await?;
            format
        }
    };
    app.keys.reload(&app.db).await?;
    for (term, stage) in app.keys.stages(app.clock.now()) {
        if format.json {
            writeln!(out, "{}", object(&term, stage))?;
        } else {
            writeln!(
                out,
                "{}\t{}\t{}",
                term.kid,
                term.algorithm,
                words(&term, stage)
            )?;
        }
    }
    Ok(())
}

async fn rotate(app: &App, algorithm: Algorithm, at_once: bool) -> Result<(), ChangeError> {
    let now = app.clock.now();
    if app
        .keys
        .terms(|terms| terms.signing(algorithm, now).is_none())
    {
        return Ok(());
    }
    let Some(next) = app.keys.succession(algorithm, now, at_once).await? else {
        return Ok(());
    };
    let mut tx = app.db.write().await?;
    app.keys.succeed(&mut tx, &*app.entropy, now, &next).await?;
    let details = json!({ "kid": next.kid(), "algorithm": algorithm, "at_once": at_once });
    record(app, &mut tx, (now, ROTATED), details).await?;
    Ok(tx.commit().await?)
}

async fn withdraw(app: &App, kid: &str) -> Result<(), ChangeError> {
    let now = app.clock.now();
    let next = app.keys.after(kid, now).await?;
    let mut tx = app.db.write().await?;
    keys::withdraw(&mut tx, kid, now).await?;
    if let Some(next) = &next {
        app.keys.succeed(&mut tx, &*app.entropy, now, next).await?;
    }
    let successor = next.as_ref().map(keys::Succession::kid);
    let details = json!({ "kid": kid, "successor": successor });
    record(app, &mut tx, (now, WITHDRAWN), details).await?;
    Ok(tx.commit().await?)
}

async fn record(
    app: &App,
    tx: &mut Tx,
    (now, name): (Timestamp, &'static str),
    details: Value,
) -> Result<(), ChangeError> {
    let event = audit::Event {
        name,
        by: audit::By::Operator,
        about: None,
        on_behalf: None,
        details,
    };
    Ok(audit::record(tx, &*app.entropy, now, event).await?)
}

fn words(term: &Term, stage: Stage) -> String {
    match stage {
        Stage::Next => format!("next: signs from {}", instant(term.signs_from)),
        Stage::Signs => format!("signs since {}", instant(term.signs_from)),
        Stage::Published(until) => format!("published until {}", instant(until)),
        Stage::Retired => "retired".to_owned(),
        Stage::Withdrawn(at) => format!("withdrawn {}", instant(at)),
    }
}

fn object(term: &Term, stage: Stage) -> Value {
    let (stage, until) = match stage {
        Stage::Next => ("next", None),
        Stage::Signs => ("signs", None),
        Stage::Published(until) => ("published", Some(until)),
        Stage::Retired => ("retired", None),
        Stage::Withdrawn(_) => ("withdrawn", None),
    };
    json!({
        "kid": term.kid,
        "algorithm": term.algorithm,
        "stage": stage,
        "created_at": instant(term.created_at),
        "signs_from": instant(term.signs_from),
        "published_until": until.map(instant),
        "withdrawn_at": term.withdrawn_at.map(instant),
    })
}

fn instant(at: Timestamp) -> String {
    jiff::Timestamp::from_second(at.unix()).map_or_else(|_| String::new(), |it| it.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_may_begin_with_a_hyphen() {
        for kid in ["-tuQkqSVc9Gb_fm", "-hQ", "tuQ"] {
            for (words, told) in [
                (vec![kid], false),
                (vec![kid, "--json"], true),
                (vec!["--json", kid], true),
            ] {
                let words = ["keys", "withdraw"].into_iter().chain(words);
                let read = Alone::try_parse_from(words).map(|it| it.keys);
                let Ok(Keys::Withdraw { kid: id, format }) = read else {
                    panic!("{kid}: {read:?}")
                };
                assert_eq!((id.as_str(), format.json), (kid, told));
            }
        }
    }
}
