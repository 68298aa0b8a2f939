use app::plan::{self, Overview, StageState};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::refusal::PlanRefusal as Refusal;
use domain::words::Authority;

use crate::asked::Query;
use crate::desk::{Done, id};
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::{self, fill};
use crate::{Result, Site, error, paths};

/// The state of a plan that has been released and is not on the way again.
const RELEASED: &str = "released";

/// A matter with its stages. A refused skip shows it again with the reason that was typed.
#[derive(Template)]
#[template(path = "matter_desk/show.html")]
pub(super) struct Page {
    f: Frame,
    w: &'static texts::Desk,
    o: Overview,
    done: Option<&'static str>,
    /// The stage that was not skipped, what was typed, and why not.
    pub(super) refused: Option<(domain::words::Stage, String, String)>,
    /// What was not undone.
    undone: Option<Undone>,
}

/// A new name or a reason that was refused.
struct Undone {
    /// Where it was typed.
    field: &'static str,
    typed: String,
    sentence: String,
}

impl Page {
    pub(super) async fn load(site: &Site, signed: &SignedIn, text: &str, done: &str) -> Result<Self> {
        let f = Frame::of(site, &signed.visitor, "desk");
        let (w, early) = (&f.t.desk, &f.t.early);
        Ok(Self {
            o: plan::overview(&site.app, signed.person.id, id(text)?).await?,
            f,
            done: w.done(done).or_else(|| early.done(done)),
            w,
            refused: None,
            undone: None,
        })
    }

    /// The same again, with what was typed into a field and refused.
    pub(super) async fn undone(
        site: &Site,
        signed: &SignedIn,
        text: &str,
        (refusal, field, typed): (&Refusal, &'static str, String),
    ) -> Result<Response> {
        let mut shown = Self::load(site, signed, text, "").await?;
        let status = error::refused(refusal);
        let sentence = signed.texts().say(refusal);
        shown.undone = Some(Undone {
            field,
            typed,
            sentence,
        });
        Ok((status, page(&shown)?).into_response())
    }

    fn class(&self, stage: &StageState) -> &'static str {
        match (&stage.disclosure, &stage.skipped, &stage.plan) {
            (Some(_), ..) if stage.withdrawn => "now",
            (Some(_), ..) | (_, Some(_), _) => "done",
            (.., Some(_)) => "now",
            _ => "",
        }
    }

    /// Where it stands, as readers know it; where its plan is on the way again, that too.
    fn state(&self, stage: &StageState) -> String {
        let (w, state) = (self.w, stage.plan.as_ref().map(|plan| plan.state.as_str()));
        match (&stage.disclosure, &stage.skipped, state) {
            (Some(_), _, Some(RELEASED) | None) if stage.withdrawn => w.stage_withdrawn.to_owned(),
            (Some(_), _, Some(state)) if stage.withdrawn => fill(w.stage_again_at, &[w.state(state)]),
            (Some(_), _, Some(RELEASED) | None) => w.stage_released.to_owned(),
            (Some(_), _, Some(state)) => fill(w.stage_correcting, &[w.state(state)]),
            (None, Some(_), _) => w.stage_skipped.to_owned(),
            (None, None, Some(state)) => w.state(state).to_owned(),
            (None, None, None) => w.stage_open.to_owned(),
        }
    }

    /// Since when: what was released since its release, whatever became of its plan.
    fn since(&self, stage: &StageState) -> Option<String> {
        let at = stage.released_at.or_else(|| Some(stage.plan.as_ref()?.since));
        at.filter(|_| !stage.withdrawn).map(|at| self.f.day(&at))
    }

    /// Where to draft again what was withdrawn.
    fn again(&self, stage: &StageState) -> Option<String> {
        let plan = stage.plan.as_ref()?;
        let gone = stage.withdrawn && plan.state == RELEASED && self.o.may_draft;
        gone.then(|| paths::correction(&plan.plan))
    }

