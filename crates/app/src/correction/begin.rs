use domain::audience::{Share, Token};
use domain::correction::Corrected;
use domain::decision::Decision;
use domain::ids::{PersonId, PlanId};
use domain::proposal::{ChangeNote, Proposal};
use domain::time::Timestamp;

use super::store;
use crate::plan::load;
use crate::{App, Error, Result};

/// Begins a new version of what a plan released: the same text and the same audience, with the reason for the change.
/// The drafter writes on from there, and the plan goes its whole way again.
pub async fn begin(app: &App, by: PersonId, plan: PlanId, why: &str) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let loaded = load(app, &mut change.tx, plan).await?.seen_by(&actor)?;
        loaded.plan.may_correct(&actor)?;
        let place = (loaded.plan.matter, loaded.plan.stage);
        let released = store::newest(&mut change.tx, place)
            .await?
            .ok_or(Error::NotFound)?;
        let corrected = store::corrected(&mut change.tx, released).await?;
        let proposal = next(&loaded.proposal, &corrected, why, change.now);
        let sealed = change.seal(&proposal.bytes()).await?;
        let draft = loaded.plan.correct(released, &proposal, sealed, &actor)?;
        change.record(Decision::Draft(draft)).await
    })
    .await
}

/// What the new version begins with. Whoever sees the old one by now sees the new one at once.
fn next(old: &Proposal, corrected: &Corrected, why: &str, now: Timestamp) -> Proposal {
    let since = |token: Token| {
        let same = |known: Token| known == token || (token == Token::Public && known == Token::NonMembers);
        let lines = corrected.audience.iter().filter(|(known, _)| same(*known));
        lines.map(|(_, from)| *from).min().filter(|from| now < *from)
    };
    let share = |share: &Share| Share {
        token: share.token,
        from: since(share.token),
    };
    Proposal {
        audience: old.audience.iter().map(share).collect(),
        release_at: None,
        change: Some(ChangeNote {
            why: why.trim().to_owned(),
            narrower: String::new(),
        }),
        ..old.clone()
    }
}
