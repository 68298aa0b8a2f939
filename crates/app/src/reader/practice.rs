//! The shelf of practices as somebody reads it. A practice is there for whoever may read the disclosure that was put on
//! the shelf; they see its newest version that they may read.

use db::Tx;
use domain::ids::{DisclosureId, UnitId};
use domain::time::Timestamp;
use domain::words::Track;
use uuid::Uuid;

use super::list::{Cursor, Listed, MOST};
use super::{Disclosure, Moments, Reader, fates, store};
use crate::Result;

/// A disclosure on the shelf. Only a reader makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Practice {
    /// The disclosure.
    pub listed: Listed,
    /// Why its unit thinks that it is worth following.
    pub words: String,
    /// When it was put there.
    pub offered_at: Timestamp,
    /// How many disclosures that the viewer may read say that they follow it.
    pub taken_over: usize,
}

/// A page of the shelf, and where the next one begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    /// What is on it, newest first.
    pub items: Vec<Practice>,
    /// The place after which the next page begins, when there is one.
    pub next: Option<Cursor>,
}

db::record! {
    /// What was put on the shelf.
    struct Row {
        disclosure: Uuid,
        words: String,
        at: i64,
    }

    /// A disclosure that credits another.
    struct Taker {
        source: Uuid,
        taker: Uuid,
        matter: Uuid,
        stage: String,
    }
}

impl Reader {
    /// A page of the shelf, newest first.
    pub async fn practices(
        &mut self,
        track: Option<Track>,
        after: Option<Cursor>,
        most: usize,
    ) -> Result<Shelf> {
        let most = most.clamp(1, MOST);
        let now = Cursor::now(self.now);
        let after = after.map_or(now, |after| after.min(now));
        let wanted = i64::try_from(most + 1).unwrap_or(i64::MAX);
        let place = (after, self.moments(), wanted);
        let mut rows = on_the_shelf(&mut self.tx, place, track, &self.tokens).await?;
        let more = most < rows.len();
        rows.truncate(most);
        let last = rows.last().map(|row| Cursor {
            from: Timestamp(row.at),
            id: row.disclosure,
        });
        Ok(Shelf {
            items: self.shown(rows).await?,
            next: last.filter(|_| more),
        })
    }

    /// The newest practices of a unit.
    pub async fn practices_of(&mut self, unit: UnitId, most: usize) -> Result<Vec<Practice>> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let place = (unit, self.moments(), most);
        let rows = of_unit(&mut self.tx, place, &self.tokens).await?;
        self.shown(rows).await
    }

    /// What is on the shelf of the stage of a disclosure that the viewer reads.
    pub async fn practice(&mut self, disclosure: &Disclosure) -> Result<Option<Practice>> {
        let place = (disclosure, self.moments());
        let rows = of_stage(&mut self.tx, place, &self.tokens).await?;
        Ok(self.shown(rows).await?.into_iter().next())
    }

    async fn shown(&mut self, rows: Vec<Row>) -> Result<Vec<Practice>> {
        let (mut practices, over) = (Vec::with_capacity(rows.len()), self.moments().over);
        for row in rows {
            let newer = fates::newer(&mut self.tx, (row.disclosure, self.now), &self.tokens).await?;
            let id = newer.unwrap_or(DisclosureId(row.disclosure));
            // a newer version may have ended before the one that was put there
            if fates::credits(&mut self.tx, over, [id]).await?.is_empty() {
                continue;
            }
            let from = store::first_seen(&mut self.tx, id.0, &self.tokens).await?;
            let place = Cursor {
                from: from.unwrap_or(self.now),
                id: id.0,
            };
            for listed in self.listed(&[place]).await? {
                practices.push(Practice {
                    taken_over: self.taken_over(&listed).await?,
                    listed,
                    words: row.words.clone(),
                    offered_at: Timestamp(row.at),
                });
            }
        }
        Ok(practices)
    }

    /// How many stages have a disclosure that the viewer may read, and that shows them the credit.
    async fn taken_over(&mut self, listed: &Listed) -> Result<usize> {
        let over = self.moments().over;
        let takers = takers(&mut self.tx, listed, over).await?;
        let ids: Vec<_> = takers
            .iter()
            .flat_map(|taker| [taker.source, taker.taker])
            .map(DisclosureId)
            .collect();
        let readable = self.readable(&ids).await?;
        let is_shown = |taker: &&Taker| {
            [taker.source, taker.taker]
                .iter()
                .all(|id| readable.contains(&DisclosureId(*id)))
        };
        let mut stages: Vec<_> = takers
            .iter()
            .filter(is_shown)
            .map(|taker| (taker.matter, &taker.stage))
            .collect();
        stages.sort();
        stages.dedup();
        Ok(stages.len())
    }
}

