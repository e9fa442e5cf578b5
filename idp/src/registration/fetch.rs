//! What is fetched while an application registers: who shares its sector, and its picture.

use url::Url;

use super::read::refuse;
use crate::clients::{Logo, Metadata, Outlets};
use crate::oauth::Fault;

/// More is not read.
const LARGEST: usize = 64 * 1024;

/// The document at `sector_identifier_uri` names every redirect address (OpenID Connect Core §8.1).
///
/// # Errors
/// The fault that the application is told.
pub(super) async fn check_sector(metadata: &Metadata, outlets: &Outlets) -> Result<(), Fault> {
    let Some(address) = &metadata.sector_identifier_uri else {
        return Ok(());
    };
    let wrong = refuse("sector_identifier_uri must name every redirect address");
    let address = Url::parse(address).map_err(|_| wrong)?;
    let body = outlets.guarded.get(&address, LARGEST).await;
    let body = body.map_err(|_| wrong)?;
    // Entries that are no texts make the whole no list of addresses.
    let named: Vec<String> = serde_json::from_slice(&body).map_err(|_| wrong)?;
    let mut own = metadata.redirect_uris.iter();
    if own.all(|uri| named.contains(uri)) {
        Ok(())
    } else {
        Err(wrong)
    }
}

/// The picture at `logo_uri`, if there is one that browsers show without running anything. It is
/// served from here: pages load nothing from elsewhere. That there is none is no fault and told to
/// nobody.
pub(super) async fn logo(metadata: &Metadata, outlets: &Outlets) -> Option<Logo> {
    let address = Url::parse(metadata.logo_uri.as_ref()?).ok()?;
    let bytes = outlets.guarded.get(&address, LARGEST).await.ok()?;
    let kind = kind(&bytes)?.to_owned();
    Some(Logo { bytes, kind })
}

/// By its first bytes, whatever its server says; SVG is none, it may hold scripts.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some("image/png");
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Some("image/jpeg");
    }
    let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    is_webp.then_some("image/webp")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_known_by_their_bytes() {
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n...."), Some("image/png"));
        assert_eq!(kind(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(kind(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        for other in [&b"<svg xmlns="[..], b"GIF89a", b"RIFF", b"", b"<html>"] {
            assert_eq!(kind(other), None);
        }
    }
}
