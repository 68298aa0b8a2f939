//! The door behaves the same whichever database is behind it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use db::{Db, Engine, Tx, Value};
use uuid::Uuid;

static COUNT: AtomicU64 = AtomicU64::new(0);

struct House {
    db: Db,
    folder: Option<PathBuf>,
}

impl House {
    async fn new(engine: Engine) -> Self {
        let name = format!(
            "gongkai_door_{}_{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        if engine == Engine::Postgres {
            let server = std::env::var("TEST_POSTGRES").unwrap();
            let address = db::recreate_database(&server, &name).await.unwrap();
            return Self {
                db: Db::open_postgres(&address).await.unwrap(),
                folder: None,
            };
        }
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let db = Db::open_sqlite(&folder.join("door.db")).await.unwrap();
        Self {
            db,
            folder: Some(folder),
        }
    }

    /// With a table that has a column of each type.
    async fn with_things(engine: Engine) -> Self {
        let house = Self::new(engine).await;
        let mut tx = house.db.write().await.unwrap();
        let script = "create table thing (\n    id uuid primary key,\n    number bigint,\n    yes boolean,\n    \
            words text,\n    bytes bytea\n);";
        tx.run_script(&db::lowered(script, engine)).await.unwrap();
        tx.commit().await.unwrap();
        house
    }

    async fn count(&self) -> i64 {
        count(&mut self.db.read().await.unwrap()).await
    }
}

