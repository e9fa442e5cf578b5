//! Every page with its samples in every language, to be looked at.

use shared::pages::{Page, Pages, PagesError};

use super::pages::{
    ConnectionsPage, CoursesPage, CustomerPage, Customers, Imprint, InvitationsPage, Invited, Join,
    Privacy, ProblemPage, SignedOut, Start,
};
use crate::look;

/// One rendered sample.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The template: `education/start.html`.
    pub template: &'static str,
    /// The language.
    pub language: String,
    /// Which of the page's samples, from 0.
    pub sample: usize,
    /// The page.
    pub html: String,
}

/// Renders all samples of all pages.
///
/// # Errors
/// [`PagesError`] when a page does not render in one of the languages.
pub fn preview() -> Result<Vec<Preview>, PagesError> {
    let pages = look::pages("education")?;
    let all = [
        samples::<Start>,
        samples::<Customers>,
        samples::<CustomerPage>,
        samples::<CoursesPage>,
        samples::<InvitationsPage>,
        samples::<Join>,
        samples::<Invited>,
        samples::<ConnectionsPage>,
        samples::<Imprint>,
        samples::<Privacy>,
        samples::<SignedOut>,
        samples::<ProblemPage>,
    ];
    let mut previews = Vec::new();
    for page in all {
        previews.extend(page(&pages)?);
    }
    Ok(previews)
}

fn samples<P: Page>(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let rendered = pages.render_samples::<P>()?.into_iter();
    let preview = |(language, sample, html)| Preview {
        template: P::TEMPLATE,
        language,
        sample,
        html,
    };
    Ok(rendered.map(preview).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_renders_in_every_language_and_no_text_is_missing() {
        let pages = look::pages("education").expect("loads");
        assert_eq!(pages.missing_texts(), []);
        assert!(preview().expect("every page renders").len() > 24);
    }
}
