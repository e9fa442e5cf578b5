//! What a journey has done so far, for the report when it fails.

use std::sync::{Arc, Mutex, PoisonError};

/// The steps of one journey; clones write into the same list.
#[derive(Debug, Clone, Default)]
pub struct Steps(Arc<Mutex<Vec<String>>>);

impl Steps {
    /// Notes a step.
    pub fn note(&self, step: impl Into<String>) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(step.into());
    }

    /// The last `count` steps, one line each.
    #[must_use]
    pub fn last(&self, count: usize) -> String {
        let steps = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let from = steps.len().saturating_sub(count);
        steps[from..]
            .iter()
            .map(|step| format!("  - {step}\n"))
            .collect()
    }
}
