//! By what a case is found: the rows that search reads. The row of a word is locked by whoever
//! counts it up or down, so that its trigrams are there exactly as long as the word.

use std::collections::BTreeSet;

use shared::db::{StoreError, Tx};
use sqlx::AssertSqlSafe;
use sqlx::Row as _;

use super::places;
use crate::cases::CaseId;
use crate::cases::fold::{RULES, grams};

/// By what one case is found.
#[derive(Debug, Default)]
pub(in crate::cases) struct Entry {
    pub(in crate::cases) words: BTreeSet<String>,
    pub(in crate::cases) numbers: BTreeSet<String>,
    pub(in crate::cases) sort_name: String,
}

/// Makes the case be found by this and nothing else.
pub(in crate::cases) async fn index(
    tx: &mut Tx,
    case: &CaseId,
    entry: &Entry,
) -> Result<(), StoreError> {
    let before = words_of(tx, case).await?;
    // In one order for everybody: no two wait for each other.
    for word in before.symmetric_difference(&entry.words) {
        if entry.words.contains(word) {
            add_word(tx, case, word).await?;
        } else {
            drop_word(tx, case, word).await?;
        }
    }
    sqlx::query("DELETE FROM case_numbers WHERE case_id = $1")
        .bind(case.as_str())
        .execute(tx.conn())
        .await?;
    for number in &entry.numbers {
        sqlx::query("INSERT INTO case_numbers (number, case_id) VALUES ($1, $2)")
            .bind(number.as_str())
            .bind(case.as_str())
            .execute(tx.conn())
            .await?;
    }
    sqlx::query("UPDATE cases SET sort_name = $2, indexed_by = $3 WHERE id = $1")
        .bind(case.as_str())
        .bind(entry.sort_name.as_str())
        .bind(RULES)
        .execute(tx.conn())
        .await?;
    Ok(())
}

async fn words_of(tx: &mut Tx, case: &CaseId) -> Result<BTreeSet<String>, StoreError> {
    let rows = sqlx::query("SELECT word FROM case_words WHERE case_id = $1")
        .bind(case.as_str())
        .fetch_all(tx.conn())
        .await?;
    let words = rows.iter().map(|row| Ok(row.try_get("word")?));
    words.collect()
}

async fn add_word(tx: &mut Tx, case: &CaseId, word: &str) -> Result<(), StoreError> {
    let row = sqlx::query(
        "INSERT INTO words (word, cases) VALUES ($1, 1) \
         ON CONFLICT (word) DO UPDATE SET cases = words.cases + 1 RETURNING cases",
    )
    .bind(word)
    .fetch_one(tx.conn())
    .await?;
    if row.try_get::<i64, _>("cases")? == 1 {
        let grams = grams(word);
        let rows: Vec<String> = (2..grams.len() + 2)
            .map(|at| format!("(${at}, $1)"))
            .collect();
        let insert = format!(
            "INSERT INTO word_grams (gram, word) VALUES {}",
            rows.join(", ")
        );
        let mut insert = sqlx::query(AssertSqlSafe(insert)).bind(word);
        for gram in grams {
            insert = insert.bind(gram);
        }
        insert.execute(tx.conn()).await?;
    }
    sqlx::query("INSERT INTO case_words (word, case_id) VALUES ($1, $2)")
        .bind(word)
        .bind(case.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

async fn drop_word(tx: &mut Tx, case: &CaseId, word: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM case_words WHERE word = $1 AND case_id = $2")
        .bind(word)
        .bind(case.as_str())
        .execute(tx.conn())
        .await?;
    sqlx::query("UPDATE words SET cases = cases - 1 WHERE word = $1")
        .bind(word)
        .execute(tx.conn())
        .await?;
    sqlx::query("DELETE FROM words WHERE word = $1 AND cases <= 0")
        .bind(word)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Cases that other rules have indexed, or none.
pub(in crate::cases) async fn not_indexed(
    tx: &mut Tx,
    most: i64,
) -> Result<Vec<CaseId>, StoreError> {
    let rows = sqlx::query("SELECT id FROM cases WHERE indexed_by <> $1 ORDER BY id LIMIT $2")
        .bind(RULES)
        .bind(most)
        .fetch_all(tx.conn())
        .await?;
    let ids = rows.iter().map(|row| Ok(CaseId::new(row.try_get("id")?)));
    ids.collect()
}

/// The words that share most of these trigrams, the most alike in length first.
pub(in crate::cases) async fn words_like(
    tx: &mut Tx,
    asked: &str,
    most: i64,
) -> Result<Vec<String>, StoreError> {
    let grams = grams(asked);
    let length = i64::try_from(asked.chars().count()).unwrap_or(0);
    let select = format!(
        "SELECT word, COUNT(*) AS shared FROM word_grams WHERE gram IN ({}) GROUP BY word \
         ORDER BY shared DESC, ABS(LENGTH(word) - $1), word LIMIT $2",
        places(3, grams.len())
    );
    let mut select = sqlx::query(AssertSqlSafe(select)).bind(length).bind(most);
    for gram in grams {
        select = select.bind(gram);
    }
    let rows = select.fetch_all(tx.conn()).await?;
    let words = rows.iter().map(|row| Ok(row.try_get("word")?));
    words.collect()
}
