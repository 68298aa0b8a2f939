//! One question and one answer over HTTP/1, with an end to the waiting and to the length.

use axum::body::Bytes;
use http::{Request, StatusCode};
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::UnixStream;

/// No answer of a keeper is longer.
pub(crate) const LONGEST_ANSWER: usize = 512 * 1024;

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Bytes,
}

/// Over a connection of its own.
pub(crate) async fn ask(stream: UnixStream, request: Request<Full<Bytes>>) -> Result<Answer, String> {
    let shaken = http1::handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = shaken.map_err(|error| chain(&error))?;
    let asked = async move {
        let answer = sender.send_request(request).await;
        let (head, body) = answer.map_err(|error| chain(&error))?.into_parts();
        let read = Limited::new(body, LONGEST_ANSWER).collect().await;
        Ok(Answer {
            status: head.status,
            body: read.map_err(|error| error.to_string())?.to_bytes(),
        })
    };
    // The connection ends when whoever asked has let go of it; its own failure reaches them too.
    tokio::join!(asked, connection).0
}

/// A decimal number as C2SP writes it.
pub(crate) fn number(text: &str) -> Option<u64> {
    let number = text.parse().ok()?;
    (format!("{number}") == text && number <= ledger::GREATEST).then_some(number)
}

/// What went wrong, and why, and why that.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let chain = std::iter::successors(Some(error), |error| error.source());
    chain.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
