use db::Tx;
use domain::ids::{MatterId, PersonId, UnitId, WithholdingId};
use domain::obligation::{About, Withheld};
use domain::time::Timestamp;
use domain::withholding::{Confirmation, Declination, End, Request, Standing};
use domain::words::{Stage, Track, WithholdingGround};
use jiff::civil::Date;
use uuid::Uuid;

use crate::Result;

/// Lists are asked in portions, so that no statement grows without end.
const PORTION: usize = 512;

db::record! {
    /// A notice as it is stored.
    pub(crate) struct Row {
        unit: Uuid,
        track: String,
        pub(super) entry: String,
        ground: String,
        pub(super) note: String,
        reassess_on: String,
        asked_by: Uuid,
        pub(super) asked_for_person: Option<Uuid>,
        pub(super) asked_at: i64,
        state: String,
        pub(super) number: Option<String>,
        pub(super) answered_by: Option<Uuid>,
        pub(super) answered_at: Option<i64>,
        pub(super) answer: Option<String>,
        pub(super) renews: Option<Uuid>,
        pub(super) ended_by: Option<Uuid>,
        pub(super) ended_at: Option<i64>,
        pub(super) end_words: Option<String>,
    }

    /// One thing that a notice names.
    struct Named {
        id: Uuid,
        unit: Uuid,
        track: String,
        entry: String,
        about: String,
        state: String,
    }
}

fn wrong(column: &'static str) -> db::Error {
    db::Error::Inconsistent {
        table: "withholding",
        column,
    }
}

/// Reads a stored track.
pub(crate) fn track(code: &str) -> db::Result<Track> {
    Track::from_code(code).ok_or_else(|| wrong("track"))
}

/// Reads a stored ground.
pub(crate) fn ground(code: &str) -> db::Result<WithholdingGround> {
    WithholdingGround::from_code(code).ok_or_else(|| wrong("ground"))
}

/// Reads a stored day.
pub(crate) fn day(text: &str) -> db::Result<Date> {
    text.parse().map_err(|_| wrong("reassess_on"))
}

fn about_of(text: &str) -> db::Result<About> {
    text.parse().map_err(|_| db::Error::Inconsistent {
        table: "withheld",
        column: "about",
    })
}

impl Row {
    pub(super) fn unit(&self) -> UnitId {
        UnitId(self.unit)
    }

    pub(super) fn asked_by(&self) -> PersonId {
        PersonId(self.asked_by)
    }

    pub(super) fn track(&self) -> Result<Track> {
        Ok(track(&self.track)?)
    }

    pub(super) fn ground(&self) -> Result<WithholdingGround> {
        Ok(ground(&self.ground)?)
    }

    pub(super) fn reassess_on(&self) -> Result<Date> {
        Ok(day(&self.reassess_on)?)
    }

    pub(super) fn standing(&self) -> Result<Standing> {
        Standing::from_code(&self.state).ok_or_else(|| wrong("state").into())
    }
}

pub(crate) async fn save_request(tx: &mut Tx, request: &Request, at: Timestamp) -> Result<()> {
    tx.query(
        "insert into withholding (id, unit, track, entry, ground, note, reassess_on, asked_by, asked_at, state, renews,
             asked_for_person)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'asked', $10, $11)",
    )
    .bind(request.id.0)
    .bind(request.unit.0)
    .bind(request.track.code())
    .bind(&request.entry)
    .bind(request.ground.code())
    .bind(&request.note)
    .bind(request.reassess_on.to_string())
    .bind(request.by.0)
    .bind(at.0)
    .bind(request.renews.map(|old| old.0))
    .bind(request.for_whom.map(|person| person.0))
    .execute()
    .await?;
    for about in &request.about {
        tx.query("insert into withheld (withholding, about) values ($1, $2)")
            .bind(request.id.0)
            .bind(about.to_string())
            .execute()
            .await?;
    }
    Ok(())
}

/// It holds from here, in the place of the one it renews.
pub(crate) async fn save_confirmation(tx: &mut Tx, confirmation: &Confirmation, at: Timestamp) -> Result<()> {
    tx.query(
        "update withholding set state = 'in_force', number = $2, token = $3, answered_by = $4, answered_for = $5,
             answered_at = $6 where id = $1",
    )
    .bind(confirmation.request.0)
    .bind(&confirmation.number)
    .bind(confirmation.token.map(|token| token.to_string()))
    .bind(confirmation.by.0)
    .bind(confirmation.unit.0)
    .bind(at.0)
    .execute()
    .await?;
    tx.query(
        "update withholding set state = 'renewed', ended_by = $2, ended_at = $3
         where state = 'in_force' and id = (select renews from withholding where id = $1)",
    )
    .bind(confirmation.request.0)
    .bind(confirmation.by.0)
    .bind(at.0)
    .execute()
    .await?;
    Ok(())
}

