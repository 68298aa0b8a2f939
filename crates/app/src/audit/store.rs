use db::{Engine, Tx, Value};
use domain::ids::ContentId;
use uuid::Uuid;

use crate::Result;

/// So many rows are in memory at once.
const PORTION: i64 = 2000;

/// A row as it lies in the database, whatever is in it.
pub(super) type Cells = Vec<Value<'static>>;

/// The types of columns, the same in both databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `uuid`
    Uuid,
    /// `text`
    Text,
    /// `bytea`
    Bytes,
    /// `bigint`
    Int,
    /// `boolean`
    Bool,
}

/// A table that follows from the journal. The columns of its key come first.
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// All its columns.
    pub columns: &'static [(&'static str, Kind)],
    keys: &'static str,
    count: &'static str,
    sqlite: Pages,
    postgres: Pages,
}

/// How a table is read in the order of its key: the first portion, and the one after a key.
struct Pages {
    first: &'static str,
    next: &'static str,
}

impl Table {
    /// The columns of its key.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.keys.split(", ")
    }

    /// Everything the audit asks about it.
    #[must_use]
    pub fn statements(&self, engine: Engine) -> [&'static str; 3] {
        let pages = self.pages(engine);
        [self.count, pages.first, pages.next]
    }

    fn pages(&self, engine: Engine) -> &Pages {
        match engine {
            Engine::Sqlite => &self.sqlite,
            Engine::Postgres => &self.postgres,
        }
    }
}

/// Both databases must go by bytes: a text in a key needs the second order, for servers that sort by language.
macro_rules! table {
    ($name:ident by $keys:literal after $places:literal: $($columns:tt)*) => {
        table!($name by $keys or $keys after $places: $($columns)*)
    };
    ($name:ident by $keys:literal or $binary:literal after $places:literal:
     $first:ident $kind:ident $(, $column:ident $kinds:ident)*) => {
        Table {
            name: stringify!($name),
            columns: &[(stringify!($first), Kind::$kind), $((stringify!($column), Kind::$kinds)),*],
            keys: $keys,
            count: concat!("select count(*) from ", stringify!($name)),
            sqlite: table!(@ $keys, $places, $name, $first $($column)*),
            postgres: table!(@ $binary, $places, $name, $first $($column)*),
        }
    };
    (@ $order:literal, $places:literal, $name:ident, $first:ident $($column:ident)*) => {
        Pages {
            first: concat!("select ", stringify!($first), $(", ", stringify!($column),)* " from ", stringify!($name),
                " order by ", $order, " limit $1"),
            next: concat!("select ", stringify!($first), $(", ", stringify!($column),)* " from ", stringify!($name),
                " where (", $order, ") > (", $places, ") order by ", $order, " limit $1"),
        }
    };
}

