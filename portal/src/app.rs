//! What every request of the portal stands on.

use std::sync::Arc;

use ::letters::Press;
use openidconnect::IssuerUrl;
use secrecy::ExposeSecret as _;
use serde::Serialize;
use shared::articles::Texts;
use shared::clock::{Clock, Entropy, Outside, Timestamp};
use shared::db::{Db, Tx};
use shared::forms::Guard;
use shared::mail::Message;
use shared::pages::{Brand, Files, Framing, Logo, NavLink, Pages, PagesError, Policy};
use shared::secret::{PasswordHasher, SealingKey};

use crate::audit::Keeper;
use crate::help;
use crate::letters_outbox::{Fittings, PostRoom};
use crate::limits::Limits;
use crate::mail::{self, Postman};
use crate::residents::Resident;
use crate::resource::Answers;
use crate::rp::{ClientKey, RelyingParty, Words};
use crate::server::StartError;
use crate::sessions::{Belief, Lifetimes};
use crate::settings::Settings;
use shared::provider::{Http, Provider};

/// The parts, shared by all requests.
pub(crate) type App = Arc<Parts>;

/// See [`App`].
#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) settings: Settings,
    pub(crate) db: Db,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    /// Seals what is secret at rest; derive a key for each purpose.
    pub(crate) sealing: SealingKey,
    pub(crate) pages: Pages,
    pub(crate) texts: Texts,
    pub(crate) guard: Guard,
    pub(crate) limits: Limits,
    pub(crate) postman: Postman,
    pub(crate) post_room: PostRoom,
    pub(crate) provider: Arc<Provider>,
    pub(crate) rp: RelyingParty,
    /// What the provider said of opaque tokens in this second.
    pub(crate) answers: Answers,
    /// Checks the secrets of unlock codes.
    pub(crate) hasher: PasswordHasher,
    /// Keeps the audit log's chain.
    pub(crate) audit: Keeper,
}

#[derive(rust_embed::Embed)]
#[folder = "."]
#[include = "templates/*"]
#[include = "translations/*"]
#[include = "assets/*"]
struct OwnFiles;

/// Something did not fit into the outbox.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MailFault {
    #[error(transparent)]
    Pages(#[from] PagesError),
    #[error(transparent)]
    Store(#[from] shared::db::StoreError),
}

impl Parts {
    /// Opens the database, brings it up to date, makes the client's key and loads the pages.
    pub(crate) async fn assemble(settings: Settings, outside: Outside) -> Result<App, StartError> {
        let url = settings.database.url.expose_secret();
        let db = Db::open(url, settings.database.max_connections).await?;
        db.migrate(&crate::MIGRATIONS).await?;
        let sealing = settings.keys.sealing_key.clone();
        let head_file = settings.audit.head_file.clone();
        let audit = Keeper::new(db.clone(), outside.clone(), &sealing, head_file);
        let Outside { clock, entropy } = outside;
        let transport = settings.mail.transport()?;
        let provider = Arc::new(provider(&settings)?);
        let key_sealing = sealing.derive("client key");
        let key = ClientKey::open(&db, &key_sealing, &*entropy, clock.now()).await;
        let key = key.map_err(|fault| StartError::ClientKey(fault.to_string()))?;
        let letters = Outside {
            clock: Arc::clone(&clock),
            entropy: Arc::clone(&entropy),
        };
        let post_room = post_room(&settings, &db, &letters)?;
        let rp = RelyingParty::new(words(&settings), key, Arc::clone(&provider));
        Ok(Arc::new(Self {
            pages: pages(&settings)?,
            texts: help::load(&settings)?,
            guard: Guard::new(
                *sealing.derive("forms").as_bytes(),
                settings.http.public_url.url(),
                "portal",
            ),
            limits: Limits::new(db.clone(), sealing.derive("limits")),
            postman: Postman::new(db.clone(), Arc::clone(&clock), transport, &sealing),
            post_room,
            provider,
            rp,
            answers: Answers::default(),
            hasher: hasher(&settings)?,
            audit,
            db,
            clock,
            entropy,
            sealing,
            settings,
        }))
    }

    /// The layer that frames every page. The form that signs out is answered by a redirect to
    /// the provider, which a browser allows only if the policy names it.
    pub(crate) fn framing(&self) -> Framing {
        Framing {
            pages: self.pages.clone(),
            guard: self.guard.clone(),
            entropy: Arc::clone(&self.entropy),
            policy: Policy {
                https: self.settings.http.public_url.is_https(),
                form_action: vec![self.settings.provider.issuer.as_str().to_owned()],
            },
        }
    }

    /// An own address of `path` as the outside sees it.
    pub(crate) fn url(&self, path: &str) -> String {
        self.settings.http.public_url.join(path)
    }

    /// How long sessions live.
    pub(crate) fn lifetimes(&self) -> Lifetimes {
        Lifetimes {
            idle: self.settings.sessions.idle,
            absolute: self.settings.sessions.absolute,
        }
    }

    /// How long a proven identity is believed.
    pub(crate) fn belief(&self) -> Belief {
        Belief {
            vouched: self.settings.levels.vouched,
            proven: self.settings.levels.proven,
        }
    }

    /// The key under which sessions seal their tokens.
    pub(crate) fn session_sealing(&self) -> SealingKey {
        self.sealing.derive("sessions")
    }

    /// Where and in which language mail reaches this person, if an address of theirs is known.
    pub(crate) fn addressee<'a>(&'a self, resident: &'a Resident) -> Option<(&'a str, &'a str)> {
        let offered = |lang: &&str| self.pages.languages().iter().any(|it| it.code == **lang);
        let lang = resident.locale.as_deref().filter(offered);
        let lang = lang.unwrap_or(&self.settings.languages.default);
        Some((resident.email.as_deref()?, lang))
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
    ) -> Result<(), MailFault> {
        let mail = self.pages.mail(name, lang, values)?;
        let message = Message {
            to: to.to_owned(),
            subject: mail.subject,
            text: mail.text,
            html: mail.html,
        };
        Ok(mail::enqueue(tx, (&*self.entropy, &self.sealing), now, &message).await?)
    }
}

