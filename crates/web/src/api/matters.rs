use app::matter::{self, Opening};
use app::plan::{self, StageState};
use app::reader::{Reader, StageView};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use domain::ids::{DisclosureId, MatterId, RulebookId, UnitId};
use domain::money::Yuan;
use domain::words::{Stage, Track};
use serde::{Deserialize, Serialize};

use super::asked::{Body, Id, Once};
use super::caller::{Caller, Known};
use super::desk::Waiting;
use super::disclosures::Listed;
use super::entries::Entry;
use super::wire::{Named, OpenMatter, Text};
use super::{BASE, Result};
use crate::Site;

/// A matter as far as the caller may see it.
#[derive(Serialize)]
pub(super) struct Matter {
    id: MatterId,
    title: Option<String>,
    track: Track,
    rulebook: RulebookId,
    entry: String,
    unit: Named,
    stages: Vec<Shown>,
}

#[derive(Serialize)]
struct Shown {
    stage: Stage,
    disclosure: Option<Listed>,
    skipped: Option<String>,
}

pub(super) async fn show(
    State(site): State<Site>,
    Caller(person): Caller,
    Id(id): Id<MatterId>,
) -> Result<Json<Matter>> {
    let mut reader = Reader::open(&site.app, person).await?;
    let found = reader.matter(id).await?.ok_or(app::Error::NotFound)?;
    let shown = |view: StageView| Shown {
        stage: view.stage,
        disclosure: view.disclosure.map(Listed::from),
        skipped: view.skipped,
    };
    Ok(Json(Matter {
        id,
        title: found.title,
        track: found.track,
        rulebook: found.rulebook,
        entry: found.entry,
        unit: Named {
            id: found.unit,
            name: found.unit_name,
        },
        stages: found.stages.into_iter().map(shown).collect(),
    }))
}

/// What somebody wants to open.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewMatter {
    unit: UnitId,
    track: Track,
    entry: Text,
    title: Text,
    /// In yuan.
    amount: Option<u32>,
}

pub(super) async fn open(
    State(site): State<Site>,
    Known(by): Known,
    once: Once,
    Body(new): Body<NewMatter>,
) -> Result<Response> {
    let once = once.within("matters");
    let amount = new.amount.map(|yuan| Yuan(yuan.into()));
    let (unit, track, Text(entry), Text(title)) = (new.unit, new.track, new.entry, new.title);
    let id = matter::open(
        &site.app,
        by,
        Opening {
            unit,
            track,
            entry,
            title,
            amount,
            once,
        },
    )
    .await?;
    let overview = Overview::from(plan::overview(&site.app, by, id).await?);
    Ok((
        StatusCode::CREATED,
        [(LOCATION, format!("{BASE}/matters/{id}/overview"))],
        Json(overview),
    )
        .into_response())
}

/// A matter with the state of each stage it owes, for those who work in its unit.
#[derive(Serialize)]
pub(super) struct Overview {
    matter: OpenMatter,
    unit: Named,
    entry: Entry,
    stages: Vec<Owed>,
    may: May,
}

#[derive(Serialize)]
struct Owed {
    stage: Stage,
    plan: Option<Waiting>,
    disclosure: Option<DisclosureId>,
    skipped: Option<String>,
}

#[derive(Serialize)]
struct May {
    draft: bool,
    skip: bool,
}

impl From<plan::Overview> for Overview {
    fn from(overview: plan::Overview) -> Self {
        let owed = |state: StageState| Owed {
            stage: state.stage,
            plan: state.plan.map(Waiting::from),
            disclosure: state.disclosure,
            skipped: state.skipped,
        };
        Self {
            unit: Named {
                id: overview.matter.unit,
                name: overview.unit_name,
            },
            matter: overview.matter.into(),
            entry: overview.entry.into(),
            stages: overview.stages.into_iter().map(owed).collect(),
            may: May {
                draft: overview.may_draft,
                skip: overview.may_skip,
            },
        }
    }
}

pub(super) async fn overview(
    State(site): State<Site>,
    Known(by): Known,
    Id(id): Id<MatterId>,
) -> Result<Json<Overview>> {
    Ok(Json(plan::overview(&site.app, by, id).await?.into()))
}

/// Which stage is left out, and why.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Skip {
    stage: Stage,
    reason: Text,
}

pub(super) async fn skip(
    State(site): State<Site>,
    Known(by): Known,
    Id(id): Id<MatterId>,
    Body(skip): Body<Skip>,
) -> Result<Json<Overview>> {
    matter::skip(&site.app, by, id, skip.stage, &skip.reason.0).await?;
    Ok(Json(plan::overview(&site.app, by, id).await?.into()))
}
