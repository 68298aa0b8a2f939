use db::Tx;
use domain::decision::{CalendarImport, Enactment};
use domain::ids::{CalendarId, ContentId, RulebookId, UnitId};
use domain::words::Track;
use jiff::civil::Date;
use uuid::Uuid;

use crate::Result;

pub(crate) async fn save(tx: &mut Tx, enactment: &Enactment) -> Result<()> {
    tx.query(
        "insert into rulebook (id, code, version, track, unit, in_force_from, content)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(enactment.id.0)
    .bind(&enactment.code)
    .bind(enactment.version)
    .bind(enactment.track.code())
    .bind(enactment.unit.0)
    .bind(enactment.in_force_from.to_string())
    .bind(enactment.sealed.content.0)
    .execute()
    .await?;
    Ok(())
}

/// Whether any unit has opened a matter.
pub(super) async fn work_has_begun(tx: &mut Tx) -> Result<bool> {
    let found = tx
        .query("select id from matter limit 1")
        .first::<(Uuid,)>()
        .await?;
    Ok(found.is_some())
}

/// The newest version of a track that was put in force by a day: for this unit, or for the nearest above that has one.
pub(crate) async fn newest(tx: &mut Tx, unit: UnitId, track: Track, day: Date) -> Result<Option<RulebookId>> {
    let found = tx
        .query(
            "with recursive line (id, superior, height) as (
                 select id, superior, cast(0 as bigint) from unit where id = $1
                 union all
                 select unit.id, unit.superior, line.height + 1 from unit join line on unit.id = line.superior
             )
             select rulebook.id from line join rulebook on rulebook.unit = line.id
             where rulebook.track = $2 and rulebook.in_force_from <= $3
             order by line.height, rulebook.in_force_from desc, rulebook.version desc limit 1",
        )
        .bind(unit.0)
        .bind(track.code())
        .bind(day.to_string())
        .first::<(Uuid,)>()
        .await?;
    Ok(found.map(|(id,)| RulebookId(id)))
}

pub(crate) async fn content(tx: &mut Tx, id: RulebookId) -> Result<Option<(String, ContentId)>> {
    let found = tx
        .query("select code, content from rulebook where id = $1")
        .bind(id.0)
        .first::<(String, Uuid)>()
        .await?;
    Ok(found.map(|(code, content)| (code, ContentId(content))))
}

pub(crate) async fn versions(tx: &mut Tx, unit: UnitId, code: &str) -> Result<Vec<i64>> {
    let rows = tx
        .query("select version from rulebook where unit = $1 and code = $2")
        .bind(unit.0)
        .bind(code)
        .all::<(i64,)>()
        .await?;
    Ok(rows.into_iter().map(|(version,)| version).collect())
}

pub(crate) async fn save_calendar(tx: &mut Tx, import: &CalendarImport, seq: i64) -> Result<()> {
    tx.query("insert into calendar (id, seq, last_year, content) values ($1, $2, $3, $4)")
        .bind(import.id.0)
        .bind(seq)
        .bind(i64::from(import.last_year))
        .bind(import.sealed.content.0)
        .execute()
        .await?;
    Ok(())
}

/// The calendar that was imported last.
pub(crate) async fn newest_calendar(tx: &mut Tx) -> Result<Option<(CalendarId, ContentId)>> {
    let found = tx
        .query("select id, content from calendar order by seq desc limit 1")
        .first::<(Uuid, Uuid)>()
        .await?;
    Ok(found.map(|(id, content)| (CalendarId(id), ContentId(content))))
}

/// A version that was put in force exactly for a unit.
#[derive(Clone, Debug)]
pub(crate) struct Own {
    pub(crate) id: RulebookId,
    pub(crate) unit: UnitId,
    pub(crate) code: String,
    pub(crate) version: i64,
    pub(crate) from: Date,
}

db::record! {
    struct Row {
        id: Uuid,
        unit: Uuid,
        code: String,
        version: i64,
        in_force_from: String,
    }
}

impl TryFrom<Row> for Own {
    type Error = db::Error;

    fn try_from(row: Row) -> db::Result<Self> {
        let wrong = |_| db::Error::Inconsistent {
            table: "rulebook",
            column: "in_force_from",
        };
        Ok(Self {
            id: RulebookId(row.id),
            unit: UnitId(row.unit),
            code: row.code,
            version: row.version,
            from: row.in_force_from.parse().map_err(wrong)?,
        })
    }
}

/// The versions that were put in force exactly for this unit, the one that holds last first.
pub(crate) async fn own(tx: &mut Tx, unit: UnitId, track: Track) -> Result<Vec<Own>> {
    let rows = tx
        .query(
            "select id, unit, code, version, in_force_from from rulebook
             where unit = $1 and track = $2 order by in_force_from desc, version desc",
        )
        .bind(unit.0)
        .bind(track.code())
        .all::<Row>()
        .await?;
    Ok(rows.into_iter().map(Own::try_from).collect::<db::Result<_>>()?)
}

/// One version.
pub(crate) async fn version(tx: &mut Tx, id: RulebookId) -> Result<Option<Own>> {
    let row = tx
        .query("select id, unit, code, version, in_force_from from rulebook where id = $1")
        .bind(id.0)
        .first::<Row>()
        .await?;
    Ok(row.map(Own::try_from).transpose()?)
}
