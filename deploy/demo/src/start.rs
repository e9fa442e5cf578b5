//! Starts everything in one process and stops it cleanly.
//!
//! Promises (contract, "Two commands"): all ports are bound before anything starts; a taken
//! port, an unusable directory or a broken setting is one line on stderr and exit code 2; Ctrl-C
//! and SIGTERM end with 0; a second start continues with the same data.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use portal::demo::DemoCase;
use shared::clock::Outside;
use shared::serve::{BindError, ServeError};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::data::{Data, DataError};
use crate::outsiders::{self, OutsiderError, Outsiders};
use crate::ports::{BasePort, Doors, Port, SPAN};
use crate::post::{OpenError, Post};
use crate::servers::{self, Prepared, ServerError};
use crate::{announce, log, post, settings};

/// Everything of Schlüsselbund on this machine: identity provider, Jobcenter portal, stand-ins
/// for BundID and Mein Unternehmenskonto, a post that keeps every e-mail and letter, and an example
/// education provider.
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
  N+2  stand-in for BundID, with made-up persons
  N+3  stand-in for Mein Unternehmenskonto, with made-up organisations
  N+4  post: every e-mail and every letter, to be read in the browser;
       JSON at /messages?to=ADDRESS and /letters?to=NAME
  N+5  example education provider: somebody else's application that relies on the two
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
    #[error("the post cannot open: {0}")]
    Post(#[from] OpenError),
    #[error(transparent)]
    Outsider(#[from] OutsiderError),
    #[error(transparent)]
    Server(#[from] ServerError),
    #[error("signals cannot be received: {0}")]
    Signals(std::io::Error),
}

/// How long running requests may take to end after Ctrl-C.
const DRAIN: Duration = Duration::from_secs(12);

/// The environment, read once, in `main`.
pub type Env = Vec<(String, String)>;

/// Runs the demo until it is stopped.
pub async fn start(args: Args, env: Env) -> ExitCode {
    match begin(&args, env).await {
        Ok(running) => {
            // A closed stdout is no reason to stop.
            let text = announce::text(BasePort(args.base_port), &args.data, &running.case);
            let _ = std::io::stdout().write_all(text.as_bytes());
            running.until_stopped().await
        }
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "demo: {error}");
            ExitCode::from(2)
        }
    }
}

/// Everything that can go wrong before the first request happens here, in the order in which
/// it can be undone: ports, directory, settings, databases.
async fn begin(args: &Args, env: Env) -> Result<Running, StartError> {
    let base = BasePort(args.base_port);
    let stopped = watch_signals().map_err(StartError::Signals)?;
    let doors = Doors::open(base).await?;
    let data = Data::open(&args.data)?;
    begin_log(args, &data)?;
    let outside = Outside::system();
    let entropy = &*outside.entropy;
    let idp = settings::identity_provider(base, &data, entropy)?;
    let portal = settings::portal(base, &data, entropy)?;
    let Prepared { idp, portal, case } = servers::prepare(idp, portal, env, &outside).await?;
    let post = post::Settings {
        mails: data.folder("post")?,
        letters: data.folder("letters")?,
        kept_letters: data.folder("post-letters")?,
        public_url: base.url(Port::Post),
    };
    let post = Post::open(post, &outside)?;
    let Outsiders {
        bundid,
        muk,
        education,
    } = outsiders::prepare(base, &data, &outside)?;

    let mut parts = Parts::new();
    let until = || until(stopped.clone());
    let idp = idp.serve(doors.identity_provider, until());
    parts.spawn(async { ("identity provider", idp.await) });
    let portal = portal.serve(doors.portal, until());
    parts.spawn(async { ("portal", portal.await) });
    let bundid = bundid.serve(doors.bundid, until());
    parts.spawn(async { ("stand-in for BundID", bundid.await) });
    let muk = muk.serve(doors.muk, until());
    parts.spawn(async { ("stand-in for Mein Unternehmenskonto", muk.await) });
    let post = post.serve(doors.post, doors.smtp, until());
    parts.spawn(async { ("post", post.await) });
    let education = education.serve(doors.education, until());
    parts.spawn(async { ("example education provider", education.await) });
    Ok(Running {
        parts,
        stopped,
        case,
        _data: data,
    })
}

fn begin_log(args: &Args, data: &Data) -> Result<(), DataError> {
    if args.verbose {
        log::to_stderr();
        return Ok(());
    }
    let path = data.folder("logs")?;
    log::to_file(&path).map_err(|source| DataError::Unusable { path, source })
}

/// Each part serves until it is told to stop.
type Parts = JoinSet<(&'static str, Result<(), ServeError>)>;

/// The running demo; the data directory stays locked as long as it lives.
struct Running {
    parts: Parts,
    stopped: watch::Receiver<bool>,
    case: DemoCase,
    _data: Data,
}

impl Running {
    /// Waits for the end of every part; the first that ends on its own ends all.
    async fn until_stopped(mut self) -> ExitCode {
        let ended = tokio::select! {
            () = until(self.stopped.clone()) => None,
            Some(ended) = self.parts.join_next() => Some(ended),
        };
        // A part that was told to stop may be gone before this sees the signal.
        let asked = *self.stopped.borrow();
        if let Some(ended) = ended.filter(|_| !asked) {
            let why = match ended {
                Ok((name, Err(error))) => format!("the {name} failed: {error}"),
                Ok((name, Ok(()))) => format!("the {name} ended"),
                Err(error) => format!("a part broke: {error}"),
            };
            let _ = writeln!(std::io::stderr(), "demo: {why}");
            return ExitCode::FAILURE;
        }
        let all = async { while self.parts.join_next().await.is_some() {} };
        if tokio::time::timeout(DRAIN, all).await.is_err() {
            tracing::warn!("some requests did not end in time");
        }
        ExitCode::SUCCESS
    }
}

/// The first signal asks for a clean end, the second one ends at once.
fn watch_signals() -> std::io::Result<watch::Receiver<bool>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let (stop, stopped) = watch::channel(false);
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
    Ok(stopped)
}

async fn until(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stop| *stop).await;
}
