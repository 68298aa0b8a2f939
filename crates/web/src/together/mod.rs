//! Several plans at one go: looked at side by side, decided together, told one by one.

mod choose;
mod done;

use axum::Router;
use axum::routing::get;

use crate::{Result, Site, texts};

pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/desk/together/{deed}", get(choose::show).post(done::create))
}

/// What is done to several plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Approve,
    Endorse,
}

impl Deed {
    fn of(code: &str) -> Result<Self> {
        match code {
            "approval" => Ok(Self::Approve),
            "endorsement" => Ok(Self::Endorse),
            _ => Err(app::Error::NotFound.into()),
        }
    }

    fn address(self) -> &'static str {
        match self {
            Self::Approve => crate::paths::APPROVE_TOGETHER,
            Self::Endorse => crate::paths::ENDORSE_TOGETHER,
        }
    }

    fn title(self, t: &texts::Together) -> &'static str {
        match self {
            Self::Approve => t.approve_title,
            Self::Endorse => t.endorse_title,
        }
    }
}
