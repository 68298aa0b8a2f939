use app::{organisation, rulebook};
use axum::Json;
use axum::extract::State;
use domain::ids::{RulebookId, UnitId};
use domain::rulebook as rules;
use domain::words::{Authority, ReviewKind, Rhythm, Scope, Stage, ThreeMajor, Track, Way};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Result;
use super::asked::{Id, Parameters};
use super::caller::Caller;
use crate::Site;

/// Of which track, and for which unit; for the root when none is named.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    track: Track,
    unit: Option<UnitId>,
}

/// A version of a rulebook with its catalogue.
#[derive(Serialize)]
pub(super) struct Rulebook {
    id: RulebookId,
    code: String,
    title: String,
    track: Track,
    version: u32,
    in_force_from: Date,
    issued_by: String,
    categories: Vec<Category>,
    entries: Vec<Entry>,
}

#[derive(Serialize)]
struct Category {
    key: String,
    name: String,
}

/// An entry of a catalogue.
#[derive(Serialize)]
pub(super) struct Entry {
    key: String,
    category: String,
    name: String,
    elements: Vec<String>,
    basis: Vec<Basis>,
    widest: Scope,
    narrowest: Scope,
    members_first_days: Option<u32>,
    stages: Vec<StageRule>,
    rhythm: Rhythm,
    deadline: Option<Deadline>,
    three_major: Option<ThreeMajor>,
    review: Vec<ReviewKind>,
    authority: Authority,
    ways: Vec<Way>,
    responsible: String,
    after: Vec<String>,
}

#[derive(Serialize)]
struct Basis {
    document: String,
    article: String,
}

#[derive(Serialize)]
struct StageRule {
    stage: Stage,
    notice_days: u32,
    deadline_days: Option<u32>,
}

#[derive(Serialize)]
struct Deadline {
    days: u32,
    unit: &'static str,
    from: &'static str,
    words: String,
}

impl From<rules::Entry> for Entry {
    fn from(entry: rules::Entry) -> Self {
        let basis = |basis: rules::Basis| Basis {
            document: basis.document,
            article: basis.article,
        };
        let stage = |rule: rules::StageRule| StageRule {
            stage: rule.stage,
            notice_days: rule.notice_days,
            deadline_days: rule.deadline_days,
        };
        let deadline = |deadline: rules::Deadline| Deadline {
            days: deadline.days,
            unit: deadline.unit.code(),
            from: deadline.from.code(),
            words: deadline.words,
        };
        Self {
            key: entry.key,
            category: entry.category,
            name: entry.name,
            elements: entry.elements,
            basis: entry.basis.into_iter().map(basis).collect(),
            widest: entry.widest,
            narrowest: entry.narrowest,
            members_first_days: entry.members_first_days,
            stages: entry.stages.into_iter().map(stage).collect(),
            rhythm: entry.rhythm,
            deadline: entry.deadline.map(deadline),
            three_major: entry.three_major,
            review: entry.review,
            authority: entry.authority,
            ways: entry.ways,
            responsible: entry.responsible,
            after: entry.after,
        }
    }
}

fn shown(id: RulebookId, rules: &rules::Rulebook) -> Json<Rulebook> {
    let category = |category: &rules::Category| Category {
        key: category.key.clone(),
        name: category.name.clone(),
    };
    Json(Rulebook {
        id,
        code: rules.code.clone(),
        title: rules.title.clone(),
        track: rules.track,
        version: rules.version,
        in_force_from: rules.in_force_from,
        issued_by: rules.issued_by.clone(),
        categories: rules.categories.iter().map(category).collect(),
        entries: rules.entries.iter().cloned().map(Entry::from).collect(),
    })
}

pub(super) async fn in_force(
    State(site): State<Site>,
    Caller(_): Caller,
    Parameters(wanted): Parameters<Wanted>,
) -> Result<Json<Rulebook>> {
    let unit = match wanted.unit {
        Some(unit) => unit,
        None => organisation::root(&site.app).await?.ok_or(app::Error::NotFound)?,
    };
    let found = rulebook::in_force(&site.app, unit, wanted.track)
        .await?
        .ok_or(app::Error::NotFound)?;
    Ok(shown(found.id, &found.rules))
}

pub(super) async fn of(
    State(site): State<Site>,
    Caller(_): Caller,
    Id(id): Id<RulebookId>,
) -> Result<Json<Rulebook>> {
    Ok(shown(id, &*rulebook::of(&site.app, id).await?))
}
