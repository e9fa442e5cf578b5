//! Both servers in this process, on ports of their own, with everything that they need; or the
//! release binaries in processes of their own, where `TEST_BINARIES` says so.
//!
//! They are started by the same API as in operation and are reached only by HTTP. Time is
//! [`World::clock`]; it stands still until the test moves it.

mod education;
mod hands;
mod process;
mod program;
mod stand_ins;
mod tls;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shared::clock::{Clock, Outside, SystemEntropy, Timestamp};
use shared::telemetry::{Format, Log};
use tempfile::TempDir;

use crate::databases::{Database, Fresh, Schema};
use crate::mailbox::Mailbox;
pub use education::EducationProvider;
pub use hands::Hands;
pub use process::binaries;
pub(crate) use program::Listening;
pub use program::Program;
pub use stand_ins::StandIns;
pub use tls::Certificate;
pub(crate) use tls::{Authority, HOSTS};

/// Monday, 23 November 2026, 9:00 UTC (10:00 in Berlin).
pub(crate) const BEGINNING: Timestamp = Timestamp::from_unix(1_795_424_400);

/// Who is invited as first member of the staff, in every world.
pub const LEAD: &str = "leitung@jobcenter.example";

/// What a test wants to be different.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// Settings of the provider (TOML), over those of `config/idp.test.toml`.
    pub idp: String,
    /// Settings of the portal (TOML), over those of `config/portal.test.toml`.
    pub portal: String,
    /// Whether BundID and Mein Unternehmenskonto are there, as stand-ins.
    pub stand_ins: bool,
    /// Whether the example education provider is there.
    pub education: bool,
    /// Whether both servers speak TLS, as `https://konto.localhost` and
    /// `https://jobcenter.localhost`.
    pub tls: bool,
    /// Whether both servers run as in production: settings of the tests do not count, and
    /// `tls` is needed.
    pub production: bool,
    /// Further applications of the provider: each a file as `config/clients/portal.toml`.
    pub clients: Vec<String>,
}

/// Provider, portal, post and clock.
#[derive(Debug)]
pub struct World {
    /// The identity provider.
    pub idp: Program,
    /// The portal.
    pub portal: Program,
    /// Where all mail goes.
    pub mailbox: Mailbox,
    /// The time, for both servers.
    pub clock: Hands,
    /// Settings of this world, for provider and portal.
    own: [[String; 3]; 2],
    /// BundID and Mein Unternehmenskonto, if they were wished for.
    pub stand_ins: Option<StandIns>,
    /// The example education provider, if it was wished for.
    pub education: Option<EducationProvider>,
    certificate: Option<Certificate>,
    // Dropped after the servers.
    databases: [Fresh; 2],
    folder: TempDir,
}

impl World {
    /// Starts both servers on new databases.
    ///
    /// # Panics
    /// When one of them does not start.
    pub async fn start(database: Database) -> Self {
        Self::with(database, Wishes::default()).await
    }

    /// Starts both servers with other settings or applications.
    ///
    /// # Panics
    /// When one of them does not start, or a setting is wrong.
    pub async fn with(database: Database, wishes: Wishes) -> Self {
        log();
        let mailbox = Mailbox::open().await;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let time = binaries().map(|_| folder.path().join("time"));
        let clock = Hands::at(BEGINNING, time);
        let databases = databases(database).await;
        let certificate = wishes.tls.then(|| Certificate::new(folder.path()));
        let [idp, portal] = match certificate {
            Some(_) => ["https://konto.localhost", "https://jobcenter.localhost"],
            None => ["http://localhost"; 2],
        };
        let (idp, portal) = (Listening::at(idp).await, Listening::at(portal).await);
        let tls = certificate.as_ref().map(Certificate::settings);
        let tls = tls.unwrap_or_default();
        let clients = folder.path().join("clients");
        let mut others = wishes.clients;
        let mut education = None;
        if wishes.education {
            let [issuer, portal] = [idp.base(), portal.base()];
            let own = education::Prepared::new(&issuer, &portal, folder.path()).await;
            others.extend(own.client_files());
            education = Some(own);
        }
        write_clients(&clients, &portal.base(), &others);
        let idp_settings = format!(
            "http.public_url = \"{}\"\ndatabase.url = \"{}\"\ndatabase.max_connections = 4\n\
             mail.smtp_url = \"{}\"\nclients.directory = \"{}\"\nhome.url = \"{}/anmelden\"\n\
             first_staff.email = \"{LEAD}\"\naudit.head_file = \"{}\"\n\
             upstream.directory = \"{}\"\n{tls}",
            idp.base(),
            databases[0].url(),
            mailbox.url(),
            clients.display(),
            portal.base(),
            folder.path().join("idp-heads").display(),
            folder.path().join("upstream").display(),
        );
        let portal_settings = format!(
            "http.public_url = \"{}\"\ndatabase.url = \"{}\"\ndatabase.max_connections = 4\n\
             mail.smtp_url = \"{}\"\nprovider.issuer = \"{}\"\nletters.outbox = \"{}\"\n\
             audit.head_file = \"{}\"\n{tls}",
            portal.base(),
            databases[1].url(),
            mailbox.url(),
            idp.base(),
            folder.path().join("letters").display(),
            folder.path().join("portal-heads").display(),
        );
        let outside = Outside {
            clock: Arc::new(clock.clone()),
            entropy: Arc::new(SystemEntropy),
        };
        let mut stand_ins = None;
        if wishes.stand_ins {
            stand_ins = Some(StandIns::start(&idp.base(), clock.fake(), folder.path()).await);
        }
        let education = education.map(|own| own.start(&outside));
        let [for_idp, for_portal] = ground(wishes.production);
        let own = [
            [for_idp, idp_settings, wishes.idp],
            [for_portal, portal_settings, wishes.portal],
        ];
        let idp = Program::idp(idp, own[0].clone(), &clock, outside.clone());
        let portal = Program::portal(portal, own[1].clone(), &clock, outside);
        let (idp, portal) = tokio::join!(idp, portal);
        Self {
            idp,
            portal,
            mailbox,
            clock,
            own,
            stand_ins,
            education,
            certificate,
            databases,
            folder,
        }
    }

