//! One rule for each kind of text in a registration. They are told constant words: nothing of a
//! request is echoed in a refusal.

use url::Url;

use super::read::refuse;
use crate::clients::{Outlets, RedirectUri};
use crate::oauth::{Fault, OAuthCode};

/// So many entries has no honest list.
const MOST: usize = 20;
const LONGEST_NAME: usize = 200;
const LONGEST_ADDRESS: usize = 2000;

/// A name for people: short, on one line.
pub(super) fn name(text: &str, fault: &'static str) -> Result<String, Fault> {
    let text = text.trim();
    let fits = !text.is_empty()
        && text.chars().count() <= LONGEST_NAME
        && !text.chars().any(|c| c.is_control() || is_reversing(c));
    fits.then(|| text.to_owned()).ok_or(refuse(fault))
}

/// Characters by which a name could hide what stands around it.
const fn is_reversing(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A web page for people: https, or http on their own machine; never `javascript:` or `data:`.
pub(super) fn page(text: String, fault: &'static str) -> Result<String, Fault> {
    match text.parse::<RedirectUri>() {
        Ok(uri) if uri.web_origin().is_some() => Ok(text),
        _ => Err(refuse(fault)),
    }
}

/// An https page of the application that a browser is sent to.
pub(super) fn https(text: String, fault: &'static str) -> Result<String, Fault> {
    let text = page(text, fault)?;
    if text.starts_with("https:") {
        Ok(text)
    } else {
        Err(refuse(fault))
    }
}

/// An address that this server fetches: why it may not be is not told.
pub(super) fn fetched(
    text: String,
    outlets: &Outlets,
    fault: &'static str,
) -> Result<String, Fault> {
    let visible = text.len() <= LONGEST_ADDRESS && text.bytes().all(|b| b.is_ascii_graphic());
    let address = Url::parse(&text).ok().filter(|_| visible);
    match address {
        Some(address) if outlets.admits(&address) => Ok(text),
        _ => Err(refuse(fault)),
    }
}

/// A list of redirect addresses.
pub(super) fn redirects(
    texts: Vec<String>,
    is_web: bool,
    (code, fault): (OAuthCode, &'static str),
) -> Result<Vec<String>, Fault> {
    let fits = |text: &String| match text.parse::<RedirectUri>() {
        Ok(uri) => !is_web || uri.web_origin().is_some(),
        Err(_) => false,
    };
    if texts.len() <= MOST && texts.iter().all(fits) {
        Ok(texts)
    } else {
        Err(Fault::new(code, fault))
    }
}

/// A list of short texts.
pub(super) fn short(texts: Vec<String>, fault: &'static str) -> Result<Vec<String>, Fault> {
    let fits = |text: &String| !text.is_empty() && text.len() <= LONGEST_NAME;
    if texts.len() <= MOST && texts.iter().all(fits) {
        Ok(texts)
    } else {
        Err(refuse(fault))
    }
}

/// A list of addresses, to be looked at one by one.
pub(super) fn few(texts: Vec<String>, fault: &'static str) -> Result<Vec<String>, Fault> {
    if texts.len() <= MOST {
        Ok(texts)
    } else {
        Err(refuse(fault))
    }
}
