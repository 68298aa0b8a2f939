use app::post::{self, PostLine, UnitPosts};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use crate::asked::Query;
use crate::desk::id;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::{self, fill};
use crate::{Result, Site};

#[derive(Default, Deserialize)]
pub(super) struct Wanted {
    /// A unit that one looks after; otherwise those one works in.
    #[serde(default)]
    unit: String,
}

#[derive(Template)]
#[template(path = "post/list.html")]
struct Page {
    f: Frame,
    p: &'static texts::Procedure,
    units: Vec<UnitPosts>,
}

impl Page {
    fn meta(&self, line: &PostLine) -> Vec<String> {
        let mut meta = vec![self.f.t.admin.duties(&line.post.duties)];
        if !line.holders.is_empty() {
            meta.push(line.holders.join(self.p.comma));
        }
        if !line.deputies.is_empty() {
            meta.push(fill(self.p.stands_in, &[&line.deputies.join(self.p.comma)]));
        }
        meta
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    let unit = if wanted.unit.is_empty() {
        None
    } else {
        Some(id(&wanted.unit)?)
    };
    let f = Frame::of(&site, &signed.visitor, "desk");
    page(&Page {
        units: post::posts(&site.app, signed.person.id, unit).await?,
        p: &f.t.procedure,
        f,
    })
}
