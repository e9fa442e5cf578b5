//! `idp clients`: the applications. What stands in the operator's files, what applying it would
//! change, and those that registered themselves.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use serde_json::json;
use shared::claims::scope;
use shared::clock::{Outside, Timestamp};
use shared::provider::Outgoing;

use super::with_app::{self, Failed, Out};
use super::{Failure, settings};
use crate::app::App;
use crate::audit::By;
use crate::clients::{self, Change, Client, Filed, Kind, Outlets, Page, Policy, Subjects};
use crate::registration::{self, Invite};
use crate::settings::Settings;

/// What to do with the applications.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Tell everything that is wrong with the applications' files, with file and line.
    Check {
        /// The folder of the files; that of the settings if none is named.
        directory: Option<PathBuf>,
    },
    /// List the applications: id, name, whose it is, what it may ask for. Of a folder if one is
    /// named, else those that the servers know, with those that registered themselves.
    List {
        /// The folder of the files.
        directory: Option<PathBuf>,
    },
    /// Show what applying the files would change, and what that means for security.
    Plan(Files),
    /// Make the files the truth, all of them or none. Running servers follow within a second.
    Apply(Files),
    /// Invite somebody to register applications: prints a token that is shown nowhere else.
    Invite(Invitation),
    /// List the invitations that are still good.
    Invitations {
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
    },
    /// Take an invitation back. What was registered by it stays.
    Uninvite {
        /// The invitation's id.
        id: String,
    },
}

/// Which files, and how to tell.
#[derive(Debug, Args)]
pub(crate) struct Files {
    /// The folder of the files; that of the settings if none is named.
    directory: Option<PathBuf>,
    /// One JSON object a line.
    #[arg(long)]
    json: bool,
}

/// What an invitation is good for.
#[derive(Debug, Args)]
pub(crate) struct Invitation {
    /// What is asked of the requests of these applications.
    #[arg(long, value_enum, default_value = "default")]
    policy: PolicyName,
    /// How many applications may be registered.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(i64).range(1..=1000))]
    clients: i64,
    /// For how many days.
    #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..=365))]
    days: u32,
    /// What they may ask for at most; may be repeated. Those of the settings if none is named.
    #[arg(long = "scope", value_parser = foreign_scope)]
    scopes: Vec<String>,
    /// As one JSON object.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum PolicyName {
    Default,
    Legacy,
}

fn foreign_scope(name: &str) -> Result<String, &'static str> {
    let is_known = scope::ALL.contains(&name) && !scope::is_for_operator(name);
    is_known
        .then(|| name.to_owned())
        .ok_or("is no scope for applications of others")
}

/// Does it and tells what became of it.
pub(super) async fn clients(files: &[PathBuf], command: Command) -> Result<(), Failure> {
    let lines = match &command {
        Command::Check { directory } => {
            let place = match directory {
                Some(directory) => directory.clone(),
                None => settings(files)?.clients.directory,
            };
            let all = read(&place)?;
            let (count, place) = (all.len(), place.display());
            vec![format!("the applications are right: {count} in {place}")]
        }
        Command::List {
            directory: Some(directory),
        } => {
            let all = read(directory)?;
            all.iter().map(|it| line(&it.client)).collect()
        }
        _ => {
            let work = async |app: &App, out: Out<'_>| run(command, app, out).await;
            return with_app::from_shell(files, work).await;
        }
    };
    let mut out = std::io::stdout();
    let mut wrote = lines
        .iter()
        .map(|line| std::io::Write::write_fmt(&mut out, format_args!("{line}\n")));
    wrote
        .try_for_each(|it| it)
        .map_err(|error| Failure::failed(&error))
}

/// `idp clients` in this process, for tests: the arguments after `clients`; what it tells.
///
/// # Errors
/// What it tells on standard error.
pub async fn in_process(
    args: &[&str],
    settings: Settings,
    outside: Outside,
) -> Result<String, String> {
    let wish = Alone::try_parse_from([&["clients"], args].concat());
    let wish = wish.map_err(|error| error.to_string())?;
    with_app::for_tests(settings, outside, async |app, out| {
        run(wish.command, app, out).await
    })
    .await
}

