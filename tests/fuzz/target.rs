//! One target: cases from a seed that a failure names, until the time is over.

use std::fmt::Debug;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseResult, TestRng, TestRunner};

/// Cases of one seed.
const CASES: u32 = 32;

/// Runs `check` on what `strategy` makes for as long as `FUZZ_SECONDS` says. A failure is made as
/// small as it can be and names its seed: `FUZZ_SEED=… FUZZ_SECONDS=0` runs it again.
///
/// # Panics
/// When `check` fails.
pub(crate) fn run<T: Debug>(
    name: &str,
    strategy: &impl Strategy<Value = T>,
    check: impl Fn(T) -> TestCaseResult,
) {
    let budget = Duration::from_secs(number("FUZZ_SECONDS").unwrap_or(3));
    let first = number("FUZZ_SEED").unwrap_or_else(random);
    let begin = Instant::now();
    let mut seed = first;
    loop {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let config = Config {
            cases: CASES,
            failure_persistence: None,
            max_shrink_iters: 10_000,
            max_shrink_time: 20_000,
            ..Config::default()
        };
        if let Err(error) = TestRunner::new_with_rng(config, rng).run(strategy, &check) {
            panic!("{name}: FUZZ_SEED={seed}\n{error}");
        }
        seed = seed.wrapping_add(1);
        if begin.elapsed() >= budget {
            break;
        }
    }
    let cases = seed.wrapping_sub(first).saturating_mul(u64::from(CASES));
    println!(
        "{name}: {cases} cases, seeds {first} to {}",
        seed.wrapping_sub(1)
    );
}

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    let number = text.parse();
    Some(number.unwrap_or_else(|_| panic!("{name} is a number, not {text}")))
}

fn random() -> u64 {
    let mut bytes = [0; 8];
    aws_lc_rs::rand::fill(&mut bytes).expect("the system gives randomness");
    u64::from_le_bytes(bytes)
}

/// The texts of a folder in `tests/fuzz/corpus`: what a target begins with, and what once failed.
///
/// # Panics
/// When there are none.
pub(crate) fn corpus(name: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = folder.join("fuzz/corpus").join(name);
    let files = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut all: Vec<_> = files
        .map(|file| std::fs::read_to_string(file.expect("a file").path()).expect("a text"))
        .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .filter(|line| !line.is_empty())
        .collect();
    all.sort();
    assert!(!all.is_empty(), "{name} has no corpus");
    all
}
