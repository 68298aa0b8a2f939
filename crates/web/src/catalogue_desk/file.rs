use app::catalogue;
use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::RequestRefusal;
use domain::rulebook::Rulebook;

use super::show::{Page, Refused};
use crate::catalogue::toml;
use crate::desk::id;
use crate::frame::page;
use crate::session::SignedIn;
use crate::{Result, Site, error, paths};

/// A form with one file: its name and bytes, and the other fields.
pub(super) struct Sent {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    fields: Vec<(String, String)>,
}

impl Sent {
    pub(super) async fn read(mut sent: Multipart) -> Result<Self> {
        let unreadable = |error: axum::extract::multipart::MultipartError| {
            app::Error::from(RequestRefusal::File(error.body_text()))
        };
        let mut read = Self {
            name: String::new(),
            bytes: Vec::new(),
            fields: Vec::new(),
        };
        while let Some(field) = sent.next_field().await.map_err(unreadable)? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == "file" {
                read.name = field.file_name().unwrap_or_default().to_owned();
                read.bytes = field.bytes().await.map_err(unreadable)?.to_vec();
            } else {
                let value = field.text().await.map_err(unreadable)?;
                read.fields.push((name, value));
            }
        }
        Ok(read)
    }

    pub(super) fn one(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// A spreadsheet, which is read row by row and not as a file of ours.
    pub(super) fn is_table(&self) -> bool {
        let name = self.name.to_ascii_lowercase();
        self.bytes.starts_with(b"PK") || [".xlsx", ".xls", ".csv"].iter().any(|end| name.ends_with(end))
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// The version as a file.
pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
) -> Result<Response> {
    let shown = catalogue::show(&site.app, signed.person.id, id(&text)?).await?;
    Ok(toml(&shown.rules))
}

/// A file in the place of the version: one more draft.
pub(super) async fn replace(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    sent: Multipart,
) -> Result<Response> {
    let sent = Sent::read(sent).await?;
    let version = id(&text)?;
    let edition = sent.one("edition").parse().unwrap_or(0);
    let outcome = match Rulebook::parse(&sent.name, &sent.text()) {
        Ok(rules) => catalogue::edit(&site.app, signed.person.id, (version, edition), rules).await,
        Err(faults) => Err(faults.into()),
    };
    match outcome {
        Ok(()) => Ok(Redirect::to(&paths::done(&paths::desk_catalogue(&version), "saved")).into_response()),
        Err(refused @ (app::Error::Catalogue(_) | app::Error::Rulebook(_))) => {
            let mut shown = Page::load(&site, &signed, &text, "").await?;
            shown.refused = Some(Refused {
                step: String::new(),
                words: String::new(),
                sentence: signed.texts().say(&refused),
            });
            Ok((error::status(&refused), page(&shown)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}
