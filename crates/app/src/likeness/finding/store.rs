use db::Tx;
use domain::ids::{DisclosureId, PersonId, PlanId, UnitId};
use domain::likeness::{Kind, Standing};
use domain::time::Timestamp;
use uuid::Uuid;

use super::list::{Cursor, Filter};
use crate::Result;
use crate::likeness::readers::View;

/// Lists are asked in portions, so that no statement grows without end.
const PORTION: usize = 512;

db::record! {
    /// A finding as a view keeps it.
    #[derive(Clone, Debug)]
    pub(super) struct Row {
        disclosure: Uuid,
        source: Uuid,
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
    pub(super) fn text(&self) -> DisclosureId {
        DisclosureId(self.disclosure)
    }

    pub(super) fn source(&self) -> DisclosureId {
        DisclosureId(self.source)
    }
}

/// What lies in one order in an index, the newest last.
pub(super) struct Run<'a> {
    view: View,
    of: Of<'a>,
}

#[derive(Clone, Copy)]
enum Of<'a> {
    /// Of these units, whatever fits: there is little of it.
    Units(&'a [UnitId], &'a Filter),
    /// Everything but the credited.
    All,
    /// Of one kind, that stands in one way.
    Exactly(Kind, Standing),
}

/// What a list is put together from: everything that fits lies in one of these.
pub(super) fn runs<'a>(views: &[View], filter: &'a Filter, units: Option<&'a [UnitId]>) -> Vec<Run<'a>> {
    let is_kind = |kind: &Kind| {
        filter
            .kind
            .map_or(*kind != Kind::Credited, |wanted| wanted == *kind)
    };
    let stands = |standing: &Standing| filter.standing.is_none_or(|wanted| wanted == *standing);
    let kinds = Kind::ALL.iter().copied().filter(is_kind);
    let exact = kinds.flat_map(|kind| {
        let standings = Standing::ALL.iter().copied().filter(stands);
        standings.map(move |standing| Of::Exactly(kind, standing))
    });
    let of: Vec<_> = match units {
        Some(units) => vec![Of::Units(units, filter)],
        None if (filter.kind, filter.standing) == (None, None) => vec![Of::All],
        None => exact.collect(),
    };
    let runs = views
        .iter()
        .flat_map(|view| of.iter().map(|of| Run { view: *view, of: *of }));
    runs.collect()
}

/// The next places of a run at which something may stand, newest first. What is over is passed over here already.
pub(super) async fn places(
    tx: &mut Tx,
    (run, over): (&Run<'_>, Timestamp),
    (after, most): (Cursor, usize),
) -> Result<Vec<Cursor>> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let view = run.view.code();
    let rows = match run.of {
        Of::Units(units, filter) => of_units(tx, (view, over), (units, filter), (after, most)).await?,
        Of::All => of_all(tx, (view, over), (after, most)).await?,
        Of::Exactly(kind, standing) => exactly(tx, (view, over), (kind, standing), (after, most)).await?,
    };
    let place = |(found_at, text)| Cursor {
        found_at: Timestamp(found_at),
        text: DisclosureId(text),
    };
    Ok(rows.into_iter().map(place).collect())
}

async fn of_units(
    tx: &mut Tx,
    (view, over): (String, Timestamp),
    (units, filter): (&[UnitId], &Filter),
    (after, most): (Cursor, i64),
) -> Result<Vec<(i64, Uuid)>> {
    Ok(tx
        .query(
            // `cross join` and `+` keep SQLite from going through everything that was found, and that for each text
            "select distinct likeness.found_at, likeness.disclosure
             from plan cross join disclosure cross join likeness cross join disclosure source
             where plan.unit in ($8...) and disclosure.plan = plan.id and disclosure.withdrawal is null
                 and (disclosure.shown_until is null or $4 < disclosure.shown_until)
                 and likeness.view = $1 and likeness.disclosure = disclosure.id
                 and (likeness.kind = $5 or cast($5 as text) is null and likeness.kind <> 'credited')
                 and (cast($6 as text) is null or likeness.standing = $6)
                 and (+likeness.found_at, likeness.disclosure) < ($2, $3)
                 and source.id = likeness.source and source.withdrawal is null
                 and (source.shown_until is null or $4 < source.shown_until)
             order by likeness.found_at desc, likeness.disclosure desc limit $7",
        )
        .bind(view)
        .bind(after.found_at.0)
        .bind(after.text.0)
        .bind(over.0)
        .bind(filter.kind.map(Kind::code))
        .bind(filter.standing.map(Standing::code))
        .bind(most)
        .bind_list(units.iter().map(|unit| unit.0))
        .all()
        .await?)
}

