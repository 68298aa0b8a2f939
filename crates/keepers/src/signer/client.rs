//! The side of the log.

use std::path::PathBuf;
use std::time::Duration;

use axum::body::Bytes;
use http::StatusCode;
use http_body_util::Full;
use ledger::note::{Note, Signature, VerifierKey};
use tokio::net::UnixStream;

use super::{Refusal, Request, TwinHead};
use crate::wire::{self, Answer, chain};

/// A disk may be slow; a signer that is silent for so long is not there.
const PATIENCE: Duration = Duration::from_secs(5);

/// Asks the signer at a socket. Each question has a connection of its own, so that a signer may be started anew at any
/// time.
#[derive(Clone, Debug)]
pub struct Client {
    socket: PathBuf,
    patience: Duration,
}

impl Client {
    /// Of the signer that listens at this path, now or later.
    pub fn new(socket: impl Into<PathBuf>) -> Client {
        Client {
            socket: socket.into(),
            patience: PATIENCE,
        }
    }

    /// The same, waiting so long for an answer; usually five seconds.
    pub fn with_patience(self, patience: Duration) -> Client {
        Client { patience, ..self }
    }

    /// The head it signed last; the empty one before the first.
    pub async fn head(&self) -> Result<TwinHead, Refusal> {
        TwinHead::parse(&self.get("/head").await?).ok_or_else(nonsense)
    }

    /// The public halves of its keys: by Ed25519 and by SM2 with SM3.
    pub async fn keys(&self) -> Result<[VerifierKey; 2], Refusal> {
        let text = self.get("/keys").await?;
        let keys: Vec<_> = text
            .lines()
            .filter_map(|line| VerifierKey::parse(line).ok())
            .collect();
        keys.try_into().map_err(|_| nonsense())
    }

    /// The checkpoint with both signatures. If no answer came, ask the same again: the same head has the same
    /// signatures, whether it was signed before or not.
    pub async fn sign(&self, request: &Request) -> Result<Note, Refusal> {
        let asked = http::Request::post("/add-checkpoint").body(Full::new(Bytes::from(request.to_string())));
        let answer = self.ask(asked).await?;
        let text = String::from_utf8(answer.body.to_vec()).map_err(|_| nonsense())?;
        if answer.status == StatusCode::OK {
            let lines = text.lines().map(Signature::parse).collect::<Option<Vec<_>>>();
            let note = Note::new(&request.checkpoint().to_string(), lines.ok_or_else(nonsense)?);
            return note.map_err(|_| nonsense());
        }
        Err(refusal(request, answer.status, text))
    }

    async fn get(&self, path: &str) -> Result<String, Refusal> {
        let answer = self.ask(http::Request::get(path).body(Full::default())).await?;
        if answer.status != StatusCode::OK {
            return Err(nonsense());
        }
        String::from_utf8(answer.body.to_vec()).map_err(|_| nonsense())
    }

    async fn ask(&self, request: http::Result<http::Request<Full<Bytes>>>) -> Result<Answer, Refusal> {
        let request = request.map_err(|error| Refusal::Silent(error.to_string()))?;
        let asked = async {
            let stream = UnixStream::connect(&self.socket).await;
            let stream = stream.map_err(|error| format!("{}: {}", self.socket.display(), chain(&error)))?;
            wire::ask(stream, request).await
        };
        match tokio::time::timeout(self.patience, asked).await {
            Ok(answer) => answer.map_err(Refusal::Silent),
            Err(_) => Err(Refusal::Silent(format!(
                "{}: no answer within {} ms",
                self.socket.display(),
                self.patience.as_millis()
            ))),
        }
    }
}

/// What the signer meant.
fn refusal(request: &Request, status: StatusCode, text: String) -> Refusal {
    let (asked, old) = (request.head().size, request.old());
    match (status, TwinHead::parse(&text)) {
        (StatusCode::CONFLICT, Some(last)) if asked < last.size => Refusal::SetBack { asked, last },
        (StatusCode::CONFLICT, Some(last)) => Refusal::OtherSize { old, last },
        (StatusCode::UNPROCESSABLE_ENTITY, Some(last)) => Refusal::Fork { last },
        (StatusCode::BAD_REQUEST, _) => Refusal::Malformed,
        (StatusCode::NOT_FOUND, _) => Refusal::Origin(text),
        (StatusCode::INTERNAL_SERVER_ERROR, _) => Refusal::Failed(text),
        _ => nonsense(),
    }
}

fn nonsense() -> Refusal {
    Refusal::Silent("what it says is not the answer of a signer".to_owned())
}
