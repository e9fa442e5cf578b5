//! The person is back in, and the account is secured anew.

use axum::response::Response;
use serde::Serialize;
use shared::pages::Page;

use crate::error::page::PageError;
use crate::interactions::onward;
use crate::request::SignedIn;
use crate::{recovery_codes, roles};

#[derive(Debug, Serialize)]
pub(super) struct RecoveredPage {
    /// How many recovery codes are left.
    left: i64,
    codes: String,
    further: String,
}

impl Page for RecoveredPage {
    const TEMPLATE: &'static str = "recovery/recovered.html";

    fn samples() -> Vec<Self> {
        [9, 0]
            .map(|left| Self {
                left,
                codes: "/konto/wiederherstellungscodes".to_owned(),
                further: "/konto".to_owned(),
            })
            .into()
    }
}

pub(super) async fn show(SignedIn { cx, person }: SignedIn) -> Result<Response, PageError> {
    let mut tx = cx.app.db.read().await?;
    let saved = recovery_codes::saved(&mut tx, &person.account.id, cx.now).await?;
    let is_staff = !roles::of(&mut tx, &person.account.id).await?.is_empty();
    tx.commit().await?;
    let further = match &cx.vorgang {
        Some(vorgang) => onward(vorgang),
        None if is_staff => cx.app.office_url(),
        None => "/konto".to_owned(),
    };
    cx.render(&RecoveredPage {
        left: saved.map_or(0, |saved| saved.left),
        codes: cx.carry("/konto/wiederherstellungscodes"),
        further,
    })
}
