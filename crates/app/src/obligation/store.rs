use std::collections::HashMap;

use db::Tx;
use domain::balance::Figures;
use domain::ids::{DisclosureId, ExcuseId, MatterId, PersonId, RulebookId, UnitId};
use domain::money::Yuan;
use domain::obligation::{Excuse, Released, Ruled, Ruling};
use domain::time::Timestamp;
use domain::words::{Stage, Track};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::Result;

/// Lists are asked in portions, so that no statement grows without end.
const PORTION: usize = 512;

db::record! {
    struct ReleaseRow {
        id: Uuid,
        unit: Uuid,
        matter: Uuid,
        track: String,
        entry: String,
        stage: String,
        released_at: i64,
    }

    /// A matter with the rules it was opened under.
    struct MatterRow {
        id: Uuid,
        unit: Uuid,
        track: String,
        rulebook: Uuid,
        entry: String,
        title: String,
        amount: Option<i64>,
        at: i64,
    }

    struct ExcuseRow {
        id: Uuid,
        unit: Uuid,
        track: String,
        entry: String,
        about: String,
        reason: String,
        by_person: Uuid,
        at: i64,
        consents: Option<bool>,
        words: Option<String>,
        ruled_by: Option<Uuid>,
        ruled_at: Option<i64>,
        for_person: Option<Uuid>,
        ruled_for_person: Option<Uuid>,
    }
}

/// A matter with the rules it was opened under.
pub(super) struct OpenedUnder {
    pub(super) id: MatterId,
    pub(super) unit: UnitId,
    pub(super) track: Track,
    pub(super) rulebook: RulebookId,
    pub(super) entry: String,
    pub(super) title: String,
    pub(super) amount: Option<Yuan>,
    pub(super) at: Timestamp,
}

/// A version of a rulebook: for which unit, from which day.
pub(super) struct Version {
    pub(super) id: RulebookId,
    pub(super) track: Track,
    pub(super) unit: UnitId,
    pub(super) from: Date,
}

fn wrong(table: &'static str, column: &'static str) -> db::Error {
    db::Error::Inconsistent { table, column }
}

fn track(code: &str, table: &'static str) -> db::Result<Track> {
    Track::from_code(code).ok_or_else(|| wrong(table, "track"))
}

fn stage(code: &str, table: &'static str) -> db::Result<Stage> {
    Stage::from_code(code).ok_or_else(|| wrong(table, "stage"))
}

impl TryFrom<ExcuseRow> for Excuse {
    type Error = db::Error;

    fn try_from(row: ExcuseRow) -> db::Result<Self> {
        let ruling = match (row.consents, row.words, row.ruled_by, row.ruled_at) {
            (Some(consents), Some(words), Some(by), Some(at)) => Some(Ruled {
                consents,
                words,
                by: PersonId(by),
                for_whom: row.ruled_for_person.map(PersonId),
                at: Timestamp(at),
            }),
            _ => None,
        };
        Ok(Self {
            id: ExcuseId(row.id),
            unit: UnitId(row.unit),
            track: track(&row.track, "excuse")?,
            entry: row.entry,
            about: row.about.parse().map_err(|_| wrong("excuse", "about"))?,
            reason: row.reason,
            by: PersonId(row.by_person),
            for_whom: row.for_person.map(PersonId),
            at: Timestamp(row.at),
            ruling,
        })
    }
}