/// Every table that the journal explains.
pub const TABLES: &[Table] = &[
    table!(unit by "id" after "$2": id Uuid, code Text, name Text, kind Text, superior Uuid),
    table!(person by "id" after "$2": id Uuid, code Text, name Text, unit Uuid, member Bool, active Bool),
    table!(post by "id" after "$2": id Uuid, code Text, unit Uuid, title Text, duties Text),
    table!(holding by "id" after "$2": id Uuid, post Uuid, person Uuid, from_day Text, until_day Text),
    table!(named_group by "id" after "$2": id Uuid, unit Uuid, name Text),
    table!(membership by "named_group, person" after "$2, $3": named_group Uuid, person Uuid),
    table!(rulebook by "id" after "$2": id Uuid, code Text, version Int, track Text, unit Uuid, in_force_from Text,
        content Uuid),
    table!(catalogue by "id" after "$2": id Uuid, unit Uuid, track Text, state Text, edition Int, content Uuid,
        commitment Bytes, report Uuid, changed_at Int),
    table!(catalogue_step by "seq" after "$2": seq Int, catalogue Uuid, edition Int, deed Text, by_person Uuid,
        at Int, words Text, for_person Uuid),
    table!(matter by "id" after "$2": id Uuid, unit Uuid, track Text, rulebook Uuid, entry Text, title Text,
        by_person Uuid, at Int, amount Int),
    table!(skip by "matter, stage" or "matter, stage collate \"C\"" after "$2, $3": matter Uuid, stage Text,
        reason Text, by_person Uuid, at Int),
    table!(plan by "id" after "$2": id Uuid, matter Uuid, unit Uuid, stage Text, drafter Uuid, state Text,
        edition Int, content Uuid, commitment Bytes, title Text, release_at Int, approver Uuid, words Text,
        changed_at Int, corrects Uuid, goes_up Bool, approver_for Uuid),
    table!(author by "plan, person" after "$2, $3": plan Uuid, person Uuid),
    table!(opinion by "seq" after "$2": seq Int, plan Uuid, edition Int, commitment Bytes, kind Text,
        by_person Uuid, at Int, agrees Bool, words Text, for_person Uuid),
    table!(endorsement by "seq" after "$2": seq Int, plan Uuid, edition Int, commitment Bytes, by_person Uuid,
        for_person Uuid, at Int, words Text),
    table!(urgency by "plan, edition" after "$2, $3": plan Uuid, edition Int, commitment Bytes, by_person Uuid,
        for_person Uuid, at Int, reason Text, confirm_by Int, confirmed_by Uuid, confirmed_at Int, words Text),
    table!(delegation by "id" after "$2": id Uuid, post Uuid, holder Uuid, deputy Uuid, duties Text, from_day Text,
        until_day Text, away Bool, reason Text, by_person Uuid, ended_at Int),
    table!(dissolution by "unit" after "$2": unit Uuid, successor Uuid, reason Text, at Int),
    table!(kept by "person, token" or "person, token collate \"C\"" after "$2, $3": person Uuid, token Text,
        at_unit Uuid),
    table!(disclosure by "id" after "$2": id Uuid, seq Int, number Text, plan Uuid, matter Uuid, stage Text,
        unit Uuid, track Text, entry Text, title Text, content Uuid, commitment Bytes, released_at Int,
        released_by Uuid, version Int, drafter Uuid, shown_until Int, corrected_at Int,
        withdrawal Uuid),
    table!(audience by "disclosure, token" or "disclosure, token collate \"C\"" after "$2, $3": disclosure Uuid,
        token Text, visible_from Int, track Text, unit Uuid, entry Text, stage Text, alone Bool,
        listed_until Int, corrected Bool, kept Bool),
    table!(withdrawal by "id" after "$2": id Uuid, disclosure Uuid, ground Text, words Text, asked_by Uuid,
        asked_at Int, state Text, answered_by Uuid, answered_for Uuid, answered_at Int, answer Text,
        asked_for_person Uuid, answered_for_person Uuid),
    table!(erasure by "withdrawal" after "$2": withdrawal Uuid, by_person Uuid, for_person Uuid, at Int, words Text),
    table!(withholding by "id" after "$2": id Uuid, unit Uuid, track Text, entry Text, ground Text, note Text,
        reassess_on Text, asked_by Uuid, asked_at Int, state Text, number Text, token Text, answered_by Uuid,
        answered_for Uuid, answered_at Int, answer Text, renews Uuid, ended_by Uuid, ended_at Int, end_words Text,
        asked_for_person Uuid),
    table!(withheld by "withholding, about" or "withholding, about collate \"C\"" after "$2, $3": withholding Uuid,
        about Text),
    table!(credit by "disclosure, source" after "$2, $3": disclosure Uuid, source Uuid),
    table!(practice by "disclosure" after "$2": disclosure Uuid, words Text, by_person Uuid, at Int, ended_by Uuid,
        ended_at Int),
    table!(archive by "unit, year" after "$2, $3": unit Uuid, year Int, by_person Uuid, at Int),
    table!(search_token by "id" after "$2": id Int, token Text),
    table!(search_term by "token, term, disclosure_seq" after "$2, $3, $4": token Int, term Int, disclosure_seq Int),
    table!(likeness_explanation by "seq" after "$2": seq Int, plan Uuid, edition Int, source Uuid, words Text,
        by_person Uuid, for_person Uuid, at Int),
    table!(likeness_answer by "seq" after "$2": seq Int, disclosure Uuid, source Uuid, words Text, by_person Uuid,
        for_person Uuid, at Int),
    table!(likeness_closing by "seq" after "$2": seq Int, disclosure Uuid, source Uuid, outcome Text, words Text,
        by_person Uuid, for_person Uuid, at Int),
    table!(excuse by "id" after "$2": id Uuid, seq Int, unit Uuid, track Text, entry Text, about Text, reason Text,
        by_person Uuid, at Int, consents Bool, words Text, ruled_by Uuid, ruled_at Int, for_person Uuid,
        ruled_for_person Uuid),
    table!(calendar by "id" after "$2": id Uuid, seq Int, last_year Int, content Uuid),
    table!(credential by "person" after "$2": person Uuid, content Uuid),
    table!(second_factor by "person" after "$2": person Uuid, content Uuid, since Int),
    table!(recovery_code by "hash" after "$2": hash Bytes, person Uuid, used_at Int),
    table!(reset by "id" after "$2": id Uuid, person Uuid, second_factor Bool, asked_by Uuid, asked_at Int,
        settled_by Uuid, settled_at Int, confirmed Bool),
    table!(passkey by "id" after "$2": id Uuid, person Uuid, credential Text, public_key Text, may_be_copied Bool,
        name Text, since Int),
    table!(calendar_address by "person" after "$2": person Uuid, hash Bytes, issued_at Int),
    table!(api_token by "id" after "$2": id Uuid, person Uuid, hash Bytes, label Text, issued_at Int,
        revoked_at Int),
    table!(ledger by "id" after "$2": id Int, origin Text, public_key Text, sm2_key Text),
    table!(leaf by "seq" after "$2": seq Int, record Uuid, version Int, unit Text, anchor Bytes, salt Bytes,
        bytes Bytes),
];

