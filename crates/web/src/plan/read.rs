use app::ledger;
use app::plan::{self, NextStep, Part, PlanView, Rung};
use app::reader::{Credit, Reader};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::plan::{State, Step};
use domain::proposal::ChangeNote;
use domain::refusal::PlanRefusal;
use domain::time::Timestamp;
use domain::words::ReviewKind;

use super::outlook::{Outlook, audience, ways};
use crate::attachment::File;
use crate::frame::{Frame, page};
use crate::likeness::Section;
use crate::session::SignedIn;
use crate::texts::{self, fill};
use crate::{Result, Site, paths};

/// What somebody sent that was refused, so that nothing typed is lost.
pub(super) struct Refused {
    /// Which form: a kind's code, `approval` or `return`.
    pub(super) form: String,
    pub(super) agrees: Option<bool>,
    pub(super) words: String,
    pub(super) sentence: String,
}

/// A plan for those who read it: reviewers, the approver, the unit's others.
#[derive(Template)]
#[template(path = "plan/show.html")]
pub(super) struct Reading {
    f: Frame,
    w: &'static texts::Desk,
    p: &'static texts::Procedure,
    plan: PlanView,
    outlook: Outlook,
    files: Vec<File>,
    obstacles: Vec<String>,
    /// What it is alike to, before it is released.
    likeness: Option<Section>,
    audience: Vec<String>,
    /// The sources it credits, as far as this person may read them.
    credits: Vec<Credit>,
    /// The page of what became of it, for those who may see that.
    disclosure: Option<String>,
    /// Whether it was released and readers do not see it yet, as the ledger has not signed it.
    pub(super) is_unsigned: bool,
    /// Whether the matter's page opens for this person too.
    opens_matter: bool,
    pub(super) done: Option<&'static str>,
    refused: Option<Refused>,
    now: Timestamp,
}

impl Reading {
    pub(super) async fn new(site: &Site, signed: &SignedIn, view: PlanView) -> Result<Self> {
        let f = Frame::of(site, &signed.visitor, "desk");
        let w = &f.t.desk;
        let audience = audience(site, signed, &f, &view).await?;
        let unit = view.matter.unit;
        let (mut disclosure, mut is_unsigned) = (None, false);
        let mut reader = Reader::open(&site.app, Some(signed.person.id)).await?;
        let credits = reader.credits(&view.proposal.credits).await?;
        if let Some(id) = view.disclosure {
            is_unsigned = !ledger::is_signed(&site.app, id).await?;
            disclosure = reader
                .disclosure(id)
                .await?
                .map(|found| paths::disclosure(&found.id));
        }
        drop(reader);
        let actor = app::organisation::actor(&site.app, signed.person.id).await?;
        Ok(Self {
            audience,
            credits,
            likeness: Section::of(site, signed, (&f, view.id)).await?,
            files: File::all(f.t, &view.proposal, &paths::desk_plan(&view.id)),
            outlook: Outlook::of(site, &f, &view.proposal).await?,
            obstacles: view.obstacles.iter().map(|obstacle| f.t.say(obstacle)).collect(),
            opens_matter: actor.works_in(unit),
            disclosure,
            is_unsigned,
            plan: view,
            p: &f.t.procedure,
            f,
            w,
            done: None,
            refused: None,
            now: site.app.now(),
        })
    }

    fn address(&self) -> String {
        paths::desk_plan(&self.plan.id)
    }

    fn matter(&self) -> String {
        paths::desk_matter(&self.plan.matter.id)
    }

    fn ways(&self) -> Option<String> {
        ways(&self.f, &self.plan.proposal)
    }

    fn release(&self) -> String {
        match self.plan.state {
            State::Approved { release_at, .. } => self.f.minute(&release_at),
            _ => self.outlook.when.clone(),
        }
    }

    /// Whether it was released, withdrawn, and nobody has begun anew.
    fn is_gone(&self) -> bool {
        self.plan.withdrawn && self.plan.state == State::Released
    }

    /// What the text changes, unless it is gone with the text.
    fn change(&self) -> Option<&ChangeNote> {
        self.plan.proposal.change.as_ref().filter(|_| !self.is_gone())
    }

    /// Whether the present person decides, now or once the reviews are there.
    fn approves(&self) -> bool {
        matches!(self.plan.may.approve, Ok(()))
    }

