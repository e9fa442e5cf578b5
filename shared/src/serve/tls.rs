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
const LOOK: Duration = Duration::from_secs(30);

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
        read(self).map(drop)
    }
}

/// Why TLS cannot be spoken.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file is missing or not readable.
    #[error("cannot read {}: {source}", .file.display())]
    Unreadable {
        /// Which.
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

/// A certificate in use.
#[derive(Debug)]
pub(super) struct Certificate {
    files: TlsFiles,
    config: RustlsConfig,
    seen: [u8; 32],
}

impl Certificate {
    pub(super) fn load(files: TlsFiles) -> Result<Self, TlsError> {
        let (seen, config) = read(&files)?;
        let config = RustlsConfig::from_config(config);
        Ok(Self {
            files,
            config,
            seen,
        })
    }

    pub(super) fn acceptor(&self) -> RustlsAcceptor {
        RustlsAcceptor::new(self.config.clone())
    }

    /// Takes up changed files, for ever. New connections get the new certificate; while the files
    /// do not fit together (a renewal under way) the old one stays.
    pub(super) async fn renew(&self) {
        let mut used = self.seen;
        let mut complained = false;
        let mut clock = tokio::time::interval(LOOK);
        loop {
            clock.tick().await;
            match read(&self.files) {
                Ok((seen, config)) if seen != used => {
                    self.config.reload_from_config(config);
                    used = seen;
                    complained = false;
                    tracing::info!("the renewed certificate is in use");
                }
                Ok(_) => {}
                Err(error) => {
                    if !complained {
                        tracing::error!(%error, "the certificate on disk cannot be used");
                    }
                    complained = true;
                }
            }
        }
    }
}

fn read(files: &TlsFiles) -> Result<([u8; 32], Arc<ServerConfig>), TlsError> {
    let bytes = |file: &PathBuf| {
        std::fs::read(file).map_err(|source| TlsError::Unreadable {
            file: file.clone(),
            source,
        })
    };
    let mut pem = bytes(&files.certificate)?;
    let no_certificate = || TlsError::NoCertificate(files.certificate.clone());
    let chain = CertificateDer::pem_slice_iter(&pem)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| no_certificate())?;
    if chain.is_empty() {
        return Err(no_certificate());
    }
    let key_pem = zeroize::Zeroizing::new(bytes(&files.key)?);
    let key =
        PrivateKeyDer::from_pem_slice(&key_pem).map_err(|_| TlsError::NoKey(files.key.clone()))?;
    pem.extend_from_slice(&sha256(&key_pem));
    let mut config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok((sha256(&pem), Arc::new(config)))
}
