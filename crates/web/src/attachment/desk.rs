use app::attachment::{Upload, attach, excuse as excuse_in, remove as remove_from};
use app::plan::{self, PlanView};
use askama::Template;
use axum::extract::multipart::MultipartError;
use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::attachment::MOST;
use domain::ids::PlanId;
use domain::refusal::RequestRefusal;

use super::File;
use crate::asked::Query;
use crate::desk::{Done, Fields};
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::{Result, Site, error, paths, texts};

/// The files of a plan: its drafter attaches and removes, the others read.
#[derive(Template)]
#[template(path = "attachment/desk.html")]
struct DeskPage {
    f: Frame,
    w: &'static texts::Attaching,
    plan: PlanView,
    files: Vec<File>,
    done: Option<&'static str>,
    refused: Option<String>,
    /// A reason that was refused, and for which file.
    typed: (usize, String),
}

impl DeskPage {
    async fn new(site: &Site, signed: &SignedIn, id: PlanId) -> Result<Self> {
        let plan = plan::show(&site.app, signed.person.id, id).await?;
        let f = Frame::of(site, &signed.visitor, "desk");
        Ok(Self {
            files: File::all(f.t, &plan.proposal, &paths::desk_plan(&id)),
            w: &f.t.attaching,
            f,
            plan,
            done: None,
            refused: None,
            typed: (0, String::new()),
        })
    }

    fn may_grow(&self) -> bool {
        self.plan.may.edit && self.files.len() < MOST
    }

    fn in_review(&self) -> bool {
        self.plan.may.edit && self.plan.state == domain::plan::State::InReview
    }

    fn text(&self) -> String {
        paths::desk_plan(&self.plan.id)
    }

    fn typed(&self, file: &File) -> &str {
        if self.typed.0 == file.number {
            &self.typed.1
        } else {
            ""
        }
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(id): Path<String>,
    Query(Done { done }): Query<Done>,
) -> Result<Response> {
    let mut shown = DeskPage::new(&site, &signed, paths::id(&id)?).await?;
    shown.done = shown.w.done(&done);
    page(&shown)
}

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(id): Path<String>,
    mut sent: Multipart,
) -> Result<Response> {
    let id: PlanId = paths::id(&id)?;
    let unreadable = |error: MultipartError| app::Error::from(RequestRefusal::File(error.body_text()));
    let (mut edition, mut name, mut bytes) = (0, String::new(), Vec::new());
    while let Some(field) = sent.next_field().await.map_err(unreadable)? {
        match field.name() {
            Some("edition") => {
                edition = field.text().await.map_err(unreadable)?.parse().unwrap_or(0);
            }
            Some("file") => {
                name = field.file_name().unwrap_or_default().to_owned();
                bytes = field.bytes().await.map_err(unreadable)?.to_vec();
            }
            _ => {}
        }
    }
    let upload = Upload {
        name: &name,
        bytes: &bytes,
    };
    let outcome = attach(&site.app, signed.person.id, (id, edition), upload).await;
    answer(&site, &signed, id, (outcome, "attached"), (0, String::new())).await
}

pub(super) async fn remove(
    State(site): State<Site>,
    signed: SignedIn,
    Path((id, number)): Path<(String, String)>,
    sent: Fields,
) -> Result<Response> {
    let (id, number) = (paths::id(&id)?, paths::id(&number)?);
    let outcome = remove_from(&site.app, signed.person.id, (id, sent.edition()), number).await;
    answer(&site, &signed, id, (outcome, "removed"), (0, String::new())).await
}

pub(super) async fn excuse(
    State(site): State<Site>,
    signed: SignedIn,
    Path((id, number)): Path<(String, String)>,
    sent: Fields,
) -> Result<Response> {
    let (id, number) = (paths::id(&id)?, paths::id(&number)?);
    let reason = sent.text("reason");
    let seen = (id, sent.edition());
    let outcome = excuse_in(&site.app, signed.person.id, seen, (number, &reason)).await;
    answer(&site, &signed, id, (outcome, "excused"), (number, reason)).await
}

/// Back to the list; when it was refused, with the reason and with what was typed.
async fn answer(
    site: &Site,
    signed: &SignedIn,
    id: PlanId,
    (outcome, done): (app::Result<i64>, &str),
    typed: (usize, String),
) -> Result<Response> {
    match outcome {
        Ok(_) => Ok(Redirect::to(&paths::done(&paths::plan_attachments(&id), done)).into_response()),
        Err(failed @ (app::Error::Failed(_) | app::Error::NotFound)) => Err(failed.into()),
        Err(refused) => {
            let mut shown = DeskPage::new(site, signed, id).await?;
            shown.refused = Some(signed.texts().say(&refused));
            shown.typed = typed;
            Ok((error::status(&refused), page(&shown)?).into_response())
        }
    }
}
