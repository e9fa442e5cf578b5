//! Receives mail by SMTP (RFC 5321, with PIPELINING, 8BITMIME, SIZE, SMTPUTF8 and enhanced
//! status codes). Takes every address, sends nothing on, offers no authentication and no TLS:
//! it listens on this machine only.

mod dialogue;

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use super::mails::Mails;
use super::until;
use dialogue::{Dialogue, Step};

/// RFC 5321 §4.5.3.2 asks a server to wait five minutes at least.
const IDLE: Duration = Duration::from_mins(5);
/// Conversations at a time; more wait in the listener's queue.
const AT_ONCE: usize = 64;
/// After this, a client that does not read its answers is dropped.
const WRITE: Duration = Duration::from_secs(30);

/// Accepts conversations until told to stop, then ends the running ones at their next pause.
pub(super) async fn receive(listener: TcpListener, mails: Mails, stopped: watch::Receiver<bool>) {
    let room = Arc::new(Semaphore::new(AT_ONCE));
    let mut conversations = JoinSet::new();
    loop {
        let stream = tokio::select! {
            () = until(stopped.clone()) => break,
            stream = accept(&listener, &room) => stream,
        };
        while conversations.try_join_next().is_some() {}
        let Some((stream, place)) = stream else {
            continue;
        };
        let (mails, stopped) = (mails.clone(), stopped.clone());
        conversations.spawn(async move {
            if let Err(error) = converse(stream, mails, stopped).await {
                tracing::debug!(%error, "an SMTP conversation broke off");
            }
            drop(place);
        });
    }
    while conversations.join_next().await.is_some() {}
}

/// The next conversation, or nothing when the machine is short of something for a moment.
async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> Option<(TcpStream, tokio::sync::OwnedSemaphorePermit)> {
    let place = Arc::clone(room).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _)) => Some((stream, place)),
        Err(error) => {
            tracing::warn!(%error, "cannot accept mail");
            tokio::time::sleep(Duration::from_millis(200)).await;
            None
        }
    }
}

async fn converse(
    mut stream: TcpStream,
    mails: Mails,
    stopped: watch::Receiver<bool>,
) -> std::io::Result<()> {
    let mut dialogue = Dialogue::default();
    let mut input = vec![0; 16 * 1024];
    answer(&mut stream, b"220 post.localhost ESMTP\r\n").await?;
    loop {
        let read = tokio::select! {
            () = until(stopped.clone()) => {
                return answer(&mut stream, b"421 4.3.2 Closing down\r\n").await;
            }
            read = tokio::time::timeout(IDLE, stream.read(&mut input)) => read,
        };
        let Ok(read) = read else {
            return answer(&mut stream, b"421 4.4.2 Waited too long\r\n").await;
        };
        let mut bytes = match read? {
            0 => return Ok(()),
            read => input[..read].iter(),
        };
        // Answers to pipelined commands leave together (RFC 2920 §3.2).
        let mut answers = Vec::new();
        while let Some(step) = dialogue.next(&mut bytes) {
            match step {
                Step::Answer(text) => answers.extend_from_slice(text.as_bytes()),
                Step::Deliver(envelope, raw) => {
                    let mails = mails.clone();
                    let kept =
                        tokio::task::spawn_blocking(move || mails.keep(&envelope, &raw)).await;
                    answers.extend_from_slice(match kept {
                        Ok(Ok(_)) => b"250 2.0.0 Kept\r\n",
                        _ => b"451 4.3.0 Cannot keep it now\r\n",
                    });
                }
                Step::Close(text) => {
                    answers.extend_from_slice(text.as_bytes());
                    return answer(&mut stream, &answers).await;
                }
            }
        }
        answer(&mut stream, &answers).await?;
    }
}

async fn answer(stream: &mut TcpStream, text: &[u8]) -> std::io::Result<()> {
    tokio::time::timeout(WRITE, stream.write_all(text)).await?
}