/// What is on the shelf by now and one of the tokens leads to, newest first.
async fn on_the_shelf(
    tx: &mut Tx,
    (after, moments, most): (Cursor, Moments, i64),
    track: Option<Track>,
    tokens: &[String],
) -> Result<Vec<Row>> {
    Ok(tx
        .query(
            "select practice.disclosure, practice.words, practice.at
             from practice join disclosure on disclosure.id = practice.disclosure
             where (practice.at, practice.disclosure) < ($1, $2) and practice.at <= $3
                 and (practice.ended_at is null or $4 < practice.ended_at)
                 and disclosure.withdrawal is null
                 and (disclosure.shown_until is null or $4 < disclosure.shown_until)
                 and (cast($5 as text) is null or disclosure.track = $5)
                 and exists (select 1 from audience where audience.disclosure = practice.disclosure
                     and audience.visible_from <= $3 and audience.token in ($7...))
             order by practice.at desc, practice.disclosure desc limit $6",
        )
        .bind(after.from.0)
        .bind(after.id)
        .bind(moments.begun.0)
        .bind(moments.over.0)
        .bind(track.map(Track::code))
        .bind(most)
        .bind_list(tokens)
        .all()
        .await?)
}

/// The same of one unit.
async fn of_unit(
    tx: &mut Tx,
    (unit, moments, most): (UnitId, Moments, i64),
    tokens: &[String],
) -> Result<Vec<Row>> {
    Ok(tx
        .query(
            "select practice.disclosure, practice.words, practice.at
             from practice join disclosure on disclosure.id = practice.disclosure
             where disclosure.unit = $1 and practice.at <= $2
                 and (practice.ended_at is null or $3 < practice.ended_at)
                 and disclosure.withdrawal is null
                 and (disclosure.shown_until is null or $3 < disclosure.shown_until)
                 and exists (select 1 from audience where audience.disclosure = practice.disclosure
                     and audience.visible_from <= $2 and audience.token in ($5...))
             order by practice.at desc, practice.disclosure desc limit $4",
        )
        .bind(unit.0)
        .bind(moments.begun.0)
        .bind(moments.over.0)
        .bind(most)
        .bind_list(tokens)
        .all()
        .await?)
}

/// The same of one stage.
async fn of_stage(
    tx: &mut Tx,
    (disclosure, moments): (&Disclosure, Moments),
    tokens: &[String],
) -> Result<Vec<Row>> {
    Ok(tx
        .query(
            "select practice.disclosure, practice.words, practice.at
             from practice join disclosure on disclosure.id = practice.disclosure
             where disclosure.matter = $1 and disclosure.stage = $2 and practice.at <= $3
                 and (practice.ended_at is null or $4 < practice.ended_at)
                 and disclosure.withdrawal is null
                 and (disclosure.shown_until is null or $4 < disclosure.shown_until)
                 and exists (select 1 from audience where audience.disclosure = practice.disclosure
                     and audience.visible_from <= $3 and audience.token in ($5...))
             order by practice.at desc",
        )
        .bind(disclosure.matter.0)
        .bind(disclosure.stage.code())
        .bind(moments.begun.0)
        .bind(moments.over.0)
        .bind_list(tokens)
        .all()
        .await?)
}

/// What credits a version of a stage and is shown; the reader looks which of it the viewer may read.
async fn takers(tx: &mut Tx, listed: &Listed, over: Timestamp) -> Result<Vec<Taker>> {
    Ok(tx
        .query(
            "select credit.source, credit.disclosure, taker.matter, taker.stage
             from disclosure source join credit on credit.source = source.id
             join disclosure taker on taker.id = credit.disclosure
             where source.matter = $1 and source.stage = $2 and taker.withdrawal is null
                 and (taker.shown_until is null or $3 < taker.shown_until)",
        )
        .bind(listed.matter.0)
        .bind(listed.stage.code())
        .bind(over.0)
        .all()
        .await?)
}
