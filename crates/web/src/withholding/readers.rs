use app::reader::{Reader, Withheld};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::UnitId;
use domain::organisation::Unit;

use crate::frame::{Frame, page};
use crate::session::Visitor;
use crate::{Result, Site, paths, texts};

/// What a unit withholds, as far as whoever reads would have seen it.
#[derive(Template)]
#[template(path = "withholding/readers.html")]
struct Page {
    f: Frame,
    w: &'static texts::Withholding,
    unit: Unit,
    withheld: Vec<Withheld>,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response> {
    let id: UnitId = paths::id(&id)?;
    let f = Frame::of(&site, &visitor, "units");
    let mut reader = Reader::open(&site.app, visitor.person.as_ref().map(|person| person.id)).await?;
    let (unit, ..) = reader.unit(id).await?.ok_or(app::Error::NotFound)?;
    page(&Page {
        w: &f.t.withholding,
        unit,
        withheld: reader.withheld(id).await?,
        f,
    })
}