impl Drop for House {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

async fn count(tx: &mut Tx) -> i64 {
    tx.query("select count(*) from thing")
        .first::<(i64,)>()
        .await
        .unwrap()
        .unwrap()
        .0
}

async fn numbered(tx: &mut Tx, rows: i64) {
    let values: Vec<_> = (0..rows)
        .flat_map(|number| {
            [
                Value::Uuid(Uuid::from_u128(number.try_into().unwrap())),
                Value::Int(number),
            ]
        })
        .collect();
    tx.insert_many("insert into thing (id, number)", 2, &values)
        .await
        .unwrap();
}

macro_rules! on_both_engines {
    ($(async fn $name:ident($engine:ident: Engine) $body:block)*) => {$(
        mod $name {
            use super::*;

            async fn body($engine: Engine) $body

            #[tokio::test(flavor = "multi_thread")]
            async fn on_sqlite() {
                body(Engine::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn on_postgres() {
                body(Engine::Postgres).await;
            }
        }
    )*};
}

type Row = (Uuid, Option<i64>, Option<bool>, Option<String>, Option<Vec<u8>>);

on_both_engines! {
    async fn every_type_comes_back_as_it_went_in(engine: Engine) {
        let house = House::with_things(engine).await;
        let rows: [Row; 3] = [
            (Uuid::from_u128(1), Some(i64::MIN), Some(true), Some("公开 ’ \" $1".into()), Some(vec![0, 255])),
            (Uuid::from_u128(2), Some(i64::MAX), Some(false), Some(String::new()), Some(Vec::new())),
            (Uuid::from_u128(u128::MAX), None, None, None, None),
        ];
        let mut tx = house.db.write().await.unwrap();
        for (id, number, yes, words, bytes) in rows.clone() {
            tx.query("insert into thing (id, number, yes, words, bytes) values ($1, $2, $3, $4, $5)")
                .bind(id).bind(number).bind(yes).bind(words).bind(bytes).execute().await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = house.db.read().await.unwrap();
        let found = tx.query("select id, number, yes, words, bytes from thing order by id").all::<Row>().await.unwrap();
        assert_eq!(found, rows);
    }

    async fn a_row_can_be_read_without_knowing_its_types(engine: Engine) {
        let house = House::with_things(engine).await;
        let mut tx = house.db.write().await.unwrap();
        tx.query("insert into thing (id, yes, words) values ($1, $2, $3)")
            .bind(Uuid::from_u128(1)).bind(true).bind("公开").execute().await.unwrap();
        let rows = tx.query("select id, number, yes, words from thing").all::<Vec<Value<'static>>>().await.unwrap();
        let id = Value::Bytes(Uuid::from_u128(1).as_bytes().to_vec().into());
        assert_eq!(rows, [vec![id, Value::Null, Value::Int(1), Value::Text("公开".into())]]);
    }

    async fn a_nothing_among_the_values_asks_for_everything(engine: Engine) {
        let house = House::with_things(engine).await;
        let mut tx = house.db.write().await.unwrap();
        numbered(&mut tx, 3).await;
        for (asked, answer) in [(Some(2), 1), (None, 3)] {
            let rows = tx.query("select number from thing where cast($1 as bigint) is null or number = $1")
                .bind(asked).all::<(i64,)>().await.unwrap();
            assert_eq!(rows.len(), answer);
        }
    }

    async fn a_list_of_any_length_finds_exactly_its_members(engine: Engine) {
        let house = House::with_things(engine).await;
        let mut tx = house.db.write().await.unwrap();
        numbered(&mut tx, 40).await;
        for length in [0, 1, 2, 3, 5, 8, 9, 33] {
            let rows = tx.query("select number from thing where number < $1 and number in ($2...) order by number")
                .bind(30_i64).bind_list(0..length).all::<(i64,)>().await.unwrap();
            assert_eq!(rows.iter().map(|(number,)| *number).collect::<Vec<_>>(), (0..length.min(30)).collect::<Vec<_>>());
        }
    }

    async fn rows_in_portions_all_arrive(engine: Engine) {
        for rows in [0, 1, 2, 255, 256, 257, 1000] {
            let house = House::with_things(engine).await;
            let mut tx = house.db.write().await.unwrap();
            numbered(&mut tx, rows).await;
            tx.commit().await.unwrap();
            assert_eq!(house.count().await, rows);
        }
    }

    async fn a_dropped_transaction_leaves_no_trace(engine: Engine) {
        let house = House::with_things(engine).await;
        for _ in 0..20 {
            let mut tx = house.db.write().await.unwrap();
            numbered(&mut tx, 2).await;
            assert_eq!(count(&mut tx).await, 2);
            drop(tx);
            assert_eq!(house.count().await, 0);
        }
        let mut tx = house.db.write().await.unwrap();
        numbered(&mut tx, 2).await;
        tx.commit().await.unwrap();
        assert_eq!(house.count().await, 2);
    }

    async fn a_savepoint_divides_what_stays_from_what_goes(engine: Engine) {
        let house = House::with_things(engine).await;
        let mut tx = house.db.write().await.unwrap();
        numbered(&mut tx, 1).await;
        tx.savepoint().await.unwrap();
        tx.query("update thing set number = 7").execute().await.unwrap();
        // what failed does not fail the rest
        let twice = tx.query("insert into thing (id) values ($1)").bind(Uuid::from_u128(0)).execute().await;
        assert!(twice.is_err());
        tx.roll_back().await.unwrap();
        tx.savepoint().await.unwrap();
        tx.query("insert into thing (id) values ($1)").bind(Uuid::from_u128(1)).execute().await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = house.db.read().await.unwrap();
        let found = tx.query("select number from thing order by id").all::<(Option<i64>,)>().await.unwrap();
        assert_eq!(found, [(Some(0),), (None,)]);
    }

    async fn where_the_transaction_has_ended_nothing_begins_another(engine: Engine) {
        let house = House::with_things(engine).await;
        let mut tx = house.db.write().await.unwrap();
        tx.run_script("rollback").await.unwrap();
        assert!(tx.savepoint().await.is_err());
        if engine == Engine::Sqlite {
            let alone = tx.query("insert into thing (id) values ($1)").bind(Uuid::from_u128(1)).execute().await;
            assert!(alone.is_err(), "a statement became a transaction of its own");
        }
        assert!(Tx::default().savepoint().await.is_err());
    }

    async fn whoever_gives_up_while_a_transaction_begins_leaves_none_open(engine: Engine) {
        let house = House::with_things(engine).await;
        let before = house.count().await;
        for round in 0..40 {
            let mut readers = tokio::task::JoinSet::new();
            for _ in 0..12 {
                let db = house.db.clone();
                readers.spawn(async move { drop(db.read().await) });
            }
            for _ in 0..round {
                tokio::task::yield_now().await;
            }
            readers.shutdown().await;
            // every connection of the pool at once, as far as this engine lets several write
            let mut held = Vec::new();
            for _ in 0..if engine == Engine::Postgres { 16 } else { 1 } {
                let mut tx = house.db.write().await.unwrap();
                tx.query("update thing set number = 0 where number < 0").execute().await.unwrap();
                held.push(tx);
            }
        }
        for _ in 0..40 {
            let mut tx = house.db.write().await.unwrap();
            numbered(&mut tx, 1).await;
            drop(tx);
            let mut tx = house.db.write().await.unwrap();
            tx.query("select count(*) from thing").first::<(i64,)>().await.unwrap();
            tx.commit().await.unwrap();
        }
        assert_eq!(house.count().await, before);
    }

    async fn a_view_sees_nothing_that_came_after_it_and_changes_nothing(engine: Engine) {
        let house = House::with_things(engine).await;
        let mut view = house.db.read().await.unwrap();
        assert_eq!(count(&mut view).await, 0);
        let mut tx = house.db.write().await.unwrap();
        numbered(&mut tx, 2).await;
        tx.commit().await.unwrap();
        assert_eq!(count(&mut view).await, 0);
        assert!(view.query("delete from thing").execute().await.is_err());
        assert_eq!(house.count().await, 2);
    }

    async fn a_reference_to_nothing_is_refused(engine: Engine) {
        let house = House::new(engine).await;
        let mut tx = house.db.write().await.unwrap();
        let outcome = tx.query("insert into session (hash, person, begun_at, seen_at) values ($1, $2, 0, 0)")
            .bind(vec![1_u8]).bind(Uuid::from_u128(1)).execute().await;
        assert!(outcome.is_err());
    }
}

/// Table, column, type in PostgreSQL's words or its SQLite stand-in, and whether it may be nothing.
async fn schema(engine: Engine) -> Vec<(String, String, String, bool)> {
    let house = House::new(engine).await;
    let mut tx = house.db.read().await.unwrap();
    let query = match engine {
        Engine::Sqlite => tx.query(
            "select t.name, c.name, lower(c.type), c.\"notnull\" = 0 and c.pk = 0
             from sqlite_master t join pragma_table_info(t.name) c
             where t.type = 'table' and substr(t.name, 1, 7) <> 'sqlite_' order by t.name, c.cid",
        ),
        Engine::Postgres => tx.query(
            "select cast(table_name as text), cast(column_name as text), cast(data_type as text),
                 is_nullable = 'YES' from information_schema.columns where table_schema = 'public'
             order by table_name, ordinal_position",
        ),
    };
    query.all().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn both_databases_have_the_same_schema() {
    let lowered = |kind: &str| match kind {
        "uuid" | "bytea" => "blob",
        "bigint" | "boolean" => "integer",
        "text" => "text",
        _ => "a sixth type",
    };
    let (sqlite, postgres) = (schema(Engine::Sqlite).await, schema(Engine::Postgres).await);
    assert!(100 < sqlite.len());
    let postgres: Vec<_> = postgres
        .into_iter()
        .map(|(table, column, kind, nothing)| {
            // the table of the migrations is made before there is anything to lower it with
            let kind = if table == "migration" {
                kind
            } else {
                lowered(&kind).to_owned()
            };
            (table, column, kind, nothing)
        })
        .collect();
    assert_eq!(sqlite, postgres);
}
