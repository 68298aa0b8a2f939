use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;
use std::str::FromStr;

use domain::ids::{DisclosureId, PersonId, UnitId};
use domain::likeness::{Kind, Standing};
use domain::refusal::RequestRefusal;
use domain::time::Timestamp;
use uuid::Uuid;

use super::cluster::{Cluster, clusters};
use super::store::{self, Row};
use super::trend::{Trend, trend};
use super::{Finding, Named, Onlooker, Words, named};
use crate::likeness::readers::View;
use crate::likeness::text::Held;
use crate::{App, Result};

/// So many places are looked at before the next ones are fetched.
const PORTION: usize = 64;

/// Which findings are wanted; nothing means all of them, but those that are credited only by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of one unit.
    pub unit: Option<UnitId>,
    /// Of one kind.
    pub kind: Option<Kind>,
    /// That stand so.
    pub standing: Option<Standing>,
}

/// A place in the list: a text, by the newest of what was found of it. It tells only what the last text on the page tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    pub(super) found_at: Timestamp,
    pub(super) text: DisclosureId,
}

impl Cursor {
    const FIRST: Self = Self {
        found_at: Timestamp(i64::MAX),
        text: DisclosureId(Uuid::max()),
    };
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.found_at.0, self.text.0.simple())
    }
}

impl FromStr for Cursor {
    type Err = crate::Error;

    fn from_str(text: &str) -> Result<Self> {
        let place = text.split_once('.').and_then(|(found_at, text)| {
            Some(Self {
                found_at: Timestamp(found_at.parse().ok()?),
                text: text.parse().ok()?,
            })
        });
        place.ok_or_else(|| RequestRefusal::Cursor.into())
    }
}

/// A text on the list, with what it is alike to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The text.
    pub text: Named,
    /// What was found of it, what asks for a look first.
    pub findings: Vec<Finding>,
}

impl Item {
    fn of(text: Named, mut findings: Vec<Finding>) -> Self {
        let look = |found: &Finding| {
            let is_open = found.standing == Standing::Open;
            (!is_open, !found.foreign_name, Reverse(found.share))
        };
        let age = |found: &Finding| (found.source.released_at, found.source.id);
        findings.sort_by_key(|found| (look(found), age(found)));
        Self { text, findings }
    }

    /// When something was found of it last.
    #[must_use]
    pub fn found_at(&self) -> Timestamp {
        let newest = self.findings.iter().map(|found| found.found_at).max();
        newest.unwrap_or(self.text.released_at)
    }

    fn place(&self) -> Cursor {
        Cursor {
            found_at: self.found_at(),
            text: self.text.id,
        }
    }
}

/// A page of the list, with what stands around its first page.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Of which something was found last, first.
    pub items: Vec<Item>,
    /// Where the next page begins, when there is one.
    pub next: Option<Cursor>,
    /// The unit that is looked at alone.
    pub unit_name: Option<String>,
    /// How often texts of each unit were alike, quarter by quarter.
    pub trend: Trend,
    /// Texts that several units share, the most units first.
    pub clusters: Vec<Cluster>,
}

/// What was found, for those who supervise, and for the people of a unit what was found of theirs. A page holds so many
/// texts.
pub async fn list(
    app: &App,
    by: PersonId,
    filter: &Filter,
    (after, most): (Option<Cursor>, usize),
) -> Result<Listing> {
    let mut onlooker = Onlooker::open(app, by).await?;
    let (items, next) = page(&mut onlooker, filter, (after, most)).await?;
    let (mut around, mut clustered) = (Trend::default(), Vec::new());
    if after.is_none() {
        around = trend(app, &mut onlooker, filter.unit).await?;
        clustered = clusters(&mut onlooker, filter.unit).await?;
    }
    Ok(Listing {
        trend: around,
        clusters: clustered,
        unit_name: filter.unit.and_then(|unit| onlooker.names.get(&unit).cloned()),
        items,
        next,
    })
}

async fn page(
    onlooker: &mut Onlooker,
    filter: &Filter,
    (after, most): (Option<Cursor>, usize),
) -> Result<(Vec<Item>, Option<Cursor>)> {
    let units = onlooker.looks_at(filter.unit);
    let (mut items, mut after) = (Vec::new(), after.unwrap_or(Cursor::FIRST));
    loop {
        let (places, rest) = places(onlooker, (filter, units.as_deref()), after).await?;
        for item in shown(onlooker, &places, filter).await? {
            if items.len() == most {
                let last = items.last().map(Item::place);
                return Ok((items, last));
            }
            items.push(item);
        }
        match rest {
            Some(place) => after = place,
            None => return Ok((items, None)),
        }
    }
}