    /// What the approver still waits for.
    fn waits_for(&self) -> Option<String> {
        match &self.plan.may.approve {
            Err(refusal @ (PlanRefusal::ReviewMissing(_) | PlanRefusal::EndorsementMissing))
                if self.plan.may.send_back =>
            {
                Some(fill(self.w.approve_waits, &[&self.f.t.say(refusal)]))
            }
            _ => None,
        }
    }

    /// The steps that can be done now, each with those who can.
    fn next(&self) -> Vec<String> {
        let sentence = |next: &NextStep| {
            let step = match next.step {
                Step::Draft => self.p.next_draft,
                Step::Review(kind) => self.w.review(kind),
                Step::Endorse => self.p.next_endorse,
                Step::Approve => self.p.next_approve,
            };
            if next.who.is_empty() {
                fill(self.p.next_nobody, &[step, &next.unit_name])
            } else {
                fill(self.p.next_who, &[step, &self.f.t.hands(&next.who)])
            }
        };
        self.plan.way.next.iter().map(sentence).collect()
    }

    /// By when, and whether that is over.
    fn due(&self) -> Option<(bool, String)> {
        let (due, late) = (self.plan.way.due?, self.plan.way.late);
        let words = if late { self.p.late } else { self.p.due };
        Some((late, fill(words, &[&due.to_string()])))
    }

    /// Whether it was released before its review was through and waits to be confirmed.
    fn is_urgent(&self) -> bool {
        self.plan.urgency.as_ref().is_some_and(|urgency| urgency.waits)
    }

    /// The units on the way up: a class, a name, and what it does.
    fn chain(&self) -> Vec<(&'static str, &str, String)> {
        let viewed = self.plan.way.views.iter().any(|view| view.stands);
        let rung = |rung: &'_ Rung| {
            let who = if rung.who.is_empty() {
                self.p.chain_nobody.to_owned()
            } else {
                self.f.t.hands(&rung.who)
            };
            match rung.part {
                Part::PassesOn => ("", self.p.chain_passes.to_owned()),
                Part::Views if viewed => (
                    "done",
                    fill("{}{}{}", &[self.p.chain_views, self.f.t.common.colon, &who]),
                ),
                Part::Views => (
                    "now",
                    fill("{}{}{}", &[self.p.chain_views, self.f.t.common.colon, &who]),
                ),
                Part::Decides => (
                    "",
                    fill("{}{}{}", &[self.p.chain_decides, self.f.t.common.colon, &who]),
                ),
            }
        };
        let rungs = self.plan.way.rungs.iter();
        rungs
            .map(|one| {
                let (class, words) = rung(one);
                (class, one.unit_name.as_str(), words)
            })
            .collect()
    }

    /// The unit that decides after the unit's view.
    fn decider(&self) -> &str {
        let mut rungs = self.plan.way.rungs.iter();
        let decides = rungs.find(|rung| rung.part == Part::Decides);
        decides.map_or("", |rung| rung.unit_name.as_str())
    }

    fn takes_back(&self) -> bool {
        matches!(self.plan.state, State::Approved { .. })
    }

    /// What the confirming button says: exactly what will happen.
    fn confirm(&self) -> String {
        match self.plan.proposal.release_at {
            Some(at) if self.now < at => fill(self.w.approve_at, &[&self.f.minute(&at)]),
            _ => self.w.approve_now.to_owned(),
        }
    }

    fn typed(&self, form: &str) -> &str {
        self.refusal(form).map_or("", |refused| refused.words.as_str())
    }

    fn refusal(&self, form: &str) -> Option<&Refused> {
        self.refused.as_ref().filter(|refused| refused.form == form)
    }

    fn chose(&self, kind: ReviewKind, agrees: bool) -> bool {
        self.refusal(kind.code())
            .is_some_and(|refused| refused.agrees == Some(agrees))
    }
}

/// The page of a plan again, as it is now, with what was sent and why it was refused.
pub(super) async fn again(
    site: &Site,
    signed: &SignedIn,
    id: domain::ids::PlanId,
    (status, refused): (StatusCode, Refused),
) -> Result<Response> {
    let view = plan::show(&site.app, signed.person.id, id).await?;
    let mut reading = Reading::new(site, signed, view).await?;
    reading.refused = Some(refused);
    Ok((status, page(&reading)?).into_response())
}
