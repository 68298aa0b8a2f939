use db::Tx;
use domain::catalogue::{Done, Draft, ImportReport, Step, Version, state_after};
use domain::content::Sealed;
use domain::ids::{CatalogueId, ContentId, PersonId, UnitId};
use domain::time::Timestamp;
use domain::words::{CatalogueDeed as Deed, CatalogueState as State, Track};
use uuid::Uuid;

use crate::Result;
use crate::content::store::commitment;
use crate::journal::Line;

/// A version as lists show it.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    pub(crate) id: CatalogueId,
    pub(crate) unit: UnitId,
    pub(crate) track: Track,
    pub(crate) state: State,
    pub(crate) since: Timestamp,
}

db::record! {
    struct Row {
        id: Uuid,
        unit: Uuid,
        track: String,
        state: String,
        edition: i64,
        content: Uuid,
        commitment: Vec<u8>,
    }
}

pub(crate) async fn save_draft(tx: &mut Tx, draft: &Draft, line: &Line) -> Result<()> {
    tx.query(
        "insert into catalogue (id, unit, track, state, edition, content, commitment, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (id) do update set state = excluded.state, edition = excluded.edition,
             content = excluded.content, commitment = excluded.commitment, changed_at = excluded.changed_at",
    )
    .bind(draft.catalogue.0)
    .bind(draft.unit.0)
    .bind(draft.track.code())
    .bind(state_after(Deed::Drafted).code())
    .bind(draft.edition)
    .bind(draft.sealed.content.0)
    .bind(draft.sealed.commitment.0.as_slice())
    .bind(line.at.0)
    .execute()
    .await?;
    done(tx, &Step::of_draft(draft), line).await
}

pub(crate) async fn save_step(tx: &mut Tx, step: &Step, line: &Line) -> Result<()> {
    tx.query("update catalogue set state = $2, changed_at = $3 where id = $1")
        .bind(step.catalogue.0)
        .bind(state_after(step.deed).code())
        .bind(line.at.0)
        .execute()
        .await?;
    done(tx, step, line).await
}

pub(crate) async fn save_report(tx: &mut Tx, report: &ImportReport) -> Result<()> {
    tx.query("update catalogue set report = $2 where id = $1")
        .bind(report.catalogue.0)
        .bind(report.sealed.content.0)
        .execute()
        .await?;
    Ok(())
}

async fn done(tx: &mut Tx, step: &Step, line: &Line) -> Result<()> {
    tx.query(
        "insert into catalogue_step (seq, catalogue, edition, deed, by_person, at, words, for_person)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(line.seq)
    .bind(step.catalogue.0)
    .bind(step.edition)
    .bind(step.deed.code())
    .bind(line.actor.map(|by| by.0))
    .bind(line.at.0)
    .bind(&step.words)
    .bind(step.for_whom.map(|person| person.0))
    .execute()
    .await?;
    Ok(())
}

/// A version with all its steps.
pub(crate) async fn version(tx: &mut Tx, id: CatalogueId) -> Result<Option<Version>> {
    let row = tx
        .query("select id, unit, track, state, edition, content, commitment from catalogue where id = $1")
        .bind(id.0)
        .first::<Row>()
        .await?;
    let Some(row) = row else { return Ok(None) };
    let unit = UnitId(row.unit);
    Ok(Some(Version {
        id,
        unit,
        superior: crate::organisation::store::unit(tx, unit)
            .await?
            .and_then(|unit| unit.superior),
        track: track(&row.track)?,
        state: state(&row.state)?,
        edition: row.edition,
        sealed: Sealed {
            content: ContentId(row.content),
            commitment: commitment(&row.commitment, "catalogue")?,
        },
        steps: steps(tx, id).await?,
    }))
}

async fn steps(tx: &mut Tx, id: CatalogueId) -> Result<Vec<Done>> {
    let rows = tx
        .query(
            "select edition, deed, by_person, at, words, for_person from catalogue_step
             where catalogue = $1 order by seq",
        )
        .bind(id.0)
        .all::<(i64, String, Option<Uuid>, i64, String, Option<Uuid>)>()
        .await?;
    let mut steps = Vec::new();
    for (edition, deed, by, at, words, for_whom) in rows {
        let wrong = inconsistent("catalogue_step", "deed");
        steps.push(Done {
            edition,
            deed: Deed::from_code(&deed).ok_or(wrong)?,
            by: by.map(PersonId),
            for_whom: for_whom.map(PersonId),
            at: Timestamp(at),
            words,
        });
    }
    Ok(steps)
}

/// The report of the import that made a version, if one did.
pub(crate) async fn report(tx: &mut Tx, id: CatalogueId) -> Result<Option<ContentId>> {
    let found = tx
        .query("select report from catalogue where id = $1")
        .bind(id.0)
        .first::<(Option<Uuid>,)>()
        .await?;
    Ok(found.and_then(|(report,)| report).map(ContentId))
}

/// A unit's versions that are on their way.
pub(crate) async fn under_way(tx: &mut Tx, unit: UnitId) -> Result<Vec<Listed>> {
    let rows = tx
        .query(
            "select id, unit, track, state, changed_at from catalogue where unit = $1 and state <> 'accepted'
             order by changed_at, id",
        )
        .bind(unit.0)
        .all()
        .await?;
    rows.into_iter().map(listed).collect()
}

/// What the units right below one have filed with it.
pub(crate) async fn filed_below(tx: &mut Tx, unit: UnitId) -> Result<Vec<Listed>> {
    let rows = tx
        .query(
            "select c.id, c.unit, c.track, c.state, c.changed_at from catalogue c join unit u on u.id = c.unit
             where u.superior = $1 and c.state = 'filed' order by c.changed_at, c.id",
        )
        .bind(unit.0)
        .all()
        .await?;
    rows.into_iter().map(listed).collect()
}

fn listed((id, unit, of, stands, since): (Uuid, Uuid, String, String, i64)) -> Result<Listed> {
    Ok(Listed {
        id: CatalogueId(id),
        unit: UnitId(unit),
        track: track(&of)?,
        state: state(&stands)?,
        since: Timestamp(since),
    })
}

fn track(code: &str) -> db::Result<Track> {
    Track::from_code(code).ok_or(inconsistent("catalogue", "track"))
}

fn state(code: &str) -> db::Result<State> {
    State::from_code(code).ok_or(inconsistent("catalogue", "state"))
}

fn inconsistent(table: &'static str, column: &'static str) -> db::Error {
    db::Error::Inconsistent { table, column }
}
