//! What every request of the provider stands on.

use std::path::Path;
use std::sync::Arc;

use secrecy::ExposeSecret as _;
use serde::Serialize;
use shared::articles::Texts;
use shared::clock::{Clock, Entropy, Outside, Timestamp};
use shared::db::{Db, Tx};
use shared::forms::Guard;
use shared::pages::{Brand, Files, Framing, Logo, NavLink, Pages, Policy};
use shared::secret::{PasswordHasher, SealingKey};
use tokio::sync::Notify;

use crate::audit::Keeper;
use crate::clients::{Clients, Outlets};
use crate::error::page::PageError;
use crate::help;
use crate::keys::{self, Keyring};
use crate::limits::Limits;
use crate::mail::{MailFault, Postman, Writer};
use crate::oauth::{Acquaintances, Crier, Desk, Messenger, Names, Rules};
use crate::passkeys::RelyingParty;
use crate::passwords::{self, Blocklist, Rule};
use crate::server::StartError;
use crate::sessions::{Hold, Holds, Lifetimes};
use crate::settings::{self, Levels, PasswordRule, Settings};
use crate::upstream::{self, Upstreams};

/// The parts, shared by all requests.
pub(crate) type App = Arc<Parts>;

/// See [`App`].
#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) settings: Settings,
    /// What a chosen password must be.
    pub(crate) passwords: passwords::Policy,
    /// How long a session lives.
    pub(crate) lifetimes: Lifetimes,
    pub(crate) db: Db,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    /// Seals what is secret at rest; derive a key for each purpose.
    pub(crate) sealing: SealingKey,
    pub(crate) pages: Pages,
    /// The help pages and their like.
    pub(crate) texts: Texts,
    pub(crate) guard: Guard,
    pub(crate) limits: Limits,
    pub(crate) postman: Postman,
    pub(crate) hasher: PasswordHasher,
    /// What the operator decides about the protocol.
    pub(crate) rules: Rules,
    /// Asks for passkeys.
    pub(crate) relying_party: RelyingParty,
    /// Signs tokens.
    pub(crate) keys: Keyring,
    /// The names under which applications know people.
    pub(crate) names: Names,
    /// Registered applications.
    pub(crate) clients: Clients,
    /// Makes the successors of refresh tokens, and nothing else.
    successors: SealingKey,
    /// Seals what official services prove.
    pub(crate) identities: SealingKey,
    /// Seals what accounts say of their persons.
    pub(crate) profiles: SealingKey,
    /// Who else signs people in.
    pub(crate) upstreams: Upstreams,
    /// Rung when a session has ended, so that relying parties hear of it at once.
    session_bell: Arc<Notify>,
    event_bell: Arc<Notify>,
    /// Keeps the audit log's chain.
    pub(crate) audit: Keeper,
}

#[derive(rust_embed::Embed)]
#[folder = "."]
#[include = "templates/**"]
#[include = "translations/**"]
#[include = "assets/**"]
pub(crate) struct OwnFiles;

