//! An entry as the auditor reads it.

use serde::Serialize;
use serde_json::Value;
use shared::audit::{Entry, Personal, Who};
use shared::db::{StoreError, Tx};

use crate::cases::{self, CaseId};
use crate::residents::{self, ResidentId};

/// An entry with everything that it says.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Row {
    pub(super) at: i64,
    /// The text that says what.
    pub(super) event: String,
    /// The name in the log.
    pub(super) name: String,
    pub(super) seq: Option<i64>,
    /// The end of `history-protocol-kind-…`.
    pub(super) kind: String,
    /// Who did it: a member of staff by e-mail address, others by id.
    pub(super) by: String,
    pub(super) about: Option<String>,
    /// The Kundennummer, or the id.
    pub(super) case: Option<String>,
    pub(super) on_behalf: Option<String>,
    pub(super) address: Option<String>,
    pub(super) details: String,
    pub(super) forgotten: bool,
}

impl Row {
    pub(super) async fn of(tx: &mut Tx, entry: &Entry, event: String) -> Result<Self, StoreError> {
        let Personal {
            by,
            about,
            case,
            on_behalf,
            address,
            details,
        } = entry.personal().unwrap_or_default();
        let (kind, by) = doer(tx, by).await?;
        Ok(Self {
            at: entry.at.unix(),
            event,
            name: entry.event.clone(),
            seq: entry.seq,
            kind,
            by,
            about,
            case: match case {
                Some(case) => Some(number(tx, case).await?),
                None => None,
            },
            on_behalf: match on_behalf {
                Some(whom) => Some(behind(tx, whom).await?),
                None => None,
            },
            address,
            details: match details {
                Value::Object(map) if map.is_empty() => String::new(),
                Value::Null => String::new(),
                details => details.to_string(),
            },
            forgotten: entry.personal.is_none(),
        })
    }
}

async fn doer(tx: &mut Tx, by: Option<Who>) -> Result<(String, String), StoreError> {
    let Some(Who { kind, id }) = by else {
        return Ok(("unknown".to_owned(), String::new()));
    };
    let known = [
        "account", "resident", "staff", "client", "visitor", "operator", "system",
    ];
    if !known.contains(&kind.as_str()) {
        return Ok(("unknown".to_owned(), id.unwrap_or_default()));
    }
    let Some(id) = id else {
        return Ok((kind, String::new()));
    };
    // Whoever works here answers for it by name; a customer stays an id.
    if kind == "staff" {
        let resident = residents::find(tx, &ResidentId::new(id.clone())).await?;
        let email = resident.and_then(|resident| resident.email);
        return Ok((kind, email.unwrap_or(id)));
    }
    Ok((kind, id))
}

/// For whom: an organisation by its Kundennummer, a colleague by e-mail address.
async fn behind(tx: &mut Tx, whom: String) -> Result<String, StoreError> {
    let resident = residents::find(tx, &ResidentId::new(whom.clone())).await?;
    match resident {
        Some(resident) => Ok(resident.email.unwrap_or(whom)),
        None => number(tx, whom).await,
    }
}

async fn number(tx: &mut Tx, case: String) -> Result<String, StoreError> {
    let found = cases::find(tx, &CaseId::new(case.clone())).await?;
    Ok(found.map_or(case, |found| found.record.customer_number.to_string()))
}
