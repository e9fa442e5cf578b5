//! How long finding takes among very many cases. Not a test of every day:
//!
//! ```text
//! CASES=100000 cargo test --workspace --lib -- --ignored --nocapture among_many_cases
//! ```
//!
//! On SQLite in a temporary folder, and on the PostgreSQL of `TEST_POSTGRES_URL` if there is one (in
//! a database of its own name `schluesselbund_many`, which must exist and be empty).

#![expect(
    clippy::disallowed_methods,
    reason = "it measures time, and is told by variables what to measure"
)]

use std::io::Write as _;
use std::time::Instant;

use shared::clock::{SystemEntropy, Timestamp};
use shared::db::Db;

use super::{Address, Query, Record, Whom, record, search};

/// A number that looks like chance and is the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % most
    }

    /// Few are frequent, most are rare, as with names.
    fn rare(&mut self, most: u64) -> u64 {
        let (a, b, c) = (self.below(most), self.below(most), self.below(most));
        a * b / most * c / most
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        let most = u64::try_from(of.len()).expect("small");
        let at = usize::try_from(self.below(most)).expect("small");
        of[at]
    }
}

const BEGIN: [&str; 24] = [
    "Mül", "Schmid", "Schnei", "Fi", "We", "Mey", "Wag", "Be", "Hoff", "Schä", "Ko", "Bau", "Rich",
    "Kle", "Wol", "Schrö", "Neu", "Schwar", "Zim", "Brau", "Krü", "Hof", "Hart", "Lan",
];
const MIDDLE: [&str; 20] = [
    "", "", "ler", "der", "er", "ker", "ner", "mer", "ter", "ber", "bach", "hol", "stein", "feld",
    "berg", "wal", "hau", "ko", "lin", "mar",
];
const END: [&str; 16] = [
    "", "", "mann", "s", "ski", "itz", "ow", "el", "ing", "er", "chen", "hardt", "sen", "oglu",
    "ek", "ert",
];

/// The name of this number: small numbers come often.
fn name(number: u64) -> String {
    let mut chance = Chance(number.wrapping_mul(7919));
    let _ = chance.below(2);
    let parts = [chance.one(&BEGIN), chance.one(&MIDDLE), chance.one(&END)];
    let mut name = parts.concat();
    if number > 3000 {
        name.push_str(chance.one(&MIDDLE));
    }
    name
}

fn person(number: u64, chance: &mut Chance) -> Record {
    let day = format!(
        "{}-{:02}-{:02}",
        1930 + chance.below(80),
        1 + chance.below(12),
        1 + chance.below(28)
    );
    let customer = format!("{:03}A{:06}", number / 1_000_000, number % 1_000_000);
    let community = format!("97122//{:07}", number / 2);
    let lines = ["Lindenweg 12".to_owned(), "12345 Musterstadt".to_owned()];
    Record {
        customer_number: customer.parse().expect("a number"),
        whom: Whom::Person {
            given_name: name(chance.rare(2000)).parse().expect("a name"),
            family_name: name(chance.rare(60_000)).parse().expect("a name"),
            birth_date: day.parse().expect("a day"),
            community: Some(community.parse().expect("a number")),
        },
        address: Address::new(&lines).expect("an address"),
        language: "de".to_owned(),
    }
}

async fn measure(engine: &str, url: &str, cases: u64) {
    let db = Db::open(url, 4).await.expect("a database");
    db.migrate(&crate::MIGRATIONS).await.expect("migrated");
    let (began, mut chance) = (Instant::now(), Chance(1));
    let mut some = Vec::new();
    for thousand in 0..cases.div_ceil(1000) {
        let mut tx = db.write().await.expect("a transaction");
        for number in thousand * 1000..cases.min(thousand * 1000 + 1000) {
            let told = person(number, &mut chance);
            if number % (cases / 40) == 0 {
                some.push(told.clone());
            }
            let now = Timestamp::from_unix(1_790_000_000);
            let kept = record(&mut tx, &SystemEntropy, now, told).await;
            let _ = kept.expect("kept");
        }
        tx.commit().await.expect("committed");
    }
    let filled = began.elapsed();
    let mut out = std::io::stderr();
    writeln!(out, "{engine}: {cases} cases kept in {filled:?}").expect("written");
    for (what, make) in WAYS {
        let mut times = Vec::new();
        let mut first = 0;
        for told in &some {
            let Some(query) = Query::read(&make(told)) else {
                continue;
            };
            let began = Instant::now();
            let mut tx = db.read().await.expect("a transaction");
            let found = search(&mut tx, &query).await.expect("found");
            tx.commit().await.expect("committed");
            times.push(began.elapsed());
            let here = |case: &&super::Case| case.record.customer_number == told.customer_number;
            first += usize::from(found.cases.iter().take(25).any(|case| here(&case)));
        }
        times.sort();
        let (middle, worst) = (times[times.len() / 2], times[times.len() - 1]);
        writeln!(
            out,
            "{engine}: {what:<28} median {middle:>10.1?} worst {worst:>10.1?}  on the first page {first}/{}",
            times.len()
        )
        .expect("written");
    }
    db.close().await;
}

type Way = (&'static str, fn(&Record) -> String);

const WAYS: [Way; 7] = [
    ("whole name", Record::name),
    ("name with a slip", |told| slip(&told.name())),
    ("family name", |told| family(told).to_owned()),
    ("beginning of a family name", |told| {
        family(told).chars().take(4).collect()
    }),
    ("slip and birth date", |told| {
        format!("{} {}", slip(family(told)), born(told))
    }),
    ("birth date", born),
    ("Kundennummer", |told| told.customer_number.to_string()),
];

fn family(told: &Record) -> &str {
    match &told.whom {
        Whom::Person { family_name, .. } => family_name.as_str(),
        Whom::Organisation { name, .. } => name.as_str(),
    }
}

fn born(told: &Record) -> String {
    match &told.whom {
        Whom::Person { birth_date, .. } => birth_date.day().strftime("%d.%m.%Y").to_string(),
        Whom::Organisation { .. } => String::new(),
    }
}

/// Two letters of the last word change places.
fn slip(name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let middle = letters.len().saturating_sub(3);
    if middle + 1 < letters.len() {
        letters.swap(middle, middle + 1);
    }
    letters.into_iter().collect()
}

#[tokio::test]
#[ignore = "takes minutes; see the head of the file"]
async fn among_many_cases() {
    let cases = std::env::var("CASES").ok().and_then(|it| it.parse().ok());
    let cases = cases.unwrap_or(100_000);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("many.db");
    measure("sqlite", &format!("sqlite:{}", file.display()), cases).await;
    if let Ok(url) = std::env::var("TEST_POSTGRES_URL") {
        measure("postgres", &many(&url), cases).await;
    }
}

/// The same server, the database of the measurement.
fn many(url: &str) -> String {
    let (address, query) = url.split_once('?').map_or((url, ""), |it| it);
    let server = address
        .rsplit_once('/')
        .map_or(address, |(server, _)| server);
    format!("{server}/schluesselbund_many?{query}")
}
