use app::plan::{self, PlanView};
use app::reader::{Credit, Reader};
use askama::Template;
use domain::audience::Token;
use domain::elements;
use domain::ids::{MatterId, UnitId};
use domain::plan::State;
use domain::proposal::Proposal;
use domain::refusal::PlanRefusal;
use domain::rulebook::Entry;
use domain::words::{Stage, Track, Way};

use super::clash::Clash;
use super::draft::{Draft, PERSON};
use super::outlook::{Outlook, label};
use super::parse::Fault;
use super::start::Start;
use super::unsaved::Unsaved;
use crate::desk::Fields;
use crate::frame::Frame;
use crate::likeness::Section;
use crate::session::SignedIn;
use crate::texts::{self, fill};
use crate::{Result, Site, paths};

/// The button that shows what the text will look like.
const PREVIEW: &str = "preview";

/// What a plan is about; it is known before the plan is there.
pub(super) struct About {
    pub(super) matter: MatterId,
    pub(super) matter_title: String,
    pub(super) unit: UnitId,
    pub(super) unit_name: String,
    pub(super) track: Track,
    pub(super) entry: Entry,
    pub(super) stage: Stage,
}

/// The form of a plan, new or stored, in whatever condition it has to be shown.
#[derive(Template)]
#[template(path = "plan/edit.html")]
pub(super) struct Editor {
    pub(super) f: Frame,
    pub(super) w: &'static texts::Desk,
    pub(super) about: About,
    pub(super) plan: Option<PlanView>,
    /// The sources it credits, as far as this drafter may read them.
    credits: Vec<Credit>,
    pub(super) draft: Draft,
    choices: Vec<(String, String)>,
    pub(super) faults: Vec<Fault>,
    /// What the procedure says no to.
    pub(super) refusal: Option<PlanRefusal>,
    /// What it would look like, when that is known.
    pub(super) outlook: Option<Outlook>,
    pub(super) obstacles: Vec<String>,
    /// What the stored text is alike to.
    pub(super) likeness: Option<Section>,
    /// Whether the preview was asked for.
    pub(super) preview: bool,
    /// In how many places personal data was hidden just now.
    pub(super) masked: Option<usize>,
    /// What came of reading a Word document.
    pub(super) read_in: Option<String>,
    /// Why a Word document was not read.
    pub(super) unread: Option<String>,
    pub(super) done: Option<&'static str>,
    /// What came of a deed that leaves something to mend.
    pub(super) warned: Option<String>,
    /// What was typed earlier and not saved.
    pub(super) unsaved: Option<Unsaved>,
    /// Who else is writing here, each in a sentence.
    pub(super) others: Vec<String>,
    /// What one could begin a new text with.
    pub(super) starts: Vec<Start>,
    /// What it was begun with.
    pub(super) started: Option<String>,
    /// Where the stored text and the drafter's differ, when both came from an older one.
    pub(super) clash: Option<Clash>,
}

impl Editor {
    pub(super) async fn new(site: &Site, signed: &SignedIn, about: About, draft: Draft) -> Result<Self> {
        let f = Frame::of(site, &signed.visitor, "desk");
        // lines that were typed keep their option even when it is none that we would offer
        let tokens = draft.rows.iter().filter_map(|row| row.scope.parse().ok());
        let present: Vec<_> = tokens
            .map(|token| domain::audience::Share { token, from: None })
            .collect();
        let choices = plan::choices(&site.app, signed.person.id, about.unit, &present).await?;
        let named: Vec<_> = choices
            .into_iter()
            .filter(|(token, _)| !matches!(token, Token::Person(_)))
            .map(|(token, name)| (token.to_string(), label(&f, token, name.as_deref(), about.unit)))
            .collect();
        let w = &f.t.desk;
        Ok(Self {
            f,
            choices: named
                .into_iter()
                .chain([(PERSON.to_owned(), w.scope_person.to_owned())])
                .collect(),
            w,
            about,
            plan: None,
            credits: Vec::new(),
            draft,
            faults: Vec::new(),
            refusal: None,
            outlook: None,
            obstacles: Vec::new(),
            likeness: None,
            preview: false,
            masked: None,
            read_in: None,
            unread: None,
            done: None,
            warned: None,
            unsaved: None,
            others: Vec::new(),
            starts: Vec::new(),
            started: None,
            clash: None,
        })
    }

    /// The form of a stored plan.
    pub(super) async fn of_plan(
        site: &Site,
        signed: &SignedIn,
        view: PlanView,
        draft: Draft,
    ) -> Result<Self> {
        let mut editor = Self::new(site, signed, About::from(&view), draft).await?;
        let mut reader = Reader::open(&site.app, Some(signed.person.id)).await?;
        editor.credits = reader.credits(&view.proposal.credits).await?;
        editor.plan = Some(view);
        Ok(editor)
    }

    /// What to look at in a text that came from the shelf.
    pub(super) fn taken_over(&self) -> Option<String> {
        let source = self.credits.first()?;
        let words = [source.title.as_str(), &source.unit_name];
        Some(fill(self.f.t.practice.taken, &words))
    }

