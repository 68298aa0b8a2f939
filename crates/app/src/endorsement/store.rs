use db::Tx;
use domain::ids::{PersonId, PlanId};
use domain::plan::{Endorsed, Endorsement};
use domain::time::Timestamp;
use uuid::Uuid;

use crate::{Result, content};

db::record! {
    struct Row {
        edition: i64,
        commitment: Vec<u8>,
        by_person: Uuid,
        for_person: Option<Uuid>,
        at: i64,
        words: String,
    }
}

impl TryFrom<Row> for Endorsed {
    type Error = db::Error;

    fn try_from(row: Row) -> db::Result<Self> {
        Ok(Self {
            edition: row.edition,
            commitment: content::store::commitment(&row.commitment, "endorsement")?,
            by: PersonId(row.by_person),
            for_whom: row.for_person.map(PersonId),
            at: Timestamp(row.at),
            words: row.words,
        })
    }
}

pub(crate) async fn save(tx: &mut Tx, endorsement: &Endorsement, seq: i64) -> Result<()> {
    let given = &endorsement.given;
    tx.query(
        "insert into endorsement (seq, plan, edition, commitment, by_person, for_person, at, words)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(seq)
    .bind(endorsement.plan.0)
    .bind(given.edition)
    .bind(given.commitment.0.to_vec())
    .bind(given.by.0)
    .bind(given.for_whom.map(|person| person.0))
    .bind(given.at.0)
    .bind(&given.words)
    .execute()
    .await?;
    Ok(())
}

/// The views on a plan, oldest first.
pub(crate) async fn of_plan(tx: &mut Tx, plan: PlanId) -> Result<Vec<Endorsed>> {
    let rows = tx
        .query(
            "select edition, commitment, by_person, for_person, at, words from endorsement
             where plan = $1 order by seq",
        )
        .bind(plan.0)
        .all::<Row>()
        .await?;
    Ok(rows
        .into_iter()
        .map(Endorsed::try_from)
        .collect::<db::Result<_>>()?)
}
