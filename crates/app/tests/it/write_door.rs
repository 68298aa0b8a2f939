//! Whatever people do, in whatever order: the tables follow from the journal, and the log that is made of it is whole.
//!
//! How many histories: `GONGKAI_HISTORIES` on SQLite, else a few.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::cell::Cell;

use testkit::{Ledger, On};

use super::deeds::play;

fn explained_by_the_journal(on: On, cases: u32) {
    let done = Cell::new(0);
    play(on, cases, 40, async |play, deeds| {
        done.set(done.get() + deeds);
        let mut ledger = Ledger::begin(play.world.t).await;
        ledger.step().await.map_err(|error| error.to_string())?;
        let findings = app::audit::run(&ledger.app, |_, _| {})
            .await
            .map_err(|error| error.to_string())?;
        if findings.is_clean() {
            Ok(())
        } else {
            Err(format!("{findings:#?}"))
        }
    });
    assert!(
        usize::try_from(cases).unwrap() * 8 < done.get(),
        "hardly any deed succeeded: {}",
        done.get()
    );
}

#[test]
fn after_random_deeds_the_journal_explains_every_row_on_sqlite() {
    let cases = std::env::var("GONGKAI_HISTORIES").map_or(40, |cases| cases.parse().unwrap());
    explained_by_the_journal(On::Sqlite, cases);
}

#[test]
fn after_random_deeds_the_journal_explains_every_row_on_postgres() {
    explained_by_the_journal(On::Postgres, 8);
}
