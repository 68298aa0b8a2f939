use super::{Discard, Plan, State};
use crate::actor::Actor;
use crate::refusal::PlanRefusal as Refusal;

impl Plan {
    /// Whether somebody may throw the draft away now: what nobody has judged and nothing was released of.
    pub fn may_discard(&self, by: &Actor) -> Result<(), Refusal> {
        self.drafts(by)?;
        match self.state {
            State::Draft | State::Returned => {}
            State::InReview | State::Approved { .. } | State::Released => return Err(self.wrong_state()),
        }
        let judged = !self.opinions.is_empty() || !self.endorsements.is_empty();
        if judged || self.state == State::Returned || self.corrects.is_some() || self.urgency.is_some() {
            return Err(Refusal::DraftKept);
        }
        Ok(())
    }

    /// Throws the draft away (放弃草稿), as the drafter saw it.
    pub fn discard(&self, seen: i64, by: &Actor) -> Result<Discard, Refusal> {
        self.drafts(by)?;
        self.fresh(seen)?;
        self.may_discard(by)?;
        Ok(Discard {
            plan: self.id,
            edition: self.edition,
        })
    }
}
