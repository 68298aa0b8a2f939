use app::rulebook;
use askama::Template;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::refusal::RequestRefusal;
use domain::words::Duty;

use super::offices;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::{Result, Site, error, texts};

/// The years whose working days are known, and a newer calendar in their place.
#[derive(Template)]
#[template(path = "admin/calendar.html")]
struct Page {
    f: Frame,
    w: &'static texts::Admin,
    years: String,
    imported: bool,
    error: Option<String>,
}

impl Page {
    async fn new(site: &Site, signed: &SignedIn) -> Result<Self> {
        let calendar = rulebook::calendar(&site.app).await?;
        let years: Vec<_> = calendar.years().map(|year| year.to_string()).collect();
        let f = Frame::of(site, &signed.visitor, "admin");
        Ok(Self {
            years: years.join(f.t.obligation.and),
            w: &f.t.admin,
            imported: false,
            error: None,
            f,
        })
    }
}

pub(super) async fn show(State(site): State<Site>, signed: SignedIn) -> Result<Response> {
    offices(&signed, &[Duty::Administer])?;
    page(&Page::new(&site, &signed).await?)
}

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    mut sent: Multipart,
) -> Result<Response> {
    offices(&signed, &[Duty::Administer])?;
    let unreadable = |error: axum::extract::multipart::MultipartError| {
        app::Error::from(RequestRefusal::File(error.body_text()))
    };
    let (mut name, mut text) = (String::new(), String::new());
    while let Some(field) = sent.next_field().await.map_err(unreadable)? {
        if field.name() == Some("file") {
            name = field.file_name().unwrap_or_default().to_owned();
            text = String::from_utf8_lossy(&field.bytes().await.map_err(unreadable)?).into_owned();
        }
    }
    if text.is_empty() {
        let mut shown = Page::new(&site, &signed).await?;
        shown.error = Some(shown.w.file_missing.to_owned());
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&shown)?).into_response());
    }
    let imported = rulebook::import_calendar(&site.app, Some(signed.person.id), (&name, &text)).await;
    let mut shown = Page::new(&site, &signed).await?;
    match imported {
        Ok(_) => {
            shown.imported = true;
            page(&shown)
        }
        Err(failed @ app::Error::Failed(_)) => Err(failed.into()),
        Err(refused) => {
            shown.error = Some(signed.texts().say(&refused));
            Ok((error::status(&refused), page(&shown)?).into_response())
        }
    }
}
