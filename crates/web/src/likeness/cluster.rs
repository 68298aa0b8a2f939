use app::likeness::{self, Cluster};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::{self, fill};
use crate::{Result, Site, paths};

/// One text that several units share, with all of them.
#[derive(Template)]
#[template(path = "likeness/cluster.html")]
struct Page {
    f: Frame,
    w: &'static texts::Likeness,
    cluster: Cluster,
}

impl Page {
    fn others(&self) -> String {
        fill(self.w.cluster_others, &[&self.cluster.others.len().to_string()])
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
) -> Result<Response> {
    let cluster = likeness::cluster(&site.app, signed.person.id, paths::id(&text)?).await?;
    let f = Frame::of(&site, &signed.visitor, "desk");
    page(&Page {
        w: &f.t.likeness,
        f,
        cluster,
    })
}
