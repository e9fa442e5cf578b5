//! What applying the operator's files would change, and applying it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Map, Value};
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};

use super::effects::effects;
use super::load::Filed;
use super::store;

/// What becomes of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Added,
    Changed,
    Removed,
}

/// A key whose value is another one.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct KeyChange {
    pub(crate) key: String,
    #[serde(skip_serializing_if = "Value::is_null")]
    pub(crate) before: Value,
    #[serde(skip_serializing_if = "Value::is_null")]
    pub(crate) after: Value,
}

/// What changes about one application.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Change {
    pub(crate) client_id: String,
    #[serde(rename = "change")]
    pub(crate) kind: Kind,
    pub(crate) keys: Vec<KeyChange>,
    /// What it means for security, in words.
    pub(crate) effects: Vec<String>,
}

type Document = Map<String, Value>;

/// What applying `files` would change, in the order of the applications' ids.
pub(crate) async fn plan(tx: &mut Tx, files: &[Filed]) -> Result<Vec<Change>, StoreError> {
    let corrupt = |_| StoreError::Corrupt {
        table: "clients",
        column: "document",
    };
    let mut before = BTreeMap::new();
    for (id, document) in store::list(tx).await? {
        let document: Document = serde_json::from_str(&document).map_err(corrupt)?;
        before.insert(id, document);
    }
    let after: BTreeMap<_, _> = files
        .iter()
        .map(|one| (one.client.id.to_string(), &one.document))
        .collect();
    let ids: BTreeSet<_> = before.keys().chain(after.keys()).cloned().collect();
    let changes = ids.into_iter().filter_map(|id| {
        let (before, after) = (before.get(&id), after.get(&id).copied());
        change(id, before, after)
    });
    Ok(changes.collect())
}

fn change(id: String, before: Option<&Document>, after: Option<&Document>) -> Option<Change> {
    let kind = match (before, after) {
        (None, _) => Kind::Added,
        (_, None) => Kind::Removed,
        _ => Kind::Changed,
    };
    let keys: Vec<_> = after.map_or_else(Vec::new, |after| keys(before, after));
    if kind == Kind::Changed && keys.is_empty() {
        return None;
    }
    Some(Change {
        client_id: id,
        kind,
        effects: effects(before, after),
        keys,
    })
}

/// The keys that differ; of a new application those that say something.
fn keys(before: Option<&Document>, after: &Document) -> Vec<KeyChange> {
    let says = |value: &Value| match value {
        Value::String(text) => !text.is_empty(),
        Value::Array(all) => !all.is_empty(),
        Value::Bool(it) => *it,
        _ => true,
    };
    let change = |(key, value): (&String, &Value)| {
        let old = before.and_then(|before| before.get(key));
        let differs = match (before, old) {
            (None, _) | (_, None) => says(value),
            (_, Some(old)) => old != value,
        };
        differs.then(|| KeyChange {
            key: key.clone(),
            before: old.cloned().unwrap_or_default(),
            after: value.clone(),
        })
    };
    after.iter().filter_map(change).collect()
}

/// Makes the files the truth; what it changed. Every process follows within a second of the
/// commit. What a removed application was allowed is the caller's to end.
pub(crate) async fn apply(
    tx: &mut Tx,
    files: &[Filed],
    now: Timestamp,
) -> Result<Vec<Change>, StoreError> {
    // First, so that of two who apply at once the second sees what the first made.
    store::bump(tx).await?;
    let changes = plan(tx, files).await?;
    for change in &changes {
        let one = files
            .iter()
            .find(|one| one.client.id.as_str() == change.client_id);
        match one {
            Some(one) => {
                let document = serde_json::to_string(&one.document).expect("a document is JSON");
                store::put(tx, (&change.client_id, &document), now).await?;
            }
            None => store::take(tx, &change.client_id).await?,
        }
    }
    Ok(changes)
}
