use std::collections::HashMap;

use app::dissolution;
use app::organisation::{self, UnitLine};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::UnitId;
use domain::words::Duty;
use serde::Deserialize;

use super::offices;
use crate::asked::Query;
use crate::desk::{Fields, id};
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::{Result, Site, error, paths, texts};

#[derive(Default, Deserialize)]
pub(super) struct Wanted {
    /// The unit that is about to be moved.
    #[serde(default, rename = "move")]
    moving: String,
    #[serde(default)]
    done: String,
}

#[derive(Template)]
#[template(path = "admin/units.html")]
struct Page {
    f: Frame,
    w: &'static texts::Admin,
    nodes: Vec<Node>,
    moving: Option<UnitLine>,
    done: Option<&'static str>,
    /// The units that ended, each with the name of its successor.
    ended: HashMap<UnitId, String>,
    error: Option<String>,
}

/// A unit with what surrounds it in a nested list.
struct Node {
    line: UnitLine,
    /// Whether units below it follow.
    opens: bool,
    /// How many lists end with it.
    closes: usize,
}

impl Page {
    async fn load(site: &Site, signed: &SignedIn, moving: Option<UnitId>) -> Result<Self> {
        let lines = organisation::directory(&site.app).await?;
        let moving = match moving {
            Some(wanted) => {
                let found = lines.iter().find(|line| line.unit.id == wanted).cloned();
                Some(found.ok_or(app::Error::NotFound)?)
            }
            None => None,
        };
        Ok(Self {
            f: Frame::of(site, &signed.visitor, "admin"),
            w: &signed.texts().admin,
            nodes: nodes(lines),
            moving,
            done: None,
            ended: ended(site).await?,
            error: None,
        })
    }

    fn unit(&self, line: &UnitLine) -> String {
        paths::unit(&line.unit.id)
    }

    fn ended(&self, line: &UnitLine) -> Option<String> {
        let successor = self.ended.get(&line.unit.id)?;
        Some(texts::fill(self.f.t.procedure.ended, &[successor]))
    }

    fn is_superior(&self, moving: &UnitLine, line: &UnitLine) -> bool {
        moving.unit.superior == Some(line.unit.id)
    }

    fn indent(&self, line: &UnitLine) -> String {
        "\u{2003}".repeat(line.depth)
    }
}

async fn ended(site: &Site) -> Result<HashMap<UnitId, String>> {
    let lines = organisation::directory(&site.app).await?;
    let name = |id: UnitId| {
        let found = lines.iter().find(|line| line.unit.id == id);
        found.map(|line| line.unit.name.clone()).unwrap_or_default()
    };
    let ended = dissolution::ended(&site.app).await?;
    Ok(ended
        .into_iter()
        .map(|(unit, successor, _)| (unit, name(successor)))
        .collect())
}

fn nodes(lines: Vec<UnitLine>) -> Vec<Node> {
    let after: Vec<_> = lines.iter().skip(1).map(|line| line.depth).chain([0]).collect();
    let node = |(line, next): (UnitLine, usize)| Node {
        opens: line.depth < next,
        closes: line.depth.saturating_sub(next),
        line,
    };
    lines.into_iter().zip(after).map(node).collect()
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    offices(&signed, &[Duty::Administer])?;
    let moving = if wanted.moving.is_empty() {
        None
    } else {
        Some(id(&wanted.moving)?)
    };
    let mut shown = Page::load(&site, &signed, moving).await?;
    let moved = (wanted.done == "moved").then_some(shown.w.done_moved);
    shown.done = moved.or_else(|| signed.texts().procedure.done(&wanted.done));
    page(&shown)
}

pub(super) async fn relocate(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    sent: Fields,
) -> Result<Response> {
    offices(&signed, &[Duty::Administer])?;
    let unit = id(&text)?;
    match organisation::move_unit(&site.app, signed.person.id, unit, id(sent.one("superior"))?).await {
        Ok(()) => Ok(Redirect::to(&paths::done("/admin/units", "moved")).into_response()),
        Err(refused @ app::Error::Organisation(_)) => {
            let mut shown = Page::load(&site, &signed, Some(unit)).await?;
            shown.error = Some(signed.texts().say(&refused));
            Ok((error::status(&refused), page(&shown)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}
