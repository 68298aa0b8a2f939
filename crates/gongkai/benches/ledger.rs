//! What the ledger costs and how soon it answers, beside bare transactions on the same disk in the same run.
//!
//! `cargo bench -p gongkai --bench ledger -- [--seconds N] [--leaves N]`, with `TEST_POSTGRES` for the second database.
//! Prints one table for each database, and one for a log of that many leaves.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement that fails is no measurement, and it needs the clock"
)]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::ledger::{Confirmer, Folder, Pen, Sequencer};
use app::matter::Opening;
use app::reader::Reader;
use app::{App, Outside, matter};
use db::Value;
use domain::audience::Token;
use domain::words::{Authority, Scope, Track};
use jiff::tz::TimeZone;
use keepers::Clock;
use keepers::witness::{self, Witness};
use ledger::policy::Policy;
use ledger::receipt::SKEW;
use testkit::{Ledger, On, TestApp, World, proposal};
use tokio::sync::watch;

/// People who do things at the same time: so many that some always do while others wait for a signature.
const HANDS: usize = 16;

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let number = |name: &str, usual: u64| {
        let place = words.iter().position(|word| word == name);
        place.map_or(usual, |place| words[place + 1].parse().unwrap())
    };
    let (seconds, leaves) = (number("--seconds", 10), number("--leaves", 1_000_000));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        println!("| database | bare, changes/s | with the ledger | ratio | commit to checkpoint, ms p50 / p99 | to three witnesses | proof, bytes | receipt | code | receipt made, ms | verified, ms |");
        println!("|---|---|---|---|---|---|---|---|---|---|---|");
        let span = Duration::from_secs(seconds);
        working(On::Sqlite, span).await;
        if std::env::var("TEST_POSTGRES").is_ok() {
            working(On::Postgres, span).await;
        }
        println!("\n| leaves | first signing, s | start, ms | next head, ms | full check, s |");
        println!("|---|---|---|---|---|");
        large(leaves).await;
    });
}

/// Changes a second, and how long each waits.
async fn working(on: On, span: Duration) {
    let t = TestApp::new(on).await;
    let world = World::new(&t).await;
    let ledger = Ledger::begin(&t).await;
    let app = App::new(t.app.db().clone(), Outside::system(), TimeZone::UTC)
        .with_ledger(Folder::open(&ledger.log).unwrap());
    let folder = Folder::open(&ledger.log).unwrap();
    let pen = Pen::Here(Arc::clone(&ledger.signer));
    let (stop, stopped) = watch::channel(false);
    let sequencer = Sequencer::new(app.clone(), folder.clone(), Some(pen));
    tokio::spawn(worker::sequence(sequencer, stopped.clone()));
    let policy = witnesses(&ledger).await;
    let confirmer = Confirmer::new(app.clone(), folder, policy.clone()).unwrap();
    tokio::spawn(worker::confirm(confirmer, stopped));
    let bare = bare(&app, span).await;
    let entry = world
        .entry(Track::Party, |entry| entry.narrowest <= Scope::Unit)
        .await;
    let began = Instant::now();
    let mut hands = tokio::task::JoinSet::new();
    for _ in 0..HANDS {
        let (app, by, unit, entry) = (app.clone(), world.cast.mara, world.cast.first, entry.key.clone());
        hands.spawn(async move {
            let mut waits = Vec::new();
            let mut done = 0_u64;
            while began.elapsed() < span {
                let opening = Opening {
                    unit,
                    track: Track::Party,
                    entry: entry.clone(),
                    title: "度量".into(),
                    amount: None,
                    once: None,
                };
                matter::open(&app, by, opening).await.unwrap();
                done += 1;
                if done.is_multiple_of(50) {
                    waits.push(signed_after(&app).await);
                }
            }
            (done, waits)
        });
    }
    let outcomes = hands.join_all().await;
    // the log keeps up: everything is signed before the time is taken
    signed_after(&app).await;
    let done: u64 = outcomes.iter().map(|(done, _)| done).sum();
    let rate = done as f64 / began.elapsed().as_secs_f64();
    let mut waits: Vec<f64> = outcomes.into_iter().flat_map(|(_, waits)| waits).collect();
    let confirmed = confirmations(&app, &world, &entry.key).await;
    let receipt = receipt(&app, &world, &policy).await;
    println!(
        "| {on:?} | {bare:.0} | {rate:.0} | {:.2} | {} | {confirmed} | {receipt} |",
        rate / bare,
        spread(&mut waits)
    );
    stop.send(true).unwrap();
}

