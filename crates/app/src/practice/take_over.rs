use domain::credit::Source;
use domain::ids::{DisclosureId, MatterId, PersonId, PlanId};
use domain::proposal::Proposal;
use domain::refusal::PlanRefusal;
use domain::words::Stage;

use crate::plan::{Drafting, begin};
use crate::reader::{Disclosure, Reader};
use crate::{App, Error, Result, matter, rulebook};

/// Where a practice goes.
#[derive(Clone, Debug)]
pub struct Taking {
    /// The matter.
    pub matter: MatterId,
    /// Its stage, which has no plan yet.
    pub stage: Stage,
    /// A key of the sender's; a second sending of the same key gives the first one's answer.
    pub once: Option<String>,
}

/// Begins the plan of a stage with the title and the text of a practice, which it credits. Its drafter writes on from
/// there. What they typed for this stage and did not save stays kept.
pub async fn take_over(app: &App, by: PersonId, practice: DisclosureId, taking: Taking) -> Result<PlanId> {
    let found = text_of(app, by, practice).await?;
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let matter = matter::store::matter(&mut change.tx, taking.matter)
            .await?
            .filter(|matter| actor.works_in(matter.unit))
            .ok_or(Error::NotFound)?;
        let rules = rulebook::of_in(app, &mut change.tx, matter.rulebook).await?;
        let entry = rules
            .entry_for(&matter.entry, matter.amount)
            .ok_or_else(|| PlanRefusal::NoEntry(matter.entry.clone()))?;
        let source = Source {
            disclosure: found.id,
            matter: found.matter,
        };
        let text = Proposal {
            body: found.proposal.body.clone(),
            ..Proposal::begun(&found.proposal.title, matter.unit, &entry)
        };
        let drafting = Drafting {
            matter: matter.id,
            stage: taking.stage,
            proposal: text.crediting(matter.id, source, 0)?,
            once: taking.once.clone(),
        };
        begin(app, change, drafting).await
    })
    .await
}

/// The newest version that the person may read of what is on the shelf.
async fn text_of(app: &App, by: PersonId, practice: DisclosureId) -> Result<Disclosure> {
    let mut reader = Reader::open(app, Some(by)).await?;
    let asked = reader.disclosure(practice).await?.ok_or(Error::NotFound)?;
    let shelved = reader.practice(&asked).await?.ok_or(Error::NotFound)?;
    if shelved.listed.id == asked.id {
        return Ok(asked);
    }
    reader.disclosure(shelved.listed.id).await?.ok_or(Error::NotFound)
}
