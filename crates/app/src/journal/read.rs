//! The journal as an auditor reads it: what happened, when and by whom, and what it was about by its ids. Never what
//! it said: titles, reasons and names of files stay behind.

use std::collections::HashMap;

use db::Tx;
use documents::sheet::csv_out;
use domain::ids::{PersonId, UnitId};
use domain::refusal::RequestRefusal;
use domain::time::Timestamp;
use domain::words::Duty;
use jiff::civil::Date;
use serde_json::Value;
use uuid::Uuid;

use super::{Line, store};
use crate::organisation::{self, officer_in};
use crate::{App, Error, Result};

/// More lines than this are too many for one file.
pub const MOST_LINES: usize = 50_000;

/// Which lines of the journal.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// From this day.
    pub from: Option<Date>,
    /// To this day, which is included.
    pub until: Option<Date>,
    /// Of this kind.
    pub kind: Option<String>,
    /// By this person.
    pub person: Option<PersonId>,
    /// Only those with a smaller number.
    pub before: Option<i64>,
}

/// Something with an id that a line of the journal speaks of, and its name when that is no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What it is, as the journal calls it.
    pub what: String,
    /// Its id.
    pub id: Uuid,
    /// A person's or a unit's name.
    pub name: Option<String>,
}

/// The account that a line gives to an auditor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its number.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Code and name of who did it; nobody for what the platform does by itself.
    pub by: Option<(String, String)>,
    /// The kind of decision.
    pub kind: String,
    /// What it was about.
    pub about: Vec<Named>,
    /// The beginning of its hash.
    pub hash: String,
}

/// The newest lines of those wanted, for the security auditor.
pub async fn account(app: &App, by: Option<PersonId>, wanted: &Wanted, most: usize) -> Result<Vec<Account>> {
    let mut tx = app.view().await?;
    officer_in(app, &mut tx, by, &[Duty::Audit]).await?;
    let lines = lines(app, &mut tx, wanted, most).await?;
    let mut names = Names::default();
    let mut accounts = Vec::with_capacity(lines.len());
    for line in lines {
        accounts.push(names.account(&mut tx, line).await?);
    }
    Ok(accounts)
}

/// The same as .csv; refused when there are too many for one file.
pub async fn csv(app: &App, by: Option<PersonId>, wanted: &Wanted) -> Result<Vec<u8>> {
    let accounts = account(app, by, wanted, MOST_LINES + 1).await?;
    if MOST_LINES < accounts.len() {
        return Err(RequestRefusal::TooManyLines { most: MOST_LINES }.into());
    }
    let row = |line: Account| {
        let (code, name) = line.by.unwrap_or_default();
        let about = line
            .about
            .iter()
            .map(|named| format!("{}={}", named.what, named.id));
        let about: Vec<_> = about.collect();
        let at = app
            .zone()
            .to_datetime(line.at.instant())
            .strftime("%Y-%m-%d %H:%M:%S");
        vec![
            line.seq.to_string(),
            at.to_string(),
            code,
            name,
            line.kind,
            about.join(" "),
            line.hash,
        ]
    };
    let headings = ["seq", "at", "code", "name", "kind", "about", "hash"];
    csv_out::write(&headings, accounts.into_iter().map(row)).map_err(Error::failed)
}

/// What somebody did once: its number, when, what kind, and what it was about by its ids.
pub(crate) struct Deed {
    pub(crate) seq: i64,
    pub(crate) at: Timestamp,
    pub(crate) kind: String,
    pub(crate) about: Vec<(String, Uuid)>,
}

/// Everything that somebody did, the first first.
pub(crate) async fn deeds_of(tx: &mut Tx, person: PersonId) -> Result<Vec<Deed>> {
    let lines = store::lines(tx, (0, i64::MAX), (None, Some(person)), i64::MAX).await?;
    let deed = |line: Line| Deed {
        about: ids(&line),
        seq: line.seq,
        at: line.at,
        kind: line.kind,
    };
    Ok(lines.into_iter().rev().map(deed).collect())
}

/// The kinds of decisions that happened so far.
pub async fn kinds(app: &App) -> Result<Vec<String>> {
    let mut tx = app.view().await?;
    let mut kinds = Vec::new();
    let mut last = String::new();
    // one step for each kind and not one for each line
    while let Some(kind) = store::kind_after(&mut tx, &last).await? {
        kinds.push(kind.clone());
        last = kind;
    }
    Ok(kinds)
}

async fn lines(app: &App, tx: &mut Tx, wanted: &Wanted, most: usize) -> Result<Vec<Line>> {
    let first = match wanted.from {
        Some(day) => store::first_since(tx, Timestamp::start_of(day, app.zone())).await?,
        None => Some(1),
    };
    let end = match wanted.until.and_then(|day| day.tomorrow().ok()) {
        Some(day) => store::first_since(tx, Timestamp::start_of(day, app.zone())).await?,
        None => None,
    };
    let Some(first) = first else { return Ok(Vec::new()) };
    let end = end.unwrap_or(i64::MAX).min(wanted.before.unwrap_or(i64::MAX));
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    store::lines(tx, (first, end), (wanted.kind.as_deref(), wanted.person), most).await
}

/// Names that were looked up already.
#[derive(Default)]
struct Names {
    persons: HashMap<Uuid, Option<(String, String)>>,
    units: HashMap<Uuid, Option<String>>,
}

impl Names {
    async fn account(&mut self, tx: &mut Tx, line: Line) -> Result<Account> {
        let by = match line.actor {
            Some(person) => self.person(tx, person.0).await?,
            None => None,
        };
        let mut about = Vec::new();
        for (what, id) in ids(&line) {
            let name = match what.as_str() {
                "unit" | "superior" | "successor" => self.unit(tx, id).await?,
                _ => self.person(tx, id).await?.map(|(_, name)| name),
            };
            about.push(Named { what, id, name });
        }
        let hash = line
            .hash
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let Line { seq, at, kind, .. } = line;
        Ok(Account {
            seq,
            at,
            by,
            kind,
            about,
            hash,
        })
    }

    async fn person(&mut self, tx: &mut Tx, id: Uuid) -> Result<Option<(String, String)>> {
        if let Some(known) = self.persons.get(&id) {
            return Ok(known.clone());
        }
        let found = organisation::store::person(tx, PersonId(id)).await?;
        let found = found.map(|person| (person.code, person.name));
        self.persons.insert(id, found.clone());
        Ok(found)
    }

    async fn unit(&mut self, tx: &mut Tx, id: Uuid) -> Result<Option<String>> {
        if let Some(known) = self.units.get(&id) {
            return Ok(known.clone());
        }
        let found = organisation::store::unit(tx, UnitId(id))
            .await?
            .map(|unit| unit.name);
        self.units.insert(id, found.clone());
        Ok(found)
    }
}

/// The ids that stand on a line of their own in a decision; `id` is that of the thing itself.
fn ids(line: &Line) -> Vec<(String, Uuid)> {
    let Ok(Value::Object(body)) = serde_json::from_str(&line.body) else {
        return Vec::new();
    };
    let Some(Value::Object(what)) = body.get("what") else {
        return Vec::new();
    };
    let id = |(key, value): (&String, &Value)| {
        let id = value.as_str()?.parse().ok()?;
        let what = if key == "id" { &line.kind } else { key };
        Some((what.clone(), id))
    };
    what.iter().filter_map(id).collect()
}
