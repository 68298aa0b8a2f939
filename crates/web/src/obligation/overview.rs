use app::obligation::{self, Counts, Overview, UnitCounts};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::list::Asked;
use crate::asked::Query;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::{Result, Site, paths, texts};

/// How a unit and those below it stand, in the order of the tree.
#[derive(Template)]
#[template(path = "obligation/overview.html")]
struct Page {
    f: Frame,
    o: &'static texts::Obligation,
    view: Overview,
}

impl Page {
    fn columns(&self) -> [&'static str; 6] {
        let o = self.o;
        [o.in_time, o.late, o.due, o.soon, o.overdue, o.excused]
    }

    fn figures(&self, counts: &Counts) -> [u32; 6] {
        let c = counts;
        [c.in_time, c.late, c.due, c.soon, c.overdue, c.excused]
    }

    /// The figures, each with the name of its column, which a phone shows beside it.
    fn named(&self, counts: &Counts) -> impl Iterator<Item = (&'static str, u32)> {
        self.columns().into_iter().zip(self.figures(counts))
    }

    fn indent(&self, unit: &UnitCounts) -> String {
        "　".repeat(unit.depth)
    }

    fn unit(&self, unit: &UnitCounts) -> String {
        paths::obligations_of(&unit.unit, self.view.year, "")
    }

    fn balance(&self) -> String {
        paths::balance(&self.view.unit, self.view.year)
    }

    fn address(&self, year: i16) -> String {
        paths::obligations_below(&self.view.unit, year)
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(unit): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let year = asked.year(&site)?;
    let view = obligation::overview(&site.app, signed.person.id, paths::id(&unit)?, year).await?;
    let f = Frame::of(&site, &signed.visitor, "desk");
    page(&Page {
        o: &f.t.obligation,
        view,
        f,
    })
}
