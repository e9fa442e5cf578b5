//! The time of a world: of both servers, wherever they run.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use shared::clock::{Clock, FakeClock, Timestamp};

/// A clock that stands still until the test moves it. Servers in this process read it; those in
/// processes of their own are told by libfaketime, which reads a file.
#[derive(Debug, Clone)]
pub struct Hands {
    clock: FakeClock,
    file: Option<Arc<PathBuf>>,
}

impl Hands {
    pub(super) fn at(start: Timestamp, file: Option<PathBuf>) -> Self {
        let own = Self {
            clock: FakeClock::at(start),
            file: file.map(Arc::new),
        };
        own.tell();
        own
    }

    /// Moves the time forward.
    ///
    /// # Panics
    /// When the servers cannot be told.
    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
        self.tell();
    }

    /// Puts the clock to `to`.
    ///
    /// # Panics
    /// When the servers cannot be told.
    pub fn set(&self, to: Timestamp) {
        self.clock.set(to);
        self.tell();
    }

    /// The clock of what runs in this process.
    pub(super) const fn fake(&self) -> &FakeClock {
        &self.clock
    }

    /// Where libfaketime reads the time.
    pub(super) fn file(&self) -> Option<&Path> {
        self.file.as_deref().map(PathBuf::as_path)
    }

    fn tell(&self) {
        let Some(file) = self.file() else { return };
        // In one step: whoever asks reads the old time or the new one.
        let next = file.with_extension("next");
        let time = format!("{}\n", self.clock.now().unix());
        std::fs::write(&next, time).expect("the time is written");
        std::fs::rename(&next, file).expect("the time is told");
    }
}

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        self.clock.now()
    }
}
