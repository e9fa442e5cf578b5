//! What the server does unasked, one file a job. They end when [`Jobs`] is dropped.

mod carry_letters;
mod delete_residents;
mod forget_expired;
mod index_cases;

use tokio::task::JoinSet;

use crate::app::App;

/// Running jobs.
pub(crate) type Jobs = JoinSet<()>;

/// Starts every job.
pub(crate) fn start(app: &App) -> Jobs {
    let mut jobs = JoinSet::new();
    jobs.spawn(app.postman.clone().work());
    jobs.spawn(app.post_room.clone().work());
    jobs.spawn(app.audit.clone().work());
    jobs.spawn(delete_residents::work(app.clone()));
    jobs.spawn(carry_letters::work(app.clone()));
    jobs.spawn(forget_expired::work(app.clone()));
    jobs.spawn(index_cases::work(app.clone()));
    jobs
}
