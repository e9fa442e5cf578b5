//! Reading `settings.upstream.directory/*.toml`: one file, one provider; every fault of every file
//! is told at once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use shared::claims::IdentityLevel;
use shared::provider::Outgoing;
use shared::settings::{self, Check, Fault, Faults, Layers, Origin, PublicUrl, optional, secret};
use url::Url;

use super::model::{Expects, Kind};
use super::oidc::{OpenIdConnect, Registration};
use super::{Service, Upstream, Upstreams};

/// Every key of a provider's file.
const DEFAULTS: &str = r#"
service = "bundid"
kind = "openid_connect"
issuer = "https://broker.example"
client_id = ""
client_secret = ""
client_secret_file = ""
scopes = ["openid"]
subject_claim = ""
required = []
optional = []
trust_claim = ""
means_claim = ""
second_factor_claim = ""
levels = {}
names = {}
"#;

const SECRETS: &[(&str, &str)] = &[("client_secret", "the secret that the provider gave")];

#[derive(Debug, Deserialize)]
struct Told {
    service: Service,
    kind: String,
    issuer: Url,
    client_id: String,
    #[serde(deserialize_with = "secret")]
    client_secret: SecretString,
    #[serde(deserialize_with = "optional")]
    client_secret_file: Option<PathBuf>,
    scopes: Vec<String>,
    subject_claim: String,
    required: Vec<String>,
    optional: Vec<String>,
    trust_claim: String,
    means_claim: String,
    second_factor_claim: String,
    levels: BTreeMap<String, String>,
    names: BTreeMap<String, String>,
}

/// The providers of this folder; without it there are none. `own` is our own address, and whom
/// requests to providers trust.
///
/// # Errors
/// [`Faults`], one for each thing to mend.
pub(crate) fn load(
    directory: &Path,
    own: (&PublicUrl, &Outgoing),
    production: bool,
) -> Result<Upstreams, Faults> {
    let mut all: Vec<Upstream> = Vec::new();
    let mut faults = Vec::new();
    for path in files(directory)? {
        match read(&path, own, production) {
            Ok(one) if all.iter().any(|other| other.service == one.service) => {
                let reason = "another file names this service already";
                faults.push(fault(&path, "service", reason));
            }
            Ok(one) => all.push(one),
            Err(others) => faults.extend_from_slice(others.list()),
        }
    }
    if faults.is_empty() {
        Ok(all.into_iter().collect())
    } else {
        Err(Faults::from(faults))
    }
}

fn files(directory: &Path) -> Result<Vec<PathBuf>, Faults> {
    let entries = match std::fs::read_dir(directory) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other,
    };
    let unreadable = |error: std::io::Error| {
        let reason = format!("cannot be read: {error}");
        Faults::from(vec![fault(directory, "upstream.directory", &reason)])
    };
    let mut files = Vec::new();
    for entry in entries.map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|kind| kind == "toml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn fault(file: &Path, key: &str, reason: &str) -> Fault {
    Fault {
        origin: Origin::File(file.display().to_string()),
        key: key.to_owned(),
        reason: reason.to_owned(),
    }
}

fn read(path: &Path, own: (&PublicUrl, &Outgoing), production: bool) -> Result<Upstream, Faults> {
    let mut upstream = None;
    let files = [path.to_owned()];
    let layers = Layers {
        defaults: DEFAULTS,
        files: &files,
        secrets: SECRETS,
        ..Layers::default()
    };
    settings::load::<Told>(layers, |file, check| {
        upstream = build(file, own, production, check);
    })?;
    upstream.ok_or_else(|| Faults::from(vec![fault(path, "", "is no provider")]))
}

