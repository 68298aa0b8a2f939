use app::post::{self, PostView, StandIn};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::delegation::can_be_delegated;
use domain::ids::{PersonId, PostId};
use domain::words::Duty;

use crate::asked::Query;
use crate::desk::{Done, Fields, id};
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::{self, fill};
use crate::{Result, Site, paths};

/// A form that came back, with everything that was typed.
pub(super) struct Refused {
    /// `delegations` or `handover`.
    pub(super) form: &'static str,
    pub(super) sent: Fields,
    pub(super) sentence: String,
}

#[derive(Template)]
#[template(path = "post/show.html")]
struct Page {
    f: Frame,
    p: &'static texts::Procedure,
    view: PostView,
    done: Option<&'static str>,
    refused: Option<Refused>,
}

impl Page {
    fn address(&self) -> String {
        paths::post(&self.view.post.id)
    }

    fn duties(&self, duties: &[Duty]) -> String {
        self.f.t.admin.duties(duties)
    }

    /// The holders for whom this person may arrange something.
    fn arranges(&self) -> Vec<(PersonId, &str)> {
        let may = |holder: &PersonId| self.view.arranges.contains(holder);
        let holders = self.view.holders.iter();
        holders
            .filter(|(holder, ..)| may(holder))
            .map(|(holder, name, _)| (*holder, name.as_str()))
            .collect()
    }

    fn delegable(&self) -> Vec<Duty> {
        let duties = self.view.post.duties.iter().copied();
        duties.filter(|duty| can_be_delegated(*duty)).collect()
    }

    fn stand_in(&self, one: &StandIn) -> String {
        let (from, until) = (one.delegation.from.to_string(), one.delegation.until.to_string());
        fill(self.p.stand_in_line, &[&one.deputy, &one.holder, &from, &until])
    }

    fn refusal(&self, form: &str) -> Option<&Refused> {
        self.refused.as_ref().filter(|refused| refused.form == form)
    }

    /// What was typed into a field of a form that came back.
    fn typed(&self, form: &str, name: &str) -> &str {
        self.refusal(form).map_or("", |refused| refused.sent.one(name))
    }

    /// Whether a box is ticked: as it was sent, or as the form begins.
    fn ticked(&self, name: &str, value: &str, at_first: bool) -> bool {
        self.refusal("delegations").map_or(at_first, |refused| {
            refused.sent.all(name).iter().any(|sent| sent == value)
        })
    }

    fn has_duty(&self, duty: Duty) -> bool {
        self.ticked("duty", duty.code(), true)
    }

    fn is_away(&self) -> bool {
        self.ticked("away", "yes", self.view.only_away)
    }

    fn chose(&self, form: &str, holder: PersonId) -> bool {
        self.typed(form, "holder") == holder.to_string()
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    Query(Done { done }): Query<Done>,
) -> Result<Response> {
    let mut shown = load(&site, &signed, id(&text)?).await?;
    shown.done = shown.p.done(&done);
    page(&shown)
}

/// The page of a post again, with what was sent and why it was refused.
pub(super) async fn again(
    site: &Site,
    signed: &SignedIn,
    id: PostId,
    (status, refused): (StatusCode, Refused),
) -> Result<Response> {
    let mut shown = load(site, signed, id).await?;
    shown.refused = Some(refused);
    Ok((status, page(&shown)?).into_response())
}

async fn load(site: &Site, signed: &SignedIn, id: PostId) -> Result<Page> {
    let f = Frame::of(site, &signed.visitor, "desk");
    Ok(Page {
        view: post::show(&site.app, signed.person.id, id).await?,
        p: &f.t.procedure,
        f,
        done: None,
        refused: None,
    })
}
