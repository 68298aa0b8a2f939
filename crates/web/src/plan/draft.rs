use app::organisation;
use domain::audience::{Share, Token};
use domain::ids::UnitId;
use domain::proposal::Proposal;
use domain::refusal::FormRefusal;
use domain::rulebook::Entry;
use domain::time::Timestamp;
use domain::words::{Scope, Way};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::desk::Fields;
use crate::texts::{self, fill};
use crate::{Result, Site};

/// The choice that is completed by a person's code.
pub(super) const PERSON: &str = "person";
const MOST_ROWS: usize = 6;

/// A proposal as it was typed.
#[derive(Clone, Default)]
pub(super) struct Draft {
    pub(super) title: String,
    pub(super) body: String,
    pub(super) basis: String,
    pub(super) day: String,
    pub(super) release: String,
    pub(super) rows: Vec<Row>,
    pub(super) ways: Vec<String>,
    pub(super) elements: Vec<String>,
    /// The edition that the drafter looked at.
    pub(super) edition: i64,
    /// The key that makes a second sending the same as the first.
    pub(super) once: String,
}

/// One line of the audience.
#[derive(Clone, Default)]
pub(super) struct Row {
    /// A token, or [`PERSON`].
    pub(super) scope: String,
    /// The code of that person.
    pub(super) person: String,
    pub(super) from: String,
}

/// What is wrong in the form, and the control it is about.
pub(super) struct Fault {
    pub(super) field: String,
    pub(super) sentence: String,
}

impl Draft {
    /// What a drafter begins with: what the entry already says.
    pub(super) fn begin(title: &str, unit: UnitId, entry: &Entry, once: String) -> Self {
        let token = match entry.narrowest {
            Scope::Public => Token::Public,
            Scope::Members => Token::Members,
            Scope::Subtree => Token::Subtree(unit),
            Scope::Unit | Scope::Group | Scope::Person => Token::Unit(unit),
        };
        let basis = entry.basis.iter().map(|basis| format!("{}{}", basis.document, basis.article));
        Self {
            title: title.to_owned(),
            basis: basis.collect::<Vec<_>>().join("；"),
            rows: vec![Row { scope: token.to_string(), ..Row::default() }],
            ways: codes(&entry.ways),
            once,
            ..Self::default()
        }
    }

    pub(super) fn sent(fields: &Fields) -> Self {
        let (persons, froms) = (fields.all("person"), fields.all("from"));
        let at = |list: &[String], place: usize| list.get(place).cloned().unwrap_or_default();
        let row = |(place, scope)| Row { scope, person: at(&persons, place), from: at(&froms, place) };
        Self {
            title: fields.text("title"),
            body: fields.text("body"),
            basis: fields.text("basis"),
            day: fields.text("day"),
            release: fields.text("release"),
            rows: fields.all("scope").into_iter().enumerate().map(row).collect(),
            ways: fields.all("way"),
            elements: fields.all("element"),
            edition: fields.edition(),
            once: fields.text("once"),
        }
    }

    /// A stored proposal as its drafter would have typed it.
    pub(super) async fn stored(site: &Site, proposal: &Proposal, edition: i64) -> Result<Self> {
        let zone = site.app.zone();
        let mut rows = Vec::new();
        for share in &proposal.audience {
            let from = share.from.map(|at| typed(at, zone)).unwrap_or_default();
            let mut row = Row { scope: share.token.to_string(), person: String::new(), from };
            if let Token::Person(id) = share.token
                && let Some(person) = organisation::person(&site.app, id).await?
            {
                row = Row { scope: PERSON.to_owned(), person: person.code, ..row };
            }
            rows.push(row);
        }
        Ok(Self {
            title: proposal.title.clone(),
            body: proposal.body.clone(),
            basis: proposal.basis.clone(),
            day: proposal.document_day.map(|day| day.to_string()).unwrap_or_default(),
            release: proposal.release_at.map(|at| typed(at, zone)).unwrap_or_default(),
            rows,
            ways: codes(&proposal.ways),
            elements: proposal.elements.clone(),
            edition,
            once: String::new(),
        })
    }

