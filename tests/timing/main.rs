//! How long an answer takes when it is about somebody with an account and somebody without (T35).
//! By hand: `tests/attacks/run --timing`, on a machine that does nothing else.
//!
//! Three kinds of people are asked about in turn: those of two groups with accounts, and some
//! without. What differs between the two groups is chance: the floor, against which the third is
//! held. Nothing here fails; somebody reads the table.

#[path = "../portal/desk.rs"]
#[expect(dead_code, reason = "only its altered codes are of use here")]
mod desk;
#[path = "../attacks/ground.rs"]
#[expect(dead_code, reason = "here nobody signs anybody out")]
mod ground;
mod questions;
mod samples;
#[path = "../idp/secured.rs"]
#[expect(dead_code, reason = "here one person has a passkey")]
mod secured;

use std::time::Duration;

use kit::Database;

use questions::{Ground, Question, Whom};
use samples::Samples;

/// Each order of the three.
const ORDERS: [[Whom; 3]; 6] = {
    use Whom::{AlsoKnown as B, Known as A, Unknown as C};
    [
        [A, B, C],
        [B, C, A],
        [C, A, B],
        [A, C, B],
        [C, B, A],
        [B, A, C],
    ]
};

/// Longer than any limit waits.
const PAUSE: Duration = Duration::from_hours(2);

fn main() {
    let wanted = std::env::var("TIMING_SAMPLES").ok();
    let count = wanted.map_or(200, |it| it.parse().expect("TIMING_SAMPLES is a number"));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for database in [Database::Sqlite, Database::Postgres] {
        if database.available() {
            runtime.block_on(measure(database, count));
        }
    }
}

async fn measure(database: Database, count: usize) {
    let mut ground = Ground::set(database, count).await;
    let mut all: Vec<Samples> = Question::ALL.iter().map(|_| Samples::default()).collect();
    for round in 0..count {
        ground.next(round).await;
        for (question, samples) in Question::ALL.iter().zip(&mut all) {
            for whom in ORDERS[round % ORDERS.len()] {
                let (status, took) = ground.ask(*question, whom, round).await;
                samples.add(whom, status, took);
            }
            // Several questions count as tries of the same person.
            ground.world.advance(PAUSE);
        }
    }
    println!("\n{database:?}, {count} samples each; milliseconds at the quartiles");
    println!("{}", Samples::HEAD);
    for (question, samples) in Question::ALL.iter().zip(all) {
        println!("{}", samples.line(question.name()));
    }
    println!("apart: the most by which the quartiles differ; ratio: of the two. Near 1: chance.");
}
