//! `authorization_code` (RFC 6749 §4.1.3, RFC 7636 §4.6).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shared::db::Tx;
use shared::secret::{ct_eq, sha256};

use super::pipeline::{TokenError, TokenResponse, respond};
use super::resource;
use crate::clients::{Client, Policy};
use crate::oauth::engine::{self, Redemption};
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::grants::{Desk, Ledger, Origin};
use crate::oauth::params::Params;

pub(super) async fn exchange(
    tx: &mut Tx,
    desk: Desk<'_>,
    client: &Client,
    params: &Params,
) -> Result<TokenResponse, TokenError> {
    let required = |name: &str, fault| {
        let fault = Fault::new(OAuthCode::InvalidRequest, fault);
        params.get(name).map(str::to_owned).ok_or(fault)
    };
    let redemption = Redemption {
        client: client.id.as_str().to_owned(),
        code: required("code", "code is missing")?,
        redirect_uri: required("redirect_uri", "redirect_uri is missing")?,
    };
    let verifier = params.get("code_verifier");
    if verifier.is_none() && client.policy != Policy::Legacy {
        return Err(Fault::new(OAuthCode::InvalidRequest, "code_verifier is missing").into());
    }
    let audience = resource::audience(params, &client.resources, &desk.rules.issuer)?;
    let proof = |details: &str| {
        Origin::read(details).is_some_and(|origin| {
            let proven = match (verifier, origin.challenge.as_deref()) {
                (Some(verifier), Some(challenge)) => fits(verifier, challenge),
                // A verifier without challenge is a downgrade (RFC 9700 §4.8.2).
                (None, None) => true,
                _ => false,
            };
            origin.redirect_uri == redemption.redirect_uri && proven
        })
    };
    let mut ledger = Ledger {
        tx: &mut *tx,
        desk,
        client,
        audience: audience.as_deref(),
    };
    let (grant, issued) = engine::access_token(&mut ledger, &redemption, proof).await?;
    respond(tx, desk, client, (grant, issued), audience.is_none()).await
}

/// RFC 7636 §4.1 and §4.6.
fn fits(verifier: &str, challenge: &str) -> bool {
    let well_formed = (43..=128).contains(&verifier.len())
        && verifier
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b));
    let hash = URL_SAFE_NO_PAD.encode(sha256(verifier.as_bytes()));
    well_formed && ct_eq(hash.as_bytes(), challenge.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verifier_of_the_rfc_fits_its_challenge() {
        // RFC 7636, Appendix B.
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        assert!(fits(
            "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
            challenge
        ));
        for verifier in [
            "",
            challenge,
            "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK",
            &"a".repeat(129),
        ] {
            assert!(!fits(verifier, challenge), "{verifier}");
        }
    }
}
