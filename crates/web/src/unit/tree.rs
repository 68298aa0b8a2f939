use app::organisation::{self, UnitLine};
use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::frame::{Frame, page};
use crate::session::Visitor;
use crate::{Result, Site};

/// A larger organisation shows its upper levels only; each unit's own page leads further down.
const MOST: usize = 400;
const UPPER: usize = 2;

/// A unit in the nested list.
struct Node {
    line: UnitLine,
    /// Whether the list of those below it begins here.
    opens: bool,
    /// How many lists end after it.
    closes: usize,
}

#[derive(Template)]
#[template(path = "unit/tree.html")]
struct TreePage {
    f: Frame,
    nodes: Vec<Node>,
    cut: bool,
}

pub(super) async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response> {
    let f = Frame::of(&site, &visitor, "units");
    let mut lines = organisation::directory(&site.app).await?;
    let cut = MOST < lines.len();
    if cut {
        lines.retain(|line| line.depth <= UPPER);
    }
    page(&TreePage {
        f,
        nodes: nodes(lines),
        cut,
    })
}

fn nodes(lines: Vec<UnitLine>) -> Vec<Node> {
    let next: Vec<usize> = lines.iter().skip(1).map(|line| line.depth).chain([0]).collect();
    let node = |(line, next): (UnitLine, usize)| Node {
        opens: line.depth < next,
        closes: line.depth.saturating_sub(next),
        line,
    };
    lines.into_iter().zip(next).map(node).collect()
}
