use db::Tx;
use domain::account::{Reset, ResetRequest, ResetSettlement};
use domain::decision::Decision;
use domain::ids::PersonId;
use domain::time::Timestamp;
use uuid::Uuid;

use super::ResetView;
use crate::Result;
use crate::journal::Line;

/// What a decision about a reset means; of others it takes no notice.
pub(crate) async fn apply(tx: &mut Tx, decision: &Decision, line: &Line) -> Result<()> {
    match decision {
        Decision::ResetAsked(request) => save(tx, request, line).await,
        Decision::ResetSettled(settlement) => settle(tx, settlement, line).await,
        _ => Ok(()),
    }
}

async fn save(tx: &mut Tx, request: &ResetRequest, line: &Line) -> Result<()> {
    tx.query(
        "insert into reset (id, person, second_factor, asked_by, asked_at, settled_by, settled_at, confirmed)
         values ($1, $2, $3, $4, $5, null, null, null)",
    )
    .bind(request.id)
    .bind(request.person.0)
    .bind(request.second_factor)
    .bind(line.actor.map(|person| person.0))
    .bind(line.at.0)
    .execute()
    .await?;
    Ok(())
}

async fn settle(tx: &mut Tx, settlement: &ResetSettlement, line: &Line) -> Result<()> {
    tx.query("update reset set settled_by = $2, settled_at = $3, confirmed = $4 where id = $1")
        .bind(settlement.id)
        .bind(line.actor.map(|person| person.0))
        .bind(line.at.0)
        .bind(settlement.confirmed)
        .execute()
        .await?;
    Ok(())
}

/// Whether a reset of somebody's waits.
pub(super) async fn waits(tx: &mut Tx, person: PersonId) -> Result<bool> {
    let found = tx
        .query("select asked_at from reset where person = $1 and settled_at is null")
        .bind(person.0)
        .first::<(i64,)>()
        .await?;
    Ok(found.is_some())
}

pub(super) async fn reset(tx: &mut Tx, id: Uuid) -> Result<Option<Reset>> {
    let found = tx
        .query("select person, second_factor, asked_by, settled_at from reset where id = $1")
        .bind(id)
        .first::<(Uuid, bool, Option<Uuid>, Option<i64>)>()
        .await?;
    Ok(found.map(|(person, second_factor, asked_by, settled)| Reset {
        request: ResetRequest {
            id,
            person: PersonId(person),
            second_factor,
        },
        asked_by: asked_by.map(PersonId),
        settled: settled.is_some(),
    }))
}

type Row = (
    Uuid,
    String,
    String,
    bool,
    Option<Uuid>,
    Option<String>,
    i64,
    Option<i64>,
    Option<String>,
    Option<bool>,
);

/// Those that wait first, then the newest.
pub(super) async fn views(tx: &mut Tx, most: i64) -> Result<Vec<ResetView>> {
    let rows = tx
        .query(
            "select reset.id, person.code, person.name, reset.second_factor, reset.asked_by, asker.name,
                 reset.asked_at, reset.settled_at, settler.name, reset.confirmed
             from reset join person on person.id = reset.person
             left join person asker on asker.id = reset.asked_by
             left join person settler on settler.id = reset.settled_by
             order by case when reset.settled_at is null then 0 else 1 end, reset.asked_at desc, reset.id limit $1",
        )
        .bind(most)
        .all::<Row>()
        .await?;
    Ok(rows.into_iter().map(view).collect())
}

fn view(
    (id, code, name, second_factor, asked_by, asker, asked_at, settled_at, settler, confirmed): Row,
) -> ResetView {
    ResetView {
        id,
        person: (code, name),
        second_factor,
        asked_by: asked_by.map(PersonId),
        asked_by_name: asker.unwrap_or_default(),
        asked_at: Timestamp(asked_at),
        settled_at: settled_at.map(Timestamp),
        settled_by_name: settler.unwrap_or_default(),
        confirmed: confirmed == Some(true),
    }
}
