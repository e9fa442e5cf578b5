//! The files of the demo's pages, and the pages of one of its parts made of them.

use rust_embed::Embed;
use shared::pages::{Brand, Files, Pages, PagesError};

#[derive(Embed)]
#[folder = "."]
#[include = "templates/*"]
#[include = "translations/*"]
#[include = "assets/*"]
struct Own;

/// The pages of `part` (`post`, `bundid`, `muk`, `education`): it is no office and has none of its links. Header
/// and footer say what it is by the texts `demo-name-<part>` and `demo-foot-<part>`.
pub(crate) fn pages(part: &str) -> Result<Pages, PagesError> {
    let brand = Brand {
        name: "Schlüsselbund".into(),
        short_name: part.into(),
        sign_in_url: None,
        menu: Vec::new(),
        footer: Vec::new(),
        ..Brand::default()
    };
    Pages::load(&Files::embedded::<Own>(), brand)
}
