//! The stand-ins as the demo runs them: the identity provider is their one client, with a secret
//! made at the first start.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shared::clock::Outside;

use crate::data::{Data, DataError};
use crate::ports::{BasePort, Port};
use crate::stand_in::{self, BundId, Client, Muk, Proof};

/// How the identity provider calls itself there.
pub(crate) const CLIENT_ID: &str = "schluesselbund";

/// Both, ready to serve.
#[derive(Debug)]
pub(crate) struct Outsiders {
    pub(crate) bundid: BundId,
    pub(crate) muk: Muk,
}

/// Why a stand-in cannot start.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OutsiderError {
    #[error(transparent)]
    Data(#[from] DataError),
    #[error("a stand-in cannot start: {0}")]
    Open(#[from] stand_in::OpenError),
}

pub(crate) fn prepare(
    base: BasePort,
    data: &Data,
    outside: &Outside,
) -> Result<Outsiders, OutsiderError> {
    let idp = base.origin(Port::IdentityProvider);
    let settings = |port, way: &str, secret| {
        let secret = data.secret(secret, &*outside.entropy)?;
        // What the file holds, letter by letter: settings can name the file.
        let proof = Proof::Secret(STANDARD.encode(secret));
        Ok::<_, DataError>(stand_in::Settings {
            public_url: base.url(port),
            clients: vec![Client {
                client_id: CLIENT_ID.to_owned(),
                name: "Schlüsselbund".to_owned(),
                proof,
                redirect_uris: vec![format!("{idp}/anmelden/{way}/zurueck")],
            }],
        })
    };
    let bundid = settings(Port::BundId, "bundid", "bundid-client-secret")?;
    let muk = settings(Port::Muk, "mein-uk", "mein-uk-client-secret")?;
    Ok(Outsiders {
        bundid: BundId::prepare(bundid, outside.clone())?,
        muk: Muk::prepare(muk, outside.clone())?,
    })
}
