use ::ledger::hash::Hash;
use db::Tx;
use domain::ids::{DisclosureId, WithdrawalId};
use domain::ledger::{Cause, Keys, Step};
use domain::time::Timestamp;
use uuid::Uuid;

use crate::Result;

db::record! {
    /// A leaf as it lies in the database.
    pub(crate) struct Row {
        pub(crate) seq: i64,
        pub(crate) record: Uuid,
        pub(crate) version: i64,
        pub(crate) unit: String,
        pub(crate) anchor: Vec<u8>,
        pub(crate) salt: Option<Vec<u8>>,
        pub(crate) bytes: Vec<u8>,
    }

    /// How far the ledger is signed, and who holds the pen.
    pub(crate) struct Head {
        pub(crate) epoch: i64,
        pub(crate) held_by: Option<String>,
        pub(crate) held_until: i64,
        pub(crate) size: i64,
        pub(crate) trouble: Option<String>,
        pub(crate) troubled_at: Option<i64>,
    }

    /// What was signed of one size.
    pub(crate) struct Signed {
        pub(crate) size: i64,
        pub(crate) signed_at: i64,
        pub(crate) sm3_root: Vec<u8>,
        pub(crate) note: String,
        pub(crate) confirmed: Option<String>,
        pub(crate) confirmed_at: Option<i64>,
        pub(crate) refreshed: Option<String>,
        pub(crate) refreshed_at: Option<i64>,
    }
}

