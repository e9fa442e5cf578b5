//! Every page with its samples in every language, for those who look at them and for the tests
//! that compare them.

use shared::pages::{Page, Pages, PagesError, RenderedMail};

use crate::app;
use crate::server::StartError;
use crate::settings::Settings;
use crate::{
    account_work, address, approval_work, case_work, code_work, colleagues, error, help, history,
    home, mail, own_data, profiles, requests, sign_in, sign_out, staff, start, unlock,
};

/// One rendered sample.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The template: `unlock/code.html`.
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
    let pages = app::pages(settings)?;
    let mut all = Vec::new();
    for capability in [
        address::previews,
        colleagues::previews,
        case_work::previews,
        code_work::previews,
        account_work::previews,
        approval_work::previews,
        error::page::previews,
        help::previews,
        history::previews,
        home::previews,
        own_data::previews,
        profiles::previews,
        requests::previews,
        sign_in::previews,
        sign_out::previews,
        staff::previews,
        start::previews,
        unlock::previews,
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
    let pages = app::pages(settings)?;
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
