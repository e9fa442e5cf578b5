use super::Settings;

const DEV: &str = include_str!("../../../config/idp.dev.toml");
const TEST: &str = include_str!("../../../config/idp.test.toml");

/// What real operation must set at least.
const REAL: &str = r#"
[http]
public_url = "https://idp.example.org"
[keys]
sealing_key = "3q2+796tvu/erb7v3q2+796tvu/erb7v3q2+796tvu8="
"#;

fn faults(texts: &[&str]) -> String {
    Settings::from_toml(texts)
        .expect_err("has faults")
        .to_string()
}

#[test]
fn the_files_in_config_are_right() {
    Settings::from_toml(&[REAL]).expect("the defaults serve production");
    Settings::from_toml(&[DEV]).expect("config/idp.dev.toml");
    Settings::from_toml(&[TEST]).expect("config/idp.test.toml");
}

#[test]
fn the_defaults_alone_are_refused_with_what_to_do() {
    let told = faults(&[]);
    assert!(
        told.contains("not set: keys.sealing_key: is missing: 32 random bytes"),
        "{told}"
    );
    assert!(
        told.contains("not set: http.public_url: is an example's"),
        "{told}"
    );
}

/// That every field of the types is a key of the reference, and every key a field, is what the test
/// above shows: no field has a default of its own, and an unknown key is a fault.
#[test]
fn every_key_has_a_comment_or_a_neighbour_with_one() {
    let mut section_has_comment = false;
    for line in super::DEFAULTS.lines() {
        if line.starts_with('[') || line.is_empty() {
            section_has_comment = false;
        }
        section_has_comment |= line.starts_with('#');
        let lone = ["max_connections", "access_token_minutes", "from"];
        if let Some((key, _)) = line.split_once(" = ") {
            let told = section_has_comment || lone.contains(&key);
            assert!(told || line.starts_with('#'), "{key} has no comment");
        }
    }
}

#[test]
fn production_refuses_what_is_unsafe() {
    for (text, told) in [
        (
            "[http]\npublic_url = \"http://idp.example.org\"",
            "text 2:2: http.public_url: must be https",
        ),
        (
            "[keys]\nsealing_key = \"c2hvcnQ=\"",
            "text 2:2: keys.sealing_key: must be 32 random bytes",
        ),
        (
            "[keys]\nsealing_key = \"b25seSBmb3IgZGV2ZWxvcG1lbnQsIG5vdCByZWFsISE=\"",
            "text 2:2: keys.sealing_key: is the example's, which everybody knows",
        ),
        (
            "[http]\nreplicas = 2",
            "not set: database.url: must be postgres:// when http.replicas",
        ),
        (
            "[sign_in]\nsecond_factor = \"off\"",
            "text 2:2: sign_in.second_factor: must be required in production",
        ),
        (
            "[passwords]\nmemory_kib = 8",
            "text 2:2: passwords.memory_kib: is too cheap",
        ),
        (
            "[registration]\nmode = \"open\"\ndefault_policy = \"legacy\"",
            "text 2:3: registration.default_policy: must be default in production",
        ),
        (
            "[registration]\nloopback_hosts = [\"localhost\"]",
            "text 2:2: registration.loopback_hosts: must be empty in production",
        ),
        (
            "[letters]\npublic_key = \"hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=\"",
            "text 2:2: letters.public_key: is the example's, which everybody can open",
        ),
        (
            "[letters]\npublic_key = \"c2hvcnQ=\"",
            "text 2:2: letters.public_key: must be a public X25519 key",
        ),
        (
            "[oauth]\ncode_seconds = 61",
            "text 2:2: oauth.code_seconds: must be at most 60",
        ),
    ] {
        let all = faults(&[REAL, text]);
        assert_eq!(all.lines().count(), 1, "{all}");
        assert!(all.starts_with(told), "{all}");
    }
    let postgres = "[http]\nreplicas = 2\n[database]\nurl = \"postgres://u:p@db/idp\"";
    Settings::from_toml(&[REAL, postgres]).expect("PostgreSQL serves many");
}

#[test]
fn every_section_tells_its_faults_in_the_same_run() {
    let told = faults(&[r#"
[http]
listen = []
further_hosts = ["alt.example", "alt.example:8443"]
tls_key = "key.pem"
[database]
url = "mysql://root:hunter2@db"
max_connections = 0
[operator]
name = " "
time_zone = "Mars/Olympus"
logo = "logo.gif"
colours = { brand = "teal" }
[languages]
offered = ["en"]
[mail]
smtp_url = "pigeon://hunter2"
from = "nobody"
[sessions]
idle_minutes = 1000
"#]);
    for key in [
        "http.listen",
        "http.further_hosts",
        "http.tls_certificate",
        "database.url",
        "database.max_connections",
        "operator.name",
        "operator.time_zone",
        "operator.logo",
        "operator.colours.brand",
        "languages.default",
        "mail.smtp_url",
        "mail.from",
        "keys.sealing_key",
        "sessions.idle_minutes",
    ] {
        assert!(
            told.contains(&format!(": {key}: ")),
            "{key} is not told:\n{told}"
        );
    }
    assert!(!told.contains("hunter2"), "{told}");
}

#[test]
fn debug_output_shows_no_secret() {
    let settings = Settings::from_toml(&[
        REAL,
        "[database]\nurl = \"postgres://u:hunter2@db/idp\"\n[mail]\nsmtp_url = \"smtps://u:hunter2@mail\"",
    ])
    .expect("is right");
    let shown = format!("{settings:?}");
    assert!(
        !shown.contains("hunter2") && !shown.contains("222, 173"),
        "{shown}"
    );
}
