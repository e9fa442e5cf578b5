//! How requests leave for other servers: no redirects, our cryptography, the system's authorities
//! and those that the settings add; names under `localhost` are this machine (RFC 6761 §6.3), also
//! where the system's resolver does not say so.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Certificate, ClientBuilder};

/// How long an idle connection is kept: less than our servers keep it, as a request that is sent
/// while the other side closes is lost.
const IDLE: Duration = Duration::from_secs(10);

/// Why a file of authorities cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum AuthoritiesError {
    /// It is missing or not readable.
    #[error("cannot read {}: {source}", .file.display())]
    Unreadable {
        /// Which.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is no certificate in it, or what looks like one is none.
    #[error("{} holds no certificate in PEM", .0.display())]
    NoCertificate(PathBuf),
}

/// Whom requests to other servers trust.
#[derive(Debug, Clone, Default)]
pub struct Outgoing {
    authorities: Vec<Certificate>,
}

impl Outgoing {
    /// The authorities in `file` (PEM) count beside the system's.
    ///
    /// # Errors
    /// [`AuthoritiesError`], which names the file.
    pub fn trusting(file: &Path) -> Result<Self, AuthoritiesError> {
        let pem = std::fs::read(file).map_err(|source| AuthoritiesError::Unreadable {
            file: file.to_owned(),
            source,
        })?;
        match Certificate::from_pem_bundle(&pem) {
            Ok(authorities) if !authorities.is_empty() => Ok(Self { authorities }),
            _ => Err(AuthoritiesError::NoCertificate(file.to_owned())),
        }
    }

    /// A client to be completed with its time-outs.
    pub fn client(&self, user_agent: &str) -> ClientBuilder {
        // reqwest brings no cryptography of its own; that someone installed it before is as well.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let builder = ClientBuilder::new()
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(user_agent)
            .pool_idle_timeout(IDLE)
            .dns_resolver(Arc::new(ThisMachine));
        let authorities = self.authorities.iter().cloned();
        authorities.fold(builder, ClientBuilder::add_root_certificate)
    }
}

/// The system's resolver, but for names under `localhost`.
#[derive(Debug)]
struct ThisMachine;

impl Resolve for ThisMachine {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            // The port is the address's own.
            if name.as_str().ends_with(".localhost") {
                let both = [Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
                let both = both.map(|address| SocketAddr::new(address, 0));
                return Ok(Box::new(both.into_iter()) as Addrs);
            }
            let found: Vec<_> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_certificates_are_authorities() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("ca.pem");
        let missing = Outgoing::trusting(&file).expect_err("is missing");
        assert!(missing.to_string().starts_with("cannot read "), "{missing}");
        for text in ["", "rubbish"] {
            std::fs::write(&file, text).expect("writes");
            let error = Outgoing::trusting(&file).expect_err("is none");
            assert!(error.to_string().ends_with("holds no certificate in PEM"));
        }
        let client = Outgoing::default().client("test").build();
        assert!(client.is_ok());
    }

    #[tokio::test]
    async fn names_under_localhost_are_this_machine() {
        for name in ["konto.localhost", "localhost"] {
            let found = ThisMachine.resolve(name.parse().expect("a name")).await;
            let found: Vec<_> = found.expect("addresses").collect();
            assert!(!found.is_empty() && found.iter().all(|it| it.ip().is_loopback()));
        }
    }
}
