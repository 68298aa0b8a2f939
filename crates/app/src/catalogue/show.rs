use std::sync::Arc;

use domain::catalogue::{Done, Obstacles, Version};
use domain::ids::{CatalogueId, PersonId, RulebookId};
use domain::refusal::Looseness;
use domain::rulebook::Rulebook;
use jiff::civil::Date;

use super::{load, store};
use crate::organisation::{self, actor_in};
use crate::plan::{self, Hand};
use crate::{App, Error, Result, content, rulebook};

/// A version for those who take part in its way.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The version.
    pub version: Version,
    /// Its rules.
    pub rules: Rulebook,
    /// The name of its unit.
    pub unit_name: String,
    /// The name of the unit it is filed with; the root's own.
    pub superior_name: String,
    /// What was done with it.
    pub steps: Vec<StepLine>,
    /// What stands in the way of sending it on.
    pub obstacles: Obstacles,
    /// The day from which it would hold if it were accepted today.
    pub day: Date,
    /// What holds for the unit today and would be replaced.
    pub replaces: Option<(RulebookId, Arc<Rulebook>)>,
    /// Units that have none of their own and would follow it, and those whose own it would be held against.
    pub reach: (usize, usize),
    /// What its import understood, as it was kept.
    pub report: Option<Vec<u8>>,
    /// What this person may do.
    pub may: May,
}

/// What somebody may do with a version now.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one button of the page")]
pub struct May {
    /// Change it and send it on.
    pub edit: bool,
    /// Check it.
    pub check: bool,
    /// File it.
    pub file: bool,
    /// Accept it.
    pub accept: bool,
    /// Send it back.
    pub send_back: bool,
}

/// A step with the name of who did it.
#[derive(Clone, Debug)]
pub struct StepLine {
    /// What was done.
    pub done: Done,
    /// By whom; nobody when the platform itself did it.
    pub hand: Option<Hand>,
}

impl Shown {
    /// Where one of its entries is looser than the superior's.
    pub fn looser<'s>(&'s self, key: &'s str) -> impl Iterator<Item = &'s Looseness> {
        self.obstacles.looser.iter().filter(move |found| found.key == key)
    }
}

/// A version for somebody who takes part in its way. For everybody else it is not there.
pub async fn show(app: &App, person: PersonId, id: CatalogueId) -> Result<Shown> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, person, app.today()).await?;
    let loaded = load(app, &mut tx, id).await?;
    if !loaded.version.may_see(&actor) {
        return Err(Error::NotFound);
    }
    let obstacles = loaded.obstacles();
    let version = loaded.version;
    let mut steps = Vec::new();
    for done in &version.steps {
        let hand = match done.by {
            Some(by) => Some(plan::hand(&mut tx, by, done.for_whom).await?),
            None => None,
        };
        let done = done.clone();
        steps.push(StepLine { done, hand });
    }
    let held = rulebook::in_force_in(app, &mut tx, version.unit, version.track).await?;
    let report = match store::report(&mut tx, id).await? {
        Some(place) => content::store::bytes(&mut tx, place).await?,
        None => None,
    };
    let may = May {
        edit: version.may_edit(&actor).is_ok(),
        check: version.may_check(&actor).is_ok(),
        file: version.may_file(&actor).is_ok(),
        accept: version.may_accept(&actor).is_ok(),
        send_back: version.may_send_back(&actor).is_ok(),
    };
    Ok(Shown {
        unit_name: unit_name(&mut tx, version.unit).await?,
        superior_name: unit_name(&mut tx, version.seat_of_filing()).await?,
        steps,
        obstacles,
        day: loaded.day,
        replaces: held.map(|held| (held.id, held.rules)),
        reach: reach(&mut tx, &version).await?,
        report,
        may,
        rules: loaded.rules,
        version,
    })
}

async fn unit_name(tx: &mut db::Tx, unit: domain::ids::UnitId) -> Result<String> {
    let found = organisation::store::unit(tx, unit).await?;
    Ok(found.map(|unit| unit.name).unwrap_or_default())
}

/// How many units below would follow it, and how many have one of their own.
async fn reach(tx: &mut db::Tx, version: &Version) -> Result<(usize, usize)> {
    let (mut follow, mut own) = (0, 0);
    let mut waiting = vec![version.unit];
    while let Some(unit) = waiting.pop() {
        for below in organisation::store::children(tx, unit).await? {
            if rulebook::store::own(tx, below.id, version.track)
                .await?
                .is_empty()
            {
                follow += 1;
                waiting.push(below.id);
            } else {
                own += 1;
            }
        }
    }
    Ok((follow, own))
}
