//! Every statement about disclosures that a person's reading can reach. Each one names the tokens it asks for.

use db::Tx;
use domain::ids::{DisclosureId, MatterId, UnitId};
use domain::time::Timestamp;
use domain::words::{Stage, Track};
use uuid::Uuid;

use super::list::{Cursor, Listed};
use super::{Filter, Moments};
use crate::Result;

db::record! {
    /// A place on one token's list.
    pub(super) struct Entry {
        id: Uuid,
        from: i64,
        pub(super) alone: bool,
        pub(super) corrected: bool,
    }

    pub(super) struct ListedRow {
        pub(super) id: Uuid,
        number: String,
        title: String,
        matter: Uuid,
        stage: String,
        track: String,
        entry: String,
        unit: Uuid,
        unit_name: String,
        released_at: i64,
        corrected_at: Option<i64>,
        urgent: i64,
    }

    /// A disclosure's own row, with the names around it.
    pub(super) struct Card {
        pub(super) number: String,
        pub(super) title: String,
        pub(super) matter: Uuid,
        pub(super) matter_title: String,
        pub(super) stage: String,
        pub(super) track: String,
        pub(super) entry: String,
        pub(super) rulebook: Uuid,
        pub(super) unit: Uuid,
        pub(super) unit_name: String,
        pub(super) content: Uuid,
        pub(super) commitment: Vec<u8>,
        pub(super) released_at: i64,
        pub(super) plan: Uuid,
        pub(super) drafter: String,
        pub(super) approver: String,
        pub(super) corrected_at: Option<i64>,
        pub(super) shown_until: Option<i64>,
        pub(super) withdrawal: Option<Uuid>,
        pub(super) urgent: i64,
    }
}

impl Entry {
    pub(super) fn cursor(&self) -> Cursor {
        Cursor {
            from: Timestamp(self.from),
            id: self.id,
        }
    }
}

impl ListedRow {
    pub(super) fn shown(self, seen_from: Timestamp) -> Result<Listed> {
        Ok(Listed {
            id: DisclosureId(self.id),
            number: self.number,
            title: self.title,
            matter: MatterId(self.matter),
            stage: stage(&self.stage)?,
            track: track(&self.track)?,
            entry: self.entry,
            unit: UnitId(self.unit),
            unit_name: self.unit_name,
            released_at: Timestamp(self.released_at),
            corrected: self.corrected_at.is_some(),
            urgent: 0 < self.urgent,
            seen_from,
        })
    }
}

pub(super) fn stage(code: &str) -> Result<Stage> {
    let wrong = db::Error::Inconsistent {
        table: "disclosure",
        column: "stage",
    };
    Stage::from_code(code).ok_or_else(|| wrong.into())
}

pub(super) fn track(code: &str) -> Result<Track> {
    let wrong = db::Error::Inconsistent {
        table: "disclosure",
        column: "track",
    };
    Track::from_code(code).ok_or_else(|| wrong.into())
}

/// A portion of one token's list, by the index that the filter leads to.
pub(super) async fn entries(
    tx: &mut Tx,
    token: &str,
    filter: &Filter,
    (after, moments, most): (Cursor, Moments, i64),
) -> Result<Vec<Entry>> {
    let stage = filter.stage.map(Stage::code);
    if let Some(unit) = filter.unit {
        return of_unit(tx, token, (unit, stage), filter, (after, moments, most)).await;
    }
    if let Some(entry) = &filter.entry {
        return of_entry(tx, token, (entry, stage), filter.track, (after, moments, most)).await;
    }
    Ok(tx
        .query(
            "select disclosure, visible_from, alone, corrected from audience
             where token = $1 and (visible_from, disclosure) < ($2, $3)
                 and (cast($4 as text) is null or stage = $4)
                 and (cast($5 as text) is null or track = $5)
                 and (listed_until is null or $6 < listed_until
                     or (corrected and $8 < listed_until))
             order by visible_from desc, disclosure desc limit $7",
        )
        .bind(token)
        .bind(after.from.0)
        .bind(after.id)
        .bind(stage)
        .bind(filter.track.map(Track::code))
        .bind(moments.over.0)
        .bind(most)
        .bind(moments.begun.0)
        .all()
        .await?)
}

