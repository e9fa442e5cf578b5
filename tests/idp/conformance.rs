//! `config/idp.conformance.toml`: fit for the public conformance suite, and for nothing else.

use std::path::Path;

use idp::Settings;
use kit::Database;
use kit::world::{Wishes, World};

/// The settings of the file as `check-config` reads them, with these variables of the environment.
fn read(world: &World, more: &[(&str, &str)]) -> Result<Settings, String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../config/idp.conformance.toml");
    let certificate = world.certificate();
    let (pem, key) = (&certificate.files.certificate, &certificate.files.key);
    let env = [
        ("IDP_HTTP__TLS_CERTIFICATE", pem.display().to_string()),
        ("IDP_HTTP__TLS_KEY", key.display().to_string()),
        ("IDP_HTTP__TRUSTED_AUTHORITIES", pem.display().to_string()),
    ];
    let env = env.map(|(name, value)| (name.to_owned(), value));
    let more = more.iter();
    let more = more.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let read = Settings::load(&[file], env.into_iter().chain(more));
    read.map_err(|faults| faults.to_string())
}

#[tokio::test]
async fn the_settings_of_the_suite_are_no_production() {
    let wishes = Wishes {
        tls: true,
        ..Wishes::default()
    };
    let world = World::with(Database::Sqlite, wishes).await;
    let settings = read(&world, &[]).expect("they are right");
    assert!(settings.http.public_url.is_https() && settings.http.tls().is_some());
    let told = read(&world, &[("IDP_ENVIRONMENT", "production")]).expect_err("refused");
    let relaxed = [
        "keys.sealing_key: is the example's",
        "sign_in.second_factor: must be required in production",
        "limits.sign_in_per_account: must allow at most 100 tries",
        "limits.sign_in_per_network: must allow at most 10000 tries",
        "limits.second_factor_per_account: must allow at most 100 tries",
        "limits.registrations_per_network: must allow at most 10000 tries",
        "limits.clients_per_network: must allow at most 10000 tries",
        "registration.default_policy: must be default in production",
        "registration.loopback_hosts: must be empty in production",
        "limits.mails_per_recipient: must allow at most 100 tries",
    ];
    for line in relaxed {
        assert!(
            told.contains(&format!(": {line}")),
            "{line} is borne:\n{told}"
        );
    }
    assert_eq!(told.lines().count(), relaxed.len(), "{told}");
}