async fn of_all(
    tx: &mut Tx,
    (view, over): (String, Timestamp),
    (after, most): (Cursor, i64),
) -> Result<Vec<(i64, Uuid)>> {
    Ok(tx
        .query(
            "select distinct likeness.found_at, likeness.disclosure
             from likeness cross join disclosure cross join disclosure source
             where likeness.view = $1 and (likeness.found_at, likeness.disclosure) < ($2, $3)
                 and likeness.kind <> 'credited'
                 and disclosure.id = likeness.disclosure and disclosure.withdrawal is null
                 and (disclosure.shown_until is null or $4 < disclosure.shown_until)
                 and source.id = likeness.source and source.withdrawal is null
                 and (source.shown_until is null or $4 < source.shown_until)
             order by likeness.found_at desc, likeness.disclosure desc limit $5",
        )
        .bind(view)
        .bind(after.found_at.0)
        .bind(after.text.0)
        .bind(over.0)
        .bind(most)
        .all()
        .await?)
}

async fn exactly(
    tx: &mut Tx,
    (view, over): (String, Timestamp),
    (kind, standing): (Kind, Standing),
    (after, most): (Cursor, i64),
) -> Result<Vec<(i64, Uuid)>> {
    Ok(tx
        .query(
            "select distinct likeness.found_at, likeness.disclosure
             from likeness cross join disclosure cross join disclosure source
             where likeness.view = $1 and likeness.kind = $5 and likeness.standing = $6
                 and (likeness.found_at, likeness.disclosure) < ($2, $3)
                 and disclosure.id = likeness.disclosure and disclosure.withdrawal is null
                 and (disclosure.shown_until is null or $4 < disclosure.shown_until)
                 and source.id = likeness.source and source.withdrawal is null
                 and (source.shown_until is null or $4 < source.shown_until)
             order by likeness.found_at desc, likeness.disclosure desc limit $7",
        )
        .bind(view)
        .bind(after.found_at.0)
        .bind(after.text.0)
        .bind(over.0)
        .bind(kind.code())
        .bind(standing.code())
        .bind(most)
        .all()
        .await?)
}

/// Everything that a view keeps of some disclosures.
pub(super) async fn of(tx: &mut Tx, view: View, ids: &[DisclosureId]) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for ids in ids.chunks(PORTION) {
        rows.extend(
            tx.query(
                "select disclosure, source, kind, share, characters, foreign_name, found_at from likeness
                 where view = $1 and disclosure in ($2...)",
            )
            .bind(view.code())
            .bind_list(ids.iter().map(|id| id.0))
            .all::<Row>()
            .await?,
        );
    }
    Ok(rows)
}

/// The pairs in a view that share half a text or more, the newest first.
pub(super) async fn alike(tx: &mut Tx, view: View, most: i64) -> Result<Vec<Pair>> {
    let rows = tx
        .query(
            "select disclosure, source from likeness
             where view = $1 and 500 <= share and kind in ('copy', 'mass')
             order by found_at desc, disclosure desc, source desc limit $2",
        )
        .bind(view.code())
        .bind(most)
        .all()
        .await?;
    Ok(pairs(rows))
}

/// Those of these pairs of which one text is among some.
pub(super) async fn alike_to(tx: &mut Tx, view: View, ids: &[DisclosureId]) -> Result<Vec<Pair>> {
    let mut found = Vec::new();
    for statement in [
        "select disclosure, source from likeness
         where view = $1 and 500 <= share and kind in ('copy', 'mass') and disclosure in ($2...)",
        "select disclosure, source from likeness
         where view = $1 and 500 <= share and kind in ('copy', 'mass') and source in ($2...)",
    ] {
        for ids in ids.chunks(PORTION) {
            let asked = tx.query(statement).bind(view.code());
            let rows = asked.bind_list(ids.iter().map(|id| id.0)).all().await?;
            found.extend(pairs(rows));
        }
    }
    Ok(found)
}

/// A text and what it is alike to.
pub(super) type Pair = (DisclosureId, DisclosureId);

fn pairs(rows: Vec<(Uuid, Uuid)>) -> Vec<Pair> {
    let pair = |(text, source)| (DisclosureId(text), DisclosureId(source));
    rows.into_iter().map(pair).collect()
}

/// What units and supervisors said of what some disclosures are alike to: answers have no outcome. Words of a draft are
/// an answer too, of the version that it became and of no other.
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
                     where draft.seq < disclosure.seq and not exists (select 1 from disclosure earlier
                         where earlier.plan = draft.plan and draft.seq < earlier.seq and earlier.seq < disclosure.seq)
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

/// Whoever wrote a plan, reviewed or approved it, in their own place or somebody else's.
pub(super) async fn hands(tx: &mut Tx, plan: PlanId) -> Result<Vec<PersonId>> {
    let rows = tx
        .query(
            "select person from author where plan = $1
             union select drafter from plan where id = $1
             union select approver from plan where id = $1 and approver is not null
             union select approver_for from plan where id = $1 and approver_for is not null
             union select by_person from opinion where plan = $1
             union select for_person from opinion where plan = $1 and for_person is not null
             union select by_person from endorsement where plan = $1
             union select for_person from endorsement where plan = $1 and for_person is not null",
        )
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
                 and disclosure.matter <> source.matter
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
        .all()
        .await?;
    Ok(counted(rows))
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
        .all()
        .await?;
    Ok(counted(rows))
}

fn counted(rows: Vec<(Uuid, i64)>) -> Vec<(UnitId, i64)> {
    rows.into_iter()
        .map(|(unit, count)| (UnitId(unit), count))
        .collect()
}
