//! A router behind a listener, where strangers may be slow on purpose.

use std::time::Duration;

use axum::Router;
use axum::serve::Listener;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::task::JoinSet;

/// For the head of a request, and for what has begun when the end comes.
const PATIENCE: Duration = Duration::from_secs(10);
/// More connections at once are closed without an answer.
const MOST: usize = 512;

/// Answers until `stop` is there; what has begun is answered first, for ten seconds at most.
pub(crate) async fn serve<L: Listener>(
    mut listener: L,
    router: Router,
    stop: impl Future<Output = ()> + Send,
) {
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
    let graceful = GracefulShutdown::new();
    let mut open = JoinSet::new();
    tokio::pin!(stop);
    loop {
        let (stream, _) = tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => accepted,
        };
        while open.try_join_next().is_some() {}
        if open.len() < MOST {
            let service = TowerToHyperService::new(router.clone());
            let connection = graceful.watch(builder.serve_connection(TokioIo::new(stream), service));
            open.spawn(async move {
                let _ = connection.await;
            });
        }
    }
    drop(listener);
    let _ = tokio::time::timeout(PATIENCE, graceful.shutdown()).await;
}
