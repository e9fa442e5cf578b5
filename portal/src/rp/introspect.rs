//! Asking the provider what a token is good for (RFC 7662), as the client that this portal is.

use shared::clock::{Entropy, Timestamp};
use shared::provider::{Away, Claims};

use super::RelyingParty;

impl RelyingParty {
    /// What the provider tells of an active token; none of any other. A provider that cannot be
    /// asked, or does not know us, has told nothing.
    pub(crate) async fn introspect(
        &self,
        token: &str,
        entropy: &dyn Entropy,
        now: Timestamp,
    ) -> Result<Option<Claims>, Away> {
        let known = self.provider.known(now).await?;
        let further = &known.metadata.additional_metadata().additional_metadata;
        let Some(endpoint) = &further.introspection_endpoint else {
            // Whoever hands out such tokens can be asked about them: these are nobody's.
            return Ok(None);
        };
        let body = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("token", token)
            .append_pair("token_type_hint", "access_token")
            .append_pair("client_id", &self.words.client_id)
            .append_pair("client_assertion_type", super::client_key::ASSERTION_TYPE)
            .append_pair("client_assertion", &self.assertion(entropy, now))
            .finish();
        let request = http::Request::post(endpoint.as_str())
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", "application/json")
            .body(body.into_bytes());
        let request = request.map_err(|_| Away)?;
        let answer = match self.provider.http().send(request).await {
            Ok(answer) if answer.status().is_success() => answer,
            Ok(answer) => {
                let status = answer.status().as_u16();
                tracing::error!(status, "the provider does not answer about tokens");
                return Err(Away);
            }
            Err(fault) => {
                tracing::warn!(error = %fault, "the provider cannot be asked about tokens");
                return Err(Away);
            }
        };
        let told: Claims = serde_json::from_slice(answer.body()).map_err(|_| Away)?;
        let is_active = told.get("active").and_then(serde_json::Value::as_bool);
        Ok((is_active == Some(true)).then_some(told))
    }
}
