use app::reader::{Filter, Reader};
use axum::Json;
use axum::extract::State;
use domain::ids::{DisclosureId, UnitId};
use domain::words::{Stage, Track};
use serde::{Deserialize, Serialize};

use super::Result;
use super::asked::{Parameters, limit};
use super::caller::Caller;
use super::disclosures::Listed;
use super::problem::Problem;
use super::wire::{Page, Text};
use crate::Site;

/// The longest question, in characters.
const LONGEST: usize = 200;

/// What is looked for, and where.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    q: Text,
    track: Option<Track>,
    unit: Option<UnitId>,
    entry: Option<Text>,
    stage: Option<Stage>,
    limit: Option<usize>,
    before: Option<DisclosureId>,
}

/// A disclosure that holds the words.
#[derive(Serialize)]
pub(super) struct Found {
    disclosure: Listed,
    excerpt: String,
}

pub(super) async fn search(
    State(site): State<Site>,
    Caller(person): Caller,
    Parameters(wanted): Parameters<Wanted>,
) -> Result<Json<Page<Found>>> {
    let most = limit(wanted.limit)?;
    let Text(words) = wanted.q;
    if LONGEST < words.chars().count() {
        return Err(Problem::invalid("检索词最多 200 个字，请缩短。"));
    }
    let (track, unit, stage) = (wanted.track, wanted.unit, wanted.stage);
    let filter = Filter {
        track,
        unit,
        stage,
        entry: wanted.entry.map(|Text(entry)| entry),
    };
    let mut reader = Reader::open(&site.app, person).await?;
    let hits = reader.search(&words, &filter, wanted.before, most).await?;
    let found = |found: app::reader::Found| Found {
        disclosure: found.listed.into(),
        excerpt: found.excerpt,
    };
    let items = hits.items.into_iter().map(found).collect();
    Ok(Json(Page {
        items,
        next: hits.next.map(|next| next.to_string()),
    }))
}
