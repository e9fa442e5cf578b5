//! `[http]`: where the server is reached and how it listens.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use crate::provider::Outgoing;
use crate::serve::{HostName, Hosts, Network, TlsFiles};
use crate::settings::{Check, PublicUrl, optional, seconds};
use serde::Deserialize;

/// Where the server is reached and how it listens.
#[derive(Debug, Clone, Deserialize)]
pub struct Http {
    /// Where people reach it.
    pub public_url: PublicUrl,
    further_hosts: Vec<HostName>,
    /// The sockets to listen on.
    pub listen: Vec<SocketAddr>,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    #[serde(deserialize_with = "optional")]
    tls_certificate: Option<PathBuf>,
    #[serde(deserialize_with = "optional")]
    tls_key: Option<PathBuf>,
    #[serde(deserialize_with = "optional")]
    trusted_authorities: Option<PathBuf>,
    /// A request that takes longer is given up.
    #[serde(rename = "request_seconds", deserialize_with = "seconds")]
    pub request: Duration,
    /// The largest body of a request.
    pub body_kib: u32,
    /// Copies of this server beside each other.
    pub replicas: u32,
}

impl Http {
    /// For which hosts requests are answered.
    #[must_use]
    pub fn hosts(&self) -> Hosts {
        Hosts::new(self.public_url.url(), &self.further_hosts)
    }

    /// Certificate and key; none: plain http.
    #[must_use]
    pub fn tls(&self) -> Option<TlsFiles> {
        Some(TlsFiles {
            certificate: self.tls_certificate.clone()?,
            key: self.tls_key.clone()?,
        })
    }

    /// Whom requests to other servers trust; [`Http::validate`] has tried the file.
    #[must_use]
    pub fn outgoing(&self) -> Outgoing {
        let file = self.trusted_authorities.as_deref();
        let outgoing = file.map(Outgoing::trusting);
        outgoing.and_then(Result::ok).unwrap_or_default()
    }

    /// Whether people come by https and nothing here says how: neither a certificate nor a proxy
    /// that is trusted. Then everybody's address is the proxy's.
    #[must_use]
    pub fn proxy_is_unknown(&self) -> bool {
        self.public_url.is_https() && self.tls().is_none() && self.trusted_proxies.is_empty()
    }

    /// The largest body of a request in bytes.
    #[must_use]
    pub fn body_bytes(&self) -> usize {
        usize::try_from(self.body_kib)
            .unwrap_or(usize::MAX)
            .saturating_mul(1024)
    }

    /// Refuses what cannot work or is unsafe.
    pub fn validate(&self, production: bool, check: &mut Check) {
        check.refuse_if(self.listen.is_empty(), "http.listen", "must name a socket");
        check.refuse_if(self.body_kib == 0, "http.body_kib", "must be at least 1");
        check.refuse_if(self.replicas == 0, "http.replicas", "must be at least 1");
        let half = "is needed as well: certificate and key go together";
        match (&self.tls_certificate, &self.tls_key) {
            (Some(_), None) => check.refuse("http.tls_key", half),
            (None, Some(_)) => check.refuse("http.tls_certificate", half),
            _ => {}
        }
        if let Some(Err(error)) = self.tls().map(|files| files.check()) {
            check.refuse(error.setting(), error.to_string());
        }
        let authorities = self.trusted_authorities.as_deref();
        if let Some(Err(error)) = authorities.map(Outgoing::trusting) {
            check.refuse("http.trusted_authorities", error.to_string());
        }
        let url = &self.public_url;
        let encrypted = !production || url.is_https();
        check.refuse_if(
            !encrypted,
            "http.public_url",
            "must be https in production: passwords and sessions would travel in the clear",
        );
        check.refuse_if(
            production && url.is_example(),
            "http.public_url",
            "is an example's; write the address under which people reach this server",
        );
        check.refuse_if(
            self.tls().is_some() && !url.is_https(),
            "http.public_url",
            "must be https when the server has a certificate",
        );
    }
}
