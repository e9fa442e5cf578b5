//! What somebody who has unlocked cases may take along of them. It stays with the office.

use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};

use super::find;
use crate::cases::{Case, CaseId, CommunityNumber, Whom};

/// What the office has on record, as the pages show it.
pub(crate) async fn export(tx: &mut Tx, cases: &[CaseId]) -> Result<Section, StoreError> {
    // SELECT … FROM cases
    let mut rows = Vec::with_capacity(cases.len());
    for id in cases {
        rows.extend(find(tx, id).await?.as_ref().map(row));
    }
    Ok(Section::new("cases", rows))
}

fn row(case: &Case) -> Row {
    let record = &case.record;
    let row = Row::new()
        .text("name", record.name())
        .text("kind", record.kind().word())
        .text("customer_number", record.customer_number.to_string());
    let row = match &record.whom {
        Whom::Person {
            birth_date,
            community,
            ..
        } => row.text("birth_date", birth_date.to_string()).text_if(
            "community_number",
            community.as_ref().map(CommunityNumber::as_str),
        ),
        Whom::Organisation { register, .. } => row
            .text("register_number", register.number.as_str())
            .text("register_court", register.court.as_str()),
    };
    row.text("address", record.address.lines().join(", "))
        .at("address_since", case.address_told.at)
        .text("language", record.language.as_str())
        .at("created_at", case.created_at)
        .at_if("closed_at", case.closed.map(|closed| closed.at))
}