/// The contents by their ids alone: each is held against its commitment during the replay.
pub(super) static CONTENTS: Table = table!(content by "id" after "$2": id Uuid);

/// What everything follows from; the audit checks it by its hashes and commitments.
pub const SOURCES: &[&str] = &["journal", "journal_head", "content"];

/// Tables that come and go without the journal.
pub const MACHINERY: &[&str] = &[
    "session",
    "half_sign_in",
    "away_sign_in",
    "passkey_use",
    "passkey_challenge",
    "code_step",
    "known_browser",
    "invitation",
    "attempt",
    "job",
    "recorded",
    "autosave",
    "migration",
    "telling_cursor",
    "telling",
    "following",
    "message",
    "visit",
    "wish",
    "mail_address",
    "outgoing",
    "webhook",
    "outbox",
    "telling_key",
    "likeness",
    "likeness_seen",
    "ledger_head",
    "ledger_checkpoint",
    "ledger_witness",
    "ledger_evidence",
    "audit_run",
    "audit_cursor",
];

/// A portion of a table after a row, in the order of its key.
pub(super) async fn portion(tx: &mut Tx, table: &Table, after: Option<&Cells>) -> Result<Vec<Cells>> {
    let pages = table.pages(tx.engine());
    let Some(after) = after else {
        return Ok(tx.query(pages.first).bind(PORTION).all().await?);
    };
    let mut query = tx.query(pages.next).bind(PORTION);
    for (_, (cell, (_, kind))) in table.keys().zip(after.iter().zip(table.columns)) {
        query = query.bind(typed(cell, *kind));
    }
    Ok(query.all().await?)
}

