use app::reader::{End, Tombstone};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::Result;
use crate::frame::{Frame, page};

/// What stays of a disclosure at its address.
#[derive(Template)]
#[template(path = "disclosure/tombstone.html")]
struct TombstonePage {
    f: Frame,
    stone: Tombstone,
}

impl TombstonePage {
    fn title(&self) -> &str {
        let hidden = self.f.t.withdrawal.title_hidden;
        self.stone.title.as_deref().unwrap_or(hidden)
    }

    fn matter(&self) -> &str {
        let hidden = self.f.t.withdrawal.matter_hidden;
        self.stone.matter_title.as_deref().unwrap_or(hidden)
    }
}

pub(super) fn show(f: Frame, stone: Tombstone) -> Result<Response> {
    let body = page(&TombstonePage { f, stone })?;
    Ok((StatusCode::GONE, body).into_response())
}
