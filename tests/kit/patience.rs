//! Waiting for what another task or process does.

use std::time::{Duration, Instant};

/// Longer than anything takes, also where the processor belongs to others.
const LIMIT: Duration = Duration::from_secs(20);

/// Whether `holds` comes true. Twenty seconds are given, and no more of them are spent than it
/// takes.
pub async fn soon(mut holds: impl AsyncFnMut() -> bool) -> bool {
    let patience = Patience::default();
    while !holds().await {
        if !patience.lasts().await {
            return false;
        }
    }
    true
}

/// The same for loops in a journey, which no closure with `await` may cross threads in.
#[derive(Debug)]
pub struct Patience(Instant);

impl Default for Patience {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Patience {
    /// Whether to look again; waits a moment before.
    pub async fn lasts(&self) -> bool {
        tokio::time::sleep(Duration::from_millis(20)).await;
        self.0.elapsed() < LIMIT
    }
}