impl Parts {
    /// Opens the database, brings it up to date and loads the pages.
    pub(crate) async fn assemble(settings: Settings, outside: Outside) -> Result<App, StartError> {
        let trust = settings.http.outgoing();
        let outlets = Outlets::new(&trust, &settings.registration.loopback_hosts)?;
        let production = settings.is_production();
        let own = &settings.http.public_url;
        let upstreams = upstream::load(&settings.upstream.directory, (own, &trust), production)?;
        let lifetimes = Lifetimes {
            idle: settings.sessions.idle,
            absolute: settings.sessions.absolute,
            levels: holds(settings.levels),
            services: upstreams.offered(),
        };
        let clients = Clients::new(outlets);
        let db = Db::open(
            settings.database.url.expose_secret(),
            settings.database.max_connections,
        )
        .await?;
        db.migrate(&crate::MIGRATIONS).await?;
        clients.follow(&db).await?;
        let sealing = settings.keys.sealing_key.clone();
        let (entropy, now) = (&*outside.entropy, outside.clock.now());
        let head_file = settings.audit.head_file.clone();
        let audit = Keeper::new(db.clone(), outside.clone(), &sealing, head_file);
        let rules = Rules::new(&settings, lifetimes);
        // What a key signs last must have expired, and it must be known for as long as caches keep.
        let keeps = rules.access_token + keys::LEAD;
        let keys = Keyring::new(sealing.derive("signing_keys"), keeps);
        let mut algorithms = clients.algorithms();
        if rules.registers {
            // Those that register may name any.
            algorithms.extend(keys::Algorithm::ALL);
        }
        keys.ensure(&db, entropy, now, &algorithms).await?;
        let sealing_of_names = sealing.derive("subjects");
        let pages = Pages::load(&Files::embedded::<OwnFiles>(), brand(&settings)?)?;
        let transport = settings.mail.transport()?;
        Ok(Arc::new(Self {
            guard: Guard::new(
                *sealing.derive("forms").as_bytes(),
                settings.http.public_url.url(),
                "idp",
            ),
            limits: Limits::new(db.clone(), sealing.derive("limits")),
            postman: Postman::new(db.clone(), Arc::clone(&outside.clock), transport, &sealing),
            hasher: PasswordHasher::new(settings.passwords.work())?,
            identities: sealing.derive("identities"),
            profiles: sealing.derive("profiles"),
            successors: sealing.derive("refresh_successors"),
            db,
            clock: outside.clock,
            entropy: outside.entropy,
            sealing,
            pages,
            texts: help::load(&settings)?,
            passwords: policy(&settings)?,
            relying_party: RelyingParty::new(
                settings.http.public_url.url(),
                &settings.operator.short_name,
            )?,
            keys,
            names: Names::new(sealing_of_names, clients.clone()),
            clients,
            upstreams,
            rules,
            lifetimes,
            settings,
            session_bell: Arc::default(),
            event_bell: Arc::default(),
            audit,
        }))
    }

    /// The layer that frames every page.
    pub(crate) fn framing(&self) -> Framing {
        let url = &self.settings.http.public_url;
        Framing {
            pages: self.pages.clone(),
            guard: self.guard.clone(),
            entropy: Arc::clone(&self.entropy),
            policy: Policy {
                https: url.is_https(),
                form_action: self.upstreams.origins(),
            },
        }
    }

    /// Says that a session has ended, or that something has become of an account; to be called after
    /// the commit.
    pub(crate) fn sessions_ended(&self) {
        self.session_bell.notify_one();
        self.event_bell.notify_one();
    }

    /// Tells relying parties that sessions have ended.
    pub(crate) fn messenger(&self) -> Messenger {
        Messenger {
            db: self.db.clone(),
            clock: Arc::clone(&self.clock),
            entropy: Arc::clone(&self.entropy),
            clients: self.clients.clone(),
            keys: self.keys.clone(),
            names: self.names.clone(),
            issuer: self.rules.issuer.clone(),
            bell: Arc::clone(&self.session_bell),
        }
    }

    /// Tells applications what became of accounts.
    pub(crate) fn crier(&self) -> Crier {
        Crier::new(self.messenger(), Arc::clone(&self.event_bell))
    }

