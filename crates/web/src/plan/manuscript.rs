use app::attachment::manuscript;
use axum::extract::multipart::MultipartError;
use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse, Response};
use domain::attachment::Manuscript;
use domain::refusal::RequestRefusal;

use super::draft::Draft;
use super::editor::Editor;
use super::new::about;
use super::unsaved::Which;
use crate::asked::Query;
use crate::frame::page;
use crate::session::SignedIn;
use crate::texts::fill;
use crate::{Result, Site, error};

/// Begins a plan with the text of a Word document: the form comes back with it, and nothing is saved yet.
pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    Query(which): Query<Which>,
    mut sent: Multipart,
) -> Result<Response> {
    let about = about(&site, &signed, &text, &which).await?;
    let unreadable = |error: MultipartError| app::Error::from(RequestRefusal::File(error.body_text()));
    let mut bytes = Vec::new();
    while let Some(field) = sent.next_field().await.map_err(unreadable)? {
        if field.name() == Some("file") {
            bytes = field.bytes().await.map_err(unreadable)?.to_vec();
        }
    }
    let once = site.app.new_id().to_string();
    let mut draft = Draft::begin(&about.matter_title, about.unit, &about.entry, once);
    match manuscript(&site.app, &bytes).await {
        Ok(read) => {
            let told = told(&signed, &read);
            draft.body = read.body;
            if !read.title.is_empty() {
                draft.title = read.title;
            }
            let mut editor = Editor::new(&site, &signed, about, draft).await?;
            editor.read_in = Some(told);
            page(&editor)
        }
        Err(failed @ app::Error::Failed(_)) => Err(failed.into()),
        Err(refused) => {
            let mut editor = Editor::new(&site, &signed, about, draft).await?;
            editor.unread = Some(signed.texts().say(&refused));
            Ok((error::status(&refused), page(&editor)?).into_response())
        }
    }
}

/// What came along and what did not.
fn told(signed: &SignedIn, read: &Manuscript) -> String {
    let w = &signed.texts().attaching;
    let characters = read.body.chars().filter(|sign| !sign.is_whitespace()).count();
    let mut told = fill(w.read_in, &[&characters.to_string()]);
    if 0 < read.pictures {
        told.push_str(&fill(w.pictures_left, &[&read.pictures.to_string()]));
    }
    told
}
