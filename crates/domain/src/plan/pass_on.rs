use super::{Plan, Reassignment, State};
use crate::actor::Actor;
use crate::refusal::PlanRefusal as Refusal;
use crate::words::Duty;

impl Plan {
    /// Passes the plan on to another drafter (移交): by its drafter or the unit's approver, to somebody who
    /// drafts in the unit and has not judged or approved it.
    pub fn pass_on(&self, to: &Actor, by: &Actor) -> Result<Reassignment, Refusal> {
        let may = by.person == self.drafter || by.sits(self.unit, Duty::Approve);
        if !may {
            return Err(Refusal::DutyMissing(Duty::Approve));
        }
        if self.state == State::Released {
            return Err(self.wrong_state());
        }
        if to.person == self.drafter || !to.sits(self.unit, Duty::Draft) {
            return Err(Refusal::SuccessorDoesNotDraft);
        }
        let approved = matches!(self.state, State::Approved { by, .. } if by == to.person);
        if approved || self.has_judged(to.person) {
            return Err(Refusal::SuccessorHasJudged);
        }
        Ok(Reassignment {
            plan: self.id,
            from: self.drafter,
            to: to.person,
        })
    }
}
