//! The addresses of a witness.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use ledger::witness::{GREATEST_REQUEST, SIZE_TYPE, WitnessRefusal};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower_http::timeout::TimeoutLayer;

use super::{Refusal, Witness, evidence};
use crate::memory::MemoryFailure;

/// Nobody takes longer to say what they want.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many are judged at once; the others wait their turn.
const AT_ONCE: usize = 16;
const TEXT: &str = "text/plain; charset=utf-8";

#[derive(Clone)]
struct Here {
    witness: Arc<Witness>,
    turns: Arc<Semaphore>,
}

/// `POST /add-checkpoint` for logs (WIT-1); for everybody `GET /<hash of an origin in hex>/checkpoint` (WIT-8) and
/// `…/evidence`, what is kept against that log. Prefixes are the caller's to put before it.
pub fn router(witness: Arc<Witness>) -> Router {
    let turns = Arc::new(Semaphore::new(AT_ONCE));
    Router::new()
        .route("/add-checkpoint", post(add_checkpoint))
        .route("/{hash}/checkpoint", get(checkpoint))
        .route("/{hash}/evidence", get(kept))
        .layer(DefaultBodyLimit::max(GREATEST_REQUEST))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            PATIENCE,
        ))
        .with_state(Here { witness, turns })
}

/// Answers until `stop` is there; what has begun is answered first, for ten seconds at most.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()> + Send) {
    crate::serve::serve(listener, router, stop).await;
}

async fn add_checkpoint(State(here): State<Here>, body: Bytes) -> Response {
    let Ok(turn) = here.turns.clone().acquire_owned().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let cosigned = tokio::task::spawn_blocking(move || {
        let cosigned = here.witness.add_checkpoint(&body);
        drop(turn);
        cosigned
    });
    match cosigned.await.unwrap_or(Err(Refusal::Dead)) {
        Ok(line) => ([(CONTENT_TYPE, TEXT)], format!("{line}\n")).into_response(),
        Err(Refusal::Rule(refusal)) => refused(refusal),
        Err(failure) => failed(&failure),
    }
}

fn refused(refusal: WitnessRefusal) -> Response {
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    match refusal {
        WitnessRefusal::OtherSize(_) => (status, [(CONTENT_TYPE, SIZE_TYPE)], refusal.body()).into_response(),
        _ => (status, [(CONTENT_TYPE, TEXT)], format!("{refusal}\n")).into_response(),
    }
}

async fn checkpoint(State(here): State<Here>, Path(hash): Path<String>) -> Response {
    here.show(move |witness| Ok(witness.last(&hash).map(|note| note.to_string())))
        .await
}

async fn kept(State(here): State<Here>, Path(hash): Path<String>) -> Response {
    here.show(move |witness| evidence::texts(&witness.folder, &hash))
        .await
}

impl Here {
    /// Where there is waiting for the disk, or for whoever waits for it.
    async fn show<F>(self, text: F) -> Response
    where
        F: FnOnce(&Witness) -> Result<Option<String>, MemoryFailure> + Send + 'static,
    {
        match tokio::task::spawn_blocking(move || text(&self.witness)).await {
            Ok(Ok(text)) => public(text),
            Ok(Err(failure)) => failed(&failure.into()),
            Err(_) => failed(&Refusal::Dead),
        }
    }
}

fn failed(failure: &Refusal) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, format!("{failure}\n")).into_response()
}

/// For pages of other hosts too, and fresh.
fn public(text: Option<String>) -> Response {
    match text {
        Some(text) => {
            let heads = [
                (CONTENT_TYPE, TEXT),
                (CACHE_CONTROL, "public, max-age=2"),
                (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
            ];
            (heads, text).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
