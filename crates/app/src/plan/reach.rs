use std::collections::HashSet;

use domain::audience::{self, Share, Token};
use domain::ids::{PersonId, PlanId};
use domain::proposal::Proposal;
use domain::time::Timestamp;

use super::load;
use crate::organisation::{self, actor_in, standing_in};
use crate::{App, Result};

/// How many would see it from a moment on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// From when; nothing means from the release.
    pub from: Option<Timestamp>,
    /// How many people with accounts, all steps before included.
    pub persons: i64,
    /// Whether it is everybody.
    pub everybody: bool,
}

/// Who would see a proposal, step by step: “312 people now, everyone from 1 June”.
pub async fn reach(app: &App, proposal: &Proposal) -> Result<Vec<Step>> {
    let mut tx = app.view().await?;
    let mut times: Vec<_> = proposal.audience.iter().map(|share| share.from).collect();
    times.sort();
    times.dedup();
    let mut steps = Vec::new();
    for from in times {
        let tokens: Vec<_> = proposal
            .audience
            .iter()
            .filter(|share| share.from <= from)
            .map(|share| share.token)
            .collect();
        let everybody = tokens.contains(&Token::Public);
        steps.push(Step {
            from,
            persons: count(&mut tx, &tokens).await?,
            everybody,
        });
    }
    Ok(steps)
}

async fn count(tx: &mut db::Tx, tokens: &[Token]) -> Result<i64> {
    if tokens.contains(&Token::Public) {
        return organisation::store::count_active(tx).await;
    }
    let members = tokens.contains(&Token::Members);
    let mut persons = HashSet::new();
    for token in tokens {
        persons.extend(match token {
            Token::Public | Token::Members | Token::NonMembers => Vec::new(),
            Token::Subtree(unit) => organisation::store::in_subtree(tx, *unit, members).await?,
            Token::Unit(unit) => organisation::store::in_unit(tx, *unit, members).await?,
            Token::Group(group) => organisation::store::in_group(tx, *group, members).await?,
            Token::Person(person) => organisation::store::in_person(tx, *person, members).await?,
        });
    }
    let counted = if members {
        organisation::store::count_members(tx).await?
    } else {
        0
    };
    Ok(counted + i64::try_from(persons.len()).unwrap_or(i64::MAX))
}

/// Whether a named person would see a plan's disclosure, and from when (nothing means from the release).
pub async fn view_as(
    app: &App,
    by: PersonId,
    plan: PlanId,
    code: &str,
) -> Result<Option<(String, Option<Share>)>> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, by, app.today()).await?;
    let loaded = load(app, &mut tx, plan).await?.seen_by(&actor)?;
    let Some(person) = organisation::store::person_by_code(&mut tx, code).await? else {
        return Ok(None);
    };
    let standing = standing_in(&mut tx, person.id).await?;
    let tokens = audience::tokens(standing.as_ref());
    let share = loaded
        .proposal
        .audience
        .iter()
        .filter(|share| tokens.contains(&share.token))
        .min_by_key(|s| s.from);
    Ok(Some((person.name, share.copied())))
}
