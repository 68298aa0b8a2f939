//! Pages and API: one folder for each noun, one file for each page or form, the template beside it.
//!
//! **Invariant:** nothing here sees a transaction or the database. A handler asks who asks, calls one deed or one
//! reader, and shows what came back; what may be seen is decided behind the read door.

mod account;
mod admin;
mod api;
mod archive;
mod asked;
mod assets;
mod attachment;
mod catalogue;
mod catalogue_desk;
mod correction;
mod desk;
mod disclosure;
mod doors;
mod error;
mod feed;
mod frame;
mod held;
mod icalendar;
mod ledger;
mod likeness;
mod markdown;
mod matter;
mod matter_desk;
mod news;
mod obligation;
pub mod paths;
mod plan;
mod portal;
mod post;
mod practice;
pub mod receipt;
mod search;
mod session;
pub mod texts;
mod together;
mod unit;
mod withdrawal;
mod withholding;

use app::App;
use axum::Router;

pub use error::{Error, Result};
pub use session::Still;

/// What every handler is given.
#[derive(Clone)]
pub struct Site {
    /// The platform.
    pub app: App,
    /// The name in the header, which is the organisation's.
    pub name: std::sync::Arc<str>,
    /// What wakes those who wait for messages.
    pub pulse: std::sync::Arc<app::telling::Pulse>,
    /// The pages that listen for messages.
    pub(crate) live: std::sync::Arc<news::Live>,
    /// Whether a proxy of ours stands before it, whose word about TLS counts.
    pub(crate) behind_proxy: bool,
    pub(crate) rendered: std::sync::Arc<markdown::Rendered>,
    /// How many notices are laid out at once.
    pub(crate) printing: std::sync::Arc<tokio::sync::Semaphore>,
}

impl Site {
    /// A site over a platform.
    #[must_use]
    pub fn new(app: App, name: &str) -> Self {
        Self {
            app,
            name: name.into(),
            pulse: std::sync::Arc::default(),
            live: std::sync::Arc::default(),
            behind_proxy: false,
            rendered: std::sync::Arc::default(),
            printing: std::sync::Arc::new(tokio::sync::Semaphore::new(1)),
        }
    }

    /// The same site with so many pages at most that listen for messages at once.
    #[must_use]
    pub fn with_live_pages(self, most: usize) -> Self {
        Self {
            live: std::sync::Arc::new(news::Live::with(most)),
            ..self
        }
    }

    /// The same site behind a proxy of ours, which alone reaches it and says by `X-Forwarded-Proto` whether a browser
    /// speaks TLS.
    #[must_use]
    pub fn behind_proxy(self) -> Self {
        Self {
            behind_proxy: true,
            ..self
        }
    }
}

/// Every page and every address of the API, behind the doors that all requests pass.
pub fn router(site: Site) -> Router {
    let pages = Router::new()
        .merge(assets::routes())
        .merge(account::routes())
        .merge(admin::routes())
        .merge(api::routes())
        .merge(attachment::routes())
        .merge(catalogue::routes())
        .merge(catalogue_desk::routes())
        .merge(desk::routes())
        .merge(matter_desk::routes())
        .merge(plan::routes())
        .merge(post::routes())
        .merge(practice::routes())
        .merge(disclosure::routes())
        .merge(correction::routes())
        .merge(archive::routes())
        .merge(withdrawal::routes())
        .merge(withholding::routes())
        .merge(feed::routes())
        .merge(matter::routes())
        .merge(ledger::routes())
        .merge(likeness::routes())
        .merge(news::routes())
        .merge(obligation::routes())
        .merge(portal::routes())
        .merge(receipt::routes())
        .merge(search::routes())
        .merge(together::routes())
        .merge(unit::routes())
        .fallback(async || Error::App(app::Error::NotFound));
    doors::guarded(&site, pages.with_state(site.clone()))
}