    /// Adds or takes away a line of the audience, when that is what was asked.
    pub(super) fn reshape(&mut self, action: &str) -> bool {
        let dropped = action.strip_prefix("drop ").and_then(|place| place.parse::<usize>().ok());
        match dropped {
            Some(place) if place < self.rows.len() => {
                self.rows.remove(place);
            }
            _ if action == "more" => {
                if self.rows.len() < MOST_ROWS {
                    self.rows.push(Row::default());
                }
            }
            _ => return false,
        }
        true
    }

    pub(super) fn may_grow(&self) -> bool {
        self.rows.len() < MOST_ROWS
    }

    /// The proposal that was typed, with everything that is wrong about it.
    pub(super) async fn parse(&self, site: &Site) -> Result<(Proposal, Vec<Fault>)> {
        let mut faults = Vec::new();
        let zone = site.app.zone();
        let w = &texts::ZH.desk;
        let document_day = match self.day.trim() {
            "" => None,
            text => match text.parse::<Date>() {
                Ok(day) => Some(day),
                Err(_) => {
                    faults.push(Fault::at("day", fill(w.fault_day, &[text])));
                    None
                }
            },
        };
        let release_at = moment(&self.release, zone, "release", &mut faults);
        let mut proposal = Proposal {
            title: self.title.trim().to_owned(),
            body: self.body.clone(),
            basis: self.basis.trim().to_owned(),
            document_day,
            audience: Vec::new(),
            release_at,
            ways: self.ways.iter().filter_map(|code| Way::from_code(code)).collect(),
            elements: self.elements.clone(),
        };
        let mut chosen = 0_usize;
        for (place, row) in self.rows.iter().enumerate().filter(|(_, row)| !row.scope.is_empty()) {
            chosen += 1;
            let token = row.token(site, place, &mut faults).await?;
            let from = moment(&row.from, zone, &format!("from-{place}"), &mut faults);
            proposal.audience.extend(token.map(|token| Share { token, from }));
        }
        for refusal in proposal.faults() {
            let field = match refusal {
                // a line that could not be read is told by itself
                FormRefusal::AudienceMissing if 0 < chosen => continue,
                FormRefusal::TitleMissing | FormRefusal::TitleTooLong { .. } => "title",
                FormRefusal::BodyTooLong { .. } => "body",
                FormRefusal::AudienceMissing | FormRefusal::AudienceTooLong => "audience",
            };
            faults.push(Fault::at(field, refusal.to_string()));
        }
        Ok((proposal, faults))
    }
}

impl Row {
    async fn token(&self, site: &Site, place: usize, faults: &mut Vec<Fault>) -> Result<Option<Token>> {
        let w = &texts::ZH.desk;
        let number = (place + 1).to_string();
        if self.scope != PERSON {
            let token = self.scope.parse().ok();
            if token.is_none() {
                faults.push(Fault::at(&format!("scope-{place}"), fill(w.fault_scope, &[&number])));
            }
            return Ok(token);
        }
        let code = self.person.trim();
        let field = format!("person-{place}");
        if code.is_empty() {
            faults.push(Fault::at(&field, fill(w.fault_person_missing, &[&number])));
            return Ok(None);
        }
        let person = organisation::person_by_code(&site.app, code).await?;
        if person.is_none() {
            faults.push(Fault::at(&field, fill(w.fault_person, &[&number, code])));
        }
        Ok(person.map(|person| Token::Person(person.id)))
    }
}

impl Fault {
    pub(super) fn at(field: &str, sentence: String) -> Self {
        Self { field: field.to_owned(), sentence }
    }
}

fn codes(ways: &[Way]) -> Vec<String> {
    ways.iter().filter(|way| **way != Way::Platform).map(|way| way.code().to_owned()).collect()
}

fn typed(at: Timestamp, zone: &TimeZone) -> String {
    zone.to_datetime(at.instant()).strftime("%Y-%m-%dT%H:%M").to_string()
}

fn moment(text: &str, zone: &TimeZone, field: &str, faults: &mut Vec<Fault>) -> Option<Timestamp> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let read = text.parse::<DateTime>().ok().and_then(|at| zone.to_timestamp(at).ok());
    if read.is_none() {
        faults.push(Fault::at(field, fill(texts::ZH.desk.fault_time, &[text])));
    }
    read.map(|at| Timestamp(at.as_microsecond()))
}
