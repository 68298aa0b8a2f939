use domain::attachment::{LARGEST, Manuscript};
use domain::refusal::AttachmentRefusal as Refusal;

use crate::{App, Result};

/// Reads a draft from a Word document that somebody begins with. Nothing is kept of the file.
pub async fn manuscript(app: &App, bytes: &[u8]) -> Result<Manuscript> {
    if bytes.is_empty() {
        return Err(Refusal::Missing.into());
    }
    if LARGEST < bytes.len() {
        return Err(Refusal::TooLarge.into());
    }
    let look = app.inspector.look(bytes).await?;
    if let Some(mark) = look.mark {
        return Err(Refusal::Classified(mark).into());
    }
    Ok(look.manuscript.ok_or(Refusal::NotADocument)?)
}