    /// Who is told what becomes of accounts.
    pub(crate) fn acquaintances(&self) -> Acquaintances<'_> {
        Acquaintances {
            clients: &self.clients,
            names: &self.names,
        }
    }

    /// What an exchange of the protocol needs.
    pub(crate) fn desk(&self, now: Timestamp) -> Desk<'_> {
        Desk {
            entropy: &*self.entropy,
            rules: &self.rules,
            keys: &self.keys,
            names: &self.names,
            identities: &self.identities,
            profiles: &self.profiles,
            successors: &self.successors,
            now,
        }
    }

    /// Where people go who came from nowhere: the portal's sign-in, else our own.
    pub(crate) fn home_url(&self) -> String {
        let home = self.settings.home.url.as_ref();
        home.map_or_else(|| "/anmelden".to_owned(), ToString::to_string)
    }

    /// The same as the outside sees it, for mails.
    pub(crate) fn home_url_outside(&self) -> String {
        let home = self.settings.home.url.as_ref();
        home.map_or_else(|| self.url("/anmelden"), ToString::to_string)
    }

    /// Where the staff work: in the portal, else nowhere but in the own account.
    pub(crate) fn office_url(&self) -> String {
        let home = self.settings.home.url.as_ref();
        home.map_or_else(
            || "/konto".to_owned(),
            |url| format!("{}/sachbearbeitung", url.origin().ascii_serialization()),
        )
    }

    /// An own address of `path` as the outside sees it.
    pub(crate) fn url(&self, path: &str) -> String {
        self.settings.http.public_url.join(path)
    }

    /// Puts a mail of folder `name` in language `lang` into the outbox of `tx`. Ring
    /// [`Postman::ring`] after the commit.
    pub(crate) async fn mail(
        &self,
        tx: &mut Tx,
        now: Timestamp,
        (to, lang): (&str, &str),
        name: &str,
        values: &(impl Serialize + Sync),
    ) -> Result<(), PageError> {
        let writer = self.writer(now);
        Ok(writer.write(tx, (to, lang), name, values).await?)
    }

    /// What writes mails.
    pub(crate) fn writer(&self, now: Timestamp) -> Writer<'_> {
        Writer {
            pages: &self.pages,
            entropy: &*self.entropy,
            sealing: &self.sealing,
            now,
        }
    }
}

impl From<MailFault> for PageError {
    fn from(fault: MailFault) -> Self {
        match fault {
            MailFault::Pages(error) => error.into(),
            MailFault::Store(error) => error.into(),
        }
    }
}

fn holds(levels: Levels) -> Holds {
    let hold = |it: settings::Hold| Hold {
        idle: it.idle,
        absolute: it.absolute,
    };
    Holds {
        low: hold(levels.low),
        substantial: hold(levels.substantial),
        high: hold(levels.high),
    }
}

fn policy(settings: &Settings) -> Result<passwords::Policy, StartError> {
    let rule = match settings.passwords.rule {
        PasswordRule::Seeds => Rule::Seeds {
            special: settings.passwords.special_characters.clone(),
        },
        PasswordRule::Length => Rule::Length,
    };
    let file = settings.passwords.blocklist.as_deref();
    let blocklist = Blocklist::load(file).map_err(|error| {
        let file = file.unwrap_or(Path::new("")).display();
        StartError::Setting(format!("passwords.blocklist: {file}: {error}"))
    })?;
    let operator = &settings.operator;
    let names = [operator.name.as_str(), operator.short_name.as_str()];
    Ok(passwords::Policy::new(rule, blocklist, &names))
}

/// The operator's values on every page.
pub(crate) fn brand(settings: &Settings) -> Result<Brand, StartError> {
    let operator = &settings.operator;
    let logo = match &operator.logo {
        Some(path) => Some(Logo {
            extension: path
                .extension()
                .map(|it| it.to_string_lossy().into_owned())
                .unwrap_or_default(),
            bytes: std::fs::read(path).map_err(|error| {
                StartError::Setting(format!("operator.logo: {}: {error}", path.display()))
            })?,
        }),
        None => None,
    };
    Ok(Brand {
        name: operator.name.clone(),
        short_name: operator.short_name.clone(),
        support_phone: operator.support_phone.clone(),
        support_hours: operator.support_hours.all(),
        menu: vec![
            NavLink::new("frame-home", &front_door(settings)),
            NavLink::new("frame-help", "/hilfe/anmeldung"),
        ],
        home_url: front_door(settings),
        languages: settings.languages.offered.clone(),
        time_zone: operator.time_zone.clone(),
        colours: operator.colours.light(),
        dark_colours: operator.colours.dark(),
        logo,
        ..Brand::default()
    })
}

/// Where „Startseite" leads: to the portal, else to our own first page.
pub(crate) fn front_door(settings: &Settings) -> String {
    settings.home.url.as_ref().map_or_else(
        || "/anmelden".to_owned(),
        |url| format!("{}/", url.origin().ascii_serialization()),
    )
}