/// Transactions as plain as they can be: a counter, a line, a row, flushed like ours.
async fn bare(app: &App, span: Duration) -> f64 {
    let mut tx = app.db().write().await.unwrap();
    tx.run_script(
        "create table bare_head (id bigint primary key, seq bigint not null);
        insert into bare_head values (1, 0);
        create table bare_line (seq bigint primary key, body text not null, hash bytea not null);
        create table bare_row (id bigint primary key, title text not null)",
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let began = Instant::now();
    let mut hands = tokio::task::JoinSet::new();
    for _ in 0..HANDS {
        let app = app.clone();
        hands.spawn(async move {
            let mut done = 0_u64;
            while began.elapsed() < span {
                let mut tx = app.db().write().await.unwrap();
                tx.query("update bare_head set seq = seq + 1 where id = 1")
                    .execute()
                    .await
                    .unwrap();
                let (seq,) = tx
                    .query("select seq from bare_head where id = 1")
                    .first::<(i64,)>()
                    .await
                    .unwrap()
                    .unwrap();
                tx.query("insert into bare_line (seq, body, hash) values ($1, $2, $3)")
                    .bind(seq)
                    .bind("x".repeat(300))
                    .bind(vec![7_u8; 32])
                    .execute()
                    .await
                    .unwrap();
                tx.query("insert into bare_row (id, title) values ($1, $2)")
                    .bind(seq)
                    .bind("度量")
                    .execute()
                    .await
                    .unwrap();
                tx.commit().await.unwrap();
                done += 1;
            }
            done
        });
    }
    let done: u64 = hands.join_all().await.into_iter().sum();
    done as f64 / began.elapsed().as_secs_f64()
}

/// Milliseconds until everything that is written now is signed.
async fn signed_after(app: &App) -> f64 {
    let began = Instant::now();
    assert!(app::ledger::settled(app, Duration::from_secs(60)).await.unwrap());
    began.elapsed().as_secs_f64() * 1000.0
}

/// The same until enough witnesses have confirmed it.
async fn confirmations(app: &App, world: &World<'_>, entry: &str) -> String {
    let mut waits = Vec::new();
    for _ in 0..50 {
        let opening = Opening {
            unit: world.cast.first,
            track: Track::Party,
            entry: entry.into(),
            title: "度量".into(),
            amount: None,
            once: None,
        };
        matter::open(app, world.cast.mara, opening).await.unwrap();
        let lines = u64::try_from(app::journal::length(app).await.unwrap()).unwrap();
        let began = Instant::now();
        while app::ledger::state(app)
            .await
            .unwrap()
            .confirmed
            .is_none_or(|(size, _)| size < lines)
        {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        waits.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    spread(&mut waits)
}

async fn receipt(app: &App, world: &World<'_>, policy: &Policy) -> String {
    let fits = |entry: &domain::rulebook::Entry| {
        entry.narrowest <= Scope::Unit && entry.authority == Authority::Unit
    };
    let entry = world.entry(Track::Party, fits).await;
    let matter = world.matter(Track::Party, &entry, "度量").await;
    let text = proposal(&entry, "度量公示", &[Token::Unit(world.cast.first)]);
    let id = world.released(matter, entry.stages[0].stage, text).await;
    let lines = u64::try_from(app::journal::length(app).await.unwrap()).unwrap();
    while app::ledger::state(app)
        .await
        .unwrap()
        .confirmed
        .is_none_or(|(size, _)| size < lines)
    {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let mut reader = Reader::open(app, Some(world.cast.mara)).await.unwrap();
    let disclosure = reader.disclosure(id).await.unwrap().unwrap();
    let mut made = Vec::new();
    for _ in 0..200 {
        let began = Instant::now();
        reader.receipt(app, &disclosure).await.unwrap().unwrap();
        made.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    let receipt = reader.receipt(app, &disclosure).await.unwrap().unwrap();
    let mut verified = Vec::new();
    for _ in 0..200 {
        let began = Instant::now();
        assert!(receipt.verify(policy, SKEW).unwrap().is_confirmed);
        verified.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    format!(
        "{} | {} | {} | {} | {}",
        receipt.proof.to_string().len(),
        receipt.to_bytes().len(),
        receipt.to_compact().unwrap().len(),
        spread(&mut made),
        spread(&mut verified)
    )
}

/// Three witnesses on this machine, of whom two are enough.
async fn witnesses(ledger: &Ledger) -> Policy {
    let [key, _] = ledger.signer.verifiers();
    let mut text = format!("log {key}\n");
    for name in ["archive", "superior", "university"] {
        let state = ledger.place().join(name);
        let own = witness::init(&state, &format!("witness.example/{name}")).unwrap();
        let witness = Witness::open(&state, std::slice::from_ref(&key), Clock::system()).unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, witness::router(Arc::new(witness))).await });
        text += &format!("witness {name} {own} http://{address}\n");
    }
    text += "group all 2 archive superior university\nquorum all\n";
    Policy::parse(text.as_bytes()).unwrap()
}

/// A log of very many leaves: how long it takes to make, to start, to go on, to check.
async fn large(leaves: u64) {
    let t = TestApp::new(On::Sqlite).await;
    let ledger = Ledger::begin(&t).await;
    fill(&t, i64::try_from(leaves).unwrap()).await;
    let began = Instant::now();
    let mut sequencer = ledger.another();
    sequencer.step().await.unwrap();
    let first = began.elapsed().as_secs_f64();
    let began = Instant::now();
    let mut sequencer = ledger.another();
    sequencer.step().await.unwrap();
    let start = began.elapsed().as_secs_f64() * 1000.0;
    fill(&t, i64::try_from(leaves).unwrap() + 10).await;
    let began = Instant::now();
    sequencer.step().await.unwrap();
    let next = began.elapsed().as_secs_f64() * 1000.0;
    let began = Instant::now();
    let findings = app::audit::log(&ledger.app).await.unwrap();
    assert_eq!(findings.faults, []);
    let check = began.elapsed().as_secs_f64();
    println!("| {leaves} | {first:.1} | {start:.0} | {next:.0} | {check:.1} |");
    assert!(Path::new(&ledger.log).join("checkpoint").exists());
}

/// Leaves that commit to nothing: the tree does not know the difference.
async fn fill(t: &TestApp, until: i64) {
    let mut tx = t.app.db().write().await.unwrap();
    let (last,) = tx
        .query("select max(seq) from leaf")
        .first::<(i64,)>()
        .await
        .unwrap()
        .unwrap();
    for first in (last + 1..=until).step_by(1000) {
        let rows: Vec<Value<'_>> = (first..=until.min(first + 999))
            .flat_map(|seq| {
                let mut leaf = b"gk-leaf/v1\0\x03".to_vec();
                leaf.extend(t.app.chance::<64>());
                [
                    Value::Int(seq),
                    Value::Uuid(uuid::Uuid::from_u128(seq as u128)),
                    Value::Int(1),
                    Value::Text("".into()),
                    Value::Bytes(vec![0; 32].into()),
                    Value::Bytes(vec![0; 32].into()),
                    Value::Bytes(leaf.into()),
                ]
            })
            .collect();
        tx.insert_many(
            "insert into leaf (seq, record, version, unit, anchor, salt, bytes)",
            7,
            &rows,
        )
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
}

fn spread(figures: &mut [f64]) -> String {
    figures.sort_by(f64::total_cmp);
    let at = |share: f64| figures[((figures.len() - 1) as f64 * share) as usize];
    format!("{:.2} / {:.2}", at(0.5), at(0.99))
}
