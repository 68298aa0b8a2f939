//! What witnesses said.

use ::ledger::hash::Hash;
use db::Tx;
use domain::ledger::Objection;
use domain::time::Timestamp;
use uuid::Uuid;

use crate::Result;

db::record! {
    /// What a witness did last.
    pub(in crate::ledger) struct WitnessRow {
        pub(in crate::ledger) name: String,
        pub(in crate::ledger) size: Option<i64>,
        pub(in crate::ledger) seen_at: Option<i64>,
        pub(in crate::ledger) trouble: Option<String>,
        pub(in crate::ledger) troubled_at: Option<i64>,
    }
}

pub(in crate::ledger) async fn witnesses(tx: &mut Tx) -> Result<Vec<WitnessRow>> {
    Ok(tx
        .query("select name, size, seen_at, trouble, troubled_at from ledger_witness order by name")
        .all()
        .await?)
}

pub(in crate::ledger) async fn count_evidence(tx: &mut Tx) -> Result<i64> {
    let found = tx
        .query("select count(*) from ledger_evidence")
        .first::<(i64,)>()
        .await?;
    Ok(found.map_or(0, |(count,)| count))
}

/// Writes down that enough witnesses confirmed a head: the first time is kept beside the last.
pub(in crate::ledger) async fn confirm(
    tx: &mut Tx,
    size: i64,
    (note, at): (&str, Timestamp),
    anchor: Hash,
) -> Result<()> {
    tx.query(
        "update ledger_checkpoint set confirmed = coalesce(confirmed, $2), confirmed_at = coalesce(confirmed_at, $3),
             refreshed = $2, refreshed_at = $3 where size = $1",
    )
    .bind(size)
    .bind(note)
    .bind(at.0)
    .execute()
    .await?;
    tx.query("update ledger_head set anchor = $1 where id = 1")
        .bind(anchor.0.to_vec())
        .execute()
        .await?;
    Ok(())
}

/// A witness cosigned a head of this size.
pub(in crate::ledger) async fn saw(tx: &mut Tx, name: &str, (size, at): (i64, Timestamp)) -> Result<()> {
    tx.query(
        "insert into ledger_witness (name, size, seen_at) values ($1, $2, $3)
         on conflict (name) do update set size = $2, seen_at = $3, trouble = null, troubled_at = null",
    )
    .bind(name)
    .bind(size)
    .bind(at.0)
    .execute()
    .await?;
    Ok(())
}

/// A witness did not.
pub(in crate::ledger) async fn troubled(
    tx: &mut Tx,
    name: &str,
    (objection, at): (Objection, Timestamp),
) -> Result<()> {
    tx.query(
        "insert into ledger_witness (name, trouble, troubled_at) values ($1, $2, $3)
         on conflict (name) do update set trouble = $2, troubled_at = $3",
    )
    .bind(name)
    .bind(objection.code())
    .bind(at.0)
    .execute()
    .await?;
    Ok(())
}

/// Keeps what a witness refused: that the log signed what another history does not continue. It says so of one head as
/// often as it is asked; once is enough.
pub(in crate::ledger) async fn save_evidence(
    tx: &mut Tx,
    id: Uuid,
    at: Timestamp,
    (witness, checkpoint, answer): (&str, &str, String),
) -> Result<()> {
    let known = tx
        .query("select id from ledger_evidence where witness = $1 and checkpoint = $2")
        .bind(witness)
        .bind(checkpoint)
        .first::<(Uuid,)>()
        .await?;
    if known.is_some() {
        return Ok(());
    }
    tx.query("insert into ledger_evidence (id, at, witness, checkpoint, answer) values ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(at.0)
        .bind(witness)
        .bind(checkpoint)
        .bind(answer)
        .execute()
        .await?;
    Ok(())
}
