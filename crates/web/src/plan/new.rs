use app::plan::{self, Drafting, Overview};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::PlanId;
use domain::proposal::Proposal;
use domain::refusal::PlanRefusal;

use super::draft::Draft;
use super::editor::{About, Editor};
use super::parse::Desk;
use super::unsaved::Which;
use crate::asked::Query;
use crate::desk::{Fields, id};
use crate::frame::page;
use crate::session::SignedIn;
use crate::{Result, Site, error, paths};

pub(super) async fn about(site: &Site, signed: &SignedIn, matter: &str, which: &Which) -> Result<About> {
    let stage = which.stage()?;
    let overview = plan::overview(&site.app, signed.person.id, id(matter)?).await?;
    let Overview {
        matter,
        unit_name,
        entry,
        may_draft,
        ..
    } = overview;
    if !may_draft {
        return Err(app::Error::Forbidden.into());
    }
    if entry.stage(stage).is_none() {
        return Err(app::Error::from(PlanRefusal::StageNotOwed(stage)).into());
    }
    Ok(About {
        matter: matter.id,
        matter_title: matter.title,
        unit: matter.unit,
        unit_name,
        track: matter.track,
        entry,
        stage,
    })
}

/// The plan that the stage has already: whoever comes to begin one goes on with it instead of writing in vain.
async fn begun(site: &Site, signed: &SignedIn, matter: &str, which: &Which) -> Result<Option<PlanId>> {
    let stage = which.stage()?;
    let overview = plan::overview(&site.app, signed.person.id, id(matter)?).await?;
    let of_stage = overview.stages.into_iter().find(|state| state.stage == stage);
    Ok(of_stage.and_then(|state| state.plan).map(|plan| plan.plan))
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response> {
    let about = match begun(&site, &signed, &text, &which).await? {
        Some(plan) => return Ok(Redirect::to(&paths::desk_plan(&plan)).into_response()),
        None => about(&site, &signed, &text, &which).await?,
    };
    let once = site.app.new_id().to_string();
    let draft = Draft::begin(&about.matter_title, about.unit, &about.entry, once);
    let mut editor = Editor::new(&site, &signed, about, draft).await?;
    editor.start(&site, &signed, &which.start).await?;
    editor.recall(&site, &signed, !which.unsaved.is_empty()).await?;
    page(&editor)
}

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    Query(which): Query<Which>,
    sent: Fields,
) -> Result<Response> {
    let about = about(&site, &signed, &text, &which).await?;
    let mut editor = Editor::new(&site, &signed, about, Draft::sent(&sent)).await?;
    let action = editor.taken_back(&sent, sent.one("action"));
    if editor.rearrange(action) {
        return page(&editor);
    }
    let (proposal, faults) = editor
        .draft
        .parse(
            &Desk {
                site: &site,
                t: signed.texts(),
            },
            action,
        )
        .await?;
    if !faults.is_empty() {
        editor.faults = faults;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&editor)?).into_response());
    }
    if Editor::only_shows(action) {
        editor.look_at(&site, &signed, &proposal).await?;
        editor.preview = true;
        return page(&editor);
    }
    match begin(&site, &signed, &editor, proposal, action).await {
        Ok(address) => Ok(Redirect::to(&address).into_response()),
        Err(app::Error::Refused(refusal)) => {
            let status = error::refused(&refusal);
            editor.refusal = Some(refusal);
            Ok((status, page(&editor)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// Saves the first edition, perhaps sends it on, and says where to go.
async fn begin(
    site: &Site,
    signed: &SignedIn,
    editor: &Editor,
    proposal: Proposal,
    action: &str,
) -> app::Result<String> {
    let once = Some(editor.draft.once.clone()).filter(|once| !once.is_empty());
    let drafting = Drafting {
        matter: editor.about.matter,
        stage: editor.about.stage,
        proposal,
        once,
    };
    let id = plan::draft(&site.app, signed.person.id, drafting).await?;
    let address = paths::desk_plan(&id);
    match action {
        "submit" => {}
        "attachments" => return Ok(paths::plan_attachments(&id)),
        "credits" => return Ok(paths::plan_credits(&id)),
        _ => return Ok(paths::done(&address, "saved")),
    }
    match plan::submit(&site.app, signed.person.id, id, 1).await {
        // a second click: the first one sent it
        Ok(()) | Err(app::Error::Refused(PlanRefusal::WrongState(_))) => {
            Ok(paths::done(&address, "submitted"))
        }
        Err(other) => Err(other),
    }
}
