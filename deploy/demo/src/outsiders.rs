//! The outside world as the demo runs it. The identity provider is the one client of the stand-ins;
//! the education provider is its client. Their secrets are made at the first start.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use shared::clock::{Entropy, Outside};

use crate::data::{Data, DataError};
use crate::education::{self, Education};
use crate::ports::{BasePort, Port};
use crate::stand_in::{self, BundId, Client, Muk, Proof};

/// How the identity provider calls itself there.
pub(crate) const CLIENT_ID: &str = "schluesselbund";

/// All, ready to serve.
#[derive(Debug)]
pub(crate) struct Outsiders {
    pub(crate) bundid: BundId,
    pub(crate) muk: Muk,
    pub(crate) education: Education,
}

/// Why a stand-in cannot start.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OutsiderError {
    #[error(transparent)]
    Data(#[from] DataError),
    #[error("a stand-in cannot start: {0}")]
    Open(#[from] stand_in::OpenError),
    #[error(transparent)]
    Education(#[from] education::OpenError),
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
    let education = education(base, data, &*outside.entropy)?;
    let bundid = settings(Port::BundId, "bundid", "bundid-client-secret")?;
    let muk = settings(Port::Muk, "mein-uk", "mein-uk-client-secret")?;
    Ok(Outsiders {
        bundid: BundId::prepare(bundid, outside.clone())?,
        muk: Muk::prepare(muk, outside.clone())?,
        education: Education::prepare(&education, outside.clone())?,
    })
}

/// The education provider's settings; its secrets are text that fits into a header.
pub(crate) fn education(
    base: BasePort,
    data: &Data,
    entropy: &dyn Entropy,
) -> Result<education::Settings, DataError> {
    data.folder("education")?;
    let secret = |name| {
        let secret = data.secret(name, entropy)?;
        Ok::<_, DataError>(URL_SAFE_NO_PAD.encode(secret))
    };
    Ok(education::Settings {
        public_url: base.url(Port::Education),
        issuer: base.url(Port::IdentityProvider),
        portal: base.url(Port::Portal),
        staff_secret: secret("education-staff-client-secret")?,
        customer_secret: secret("education-client-secret")?,
        book: data.path("education/book.json"),
    })
}
