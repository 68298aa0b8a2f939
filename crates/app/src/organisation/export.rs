use std::collections::HashMap;
use std::hash::Hash;

use documents::roster::{self, GroupRow, HoldingRow, Line, PersonRow, PostRow, Roster, Table, UnitRow};
use domain::ids::{PersonId, PostId, UnitId};

use super::office::{ROSTER, officer_in};
use super::stored::Stored;
use crate::{App, Error, Result};

/// The whole organisation as a workbook (.xlsx), without who is no longer active. Imported again, it changes
/// nothing.
pub async fn export(app: &App, by: Option<PersonId>) -> Result<Vec<u8>> {
    let roster = standing_roster(app, by).await?;
    let writing = tokio::task::spawn_blocking(move || roster::write_xlsx(&roster));
    writing.await.map_err(Error::failed)?.map_err(Error::failed)
}

/// One table of the same as .csv.
pub async fn export_csv(app: &App, by: Option<PersonId>, sheet: Table) -> Result<Vec<u8>> {
    let roster = standing_roster(app, by).await?;
    roster::write_csv(&roster, sheet).map_err(Error::failed)
}

async fn standing_roster(app: &App, by: Option<PersonId>) -> Result<Roster> {
    let mut tx = app.view().await?;
    officer_in(app, &mut tx, by, ROSTER).await?;
    let mut stored = Stored::load(&mut tx).await?;
    // what is said of them below goes with them: their codes are not known there
    stored.persons.retain(|person| person.active);
    Ok(roster_of(&stored))
}

/// The codes that ids stand for in a spreadsheet.
struct Codes<'s> {
    units: HashMap<UnitId, &'s str>,
    persons: HashMap<PersonId, &'s str>,
    posts: HashMap<PostId, &'s str>,
}

fn roster_of(stored: &Stored) -> Roster {
    let codes = Codes {
        units: stored
            .units
            .iter()
            .map(|unit| (unit.id, unit.code.as_str()))
            .collect(),
        persons: stored
            .persons
            .iter()
            .map(|person| (person.id, person.code.as_str()))
            .collect(),
        posts: stored
            .posts
            .iter()
            .map(|post| (post.id, post.code.as_str()))
            .collect(),
    };
    Roster {
        units: lines(Table::Units, codes.unit_rows(stored)),
        persons: lines(Table::Persons, codes.person_rows(stored)),
        posts: lines(Table::Posts, codes.post_rows(stored)),
        holdings: lines(Table::Holdings, codes.holding_rows(stored)),
        groups: lines(Table::Groups, codes.group_rows(stored)),
        problems: Vec::new(),
    }
}

fn lines<T>(table: Table, rows: impl Iterator<Item = T>) -> Vec<Line<T>> {
    rows.zip(2_u32..)
        .map(|(value, row)| Line {
            sheet: table.name().to_owned(),
            row,
            value,
        })
        .collect()
}

fn code<I: Eq + Hash>(codes: &HashMap<I, &str>, id: I) -> Option<String> {
    codes.get(&id).map(|code| (*code).to_owned())
}

impl Codes<'_> {
    fn unit_rows(&self, stored: &Stored) -> impl Iterator<Item = UnitRow> {
        stored.units.iter().map(|unit| UnitRow {
            code: unit.code.clone(),
            name: unit.name.clone(),
            kind: unit.kind.code().to_owned(),
            superior_code: unit.superior.and_then(|superior| code(&self.units, superior)),
        })
    }

    fn person_rows(&self, stored: &Stored) -> impl Iterator<Item = PersonRow> {
        stored.persons.iter().filter_map(|person| {
            let unit_code = code(&self.units, person.unit)?;
            let (code, name) = (person.code.clone(), person.name.clone());
            Some(PersonRow {
                code,
                name,
                unit_code,
                member: person.member,
            })
        })
    }

    fn post_rows(&self, stored: &Stored) -> impl Iterator<Item = PostRow> {
        stored.posts.iter().filter_map(|post| {
            let unit_code = code(&self.units, post.unit)?;
            let duties = post.duties.iter().map(|duty| duty.code().to_owned()).collect();
            Some(PostRow {
                code: post.code.clone(),
                unit_code,
                title: post.title.clone(),
                duties,
            })
        })
    }

    fn holding_rows(&self, stored: &Stored) -> impl Iterator<Item = HoldingRow> {
        stored.holdings.iter().filter_map(|held| {
            Some(HoldingRow {
                post_code: code(&self.posts, held.post)?,
                person_code: code(&self.persons, held.person)?,
                from_day: held.from.to_string(),
                until_day: held.until.map(|day| day.to_string()),
            })
        })
    }

    fn group_rows(&self, stored: &Stored) -> impl Iterator<Item = GroupRow> {
        let groups: HashMap<_, _> = stored.groups.iter().map(|group| (group.id, group)).collect();
        stored.memberships.iter().filter_map(move |joined| {
            let group = groups.get(&joined.group)?;
            Some(GroupRow {
                group: group.name.clone(),
                unit_code: code(&self.units, group.unit)?,
                person_code: code(&self.persons, joined.person)?,
            })
        })
    }
}