async fn of_unit(
    tx: &mut Tx,
    token: &str,
    (unit, stage): (UnitId, Option<&'static str>),
    filter: &Filter,
    (after, moments, most): (Cursor, Moments, i64),
) -> Result<Vec<Entry>> {
    Ok(tx
        .query(
            "select disclosure, visible_from, alone, corrected from audience
             where token = $1 and unit = $2 and (visible_from, disclosure) < ($3, $4)
                 and (cast($5 as text) is null or stage = $5)
                 and (cast($6 as text) is null or track = $6)
                 and (cast($7 as text) is null or entry = $7)
                 and (listed_until is null or $8 < listed_until
                     or (corrected and $10 < listed_until))
             order by visible_from desc, disclosure desc limit $9",
        )
        .bind(token)
        .bind(unit.0)
        .bind(after.from.0)
        .bind(after.id)
        .bind(stage)
        .bind(filter.track.map(Track::code))
        .bind(filter.entry.as_deref())
        .bind(moments.over.0)
        .bind(most)
        .bind(moments.begun.0)
        .all()
        .await?)
}

async fn of_entry(
    tx: &mut Tx,
    token: &str,
    (entry, stage): (&str, Option<&'static str>),
    track: Option<Track>,
    (after, moments, most): (Cursor, Moments, i64),
) -> Result<Vec<Entry>> {
    Ok(tx
        .query(
            "select disclosure, visible_from, alone, corrected from audience
             where token = $1 and entry = $2 and (visible_from, disclosure) < ($3, $4)
                 and (cast($5 as text) is null or stage = $5)
                 and (cast($6 as text) is null or track = $6)
                 and (listed_until is null or $7 < listed_until
                     or (corrected and $9 < listed_until))
             order by visible_from desc, disclosure desc limit $8",
        )
        .bind(token)
        .bind(entry)
        .bind(after.from.0)
        .bind(after.id)
        .bind(stage)
        .bind(track.map(Track::code))
        .bind(moments.over.0)
        .bind(most)
        .bind(moments.begun.0)
        .all()
        .await?)
}

/// The earliest time from which one of the tokens leads to a disclosure.
pub(super) async fn first_seen(tx: &mut Tx, id: Uuid, tokens: &[String]) -> Result<Option<Timestamp>> {
    let found = tx
        .query("select min(visible_from) from audience where disclosure = $1 and token in ($2...)")
        .bind(id)
        .bind_list(tokens)
        .first::<(Option<i64>,)>()
        .await?;
    Ok(found.and_then(|(from,)| from).map(Timestamp))
}

/// The next time after a moment at which somebody else begins to see a disclosure.
pub(crate) async fn next_opening(
    tx: &mut Tx,
    id: DisclosureId,
    after: Timestamp,
) -> Result<Option<Timestamp>> {
    let found = tx
        .query("select min(visible_from) from audience where disclosure = $1 and $2 < visible_from")
        .bind(id.0)
        .bind(after.0)
        .first::<(Option<i64>,)>()
        .await?;
    Ok(found.and_then(|(from,)| from).map(Timestamp))
}

/// The tokens that lead to a disclosure by now, each with its time.
pub(super) async fn because(
    tx: &mut Tx,
    (id, now): (DisclosureId, Timestamp),
    tokens: &[String],
) -> Result<Vec<(String, i64)>> {
    Ok(tx
        .query(
            "select token, visible_from from audience
             where disclosure = $1 and visible_from <= $2 and token in ($3...) order by visible_from, token",
        )
        .bind(id.0)
        .bind(now.0)
        .bind_list(tokens)
        .all()
        .await?)
}

/// The whole audience of a disclosure; for those who may see it.
pub(super) async fn audience(tx: &mut Tx, id: DisclosureId) -> Result<Vec<(String, i64)>> {
    Ok(tx
        .query("select token, visible_from from audience where disclosure = $1 order by visible_from, token")
        .bind(id.0)
        .all()
        .await?)
}

/// The rows of disclosures that a token has led to.
/// Who sees some disclosures, and from when. The reader holds its tokens against the answer before it says anything.
pub(super) async fn shares(tx: &mut Tx, ids: &[DisclosureId]) -> Result<Vec<(Uuid, String, i64)>> {
    Ok(tx
        .query("select disclosure, token, visible_from from audience where disclosure in ($1...)")
        .bind_list(ids.iter().map(|id| id.0))
        .all()
        .await?)
}

pub(super) async fn listed(tx: &mut Tx, ids: Vec<Uuid>) -> Result<Vec<ListedRow>> {
    Ok(tx
        .query(
            "select disclosure.id, disclosure.number, disclosure.title, disclosure.matter, disclosure.stage,
                 disclosure.track, disclosure.entry, disclosure.unit, unit.name, disclosure.released_at,
                 disclosure.corrected_at, (select count(*) from urgency where urgency.plan = disclosure.plan
                     and urgency.commitment = disclosure.commitment and urgency.confirmed_at is null)
             from disclosure join unit on unit.id = disclosure.unit where disclosure.id in ($1...)",
        )
        .bind_list(ids)
        .all()
        .await?)
}

pub(super) async fn card(tx: &mut Tx, id: DisclosureId) -> Result<Option<Card>> {
    Ok(tx
        .query(
            "select d.number, d.title, d.matter, matter.title, d.stage, d.track, d.entry, matter.rulebook,
                 d.unit, unit.name, d.content, d.commitment, d.released_at, d.plan, drafter.name, approver.name,
                 d.corrected_at, d.shown_until, d.withdrawal, (select count(*) from urgency
                     where urgency.plan = d.plan and urgency.commitment = d.commitment
                         and urgency.confirmed_at is null)
             from disclosure d
             join matter on matter.id = d.matter
             join unit on unit.id = d.unit
             join person drafter on drafter.id = d.drafter
             join person approver on approver.id = d.released_by
             where d.id = $1",
        )
        .bind(id.0)
        .first()
        .await?)
}

/// Who reviewed the released bytes, and of what kind.
pub(super) async fn signs(tx: &mut Tx, plan: Uuid, commitment: &[u8]) -> Result<Vec<(String, String, i64)>> {
    Ok(tx
        .query(
            "select opinion.kind, person.name, opinion.at from opinion join person on person.id = opinion.by_person
             where opinion.plan = $1 and opinion.commitment = $2 and opinion.agrees order by opinion.seq",
        )
        .bind(plan)
        .bind(commitment.to_vec())
        .all()
        .await?)
}

db::record! {
    /// A disclosure of a matter, and from when the viewer could see it.
    pub(super) struct OfMatter {
        pub(super) id: Uuid,
        pub(super) from: i64,
        pub(super) stage: String,
        pub(super) shown_until: Option<i64>,
        pub(super) withdrawal: Option<Uuid>,
    }
}

/// The disclosures of a matter to which one of the tokens leads by now, the newest version of each stage first.
pub(super) async fn of_matter(
    tx: &mut Tx,
    (matter, now): (MatterId, Timestamp),
    tokens: &[String],
) -> Result<Vec<OfMatter>> {
    Ok(tx
        .query(
            // `cross join` keeps SQLite from beginning with everything that a token leads to
            "select audience.disclosure, min(audience.visible_from), disclosure.stage, disclosure.shown_until,
                 disclosure.withdrawal
             from disclosure cross join audience
             where disclosure.matter = $1 and audience.disclosure = disclosure.id
                 and audience.visible_from <= $2 and audience.token in ($3...)
             group by audience.disclosure, disclosure.stage, disclosure.shown_until, disclosure.withdrawal,
                 disclosure.version
             order by disclosure.version desc",
        )
        .bind(matter.0)
        .bind(now.0)
        .bind_list(tokens)
        .all()
        .await?)
}
