//! A new account, by the operator: the address counts as confirmed, and the password meets the rule
//! that people's own do. It never is an argument, which every process of the machine could read.

use std::io::Read as _;
use std::path::Path;

use secrecy::SecretString;
use serde_json::json;
use zeroize::Zeroizing;

use super::Failed;
use super::deeds::{NO_ADDRESS, spoken};
use crate::accounts::{self, EmailAddress};
use crate::admin::{AccountView, view};
use crate::app::App;
use crate::audit;
use crate::passwords::{self, Criterion, Policy, Rule};
use crate::profiles::{self, Profile};

/// Standard input in place of a file.
const STANDARD_INPUT: &str = "-";

/// Whose account it will be.
#[derive(Debug)]
pub(super) struct Wanted<'a> {
    pub(super) email: &'a str,
    pub(super) password_file: Option<&'a Path>,
    pub(super) claims: Option<&'a Path>,
    pub(super) locale: Option<&'a str>,
}

pub(super) async fn add(app: &App, wanted: &Wanted<'_>) -> Result<AccountView, Failed> {
    let email: EmailAddress = wanted.email.parse().map_err(|_| NO_ADDRESS)?;
    if let Some(locale) = wanted.locale {
        spoken(app, locale)?;
    }
    let profile = wanted.claims.map(profile).transpose()?;
    let password = wanted.password_file.map(password).transpose()?;
    let phc = match password {
        Some(password) => {
            good(&app.passwords, &email, &password)?;
            let password = passwords::normalise(&password);
            Some(app.hasher.hash(&password).await?)
        }
        None => None,
    };
    let (now, entropy) = (app.clock.now(), &*app.entropy);
    let mut tx = app.db.write().await?;
    let made = accounts::create(&mut tx, entropy, now, &email, wanted.locale).await?;
    let id = made.ok_or("this e-mail address has an account already")?;
    if let Some(phc) = &phc {
        passwords::set(&mut tx, &id, phc, now).await?;
    }
    let mut told = Vec::new();
    if let Some(profile) = &profile {
        let vault = (&app.profiles, entropy);
        profiles::set(&mut tx, vault, &id, profile, now).await?;
        told.extend(profile.claims().into_iter().map(|(name, _)| name));
    }
    let event = audit::Event {
        name: "account.created",
        by: audit::By::Operator,
        about: Some(id.as_str()),
        on_behalf: None,
        details: json!({ "password": phc.is_some(), "claims": told }),
    };
    audit::record(&mut tx, entropy, now, event).await?;
    let account = accounts::find(&mut tx, &id).await?;
    let view = view(&mut tx, &account.ok_or("the account is gone")?).await?;
    tx.commit().await?;
    Ok(view)
}

/// The claims of a file.
fn profile(file: &Path) -> Result<Profile, Failed> {
    let text = std::fs::read_to_string(file).map_err(|error| about(file, error))?;
    text.parse()
        .map_err(|error: profiles::InvalidProfile| about(file, error))
}

/// The password of a file, or of standard input, without the line break at its end.
fn password(file: &Path) -> Result<SecretString, Failed> {
    let mut text = Zeroizing::new(String::new());
    let read = if file == Path::new(STANDARD_INPUT) {
        std::io::stdin().read_to_string(&mut text)
    } else {
        std::fs::File::open(file).and_then(|mut file| file.read_to_string(&mut text))
    };
    read.map_err(|error| about(file, error))?;
    let line = text.strip_suffix('\n').unwrap_or(&text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    Ok(SecretString::from(line))
}

fn about(file: &Path, error: impl std::fmt::Display) -> Failed {
    format!("{}: {error}", file.display()).into()
}

fn good(policy: &Policy, email: &EmailAddress, password: &SecretString) -> Result<(), Failed> {
    let rule = policy.rule();
    let unmet = rule.unmet(password, password);
    let mut words: Vec<_> = unmet.into_iter().map(|it| lacks(rule, it)).collect();
    if words.is_empty() {
        let guessed = policy.guessed(password, Some(email.as_str()));
        words.extend(guessed.map(|_| "it is among the first to be guessed".to_owned()));
    }
    if words.is_empty() {
        return Ok(());
    }
    Err(format!("the password is refused: {}", words.join("; ")).into())
}

fn lacks(rule: &Rule, criterion: Criterion) -> String {
    let (shortest, longest) = (rule.shortest(), Rule::LONGEST);
    match criterion {
        Criterion::Length => format!("it must have {shortest} to {longest} characters"),
        Criterion::Upper => "it needs a capital letter".to_owned(),
        Criterion::Lower => "it needs a small letter".to_owned(),
        Criterion::Digit => "it needs a digit".to_owned(),
        Criterion::Special => "it needs a special character".to_owned(),
        Criterion::Allowed => "it must not hold control characters".to_owned(),
        Criterion::Repeated => "it is empty".to_owned(),
    }
}
