use db::Tx;
use domain::archive::Archived;
use domain::ids::UnitId;
use domain::matter::Matter;
use domain::time::Timestamp;
use uuid::Uuid;

use super::Closed;
use crate::{Result, matter};

/// From a moment to before another.
type Span = (Timestamp, Timestamp);

db::record! {
    /// A disclosure as the register has it.
    pub(super) struct Row {
        pub(super) id: Uuid,
        pub(super) plan: Uuid,
        pub(super) number: String,
        pub(super) released_at: i64,
        pub(super) matter_title: String,
        pub(super) stage: String,
        pub(super) bytes: Vec<u8>,
        pub(super) drafter: String,
        pub(super) approver: String,
        pub(super) corrected_at: Option<i64>,
        pub(super) shown_until: Option<i64>,
        pub(super) ground: Option<String>,
    }
}

/// What a unit released in a time, the oldest first; for those who work there.
pub(super) async fn released(tx: &mut Tx, unit: UnitId, (from, until): Span) -> Result<Vec<Row>> {
    Ok(tx
        .query(
            "select d.id, d.plan, d.number, d.released_at, matter.title, d.stage, content.bytes, drafter.name,
                 approver.name, d.corrected_at, d.shown_until, withdrawal.ground
             from disclosure d join matter on matter.id = d.matter
             join content on content.id = d.content
             join person drafter on drafter.id = d.drafter
             join person approver on approver.id = d.released_by
             left join withdrawal on withdrawal.id = d.withdrawal
             where d.unit = $1 and $2 <= d.released_at and d.released_at < $3 order by d.released_at, d.seq",
        )
        .bind(unit.0)
        .bind(from.0)
        .bind(until.0)
        .all()
        .await?)
}

/// Who reviewed the released bytes, each disclosure's in their order.
pub(super) async fn reviewers(tx: &mut Tx, unit: UnitId, (from, until): Span) -> Result<Vec<(Uuid, String)>> {
    Ok(tx
        .query(
            "select d.id, person.name from disclosure d
             join opinion on opinion.plan = d.plan and opinion.commitment = d.commitment and opinion.agrees
             join person on person.id = opinion.by_person
             where d.unit = $1 and $2 <= d.released_at and d.released_at < $3 order by opinion.seq",
        )
        .bind(unit.0)
        .bind(from.0)
        .bind(until.0)
        .all()
        .await?)
}

pub(super) async fn audiences(
    tx: &mut Tx,
    unit: UnitId,
    (from, until): Span,
) -> Result<Vec<(Uuid, String, i64)>> {
    Ok(tx
        .query(
            "select d.id, audience.token, audience.visible_from from disclosure d
             join audience on audience.disclosure = d.id
             where d.unit = $1 and not audience.kept and $2 <= d.released_at and d.released_at < $3
             order by audience.visible_from, audience.token",
        )
        .bind(unit.0)
        .bind(from.0)
        .bind(until.0)
        .all()
        .await?)
}

/// The matters that a unit opened in a time.
pub(super) async fn matters(tx: &mut Tx, unit: UnitId, (from, until): Span) -> Result<Vec<Matter>> {
    let ids = tx
        .query("select id from matter where unit = $1 and $2 <= at and at < $3 order by at, id")
        .bind(unit.0)
        .bind(from.0)
        .bind(until.0)
        .all::<(Uuid,)>()
        .await?;
    let mut matters = Vec::with_capacity(ids.len());
    for (id,) in ids {
        matters.extend(matter::store::matter(tx, domain::ids::MatterId(id)).await?);
    }
    Ok(matters)
}

/// Who closed a year.
pub(super) async fn closed(tx: &mut Tx, unit: UnitId, year: i16) -> Result<Option<Closed>> {
    let found = tx
        .query(
            "select person.name, archive.at from archive join person on person.id = archive.by_person
             where archive.unit = $1 and archive.year = $2",
        )
        .bind(unit.0)
        .bind(i64::from(year))
        .first::<(String, i64)>()
        .await?;
    Ok(found.map(|(by, at)| Closed {
        by,
        at: Timestamp(at),
    }))
}

pub(crate) async fn save(tx: &mut Tx, archived: &Archived, at: Timestamp) -> Result<()> {
    tx.query("insert into archive (unit, year, by_person, at) values ($1, $2, $3, $4)")
        .bind(archived.unit.0)
        .bind(i64::from(archived.year))
        .bind(archived.by.0)
        .bind(at.0)
        .execute()
        .await?;
    Ok(())
}
