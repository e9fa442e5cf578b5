//! The staff's pages about codes and requests.

mod answer;
mod common;
mod confirmed;
mod issue;
mod request;
mod revoke;
mod worklist;

pub(crate) use confirmed::issue_confirmed;
use shared::claims::Action;
use shared::pages::{Pages, PagesError};

use crate::preview::{Preview, samples};
use crate::routes::{Access, Route};

pub(crate) fn routes() -> Vec<Route> {
    let codes = Access::Staff(Action::IssueCode);
    let requests = Access::Staff(Action::AnswerRequest);
    let (case_code, revoke) = (
        "/sachbearbeitung/faelle/{case}/code",
        "/sachbearbeitung/faelle/{case}/code/{code}/widerrufen",
    );
    let (list, one, no) = (
        "/sachbearbeitung/anfragen",
        "/sachbearbeitung/anfragen/{id}",
        "/sachbearbeitung/anfragen/{id}/ablehnen",
    );
    vec![
        Route::get(case_code, codes, issue::ask),
        Route::post(case_code, codes, issue::issue),
        Route::get(revoke, codes, revoke::ask),
        Route::post(revoke, codes, revoke::revoke),
        Route::get(list, requests, worklist::show),
        Route::get(one, requests, request::show),
        Route::post(one, requests, answer::with_code),
        Route::post(no, requests, answer::decline),
    ]
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<issue::IssuePage>(pages),
        samples::<revoke::RevokePage>(pages),
        samples::<worklist::WorklistPage>(pages),
        samples::<request::RequestPage>(pages),
        samples::<answer::ClosedPage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}
