use app::organisation;
use domain::audience::{Share, Token};
use domain::ids::UnitId;
use domain::personal_data;
use domain::proposal::{ChangeNote, Proposal};
use domain::rulebook::Entry;
use domain::time::Timestamp;
use domain::words::Way;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::desk::Fields;
use crate::{Result, Site};

/// The choice that is completed by a person's code.
pub(super) const PERSON: &str = "person";
const MOST_ROWS: usize = 6;

/// A proposal as it was typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Draft {
    pub(super) title: String,
    pub(super) body: String,
    pub(super) basis: String,
    pub(super) day: String,
    pub(super) release: String,
    pub(super) rows: Vec<Row>,
    pub(super) ways: Vec<String>,
    pub(super) elements: Vec<String>,
    /// The last day on display.
    pub(super) until: String,
    /// What a correction changes, and why fewer people see it; nothing for a first version.
    pub(super) change: Option<ChangeNote>,
    /// The edition that the drafter looked at.
    pub(super) edition: i64,
    /// The body of that edition, from which the drafter's came.
    pub(super) base: String,
    /// The key that makes a second sending the same as the first.
    pub(super) once: String,
}

/// One line of the audience.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Row {
    /// A token, or [`PERSON`].
    pub(super) scope: String,
    /// The code of that person.
    pub(super) person: String,
    pub(super) from: String,
}

impl Draft {
    /// What a drafter begins with: what the entry already says.
    pub(super) fn begin(title: &str, unit: UnitId, entry: &Entry, once: String) -> Self {
        let begun = Proposal::begun(title, unit, entry);
        let row = |share: &Share| Row {
            scope: share.token.to_string(),
            ..Row::default()
        };
        Self {
            rows: begun.audience.iter().map(row).collect(),
            ways: codes(&begun.ways),
            title: begun.title,
            basis: begun.basis,
            once,
            ..Self::default()
        }
    }

    pub(super) fn sent(fields: &Fields) -> Self {
        let (persons, froms) = (fields.all("person"), fields.all("from"));
        let at = |list: &[String], place: usize| list.get(place).cloned().unwrap_or_default();
        let row = |(place, scope)| Row {
            scope,
            person: at(&persons, place),
            from: at(&froms, place),
        };
        Self {
            title: fields.text("title"),
            body: fields.text("body"),
            basis: fields.text("basis"),
            day: fields.text("day"),
            release: fields.text("release"),
            rows: fields.all("scope").into_iter().enumerate().map(row).collect(),
            ways: fields.all("way"),
            elements: fields.all("element"),
            until: fields.text("until"),
            change: fields.all("why").first().map(|_| ChangeNote {
                why: fields.text("why").trim().to_owned(),
                narrower: fields.text("narrower").trim().to_owned(),
            }),
            edition: fields.edition(),
            base: fields.text("base"),
            once: fields.text("once"),
        }
    }

    /// A stored proposal as its drafter would have typed it.
    pub(super) async fn stored(site: &Site, proposal: &Proposal, edition: i64) -> Result<Self> {
        let zone = site.app.zone();
        let mut rows = Vec::new();
        for share in &proposal.audience {
            let from = share.from.map(|at| typed(at, zone)).unwrap_or_default();
            let mut row = Row {
                scope: share.token.to_string(),
                person: String::new(),
                from,
            };
            if let Token::Person(id) = share.token
                && let Some(person) = organisation::person(&site.app, id).await?
            {
                row = Row {
                    scope: PERSON.to_owned(),
                    person: person.code,
                    ..row
                };
            }
            rows.push(row);
        }
        Ok(Self {
            title: proposal.title.clone(),
            body: proposal.body.clone(),
            basis: proposal.basis.clone(),
            day: proposal
                .document_day
                .map(|day| day.to_string())
                .unwrap_or_default(),
            release: proposal.release_at.map(|at| typed(at, zone)).unwrap_or_default(),
            rows,
            ways: codes(&proposal.ways),
            elements: proposal.elements.clone(),
            until: proposal
                .display_until
                .map(|day| day.to_string())
                .unwrap_or_default(),
            change: proposal.change.clone(),
            edition,
            base: proposal.body.clone(),
            once: String::new(),
        })
    }

    /// Whether it says the same, whatever it was made from. Lines of the audience that nobody filled in say nothing.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        let words = |draft: &Self| {
            let mut draft = draft.clone();
            draft.rows.retain(|row| !row.scope.is_empty());
            draft.body = draft.body.trim().to_owned();
            Self {
                edition: 0,
                base: String::new(),
                once: String::new(),
                ..draft
            }
        };
        words(self) == words(other)
    }

    /// Adds or takes away a line of the audience, when that is what was asked.
    pub(super) fn reshape(&mut self, action: &str) -> bool {
        let dropped = action
            .strip_prefix("drop ")
            .and_then(|place| place.parse::<usize>().ok());
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

    /// Hides the personal data in what was typed; says in how many places.
    pub(super) fn mask(&mut self) -> usize {
        let texts = [&mut self.title, &mut self.body, &mut self.basis];
        let mut places = 0;
        for text in texts {
            places += personal_data::find(text).len();
            *text = personal_data::mask(text);
        }
        places
    }

    pub(super) fn may_grow(&self) -> bool {
        self.rows.len() < MOST_ROWS
    }
}

fn codes(ways: &[Way]) -> Vec<String> {
    ways.iter()
        .filter(|way| **way != Way::Platform)
        .map(|way| way.code().to_owned())
        .collect()
}

fn typed(at: Timestamp, zone: &TimeZone) -> String {
    zone.to_datetime(at.instant())
        .strftime("%Y-%m-%dT%H:%M")
        .to_string()
}
