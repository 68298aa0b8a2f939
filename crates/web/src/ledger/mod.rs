//! The ledger for everybody: the public log as files, how it stands, and the receipt of a disclosure.

mod files;
mod log;
mod receipt;
mod recorded;
mod show;

use std::time::Duration;

use axum::Router;
use axum::routing::get;

pub(crate) use recorded::Recorded;

use crate::Site;

/// Where the files of the log lie.
const PREFIX: &str = "/log/";
/// How long somebody who released something is kept waiting for its signature.
const PATIENCE: Duration = Duration::from_secs(3);

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/ledger", get(show::show))
        .route("/ledger/policy", get(show::policy))
        .route("/log/{*path}", get(log::file))
        .route("/disclosures/{id}/receipt", get(receipt::show))
        .route("/disclosures/{id}/receipt.html", get(files::sheet))
        .route("/disclosures/{id}/receipt.receipt", get(files::whole))
        .route("/disclosures/{id}/receipt.tlog-proof", get(files::proof))
        .route("/disclosures/{id}/document.json", get(files::document))
}

/// Lets whoever released something see the outcome: waits until it is signed, but not for long. Whether it is.
pub(crate) async fn settled(site: &Site) -> app::Result<bool> {
    app::ledger::settled(&site.app, PATIENCE).await
}
