//! One question and one answer over HTTP/1, with an end to the waiting and to the length.

use axum::body::Bytes;
use http::header::CONTENT_TYPE;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::UnixStream;

/// No answer of a keeper is longer.
pub(crate) const LONGEST_ANSWER: usize = 512 * 1024;

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    /// Empty if there is none.
    pub(crate) content_type: String,
    pub(crate) body: Bytes,
}

/// Where others are asked over the network. No redirect is followed.
#[derive(Clone, Debug)]
pub(crate) enum Network {
    Plain(Client<HttpConnector, Full<Bytes>>),
    Tls(Client<HttpsConnector<HttpConnector>, Full<Bytes>>),
}

impl Network {
    /// For this address. A machine that knows no roots may still ask over plain HTTP.
    pub(crate) fn to(address: &str) -> Result<Network, String> {
        if address.starts_with("http://") {
            return Ok(Network::Plain(Client::builder(TokioExecutor::new()).build_http()));
        }
        if !address.starts_with("https://") {
            return Err(format!("{address} is no address of the web"));
        }
        let builder = HttpsConnectorBuilder::new().with_native_roots();
        let builder = builder.map_err(|error| chain(&error))?;
        let connector = builder.https_only().enable_http1().build();
        Ok(Network::Tls(
            Client::builder(TokioExecutor::new()).build(connector),
        ))
    }

    pub(crate) async fn ask(&self, request: Request<Full<Bytes>>) -> Result<Answer, String> {
        let answer = match self {
            Network::Plain(client) => client.request(request).await,
            Network::Tls(client) => client.request(request).await,
        };
        read(answer.map_err(|error| chain(&error))?).await
    }
}

/// Over a connection of its own.
pub(crate) async fn ask(stream: UnixStream, request: Request<Full<Bytes>>) -> Result<Answer, String> {
    let shaken = http1::handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = shaken.map_err(|error| chain(&error))?;
    let asked = async move {
        let answer = sender.send_request(request).await;
        read(answer.map_err(|error| chain(&error))?).await
    };
    // The connection ends when whoever asked has let go of it; its own failure reaches them too.
    tokio::join!(asked, connection).0
}

async fn read(answer: Response<Incoming>) -> Result<Answer, String> {
    let (head, body) = answer.into_parts();
    let content_type = head.headers.get(CONTENT_TYPE);
    let read = Limited::new(body, LONGEST_ANSWER).collect().await;
    Ok(Answer {
        status: head.status,
        content_type: content_type
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned(),
        body: read.map_err(|error| error.to_string())?.to_bytes(),
    })
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
