use std::collections::HashMap;

use domain::audience::Token;
use domain::ids::{DisclosureId, PersonId, PlanId, UnitId};
use domain::proposal::Proposal;
use domain::time::Timestamp;
use domain::words::{Duty, Ground, Stage, Way};
use jiff::civil::Date;

use super::{close, store};
use crate::matter::Name;
use crate::organisation::{self, actor_in};
use crate::{App, Error, Result, dissolution, withdrawal};

const SUMMARY: usize = 60;

/// A unit's disclosures of a year, for those who work there.
#[derive(Clone, Debug)]
pub struct Register {
    /// Whose.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// Which year.
    pub year: i16,
    /// What was released, the oldest first.
    pub entries: Vec<Entry>,
    /// Who closed the year.
    pub closed: Option<Closed>,
    /// The matters that keep the year open.
    pub open: Vec<Name>,
    /// Whether this person could close it, once nothing is open.
    pub may_close: bool,
}

/// Who closed a year, and when.
#[derive(Clone, Debug)]
pub struct Closed {
    /// Whose name.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A line of the register.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The disclosure.
    pub id: DisclosureId,
    /// Its plan.
    pub plan: PlanId,
    /// Its number.
    pub number: String,
    /// When it was released.
    pub released_at: Timestamp,
    /// What its matter is about.
    pub matter_title: String,
    /// Which stage.
    pub stage: Stage,
    /// What was released; nothing when it was withdrawn.
    pub proposal: Option<Proposal>,
    /// Its title, unless that must not be read any more.
    pub title: Option<String>,
    /// Who sees it, from when.
    pub audience: Vec<(Token, Timestamp)>,
    /// Who drafted it.
    pub drafter: String,
    /// Who reviewed it.
    pub reviewers: Vec<String>,
    /// Who approved it.
    pub approver: String,
    /// What became of it.
    pub fate: Fate,
}

/// What became of what was released.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is shown.
    Shown,
    /// Its display ended on this day.
    Over(Date),
    /// A newer version took its place.
    Corrected,
    /// It was withdrawn.
    Withdrawn(Ground),
}

impl Entry {
    /// How the text begins, without the signs of headings, quotes and tables.
    #[must_use]
    pub fn summary(&self) -> String {
        let body = self.proposal.as_ref().map_or("", |proposal| &proposal.body);
        let is_sign = |word: &str| word.chars().all(|letter| "#>|:-*".contains(letter));
        let words: Vec<_> = body.split_whitespace().filter(|word| !is_sign(word)).collect();
        let words = words.join(" ");
        let mut summary: String = words.chars().take(SUMMARY).collect();
        if summary.len() < words.len() {
            summary.push('…');
        }
        summary
    }

    /// By which ways it reached people: this platform first, then the others.
    #[must_use]
    pub fn ways(&self) -> Vec<Way> {
        let others = self.proposal.iter().flat_map(|proposal| &proposal.ways).copied();
        let others = others.filter(|way| *way != Way::Platform);
        std::iter::once(Way::Platform).chain(others).collect()
    }
}

/// The units in which somebody works, each with its name, and after each the ended ones in whose place it stands.
pub async fn units(app: &App, person: PersonId) -> Result<Vec<(UnitId, String)>> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, person, app.today()).await?;
    let mut units: Vec<_> = actor.seats.iter().map(|seat| seat.unit).collect();
    units.sort();
    units.dedup();
    let ended = dissolution::store::all(&mut tx).await?;
    let mut named = Vec::new();
    for unit in units.into_iter().filter(|unit| actor.works_in(*unit)) {
        let found = organisation::store::unit(&mut tx, unit).await?;
        named.extend(found.map(|found| (unit, found.name)));
        for (former, ..) in &ended {
            if dissolution::store::answers_for(&mut tx, *former).await? == unit {
                let found = organisation::store::unit(&mut tx, *former).await?;
                named.extend(found.map(|found| (*former, found.name)));
            }
        }
    }
    Ok(named)
}

/// The register of a unit's year; of a unit that ended for those who work in its successor.
pub async fn register(app: &App, person: PersonId, unit: UnitId, year: i16) -> Result<Register> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, person, app.today()).await?;
    let seat = dissolution::store::answers_for(&mut tx, unit).await?;
    if !actor.works_in(seat) {
        return Err(Error::NotFound);
    }
    let found = organisation::store::unit(&mut tx, unit)
        .await?
        .ok_or(Error::NotFound)?;
    let span = span(app, year)?;
    let mut reviewers: HashMap<_, Vec<String>> = HashMap::new();
    for (id, name) in store::reviewers(&mut tx, unit, span).await? {
        // whoever gave two opinions is one person
        let known = reviewers.entry(id).or_default();
        if !known.contains(&name) {
            known.push(name);
        }
    }
    let mut audiences: HashMap<_, Vec<(Token, Timestamp)>> = HashMap::new();
    for (id, token, from) in store::audiences(&mut tx, unit, span).await? {
        let share = crate::audience::share(&(token, from))?;
        audiences.entry(id).or_default().push(share);
    }
    let mut entries = Vec::new();
    for row in store::released(&mut tx, unit, span).await? {
        let mut entry = entry(app, row)?;
        entry.reviewers = reviewers.remove(&entry.id.0).unwrap_or_default();
        entry.audience = audiences.remove(&entry.id.0).unwrap_or_default();
        entries.push(entry);
    }
    Ok(Register {
        unit,
        unit_name: found.name,
        year,
        entries,
        closed: store::closed(&mut tx, unit, year).await?,
        open: close::open(app, &mut tx, (unit, year)).await?,
        may_close: actor.sits(seat, Duty::Approve),
    })
}

fn entry(app: &App, row: store::Row) -> Result<Entry> {
    let ground = row.ground.as_deref().map(withdrawal::store::ground).transpose()?;
    let wrong = db::Error::Inconsistent {
        table: "disclosure",
        column: "content",
    };
    let proposal = Proposal::from_bytes(&row.bytes).ok_or(wrong)?;
    let over = row
        .shown_until
        .map(Timestamp)
        .filter(|until| *until <= app.now())
        .map(|until| until.plus_seconds(-1).day(app.zone()));
    let fate = match (ground, row.corrected_at, over) {
        (Some(ground), ..) => Fate::Withdrawn(ground),
        (_, Some(_), _) => Fate::Corrected,
        (_, _, Some(day)) => Fate::Over(day),
        _ => Fate::Shown,
    };
    let hidden = ground.is_some_and(Ground::hides_title);
    let stage = Stage::from_code(&row.stage).ok_or(db::Error::Inconsistent {
        table: "disclosure",
        column: "stage",
    })?;
    Ok(Entry {
        id: DisclosureId(row.id),
        plan: PlanId(row.plan),
        number: row.number,
        released_at: Timestamp(row.released_at),
        matter_title: row.matter_title,
        stage,
        title: (!hidden).then(|| proposal.title.clone()),
        proposal: ground.is_none().then_some(proposal),
        audience: Vec::new(),
        drafter: row.drafter,
        reviewers: Vec::new(),
        approver: row.approver,
        fate,
    })
}

/// The first moment of a year, and that of the next.
pub(super) fn span(app: &App, year: i16) -> Result<(Timestamp, Timestamp)> {
    let first = |year| Date::new(year, 1, 1).map_err(|_| Error::NotFound);
    let (this, next) = (first(year)?, first(year.saturating_add(1))?);
    Ok((
        Timestamp::start_of(this, app.zone()),
        Timestamp::start_of(next, app.zone()),
    ))
}
