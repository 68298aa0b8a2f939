use db::Tx;
use domain::ids::{DisclosureId, PersonId, PlanId, UnitId};
use domain::time::Timestamp;
use uuid::Uuid;

use super::list::Cursor;
use crate::Result;

/// Lists are asked in portions, so that no statement grows without end.
const PORTION: usize = 512;

db::record! {
    /// A finding as it is kept.
    #[derive(Clone, Debug)]
    pub(super) struct Row {
        pub(super) view: String,
        pub(super) disclosure: Uuid,
        pub(super) source: Uuid,
        pub(super) kind: String,
        pub(super) share: i64,
        pub(super) characters: i64,
        pub(super) foreign_name: bool,
        pub(super) found_at: i64,
    }

    /// Somebody's words about a pair.
    #[derive(Clone, Debug)]
    pub(super) struct SaidRow {
        pub(super) seq: i64,
        pub(super) disclosure: Uuid,
        pub(super) source: Uuid,
        pub(super) outcome: Option<String>,
        pub(super) words: String,
        pub(super) by_person: Uuid,
        pub(super) for_person: Option<Uuid>,
        pub(super) name: String,
        pub(super) at: i64,
    }
}

impl Row {
    pub(super) fn pair(&self) -> (DisclosureId, DisclosureId) {
        (DisclosureId(self.disclosure), DisclosureId(self.source))
    }

    pub(super) fn cursor(&self) -> Cursor {
        Cursor {
            found_at: Timestamp(self.found_at),
            pair: self.pair(),
        }
    }
}

/// What was found in some views before a place in the list, the newest first.
pub(super) async fn page(tx: &mut Tx, views: &[String], before: Cursor, most: i64) -> Result<Vec<Row>> {
    let (disclosure, source) = before.pair;
    Ok(tx
        .query(
            "select view, disclosure, source, kind, share, characters, foreign_name, found_at from likeness
             where (found_at, disclosure, source) < ($1, $2, $3) and view in ($5...)
             order by found_at desc, disclosure desc, source desc, view limit $4",
        )
        .bind(before.found_at.0)
        .bind(disclosure.0)
        .bind(source.0)
        .bind(most)
        .bind_list(views.to_vec())
        .all()
        .await?)
}

/// Everything that was found of some disclosures, in whichever view.
pub(super) async fn of(tx: &mut Tx, ids: &[DisclosureId]) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for ids in ids.chunks(PORTION) {
        rows.extend(
            tx.query(
                "select view, disclosure, source, kind, share, characters, foreign_name, found_at from likeness
                 where disclosure in ($1...)",
            )
            .bind_list(ids.iter().map(|id| id.0))
            .all::<Row>()
            .await?,
        );
    }
    Ok(rows)
}

/// The pairs in some views that share half a text or more, the newest first.
pub(super) async fn alike(tx: &mut Tx, views: &[String], most: i64) -> Result<Vec<(String, Uuid, Uuid)>> {
    Ok(tx
        .query(
            "select view, disclosure, source from likeness
             where 500 <= share and kind in ('copy', 'mass') and view in ($2...)
             order by found_at desc, disclosure, source limit $1",
        )
        .bind(most)
        .bind_list(views.to_vec())
        .all()
        .await?)
}

/// What units and supervisors said of what some disclosures are alike to: answers have no outcome. Words of a draft are
/// an answer too.
pub(super) async fn said(tx: &mut Tx, ids: &[DisclosureId]) -> Result<Vec<SaidRow>> {
    let mut rows = Vec::new();
    for ids in ids.chunks(PORTION) {
        rows.extend(
            tx.query(
                "select said.seq, said.disclosure, said.source, said.outcome, said.words, said.by_person,
                     said.for_person, person.name, said.at
                 from (
                     select seq, disclosure, source, cast(null as text) as outcome, words, by_person, for_person, at
                     from likeness_answer
                     union all
                     select seq, disclosure, source, outcome, words, by_person, for_person, at from likeness_closing
                     union all
                     select draft.seq, disclosure.id, draft.source, cast(null as text), draft.words, draft.by_person,
                         draft.for_person, draft.at
                     from likeness_explanation draft join disclosure on disclosure.plan = draft.plan
                 ) said join person on person.id = said.by_person
                 where said.disclosure in ($1...) order by said.seq",
            )
            .bind_list(ids.iter().map(|id| id.0))
            .all::<SaidRow>()
            .await?,
        );
    }
    Ok(rows)
}

/// Everybody who wrote an edition of a plan.
pub(super) async fn authors(tx: &mut Tx, plan: PlanId) -> Result<Vec<PersonId>> {
    let rows = tx
        .query("select person from author where plan = $1 union select drafter from plan where id = $1")
        .bind(plan.0)
        .all::<(Uuid,)>()
        .await?;
    Ok(rows.into_iter().map(|(id,)| PersonId(id)).collect())
}

/// How many texts of each unit turned out alike to others in some time, without credit.
pub(super) async fn alike_by_unit(
    tx: &mut Tx,
    views: &[String],
    (from, until, over): (Timestamp, Timestamp, Timestamp),
) -> Result<Vec<(UnitId, i64)>> {
    let rows = tx
        .query(
            "select plan.unit, count(distinct disclosure.plan) from likeness
             join disclosure on disclosure.id = likeness.disclosure
             join plan on plan.id = disclosure.plan
             join disclosure source on source.id = likeness.source
             where $1 <= likeness.found_at and likeness.found_at < $2 and likeness.kind in ('copy', 'mass', 'own', 'reply')
                 and disclosure.withdrawal is null and source.withdrawal is null
                 and (disclosure.shown_until is null or $3 < disclosure.shown_until)
                 and (source.shown_until is null or $3 < source.shown_until)
                 and likeness.view in ($4...)
             group by plan.unit",
        )
        .bind(from.0)
        .bind(until.0)
        .bind(over.0)
        .bind_list(views.to_vec())
        .all::<(Uuid, i64)>()
        .await?;
    Ok(rows
        .into_iter()
        .map(|(unit, count)| (UnitId(unit), count))
        .collect())
}

/// How many texts of each unit came into some views in some time.
pub(super) async fn came_by_unit(
    tx: &mut Tx,
    views: &[String],
    (from, until, over): (Timestamp, Timestamp, Timestamp),
) -> Result<Vec<(UnitId, i64)>> {
    let rows = tx
        .query(
            "select plan.unit, count(distinct disclosure.plan) from likeness_seen
             join disclosure on disclosure.id = likeness_seen.disclosure
             join plan on plan.id = disclosure.plan
             where $1 <= likeness_seen.came_at and likeness_seen.came_at < $2 and disclosure.withdrawal is null
                 and (disclosure.shown_until is null or $3 < disclosure.shown_until)
                 and likeness_seen.view in ($4...)
             group by plan.unit",
        )
        .bind(from.0)
        .bind(until.0)
        .bind(over.0)
        .bind_list(views.to_vec())
        .all::<(Uuid, i64)>()
        .await?;
    Ok(rows
        .into_iter()
        .map(|(unit, count)| (UnitId(unit), count))
        .collect())
}