pub(crate) async fn save_leaf(tx: &mut Tx, row: &Row) -> Result<()> {
    tx.query(
        "insert into leaf (seq, record, version, unit, anchor, salt, bytes) values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(row.seq)
    .bind(row.record)
    .bind(row.version)
    .bind(&row.unit)
    .bind(&row.anchor)
    .bind(row.salt.as_deref())
    .bind(&row.bytes)
    .execute()
    .await?;
    Ok(())
}

pub(crate) async fn leaf(tx: &mut Tx, seq: i64) -> Result<Option<Row>> {
    Ok(tx
        .query("select seq, record, version, unit, anchor, salt, bytes from leaf where seq = $1")
        .bind(seq)
        .first()
        .await?)
}

/// The leaf of the version before.
pub(super) async fn leaf_before(tx: &mut Tx, record: Uuid, version: i64) -> Result<Option<Vec<u8>>> {
    let found = tx
        .query("select bytes from leaf where record = $1 and version = $2")
        .bind(record)
        .bind(version - 1)
        .first::<(Vec<u8>,)>()
        .await?;
    Ok(found.map(|(bytes,)| bytes))
}

/// The last version of the record that a disclosure belongs to: id, version and leaf.
pub(super) async fn last_of(tx: &mut Tx, id: DisclosureId) -> Result<Option<(Uuid, i64, Vec<u8>)>> {
    Ok(tx
        .query(
            "select newest.record, newest.version, newest.bytes from disclosure
             join leaf on leaf.seq = disclosure.seq join leaf newest on newest.record = leaf.record
             where disclosure.id = $1 order by newest.version desc limit 1",
        )
        .bind(id.0)
        .first()
        .await?)
}

/// The hash of the newest head that witnesses confirmed; zeros before the first.
pub(crate) async fn anchor(tx: &mut Tx) -> Result<Hash> {
    let found = tx
        .query("select anchor from ledger_head where id = 1")
        .first::<(Vec<u8>,)>()
        .await?;
    let bytes = found.map(|(bytes,)| bytes).unwrap_or_default();
    Ok(Hash(bytes.try_into().unwrap_or_default()))
}

/// What the unit of a disclosure is called now.
pub(super) async fn unit_of(tx: &mut Tx, id: DisclosureId) -> Result<String> {
    let found = tx
        .query("select unit.name from disclosure join unit on unit.id = disclosure.unit where disclosure.id = $1")
        .bind(id.0)
        .first::<(String,)>()
        .await?;
    Ok(found.map_or_else(String::new, |(name,)| name))
}

/// The disclosure that a request is about.
pub(super) async fn withdrawn_by(tx: &mut Tx, request: WithdrawalId) -> Result<DisclosureId> {
    let found = tx
        .query("select disclosure from withdrawal where id = $1")
        .bind(request.0)
        .first::<(Uuid,)>()
        .await?;
    let wrong = db::Error::Inconsistent {
        table: "withdrawal",
        column: "id",
    };
    Ok(found.map(|(id,)| DisclosureId(id)).ok_or(wrong)?)
}

/// What a step of the ledger itself leaves behind. A leaf that was lost is made with its line.
pub(crate) async fn apply(tx: &mut Tx, step: &Step) -> Result<()> {
    let Step::Begun(keys) = step else { return Ok(()) };
    tx.query("insert into ledger (id, origin, public_key, sm2_key) values (1, $1, $2, $3)")
        .bind(&keys.origin)
        .bind(&keys.public_key)
        .bind(&keys.sm2_key)
        .execute()
        .await?;
    Ok(())
}

/// Its name and keys, once it began.
pub(crate) async fn keys(tx: &mut Tx) -> Result<Option<Keys>> {
    let found = tx
        .query("select origin, public_key, sm2_key from ledger where id = 1")
        .first::<(String, String, String)>()
        .await?;
    Ok(found.map(|(origin, public_key, sm2_key)| Keys {
        origin,
        public_key,
        sm2_key,
    }))
}

/// How many leaves there are, and the number of the last.
pub(super) async fn count(tx: &mut Tx) -> Result<(i64, i64)> {
    let found = tx
        .query("select count(*), coalesce(max(seq), 0) from leaf")
        .first::<(i64, i64)>()
        .await?;
    Ok(found.unwrap_or_default())
}

/// The number of the last leaf.
pub(super) async fn last(tx: &mut Tx) -> Result<i64> {
    let found = tx
        .query("select coalesce(max(seq), 0) from leaf")
        .first::<(i64,)>()
        .await?;
    Ok(found.map_or(0, |(last,)| last))
}

/// A portion of the leaves after a number and up to another, with their numbers.
pub(crate) async fn portion(
    tx: &mut Tx,
    (after, until): (i64, i64),
    most: i64,
) -> Result<Vec<(i64, Vec<u8>)>> {
    Ok(tx
        .query("select seq, bytes from leaf where $1 < seq and seq <= $2 order by seq limit $3")
        .bind(after)
        .bind(until)
        .bind(most)
        .all()
        .await?)
}

pub(crate) async fn head(tx: &mut Tx) -> Result<Head> {
    let found = tx
        .query("select epoch, held_by, held_until, size, trouble, troubled_at from ledger_head where id = 1")
        .first()
        .await?;
    let wrong = db::Error::Inconsistent {
        table: "ledger_head",
        column: "id",
    };
    Ok(found.ok_or(wrong)?)
}

/// How many lines only take the place of one that was lost: all of the ledger's own but that with which it began.
pub(super) async fn lost(tx: &mut Tx) -> Result<i64> {
    let found = tx
        .query("select count(*) from journal where kind = 'ledger'")
        .first::<(i64,)>()
        .await?;
    Ok(found.map_or(0, |(lines,)| (lines - 1).max(0)))
}

/// When the first line was written that is not signed yet, once the ledger began.
pub(super) async fn first_unsigned(tx: &mut Tx) -> Result<Option<Timestamp>> {
    let found = tx
        .query(
            "select journal.at from ledger join ledger_head on ledger_head.id = ledger.id
             join journal on journal.seq = ledger_head.size + 1",
        )
        .first::<(i64,)>()
        .await?;
    Ok(found.map(|(at,)| Timestamp(at)))
}

/// How many lines are signed, once the ledger began.
pub(crate) async fn signed(tx: &mut Tx) -> Result<Option<i64>> {
    let found = tx
        .query("select ledger_head.size from ledger join ledger_head on ledger_head.id = ledger.id")
        .first::<(i64,)>()
        .await?;
    Ok(found.map(|(size,)| size))
}

/// Takes the pen, or keeps it: a new hand gets a new epoch. Whether it was to be had.
pub(super) async fn hold(tx: &mut Tx, me: &str, (now, until): (Timestamp, Timestamp)) -> Result<bool> {
    let held = tx
        .query(
            "update ledger_head set epoch = epoch + case when held_by = $1 then 0 else 1 end,
                 held_by = $1, held_until = $3
             where id = 1 and (held_by is null or held_by = $1 or held_until < $2)",
        )
        .bind(me)
        .bind(now.0)
        .bind(until.0)
        .execute()
        .await?;
    Ok(held == 1)
}

/// Takes the pen out of whose hand it is in.
pub(super) async fn lay_down(tx: &mut Tx) -> Result<()> {
    tx.query("update ledger_head set held_by = null where id = 1")
        .execute()
        .await?;
    Ok(())
}

/// Writes down what was signed, unless the pen has passed on or somebody was faster. Whether it is written.
pub(super) async fn sign(tx: &mut Tx, epoch: i64, signed: &Signed) -> Result<bool> {
    let moved = tx
        .query(
            "update ledger_head set size = $2, trouble = null, troubled_at = null
             where id = 1 and epoch = $1 and size < $2",
        )
        .bind(epoch)
        .bind(signed.size)
        .execute()
        .await?;
    if moved == 0 {
        return Ok(false);
    }
    tx.query("insert into ledger_checkpoint (size, signed_at, sm3_root, note) values ($1, $2, $3, $4)")
        .bind(signed.size)
        .bind(signed.signed_at)
        .bind(&signed.sm3_root)
        .bind(&signed.note)
        .execute()
        .await?;
    Ok(true)
}

/// What was signed of a size.
pub(super) async fn signed_at(tx: &mut Tx, size: i64) -> Result<Option<Signed>> {
    Ok(tx
        .query(
            "select size, signed_at, sm3_root, note, confirmed, confirmed_at, refreshed, refreshed_at
             from ledger_checkpoint where size = $1",
        )
        .bind(size)
        .first()
        .await?)
}

/// Writes down why the ledger does not go on, and since when; or that it does again.
pub(super) async fn trouble(tx: &mut Tx, trouble: Option<(Cause, Timestamp)>) -> Result<()> {
    tx.query("update ledger_head set trouble = $1, troubled_at = $2 where id = 1")
        .bind(trouble.map(|(cause, _)| cause.code()))
        .bind(trouble.map(|(_, at)| at.0))
        .execute()
        .await?;
    Ok(())
}

/// The line of the release of a disclosure.
pub(super) async fn line_of(tx: &mut Tx, id: DisclosureId) -> Result<Option<i64>> {
    let found = tx
        .query("select seq from disclosure where id = $1")
        .bind(id.0)
        .first::<(i64,)>()
        .await?;
    Ok(found.map(|(seq,)| seq))
}

/// The first signed head whose tree holds the leaf of a line.
pub(super) async fn first_over(tx: &mut Tx, seq: i64) -> Result<Option<Signed>> {
    Ok(tx
        .query(
            "select size, signed_at, sm3_root, note, confirmed, confirmed_at, refreshed, refreshed_at
             from ledger_checkpoint where $1 <= size order by size limit 1",
        )
        .bind(seq)
        .first()
        .await?)
}

/// The first that witnesses confirmed.
pub(super) async fn first_confirmed_over(tx: &mut Tx, seq: i64) -> Result<Option<Signed>> {
    Ok(tx
        .query(
            "select size, signed_at, sm3_root, note, confirmed, confirmed_at, refreshed, refreshed_at
             from ledger_checkpoint where $1 <= size and confirmed_at is not null order by size limit 1",
        )
        .bind(seq)
        .first()
        .await?)
}

/// The last confirmed head whose tree does not hold the leaf of a line yet.
pub(super) async fn last_confirmed_before(tx: &mut Tx, seq: i64) -> Result<Option<Signed>> {
    Ok(tx
        .query(
            "select size, signed_at, sm3_root, note, confirmed, confirmed_at, refreshed, refreshed_at
             from ledger_checkpoint where size < $1 and confirmed_at is not null order by size desc limit 1",
        )
        .bind(seq)
        .first()
        .await?)
}

/// The newest signed head.
pub(super) async fn newest(tx: &mut Tx) -> Result<Option<Signed>> {
    Ok(tx
        .query(
            "select size, signed_at, sm3_root, note, confirmed, confirmed_at, refreshed, refreshed_at
             from ledger_checkpoint order by size desc limit 1",
        )
        .first()
        .await?)
}

/// The next signed head after a size.
pub(crate) async fn next_signed(tx: &mut Tx, after: i64) -> Result<Option<Signed>> {
    Ok(tx
        .query(
            "select size, signed_at, sm3_root, note, confirmed, confirmed_at, refreshed, refreshed_at
             from ledger_checkpoint where $1 < size order by size limit 1",
        )
        .bind(after)
        .first()
        .await?)
}

/// The last audit that ran by itself: when it ended, over how many lines, and how many faults it found.
pub(super) async fn last_audit(tx: &mut Tx) -> Result<Option<(i64, i64, i64)>> {
    Ok(tx
        .query("select ended_at, size, faults from audit_run order by ended_at desc limit 1")
        .first()
        .await?)
}
