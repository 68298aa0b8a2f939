use std::collections::{HashMap, HashSet};
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
use super::{Finding, Onlooker, named, standing};
use crate::likeness::text::Held;
use crate::{App, Result};

/// So many findings stand on a page.
const MOST: usize = 30;
/// So many are looked at before the next ones are fetched.
const PORTION: i64 = 200;

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

/// A place in the list. It tells only what the last finding on the page tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub(super) found_at: Timestamp,
    pub(super) pair: (DisclosureId, DisclosureId),
}

impl Cursor {
    const FIRST: Self = Self {
        found_at: Timestamp(i64::MAX),
        pair: (DisclosureId(Uuid::max()), DisclosureId(Uuid::max())),
    };
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (disclosure, source) = self.pair;
        write!(
            f,
            "{}.{}.{}",
            self.found_at.0,
            disclosure.0.simple(),
            source.0.simple()
        )
    }
}

impl FromStr for Cursor {
    type Err = crate::Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut parts = text.split('.');
        let mut next = || parts.next();
        let read = (|| {
            Some(Self {
                found_at: Timestamp(next()?.parse().ok()?),
                pair: (next()?.parse().ok()?, next()?.parse().ok()?),
            })
        })();
        read.ok_or_else(|| RequestRefusal::Cursor.into())
    }
}

/// A page of findings, with what stands around it.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The newest first.
    pub findings: Vec<Finding>,
    /// Where the next page begins, when there is one.
    pub next: Option<Cursor>,
    /// The unit that is looked at alone.
    pub unit_name: Option<String>,
    /// How often texts of each unit were alike, quarter by quarter.
    pub trend: Trend,
    /// Texts that several units share, the most units first.
    pub clusters: Vec<Cluster>,
}

/// What was found, for those who supervise, and for the people of a unit what was found of theirs.
pub async fn list(app: &App, by: PersonId, filter: &Filter, after: Option<Cursor>) -> Result<Listing> {
    let mut onlooker = Onlooker::open(app, by).await?;
    let (mut findings, mut place, mut next) = (Vec::new(), after.unwrap_or(Cursor::FIRST), None);
    let codes = onlooker.codes();
    'pages: loop {
        let rows = store::page(onlooker.reader.view(), &codes, place, PORTION).await?;
        let Some(last) = rows.last().map(Row::cursor) else {
            break;
        };
        for finding in shown(&mut onlooker, &rows, filter).await? {
            if findings.len() == MOST {
                next = findings.last().map(cursor);
                break 'pages;
            }
            findings.push(finding);
        }
        place = last;
    }
    Ok(Listing {
        trend: trend(app, &mut onlooker, filter.unit).await?,
        clusters: clusters(&mut onlooker, filter.unit).await?,
        unit_name: filter.unit.and_then(|unit| onlooker.names.get(&unit).cloned()),
        findings,
        next,
    })
}

fn cursor(finding: &Finding) -> Cursor {
    Cursor {
        found_at: finding.found_at,
        pair: (finding.disclosure.id, finding.source.id),
    }
}

/// Those of some rows that the onlooker is shown.
async fn shown(onlooker: &mut Onlooker, rows: &[Row], filter: &Filter) -> Result<Vec<Finding>> {
    let disclosures: HashSet<_> = rows.iter().map(|row| row.pair().0).collect();
    let disclosures: Vec<_> = disclosures.into_iter().collect();
    let ids: HashSet<_> = rows.iter().flat_map(|row| [row.pair().0, row.pair().1]).collect();
    let ids: Vec<_> = ids.into_iter().collect();
    let tx = onlooker.reader.view();
    let all = store::of(tx, &disclosures).await?;
    let said = store::said(tx, &disclosures).await?;
    let held = Held::all(tx, &ids).await?;
    let mut siblings: HashMap<_, Vec<&Row>> = HashMap::new();
    for row in &all {
        siblings.entry(row.pair()).or_default().push(row);
    }
    let finding = |row: &Row| {
        let kind = Kind::from_code(&row.kind)?;
        let (text, source) = (held.get(&row.pair().0)?, held.get(&row.pair().1)?);
        let fits = filter.unit.is_none_or(|unit| unit == text.unit())
            && filter
                .kind
                .map_or(kind != Kind::Credited, |wanted| wanted == kind);
        if !fits || !onlooker.oversees(text.unit()) {
            return None;
        }
        let view = onlooker.shows(&row.view, siblings.get(&row.pair())?)?;
        if !onlooker.stands(&view.asker(), (text, source)) {
            return None;
        }
        let words = said
            .iter()
            .filter(|said| (said.disclosure, said.source) == (row.disclosure, row.source));
        let (standing, outcome) = standing(&words.collect::<Vec<_>>());
        filter
            .standing
            .is_none_or(|wanted| wanted == standing)
            .then(|| Finding {
                disclosure: named(text),
                source: named(source),
                kind,
                share: row.share,
                characters: row.characters,
                foreign_name: row.foreign_name,
                found_at: Timestamp(row.found_at),
                standing,
                outcome,
            })
    };
    Ok(rows.iter().filter_map(finding).collect())
}
