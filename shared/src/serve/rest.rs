//! The rest of a body whose request has its answer.
//!
//! A connection that is closed while bytes are still coming is reset, and the reset can overtake the
//! answer: who sent too much would read nothing instead of 413 (RFC 9112 §9.6). So the rest is read
//! and thrown away, for a while.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use http::header::EXPECT;
use http_body::{Frame, SizeHint};

/// How long a client may go on sending after its answer.
const WHILE: Duration = Duration::from_secs(2);
/// How much is thrown away; who sends more is cut off.
const BYTES: usize = 1024 * 1024;

/// The request, whose body is read on when it is dropped early.
pub(super) fn read_to_the_end(request: Request) -> Request {
    // Such a client waits to be asked for its body, and is told instead that nobody wants it.
    if request.headers().contains_key(EXPECT) {
        return request;
    }
    request.map(|body| Body::new(Drained(body)))
}

#[derive(Debug)]
struct Drained(Body);

impl HttpBody for Drained {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.0).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

impl Drop for Drained {
    fn drop(&mut self) {
        if self.0.is_end_stream() {
            return;
        }
        let rest = std::mem::take(&mut self.0);
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            drop(runtime.spawn(tokio::time::timeout(WHILE, throw_away(rest))));
        }
    }
}

async fn throw_away(mut rest: Body) {
    let mut left = BYTES;
    while let Some(Ok(frame)) =
        std::future::poll_fn(|context| Pin::new(&mut rest).poll_frame(context)).await
    {
        let length = frame.data_ref().map_or(0, Bytes::len);
        match left.checked_sub(length) {
            Some(less) => left = less,
            None => return,
        }
    }
}