/// The provider of a file; notes every fault and then gives none.
fn build(
    file: &Told,
    (public_url, trust): (&PublicUrl, &Outgoing),
    production: bool,
    check: &mut Check,
) -> Option<Upstream> {
    check.refuse_if(
        file.kind != "openid_connect",
        "kind",
        "must be openid_connect",
    );
    check.refuse_if(file.client_id.is_empty(), "client_id", "is missing");
    check.refuse_if(file.subject_claim.is_empty(), "subject_claim", "is missing");
    let https = file.issuer.scheme() == "https" || !production;
    check.refuse_if(!https, "issuer", "must be https in production");
    let example = file
        .issuer
        .host_str()
        .is_some_and(|host| host.ends_with(".example"));
    check.refuse_if(example, "issuer", "is an example's");
    let levels = levels(file, check)?;
    let registration = Registration {
        issuer: file.issuer.clone(),
        client_id: file.client_id.clone(),
        client_secret: client_secret(file, check)?,
        redirect_uri: public_url.join(&format!("/anmelden/{}/zurueck", file.service.word())),
        scopes: file.scopes.clone(),
    };
    let oidc = OpenIdConnect::new(registration, trust);
    let oidc = oidc.map_err(|error| check.refuse("issuer", error)).ok()?;
    Some(Upstream {
        service: file.service,
        kind: Kind::OpenIdConnect(Box::new(oidc)),
        expects: Expects {
            subject_claim: file.subject_claim.clone(),
            required: file.required.clone(),
            optional: file.optional.clone(),
            trust_claim: file.trust_claim.clone(),
            means_claim: file.means_claim.clone(),
            second_factor_claim: file.second_factor_claim.clone(),
            levels,
            names: file.names.clone(),
        },
    })
}

fn levels(file: &Told, check: &mut Check) -> Option<BTreeMap<String, Option<IdentityLevel>>> {
    let mut levels = BTreeMap::new();
    for (acr, word) in &file.levels {
        let level = IdentityLevel::of_word(word);
        if level.is_none() && word != "none" {
            let reason = format!("{acr} must be none, low, substantial or high");
            check.refuse("levels", reason);
            return None;
        }
        levels.insert(acr.clone(), level);
    }
    check.refuse_if(
        levels.is_empty(),
        "levels",
        "must name each acr of the provider",
    );
    Some(levels)
}

fn client_secret(file: &Told, check: &mut Check) -> Option<SecretString> {
    let Some(path) = &file.client_secret_file else {
        let missing = file.client_secret.expose_secret().is_empty();
        check.refuse_if(
            missing,
            "client_secret",
            "is missing (or client_secret_file)",
        );
        return Some(file.client_secret.clone());
    };
    match std::fs::read_to_string(path) {
        Ok(text) => Some(SecretString::from(text.trim().to_owned())),
        Err(error) => {
            let reason = format!("cannot be read: {}: {error}", path.display());
            check.refuse("client_secret_file", reason);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load_file(text: &str) -> Result<Upstreams, Faults> {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("one.toml"), text).expect("a file");
        let own: PublicUrl = serde_json::from_str("\"https://konto.test\"").expect("an address");
        load(folder.path(), (&own, &Outgoing::default()), true)
    }

    #[test]
    fn the_example_is_good_but_for_its_address_and_secret() {
        let text = include_str!("../../../config/upstream/bundid.toml.example");
        let faults = load_file(text).expect_err("an example's").to_string();
        assert!(faults.contains("issuer") && faults.contains("client_secret"));
        let own = text
            .replace("https://broker.example", "https://broker.test")
            .replace("client_secret = \"\"", "client_secret = \"secret\"");
        let upstreams = load_file(&own).expect("loads");
        let bundid = upstreams.find(Service::BundId).expect("is there");
        assert!(bundid.reaches(IdentityLevel::High));
        assert!(upstreams.find(Service::MeinUk).is_none());
    }

    #[test]
    fn no_folder_no_providers() {
        let own: PublicUrl = serde_json::from_str("\"https://konto.test\"").expect("an address");
        let none = load(
            Path::new("/nowhere/at/all"),
            (&own, &Outgoing::default()),
            true,
        )
        .expect("none");
        assert_eq!(none.services().count(), 0);
    }
}
