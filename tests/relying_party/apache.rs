//! `mod_auth_openidc` in Debian's Apache, certified by the OpenID Foundation: a folder of a web
//! server that only those may read who have signed in. It checks `state` by a cookie of its own,
//! `nonce`, `iss`, `aud`, times and signature of the ID token, renews the access token, and ends its
//! session when the provider says so (Back-Channel Logout).

use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kit::{Database, Page};
use serde_json::Value;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::{TcpSocket, TcpStream};
use tokio::process::{Child, Command};
use url::Url;

use crate::ground::{Ground, SECRET, client, with_another, with_secret};
use crate::script::available;

/// A port that is kept until Apache listens there.
struct Port {
    _held: TcpSocket,
    address: SocketAddr,
}

impl Port {
    fn hold() -> Self {
        let held = TcpSocket::new_v4().expect("a socket");
        // So that Apache may bind it as well; nobody is given it by chance.
        held.set_reuseaddr(true).expect("a shared address");
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        held.bind(any).expect("a free port");
        let address = held.local_addr().expect("its address");
        Self {
            _held: held,
            address,
        }
    }

    fn base(&self) -> String {
        format!("http://localhost:{}", self.address.port())
    }
}

/// The server; it ends with the test.
struct Apache {
    _process: Child,
    _folder: TempDir,
    base: String,
    log: Arc<Mutex<String>>,
}

