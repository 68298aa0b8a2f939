//! What was found when texts came into a view: listed for those who supervise and for the unit itself, answered, closed.

mod cluster;
mod deeds;
mod list;
mod pair;
mod store;
mod trend;

use std::collections::HashMap;

use db::Tx;
use domain::actor::Actor;
use domain::ids::{DisclosureId, PersonId, UnitId};
use domain::likeness::{Kind, Outcome, Standing, may_see};
use domain::time::Timestamp;
use domain::words::Duty;

use super::readers::{Asker, View, views_of};
use super::text::Held;
use crate::organisation::{self, actor_in};
use crate::reader::Reader;
use crate::{App, Error, Result};

pub use cluster::{Cluster, Shared, cluster};
pub use deeds::{answer, close};
pub use list::{Cursor, Filter, Item, Listing, list};
pub use pair::{Course, PairView, Voice, of_pair};
pub use trend::{Figure, Quarter, Trend, UnitTrend};

/// A disclosure as a list names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: DisclosureId,
    /// Its title.
    pub title: String,
    /// Its number.
    pub number: String,
    /// Its unit.
    pub unit: UnitId,
    /// The name of its unit.
    pub unit_name: String,
    /// When it was released.
    pub released_at: Timestamp,
}

/// Something that a text on the list is alike to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is alike to.
    pub source: Named,
    /// How it came by that.
    pub kind: Kind,
    /// The part of the text that is alike, in thousandths.
    pub share: i64,
    /// How many characters are.
    pub characters: i64,
    /// Whether the other unit's name was left standing.
    pub foreign_name: bool,
    /// When it was found.
    pub found_at: Timestamp,
    /// Where it stands.
    pub standing: Standing,
    /// What a supervisor found, when it is closed.
    pub outcome: Option<Outcome>,
}

/// Somebody who looks at findings: in which views, and of which units.
struct Onlooker {
    reader: Reader,
    actor: Actor,
    views: Vec<View>,
    superiors: HashMap<UnitId, Option<UnitId>>,
    names: HashMap<UnitId, String>,
}

impl Onlooker {
    /// Whoever works in no unit and supervises none has nothing to look at.
    async fn open(app: &App, by: PersonId) -> Result<Self> {
        let mut reader = Reader::open(app, Some(by)).await?;
        let actor = actor_in(reader.view(), by, app.today()).await?;
        if !actor.seats.iter().any(|seat| !seat.duty.administers()) {
            return Err(Error::NotFound);
        }
        let units = organisation::store::units(reader.view()).await?;
        Ok(Self {
            views: views_of(&reader, &actor),
            superiors: units.iter().map(|unit| (unit.id, unit.superior)).collect(),
            names: units.into_iter().map(|unit| (unit.id, unit.name)).collect(),
            reader,
            actor,
        })
    }

    fn codes(&self) -> Vec<String> {
        self.views.iter().map(|view| view.code()).collect()
    }

    /// The units whose texts they look at, of all or of one that they chose. Nothing means most units there are: what
    /// lies beside theirs in the order of the list is little, and is passed over.
    fn looks_at(&self, chosen: Option<UnitId>) -> Option<Vec<UnitId>> {
        let units = self.superiors.keys().copied();
        let units = units.filter(|unit| chosen.is_none_or(|chosen| chosen == *unit));
        let units: Vec<_> = units.filter(|unit| self.oversees(*unit)).collect();
        (chosen.is_some() || units.len() < self.superiors.len() / 2).then_some(units)
    }

    fn line(&self, unit: UnitId) -> Vec<UnitId> {
        let above = |unit: &UnitId| self.superiors.get(unit).copied().flatten();
        std::iter::successors(Some(unit), above)
            .take(self.superiors.len())
            .collect()
    }

    /// Whether they look at what is alike in a unit.
    fn oversees(&self, unit: UnitId) -> bool {
        self.actor.has(Duty::Supervise) || may_see(&self.actor, &self.line(unit))
    }

    /// Whether a pair still stands in a view: the text as it is there now, and a source of another matter that may still
    /// be opened.
    fn stands(&self, asker: &Asker, (text, source): (&Held, &Held)) -> bool {
        let moments = self.reader.moments();
        let may = |class: Option<String>| class.is_some_and(|class| asker.may_read(&class));
        let is_over = [text, source].iter().any(|held| held.is_over(moments.over));
        let is_own = text.matter() == source.matter();
        !is_over && !is_own && may(text.readers(moments.begun)) && may(source.openers(moments.begun))
    }
}

fn named(held: &Held) -> Named {
    Named {
        id: held.id,
        title: held.title().to_owned(),
        number: held.number().to_owned(),
        unit: held.unit(),
        unit_name: held.unit_name().to_owned(),
        released_at: held.released_at(),
    }
}

/// What was said of some disclosures and what they are alike to.
pub(super) struct Words(Vec<store::SaidRow>);

impl Words {
    pub(super) async fn of(tx: &mut Tx, ids: &[DisclosureId]) -> Result<Self> {
        Ok(Self(store::said(tx, ids).await?))
    }

    /// Where a pair stands: the last word on it says so.
    pub(super) fn standing(
        &self,
        (text, source): (DisclosureId, DisclosureId),
    ) -> (Standing, Option<Outcome>) {
        let mut words = self.0.iter();
        standing(words.rfind(|said| (said.disclosure, said.source) == (text.0, source.0)))
    }
}

/// Where a pair stands after the last word on it.
fn standing(last: Option<&store::SaidRow>) -> (Standing, Option<Outcome>) {
    match last {
        None => (Standing::Open, None),
        Some(last) => match last.outcome.as_deref().and_then(Outcome::from_code) {
            Some(outcome) => (Standing::Closed, Some(outcome)),
            None => (Standing::Answered, None),
        },
    }
}
