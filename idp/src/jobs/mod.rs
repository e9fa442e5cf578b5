//! What the server does unasked, one file a job. They end when [`Jobs`] is dropped.

mod delete_accounts;
mod follow_clients;
mod forget_expired;
mod rotate_keys;

use tokio::task::JoinSet;

use crate::app::App;

/// Running jobs.
pub(crate) type Jobs = JoinSet<()>;

/// Starts every job.
pub(crate) fn start(app: &App) -> Jobs {
    let mut jobs = JoinSet::new();
    jobs.spawn(app.postman.clone().work());
    jobs.spawn(app.messenger().work());
    jobs.spawn(app.crier().work());
    jobs.spawn(app.audit.clone().work());
    jobs.spawn(delete_accounts::work(app.clone()));
    jobs.spawn(follow_clients::work(app.clone()));
    jobs.spawn(forget_expired::work(app.clone()));
    jobs.spawn(rotate_keys::work(app.clone()));
    jobs
}
