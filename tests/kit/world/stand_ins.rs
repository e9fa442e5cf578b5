//! BundID and Mein Unternehmenskonto beside the provider, as the demo has them.

use std::path::Path;

use demo::stand_in::{BundId, Client, Muk, Proof, Settings};
use shared::clock::Outside;
use tokio::task::JoinHandle;

use super::program::Listening;

const SECRET: &str = "secret between the provider and a stand-in";

/// Both, running. Dropped, they stop.
#[derive(Debug)]
pub struct StandIns {
    /// Where BundID is.
    pub bundid: String,
    /// Where Mein Unternehmenskonto is.
    pub muk: String,
    running: [JoinHandle<()>; 2],
}

impl Drop for StandIns {
    fn drop(&mut self) {
        for task in &self.running {
            task.abort();
        }
    }
}

impl StandIns {
    /// Starts both with the provider at `idp` as their client, and writes its files of them into
    /// `folder/upstream`.
    pub(super) async fn start(idp: &str, outside: &Outside, folder: &Path) -> Self {
        let (at_bundid, at_muk) = (Listening::new().await, Listening::new().await);
        let (bundid, muk) = (at_bundid.base(), at_muk.base());
        let references = [
            (
                "bundid",
                &bundid,
                include_str!("../../../config/upstream/bundid.toml.example"),
            ),
            (
                "mein-uk",
                &muk,
                include_str!("../../../config/upstream/mein-uk.toml.example"),
            ),
        ];
        let upstream = folder.join("upstream");
        std::fs::create_dir_all(&upstream).expect("a folder");
        for (name, base, reference) in references {
            let secret = format!("client_secret = \"{SECRET}\"");
            let text = reference
                .replace("https://broker.example", base)
                .replace("client_secret = \"\"", &secret);
            std::fs::write(upstream.join(format!("{name}.toml")), text).expect("a file");
        }
        let settings = |base: &str, way: &str| Settings {
            public_url: base.parse().expect("an address"),
            clients: vec![Client {
                client_id: "schluesselbund".to_owned(),
                name: "Schlüsselbund".to_owned(),
                proof: Proof::Secret(SECRET.to_owned()),
                redirect_uris: vec![format!("{idp}/anmelden/{way}/zurueck")],
            }],
        };
        let never = std::future::pending::<()>;
        let one = BundId::prepare(settings(&bundid, "bundid"), outside.clone());
        let one = one.expect("BundID").serve(at_bundid.sockets, never());
        let two = Muk::prepare(settings(&muk, "mein-uk"), outside.clone());
        let two = two.expect("Mein UK").serve(at_muk.sockets, never());
        let running = [
            tokio::spawn(async move { one.await.expect("BundID serves") }),
            tokio::spawn(async move { two.await.expect("Mein UK serves") }),
        ];
        Self {
            bundid,
            muk,
            running,
        }
    }
}
