//! `ui_locales`: the client's languages for pages, best first (OpenID Connect Core §3.1.2.1).

use crate::oauth::params::Params;

/// The primary languages; the pages know whether they speak one.
pub(in crate::oauth::authorize) fn check(params: &Params) -> Vec<String> {
    let tags = params.get("ui_locales").unwrap_or_default().split(' ');
    tags.filter_map(|tag| tag.split('-').next())
        .map(str::to_ascii_lowercase)
        .collect()
}
