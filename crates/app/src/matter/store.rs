use db::Tx;
use domain::ids::{MatterId, PersonId, RulebookId, UnitId};
use domain::matter::{Matter, Renaming, Skip};
use domain::money::Yuan;
use domain::obligation::About;
use domain::time::Timestamp;
use domain::words::{Stage, Track};
use uuid::Uuid;

use crate::Result;
use crate::journal::Line;

/// Lists are asked in portions, so that no statement grows without end.
const PORTION: usize = 512;

db::record! {
    struct Row {
        id: Uuid,
        unit: Uuid,
        track: String,
        rulebook: Uuid,
        entry: String,
        title: String,
        by_person: Uuid,
        at: i64,
        amount: Option<i64>,
    }
}

impl TryFrom<Row> for Matter {
    type Error = db::Error;

    fn try_from(row: Row) -> db::Result<Self> {
        let wrong = db::Error::Inconsistent {
            table: "matter",
            column: "track",
        };
        Ok(Self {
            id: MatterId(row.id),
            unit: UnitId(row.unit),
            track: Track::from_code(&row.track).ok_or(wrong)?,
            rulebook: RulebookId(row.rulebook),
            entry: row.entry,
            title: row.title,
            by: PersonId(row.by_person),
            at: Timestamp(row.at),
            amount: row.amount.map(Yuan),
        })
    }
}

pub(crate) async fn save(tx: &mut Tx, matter: &Matter) -> Result<()> {
    tx.query(
        "insert into matter (id, unit, track, rulebook, entry, title, by_person, at, amount)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(matter.id.0)
    .bind(matter.unit.0)
    .bind(matter.track.code())
    .bind(matter.rulebook.0)
    .bind(&matter.entry)
    .bind(&matter.title)
    .bind(matter.by.0)
    .bind(matter.at.0)
    .bind(matter.amount.map(|amount| amount.0))
    .execute()
    .await?;
    Ok(())
}

pub(crate) async fn save_skip(tx: &mut Tx, skip: &Skip, line: &Line) -> Result<()> {
    tx.query("insert into skip (matter, stage, reason, by_person, at) values ($1, $2, $3, $4, $5)")
        .bind(skip.matter.0)
        .bind(skip.stage.code())
        .bind(&skip.reason)
        .bind(line.actor.map(|person| person.0))
        .bind(line.at.0)
        .execute()
        .await?;
    Ok(())
}

pub(crate) async fn save_name(tx: &mut Tx, renaming: &Renaming) -> Result<()> {
    tx.query("update matter set title = $2 where id = $1")
        .bind(renaming.matter.0)
        .bind(&renaming.title)
        .execute()
        .await?;
    Ok(())
}

pub(crate) async fn remove(tx: &mut Tx, id: MatterId) -> Result<()> {
    tx.query("delete from matter where id = $1")
        .bind(id.0)
        .execute()
        .await?;
    Ok(())
}

/// Whether its unit asked to be excused from a stage of it, or to withhold one.
pub(super) async fn is_spoken_of(tx: &mut Tx, id: MatterId) -> Result<bool> {
    let stages = || {
        Stage::ALL
            .iter()
            .map(|stage| About::Stage(id, *stage).to_string())
    };
    let excused = tx
        .query("select about from excuse where about in ($1...) limit 1")
        .bind_list(stages())
        .first::<(String,)>()
        .await?;
    let withheld = tx
        .query("select about from withheld where about in ($1...) limit 1")
        .bind_list(stages())
        .first::<(String,)>()
        .await?;
    Ok(excused.or(withheld).is_some())
}

pub(crate) async fn matter(tx: &mut Tx, id: MatterId) -> Result<Option<Matter>> {
    let row = tx
        .query(
            "select id, unit, track, rulebook, entry, title, by_person, at, amount from matter where id = $1",
        )
        .bind(id.0)
        .first::<Row>()
        .await?;
    Ok(row.map(Matter::try_from).transpose()?)
}

/// The matters of a unit, newest first.
pub(crate) async fn of_unit(tx: &mut Tx, unit: UnitId, most: i64) -> Result<Vec<Matter>> {
    let rows = tx
        .query(
            "select id, unit, track, rulebook, entry, title, by_person, at, amount from matter
             where unit = $1 order by at desc limit $2",
        )
        .bind(unit.0)
        .bind(most)
        .all::<Row>()
        .await?;
    Ok(rows
        .into_iter()
        .map(Matter::try_from)
        .collect::<db::Result<_>>()?)
}

/// The stages that were left out, and why.
pub(crate) async fn skips(tx: &mut Tx, matter: MatterId) -> Result<Vec<(Stage, String)>> {
    let rows = tx
        .query("select stage, reason from skip where matter = $1")
        .bind(matter.0)
        .all::<(String, String)>()
        .await?;
    let stage = |code: &str| {
        Stage::from_code(code).ok_or(db::Error::Inconsistent {
            table: "skip",
            column: "stage",
        })
    };
    Ok(rows
        .into_iter()
        .map(|(code, reason)| Ok((stage(&code)?, reason)))
        .collect::<db::Result<_>>()?)
}

/// The matters of some units of which everything that was disclosed was withdrawn, with the ground and the number of
/// each disclosure in their order.
pub(super) async fn withdrawn(tx: &mut Tx, units: &[UnitId]) -> Result<Vec<(MatterId, String, String)>> {
    let mut found = Vec::new();
    for units in units.chunks(PORTION) {
        let rows = tx
            .query(
                "select matter.id, withdrawal.ground, disclosure.number
                 from matter join disclosure on disclosure.matter = matter.id
                 join withdrawal on withdrawal.id = disclosure.withdrawal
                 where matter.unit in ($1...)
                     and not exists (select 1 from disclosure shown
                         where shown.matter = matter.id and shown.withdrawal is null)
                 order by disclosure.seq",
            )
            .bind_list(units.iter().map(|unit| unit.0))
            .all::<(Uuid, String, String)>()
            .await?;
        found.extend(
            rows.into_iter()
                .map(|(id, ground, number)| (MatterId(id), ground, number)),
        );
    }
    Ok(found)
}