/// A cell as the database wants to have it back.
fn typed(cell: &Value<'static>, kind: Kind) -> Value<'static> {
    match cell {
        Value::Bytes(bytes) if kind == Kind::Uuid => {
            Uuid::from_slice(bytes).map_or_else(|_| cell.clone(), Value::Uuid)
        }
        _ => cell.clone(),
    }
}

/// How many lines and rows there are to look at.
pub(super) async fn size(tx: &mut Tx) -> Result<u64> {
    let lines = tx.query("select count(*) from journal").first::<(i64,)>().await?;
    let mut size = lines.map_or(0, |(lines,)| lines);
    for table in TABLES.iter().chain([&CONTENTS]) {
        let rows = tx.query(table.count).first::<(i64,)>().await?;
        size += rows.map_or(0, |(rows,)| rows);
    }
    Ok(u64::try_from(size).unwrap_or(0))
}

pub(super) async fn lines(tx: &mut Tx, after: i64) -> Result<Vec<Cells>> {
    Ok(tx
        .query("select seq, at, actor, kind, body, hash from journal where $1 < seq order by seq limit $2")
        .bind(after)
        .bind(PORTION)
        .all()
        .await?)
}

pub(super) async fn heads(tx: &mut Tx) -> Result<Vec<Cells>> {
    Ok(tx
        .query("select id, seq, hash from journal_head order by id")
        .all()
        .await?)
}

pub(super) async fn content(tx: &mut Tx, id: ContentId) -> Result<Option<(Value<'static>, Value<'static>)>> {
    Ok(tx
        .query("select salt, bytes from content where id = $1")
        .bind(id.0)
        .first()
        .await?)
}

/// The bytes of a content, when they can be read.
pub(super) async fn bytes(tx: &mut Tx, id: ContentId) -> Result<Option<Vec<u8>>> {
    Ok(match content(tx, id).await? {
        Some((_, Value::Bytes(bytes))) => Some(bytes.into_owned()),
        _ => None,
    })
}

pub(super) async fn bring(tx: &mut Tx, id: ContentId, (salt, bytes): (Value<'_>, Value<'_>)) -> Result<()> {
    tx.query("insert into content (id, salt, bytes) values ($1, $2, $3) on conflict (id) do nothing")
        .bind(id.0)
        .bind(salt)
        .bind(bytes)
        .execute()
        .await?;
    Ok(())
}

/// How far the audit that goes on all the time has come: the number and the hash of the last line it looked at.
pub(super) async fn cursor(tx: &mut Tx) -> Result<(i64, Vec<u8>)> {
    let found = tx
        .query("select seq, hash from audit_cursor where id = 1")
        .first()
        .await?;
    Ok(found.unwrap_or_default())
}

pub(super) async fn advance(tx: &mut Tx, (seq, hash): (i64, &[u8])) -> Result<()> {
    tx.query("update audit_cursor set seq = $1, hash = $2 where id = 1")
        .bind(seq)
        .bind(hash)
        .execute()
        .await?;
    Ok(())
}

db::record! {
    /// An audit that ran by itself.
    pub(super) struct RunRow {
        pub(super) id: Uuid,
        pub(super) began_at: i64,
        pub(super) ended_at: i64,
        pub(super) is_full: bool,
        pub(super) size: i64,
        pub(super) faults: i64,
        pub(super) report: String,
    }
}

pub(super) async fn save_run(tx: &mut Tx, run: &RunRow) -> Result<()> {
    tx.query(
        "insert into audit_run (id, began_at, ended_at, is_full, size, faults, report)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(run.id)
    .bind(run.began_at)
    .bind(run.ended_at)
    .bind(run.is_full)
    .bind(run.size)
    .bind(run.faults)
    .bind(&run.report)
    .execute()
    .await?;
    Ok(())
}

/// The last audits, the newest first.
pub(super) async fn runs(tx: &mut Tx, most: i64) -> Result<Vec<RunRow>> {
    Ok(tx
        .query(
            "select id, began_at, ended_at, is_full, size, faults, report from audit_run
             order by ended_at desc limit $1",
        )
        .bind(most)
        .all()
        .await?)
}

/// When the last full audit began.
pub(super) async fn last_full(tx: &mut Tx) -> Result<Option<i64>> {
    let found = tx
        .query("select max(began_at) from audit_run where is_full")
        .first::<(Option<i64>,)>()
        .await?;
    Ok(found.and_then(|(at,)| at))
}
