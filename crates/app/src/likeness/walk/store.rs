use db::Tx;
use domain::ids::{DisclosureId, UnitId, WithdrawalId};
use domain::time::Timestamp;
use uuid::Uuid;

use crate::Result;
use crate::likeness::readers::View;

db::record! {
    /// A disclosure whose readers change at a moment.
    pub(super) struct Turn {
        pub(super) at: i64,
        disclosure: Uuid,
    }
}

impl Turn {
    pub(super) fn disclosure(&self) -> DisclosureId {
        DisclosureId(self.disclosure)
    }
}

/// The hash of a line of the journal.
pub(super) async fn hash(tx: &mut Tx, seq: i64) -> Result<Option<Vec<u8>>> {
    let found = tx
        .query("select hash from journal where seq = $1")
        .bind(seq)
        .first::<(Vec<u8>,)>()
        .await?;
    Ok(found.map(|(hash,)| hash))
}

/// The last line of the journal, by its number and its hash.
pub(super) async fn last(tx: &mut Tx) -> Result<(i64, Vec<u8>)> {
    let found = tx
        .query("select seq, hash from journal order by seq desc limit 1")
        .first()
        .await?;
    Ok(found.unwrap_or_default())
}

/// The first moment after one at which anything opens, ends or appears by itself; the end of time when nothing does.
pub(super) async fn next_turn(tx: &mut Tx, after: Timestamp) -> Result<Option<i64>> {
    let found = tx
        .query(
            "select min(turn.at) from (
                 select min(visible_from) as at from audience where $1 < visible_from
                 union select min(listed_until) from audience where $1 < listed_until
                 union select min(released_at) from disclosure where $1 < released_at
                 union select min(shown_until) from disclosure where $1 < shown_until
             ) turn",
        )
        .bind(after.0)
        .first::<(Option<i64>,)>()
        .await?;
    Ok(found.map(|(at,)| at.unwrap_or(i64::MAX)))
}

/// What opens, ends or appears after one moment and not after another, of what was released up to a line.
pub(super) async fn turns(
    tx: &mut Tx,
    (after, until): (Timestamp, Timestamp),
    (seq, most): (i64, i64),
) -> Result<Vec<Turn>> {
    Ok(tx
        .query(
            "select turn.at, turn.id from (
                 select visible_from as at, disclosure as id from audience where $1 < visible_from and visible_from <= $2
                 union select listed_until, disclosure from audience where $1 < listed_until and listed_until <= $2
                 union select released_at, id from disclosure where $1 < released_at and released_at <= $2
                 union select shown_until, id from disclosure where $1 < shown_until and shown_until <= $2
             ) turn join disclosure on disclosure.id = turn.id
             where disclosure.seq <= $3 order by turn.at, turn.id limit $4",
        )
        .bind(after.0)
        .bind(until.0)
        .bind(seq)
        .bind(most)
        .all()
        .await?)
}

/// What a line released, with the versions whose place it took.
pub(super) async fn released(tx: &mut Tx, id: DisclosureId) -> Result<Vec<DisclosureId>> {
    let rows = tx
        .query(
            "select version.id from disclosure released
             join disclosure version on version.matter = released.matter and version.stage = released.stage
             where released.id = $1 and version.version <= released.version order by version.version",
        )
        .bind(id.0)
        .all::<(Uuid,)>()
        .await?;
    Ok(rows.into_iter().map(|(id,)| DisclosureId(id)).collect())
}

/// What was withdrawn by a request.
pub(super) async fn withdrawn(tx: &mut Tx, request: WithdrawalId) -> Result<Vec<DisclosureId>> {
    let rows = tx
        .query("select id from disclosure where withdrawal = $1 order by seq")
        .bind(request.0)
        .all::<(Uuid,)>()
        .await?;
    Ok(rows.into_iter().map(|(id,)| DisclosureId(id)).collect())
}

/// Everything that a unit answers for, or that the people of one that ended kept.
pub(super) async fn of_unit(tx: &mut Tx, unit: UnitId, kept: &str) -> Result<Vec<DisclosureId>> {
    let rows = tx
        .query(
            "select disclosure.id from disclosure join plan on plan.id = disclosure.plan
             where plan.unit = $1 or exists (select 1 from audience where audience.disclosure = disclosure.id
                 and audience.token = $2 and audience.kept)
             order by disclosure.seq",
        )
        .bind(unit.0)
        .bind(kept)
        .all::<(Uuid,)>()
        .await?;
    Ok(rows.into_iter().map(|(id,)| DisclosureId(id)).collect())
}

/// The views into which some texts came already.
pub(super) async fn seen(tx: &mut Tx, ids: &[DisclosureId]) -> Result<Vec<(DisclosureId, String)>> {
    let mut seen = Vec::new();
    for ids in ids.chunks(512) {
        let rows = tx
            .query("select disclosure, view from likeness_seen where disclosure in ($1...)")
            .bind_list(ids.iter().map(|id| id.0))
            .all::<(Uuid, String)>()
            .await?;
        seen.extend(rows.into_iter().map(|(id, view)| (DisclosureId(id), view)));
    }
    Ok(seen)
}

/// Notes that a text came into a view; whether that was new, as another node may have come first.
pub(super) async fn save_seen(tx: &mut Tx, (id, view): (DisclosureId, View), at: Timestamp) -> Result<bool> {
    let written = tx
        .query(
            "insert into likeness_seen (disclosure, view, came_at) values ($1, $2, $3)
             on conflict (disclosure, view) do nothing",
        )
        .bind(id.0)
        .bind(view.code())
        .bind(at.0)
        .execute()
        .await?;
    Ok(0 < written)
}

/// One finding, as it is kept.
pub(super) struct Row {
    pub(super) source: DisclosureId,
    pub(super) kind: &'static str,
    pub(super) share: i64,
    pub(super) characters: i64,
    pub(super) foreign_name: bool,
    pub(super) standing: &'static str,
}

pub(super) async fn save(
    tx: &mut Tx,
    (id, view): (DisclosureId, View),
    row: &Row,
    at: Timestamp,
) -> Result<()> {
    tx.query(
        "insert into likeness (view, disclosure, source, kind, share, characters, foreign_name, found_at, standing)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (view, disclosure, source) do nothing",
    )
    .bind(view.code())
    .bind(id.0)
    .bind(row.source.0)
    .bind(row.kind)
    .bind(row.share)
    .bind(row.characters)
    .bind(row.foreign_name)
    .bind(at.0)
    .bind(row.standing)
    .execute()
    .await?;
    Ok(())
}
