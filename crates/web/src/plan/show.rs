use app::plan;
use axum::extract::{Path, State};
use axum::response::Response;

use super::edit;
use super::read::Reading;
use super::unsaved::Which;
use crate::asked::Query;
use crate::desk::id;
use crate::frame::page;
use crate::session::SignedIn;
use crate::{Result, Site};

/// One address for everybody who takes part: its drafter writes as long as that is possible, the others read.
pub(super) async fn show(
    State(site): State<Site>,
    mut signed: SignedIn,
    Path(text): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response> {
    let view = plan::show(&site.app, signed.person.id, id(&text)?).await?;
    signed.visitor.has_come_to(&site, view.id.0).await?;
    let texts = signed.texts();
    let done = texts
        .desk
        .done(&which.done)
        .or_else(|| texts.procedure.done(&which.done))
        .or_else(|| texts.urgent.done(&which.done))
        .or_else(|| texts.likeness.done(&which.done));
    if view.may.edit {
        let mut editor = edit::editor(&site, &signed, view).await?;
        editor.tell(&which.done, done);
        if which.done == "taken" {
            editor.started = editor.taken_over();
        }
        editor.recall(&site, &signed, !which.unsaved.is_empty()).await?;
        return page(&editor);
    }
    let mut reading = Reading::new(&site, &signed, view).await?;
    reading.done = done.filter(|_| !reading.is_unsigned);
    page(&reading)
}
