use db::Tx;
use domain::ids::{PersonId, PlanId};
use domain::plan::{Urgency, UrgentApproval, UrgentConfirmation};
use domain::time::Timestamp;
use uuid::Uuid;

use crate::Result;

db::record! {
    struct Row {
        edition: i64,
        by_person: Uuid,
        for_person: Option<Uuid>,
        at: i64,
        reason: String,
        confirm_by: i64,
        confirmed_by: Option<Uuid>,
        confirmed_at: Option<i64>,
        words: Option<String>,
    }
}

/// It is approved from here, and the mark that its review is not through stays with its bytes.
pub(crate) async fn save(tx: &mut Tx, approval: &UrgentApproval, at: Timestamp) -> Result<()> {
    tx.query(
        "insert into urgency (plan, edition, commitment, by_person, for_person, at, reason, confirm_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(approval.plan.0)
    .bind(approval.edition)
    .bind(approval.commitment.0.to_vec())
    .bind(approval.by.0)
    .bind(approval.for_whom.map(|person| person.0))
    .bind(at.0)
    .bind(&approval.reason)
    .bind(approval.confirm_by.0)
    .execute()
    .await?;
    tx.query(
        "update plan set state = 'approved', approver = $2, release_at = $3, words = $4, changed_at = $3,
             approver_for = $5 where id = $1",
    )
    .bind(approval.plan.0)
    .bind(approval.by.0)
    .bind(at.0)
    .bind(&approval.reason)
    .bind(approval.for_whom.map(|person| person.0))
    .execute()
    .await?;
    Ok(())
}

pub(crate) async fn save_confirmation(
    tx: &mut Tx,
    confirmation: &UrgentConfirmation,
    at: Timestamp,
) -> Result<()> {
    tx.query(
        "update urgency set confirmed_by = $3, confirmed_at = $4, words = $5 where plan = $1 and edition = $2",
    )
    .bind(confirmation.plan.0)
    .bind(confirmation.edition)
    .bind(confirmation.by.0)
    .bind(at.0)
    .bind(&confirmation.words)
    .execute()
    .await?;
    Ok(())
}

/// The newest urgent release of a plan.
pub(crate) async fn of_plan(tx: &mut Tx, plan: PlanId) -> Result<Option<Urgency>> {
    let row = tx
        .query(
            "select edition, by_person, for_person, at, reason, confirm_by, confirmed_by, confirmed_at, words
             from urgency where plan = $1 order by edition desc limit 1",
        )
        .bind(plan.0)
        .first::<Row>()
        .await?;
    Ok(row.map(|row| Urgency {
        edition: row.edition,
        by: PersonId(row.by_person),
        for_whom: row.for_person.map(PersonId),
        at: Timestamp(row.at),
        reason: row.reason,
        confirm_by: Timestamp(row.confirm_by),
        confirmed: row.confirmed_by.zip(row.confirmed_at).map(|(by, at)| {
            let words = row.words.unwrap_or_default();
            (PersonId(by), Timestamp(at), words)
        }),
    }))
}

/// The plans that were released urgently and not confirmed.
pub(super) async fn unconfirmed(tx: &mut Tx) -> Result<Vec<PlanId>> {
    let rows = tx
        .query(
            "select distinct urgency.plan from urgency join plan on plan.id = urgency.plan
             where urgency.confirmed_at is null and (plan.state = 'released' or plan.corrects is not null)",
        )
        .all::<(Uuid,)>()
        .await?;
    Ok(rows.into_iter().map(|(id,)| PlanId(id)).collect())
}
