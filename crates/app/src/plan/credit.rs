use domain::credit::Source;
use domain::ids::{DisclosureId, PersonId, PlanId};
use domain::proposal::Proposal;

use super::{load, write};
use crate::plan::load::Loaded;
use crate::reader::Reader;
use crate::{App, Error, Result};

/// Credits a disclosure that its drafter may read in the edition they saw (注明出处). Returns the new edition.
pub async fn credit(
    app: &App,
    by: PersonId,
    (plan, seen): (PlanId, i64),
    source: DisclosureId,
) -> Result<i64> {
    let mut reader = Reader::open(app, Some(by)).await?;
    let found = reader.disclosure(source).await?.ok_or(Error::NotFound)?;
    let loaded = load(app, reader.view(), plan).await?;
    let shown = reader.credits(&loaded.proposal.credits).await?.len();
    drop(reader);
    let source = Source {
        disclosure: found.id,
        matter: found.matter,
    };
    rewrite(app, by, (plan, seen), |loaded| {
        Ok(loaded.proposal.crediting(loaded.plan.matter, source, shown)?)
    })
    .await
}

/// Takes the credit of a source back that the drafter may read.
pub async fn take_credit_back(
    app: &App,
    by: PersonId,
    (plan, seen): (PlanId, i64),
    source: DisclosureId,
) -> Result<i64> {
    let mut reader = Reader::open(app, Some(by)).await?;
    // what somebody may not see in a draft they cannot take out of it either
    if reader.credits(&[source]).await?.is_empty() {
        return Err(Error::NotFound);
    }
    drop(reader);
    rewrite(app, by, (plan, seen), |loaded| {
        loaded.proposal.not_crediting(source).ok_or(Error::NotFound)
    })
    .await
}

async fn rewrite(
    app: &App,
    by: PersonId,
    (plan, seen): (PlanId, i64),
    next: impl Fn(&Loaded) -> Result<Proposal>,
) -> Result<i64> {
    let next = &next;
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let loaded = load(app, &mut change.tx, plan).await?.seen_by(&actor)?;
        loaded.plan.may_edit(&actor)?;
        write(change, &loaded.plan, seen, &next(&loaded)?).await
    })
    .await
}
