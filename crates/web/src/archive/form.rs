use app::plan::{self, PlanView, Signed};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::words::ReviewKind;

use crate::desk::id;
use crate::frame::{Frame, page};
use crate::plan::{audience, ways};
use crate::session::SignedIn;
use crate::texts::fill;
use crate::{Result, Site, markdown, paths};

/// The approval form of a plan (公开审批表), as units keep it on paper.
#[derive(Template)]
#[template(path = "archive/form.html")]
struct FormPage {
    f: Frame,
    plan: PlanView,
    audience: Vec<String>,
    /// The text as readers will see it.
    body: String,
}

impl FormPage {
    fn back(&self) -> String {
        paths::desk_plan(&self.plan.id)
    }

    fn ways(&self) -> String {
        let more = ways(&self.f, &self.plan.proposal);
        let here = (self.f.t.common.way)(domain::words::Way::Platform);
        more.map_or_else(
            || here.to_owned(),
            |more| [here, &more].join(self.f.t.common.comma),
        )
    }

    fn time(&self) -> String {
        let proposal = &self.plan.proposal;
        let from = proposal.release_at.as_ref().map(|at| self.f.minute(at));
        let from = from.unwrap_or_else(|| self.f.t.desk.when_at_once.to_owned());
        match proposal.display_until {
            Some(until) => fill(self.f.t.archive.until, &[&from, &until.to_string()]),
            None => from,
        }
    }

    /// The standing opinion of a kind.
    fn opinion(&self, kind: ReviewKind) -> Option<&Signed> {
        let mut opinions = self.plan.opinions.iter();
        opinions.find(|one| one.stands && one.given.kind == kind)
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
) -> Result<Response> {
    let view = plan::show(&site.app, signed.person.id, id(&text)?).await?;
    let f = Frame::of(&site, &signed.visitor, "desk");
    page(&FormPage {
        audience: audience(&site, &signed, &f, &view).await?,
        body: markdown::html(&view.proposal.body),
        plan: view,
        f,
    })
}
