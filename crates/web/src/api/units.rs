use app::organisation;
use app::reader::Reader;
use axum::Json;
use axum::extract::State;
use domain::ids::UnitId;
use domain::organisation as rules;
use domain::words::UnitKind;
use serde::{Deserialize, Serialize};

use super::Result;
use super::asked::{Id, Parameters, limit};
use super::caller::Caller;
use super::wire::{Named, Page, Text};
use crate::Site;

/// Which page of the list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    limit: Option<usize>,
    after: Option<Text>,
}

/// A unit of the organisation. The tree itself is no secret.
#[derive(Serialize)]
pub(super) struct Unit {
    id: UnitId,
    code: String,
    name: String,
    kind: UnitKind,
    superior: Option<UnitId>,
}

impl From<rules::Unit> for Unit {
    fn from(unit: rules::Unit) -> Self {
        Self {
            id: unit.id,
            code: unit.code,
            name: unit.name,
            kind: unit.kind,
            superior: unit.superior,
        }
    }
}

/// A unit, the way down to it from the root, and what is directly below it.
#[derive(Serialize)]
pub(super) struct Place {
    #[serde(flatten)]
    unit: Unit,
    path: Vec<Named>,
    below: Vec<Unit>,
}

/// By code, which is the order the organisation itself keeps; the next page begins after the last code.
pub(super) async fn list(
    State(site): State<Site>,
    Caller(_): Caller,
    Parameters(wanted): Parameters<Wanted>,
) -> Result<Json<Page<Unit>>> {
    let most = limit(wanted.limit)?;
    let lines = organisation::directory(&site.app).await?;
    let mut units: Vec<_> = lines.into_iter().map(|line| line.unit).collect();
    units.sort_by(|a, b| a.code.cmp(&b.code));
    if let Some(Text(after)) = wanted.after {
        units.retain(|unit| after < unit.code);
    }
    let more = most < units.len();
    units.truncate(most);
    let next = units.last().filter(|_| more).map(|unit| unit.code.clone());
    Ok(Json(Page {
        items: units.into_iter().map(Unit::from).collect(),
        next,
    }))
}

pub(super) async fn show(
    State(site): State<Site>,
    Caller(person): Caller,
    Id(id): Id<UnitId>,
) -> Result<Json<Place>> {
    let mut reader = Reader::open(&site.app, person).await?;
    let (unit, _, below) = reader.unit(id).await?.ok_or(app::Error::NotFound)?;
    let path = reader
        .path(id)
        .await?
        .into_iter()
        .map(|(id, name)| Named { id, name })
        .collect();
    Ok(Json(Place {
        unit: unit.into(),
        path,
        below: below.into_iter().map(Unit::from).collect(),
    }))
}
