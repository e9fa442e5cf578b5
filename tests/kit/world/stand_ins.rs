//! BundID and Mein Unternehmenskonto beside the provider, as the demo has them.

use std::path::Path;

use demo::stand_in::{BundId, Client, Muk, Proof};
use shared::clock::FakeClock;

use crate::stand_ins::StandIn;

const SECRET: &str = "secret between the provider and a stand-in";

/// Both, running. Dropped, they stop.
#[derive(Debug)]
pub struct StandIns {
    /// BundID.
    pub bundid: StandIn<BundId>,
    /// Mein Unternehmenskonto.
    pub muk: StandIn<Muk>,
}

impl StandIns {
    /// Starts both with the provider at `idp` as their client, and writes its files of them into
    /// `folder/upstream`.
    pub(super) async fn start(idp: &str, clock: &FakeClock, folder: &Path) -> Self {
        let client = |way: &str| Client {
            client_id: "schluesselbund".to_owned(),
            name: "Schlüsselbund".to_owned(),
            proof: Proof::Secret(SECRET.to_owned()),
            redirect_uris: vec![format!("{idp}/anmelden/{way}/zurueck")],
        };
        let bundid = StandIn::bundid(vec![client("bundid")], clock).await;
        let muk = StandIn::muk(vec![client("mein-uk")], clock).await;
        let references = [
            (
                "bundid",
                bundid.base(),
                include_str!("../../../config/upstream/bundid.toml.example"),
            ),
            (
                "mein-uk",
                muk.base(),
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
        Self { bundid, muk }
    }
}