    /// Adds what a proposal would look like, who would see it, and what stands in its way.
    pub(super) async fn look_at(
        &mut self,
        site: &Site,
        signed: &SignedIn,
        proposal: &Proposal,
    ) -> Result<()> {
        let place = (self.about.matter, self.about.stage);
        let obstacles = plan::check(&site.app, signed.person.id, place, proposal).await?;
        self.obstacles = obstacles.iter().map(|obstacle| self.f.t.say(obstacle)).collect();
        self.outlook = Some(Outlook::of(site, &self.f, proposal).await?);
        Ok(())
    }

    /// Tells what a deed came to. What was sent to review and cannot be approved as it is, is nothing to be glad of.
    pub(super) fn tell(&mut self, deed: &str, done: Option<&'static str>) {
        if deed == "submitted" && !self.obstacles.is_empty() {
            let failed = self.obstacles.len().to_string();
            self.warned = Some(fill(self.w.done_submitted_shut, &[&failed]));
        } else {
            self.done = done;
        }
    }

    /// Whether it takes up what was withdrawn.
    fn is_again(&self) -> bool {
        self.plan.as_ref().is_some_and(|plan| plan.withdrawn)
    }

    /// What hiding personal data came to.
    fn masked(&self) -> Option<String> {
        self.masked.map(|places| match places {
            0 => self.w.mask_nothing.to_owned(),
            _ => fill(self.w.mask_done, &[&places.to_string()]),
        })
    }

    /// Does what a button asks that changes only the form; says whether the page is to be shown again as it is.
    pub(super) fn rearrange(&mut self, action: &str) -> bool {
        if action == "mask" {
            self.masked = Some(self.draft.mask());
        }
        if action == "headings" {
            self.draft.body = elements::with_headings(&self.draft.body, &self.about.entry.elements);
            return true;
        }
        self.draft.reshape(action)
    }

    /// What a button asks. A form that was sent before somebody signed in again is only shown.
    pub(super) fn taken_back<'a>(&mut self, sent: &Fields, action: &'a str) -> &'a str {
        if !sent.comes_back() {
            return action;
        }
        self.warned = Some(self.f.t.held.back.to_owned());
        PREVIEW
    }

    /// Whether a button asks only to see.
    pub(super) fn only_shows(action: &str) -> bool {
        matches!(action, PREVIEW | "mask")
    }

    fn address(&self) -> String {
        match &self.plan {
            Some(plan) => paths::desk_plan(&plan.id),
            None => paths::new_plan(&self.about.matter, self.about.stage),
        }
    }

    /// Where a Word document to begin with is sent.
    fn manuscript(&self) -> String {
        paths::manuscript(&self.about.matter, self.about.stage)
    }

    /// What opens the page of attachments says how many there are.
    fn attachments(&self) -> String {
        let attached = self
            .plan
            .as_ref()
            .map_or(0, |plan| plan.proposal.attachments.len());
        fill(self.f.t.attaching.open, &[&attached.to_string()])
    }

    fn matter(&self) -> String {
        paths::desk_matter(&self.about.matter)
    }

    fn fault(&self, field: &str) -> Option<&str> {
        self.faults
            .iter()
            .find(|fault| fault.field == field)
            .map(|fault| fault.sentence.as_str())
    }

    fn state(&self) -> &'static str {
        self.plan
            .as_ref()
            .map_or(self.w.not_saved, |plan| self.w.state(plan.state.code()))
    }

    fn in_review(&self) -> bool {
        self.plan.as_ref().is_some_and(super::in_review)
    }

    fn returned(&self) -> Option<&str> {
        let plan = self.plan.as_ref().filter(|plan| plan.state == State::Returned)?;
        plan.words.as_deref()
    }

    /// The stored plan, when it is newer than what the drafter looked at.
    fn newer(&self) -> Option<&PlanView> {
        self.plan
            .as_ref()
            .filter(|_| matches!(self.refusal, Some(PlanRefusal::Stale { .. })))
    }

    /// What stands in the way, unless the page already shows both texts.
    fn refused(&self) -> Option<&PlanRefusal> {
        self.refusal
            .as_ref()
            .filter(|refusal| !matches!(refusal, PlanRefusal::Stale { .. }))
    }

    fn other_ways() -> impl Iterator<Item = Way> {
        Way::ALL.iter().copied().filter(|way| *way != Way::Platform)
    }

    fn has_way(&self, way: Way) -> bool {
        self.draft.ways.iter().any(|code| code == way.code())
    }

    fn has_element(&self, element: &String) -> bool {
        self.draft.elements.contains(element)
    }
}

impl From<&PlanView> for About {
    fn from(view: &PlanView) -> Self {
        Self {
            matter: view.matter.id,
            matter_title: view.matter.title.clone(),
            unit: view.matter.unit,
            unit_name: view.unit_name.clone(),
            track: view.matter.track,
            entry: view.entry.clone(),
            stage: view.stage,
        }
    }
}
