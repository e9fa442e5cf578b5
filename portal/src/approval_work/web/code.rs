//! A recovery code for the hands of the person, shown to who approved it in this one answer and never
//! again (`Cache-Control: no-store`, as every page).

use serde::Serialize;
use shared::pages::Page;

use super::LIST;
use crate::provider_admin::HandedCode;

#[derive(Serialize)]
pub(super) struct CodePage {
    code: String,
    email: String,
    expires_at: i64,
    back: &'static str,
}

impl std::fmt::Debug for CodePage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CodePage(…)")
    }
}

impl CodePage {
    pub(super) fn new(handed: &HandedCode, email: &str) -> Self {
        Self {
            code: handed.reveal().to_owned(),
            email: email.to_owned(),
            expires_at: handed.expires_at,
            back: LIST,
        }
    }
}

impl Page for CodePage {
    const TEMPLATE: &'static str = "approval_work/code.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            code: "K7QM-4D2X-9RTE-HN05-WZ8C".to_owned(),
            email: "kim.klicker@example.org".to_owned(),
            expires_at: 1_795_500_000,
            back: LIST,
        }]
    }
}
