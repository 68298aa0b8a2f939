use app::organisation::{self, Mode, Report};
use askama::Template;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::refusal::RequestRefusal;

use super::{ROSTER, offices};
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::{Result, Site, error, texts};

#[derive(Template)]
#[template(path = "admin/import.html")]
struct Page {
    f: Frame,
    w: &'static texts::Admin,
    secrecy: &'static str,
    file: String,
    mode: Mode,
    report: Option<Report>,
    error: Option<String>,
}

impl Page {
    async fn new(site: &Site, signed: &SignedIn) -> Result<Self> {
        Ok(Self {
            f: Frame::of(site, &signed.visitor, "admin"),
            w: &signed.texts().admin,
            secrecy: signed.texts().desk.secrecy,
            file: String::new(),
            mode: Mode::DryRun,
            report: None,
            error: None,
        })
    }
}

pub(super) async fn show(State(site): State<Site>, signed: SignedIn) -> Result<Response> {
    offices(&signed, ROSTER)?;
    page(&Page::new(&site, &signed).await?)
}

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    mut sent: Multipart,
) -> Result<Response> {
    offices(&signed, ROSTER)?;
    let mut shown = Page::new(&site, &signed).await?;
    let mut bytes = Vec::new();
    let unreadable = |error: axum::extract::multipart::MultipartError| {
        app::Error::from(RequestRefusal::File(error.body_text()))
    };
    while let Some(field) = sent.next_field().await.map_err(unreadable)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            shown.file = field.file_name().unwrap_or_default().to_owned();
            bytes = field.bytes().await.map_err(unreadable)?.to_vec();
        } else if name == "mode" && field.text().await.map_err(unreadable)? == "real" {
            shown.mode = Mode::ForReal;
        }
    }
    if bytes.is_empty() {
        shown.error = Some(shown.w.file_missing.to_owned());
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&shown)?).into_response());
    }
    let by = Some(signed.person.id);
    match organisation::import(&site.app, by, &shown.file, &bytes, shown.mode).await {
        Ok(report) => {
            let sound = report.problems.is_empty();
            shown.report = Some(report);
            let status = if sound {
                StatusCode::OK
            } else {
                StatusCode::UNPROCESSABLE_ENTITY
            };
            Ok((status, page(&shown)?).into_response())
        }
        Err(failed @ app::Error::Failed(_)) => Err(failed.into()),
        Err(refused) => {
            shown.error = Some(signed.texts().say(&refused));
            Ok((error::status(&refused), page(&shown)?).into_response())
        }
    }
}
