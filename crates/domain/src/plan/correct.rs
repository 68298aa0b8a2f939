use super::{Draft, Plan, State, well_formed};
use crate::actor::Actor;
use crate::content::Sealed;
use crate::ids::DisclosureId;
use crate::proposal::Proposal;
use crate::refusal::PlanRefusal as Refusal;
use crate::words::Duty;

impl Plan {
    /// Begins a new version of what was released (更正). The plan goes its whole way again, in the hands of whoever
    /// begins it.
    pub fn correct(
        &self,
        released: DisclosureId,
        proposal: &Proposal,
        sealed: Sealed,
        by: &Actor,
    ) -> Result<Draft, Refusal> {
        self.may_correct(by)?;
        well_formed(proposal)?;
        let note = proposal.change.as_ref();
        if note.is_none_or(|note| note.why.trim().is_empty()) {
            return Err(Refusal::ChangeNoteMissing);
        }
        Ok(Draft {
            plan: self.id,
            matter: self.matter,
            stage: self.stage,
            drafter: by.person,
            author: None,
            edition: self.edition + 1,
            sealed,
            corrects: Some(released),
        })
    }

    /// Whether somebody may begin a new version of what was released.
    pub fn may_correct(&self, by: &Actor) -> Result<(), Refusal> {
        if !by.sits(self.unit, Duty::Draft) {
            return Err(Refusal::DutyMissing(Duty::Draft));
        }
        if self.state != State::Released {
            return Err(self.wrong_state());
        }
        Ok(())
    }
}
