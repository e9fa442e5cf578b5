//! The settings of both servers, made from the base port and the data directory.
//!
//! They are written to `settings/*.toml` at every start, so that the programs' own commands
//! work on a demo too (`portal codes … --config DATA/settings/portal.toml`); the sealing keys
//! stay in their own files. `DIR/idp.toml` and `DIR/portal.toml` are the person's and win.

use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use shared::clock::Entropy;
use shared::secret::OpeningKey;
use toml::{Table, Value, toml};

use crate::data::{Data, DataError};
use crate::outsiders;
use crate::ports::{BasePort, Port};

/// The reference, so that the demo's client differs in its addresses only.
const CLIENT: &str = include_str!("../../../config/clients/portal.toml");

/// The references of the upstream providers, likewise.
const UPSTREAMS: [(&str, Port, &str); 2] = [
    (
        "bundid",
        Port::BundId,
        include_str!("../../../config/upstream/bundid.toml.example"),
    ),
    (
        "mein-uk",
        Port::Muk,
        include_str!("../../../config/upstream/mein-uk.toml.example"),
    ),
];

/// What one server is started with.
#[derive(Debug)]
pub(crate) struct Sources {
    /// The sealing key, which is in no settings file.
    pub(crate) key: String,
    /// The demo's, then the person's where there is one.
    pub(crate) files: Vec<PathBuf>,
}

/// The identity provider's.
pub(crate) fn identity_provider(
    base: BasePort,
    data: &Data,
    entropy: &dyn Entropy,
) -> Result<Sources, DataError> {
    let clients = data.folder("clients")?;
    data.write("clients/portal.toml", &client(base))?;
    for (name, text) in outsiders::education(base, data, entropy)?.client_files() {
        data.write(&format!("clients/{name}.toml"), &text)?;
    }
    data.folder("databases")?;
    let mut settings = common(base, data, Port::IdentityProvider, "idp");
    settings.extend(toml! {
        [first_staff]
        email = "leitung@jobcenter.example"
        [registration]
        mode = "open"
        loopback_hosts = ["localhost", "127.0.0.1"]
    });
    let home = format!("{}/anmelden", base.origin(Port::Portal));
    settings.insert("home".into(), section([("url", home)]));
    let clients = clients.display().to_string();
    settings.insert("clients".into(), section([("directory", clients)]));
    let upstream = upstreams(base, data, entropy)?;
    settings.insert("upstream".into(), section([("directory", upstream)]));
    let public = letter_key(data, entropy)?.public().to_string();
    settings.insert("letters".into(), section([("public_key", public)]));
    sources(data, "idp", &settings, entropy)
}

/// Writes the files of the stand-ins as upstream providers; their folder.
fn upstreams(base: BasePort, data: &Data, entropy: &dyn Entropy) -> Result<String, DataError> {
    let folder = data.folder("upstream")?.display().to_string();
    for (name, port, reference) in UPSTREAMS {
        let secret = format!("{name}-client-secret");
        data.secret(&secret, entropy)?;
        let secret = data.path(&format!("secrets/{secret}"));
        let file = format!("client_secret_file = \"{}\"", secret.display());
        let text = reference
            .replace("https://broker.example", &base.origin(port))
            .replace("client_secret_file = \"\"", &file);
        data.write(&format!("upstream/{name}.toml"), &text)?;
    }
    Ok(folder)
}

/// The portal's.
pub(crate) fn portal(
    base: BasePort,
    data: &Data,
    entropy: &dyn Entropy,
) -> Result<Sources, DataError> {
    data.folder("databases")?;
    let mut settings = common(base, data, Port::Portal, "portal");
    let issuer = base.origin(Port::IdentityProvider);
    settings.insert("provider".into(), section([("issuer", issuer)]));
    let outbox = data.folder("letters")?.display().to_string();
    // Debian's, for letters in Arabic; without them these are printed in German.
    let fonts = Path::new("/usr/share/fonts/truetype/dejavu");
    let fonts = if fonts.is_dir() { fonts } else { Path::new("") };
    let fonts = ("fonts", fonts.display().to_string());
    settings.insert("letters".into(), {
        let mut letters = Table::new();
        letters.insert("outbox".into(), outbox.into());
        letters.insert(fonts.0.into(), fonts.1.into());
        // Nobody likes to wait for a letter that the own machine prints.
        letters.insert("ask_seconds".into(), 2.into());
        letters.into()
    });
    let mut sources = sources(data, "portal", &settings, entropy)?;
    let opening = STANDARD.encode(letter_key(data, entropy)?.as_bytes());
    let opening = section([("opening_key", opening)]);
    let opening = Table::from_iter([("letters".to_owned(), opening)]);
    sources.key = format!("{}\n{opening}", sources.key);
    Ok(sources)
}

