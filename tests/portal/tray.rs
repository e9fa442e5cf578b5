//! The folder of letters, as the print centre sees it.

use std::path::PathBuf;
use std::time::Duration;

use kit::world::World;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Row as _};

use crate::desk;

/// The letters that lie there, whole ones only, the oldest first.
pub(crate) fn letters(world: &World) -> Vec<Value> {
    let Ok(entries) = std::fs::read_dir(world.letters()) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let slips = paths.filter(|path| path.extension().is_some_and(|it| it == "json"));
    let mut letters: Vec<(std::time::SystemTime, Value)> = slips
        .map(|path| {
            let at = std::fs::metadata(&path).and_then(|it| it.modified());
            let json = std::fs::read(&path).expect("a slip");
            let json: Value = serde_json::from_slice(&json).expect("JSON");
            let pdf = path.with_file_name(json["pdf"].as_str().expect("a name"));
            assert!(std::fs::read(pdf).expect("a PDF").starts_with(b"%PDF-"));
            (at.expect("a time"), json)
        })
        .collect();
    letters.sort_by_key(|(at, _)| *at);
    letters.into_iter().map(|(_, json)| json).collect()
}

/// Waits until so many letters lie there.
pub(crate) async fn wait_for(world: &World, how_many: usize) -> Vec<Value> {
    for _ in 0..400 {
        let letters = letters(world);
        if letters.len() >= how_many {
            return letters;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    unreachable!("{how_many} letters did not come: {:?}", letters(world));
}

/// The code in a letter.
pub(crate) fn code_in(letter: &Value) -> String {
    let text = letter["text"].as_str().expect("a text");
    let is_code = |line: &&str| line.len() == 19 && line.matches('-').count() == 3;
    let plain = |line: &'_ str| line.replace(['\u{2066}', '\u{2069}'], "");
    let lines: Vec<String> = text.lines().map(plain).collect();
    let code = lines.iter().map(String::as_str).find(is_code);
    code.expect("a code").to_owned()
}

/// Where a file of a letter lies.
pub(crate) fn file(world: &World, letter: &Value, extension: &str) -> PathBuf {
    let id = letter["id"].as_str().expect("an id");
    world.letters().join(format!("{id}.{extension}"))
}

/// A column of the first row, as text.
pub(crate) async fn text(world: &World, select: &str) -> String {
    let pool = desk::database(world).await;
    let row = sqlx::query(AssertSqlSafe(select.to_owned()))
        .fetch_one(&pool)
        .await
        .expect("a row");
    pool.close().await;
    row.try_get(0).expect("a text")
}

/// Changes what no page changes.
pub(crate) async fn change(world: &World, statement: &str) {
    let pool = desk::database(world).await;
    sqlx::query(AssertSqlSafe(statement.to_owned()))
        .execute(&pool)
        .await
        .expect("is changed");
    pool.close().await;
}

/// Waits until `select` counts so many.
pub(crate) async fn until(world: &World, select: &str, wanted: i64) {
    for _ in 0..400 {
        if desk::count(world, select).await == wanted {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    unreachable!("{select} did not become {wanted}");
}

/// The id of the case of this Kundennummer.
pub(crate) async fn case_of(world: &World, number: &str) -> String {
    let select = format!("SELECT id FROM cases WHERE customer_number = '{number}'");
    text(world, &select).await
}
