use domain::decision::Decision;
use domain::ids::{PersonId, UnitId, WithholdingId};
use domain::obligation::About;
use domain::withholding::{self, Candidate, Words};
use domain::words::Track;

use super::notice;
use crate::{App, Error, Result, matter, obligation, plan};

/// Files that some obligations of one entry are not disclosed. Nothing changes before somebody else confirms it.
pub async fn file(
    app: &App,
    by: PersonId,
    unit: UnitId,
    (track, entry, about): (Track, &str, &[About]),
    words: &Words,
) -> Result<WithholdingId> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        if !actor.works_in(unit) {
            return Err(Error::NotFound);
        }
        let owed = obligation::some(app, &mut change.tx, unit, (track, entry, about)).await?;
        // what is hidden on lists is not to stand in a notice either, so the words are held against the title itself
        let mut titles = Vec::new();
        for owed in &owed {
            let found = match owed.obligation.about {
                About::Stage(matter, _) => matter::store::matter(&mut change.tx, matter).await?,
                About::Period { .. } | About::Standing => None,
            };
            titles.push(found.map(|found| found.title));
        }
        let mut candidates = Vec::new();
        for (owed, title) in owed.iter().zip(&titles) {
            let planned = match owed.obligation.about {
                About::Stage(matter, stage) => {
                    plan::store::is_under_way(&mut change.tx, matter, stage).await?
                }
                About::Period { .. } | About::Standing => false,
            };
            candidates.push(Candidate {
                obligation: &owed.obligation,
                title: title.as_deref(),
                planned,
            });
        }
        let id = WithholdingId(app.new_id());
        let today = change.now.day(app.zone());
        let request = withholding::file(id, unit, &candidates, words, (&actor, today))?;
        change.record(Decision::WithholdingRequest(request)).await?;
        Ok(id)
    })
    .await
}

/// Files, after a re-assessment, that a notice goes on. It holds as it is until somebody else confirms the new one.
pub async fn renew(app: &App, by: PersonId, old: WithholdingId, words: &Words) -> Result<WithholdingId> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let (notice, _) = notice(app, &mut change.tx, (old, &actor)).await?;
        let id = WithholdingId(app.new_id());
        let today = change.now.day(app.zone());
        let request = notice.renew(id, words, (&actor, today))?;
        change.record(Decision::WithholdingRequest(request)).await?;
        Ok(id)
    })
    .await
}