/// The subcommand as a program of its own.
#[derive(Debug, Parser)]
struct Alone {
    #[command(subcommand)]
    command: Command,
}

fn read(directory: &Path) -> Result<Vec<Filed>, Failure> {
    let outlets = Outlets::new(&Outgoing::default(), &BTreeSet::new());
    let outlets = outlets.map_err(|error| Failure::failed(&error))?;
    Ok(clients::load(directory, &outlets)?)
}

async fn run(command: Command, app: &App, out: Out<'_>) -> Result<(), Failed> {
    let now = app.clock.now();
    let load = |directory: &Option<PathBuf>| {
        let own = &app.settings.clients.directory;
        clients::load(directory.as_ref().unwrap_or(own), app.clients.outlets())
    };
    match command {
        Command::Check { directory } => {
            let count = load(&directory)?.len();
            writeln!(out, "the applications are right: {count}")?;
        }
        Command::List { directory: Some(_) } => {}
        Command::List { directory: None } => list(app, out).await?,
        Command::Plan(files) => {
            let mut tx = app.db.read().await?;
            let changes = clients::plan(&mut tx, &load(&files.directory)?).await?;
            tx.commit().await?;
            tell(&changes, files.json, out)?;
        }
        Command::Apply(files) => {
            let all = load(&files.directory)?;
            // Before the servers learn of them.
            let named = all.iter().map(|it| &it.client);
            let algorithms = named.flat_map(|client| {
                let userinfo = client.userinfo_signed_response_alg;
                userinfo.into_iter().chain([client.id_token_alg])
            });
            let (entropy, algorithms) = (&*app.entropy, algorithms.collect());
            app.keys.ensure(&app.db, entropy, now, &algorithms).await?;
            let whose = (all.as_slice(), By::Operator);
            let changes = registration::apply(&app.db, entropy, now, whose).await?;
            tell(&changes, files.json, out)?;
        }
        Command::Invite(wish) => invite(wish, app, out).await?,
        Command::Invitations { json } => invitations(app, json, out).await?,
        Command::Uninvite { id } => {
            let mut tx = app.db.write().await?;
            if !registration::uninvite(&mut tx, &*app.entropy, now, &id).await? {
                return Err("no such open invitation".into());
            }
            tx.commit().await?;
        }
    }
    Ok(())
}

async fn list(app: &App, out: Out<'_>) -> Result<(), Failed> {
    for client in app.clients.of_files() {
        writeln!(out, "{}", line(&client))?;
    }
    let mut after = String::new();
    loop {
        let mut tx = app.db.read().await?;
        let page = Page {
            after: &after,
            most: 500,
        };
        let ids = clients::page(&mut tx, page).await?;
        for id in &ids {
            if let Some(client) = app.clients.find(&mut tx, id).await? {
                writeln!(out, "{}", line(&client))?;
            }
        }
        tx.commit().await?;
        match ids.into_iter().next_back() {
            Some(last) => after = last,
            None => return Ok(()),
        }
    }
}

/// Fields parted by tabs, for people and for `cut`.
fn line(client: &Client) -> String {
    let kind = if client.registered {
        "registered"
    } else {
        "third party"
    };
    let whose = match &client.subjects {
        _ if client.first_party => "own".to_owned(),
        Subjects::Public => kind.to_owned(),
        Subjects::Pairwise(sector) => format!("{kind} of {sector}"),
    };
    let scopes: Vec<_> = client.scopes.iter().map(String::as_str).collect();
    let fields = [client.id.as_str(), &client.name, &whose, &scopes.join(" ")];
    fields.join("\t")
}

/// One line for each application, its keys and effects beneath.
fn tell(changes: &[Change], as_json: bool, out: Out<'_>) -> Result<(), Failed> {
    if as_json {
        for change in changes {
            writeln!(out, "{}", serde_json::to_string(change)?)?;
        }
        return Ok(());
    }
    if changes.is_empty() {
        writeln!(out, "nothing changes")?;
    }
    for change in changes {
        let sign = match change.kind {
            Kind::Added => "+",
            Kind::Changed => "~",
            Kind::Removed => "-",
        };
        writeln!(out, "{sign} {}", change.client_id)?;
        for key in &change.keys {
            if key.before.is_null() {
                writeln!(out, "    {}: {}", key.key, key.after)?;
            } else {
                writeln!(out, "    {}: {} -> {}", key.key, key.before, key.after)?;
            }
        }
        for effect in &change.effects {
            writeln!(out, "  ! {effect}")?;
        }
    }
    Ok(())
}