impl Apache {
    async fn start(port: &Port, issuer: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path();
        std::fs::create_dir_all(path.join("pages/privat")).expect("a folder");
        for page in ["privat/seite.txt", "privat/frisch.txt", "offen.txt"] {
            std::fs::write(path.join("pages").join(page), page).expect("a page");
        }
        // Started as root, Apache reads as somebody else.
        open_to_all(path);
        let file = path.join("apache.conf");
        std::fs::write(&file, settings(port, path, issuer)).expect("the settings");
        let apache = std::env::var_os("TEST_APACHE").expect("was looked for");
        let mut process = Command::new(apache)
            // One process, which is gone when it is killed.
            .args(["-X", "-d"])
            .arg(path)
            .arg("-f")
            .arg(&file)
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("Apache starts");
        let said = process.stderr.take().expect("what it says");
        let mut said = BufReader::new(said).lines();
        let log = Arc::new(Mutex::new(String::new()));
        let keep = Arc::clone(&log);
        tokio::spawn(async move {
            while let Ok(Some(line)) = said.next_line().await {
                let mut log = keep.lock().unwrap_or_else(PoisonError::into_inner);
                log.push_str(&line);
                log.push('\n');
            }
        });
        let apache = Self {
            _process: process,
            _folder: folder,
            base: port.base(),
            log,
        };
        for _ in 0..200 {
            if TcpStream::connect(port.address).await.is_ok() {
                return apache;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("Apache does not listen: {}", apache.log());
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// What it has said, for the words of a failure.
    fn log(&self) -> String {
        let log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        log.clone()
    }

    /// Waits until its log has these words after `from`.
    async fn says(&self, from: usize, words: &str) {
        let said = kit::soon(async || self.log()[from..].contains(words));
        assert!(
            said.await,
            "it does not speak of {words}: {}",
            &self.log()[from..]
        );
    }
}

fn open_to_all(folder: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let all = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(folder, all).expect("it may be read");
}

/// A whole configuration, so that nothing of the machine's counts. Access tokens end after five
/// minutes: Apache, told to renew them ten minutes before, does so at each request.
fn settings(port: &Port, folder: &Path, issuer: &str) -> String {
    let modules = std::env::var("TEST_APACHE_MODULES");
    let modules = modules.unwrap_or_else(|_| "/usr/lib/apache2/modules".to_owned());
    let loaded: String = [
        "mpm_event",
        "authn_core",
        "authz_core",
        "authz_user",
        "headers",
        "auth_openidc",
    ]
    .map(|name| format!("LoadModule {name}_module {modules}/mod_{name}.so\n"))
    .concat();
    let (folder, base, address) = (folder.display(), port.base(), port.address);
    format!(
        "{loaded}
ServerName localhost
Listen {address}
User nobody
Group nogroup
DefaultRuntimeDir {folder}
PidFile {folder}/apache.pid
ErrorLog /dev/stderr
LogLevel notice
DocumentRoot {folder}/pages

OIDCProviderMetadataURL {issuer}/.well-known/openid-configuration
OIDCClientID elsewhere
OIDCClientSecret {SECRET}
OIDCProviderTokenEndpointAuth client_secret_basic
OIDCPKCEMethod S256
OIDCScope \"openid email profile offline_access\"
OIDCRedirectURI {base}/privat/zurueck
OIDCCryptoPassphrase between-this-server-and-itself
OIDCSessionType server-cache
OIDCDefaultLoggedOutURL {base}/offen.txt
OIDCProviderBackChannelLogoutSupported On
OIDCPassClaimsAs environment
OIDCInfoHook access_token access_token_expires id_token userinfo

<Location /privat>
    AuthType openid-connect
    Require valid-user
    Header always set X-Subject \"%{{OIDC_CLAIM_sub}}e\"
    Header always set X-Email \"%{{OIDC_CLAIM_email}}e\"
    Header always set X-Access-Token \"%{{OIDC_access_token}}e\"
</Location>
<Location /privat/frisch.txt>
    OIDCRefreshAccessTokenBeforeExpiry 600 logout_on_error
</Location>
"
    )
}

/// The folder as Kim's browser finds it, without following.
async fn ask(ground: &Ground, apache: &Apache) -> Page {
    ground.kim.get(&apache.url("/privat/seite.txt")).await
}

/// The authorization request with which Apache sends the browser away.
async fn asked(ground: &Ground, apache: &Apache) -> Url {
    let page = ask(ground, apache).await.expect(302);
    Url::parse(&page.redirect()).expect("an address")
}

/// Kim has signed in and reads; what Apache knows of her.
async fn read(ground: &Ground, apache: &Apache) -> Value {
    let page = ground.arrive(&apache.url("/privat/seite.txt")).await;
    assert_eq!(page.status(), 200, "{}\n{}", page.text(), apache.log());
    assert_eq!(page.body(), "privat/seite.txt");
    assert_eq!(page.header("x-email"), crate::ground::KIM);
    let told = ground
        .kim
        .get(&apache.url("/privat/zurueck?info=json"))
        .await;
    let told = told.expect(200).json();
    assert_eq!(page.header("x-subject"), told["id_token"]["sub"]);
    assert_eq!(page.header("x-access-token"), told["access_token"]);
    told
}

#[tokio::test]
async fn a_folder_of_a_web_server() {
    if !available("TEST_APACHE") {
        return;
    }
    let port = Port::hold();
    let base = port.base();
    let back = format!("{base}/privat/zurueck");
    let how = format!(
        "{}backchannel_logout_uri = \"{back}?logout=backchannel\"",
        with_secret("client_secret_basic")
    );
    let file = client(&back, &format!("{base}/offen.txt"), &how);
    let ground = Ground::lay(Database::Sqlite, file).await;
    let apache = Apache::start(&port, &ground.world.idp.base()).await;

    let question = asked(&ground, &apache).await;
    for (name, value) in [("code_challenge_method", "S256"), ("response_type", "code")] {
        let found = question
            .query_pairs()
            .any(|(key, it)| key == name && it == value);
        assert!(found, "{name}: {question}");
    }
    // Refused by Apache: an answer that it does not wait for, and another question's ID token.
    // By the provider: a code that another verifier belongs to.
    for (name, words) in [
        ("state", "state"),
        ("nonce", "nonce"),
        ("code_challenge", "invalid_grant"),
    ] {
        let question = asked(&ground, &apache).await;
        let changed = with_another(&question, name, &"a".repeat(43));
        let before = apache.log().len();
        let page = ground.arrive(changed.as_str()).await;
        // Its page of an error is sometimes a 200.
        assert_ne!(page.body(), "privat/seite.txt", "another {name}");
        apache.says(before, words).await;
        let _ = asked(&ground, &apache).await;
    }

    let told = read(&ground, &apache).await;
    ground.assert_claims(&told["id_token"]);
    let sub = told["id_token"]["sub"].clone();
    Ground::assert_person(&told["userinfo"], &sub);

    // Renewed when it would end soon, and when the page asks for it.
    let page = ground.kim.get(&apache.url("/privat/frisch.txt")).await;
    let fresh = page.expect(200).header("x-access-token").to_owned();
    assert!(!fresh.is_empty() && fresh != told["access_token"]);
    let hook = format!("{back}?refresh={base}/offen.txt&access_token={fresh}");
    let page = ground.kim.get(&hook).await.expect(302);
    assert_eq!(
        page.redirect(),
        format!("{base}/offen.txt"),
        "{}",
        apache.log()
    );
    let again = read(&ground, &apache).await;
    assert_ne!(again["access_token"], fresh, "{}", apache.log());

    // RP-initiated, to the page for all.
    let leave = format!("{back}?logout={base}/offen.txt");
    let page = ground.arrive(&leave).await.expect(200);
    assert_eq!(page.body(), "offen.txt");
    let question = asked(&ground, &apache).await;
    let silent = format!("{question}&prompt=none");
    let landed = ground.leave(&silent, &back).await;
    assert!(landed.contains("error=login_required"), "{landed}");

    // Signed out at the provider: it tells Apache by a job of its own.
    let _ = read(&ground, &apache).await;
    let page = ground.kim.get("/konto").await.expect(200);
    let _ = page.form("sign-out-form").submit().await;
    for _ in 0..200 {
        if ask(&ground, &apache).await.status() == 302 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("Apache was not told: {}", apache.log());
}
