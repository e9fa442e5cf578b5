//! Which cases fit what is looked for. Whoever asks ranks them.

use shared::db::{StoreError, Tx};
use sqlx::AssertSqlSafe;

use super::{places, read};
use crate::cases::Case;

/// One thing that a case must have.
#[derive(Debug, Clone)]
pub(in crate::cases) enum Condition {
    /// One of these words.
    Word(Vec<String>),
    /// A number that begins so, or is it; or a word that is it.
    Number(String),
    /// A birth date in one of these spans.
    Born(Vec<(String, String)>),
}

impl Condition {
    /// As SQL, its places numbered on from `next`; what stands in them.
    fn sql(&self, next: usize) -> (String, Vec<String>) {
        match self {
            Self::Word(words) => {
                let places = places(next, words.len());
                let sql =
                    format!("c.id IN (SELECT case_id FROM case_words WHERE word IN ({places}))");
                (sql, words.clone())
            }
            Self::Number(number) => {
                let (till, word) = (next + 1, next + 2);
                // Numbers are capitals and digits: whatever the collation, all that begin so
                // lie between the number and the number with Zs behind it.
                let sql = format!(
                    "c.id IN (SELECT case_id FROM case_numbers WHERE number >= ${next} AND number <= ${till} \
                     UNION SELECT case_id FROM case_words WHERE word = ${word})"
                );
                let beginning = number.chars().count() >= 4;
                let till = if beginning {
                    format!("{number}ZZZZZZZZZZZZZZZZ")
                } else {
                    number.clone()
                };
                (sql, vec![number.clone(), till, number.to_lowercase()])
            }
            Self::Born(spans) => {
                let each = spans.iter().enumerate().map(|(at, _)| {
                    let first = next + 2 * at;
                    format!("c.birth_date BETWEEN ${first} AND ${}", first + 1)
                });
                let sql = format!("({})", each.collect::<Vec<_>>().join(" OR "));
                let days = spans
                    .iter()
                    .flat_map(|(first, last)| [first.clone(), last.clone()]);
                (sql, days.collect())
            }
        }
    }
}

/// Up to `most` cases that fit all conditions, by name.
pub(in crate::cases) async fn fitting(
    tx: &mut Tx,
    conditions: &[Condition],
    most: i64,
) -> Result<Vec<Case>, StoreError> {
    let (mut parts, mut values) = (Vec::new(), Vec::new());
    for condition in conditions {
        let (sql, more) = condition.sql(values.len() + 2);
        parts.push(sql);
        values.extend(more);
    }
    let fit = parts.join(" AND ");
    let select = format!(
        "SELECT c.* FROM cases c WHERE {fit} ORDER BY c.sort_name, c.birth_date, c.id LIMIT $1"
    );
    let mut select = sqlx::query(AssertSqlSafe(select)).bind(most);
    for value in values {
        select = select.bind(value);
    }
    let rows = select.fetch_all(tx.conn()).await?;
    rows.iter().map(read).collect()
}

/// Every case with this birth date.
pub(in crate::cases) async fn born_on(tx: &mut Tx, day: &str) -> Result<Vec<Case>, StoreError> {
    let rows = sqlx::query("SELECT * FROM cases WHERE birth_date = $1 ORDER BY id")
        .bind(day)
        .fetch_all(tx.conn())
        .await?;
    rows.iter().map(read).collect()
}

/// Every case with this number, written without punctuation.
pub(in crate::cases) async fn numbered(tx: &mut Tx, number: &str) -> Result<Vec<Case>, StoreError> {
    let rows = sqlx::query(
        "SELECT c.* FROM cases c JOIN case_numbers n ON n.case_id = c.id \
         WHERE n.number = $1 ORDER BY c.id",
    )
    .bind(number)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(read).collect()
}
