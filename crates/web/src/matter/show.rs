use app::reader::{MatterView, Reader};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::MatterId;
use domain::words::Followed;

use super::strip::{self, Step};
use crate::frame::{Frame, page};
use crate::news::Follow;
use crate::session::Visitor;
use crate::{Result, Site, paths};

#[derive(Template)]
#[template(path = "matter/show.html")]
struct ShowPage {
    f: Frame,
    matter: MatterView,
    entry: String,
    strip: Vec<Step>,
    follow: Option<Follow>,
}

impl ShowPage {
    fn title(&self) -> &str {
        let hidden = self.f.t.withdrawal.matter_hidden;
        self.matter.title.as_deref().unwrap_or(hidden)
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response> {
    let id: MatterId = paths::id(&id)?;
    let f = Frame::of(&site, &visitor, "disclosures");
    let mut reader = Reader::open(&site.app, visitor.person.as_ref().map(|person| person.id)).await?;
    let matter = reader.matter(id).await?.ok_or(app::Error::NotFound)?;
    drop(reader);
    let about = (Followed::Matter, &*id.to_string());
    let follow = Follow::of(&site, &visitor, about, &paths::matter(&id)).await?;
    let rules = app::rulebook::of(&site.app, matter.rulebook).await?;
    let entry = matter.entry_in(&rules);
    let strip = strip::of(&f, &matter, entry.as_ref(), None);
    let entry = entry.map_or_else(|| matter.entry.clone(), |entry| entry.name);
    page(&ShowPage {
        f,
        matter,
        entry,
        strip,
        follow,
    })
}
