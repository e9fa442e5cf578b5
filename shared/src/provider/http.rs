//! The one HTTP client towards the provider: short time-outs, no redirects, bounded answers.

use std::time::Duration;

use openidconnect::{HttpRequest, HttpResponse};
use reqwest::ClientBuilder;
use url::Url;

/// No document of a provider is longer.
const LIMIT: usize = 64 * 1024;
/// No list of a provider is longer: a thousand colleagues with their factors.
const LONG_LIMIT: usize = 1024 * 1024;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum HttpFault {
    #[error("the provider did not answer")]
    Transport(#[from] reqwest::Error),
    #[error("the provider's answer cannot be read")]
    Malformed(#[from] ::http::Error),
    #[error("the provider's answer is longer than {0} bytes")]
    TooLong(usize),
    #[error("the provider answered with status {0}")]
    Status(u16),
}

/// Sends requests to the provider.
#[derive(Debug, Clone)]
pub struct Http(reqwest::Client);

impl Http {
    /// The client of [`super::Outgoing`] for `issuer`; a proxy of the environment never stands between two programs on
    /// one machine.
    ///
    /// # Errors
    /// When the system's root certificates cannot be read.
    pub fn new(issuer: &Url, mut builder: ClientBuilder) -> Result<Self, reqwest::Error> {
        builder = builder
            .connect_timeout(Duration::from_secs(3))
            .timeout(Duration::from_secs(8));
        if issuer.scheme() == "http" {
            builder = builder.no_proxy();
        }
        builder.build().map(Self)
    }

    /// The answer to `request`; one that says the provider itself is in trouble is a fault.
    pub async fn send(self, request: HttpRequest) -> Result<HttpResponse, HttpFault> {
        self.send_within(request, LIMIT).await
    }

    /// The same for what may answer with a long list.
    pub async fn send_long(self, request: HttpRequest) -> Result<HttpResponse, HttpFault> {
        self.send_within(request, LONG_LIMIT).await
    }

    async fn send_within(
        self,
        request: HttpRequest,
        limit: usize,
    ) -> Result<HttpResponse, HttpFault> {
        let request = reqwest::Request::try_from(request)?;
        let mut answer = self.0.execute(request).await?;
        if answer.status().is_server_error() || answer.status().as_u16() == 429 {
            return Err(HttpFault::Status(answer.status().as_u16()));
        }
        let mut response = ::http::Response::builder().status(answer.status());
        for (name, value) in answer.headers() {
            response = response.header(name, value);
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await? {
            if body.len() + chunk.len() > limit {
                return Err(HttpFault::TooLong(limit));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(response.body(body)?)
    }
}