/// What hashes the secrets of unlock codes.
pub(crate) fn hasher(settings: &Settings) -> Result<PasswordHasher, StartError> {
    PasswordHasher::new(settings.unlock.work())
        .map_err(|error| StartError::Setting(format!("unlock.memory_kib: {error}")))
}

/// Where letters leave the house.
pub(crate) fn post_room(
    settings: &Settings,
    db: &Db,
    outside: &Outside,
) -> Result<PostRoom, StartError> {
    let letters = &settings.letters;
    let press = Press::new(letters.fonts.as_deref());
    let press = press.map_err(|error| StartError::Setting(format!("letters.fonts: {error}")))?;
    let fittings = Fittings {
        db: db.clone(),
        clock: Arc::clone(&outside.clock),
        entropy: Arc::clone(&outside.entropy),
        press: Arc::new(press),
        opening: letters.opening_key.clone(),
    };
    let (folder, keep) = (letters.outbox.clone(), letters.keep_printed());
    Ok(PostRoom::new(
        fittings,
        &settings.keys.sealing_key,
        folder,
        keep,
    ))
}

fn provider(settings: &Settings) -> Result<Provider, StartError> {
    let issuer = &settings.provider.issuer;
    let client = settings.http.outgoing().client("schluesselbund-portal");
    let http = Http::new(issuer.url(), client).map_err(StartError::Http)?;
    let issuer = IssuerUrl::new(issuer.as_str().to_owned())
        .map_err(|_| StartError::Setting("provider.issuer is no address".to_owned()))?;
    Ok(Provider::new(issuer, http))
}

fn words(settings: &Settings) -> Words {
    let own = &settings.http.public_url;
    Words {
        client_id: settings.provider.client_id.clone(),
        redirect_uri: own.join("/anmelden/zurueck"),
        signed_out_uri: own.join("/abgemeldet"),
        resource: own.as_str().to_owned(),
        resource_indicators: settings.provider.resource_indicators,
        scopes: settings.provider.scopes.clone(),
        strong_acr: settings.provider.strong_acr.clone(),
    }
}

/// The pages of the portal in the operator's dress.
pub(crate) fn pages(settings: &Settings) -> Result<Pages, StartError> {
    let operator = &settings.operator;
    let logo = operator.logo.as_ref().map(|file| {
        let bytes = std::fs::read(file);
        let bytes =
            bytes.map_err(|error| StartError::Setting(format!("operator.logo: {error}")))?;
        let extension = file
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Ok::<_, StartError>(Logo { extension, bytes })
    });
    let link = NavLink::new;
    let brand = Brand {
        name: operator.name.clone(),
        short_name: operator.short_name.clone(),
        support_phone: operator.support_phone.clone(),
        support_hours: operator.support_hours.all(),
        home_url: "/".to_owned(),
        sign_in_url: Some("/anmelden".to_owned()),
        menu: vec![link("frame-home", "/"), link("frame-help", "/hilfe")],
        footer: vec![
            link("frame-help", "/hilfe"),
            link("frame-accessibility", "/barrierefreiheit"),
            link("frame-privacy", "/datenschutz"),
            link("frame-imprint", "/impressum"),
        ],
        languages: settings.languages.offered.clone(),
        time_zone: operator.time_zone.clone(),
        colours: operator.colours.light(),
        dark_colours: operator.colours.dark(),
        logo: logo.transpose()?,
        ..Brand::default()
    };
    Ok(Pages::load(&Files::embedded::<OwnFiles>(), brand)?)
}