pub(crate) async fn save(tx: &mut Tx, excuse: &Excuse, seq: i64) -> Result<()> {
    tx.query(
        "insert into excuse (id, seq, unit, track, entry, about, reason, by_person, at, for_person)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(excuse.id.0)
    .bind(seq)
    .bind(excuse.unit.0)
    .bind(excuse.track.code())
    .bind(&excuse.entry)
    .bind(excuse.about.to_string())
    .bind(&excuse.reason)
    .bind(excuse.by.0)
    .bind(excuse.at.0)
    .bind(excuse.for_whom.map(|person| person.0))
    .execute()
    .await?;
    Ok(())
}

pub(crate) async fn save_ruling(tx: &mut Tx, ruling: &Ruling) -> Result<()> {
    let ruled = &ruling.ruled;
    tx.query(
        "update excuse set consents = $2, words = $3, ruled_by = $4, ruled_at = $5, ruled_for_person = $6
         where id = $1",
    )
    .bind(ruling.excuse.0)
    .bind(ruled.consents)
    .bind(&ruled.words)
    .bind(ruled.by.0)
    .bind(ruled.at.0)
    .bind(ruled.for_whom.map(|person| person.0))
    .execute()
    .await?;
    Ok(())
}

pub(crate) async fn excuse(tx: &mut Tx, id: ExcuseId) -> Result<Option<Excuse>> {
    let row = tx
        .query(
            "select id, unit, track, entry, about, reason, by_person, at, consents, words, ruled_by, ruled_at,
                 for_person, ruled_for_person
             from excuse where id = $1",
        )
        .bind(id.0)
        .first::<ExcuseRow>()
        .await?;
    Ok(row.map(Excuse::try_from).transpose()?)
}

/// What some units asked, oldest first.
pub(super) async fn excuses(tx: &mut Tx, units: &[UnitId]) -> Result<Vec<Excuse>> {
    let mut rows = Vec::new();
    for units in units.chunks(PORTION) {
        rows.extend(
            tx.query(
                "select id, unit, track, entry, about, reason, by_person, at, consents, words, ruled_by, ruled_at,
                     for_person, ruled_for_person
                 from excuse where unit in ($1...) order by seq",
            )
            .bind_list(units.iter().map(|unit| unit.0))
            .all::<ExcuseRow>()
            .await?,
        );
    }
    Ok(rows
        .into_iter()
        .map(Excuse::try_from)
        .collect::<db::Result<_>>()?)
}

/// What waits for the answer of a unit's approver: what the units directly below asked, and the unit itself where
/// nobody is above it. Oldest first.
pub(super) async fn unanswered(tx: &mut Tx, seat: UnitId) -> Result<Vec<Excuse>> {
    let rows = tx
        .query(
            "select excuse.id, excuse.unit, excuse.track, excuse.entry, excuse.about, excuse.reason,
                 excuse.by_person, excuse.at, excuse.consents, excuse.words, excuse.ruled_by, excuse.ruled_at,
                 excuse.for_person, excuse.ruled_for_person
             from excuse join unit on unit.id = excuse.unit
             where excuse.ruled_at is null
                 and (unit.superior = $1 or (unit.id = $1 and unit.superior is null)) order by excuse.seq",
        )
        .bind(seat.0)
        .all::<ExcuseRow>()
        .await?;
    Ok(rows
        .into_iter()
        .map(Excuse::try_from)
        .collect::<db::Result<_>>()?)
}

/// What some units released, in the order of time.
pub(super) async fn released(
    tx: &mut Tx,
    units: &[UnitId],
    zone: &TimeZone,
) -> Result<Vec<(UnitId, Released)>> {
    let mut rows = Vec::new();
    for units in units.chunks(PORTION) {
        rows.extend(
            tx.query(
                "select disclosure.id, matter.unit, disclosure.matter, disclosure.track, disclosure.entry,
                     disclosure.stage, disclosure.released_at
                 from disclosure join matter on matter.id = disclosure.matter
                 where matter.unit in ($1...) and disclosure.withdrawal is null order by disclosure.released_at",
            )
            .bind_list(units.iter().map(|unit| unit.0))
            .all::<ReleaseRow>()
            .await?,
        );
    }
    let release = |row: ReleaseRow| {
        Ok((
            UnitId(row.unit),
            Released {
                disclosure: DisclosureId(row.id),
                matter: MatterId(row.matter),
                track: track(&row.track, "disclosure")?,
                entry: row.entry,
                stage: stage(&row.stage, "disclosure")?,
                on: Timestamp(row.released_at).day(zone),
            },
        ))
    };
    Ok(rows.into_iter().map(release).collect::<db::Result<_>>()?)
}

/// How many disclosures each unit made in a time, track by track: each stage once, whatever was corrected since, and
/// nothing that was withdrawn.
pub(super) async fn figures(
    tx: &mut Tx,
    (from, until): (Timestamp, Timestamp),
) -> Result<HashMap<UnitId, Figures>> {
    let rows = tx
        .query(
            "select unit, track, count(*) from disclosure
             where $1 <= released_at and released_at < $2 and withdrawal is null
                 and not exists (select 1 from disclosure older where older.matter = disclosure.matter
                     and older.stage = disclosure.stage and older.version < disclosure.version
                     and older.withdrawal is null)
             group by unit, track",
        )
        .bind(from.0)
        .bind(until.0)
        .all::<(Uuid, String, i64)>()
        .await?;
    let mut figures: HashMap<_, Figures> = HashMap::new();
    for (unit, code, count) in rows {
        let of = figures.entry(UnitId(unit)).or_default();
        of.add(
            track(&code, "disclosure")?,
            u32::try_from(count).unwrap_or(u32::MAX),
        );
    }
    Ok(figures)
}

/// The matters of some units.
pub(super) async fn matters(tx: &mut Tx, units: &[UnitId]) -> Result<Vec<OpenedUnder>> {
    let mut rows = Vec::new();
    for units in units.chunks(PORTION) {
        rows.extend(
            tx.query(
                "select id, unit, track, rulebook, entry, title, amount, at from matter where unit in ($1...)",
            )
            .bind_list(units.iter().map(|unit| unit.0))
            .all::<MatterRow>()
            .await?,
        );
    }
    let opened = |row: MatterRow| {
        Ok(OpenedUnder {
            id: MatterId(row.id),
            unit: UnitId(row.unit),
            track: track(&row.track, "matter")?,
            rulebook: RulebookId(row.rulebook),
            entry: row.entry,
            title: row.title,
            amount: row.amount.map(Yuan),
            at: Timestamp(row.at),
        })
    };
    Ok(rows.into_iter().map(opened).collect::<db::Result<_>>()?)
}

/// The stages that the matters of some units left out, and when.
pub(super) async fn left_out(tx: &mut Tx, units: &[UnitId]) -> Result<Vec<(MatterId, Stage, Timestamp)>> {
    let mut rows = Vec::new();
    for units in units.chunks(PORTION) {
        rows.extend(
            tx.query(
                "select skip.matter, skip.stage, skip.at from skip join matter on matter.id = skip.matter
                 where matter.unit in ($1...)",
            )
            .bind_list(units.iter().map(|unit| unit.0))
            .all::<(Uuid, String, i64)>()
            .await?,
        );
    }
    let left_out =
        |(matter, code, at): (_, String, _)| Ok((MatterId(matter), stage(&code, "skip")?, Timestamp(at)));
    Ok(rows.into_iter().map(left_out).collect::<db::Result<_>>()?)
}

/// Every version of every rulebook, the oldest first.
pub(super) async fn versions(tx: &mut Tx) -> Result<Vec<Version>> {
    let rows = tx
        .query("select id, track, unit, in_force_from from rulebook order by in_force_from, version")
        .all::<(Uuid, String, Uuid, String)>()
        .await?;
    let version = |(id, code, unit, from): (_, String, _, String)| {
        Ok(Version {
            id: RulebookId(id),
            track: track(&code, "rulebook")?,
            unit: UnitId(unit),
            from: from.parse().map_err(|_| wrong("rulebook", "in_force_from"))?,
        })
    };
    Ok(rows.into_iter().map(version).collect::<db::Result<_>>()?)
}
