//! Every page with its samples in every language: what `idp preview` writes and the snapshot
//! tests compare.

use shared::pages::{Page, Pages, PagesError, RenderedMail};

use crate::app::{self, OwnFiles};
use crate::server::StartError;
use crate::settings::Settings;
use crate::{
    consents, devices, email_change, error, factors, help, history, invitations, mail, oauth,
    own_data, recovery, recovery_codes, recovery_letters, sign_in, sign_up,
};

/// One rendered sample.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The template: `sign_up/register.html`.
    pub template: &'static str,
    /// The language.
    pub language: String,
    /// Which of the page's samples, from 0.
    pub sample: usize,
    /// The page.
    pub html: String,
}

/// Renders all samples of all pages with the operator's settings.
///
/// # Errors
/// [`StartError`] when a page does not render in one of the languages.
pub fn preview(settings: &Settings) -> Result<Vec<Preview>, StartError> {
    let files = shared::pages::Files::embedded::<OwnFiles>();
    let pages = Pages::load(&files, app::brand(settings)?)?;
    let mut all = Vec::new();
    for capability in [
        consents::previews,
        email_change::previews,
        devices::previews,
        error::page::previews,
        factors::previews,
        help::previews,
        history::previews,
        invitations::previews,
        oauth::previews,
        own_data::previews,
        recovery::previews,
        recovery_codes::previews,
        recovery_letters::previews,
        sign_in::previews,
        sign_up::previews,
    ] {
        all.extend(capability(&pages)?);
    }
    Ok(all)
}

/// One rendered sample of a mail.
#[derive(Debug, Clone)]
pub struct MailPreview {
    /// Its folder: `confirm_address`.
    pub name: &'static str,
    /// The language.
    pub language: String,
    /// The mail.
    pub mail: RenderedMail,
}

/// Renders all samples of all mails with the operator's settings.
///
/// # Errors
/// [`StartError`] when a mail does not render in one of the languages.
pub fn preview_mails(settings: &Settings) -> Result<Vec<MailPreview>, StartError> {
    let files = shared::pages::Files::embedded::<OwnFiles>();
    let pages = Pages::load(&files, app::brand(settings)?)?;
    let mut all = Vec::new();
    for (name, values) in mail::samples() {
        for language in pages.languages() {
            all.push(MailPreview {
                name,
                language: language.code.clone(),
                mail: pages.mail(name, &language.code, &values)?,
            });
        }
    }
    Ok(all)
}

/// The samples of one page.
pub(crate) fn samples<P: Page>(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let rendered = pages.render_samples::<P>()?;
    let preview = |(language, sample, html)| Preview {
        template: P::TEMPLATE,
        language,
        sample,
        html,
    };
    Ok(rendered.into_iter().map(preview).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_renders_in_every_language() {
        let test = include_str!("../../config/idp.test.toml");
        let settings = Settings::from_toml(&[test]).expect("the settings of tests are right");
        let all = preview(&settings).unwrap_or_else(|error| panic!("{error}: {error:?}"));
        assert!(all.iter().any(|page| page.language == "en"));
    }
}
