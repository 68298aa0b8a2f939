use db::Tx;
use domain::actor::Actor;
use domain::admission::Case;
use domain::audience::{Share, Token};
use domain::ids::{MatterId, PersonId, PlanId, UnitId};
use domain::proposal::Proposal;
use domain::refusal::{AdmissionRefusal, PlanRefusal};
use domain::words::Stage;

use super::load;
use crate::organisation::{self, actor_in, token_name};
use crate::{App, Error, Result, correction, matter, release, rulebook};

/// What the last gate would say now of bytes that nobody has saved yet.
pub async fn check(
    app: &App,
    by: PersonId,
    (id, stage): (MatterId, Stage),
    proposal: &Proposal,
) -> Result<Vec<AdmissionRefusal>> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, by, app.today()).await?;
    let found = matter::store::matter(&mut tx, id).await?.ok_or(Error::NotFound)?;
    works_there(&actor, found.unit)?;
    let rules = rulebook::of_in(app, &mut tx, found.rulebook).await?;
    let entry = rules
        .entry_for(&found.entry, found.amount)
        .ok_or_else(|| PlanRefusal::NoEntry(found.entry.clone()))?;
    let released = release::store::stages(&mut tx, id).await?;
    let skips = matter::store::skips(&mut tx, id).await?;
    let skipped: Vec<_> = skips.into_iter().map(|(stage, _)| stage).collect();
    let disclosed = release::store::disclosed(&mut tx, found.unit, &entry.after).await?;
    let line = organisation::store::line(&mut tx, found.unit).await?;
    let newest = correction::store::newest(&mut tx, (id, stage)).await?;
    let corrected = match newest {
        Some(disclosure) => Some(correction::store::corrected(&mut tx, disclosure).await?),
        None => None,
    };
    let calendar = rulebook::calendar_in(app, &mut tx).await?;
    let case = Case {
        entry: &entry,
        stage,
        proposal,
        released: &released,
        skipped: &skipped,
        disclosed: &disclosed,
        line: &line,
        matter_title: &found.title,
        corrected: corrected.as_ref(),
        calendar: &calendar,
        zone: app.zone(),
        now: app.now(),
    };
    Ok(case.judge().err().unwrap_or_default())
}

/// What a drafter of a unit chooses an audience from, each with the name of its unit or group: everybody, the
/// members, the unit and those above it, their groups, and whatever the plan already names.
pub async fn choices(
    app: &App,
    by: PersonId,
    unit: UnitId,
    present: &[Share],
) -> Result<Vec<(Token, Option<String>)>> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, by, app.today()).await?;
    works_there(&actor, unit)?;
    let line = organisation::store::line(&mut tx, unit).await?;
    let groups = organisation::store::groups(&mut tx).await?;
    let mut tokens = vec![Token::Public, Token::Members, Token::Unit(unit)];
    tokens.extend(line.iter().copied().map(Token::Subtree));
    tokens.extend(
        groups
            .into_iter()
            .filter(|group| line.contains(&group.unit))
            .map(|group| Token::Group(group.id)),
    );
    for share in present {
        if !tokens.contains(&share.token) {
            tokens.push(share.token);
        }
    }
    names(&mut tx, tokens).await
}

/// Who a plan's audience is, in names, for whoever takes part in its procedure.
pub async fn audience(app: &App, by: PersonId, id: PlanId) -> Result<Vec<(Share, Option<String>)>> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, by, app.today()).await?;
    let loaded = load(app, &mut tx, id).await?.seen_by(&actor)?;
    let tokens = loaded.proposal.audience.iter().map(|share| share.token).collect();
    let named = names(&mut tx, tokens).await?;
    Ok(loaded
        .proposal
        .audience
        .iter()
        .copied()
        .zip(named.into_iter().map(|(_, name)| name))
        .collect())
}

async fn names(tx: &mut Tx, tokens: Vec<Token>) -> Result<Vec<(Token, Option<String>)>> {
    let groups = organisation::store::groups(tx).await?;
    let mut named = Vec::with_capacity(tokens.len());
    for token in tokens {
        let mut name = token_name(tx, token).await?;
        // units give their groups the same names
        if let Some(group) = groups.iter().find(|group| token == Token::Group(group.id)) {
            let unit = token_name(tx, Token::Unit(group.unit)).await?;
            name = name.map(|name| {
                [Some(name), unit]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" · ")
            });
        }
        named.push((token, name));
    }
    Ok(named)
}

fn works_there(actor: &Actor, unit: UnitId) -> Result<()> {
    if actor.works_in(unit) {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}
