use std::sync::atomic::{AtomicI64, Ordering};

use shared::audit::{Entry, FORGOTTEN, Head, Line, Personal, Seal};
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

use super::{Wanted, Whose};

/// Counts what this process writes: entries of one second keep their order.
static NTH: AtomicI64 = AtomicI64::new(1);

const COLUMNS: &str = "SELECT id, at, nth, event, personal, by_id, about_id, case_id, salt, \
    personal_hash, seq, mac FROM audit_events";

pub(super) async fn insert(
    tx: &mut Tx,
    id: &str,
    now: Timestamp,
    (event, personal): (&str, &Personal),
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO audit_events (id, at, nth, event, personal, by_id, about_id, case_id, \
         on_behalf_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(id)
    .bind(now.unix())
    .bind(NTH.fetch_add(1, Ordering::Relaxed))
    .bind(event)
    .bind(personal.to_text())
    .bind(personal.by.as_ref().and_then(|by| by.id.as_deref()))
    .bind(personal.about.as_deref())
    .bind(personal.case.as_deref())
    .bind(personal.on_behalf.as_deref())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whether something waits to be sealed.
pub(super) async fn has_unsealed(tx: &mut Tx) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT 1 FROM audit_events WHERE seq IS NULL LIMIT 1")
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// What waits to be sealed, in the order in which it happened.
pub(super) async fn unsealed(tx: &mut Tx, most: i64) -> Result<Vec<Entry>, StoreError> {
    let waiting = format!("{COLUMNS} WHERE seq IS NULL ORDER BY at, nth, id LIMIT $1");
    let rows = sqlx::query(AssertSqlSafe(waiting))
        .bind(most)
        .fetch_all(tx.conn())
        .await?;
    rows.iter().map(read).collect()
}

/// The head, which nobody else moves before this transaction ends.
pub(super) async fn lock_head(tx: &mut Tx, now: Timestamp) -> Result<Head, StoreError> {
    let row = sqlx::query("UPDATE audit_chain SET at = $1 WHERE id = 1 RETURNING seq, mac, at")
        .bind(now.unix())
        .fetch_optional(tx.conn())
        .await?;
    read_head(row)
}

/// The head.
pub(super) async fn head(tx: &mut Tx) -> Result<Head, StoreError> {
    let row = sqlx::query("SELECT seq, mac, at FROM audit_chain WHERE id = 1")
        .fetch_optional(tx.conn())
        .await?;
    read_head(row)
}

fn read_head(row: Option<AnyRow>) -> Result<Head, StoreError> {
    let row = row.ok_or(StoreError::Corrupt {
        table: "audit_chain",
        column: "id",
    })?;
    Ok(Head {
        seq: row.try_get("seq")?,
        mac: row.try_get("mac")?,
        at: Timestamp::from_unix(row.try_get("at")?),
    })
}

pub(super) async fn move_head(tx: &mut Tx, head: &Head) -> Result<(), StoreError> {
    sqlx::query("UPDATE audit_chain SET seq = $1, mac = $2 WHERE id = 1")
        .bind(head.seq)
        .bind(head.mac.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Seals an entry, once.
pub(super) async fn seal(tx: &mut Tx, id: &str, seal: &Seal) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE audit_events SET salt = $2, personal_hash = $3, seq = $4, mac = $5 \
         WHERE id = $1 AND seq IS NULL",
    )
    .bind(id)
    .bind(seal.salt.as_str())
    .bind(seal.personal_hash.as_str())
    .bind(seal.seq)
    .bind(seal.mac.as_str())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Sealed entries after this place; before the first one there is none.
pub(super) async fn sealed_after(
    tx: &mut Tx,
    seq: i64,
    most: i64,
) -> Result<Vec<Entry>, StoreError> {
    let next = format!("{COLUMNS} WHERE seq > $1 ORDER BY seq LIMIT $2");
    let rows = sqlx::query(AssertSqlSafe(next))
        .bind(seq)
        .bind(most)
        .fetch_all(tx.conn())
        .await?;
    rows.iter().map(read).collect()
}

/// Whether an entry from before this instant still tells of persons.
pub(super) async fn is_forgettable(tx: &mut Tx, before: Timestamp) -> Result<bool, StoreError> {
    let row = sqlx::query(
        "SELECT 1 FROM audit_events WHERE personal IS NOT NULL AND at < $1 \
         AND seq IS NOT NULL AND event <> $2 LIMIT 1",
    )
    .bind(before.unix())
    .bind(FORGOTTEN)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.is_some())
}

/// Forgets what entries from before this instant tell of persons; their places.
pub(super) async fn forget(
    tx: &mut Tx,
    before: Timestamp,
    most: i64,
) -> Result<Vec<i64>, StoreError> {
    // Asked twice: another process may have been quicker.
    let rows = sqlx::query(
        "UPDATE audit_events SET personal = NULL, salt = NULL, by_id = NULL, about_id = NULL, \
         case_id = NULL, on_behalf_id = NULL WHERE personal IS NOT NULL AND id IN (SELECT id FROM audit_events \
         WHERE personal IS NOT NULL AND at < $1 AND seq IS NOT NULL AND event <> $2 \
         ORDER BY at LIMIT $3) RETURNING seq",
    )
    .bind(before.unix())
    .bind(FORGOTTEN)
    .bind(most)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get("seq")?)).collect()
}

