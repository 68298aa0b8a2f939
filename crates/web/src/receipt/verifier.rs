//! The page that verifies a receipt: all computing is the reader's own browser's.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::facts::{self, Fact};
use crate::frame::{Frame, page};
use crate::session::Visitor;
use crate::texts;
use crate::{Result, Site};

#[derive(Template)]
#[template(path = "receipt/verifier.html")]
struct VerifierPage {
    f: Frame,
    t: &'static texts::Receipt,
    facts: Vec<Fact>,
    /// Which sentence stands there before anything was verified: none.
    said: &'static str,
    document: Option<String>,
}

pub(super) async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response> {
    let f = Frame::of(&site, &visitor, "");
    let t = &f.t.receipt;
    page(&VerifierPage {
        facts: facts::none(t),
        said: "",
        document: None,
        t,
        f,
    })
}
