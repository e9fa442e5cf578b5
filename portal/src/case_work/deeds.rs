//! Recording, changing, closing and opening a case again, each with its entry in the log. Closing
//! takes back the open codes of the case; its profile stays and says that the case is closed.

use serde_json::json;
use shared::db::{StoreError, Tx};

use super::Desk;
use crate::cases::{self, Case, CloseReason, Record, RecordError, Whom};
use crate::codes::{self, State};
use crate::{audit, unlock};

/// Keeps a new case.
pub(super) async fn record(
    tx: &mut Tx,
    desk: Desk<'_>,
    record: Record,
) -> Result<Case, RecordError> {
    let case = cases::record(tx, desk.entropy, desk.now, record).await?;
    let kind = case.record.kind().word();
    desk.note(tx, "case.recorded", &case.id, json!({ "kind": kind }))
        .await?;
    Ok(case)
}

/// Changes the case of which this version was seen; nothing happens when nothing is different.
pub(super) async fn change(
    tx: &mut Tx,
    desk: Desk<'_>,
    (case, version): (&Case, i64),
    record: Record,
) -> Result<(), RecordError> {
    let fields = differences(&case.record, &record);
    if fields.is_empty() && case.version == version {
        return Ok(());
    }
    cases::change(tx, desk.now, (case, version), record).await?;
    desk.note(tx, "case.changed", &case.id, json!({ "fields": fields }))
        .await?;
    Ok(())
}

/// Closes the case and takes back its open codes.
pub(crate) async fn close(
    tx: &mut Tx,
    desk: Desk<'_>,
    (case, version): (&Case, i64),
    reason: CloseReason,
) -> Result<(), RecordError> {
    cases::close(tx, desk.now, (&case.id, version), reason).await?;
    let reason = json!({ "reason": reason.word() });
    desk.note(tx, "case.closed", &case.id, reason).await?;
    revoke_codes(tx, desk, case).await?;
    Ok(())
}

async fn revoke_codes(tx: &mut Tx, desk: Desk<'_>, case: &Case) -> Result<(), StoreError> {
    let by = audit::By::Staff(desk.staff.as_str());
    for code in codes::list(tx, &case.id).await? {
        if code.state(desk.now, u32::MAX) == State::Open {
            unlock::revoke(tx, (desk.entropy, desk.now), by, &code.id).await?;
        }
    }
    Ok(())
}

/// The identity that did not fit the case has been looked into.
pub(super) async fn settle(tx: &mut Tx, desk: Desk<'_>, case: &Case) -> Result<(), StoreError> {
    if case.mismatch.is_none() {
        return Ok(());
    }
    cases::note_mismatch(tx, &case.id, None).await?;
    desk.note(tx, "case.mismatch_settled", &case.id, json!({}))
        .await
}

/// Opens the closed case again. Its codes stay dead.
pub(super) async fn reopen(
    tx: &mut Tx,
    desk: Desk<'_>,
    (case, version): (&Case, i64),
) -> Result<(), RecordError> {
    cases::reopen(tx, desk.now, (&case.id, version)).await?;
    desk.note(tx, "case.reopened", &case.id, json!({})).await?;
    Ok(())
}

/// The fields in which two records differ, without what stands in them.
fn differences(one: &Record, other: &Record) -> Vec<&'static str> {
    let mut fields = match (&one.whom, &other.whom) {
        (
            Whom::Person {
                given_name,
                family_name,
                birth_date,
                community,
            },
            Whom::Person {
                given_name: given,
                family_name: family,
                birth_date: born,
                community: with,
            },
        ) => vec![
            ("given_name", given_name != given),
            ("family_name", family_name != family),
            ("birth_date", birth_date != born),
            ("community", community != with),
        ],
        (
            Whom::Organisation { name, register, .. },
            Whom::Organisation {
                name: named,
                register: at,
                ..
            },
        ) => vec![
            ("name", name != named),
            ("register_number", register.number != at.number),
            ("register_court", register.court != at.court),
        ],
        _ => vec![("kind", true)],
    };
    fields.extend([
        (
            "customer_number",
            one.customer_number != other.customer_number,
        ),
        ("address", one.address != other.address),
        ("language", one.language != other.language),
    ]);
    let differing = fields.into_iter().filter(|(_, differs)| *differs);
    differing.map(|(field, _)| field).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::Address;

    fn kim(family: &str, town: &str) -> Record {
        Record {
            customer_number: "123A456789".parse().expect("a number"),
            whom: Whom::Person {
                given_name: "Kim".parse().expect("a name"),
                family_name: family.parse().expect("a name"),
                birth_date: "1987-03-14".parse().expect("a date"),
                community: None,
            },
            address: Address::new(&[town.to_owned()]).expect("an address"),
            language: "de".to_owned(),
        }
    }

    #[test]
    fn the_log_names_fields_and_not_what_stands_in_them() {
        let before = kim("Klicker", "12345 Musterstadt");
        assert_eq!(differences(&before, &before), Vec::<&str>::new());
        let after = kim("Klick", "54321 Beispielhausen");
        assert_eq!(differences(&before, &after), ["family_name", "address"]);
    }
}