    fn may_draft(&self, stage: &StageState) -> bool {
        self.o.may_draft && stage.plan.is_none() && stage.skipped.is_none()
    }

    /// The first stage that nobody has begun.
    fn is_next(&self, stage: &StageState) -> bool {
        let first = self
            .o
            .stages
            .iter()
            .find(|one| one.plan.is_none() && one.skipped.is_none());
        first.is_some_and(|first| first.stage == stage.stage)
    }

    fn may_skip(&self, stage: &StageState) -> bool {
        self.o.may_skip
            && stage.skipped.is_none()
            && stage
                .plan
                .as_ref()
                .is_none_or(|plan| matches!(plan.state.as_str(), "draft" | "returned"))
    }

    fn refusal(&self, stage: &StageState) -> Option<(&str, &str)> {
        let (about, typed, sentence) = self.refused.as_ref()?;
        (*about == stage.stage).then_some((typed.as_str(), sentence.as_str()))
    }

    /// What was typed into a field and refused, and why.
    fn not_undone(&self, field: &str) -> Option<&Undone> {
        self.undone.as_ref().filter(|undone| undone.field == field)
    }

    fn plan(&self, stage: &StageState) -> Option<String> {
        stage.plan.as_ref().map(|plan| paths::desk_plan(&plan.plan))
    }

    fn new_plan(&self, stage: &StageState) -> String {
        paths::new_plan(&self.o.matter.id, stage.stage)
    }

    fn address(&self) -> String {
        paths::desk_matter(&self.o.matter.id)
    }

    /// The rules of the entry, in words.
    fn rules(&self) -> Vec<(&'static str, Vec<String>)> {
        let (w, entry) = (self.w, &self.o.entry);
        let mut scope = vec![fill(
            w.rule_scope_words,
            &[w.scope(entry.narrowest), w.scope(entry.widest)],
        )];
        let first = entry.members_first_days;
        scope.extend(first.map(|days| fill(w.rule_members_first, &[&days.to_string()])));
        let noticed = entry.stages.iter().filter(|rule| 0 < rule.notice_days);
        let mut notice: Vec<_> = noticed
            .map(|rule| {
                let stage = (self.f.t.common.stage)(rule.stage);
                fill(w.rule_notice_words, &[stage, &rule.notice_days.to_string()])
            })
            .collect();
        if notice.is_empty() {
            notice.push(w.rule_no_notice.to_owned());
        }
        let amount = self.o.matter.amount.map(|amount| self.f.t.yuan(amount));
        let basis = entry
            .basis
            .iter()
            .map(|basis| format!("{}{}", basis.document, basis.article));
        let mut rules = vec![
            (w.rule_scope, scope),
            (w.rule_notice, notice),
            (w.rule_route, vec![self.route()]),
        ];
        rules.extend(amount.map(|amount| (self.f.t.stricter.amount, vec![amount])));
        let why = self.f.t.stricter(&self.o.reached, self.o.matter.amount);
        rules.extend((!why.is_empty()).then_some((self.f.t.stricter.because, why)));
        rules.extend(
            entry
                .deadline
                .as_ref()
                .map(|deadline| (w.rule_deadline, vec![deadline.words.clone()])),
        );
        rules.push((w.rule_rhythm, vec![w.rhythm(entry.rhythm).to_owned()]));
        rules.push((w.rule_elements, vec![entry.elements.join(self.f.t.common.comma)]));
        rules.push((w.rule_basis, basis.collect()));
        rules
    }

    fn route(&self) -> String {
        let mut steps: Vec<_> = self
            .o
            .entry
            .review
            .iter()
            .map(|kind| self.w.review(*kind))
            .collect();
        steps.push(match self.o.entry.authority {
            Authority::Unit => self.w.approve_unit,
            Authority::Superior => self.w.approve_superior,
        });
        steps.join(" → ")
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    Query(Done { done }): Query<Done>,
) -> Result<Response> {
    page(&Page::load(&site, &signed, &text, &done).await?)
}
