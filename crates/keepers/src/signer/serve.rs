//! The signer behind a Unix socket: three addresses, and nothing else.

use std::fs;
use std::io;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use tokio::net::UnixListener;
use tower_http::timeout::TimeoutLayer;

use super::{Refusal, Request, Signer};

/// More than any proof is long.
const LONGEST_REQUEST: usize = 64 * 1024;
/// Nobody takes longer to say what they want.
const PATIENCE: Duration = Duration::from_secs(10);
/// The owner and one group, in which the server is.
const SOCKET_MODE: u32 = 0o660;

/// Listens at this path, in the place of a socket that another process left behind. Open the [`Signer`] first: whoever
/// holds its folder is alone.
pub fn bind(path: &Path) -> io::Result<UnixListener> {
    match fs::symlink_metadata(path) {
        Ok(old) if old.file_type().is_socket() => fs::remove_file(path)?,
        _ => {}
    }
    let listener = UnixListener::bind(path)?;
    fs::set_permissions(path, fs::Permissions::from_mode(SOCKET_MODE))?;
    Ok(listener)
}

/// Answers until `stop` is there; what has begun is answered first, for ten seconds at most.
pub async fn serve(listener: UnixListener, signer: Arc<Signer>, stop: impl Future<Output = ()> + Send) {
    let router = Router::new()
        .route("/head", get(head))
        .route("/keys", get(keys))
        .route("/add-checkpoint", post(add_checkpoint))
        .layer(DefaultBodyLimit::max(LONGEST_REQUEST))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            PATIENCE,
        ))
        .with_state(signer);
    crate::serve::serve(listener, router, stop).await;
}

async fn head(State(signer): State<Arc<Signer>>) -> (StatusCode, String) {
    // It may have to wait for whoever waits for the disk.
    match tokio::task::spawn_blocking(move || signer.head()).await {
        Ok(head) => (StatusCode::OK, head.to_string()),
        Err(_) => answer(Refusal::dead()),
    }
}

async fn keys(State(signer): State<Arc<Signer>>) -> String {
    signer.verifiers().map(|key| format!("{key}\n")).concat()
}

async fn add_checkpoint(State(signer): State<Arc<Signer>>, body: String) -> (StatusCode, String) {
    // The disk takes its time; and whoever hangs up meanwhile does not stop what has begun.
    let signed = tokio::task::spawn_blocking(move || signer.sign(&Request::parse(&body)?)).await;
    match signed.unwrap_or_else(|_| Err(Refusal::dead())) {
        Ok(note) => {
            let lines = note.signatures().iter().map(|line| format!("{line}\n"));
            (StatusCode::OK, lines.collect())
        }
        Err(refusal) => answer(refusal),
    }
}

fn answer(refusal: Refusal) -> (StatusCode, String) {
    match refusal {
        Refusal::Malformed => (StatusCode::BAD_REQUEST, String::new()),
        Refusal::Origin(origin) => (StatusCode::NOT_FOUND, origin),
        Refusal::SetBack { last, .. } | Refusal::OtherSize { last, .. } => {
            (StatusCode::CONFLICT, last.to_string())
        }
        Refusal::Fork { last } => (StatusCode::UNPROCESSABLE_ENTITY, last.to_string()),
        Refusal::Failed(words) | Refusal::Silent(words) => (StatusCode::INTERNAL_SERVER_ERROR, words),
    }
}
