//! The way of a plan as people see it: who can act next, by when, and through which units it goes up.

use db::Tx;
use domain::actor::Sitting;
use domain::ids::PersonId;
use domain::plan::{Endorsed, Plan, State, Step};
use domain::rulebook::Entry;
use domain::words::Duty;
use jiff::civil::Date;

use super::Loaded;
use crate::{App, Result, organisation};

/// A person, and for whom they act when they stand in (代).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hand {
    /// Their name.
    pub name: String,
    /// The name of whoever they stand in for.
    pub for_whom: Option<String>,
}

/// A step that can be done now.
#[derive(Clone, Debug)]
pub struct NextStep {
    /// What.
    pub step: Step,
    /// The name of the unit.
    pub unit_name: String,
    /// Who can do it today; nobody when somebody is missing.
    pub who: Vec<Hand>,
}

/// A unit on the way up.
#[derive(Clone, Debug)]
pub struct Rung {
    /// Its name.
    pub unit_name: String,
    /// What it does with the plan.
    pub part: Part,
    /// Who can do that today.
    pub who: Vec<Hand>,
}

/// What a unit on the way up does with a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its approver gives a view.
    Views,
    /// Nobody can act there today, so that it goes on by itself.
    PassesOn,
    /// Its approver decides.
    Decides,
}

/// A unit's view with its approver's name.
#[derive(Clone, Debug)]
pub struct ViewGiven {
    /// The view.
    pub given: Endorsed,
    /// Whose.
    pub hand: Hand,
    /// Whether it is on the present bytes.
    pub stands: bool,
}

/// The way of a plan today.
#[derive(Clone, Debug)]
pub struct Way {
    /// The steps that can be done now.
    pub next: Vec<NextStep>,
    /// The units it goes through when the unit has no authority itself; none otherwise.
    pub rungs: Vec<Rung>,
    /// The views that were given, oldest first.
    pub views: Vec<ViewGiven>,
    /// Who approved it.
    pub approver: Option<Hand>,
    /// The last day for the next step.
    pub due: Option<Date>,
    /// Whether that day is over.
    pub late: bool,
}

impl Way {
    pub(super) async fn of(app: &App, tx: &mut Tx, loaded: &Loaded) -> Result<Self> {
        let (plan, entry) = (&loaded.plan, loaded.entry()?);
        let due = loaded.due(app)?;
        Ok(Self {
            next: next(tx, plan, entry).await?,
            rungs: rungs(tx, plan, entry).await?,
            views: views(tx, plan).await?,
            approver: match plan.state {
                State::Approved { by, .. } => {
                    let for_whom = super::store::approver_for(tx, plan.id).await?;
                    Some(hand(tx, by, for_whom).await?)
                }
                _ => None,
            },
            due,
            late: due.is_some_and(|due| due < app.today()),
        })
    }
}

async fn next(tx: &mut Tx, plan: &Plan, entry: &Entry) -> Result<Vec<NextStep>> {
    let mut steps = Vec::new();
    for next in plan.next(entry) {
        let unit = organisation::store::unit(tx, next.unit).await?;
        steps.push(NextStep {
            step: next.step,
            unit_name: unit.map(|unit| unit.name).unwrap_or_default(),
            who: hands(tx, &next.who).await?,
        });
    }
    Ok(steps)
}

async fn rungs(tx: &mut Tx, plan: &Plan, entry: &Entry) -> Result<Vec<Rung>> {
    if !plan.goes_up(entry) {
        return Ok(Vec::new());
    }
    let seat = plan.seat_of_approval(entry);
    let mut rungs = Vec::new();
    for unit in &plan.line {
        let views = *unit == plan.unit && (plan.endorsement().is_some() || plan.awaits_endorsement(entry));
        let part = match *unit {
            _ if views => Part::Views,
            here if here == seat => Part::Decides,
            _ => Part::PassesOn,
        };
        let who: Vec<_> = match part {
            Part::PassesOn => Vec::new(),
            _ => plan.crew.on(*unit, Duty::Approve).copied().collect(),
        };
        let stored = organisation::store::unit(tx, *unit).await?;
        rungs.push(Rung {
            unit_name: stored.map(|unit| unit.name).unwrap_or_default(),
            part,
            who: hands(tx, &who).await?,
        });
        if part == Part::Decides {
            break;
        }
    }
    Ok(rungs)
}

async fn views(tx: &mut Tx, plan: &Plan) -> Result<Vec<ViewGiven>> {
    let mut views = Vec::new();
    for given in &plan.endorsements {
        views.push(ViewGiven {
            hand: hand(tx, given.by, given.for_whom).await?,
            stands: plan.endorsement() == Some(given),
            given: given.clone(),
        });
    }
    Ok(views)
}

pub(crate) async fn hands(tx: &mut Tx, who: &[Sitting]) -> Result<Vec<Hand>> {
    let mut hands = Vec::new();
    for one in who {
        let hand = hand(tx, one.person, one.for_whom).await?;
        // somebody may hold the same duty twice
        if !hands.contains(&hand) {
            hands.push(hand);
        }
    }
    Ok(hands)
}

pub(crate) async fn hand(tx: &mut Tx, person: PersonId, for_whom: Option<PersonId>) -> Result<Hand> {
    Ok(Hand {
        name: organisation::store::person_name(tx, person).await?,
        for_whom: match for_whom {
            Some(absent) => Some(organisation::store::person_name(tx, absent).await?),
            None => None,
        },
    })
}