/// What opens recovery codes when their letters are printed.
fn letter_key(data: &Data, entropy: &dyn Entropy) -> Result<OpeningKey, DataError> {
    let bytes = data.secret("portal-letter-key", entropy)?;
    Ok(OpeningKey::from_bytes(bytes))
}

/// What is the same in both.
fn common(base: BasePort, data: &Data, port: Port, name: &str) -> Table {
    let database = format!(
        "sqlite:{}",
        data.path(&format!("databases/{name}.db")).display()
    );
    let smtp = format!("smtp://127.0.0.1:{}", base.of(Port::Smtp));
    let mut settings = toml! {
        environment = "development"
        [log]
        format = "text"
    };
    settings.insert("http".into(), {
        let listen = ["127.0.0.1", "[::1]"].map(|host| format!("{host}:{}", base.of(port)));
        let mut http = Table::new();
        http.insert("public_url".into(), base.origin(port).into());
        http.insert("listen".into(), listen.to_vec().into());
        http.into()
    });
    settings.insert("database".into(), section([("url", database)]));
    settings.insert("mail".into(), section([("smtp_url", smtp)]));
    let heads = data.path(&format!("{name}-audit-heads.jsonl"));
    let heads = heads.display().to_string();
    settings.insert("audit".into(), section([("head_file", heads)]));
    settings
}

fn section<const N: usize>(entries: [(&str, String); N]) -> Value {
    let entries = entries.map(|(key, value)| (key.to_owned(), value.into()));
    Value::Table(entries.into_iter().collect())
}

fn sources(
    data: &Data,
    name: &str,
    settings: &Table,
    entropy: &dyn Entropy,
) -> Result<Sources, DataError> {
    data.folder("settings")?;
    let text = format!("# Written anew at each start. Yours go into {name}.toml.\n{settings}");
    let mut files = vec![data.write(&format!("settings/{name}.toml"), &text)?];
    files.extend(Some(data.path(&format!("{name}.toml"))).filter(|own| own.exists()));
    let key = data.secret(&format!("{name}-sealing-key"), entropy)?;
    let key = section([("sealing_key", STANDARD.encode(key))]);
    Ok(Sources {
        key: Table::from_iter([("keys".to_owned(), key)]).to_string(),
        files,
    })
}

/// The reference's file with the demo's addresses.
fn client(base: BasePort) -> String {
    let reference = BasePort(8080).origin(Port::Portal);
    CLIENT.replace(&reference, &base.origin(Port::Portal))
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::clock::SystemEntropy;

    #[test]
    fn both_servers_take_the_settings_and_say_where_a_broken_one_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let data = Data::open(&folder.path().join("d")).expect("opens");
        let base = BasePort(9000);
        let idp = identity_provider(base, &data, &SystemEntropy).expect("made");
        let portal = portal(base, &data, &SystemEntropy).expect("made");
        let idp = idp::Settings::layered(&[&idp.key], &idp.files, []);
        let portal = portal::Settings::layered(&[&portal.key], &portal.files, []);
        let sealed_to = idp.expect("fit the provider").letters.public_key;
        let opened_by = portal.expect("fit the portal").letters.opening_key;
        let opened_by = opened_by.map(|key| key.public());
        assert!(sealed_to.is_some() && sealed_to == opened_by);

        data.write("idp.toml", "[sessions]\nidle_minutes = \"long\"\n")
            .expect("written");
        let idp = identity_provider(base, &data, &SystemEntropy).expect("made");
        let faults = idp::Settings::layered(&[&idp.key], &idp.files, []);
        let faults = faults.expect_err("is broken").to_string();
        assert!(faults.contains("idp.toml:2") && faults.contains("sessions.idle_minutes"));
    }

    #[test]
    fn the_client_is_the_reference_at_other_addresses() {
        let client = client(BasePort(9000));
        assert!(client.contains("http://localhost:9001/anmelden/zurueck"));
        assert!(!client.contains(":808"));
        client.parse::<Table>().expect("TOML");
    }
}