async fn invite(wish: Invitation, app: &App, out: Out<'_>) -> Result<(), Failed> {
    let scopes = if wish.scopes.is_empty() {
        app.settings.registration.scopes.clone()
    } else {
        wish.scopes.into_iter().collect()
    };
    let invite = Invite {
        policy: match wish.policy {
            PolicyName::Default => Policy::Default,
            PolicyName::Legacy => Policy::Legacy,
        },
        scopes,
        quota: wish.clients,
        lasts: Duration::from_hours(24 * u64::from(wish.days)),
    };
    let mut tx = app.db.write().await?;
    let (invitation, token) =
        registration::invite(&mut tx, &*app.entropy, app.clock.now(), invite).await?;
    tx.commit().await?;
    let until = instant(invitation.expires_at);
    if wish.json {
        let told = json!({ "id": invitation.id, "token": token.reveal(), "expires_at": until });
        writeln!(out, "{told}")?;
    } else {
        writeln!(out, "{}\tuntil {until}", invitation.id)?;
        writeln!(out, "{}", token.reveal())?;
    }
    Ok(())
}

async fn invitations(app: &App, as_json: bool, out: Out<'_>) -> Result<(), Failed> {
    let mut tx = app.db.read().await?;
    let open = registration::open(&mut tx, app.clock.now()).await?;
    tx.commit().await?;
    for it in open {
        let scopes: Vec<_> = it.scopes.iter().map(String::as_str).collect();
        let (scopes, until) = (scopes.join(" "), instant(it.expires_at));
        let policy = match it.policy {
            Policy::Default => "default",
            Policy::Legacy => "legacy",
        };
        if as_json {
            let told = json!({
                "id": it.id, "policy": policy, "scopes": it.scopes, "clients": it.quota,
                "used": it.used, "expires_at": until,
            });
            writeln!(out, "{told}")?;
        } else {
            let count = format!("{} of {}", it.used, it.quota);
            writeln!(out, "{}\t{policy}\t{count}\tuntil {until}\t{scopes}", it.id)?;
        }
    }
    Ok(())
}

fn instant(at: Timestamp) -> String {
    jiff::Timestamp::from_second(at.unix()).map_or_else(|_| String::new(), |it| it.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_fault_is_told_with_its_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let check = || {
            let directory = Some(folder.path().to_owned());
            clients(&[], Command::Check { directory })
        };
        assert!(check().await.is_ok(), "no files, no faults");
        let text = "client_id = \"a b\"\nname = \"A\"\nscopes = [\"all\"]\n";
        std::fs::write(folder.path().join("a.toml"), text).expect("writes");
        std::fs::write(folder.path().join("b.toml.example"), "nonsense").expect("writes");
        let Err(Failure::Wrong(told)) = check().await else {
            panic!("a wrong file is wrong usage");
        };
        for (line, key) in [("a.toml:1", "client_id"), ("a.toml:3", "scopes")] {
            let is_told = |it: &str| it.contains(&format!("{line}: {key}: "));
            assert!(told.lines().any(is_told), "{line} {key} in {told}");
        }
        // What is missing has no line.
        assert!(
            told.lines().any(|it| it.contains("a.toml: policy_uri: ")),
            "{told}"
        );
    }

    #[test]
    fn the_example_is_right() {
        let folder = tempfile::tempdir().expect("a folder");
        let text = include_str!("../../../config/clients/third-party.toml.example");
        std::fs::write(folder.path().join("a.toml"), text).expect("writes");
        let read = read(folder.path()).expect("reads");
        let told = "kurse\tKursverwaltung der Beispiel-Bildung gGmbH\tthird party of kurse.example\t\
                    offline_access openid portal.measures portal.profile";
        assert_eq!(line(&read[0].client), told);
    }
}