pub(crate) async fn save_declination(tx: &mut Tx, declination: &Declination, at: Timestamp) -> Result<()> {
    tx.query(
        "update withholding set state = 'declined', answered_by = $2, answer = $3, answered_at = $4 where id = $1",
    )
    .bind(declination.request.0)
    .bind(declination.by.0)
    .bind(&declination.words)
    .bind(at.0)
    .execute()
    .await?;
    Ok(())
}

/// What it withheld is owed again; a renewal that waits has nothing to renew.
pub(crate) async fn save_end(tx: &mut Tx, end: &End, at: Timestamp) -> Result<()> {
    tx.query(
        "update withholding set state = 'ended', ended_by = $2, end_words = $3, ended_at = $4
         where id = $1 or (renews = $1 and state = 'asked')",
    )
    .bind(end.withholding.0)
    .bind(end.by.0)
    .bind(&end.words)
    .bind(at.0)
    .execute()
    .await?;
    Ok(())
}

pub(super) async fn notice(tx: &mut Tx, id: WithholdingId) -> Result<Option<Row>> {
    Ok(tx
        .query(
            "select unit, track, entry, ground, note, reassess_on, asked_by, asked_for_person, asked_at, state,
                 number, answered_by, answered_at, answer, renews, ended_by, ended_at, end_words
             from withholding where id = $1",
        )
        .bind(id.0)
        .first()
        .await?)
}

/// What a notice names.
pub(super) async fn about(tx: &mut Tx, id: WithholdingId) -> Result<Vec<About>> {
    let rows = tx
        .query("select about from withheld where withholding = $1")
        .bind(id.0)
        .all::<(String,)>()
        .await?;
    let about = rows.iter().map(|(text,)| about_of(text));
    let mut about: Vec<_> = about.collect::<db::Result<_>>()?;
    about.sort();
    Ok(about)
}

pub(super) async fn is_renewal_asked(tx: &mut Tx, id: WithholdingId) -> Result<bool> {
    let found = tx
        .query("select id from withholding where renews = $1 and state = 'asked'")
        .bind(id.0)
        .first::<(Uuid,)>()
        .await?;
    Ok(found.is_some())
}

/// The notices of a unit, and of those directly below, that wait or hold.
pub(super) async fn open(tx: &mut Tx, unit: UnitId) -> Result<Vec<WithholdingId>> {
    let rows = tx
        .query(
            "select withholding.id from withholding join unit on unit.id = withholding.unit
             where (unit.id = $1 or unit.superior = $1)
                 and (withholding.state = 'asked' or withholding.state = 'in_force')",
        )
        .bind(unit.0)
        .all::<(Uuid,)>()
        .await?;
    Ok(rows.into_iter().map(|(id,)| WithholdingId(id)).collect())
}

/// What some units withhold, or want to, oldest first.
pub(crate) async fn of_units(tx: &mut Tx, units: &[UnitId]) -> Result<Vec<(UnitId, Withheld)>> {
    let mut rows = Vec::new();
    for units in units.chunks(PORTION) {
        rows.extend(
            tx.query(
                "select withholding.id, withholding.unit, withholding.track, withholding.entry, withheld.about,
                     withholding.state
                 from withholding join withheld on withheld.withholding = withholding.id
                 where withholding.unit in ($1...)
                     and (withholding.state = 'asked' or withholding.state = 'in_force')
                 order by withholding.asked_at, withholding.id",
            )
            .bind_list(units.iter().map(|unit| unit.0))
            .all::<Named>()
            .await?,
        );
    }
    let withheld = |row: Named| {
        Ok((
            UnitId(row.unit),
            Withheld {
                id: WithholdingId(row.id),
                track: track(&row.track)?,
                entry: row.entry,
                about: about_of(&row.about)?,
                confirmed: row.state == Standing::InForce.code(),
            },
        ))
    };
    Ok(rows.into_iter().map(withheld).collect::<db::Result<_>>()?)
}

/// Whether a stage of a matter is withheld now, by the unit that owes it: the successor of a unit that ended owes anew.
pub(crate) async fn is_withheld(tx: &mut Tx, (matter, stage): (MatterId, Stage)) -> Result<bool> {
    let found = tx
        .query(
            "select withholding.id from withheld join withholding on withholding.id = withheld.withholding
             join matter on matter.id = $2
             where withheld.about = $1 and withholding.state = 'in_force' and withholding.unit = matter.unit",
        )
        .bind(About::Stage(matter, stage).to_string())
        .bind(matter.0)
        .first::<(Uuid,)>()
        .await?;
    Ok(found.is_some())
}
