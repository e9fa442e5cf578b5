//! Certificates for servers under test, by an authority that lives as long as the process.

use std::path::Path;
use std::sync::OnceLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{
    BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, KeyUsagePurpose, PublicKeyData as _,
};
use shared::serve::TlsFiles;

/// For whom the authority vouches.
pub(crate) const HOSTS: [&str; 3] = ["konto.localhost", "jobcenter.localhost", "app.localhost"];

/// Who vouches for every certificate here.
pub(crate) struct Authority {
    /// What those who trust it need.
    pub(crate) pem: String,
    issuer: Issuer<'static, KeyPair>,
    /// The key of all certificates: the browser knows them by it.
    servers: KeyPair,
}

impl Authority {
    pub(crate) fn get() -> &'static Self {
        static AUTHORITY: OnceLock<Authority> = OnceLock::new();
        AUTHORITY.get_or_init(|| {
            let mut params = CertificateParams::default();
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
            params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
            let key = KeyPair::generate().expect("a key");
            let pem = params.self_signed(&key).expect("an authority").pem();
            Self {
                pem,
                issuer: Issuer::new(params, key),
                servers: KeyPair::generate().expect("a key"),
            }
        })
    }

    /// How Chromium is told to trust the servers' key.
    pub(crate) fn fingerprint(&self) -> String {
        STANDARD.encode(shared::secret::sha256(
            &self.servers.subject_public_key_info(),
        ))
    }

    fn vouch(&self) -> String {
        let params = CertificateParams::new(HOSTS.map(str::to_owned)).expect("names");
        let signed = params.signed_by(&self.servers, &self.issuer);
        signed.expect("a certificate").pem()
    }
}

/// A pair of files as the settings name them.
#[derive(Debug)]
pub struct Certificate {
    /// Where they lie.
    pub files: TlsFiles,
    authority: std::path::PathBuf,
}

impl Certificate {
    pub(super) fn new(folder: &Path) -> Self {
        let own = Self {
            files: TlsFiles {
                certificate: folder.join("tls.pem"),
                key: folder.join("tls.key"),
            },
            authority: folder.join("authority.pem"),
        };
        let key = Authority::get().servers.serialize_pem();
        std::fs::write(&own.files.key, key).expect("the key is written");
        std::fs::write(&own.authority, &Authority::get().pem).expect("the authority is written");
        own.renew();
        own
    }

    /// Another certificate takes the place of the one that is there.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn renew(&self) {
        self.write(&Authority::get().vouch());
    }

    /// Any text takes the place of the certificate.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn write(&self, pem: &str) {
        std::fs::write(&self.files.certificate, pem).expect("the certificate is written");
    }

    /// The settings that name it.
    pub(super) fn settings(&self) -> String {
        let TlsFiles { certificate, key } = &self.files;
        format!(
            "http.tls_certificate = \"{}\"\nhttp.tls_key = \"{}\"\n\
             http.trusted_authorities = \"{}\"\n",
            certificate.display(),
            key.display(),
            self.authority.display()
        )
    }
}
