use app::plan::{self, PlanView};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::PlanId;
use domain::proposal::Proposal;
use domain::refusal::PlanRefusal;

use super::clash::{Clash, chosen};
use super::draft::Draft;
use super::editor::Editor;
use super::parse::Desk;
use crate::desk::{Fields, id};
use crate::frame::page;
use crate::likeness::Section;
use crate::session::SignedIn;
use crate::{Result, Site, error, paths};

/// The drafter's page of a stored plan.
pub(super) async fn editor(site: &Site, signed: &SignedIn, view: PlanView) -> Result<Editor> {
    let draft = Draft::stored(site, &view.proposal, view.edition).await?;
    let (id, proposal) = (view.id, view.proposal.clone());
    let mut editor = Editor::of_plan(site, signed, view, draft).await?;
    editor.look_at(site, signed, &proposal).await?;
    editor.likeness = Section::of(site, signed, (&editor.f, id)).await?;
    Ok(editor)
}

impl Editor {
    /// Shows where the stored text and the drafter's differ. Whoever has both before their eyes may save over it.
    async fn clash(&mut self, site: &Site, view: &PlanView) -> Result<()> {
        let stored = Draft::stored(site, &view.proposal, view.edition).await?;
        self.clash = Clash::between(view, &stored, &self.draft, self.w);
        self.draft.edition = view.edition;
        Ok(())
    }
}

pub(super) async fn save(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let action = sent.one("action").to_owned();
    write(&site, &signed, id(&text)?, (&sent, &action)).await
}

pub(super) async fn submit(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    sent: Fields,
) -> Result<Response> {
    write(&site, &signed, id(&text)?, (&sent, "submit")).await
}

async fn write(
    site: &Site,
    signed: &SignedIn,
    id: PlanId,
    (sent, action): (&Fields, &str),
) -> Result<Response> {
    let view = plan::show(&site.app, signed.person.id, id).await?;
    let mut editor = Editor::of_plan(site, signed, view, Draft::sent(sent)).await?;
    let action = editor.taken_back(sent, action);
    if editor.rearrange(action) {
        return page(&editor);
    }
    if action == "merge" {
        return merge(site, signed, editor, sent).await;
    }
    let (mut proposal, faults) = editor
        .draft
        .parse(
            &Desk {
                site,
                t: signed.texts(),
            },
            action,
        )
        .await?;
    if !faults.is_empty() {
        editor.faults = faults;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&editor)?).into_response());
    }
    // files are attached and sources credited on pages of their own
    if let Some(known) = &editor.plan {
        proposal.attachments.clone_from(&known.proposal.attachments);
        proposal.credits.clone_from(&known.proposal.credits);
    }
    if Editor::only_shows(action) {
        editor.look_at(site, signed, &proposal).await?;
        editor.preview = true;
        return page(&editor);
    }
    let seen = (id, editor.draft.edition);
    match change(site, signed, seen, &proposal, action).await {
        Ok(address) => Ok(Redirect::to(&address).into_response()),
        Err(app::Error::Refused(refusal)) => refused(site, signed, editor, (proposal, refusal)).await,
        Err(other) => Err(other.into()),
    }
}

/// Saves, perhaps sends it on, and says where to go.
async fn change(
    site: &Site,
    signed: &SignedIn,
    (id, seen): (PlanId, i64),
    proposal: &Proposal,
    action: &str,
) -> app::Result<String> {
    let edition = plan::edit(&site.app, signed.person.id, id, seen, proposal).await?;
    Ok(match action {
        "submit" => {
            plan::submit(&site.app, signed.person.id, id, edition).await?;
            paths::done(&paths::desk_plan(&id), "submitted")
        }
        "attachments" => paths::plan_attachments(&id),
        "credits" => paths::plan_credits(&id),
        _ => paths::done(&paths::desk_plan(&id), "saved"),
    })
}

/// Shows the form again with what was typed, beside what is stored by now.
async fn refused(
    site: &Site,
    signed: &SignedIn,
    mut editor: Editor,
    (proposal, refusal): (Proposal, PlanRefusal),
) -> Result<Response> {
    let Some(known) = &editor.plan else {
        return Err(app::Error::from(refusal).into());
    };
    let view = plan::show(&site.app, signed.person.id, known.id).await?;
    let stale = matches!(refusal, PlanRefusal::Stale { .. });
    if stale && view.proposal == proposal {
        // a second click: the first one saved these very bytes
        return Ok(Redirect::to(&paths::done(&paths::desk_plan(&view.id), "saved")).into_response());
    }
    editor.look_at(site, signed, &proposal).await?;
    if stale {
        editor.clash(site, &view).await?;
    }
    let status = error::refused(&refusal);
    editor.plan = Some(view);
    editor.refusal = Some(refusal);
    Ok((status, page(&editor)?).into_response())
}

/// Makes one text of both, as it was chosen place by place. Nothing is saved yet: the drafter looks at it first.
async fn merge(site: &Site, signed: &SignedIn, mut editor: Editor, sent: &Fields) -> Result<Response> {
    let Some(view) = editor.plan.take() else {
        return Err(app::Error::NotFound.into());
    };
    if editor.draft.edition == view.edition {
        editor.draft.body = chosen(&editor.draft, &view.proposal.body, sent);
        editor.draft.base.clone_from(&view.proposal.body);
        editor.look_at(site, signed, &view.proposal).await?;
        editor.done = Some(signed.texts().writing.merged);
    } else {
        // somebody saved once more: what was chosen was chosen of another text
        editor.refusal = Some(PlanRefusal::Stale {
            seen: editor.draft.edition,
            now: view.edition,
        });
        editor.clash(site, &view).await?;
    }
    editor.plan = Some(view);
    page(&editor)
}
