//! Starts everything in one process and stops it cleanly.
//!
//! Promises (contract, "Two commands"): all ports are bound before anything starts; a taken
//! port, an unusable directory or a broken setting is one line on stderr and exit code 2; Ctrl-C
//! and SIGTERM end with 0; a second start continues with the same data.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use shared::clock::Outside;
use shared::serve::BindError;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::data::{Data, DataError};
use crate::ports::{BasePort, Doors, SPAN};
use crate::post::{OpenError, Post};
use crate::{announce, log, post};

/// Everything of Schlüsselbund on this machine: identity provider, Jobcenter portal, and a post
/// that keeps every e-mail and letter.
#[derive(Debug, clap::Parser)]
#[command(name = "demo", version, about, long_about = LONG)]
pub struct Args {
    /// Where databases, keys, mails and letters are kept; made where it is missing
    #[arg(long, value_name = "DIR", default_value = "./data")]
    data: PathBuf,
    /// The first of the ports
    #[arg(long, value_name = "N", default_value_t = 8080,
          value_parser = clap::value_parser!(u16).range(1..=i64::from(u16::MAX - SPAN)))]
    base_port: u16,
    /// Send log lines to stderr instead of DIR/logs/demo.log
    #[arg(long)]
    verbose: bool,
}

const LONG: &str = "\
Everything of Schlüsselbund on this machine, on embedded SQLite, reachable from this machine only:

  N    identity provider
  N+1  Jobcenter portal
  N+4  post: every e-mail and every letter, to be read in the browser;
       JSON at /messages?to=ADDRESS and /letters?to=NAME
  N+6  where the servers deliver their mail (SMTP)

Keys and secrets are made at the first start; there is no default password. Ctrl-C stops; a second \
start continues with the same data. With --data and --base-port of its own, a second copy runs \
beside the first. DIR/idp.toml and DIR/portal.toml, where present, change settings, and so do \
variables like IDP_SESSIONS__IDLE_MINUTES.

Exit code: 0 stopped, 1 failed while running, 2 could not start.";

/// Why the demo did not start.
#[derive(Debug, thiserror::Error)]
enum StartError {
    #[error("{0}; free it or choose other ports with --base-port")]
    Port(#[from] BindError),
    #[error(transparent)]
    Data(#[from] DataError),
    #[error("the post cannot open {0}")]
    Post(#[from] OpenError),
    #[error("signals cannot be received: {0}")]
    Signals(std::io::Error),
}

/// How long running requests may take to end after Ctrl-C.
const DRAIN: Duration = Duration::from_secs(10);

/// A part that serves until it is told to stop.
type Tasks = JoinSet<(&'static str, Result<(), String>)>;

/// Runs the demo until it is stopped.
pub async fn start(args: Args) -> ExitCode {
    let (stop, stopped) = watch::channel(false);
    let (tasks, text) = match prepare(&args, &stopped).await {
        Ok(prepared) => prepared,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "demo: {error}");
            return ExitCode::from(2);
        }
    };
    if let Err(error) = watch_signals(stop) {
        let _ = writeln!(std::io::stderr(), "demo: {error}");
        return ExitCode::from(2);
    }
    // A closed stdout is no reason to stop.
    let _ = std::io::stdout().write_all(text.as_bytes());
    run(tasks, stopped).await
}

/// Everything that can go wrong before the first request happens here, in the order in which
/// it can be undone: ports, directory, settings, databases.
async fn prepare(
    args: &Args,
    stopped: &watch::Receiver<bool>,
) -> Result<(Tasks, String), StartError> {
    let base = BasePort(args.base_port);
    let doors = Doors::open(base).await?;
    let data = Data::open(&args.data)?;
    if args.verbose {
        log::to_stderr();
    } else {
        let folder = data.folder("logs")?;
        log::to_file(&folder).map_err(|source| DataError::Unusable {
            path: folder,
            source,
        })?;
    }
    let outside = Outside::system();
    let settings = post::Settings {
        mails: data.folder("post")?,
        letters: data.folder("letters")?,
    };
    let post = Post::open(settings, &outside)?;
    let text = announce::text(base, &args.data);
    let mut tasks = Tasks::new();
    let until = until(stopped.clone());
    tasks.spawn(async move {
        let _data = data;
        let ended = post.serve(doors.post, doors.smtp, until).await;
        ("post", ended.map_err(|error| error.to_string()))
    });
    Ok((tasks, text))
}

/// Waits for the end of every part; the first that ends on its own ends all.
async fn run(mut tasks: Tasks, stopped: watch::Receiver<bool>) -> ExitCode {
    let failed = tokio::select! {
        () = until(stopped) => None,
        ended = tasks.join_next() => Some(ended),
    };
    if let Some(ended) = failed {
        let why = match ended {
            Some(Ok((name, Err(error)))) => format!("the {name} failed: {error}"),
            Some(Ok((name, Ok(())))) => format!("the {name} ended"),
            Some(Err(error)) => format!("a part broke: {error}"),
            None => "nothing runs".into(),
        };
        let _ = writeln!(std::io::stderr(), "demo: {why}");
        return ExitCode::FAILURE;
    }
    let drained = tokio::time::timeout(DRAIN, async { while tasks.join_next().await.is_some() {} });
    if drained.await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
    ExitCode::SUCCESS
}

/// The first signal asks for a clean end, the second one ends at once.
fn watch_signals(stop: watch::Sender<bool>) -> Result<(), StartError> {
    let mut interrupt = signal(SignalKind::interrupt()).map_err(StartError::Signals)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(StartError::Signals)?;
    tokio::spawn(async move {
        loop {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            if stop.send_replace(true) {
                std::process::exit(130);
            }
        }
    });
    Ok(())
}

async fn until(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stop| *stop).await;
}
