use super::Settings;

const DEV: &str = include_str!("../../../config/portal.dev.toml");
const TEST: &str = include_str!("../../../config/portal.test.toml");

/// What real operation must set at least.
const REAL: &str = r#"
[http]
public_url = "https://portal.example.org"
[keys]
sealing_key = "3q2+796tvu/erb7v3q2+796tvu/erb7v3q2+796tvu8="
[provider]
issuer = "https://idp.example.org"
"#;

fn faults(texts: &[&str]) -> String {
    Settings::from_toml(texts)
        .expect_err("has faults")
        .to_string()
}

#[test]
fn the_files_in_config_are_right() {
    Settings::from_toml(&[REAL]).expect("the defaults serve production");
    Settings::from_toml(&[DEV]).expect("config/portal.dev.toml");
    Settings::from_toml(&[TEST]).expect("config/portal.test.toml");
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
            "[http]\npublic_url = \"http://portal.example.org\"",
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
            "[letters]\nopening_key = \"dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo=\"",
            "text 2:2: letters.opening_key: is the example's, which everybody knows",
        ),
        (
            "[unlock]\nmemory_kib = 8",
            "text 2:2: unlock.memory_kib: is too cheap",
        ),
        (
            "[provider]\nissuer = \"http://idp.example.org\"",
            "text 2:2: provider.issuer: must be https",
        ),
    ] {
        let all = faults(&[REAL, text]);
        assert_eq!(all.lines().count(), 1, "{all}");
        assert!(all.starts_with(told), "{all}");
    }
    let postgres = "[http]\nreplicas = 2\n[database]\nurl = \"postgres://u:p@db/portal\"";
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
        "[database]\nurl = \"postgres://u:hunter2@db/portal\"\n[mail]\nsmtp_url = \"smtps://u:hunter2@mail\"",
    ])
    .expect("is right");
    let shown = format!("{settings:?}");
    assert!(
        !shown.contains("hunter2") && !shown.contains("222, 173"),
        "{shown}"
    );
}

#[test]
fn only_what_can_wait_needs_four_eyes() {
    for word in ["case.read", "account.deactivat"] {
        let text = format!("[staff]\nfour_eyes = [\"case.close\", \"{word}\"]");
        let told = faults(&[REAL, &text]);
        for part in ["text 2:2: staff.four_eyes", word, "staff.deactivate"] {
            assert!(told.contains(part), "{told}");
        }
    }
    let right = "[staff]\nfour_eyes = [\"case.close\", \"staff.roles\"]";
    Settings::from_toml(&[REAL, right]).expect("is right");
}

#[test]
fn another_providers_words_for_strong_are_no_weak_ones() {
    for (acr, told) in [
        ("urn:schluesselbund:acr:password", "that is one factor"),
        ("two factors", "without blanks"),
        ("", "without blanks"),
    ] {
        let all = faults(&[REAL, &format!("[provider]\nstrong_acr = [\"{acr}\"]")]);
        assert!(
            all.contains("provider.strong_acr: ") && all.contains(told),
            "{all}"
        );
    }
    let good = "[provider]\nstrong_acr = [\"https://refeds.org/profile/mfa\", \"phr\"]";
    Settings::from_toml(&[REAL, good]).expect("any other value");
}