/// The next places at which something may stand, newest first, and from where to go on.
async fn places(
    onlooker: &mut Onlooker,
    (filter, units): (&Filter, Option<&[UnitId]>),
    after: Cursor,
) -> Result<(Vec<Cursor>, Option<Cursor>)> {
    let (mut found, mut known) = (BTreeSet::new(), None);
    let over = onlooker.reader.moments().over;
    let runs = store::runs(&onlooker.views, filter, units);
    for run in runs {
        let places = store::places(onlooker.reader.view(), (&run, over), (after, PORTION)).await?;
        if PORTION <= places.len() {
            known = known.max(places.last().copied());
        }
        found.extend(places);
    }
    // further down, something of another run may still be missing
    if let Some(known) = &known {
        found = found.split_off(known);
    }
    Ok((found.into_iter().rev().collect(), known))
}

/// The texts at some places that the onlooker is shown. A text stands at one place: where the newest of it stands.
async fn shown(onlooker: &mut Onlooker, places: &[Cursor], filter: &Filter) -> Result<Vec<Item>> {
    let ids: HashSet<_> = places.iter().map(|place| place.text).collect();
    let ids: Vec<_> = ids.into_iter().collect();
    let mut found = Found::of(onlooker, &ids).await?;
    let mut items = Vec::new();
    for place in places {
        let Some(item) = found.item(onlooker, place.text, filter) else {
            continue;
        };
        if item.place() == *place {
            found.rows.remove(&place.text);
            items.push(item);
        }
    }
    Ok(items)
}

/// Everything that was found of some texts in the views of an onlooker.
struct Found {
    rows: HashMap<DisclosureId, Vec<(View, Row)>>,
    said: Words,
    held: HashMap<DisclosureId, Held>,
}

impl Found {
    async fn of(onlooker: &mut Onlooker, ids: &[DisclosureId]) -> Result<Self> {
        let views = onlooker.views.clone();
        let tx = onlooker.reader.view();
        let mut rows: HashMap<_, Vec<_>> = HashMap::new();
        let mut known: HashSet<_> = ids.iter().copied().collect();
        for view in views {
            for row in store::of(tx, view, ids).await? {
                known.insert(row.source());
                rows.entry(row.text()).or_default().push((view, row));
            }
        }
        let known: Vec<_> = known.into_iter().collect();
        Ok(Self {
            rows,
            said: Words::of(tx, ids).await?,
            held: Held::all(tx, &known).await?,
        })
    }

    /// A text with what the onlooker is shown of it, if anything.
    fn item(&self, onlooker: &Onlooker, id: DisclosureId, filter: &Filter) -> Option<Item> {
        let text = self.held.get(&id)?;
        let mut told = HashSet::new();
        // the widest view comes first
        let rows = self.rows.get(&id)?.iter();
        let found = rows.filter_map(|(view, row)| self.finding(onlooker, text, (*view, row)));
        let found = found
            .filter(|found| told.insert(found.source.id))
            .filter(|found| {
                let is_kind = match filter.kind {
                    Some(wanted) => wanted == found.kind,
                    None => found.kind != Kind::Credited,
                };
                is_kind && filter.standing.is_none_or(|wanted| wanted == found.standing)
            });
        let found: Vec<_> = found.collect();
        (!found.is_empty() && onlooker.oversees(text.unit())).then(|| Item::of(named(text), found))
    }

    fn finding(&self, onlooker: &Onlooker, text: &Held, (view, row): (View, &Row)) -> Option<Finding> {
        let source = self.held.get(&row.source())?;
        if !onlooker.stands(&view.asker(), (text, source)) {
            return None;
        }
        let (standing, outcome) = self.said.standing((text.id, source.id));
        Some(Finding {
            source: named(source),
            kind: Kind::from_code(&row.kind)?,
            share: row.share,
            characters: row.characters,
            foreign_name: row.foreign_name,
            found_at: Timestamp(row.found_at),
            standing,
            outcome,
        })
    }
}
