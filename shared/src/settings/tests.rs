use std::time::Duration;

use secrecy::SecretString;
use serde::Deserialize;

use super::*;

const DEFAULTS: &str = r#"
environment = "production"
[http]
port = 80
listen = ["127.0.0.1"]
public_url = "https://a.example"
[keys]
sealing_key = ""
token = ""
[sessions]
idle_minutes = 25
"#;
const SECRETS: &[(&str, &str)] = &[
    ("keys.sealing_key", "32 random bytes in base64"),
    ("keys.token", "a text"),
];

#[derive(Debug, Deserialize)]
struct Whole {
    environment: String,
    http: Http,
    #[expect(dead_code, reason = "read for its faults")]
    keys: Keys,
    sessions: Sessions,
}

#[derive(Debug, Deserialize)]
struct Http {
    port: u16,
    listen: Vec<String>,
    public_url: PublicUrl,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "read for its faults")]
struct Keys {
    #[serde(deserialize_with = "sealing_key")]
    sealing_key: crate::secret::SealingKey,
    #[serde(deserialize_with = "secret")]
    token: SecretString,
}

#[derive(Debug, Deserialize)]
struct Sessions {
    #[serde(rename = "idle_minutes", deserialize_with = "minutes")]
    idle: Duration,
}

fn read(texts: &[&str], env: &[(&str, &str)]) -> Result<Whole, Faults> {
    load(
        Layers {
            defaults: DEFAULTS,
            texts,
            env_prefix: "IDP",
            env: env
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            secrets: SECRETS,
            ..Layers::default()
        },
        |whole: &Whole, check| {
            check.refuse_if(
                whole.environment == "production" && !whole.http.public_url.is_https(),
                "http.public_url",
                "must be https in production",
            );
        },
    )
}

fn lines(texts: &[&str], env: &[(&str, &str)]) -> Vec<String> {
    let faults = read(texts, env).expect_err("has faults").to_string();
    faults.lines().map(str::to_owned).collect()
}

#[test]
fn later_layers_win_and_numbers_and_lists_come_from_the_environment() {
    let whole = read(
        &["[http]\nport = 1", "[http]\nport = 2"],
        &[
            ("IDP_SESSIONS__IDLE_MINUTES", "10"),
            ("IDP_HTTP__LISTEN", r#"["a", "b"]"#),
            ("IDP_ENVIRONMENT", "1234"),
            ("IDP_PORT_8080_TCP", "tcp://10.0.0.1:8080"),
            ("IDP_SERVICE_HOST", "10.0.0.1"),
            ("OTHER_HTTP__PORT", "9"),
        ],
    )
    .expect("is right");
    assert_eq!(whole.http.port, 2);
    assert_eq!(whole.http.listen, ["a", "b"]);
    assert_eq!(whole.environment, "1234", "text stays text");
    assert_eq!(whole.sessions.idle, Duration::from_mins(10));
}

#[test]
fn every_fault_is_told_in_one_run_with_its_place() {
    let told = lines(
        &[
            "[http]\nport = \"x\"\nprot = 1\n\n[mail]\nfrom = \"a\"",
            "[sessions]\nidle_minutes = 0\n[http]\npublic_url = \"http://a.example\"",
        ],
        &[
            ("IDP_HTTP__LISTEN", "localhost"),
            ("IDP_HTTP__COLOUR", "red"),
        ],
    );
    assert_eq!(
        told,
        [
            r#"text 1:2: http.port: must be a whole number that is not negative, not "x""#,
            "text 1:3: http.prot: there is no such key; did you mean http.port?",
            "text 1:6: mail: there is no such key",
            "text 2:2: sessions.idle_minutes: must be a whole number of minutes, at least 1",
            "text 2:4: http.public_url: must be https in production",
            "IDP_HTTP__COLOUR: http.colour: there is no such key",
            "IDP_HTTP__LISTEN: http.listen: must be a list, not \"localhost\"; write a list as TOML: [\"one\", \"two\"]",
        ]
    );
}

#[test]
fn a_secret_is_never_printed() {
    let secret = "hunter2hunter2";
    for (texts, env) in [
        (vec!["[keys]\nsealing_key = \"hunter2hunter2\""], vec![]),
        (vec!["[keys]\nsealing_key = hunter2hunter2"], vec![]),
        (vec!["[keys]\ntoken = [\"hunter2hunter2\"]"], vec![]),
        (vec!["keys = \"hunter2hunter2\""], vec![]),
        (vec![], vec![("IDP_KEYS__SEALING_KEY", secret)]),
        (vec![], vec![("IDP_KEYS__SEALNG_KEY", secret)]),
        (vec![], vec![("IDP_KEYS", secret)]),
    ] {
        let told = lines(&texts, &env);
        assert!(!told.is_empty());
        assert!(!told.concat().contains("hunter2"), "{told:?}");
    }
}

#[test]
fn a_secret_comes_from_a_file_but_not_twice() {
    let dir = std::env::temp_dir().join(format!("settings-{}", std::process::id()));
    std::fs::create_dir_all(&dir).expect("a directory");
    let file = dir.join("key");
    std::fs::write(&file, "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n").expect("written");
    let path = file.to_str().expect("text");
    read(&[], &[("IDP_KEYS__SEALING_KEY_FILE", path)]).expect("is right");
    let told = lines(
        &[],
        &[
            ("IDP_KEYS__SEALING_KEY", "x"),
            ("IDP_KEYS__SEALING_KEY_FILE", path),
            ("IDP_KEYS__TOKEN_FILE", "/does/not/exist"),
        ],
    );
    assert!(told[0].starts_with(
        "IDP_KEYS__SEALING_KEY_FILE: keys.sealing_key: is set by IDP_KEYS__SEALING_KEY as well"
    ));
    assert!(told[1].starts_with("IDP_KEYS__TOKEN_FILE: keys.token: the file it names cannot be"));
    std::fs::remove_dir_all(&dir).expect("removed");
}

#[test]
fn a_file_that_is_missing_or_no_toml_is_named_with_its_line() {
    let told = lines(&["a = 1\nb = = 2"], &[]);
    assert!(told[0].starts_with("text 1:2: is no TOML: "), "{told:?}");
    let faults = load::<Whole>(
        Layers {
            defaults: DEFAULTS,
            files: &["/does/not/exist.toml".into()],
            env_prefix: "IDP",
            ..Layers::default()
        },
        |_, _| {},
    )
    .expect_err("no such file");
    assert!(
        faults
            .to_string()
            .starts_with("/does/not/exist.toml: cannot be read: ")
    );
}

#[test]
fn a_public_url_is_an_origin() {
    for bad in [
        "",
        "konto.example",
        "ftp://a.example",
        "https://a.example/x",
        "https://u@a.example",
    ] {
        assert!(bad.parse::<PublicUrl>().is_err(), "{bad}");
    }
    let url: PublicUrl = "http://localhost:8080/".parse().expect("is one");
    assert_eq!((url.as_str(), url.port()), ("http://localhost:8080", 8080));
    assert_eq!(url.join("/konto"), "http://localhost:8080/konto");
}
