//! The certificate, and its renewal while the server runs.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::secret::sha256;

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(2);
/// Whoever connects and does not shake hands is let go.
const HANDSHAKE: Duration = Duration::from_secs(5);

/// Where the certificate (with its chain) and its key lie, both PEM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFiles {
    /// The server's certificate first, then those that vouch for it.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

impl TlsFiles {
    /// Whether they can be used now.
    ///
    /// # Errors
    /// [`TlsError`], which names the file.
    pub fn check(&self) -> Result<(), TlsError> {
        build(self, &read(self)?).map(drop)
    }
}

/// Why TLS cannot be spoken.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The certificate is missing or not readable.
    #[error("cannot read {}: {source}", .file.display())]
    Certificate {
        /// Which file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The key is missing or not readable.
    #[error("cannot read {}: {source}", .file.display())]
    Key {
        /// Which file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is no certificate, or what looks like one is none.
    #[error("{} holds no certificate in PEM", .0.display())]
    NoCertificate(PathBuf),
    /// There is no private key in it.
    #[error("{} holds no private key in PEM", .0.display())]
    NoKey(PathBuf),
    /// They do not belong together, or rustls does not take them.
    #[error("the certificate and its key cannot be used: {0}")]
    Unusable(#[from] rustls::Error),
}

impl TlsError {
    /// The setting to mend.
    #[must_use]
    pub const fn setting(&self) -> &'static str {
        match self {
            Self::Key { .. } | Self::NoKey(_) => "http.tls_key",
            Self::Certificate { .. } | Self::NoCertificate(_) | Self::Unusable(_) => {
                "http.tls_certificate"
            }
        }
    }
}

/// A certificate in use.
#[derive(Debug)]
pub(super) struct Certificate {
    files: TlsFiles,
    config: RustlsConfig,
    seen: [u8; 32],
}

impl Certificate {
    pub(super) fn load(files: TlsFiles) -> Result<Self, TlsError> {
        let pem = read(&files)?;
        Ok(Self {
            config: RustlsConfig::from_config(build(&files, &pem)?),
            seen: pem.fingerprint(),
            files,
        })
    }

    pub(super) fn acceptor(&self) -> RustlsAcceptor {
        RustlsAcceptor::new(self.config.clone()).handshake_timeout(HANDSHAKE)
    }

    /// Takes up changed files, for ever. New connections get the new certificate; while the files
    /// do not fit together (a renewal under way) the old one stays.
    pub(super) async fn renew(&self) {
        let mut used = self.seen;
        let mut complained = false;
        let mut clock = tokio::time::interval(LOOK);
        loop {
            clock.tick().await;
            match renewed(&self.files, used) {
                Ok(None) => complained = false,
                Ok(Some((seen, config))) => {
                    self.config.reload_from_config(config);
                    used = seen;
                    complained = false;
                    tracing::info!("the renewed certificate is in use");
                }
                Err(error) => {
                    if !complained {
                        tracing::warn!(
                            %error,
                            "the certificate on disk cannot be used; the one before stays"
                        );
                    }
                    complained = true;
                }
            }
        }
    }
}

/// What the files hold.
struct Pem {
    certificate: Vec<u8>,
    key: zeroize::Zeroizing<Vec<u8>>,
}

impl Pem {
    fn fingerprint(&self) -> [u8; 32] {
        let both = [sha256(&self.certificate), sha256(&self.key)].concat();
        sha256(&both)
    }
}

fn read(files: &TlsFiles) -> Result<Pem, TlsError> {
    let certificate = std::fs::read(&files.certificate).map_err(|source| {
        let file = files.certificate.clone();
        TlsError::Certificate { file, source }
    })?;
    let key = std::fs::read(&files.key).map_err(|source| {
        let file = files.key.clone();
        TlsError::Key { file, source }
    })?;
    Ok(Pem {
        certificate,
        key: key.into(),
    })
}

type Fresh = ([u8; 32], Arc<ServerConfig>);

/// The files' present certificate, if it is not the one in use.
fn renewed(files: &TlsFiles, used: [u8; 32]) -> Result<Option<Fresh>, TlsError> {
    let pem = read(files)?;
    let seen = pem.fingerprint();
    if seen == used {
        return Ok(None);
    }
    Ok(Some((seen, build(files, &pem)?)))
}

fn build(files: &TlsFiles, pem: &Pem) -> Result<Arc<ServerConfig>, TlsError> {
    let no_certificate = || TlsError::NoCertificate(files.certificate.clone());
    let chain = CertificateDer::pem_slice_iter(&pem.certificate)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| no_certificate())?;
    if chain.is_empty() {
        return Err(no_certificate());
    }
    let key =
        PrivateKeyDer::from_pem_slice(&pem.key).map_err(|_| TlsError::NoKey(files.key.clone()))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}
