use app::dissolution::{self, Passing};
use app::organisation::{self, UnitLine};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::UnitId;
use domain::words::Duty;

use super::offices;
use crate::desk::{Fields, id};
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::{self, fill};
use crate::{Result, Site, error, paths};

#[derive(Template)]
#[template(path = "admin/dissolution.html")]
struct Page {
    f: Frame,
    p: &'static texts::Procedure,
    unit: UnitLine,
    /// Where everything can go.
    others: Vec<UnitLine>,
    passing: Passing,
    /// What was typed, and why it was refused.
    refused: Option<(String, String, String)>,
}

impl Page {
    async fn load(site: &Site, signed: &SignedIn, unit: UnitId) -> Result<Self> {
        let lines = organisation::directory(&site.app).await?;
        let ended = dissolution::ended(&site.app).await?;
        let is_ended = |line: &UnitLine| ended.iter().any(|(gone, ..)| *gone == line.unit.id);
        let (mut own, others): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.unit.id == unit);
        let f = Frame::of(site, &signed.visitor, "admin");
        Ok(Self {
            p: &f.t.procedure,
            f,
            unit: own.pop().ok_or(app::Error::NotFound)?,
            others: others.into_iter().filter(|line| !is_ended(line)).collect(),
            passing: dissolution::passing(&site.app, signed.person.id, unit).await?,
            refused: None,
        })
    }

    fn passes(&self) -> String {
        let passing = &self.passing;
        let figures = [
            passing.matters.to_string(),
            passing.plans.to_string(),
            passing.posts.to_string(),
            passing.people.to_string(),
            passing.units.to_string(),
        ];
        let figures: Vec<_> = figures.iter().map(String::as_str).collect();
        fill(self.p.dissolve_passes, &figures)
    }

    fn indent(&self, line: &UnitLine) -> String {
        "　".repeat(line.depth)
    }

    fn chose(&self, line: &UnitLine) -> bool {
        match &self.refused {
            Some((successor, ..)) => *successor == line.unit.id.to_string(),
            None => self.unit.unit.superior == Some(line.unit.id),
        }
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
) -> Result<Response> {
    offices(&signed, &[Duty::Administer])?;
    page(&Page::load(&site, &signed, id(&text)?).await?)
}

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    sent: Fields,
) -> Result<Response> {
    offices(&signed, &[Duty::Administer])?;
    let unit = id(&text)?;
    let (successor, reason) = (sent.one("successor"), sent.text("reason"));
    match dissolution::dissolve(&site.app, signed.person.id, unit, id(successor)?, &reason).await {
        Ok(()) => Ok(Redirect::to(&paths::done("/admin/units", "dissolved")).into_response()),
        Err(refusal @ app::Error::Procedure(_)) => {
            let mut shown = Page::load(&site, &signed, unit).await?;
            shown.refused = Some((successor.to_owned(), reason, signed.texts().say(&refusal)));
            let status: StatusCode = error::status(&refusal);
            Ok((status, page(&shown)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}
