//! Rows of the organisation's tables, and what they mean to the rules.

use db::{Error, Result};
use domain::ids::{GroupId, HoldingId, PersonId, PostId, UnitId};
use domain::organisation::{Group, Holding, Person, Post, Unit};
use domain::words::{Duty, UnitKind};
use jiff::civil::Date;
use uuid::Uuid;

db::record! {
    pub(crate) struct UnitRow {
        id: Uuid,
        code: String,
        name: String,
        kind: String,
        superior: Option<Uuid>,
    }

    pub(crate) struct PersonRow {
        id: Uuid,
        code: String,
        name: String,
        unit: Uuid,
        member: bool,
        active: bool,
    }

    pub(crate) struct PostRow {
        id: Uuid,
        code: String,
        unit: Uuid,
        title: String,
        duties: String,
    }

    pub(crate) struct HoldingRow {
        id: Uuid,
        post: Uuid,
        person: Uuid,
        from_day: String,
        until_day: Option<String>,
    }

    pub(crate) struct GroupRow {
        id: Uuid,
        unit: Uuid,
        name: String,
    }
}

impl TryFrom<UnitRow> for Unit {
    type Error = Error;

    fn try_from(row: UnitRow) -> Result<Self> {
        let kind = UnitKind::from_code(&row.kind).ok_or(Error::Inconsistent {
            table: "unit",
            column: "kind",
        })?;
        let superior = row.superior.map(UnitId);
        Ok(Self {
            id: UnitId(row.id),
            code: row.code,
            name: row.name,
            kind,
            superior,
        })
    }
}

impl From<PersonRow> for Person {
    fn from(row: PersonRow) -> Self {
        Self {
            id: PersonId(row.id),
            code: row.code,
            name: row.name,
            unit: UnitId(row.unit),
            member: row.member,
            active: row.active,
        }
    }
}

impl TryFrom<PostRow> for Post {
    type Error = Error;

    fn try_from(row: PostRow) -> Result<Self> {
        Ok(Self {
            id: PostId(row.id),
            code: row.code,
            unit: UnitId(row.unit),
            title: row.title,
            duties: duties(&row.duties)?,
        })
    }
}

impl TryFrom<HoldingRow> for Holding {
    type Error = Error;

    fn try_from(row: HoldingRow) -> Result<Self> {
        let (from, until) = days(&row.from_day, row.until_day.as_deref())?;
        let (post, person) = (PostId(row.post), PersonId(row.person));
        Ok(Self {
            id: HoldingId(row.id),
            post,
            person,
            from,
            until,
        })
    }
}

impl From<GroupRow> for Group {
    fn from(row: GroupRow) -> Self {
        Self {
            id: GroupId(row.id),
            unit: UnitId(row.unit),
            name: row.name,
        }
    }
}

/// The first and the last day of a holding.
pub(crate) fn days(from: &str, until: Option<&str>) -> Result<(Date, Option<Date>)> {
    let wrong = |_| Error::Inconsistent {
        table: "holding",
        column: "from_day",
    };
    Ok((
        from.parse().map_err(wrong)?,
        until.map(|day| day.parse().map_err(wrong)).transpose()?,
    ))
}

/// Duties are stored as their codes with commas between.
pub(crate) fn duties(text: &str) -> Result<Vec<Duty>> {
    let wrong = Error::Inconsistent {
        table: "post",
        column: "duties",
    };
    text.split(',')
        .filter(|code| !code.is_empty())
        .map(Duty::from_code)
        .collect::<Option<_>>()
        .ok_or(wrong)
}