/// Forgets what sealed entries tell of this resident, however new: those about them, and those by
/// them that are about nobody. Those about a case are the office's history of its file. Their
/// places.
pub(super) async fn forget_resident(
    tx: &mut Tx,
    resident: &str,
    most: i64,
) -> Result<Vec<i64>, StoreError> {
    let rows = sqlx::query(
        "UPDATE audit_events SET personal = NULL, salt = NULL, by_id = NULL, about_id = NULL, \
         case_id = NULL, on_behalf_id = NULL WHERE personal IS NOT NULL AND id IN \
         (SELECT id FROM audit_events \
         WHERE (about_id = $1 OR (by_id = $1 AND about_id IS NULL)) AND case_id IS NULL \
         AND personal IS NOT NULL AND seq IS NOT NULL AND event <> $2 ORDER BY at LIMIT $3) \
         RETURNING seq",
    )
    .bind(resident)
    .bind(FORGOTTEN)
    .bind(most)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get("seq")?)).collect()
}

/// What a condition compares with.
enum Value<'a> {
    Text(&'a str),
    Number(i64),
}

/// The conditions of one question, with their values in order.
#[derive(Default)]
struct Question<'a> {
    conditions: Vec<String>,
    values: Vec<Value<'a>>,
}

impl<'a> Question<'a> {
    /// Keeps a value; its name in the statement.
    fn value(&mut self, value: Value<'a>) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    fn ask(&mut self, wanted: &'a Wanted) {
        self.ask_whose(&wanted.whose);
        if let Some(event) = &wanted.event {
            let event = self.value(Value::Text(event));
            self.conditions.push(format!("event = {event}"));
        }
        if let Some(since) = wanted.since {
            let since = self.value(Value::Number(since.unix()));
            self.conditions.push(format!("at >= {since}"));
        }
        if let Some(until) = wanted.until {
            let until = self.value(Value::Number(until.unix()));
            self.conditions.push(format!("at < {until}"));
        }
        let (sign, place) = match (&wanted.before, &wanted.after) {
            (Some(place), _) => ("<", place),
            (None, Some(place)) => (">", place),
            (None, None) => return,
        };
        let at = self.value(Value::Number(place.at.unix()));
        let nth = self.value(Value::Number(place.nth));
        let id = self.value(Value::Text(&place.id));
        self.conditions
            .push(format!("(at, nth, id) {sign} ({at}, {nth}, {id})"));
    }

    fn ask_whose(&mut self, whose: &'a Whose) {
        let condition = match whose {
            Whose::Anyones => return,
            Whose::Own { resident, cases } => {
                let resident = self.value(Value::Text(resident));
                let cases: Vec<_> = cases
                    .iter()
                    .map(|case| self.value(Value::Text(case)))
                    .collect();
                if cases.is_empty() {
                    format!("about_id = {resident}")
                } else {
                    format!(
                        "(about_id = {resident} OR case_id IN ({}))",
                        cases.join(", ")
                    )
                }
            }
            Whose::Of(resident) => {
                let resident = self.value(Value::Text(resident));
                format!(
                    "(about_id = {resident} OR by_id = {resident} OR on_behalf_id = {resident})"
                )
            }
            Whose::Case(case) => {
                let case = self.value(Value::Text(case));
                format!("case_id = {case}")
            }
        };
        self.conditions.push(condition);
    }
}

/// The entries that are wanted: the newest first, or the oldest first after a place.
pub(super) async fn list(tx: &mut Tx, wanted: &Wanted) -> Result<Vec<Entry>, StoreError> {
    let mut question = Question::default();
    question.ask(wanted);
    let most = question.value(Value::Number(wanted.most));
    let Question { conditions, values } = question;
    let conditions = match conditions.len() {
        0 => String::new(),
        _ => format!("WHERE {}", conditions.join(" AND ")),
    };
    let order = match &wanted.after {
        Some(_) => "at, nth, id",
        None => "at DESC, nth DESC, id DESC",
    };
    let text = format!("{COLUMNS} {conditions} ORDER BY {order} LIMIT {most}");
    let mut query = sqlx::query(AssertSqlSafe(text));
    for value in values {
        query = match value {
            Value::Text(text) => query.bind(text),
            Value::Number(number) => query.bind(number),
        };
    }
    let rows = query.fetch_all(tx.conn()).await?;
    rows.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<Entry, StoreError> {
    Ok(Entry {
        id: row.try_get("id")?,
        at: Timestamp::from_unix(row.try_get("at")?),
        nth: row.try_get("nth")?,
        event: row.try_get("event")?,
        personal: row.try_get("personal")?,
        ids: [
            row.try_get("by_id")?,
            row.try_get("about_id")?,
            row.try_get("case_id")?,
        ],
        salt: row.try_get("salt")?,
        personal_hash: row.try_get("personal_hash")?,
        seq: row.try_get("seq")?,
        mac: row.try_get("mac")?,
    })
}

/// What happened to this resident and to the cases that they have unlocked, as they may read it:
/// who of the staff did something is not told, and a network only of what they did themselves.
pub(crate) async fn export(
    tx: &mut Tx,
    resident: &str,
    cases: Vec<String>,
) -> Result<Section, StoreError> {
    // SELECT … FROM audit_events
    let wanted = Wanted {
        whose: Whose::Own {
            resident: resident.to_owned(),
            cases,
        },
        most: i64::MAX,
        ..Wanted::default()
    };
    let entries = list(tx, &wanted).await?;
    let rows = entries.iter().map(|entry| {
        let line = Line::of(entry, resident, entry.event.clone());
        Row::new()
            .at("at", entry.at)
            .text("event", line.event)
            .text("by", line.by)
            .text_if("network", line.address)
    });
    Ok(Section::new("history", rows))
}
