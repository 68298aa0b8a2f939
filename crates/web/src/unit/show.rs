use app::reader::{Filter, Page, Practice, Reader};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::UnitId;
use domain::organisation::Unit;
use domain::words::Followed;

use crate::frame::{Frame, page};
use crate::news::Follow;
use crate::session::Visitor;
use crate::{Result, Site, paths};

const NEWEST: usize = 20;
const PRACTICES: usize = 5;

#[derive(Template)]
#[template(path = "unit/show.html")]
struct ShowPage {
    f: Frame,
    unit: Unit,
    superior: Option<Unit>,
    below: Vec<Unit>,
    newest: Page,
    count: usize,
    all: String,
    follow: Option<Follow>,
    /// Whether it withholds anything that the viewer may know of.
    withheld: bool,
    /// What it recommends to other units.
    practices: Vec<Practice>,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response> {
    let id: UnitId = paths::id(&id)?;
    let f = Frame::of(&site, &visitor, "units");
    let mut reader = Reader::open(&site.app, visitor.person.as_ref().map(|person| person.id)).await?;
    let (unit, superior, below) = reader.unit(id).await?.ok_or(app::Error::NotFound)?;
    let filter = Filter {
        unit: Some(id),
        ..Filter::default()
    };
    let newest = reader.list(&filter, None, NEWEST).await?;
    let count = if newest.next.is_some() {
        reader.count(&filter).await?
    } else {
        newest.items.len()
    };
    let withheld = !reader.withheld(id).await?.is_empty();
    let practices = reader.practices_of(id, PRACTICES).await?;
    drop(reader);
    let about = (Followed::Unit, &*id.to_string());
    let follow = Follow::of(&site, &visitor, about, &paths::unit(&id)).await?;
    let all = paths::filtered("/disclosures", &filter, []);
    page(&ShowPage {
        f,
        unit,
        superior,
        below,
        newest,
        count,
        all,
        follow,
        withheld,
        practices,
    })
}
