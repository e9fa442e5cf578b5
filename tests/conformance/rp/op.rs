//! The provider under test, as `config/idp.conformance.toml` makes it, and the person who signs in.

use std::sync::Arc;

use jsonwebtoken::jwk::JwkSet;
use kit::world::{Wishes, World};
use kit::{Database, Visitor};
use serde_json::Value;
use shared::clock::{Outside, SystemEntropy};

use super::{Browser, Client};

/// Where the clients of these tests are; nothing answers there.
pub(crate) const RP: &str = "https://rp.test";

/// What each provider under test has of its own, whatever the file says.
const OWN: [&str; 7] = [
    "log", "http", "database", "audit", "keys", "clients", "upstream",
];

/// `config/idp.conformance.toml`, but for what is [`OWN`]; `more` wins over it.
fn settings(more: &str) -> String {
    let file = include_str!("../../../config/idp.conformance.toml");
    let [mut all, more]: [toml::Table; 2] =
        [file, more].map(|text| text.parse().expect("settings"));
    for own in OWN {
        all.remove(own);
    }
    for (section, keys) in more {
        match (all.get_mut(&section), keys) {
            (Some(toml::Value::Table(known)), toml::Value::Table(keys)) => known.extend(keys),
            (_, keys) => {
                all.insert(section, keys);
            }
        }
    }
    all.to_string()
}

/// Who signs in.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) email: String,
    pub(crate) password: String,
}

/// A provider with its metadata.
#[derive(Debug)]
pub(crate) struct Op {
    pub(crate) world: World,
    pub(crate) metadata: Value,
    pub(crate) person: Person,
    /// Where its clients are.
    rp: String,
}

impl Op {
    /// With these clients, on SQLite.
    pub(crate) async fn with(clients: &[&Client]) -> Self {
        Self::on(Database::Sqlite, clients).await
    }

    /// With these clients.
    pub(crate) async fn on(database: Database, clients: &[&Client]) -> Self {
        let clients = clients.iter().map(|client| client.file()).collect();
        let wishes = Wishes {
            clients,
            ..Wishes::default()
        };
        Self::wished(database, wishes).await
    }

    pub(crate) async fn wished(database: Database, wishes: Wishes) -> Self {
        Self::beside(database, wishes, RP).await
    }

    /// With clients at `rp`.
    pub(crate) async fn beside(database: Database, wishes: Wishes, rp: &str) -> Self {
        let wishes = Wishes {
            idp: settings(&wishes.idp),
            ..wishes
        };
        let world = World::with(database, wishes).await;
        let person = person(&world).await;
        let page = world.idp.visitor();
        let page = page.get("/.well-known/openid-configuration").await;
        let metadata = page.expect(200).json();
        assert_eq!(metadata["issuer"], world.idp.base());
        Self {
            world,
            metadata,
            person,
            rp: rp.to_owned(),
        }
    }

    pub(crate) fn issuer(&self) -> String {
        self.world.idp.base()
    }

    pub(crate) fn now(&self) -> i64 {
        self.world.now()
    }

    /// An address that the metadata names.
    pub(crate) fn at(&self, name: &str) -> &str {
        let address = self.metadata[name].as_str();
        address.unwrap_or_else(|| panic!("the metadata has no {name}"))
    }

    /// Whether a list of the metadata holds `value`.
    pub(crate) fn supports(&self, list: &str, value: &str) -> bool {
        let values = self.metadata[list].as_array();
        values.is_some_and(|values| values.contains(&value.into()))
    }

    /// A program that asks.
    pub(crate) fn program(&self) -> Visitor {
        self.world.idp.visitor()
    }

    /// The keys that are published now.
    pub(crate) async fn keys(&self) -> JwkSet {
        let page = self.program().get(self.at("jwks_uri")).await;
        serde_json::from_value(page.expect(200).json()).expect("a JWK set")
    }

    /// A browser without cookies.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(&self.world.idp.visitor(), &self.person, &self.rp)
    }

    /// `idp keys` at the shell.
    pub(crate) async fn shell_keys(&self, args: &[&str]) -> String {
        let (settings, outside) = shell(&self.world);
        let told = idp::cli::keys_in_process(args, settings, outside).await;
        told.unwrap_or_else(|error| panic!("{args:?}: {error}"))
    }
}

fn shell(world: &World) -> (idp::Settings, Outside) {
    let outside = Outside {
        clock: Arc::new(world.clock.clone()),
        entropy: Arc::new(SystemEntropy),
    };
    (world.idp_settings(), outside)
}

/// Makes the person with every standard claim, as docs/conformance.md does.
async fn person(world: &World) -> Person {
    let email = "kim@example.org";
    let folder = tempfile::tempdir().expect("a folder");
    let [password, claims] = ["password", "claims"].map(|name| folder.path().join(name));
    std::fs::write(&password, kit::people::PASSWORD).expect("a file");
    let example = include_str!("../../../config/person.example.json");
    std::fs::write(&claims, example).expect("a file");
    let [password, claims] = [&password, &claims].map(|path| path.to_str().expect("a path"));
    let mut args = vec!["add", email, "--locale", "de"];
    args.extend(["--password-file", password, "--claims", claims]);
    let (settings, outside) = shell(world);
    let told = idp::cli::accounts_in_process(&args, settings, outside).await;
    told.unwrap_or_else(|error| panic!("{error}"));
    Person {
        email: email.to_owned(),
        password: kit::people::PASSWORD.to_owned(),
    }
}