    /// The certificate of both servers, if it was wished for.
    ///
    /// # Panics
    /// When it was not.
    #[must_use]
    pub fn certificate(&self) -> &Certificate {
        self.certificate.as_ref().expect("a world over TLS")
    }

    /// A second process of the provider on the same database, at a port of its own but with the
    /// same public address, as behind a proxy.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn idp_beside(&self) -> Program {
        self.idp_beside_with("").await
    }

    /// The same with other settings (TOML) laid over those of this world.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn idp_beside_with(&self, more: &str) -> Program {
        let outside = Outside {
            clock: Arc::new(self.clock.clone()),
            entropy: Arc::new(SystemEntropy),
        };
        let [ground, first, second] = self.own[0].clone();
        let own = [ground, first, format!("{second}\n{more}")];
        let at = Listening::at(self.idp.origin()).await;
        Program::idp(at, own, &self.clock, outside).await
    }

    /// The folder of the files of upstream providers; who changes it restarts the provider.
    #[must_use]
    pub fn upstreams(&self) -> PathBuf {
        self.folder.path().join("upstream")
    }

    /// Moves the time forward for both servers.
    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// The present time in seconds since 1970.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.clock.now().unix()
    }

    /// The letter outbox of the portal.
    #[must_use]
    pub fn letters(&self) -> PathBuf {
        self.folder.path().join("letters")
    }

    /// Where provider and portal write the heads of their audit logs.
    #[must_use]
    pub fn head_files(&self) -> [PathBuf; 2] {
        ["idp-heads", "portal-heads"].map(|name| self.folder.path().join(name))
    }

    /// The provider's settings, for its shell.
    ///
    /// # Panics
    /// Never: the provider has started with them.
    #[must_use]
    pub fn idp_settings(&self) -> idp::Settings {
        let own = self.own[0].each_ref().map(String::as_str);
        idp::Settings::from_toml(&own).expect("settings")
    }

    /// The portal's settings, for its shell.
    ///
    /// # Panics
    /// Never: the portal has started with them.
    #[must_use]
    pub fn portal_settings(&self) -> portal::Settings {
        self.portal_settings_with("")
    }

    /// The portal's settings with others (TOML) laid over them.
    ///
    /// # Panics
    /// When those are wrong.
    #[must_use]
    pub fn portal_settings_with(&self, more: &str) -> portal::Settings {
        let [ground, first, second] = self.own[1].each_ref().map(String::as_str);
        portal::Settings::from_toml(&[ground, first, second, more]).expect("settings")
    }

    /// The addresses of the databases of provider and portal, to look at what is stored.
    #[must_use]
    pub fn database_urls(&self) -> [&str; 2] {
        [self.databases[0].url(), self.databases[1].url()]
    }
}

/// The settings of provider and portal beneath those of the world: the tests' own, or what the
/// references lack for production.
fn ground(production: bool) -> [String; 2] {
    if production {
        let keys = [
            "the provider's own, for testing!",
            "the portal's own, in tests onlyy",
        ];
        return keys.map(|key| format!("keys.sealing_key = \"{}\"\n", STANDARD.encode(key)));
    }
    [
        include_str!("../../../config/idp.test.toml"),
        include_str!("../../../config/portal.test.toml"),
    ]
    .map(str::to_owned)
}

/// Those of provider and portal.
async fn databases(database: Database) -> [Fresh; 2] {
    if binaries().is_some() {
        // They make their tables themselves, as where they are installed.
        return [database.fresh().await, database.fresh().await];
    }
    let [idp, portal] = [Schema::Idp, Schema::Portal];
    [database.with(idp).await, database.with(portal).await]
}

/// Lets both servers write their log when `TEST_LOG` says so (`TEST_LOG=info tests/run …`).
fn log() {
    let Ok(level) = std::env::var("TEST_LOG") else {
        return;
    };
    shared::telemetry::init(&Log {
        level: level.parse().expect("TEST_LOG is a level"),
        format: Format::Text,
    });
}

/// The portal's file with the addresses of this portal, and those that the test adds.
fn write_clients(folder: &Path, portal: &str, others: &[String]) {
    std::fs::create_dir_all(folder).expect("the folder of the applications is made");
    let reference = include_str!("../../../config/clients/portal.toml");
    let ours = reference.replace("http://localhost:8081", portal);
    let all = std::iter::once(&ours).chain(others);
    for (number, text) in all.enumerate() {
        let file = folder.join(format!("{number}.toml"));
        let text = text.replace("http://localhost:8081", portal);
        std::fs::write(file, text).expect("an application's file is written");
    }
}
