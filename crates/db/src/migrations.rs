//! One history of the schema, written in PostgreSQL's words and lowered for SQLite.

use crate::{Db, Engine, Error, Result, Tx};

/// Number, name and text of each step. A step that has run somewhere is never edited.
const STEPS: &[(i64, &str, &str)] = &[
    (1, "start", include_str!("../migrations/0001_start.sql")),
    (2, "catalogue", include_str!("../migrations/0002_catalogue.sql")),
    (
        3,
        "obligations",
        include_str!("../migrations/0003_obligations.sql"),
    ),
    (4, "after", include_str!("../migrations/0004_after.sql")),
    (5, "procedure", include_str!("../migrations/0005_procedure.sql")),
    (6, "telling", include_str!("../migrations/0006_telling.sql")),
    (7, "accounts", include_str!("../migrations/0007_accounts.sql")),
    (8, "writing", include_str!("../migrations/0008_writing.sql")),
    (9, "owed", include_str!("../migrations/0009_owed.sql")),
    (
        10,
        "withdrawal",
        include_str!("../migrations/0010_withdrawal.sql"),
    ),
    (
        11,
        "calendar_address",
        include_str!("../migrations/0011_calendar_address.sql"),
    ),
    (12, "archive", include_str!("../migrations/0012_archive.sql")),
    (
        13,
        "withholding",
        include_str!("../migrations/0013_withholding.sql"),
    ),
    (14, "provider", include_str!("../migrations/0014_provider.sql")),
    (15, "passkeys", include_str!("../migrations/0015_passkeys.sql")),
    (
        16,
        "in_whose_place",
        include_str!("../migrations/0016_in_whose_place.sql"),
    ),
    (
        17,
        "two_persons",
        include_str!("../migrations/0017_two_persons.sql"),
    ),
    (18, "urgency", include_str!("../migrations/0018_urgency.sql")),
    (
        19,
        "withheld_in_whose_place",
        include_str!("../migrations/0019_withheld_in_whose_place.sql"),
    ),
    (20, "ledger", include_str!("../migrations/0020_ledger.sql")),
    (21, "likeness", include_str!("../migrations/0021_likeness.sql")),
    (22, "practice", include_str!("../migrations/0022_practice.sql")),
    (23, "erasure", include_str!("../migrations/0023_erasure.sql")),
    (
        24,
        "likeness_standing",
        include_str!("../migrations/0024_likeness_standing.sql"),
    ),
];

/// A script in the words of an engine.
#[must_use]
pub fn lowered(script: &str, engine: Engine) -> String {
    match engine {
        Engine::Postgres => script.to_owned(),
        Engine::Sqlite => script
            .replace("\n); -- clustered", "\n) strict, without rowid;")
            .replace("\n);", "\n) strict;")
            .replace(" uuid", " blob")
            .replace(" bytea", " blob")
            .replace(" boolean", " integer")
            .replace(" bigint", " integer"),
    }
}

pub(crate) async fn run(db: &Db) -> Result<()> {
    let mut tx = db.write().await?;
    tx.run_script("create table if not exists migration (number bigint primary key, name text not null)")
        .await?;
    let done = tx
        .query("select max(number) from migration")
        .first::<(Option<i64>,)>()
        .await?;
    let done = done.and_then(|(number,)| number).unwrap_or(0);
    let newest = STEPS.last().map_or(0, |(number, ..)| *number);
    if newest < done {
        return Err(Error::Schema(format!(
            "step {done} ran here, but this program knows {newest} steps"
        )));
    }
    for (number, name, script) in STEPS.iter().filter(|(number, ..)| done < *number) {
        step(&mut tx, *number, name, script).await?;
    }
    tx.commit().await
}

async fn step(tx: &mut Tx, number: i64, name: &'static str, script: &str) -> Result<()> {
    let script = lowered(script, tx.engine());
    tx.run_script(&script).await?;
    tx.query("insert into migration (number, name) values ($1, $2)")
        .bind(number)
        .bind(name)
        .execute()
        .await?;
    tracing::info!(number, name, "migrated");
    Ok(())
}
