//! Who asks for passkeys: this server at its public address.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use url::Url;
use webauthn_rs::WebauthnBuilder;
use webauthn_rs::prelude::{Webauthn, WebauthnError};

/// How long a challenge may be answered (WebAuthn Level 3 suggests five minutes).
pub(super) const LIFETIME: Duration = Duration::from_mins(5);

/// The address of the server cannot have passkeys.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PartyError {
    #[error("passkeys need a host name, not an IP address")]
    NoHostName,
    #[error("passkeys cannot work at this address")]
    Unfit(#[source] WebauthnError),
}

/// The relying party: the host name of the public address, and that one origin.
#[derive(Debug, Clone)]
pub(crate) struct RelyingParty(Webauthn);

impl RelyingParty {
    pub(crate) fn new(public_url: &Url, name: &str) -> Result<Self, PartyError> {
        let host = public_url.domain().ok_or(PartyError::NoHostName)?;
        WebauthnBuilder::new(host, public_url)
            .and_then(|builder| builder.rp_name(name).timeout(LIFETIME).build())
            .map(Self)
            .map_err(PartyError::Unfit)
    }

    pub(super) const fn webauthn(&self) -> &Webauthn {
        &self.0
    }
}

/// What we read of the client data ourselves: which challenge is answered, and whether a foreign
/// page around ours started the ceremony, which the library does not always look at.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    #[serde(default)]
    challenge: String,
    #[serde(default)]
    cross_origin: bool,
    #[serde(default)]
    top_origin: Option<String>,
}

/// The name under which a challenge waits: itself.
pub(super) fn challenge_id(challenge: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(challenge)
}

/// The challenge that is answered.
pub(super) fn answered(client_data_json: &[u8]) -> Option<String> {
    let data: ClientData = serde_json::from_slice(client_data_json).ok()?;
    Some(data.challenge)
}

/// Whether the ceremony ran in a page of ours that no foreign page frames.
pub(super) fn unframed(client_data_json: &[u8]) -> bool {
    serde_json::from_slice::<ClientData>(client_data_json)
        .is_ok_and(|it| !it.cross_origin && it.top_origin.is_none())
}

/// Whether an answer is a passkey's and names its credential once: `id` is `rawId` in base64url
/// (WebAuthn Level 3 §5.1).
pub(super) fn named_once(kind: &str, id: &str, raw_id: &[u8]) -> bool {
    kind == "public-key" && URL_SAFE_NO_PAD.encode(raw_id) == id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_framed_ceremony_is_refused() {
        assert!(unframed(br#"{"type":"webauthn.get"}"#));
        assert!(unframed(br#"{"crossOrigin":false}"#));
        assert!(!unframed(br#"{"crossOrigin":true}"#));
        assert!(!unframed(
            br#"{"crossOrigin":false,"topOrigin":"https://evil.test"}"#
        ));
        assert!(!unframed(b"nonsense"));
    }

    #[test]
    fn an_ip_address_cannot_have_passkeys() {
        let party = |url: &str| RelyingParty::new(&Url::parse(url).expect("a URL"), "Amt");
        assert!(party("http://localhost:8080").is_ok());
        assert!(matches!(
            party("http://127.0.0.1:8080"),
            Err(PartyError::NoHostName)
        ));
    }
}
