use std::sync::Arc;

use domain::actor::Actor;
use domain::admission::Case;
use domain::calendar::Calendar;
use domain::correction::Corrected;
use domain::ids::{PlanId, UnitId};
use domain::matter::Matter;
use domain::plan::{Admission, Plan, State};
use domain::proposal::Proposal;
use domain::refusal::PlanRefusal;
use domain::rulebook::{Entry, Rulebook};
use domain::time::Timestamp;
use domain::words::{Duty, Stage};
use jiff::civil::Date;

use super::store;
use crate::{App, Error, Result, content, correction, delegation, matter, organisation, release, rulebook};

/// A plan with everything the rules ask about it.
pub(crate) struct Loaded {
    pub(crate) plan: Plan,
    pub(crate) matter: Matter,
    pub(crate) proposal: Proposal,
    pub(crate) rules: Arc<Rulebook>,
    /// The matter's entry as it holds for its amount.
    entry: Option<Entry>,
    pub(crate) released: Vec<(Stage, Timestamp)>,
    pub(crate) skipped: Vec<Stage>,
    pub(crate) disclosed: Vec<String>,
    pub(crate) line: Vec<UnitId>,
    pub(crate) corrected: Option<Corrected>,
    calendar: Arc<Calendar>,
}

impl Loaded {
    pub(crate) fn entry(&self) -> Result<&Entry> {
        let missing = || PlanRefusal::NoEntry(self.matter.entry.clone()).into();
        self.entry.as_ref().ok_or_else(missing)
    }

    /// What the last gate says of these bytes at this moment.
    pub(crate) fn admission(&self, app: &App, now: Timestamp) -> Result<Admission> {
        let case = Case {
            entry: self.entry()?,
            stage: self.plan.stage,
            proposal: &self.proposal,
            released: &self.released,
            skipped: &self.skipped,
            disclosed: &self.disclosed,
            line: &self.line,
            matter_title: &self.matter.title,
            corrected: self.corrected.as_ref(),
            calendar: &self.calendar,
            zone: app.zone(),
            now,
        };
        Ok(case.judge())
    }

    /// The last day for the next step, where the rules and the calendar know one.
    pub(crate) fn due(&self, app: &App) -> Result<Option<Date>> {
        Ok(self.plan.due(self.entry()?, &self.calendar, app.zone()))
    }

    /// The moment for which it was approved.
    pub(crate) fn planned(&self) -> Option<Timestamp> {
        match self.plan.state {
            State::Approved { release_at, .. } => Some(release_at),
            _ => None,
        }
    }

    /// Only who takes part in the procedure may know that the plan is there.
    pub(crate) fn seen_by(self, actor: &Actor) -> Result<Self> {
        if self.is_seen_by(actor)? {
            Ok(self)
        } else {
            Err(Error::NotFound)
        }
    }

    /// Whether somebody takes part in its procedure.
    pub(crate) fn is_seen_by(&self, actor: &Actor) -> Result<bool> {
        let entry = self.entry()?;
        let decides =
            self.plan.goes_up(entry) && actor.sits(self.plan.seat_of_approval(entry), Duty::Approve);
        // whoever may confirm what was released urgently looks at what they are to confirm
        let confirms = self.plan.may_confirm_urgent(actor, entry).is_ok();
        Ok(actor.works_in(self.plan.unit) || decides || confirms)
    }
}

pub(crate) async fn load(app: &App, tx: &mut db::Tx, id: PlanId) -> Result<Loaded> {
    let mut plan = store::plan(tx, id).await?.ok_or(Error::NotFound)?;
    let found = matter::store::matter(tx, plan.matter)
        .await?
        .ok_or(Error::NotFound)?;
    let proposal = content::store::proposal(tx, plan.sealed.content).await?;
    let rules = rulebook::of_in(app, tx, found.rulebook).await?;
    let released = release::store::stages(tx, plan.matter).await?;
    let skipped = matter::store::skips(tx, plan.matter)
        .await?
        .into_iter()
        .map(|(stage, _)| stage)
        .collect();
    let entry = rules.entry_for(&found.entry, found.amount);
    let after = entry.as_ref().map_or(&[][..], |entry| &entry.after);
    let disclosed = release::store::disclosed(tx, found.unit, after).await?;
    let line = organisation::store::line(tx, plan.unit).await?;
    plan.line.clone_from(&line);
    plan.crew = delegation::store::crew(tx, plan.unit, app.today()).await?;
    let corrected = match plan.corrects {
        Some(disclosure) => Some(correction::store::corrected(tx, disclosure).await?),
        None => None,
    };
    Ok(Loaded {
        plan,
        matter: found,
        proposal,
        rules,
        entry,
        released,
        skipped,
        disclosed,
        line,
        corrected,
        calendar: rulebook::calendar_in(app, tx).await?,
    })
}
