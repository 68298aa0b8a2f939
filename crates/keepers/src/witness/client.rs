//! The side of a log that asks a witness.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::body::Bytes;
use http::StatusCode;
use http_body_util::Full;
use ledger::checkpoint::Checkpoint;
use ledger::hash::Hash;
use ledger::note::{Note, Signature, VerifierKey};
use ledger::witness::{PATH, Reply, ReplyRefusal, Request, WitnessRefusal, monitoring_path};
use thiserror::Error;

use crate::wire::{Answer, Network};

/// A witness that needs longer is asked again with the next head.
const PATIENCE: Duration = Duration::from_secs(2);

/// One witness. Knows how far it was when it answered last, so that one question is usually enough.
#[derive(Debug)]
pub struct Client {
    name: String,
    key: VerifierKey,
    prefix: String,
    network: Network,
    patience: Duration,
    known: AtomicU64,
}

/// What a witness gave, verified with its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosigned {
    /// The line for the note.
    pub line: Signature,
    /// When it says to have seen the head, in seconds since 1970.
    pub time: u64,
}

/// Why a witness gave nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Failure {
    /// No answer, or not in time.
    #[error("the witness does not answer: {0}")]
    Silent(String),
    /// It has seen another history of this log. Either the log or the witness was restored from a backup, or somebody
    /// lies: keep the request, and let a person look before anything more is signed.
    #[error("the witness has seen another history of this log, which this checkpoint does not continue")]
    Fork(Box<Request>),
    /// It has seen a larger tree of this log, which the log does not have: it was set back, or somebody else has its key.
    #[error("the witness has seen {0} entries of this log, which the log does not have: it was set back")]
    Ahead(u64),
    /// It refused for another reason, by this HTTP status: 404, it does not know the log; 403, it has another key of it.
    #[error("the witness refused with status {0}")]
    Refused(u16),
    /// Its answer is none, or its cosignature does not hold.
    #[error("the answer of the witness does not count: {0}")]
    Nonsense(#[from] ReplyRefusal),
    /// It named one size after the other.
    #[error("the witness named {0} entries, then another size")]
    Unsteady(u64),
    /// The log cannot prove from the size that the witness has seen.
    #[error("the log has no proof from {0} entries")]
    NoProof(u64),
    /// The log's own request is none.
    #[error("the log's request cannot be put: {0}")]
    Unaskable(#[from] WitnessRefusal),
}

impl Client {
    /// The witness with this key, at the address under which its `add-checkpoint` lies. `Err` says what is wrong with
    /// the address.
    pub fn new(name: &str, key: VerifierKey, address: &str) -> Result<Client, String> {
        Ok(Client {
            name: name.to_owned(),
            key,
            prefix: address.trim_end_matches('/').to_owned(),
            network: Network::to(address)?,
            patience: PATIENCE,
            known: AtomicU64::new(0),
        })
    }

    /// The same, waiting so long for the cosignature, both questions together; usually two seconds.
    pub fn with_patience(self, patience: Duration) -> Client {
        Client { patience, ..self }
    }

    /// What the policy calls it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its key.
    pub fn key(&self) -> &VerifierKey {
        &self.key
    }

    /// Asks for a cosignature of a signed checkpoint. `prove` makes the consistency proof from any size up to it, or
    /// says that it cannot.
    pub async fn cosign<P, F>(&self, note: &Note, prove: P) -> Result<Cosigned, Failure>
    where
        P: Fn(u64) -> F,
        F: Future<Output = Option<Vec<Hash>>>,
    {
        let cosigned = tokio::time::timeout(self.patience, self.ask_twice(note, prove)).await;
        cosigned.unwrap_or_else(|_| Err(self.too_late()))
    }

    /// The second time from the size that the witness named the first time.
    async fn ask_twice<P, F>(&self, note: &Note, prove: P) -> Result<Cosigned, Failure>
    where
        P: Fn(u64) -> F,
        F: Future<Output = Option<Vec<Hash>>>,
    {
        let checkpoint = Checkpoint::parse(note.text()).map_err(|_| WitnessRefusal::Malformed)?;
        let size = checkpoint.head().size;
        let first = self.known.load(Ordering::Relaxed).min(size);
        let old = match self.ask(note, first, &prove).await? {
            Ok(cosigned) => return Ok(cosigned),
            Err(old) if old > size => return Err(Failure::Ahead(old)),
            Err(old) => old,
        };
        match self.ask(note, old, &prove).await? {
            Ok(cosigned) => Ok(cosigned),
            Err(other) if other > size => Err(Failure::Ahead(other)),
            Err(_) => Err(Failure::Unsteady(old)),
        }
    }

    /// The cosignature, or the size that the witness names instead.
    async fn ask<P, F>(&self, note: &Note, old: u64, prove: &P) -> Result<Result<Cosigned, u64>, Failure>
    where
        P: Fn(u64) -> F,
        F: Future<Output = Option<Vec<Hash>>>,
    {
        let proof = prove(old).await.ok_or(Failure::NoProof(old))?;
        let request = Request::new(old, proof, note.clone())?;
        let asked = http::Request::post(format!("{}/{PATH}", self.prefix))
            .body(Full::new(Bytes::from(request.to_string())));
        let answer = self.send(asked).await?;
        match request.reply(
            &self.key,
            answer.status.as_u16(),
            &answer.content_type,
            &answer.body,
        )? {
            Reply::Cosigned(line, time) => {
                self.known
                    .store(request.checkpoint().head().size, Ordering::Relaxed);
                Ok(Ok(Cosigned { line, time }))
            }
            Reply::OtherSize(size) => {
                self.known.store(size, Ordering::Relaxed);
                Ok(Err(size))
            }
            Reply::Fork => Err(Failure::Fork(Box::new(request))),
            Reply::Refused(status) => Err(Failure::Refused(status)),
        }
    }

    /// The last checkpoint of this log that the witness cosigned, with both signatures verified; `None` if it has seen
    /// none (WIT-8). For a witness that is monitored under the address where it is asked, as `gongkai witness` is.
    pub async fn last(&self, log: &VerifierKey) -> Result<Option<(Checkpoint, Note)>, Failure> {
        let address = format!("{}/{}", self.prefix, monitoring_path(log.name().as_str()));
        let asked = self.send(http::Request::get(address).body(Full::default()));
        let answer = tokio::time::timeout(self.patience, asked).await;
        let answer = answer.unwrap_or_else(|_| Err(self.too_late()))?;
        match answer.status {
            StatusCode::NOT_FOUND => return Ok(None),
            StatusCode::OK => {}
            other => return Err(Failure::Refused(other.as_u16())),
        }
        let note = Note::parse(&answer.body).map_err(|_| ReplyRefusal::Malformed)?;
        let opened = Checkpoint::open(&note, log, [&self.key]);
        match opened {
            Ok((checkpoint, seals)) if seals.iter().any(|seal| *seal.key == self.key) => {
                Ok(Some((checkpoint, note)))
            }
            _ => Err(ReplyRefusal::NotCosigned.into()),
        }
    }

    async fn send(&self, request: http::Result<http::Request<Full<Bytes>>>) -> Result<Answer, Failure> {
        let request = request.map_err(|error| Failure::Silent(error.to_string()))?;
        self.network.ask(request).await.map_err(Failure::Silent)
    }

    fn too_late(&self) -> Failure {
        Failure::Silent(format!("nothing within {} ms", self.patience.as_millis()))
    }
}
