//! Killed at any moment of a write-heavy run, the platform opens again: the audit is clean, and every change that
//! was acknowledged is there.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use app::matter::Opening;
use app::plan::Drafting;
use app::{App, Outside, matter, plan};
use db::Db;
use domain::audience::Token;
use domain::ids::{MatterId, PlanId};
use domain::rulebook::Entry;
use domain::words::{Scope, Track};
use jiff::tz::TimeZone;
use testkit::{Cast, On, TestApp, World, proposal};

const ADDRESS: &str = "GONGKAI_TEST_WRITER";
/// So many that changes share their flushes.
const HANDS: usize = 4;

#[tokio::test(flavor = "multi_thread")]
async fn fifty_kills_lose_nothing_that_was_acknowledged_on_sqlite() {
    kill_again_and_again(On::Sqlite, 50).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_kills_lose_nothing_that_was_acknowledged_on_postgres() {
    kill_again_and_again(On::Postgres, 10).await;
}

async fn kill_again_and_again(on: On, kills: u32) {
    let t = TestApp::new(on).await;
    World::new(&t).await;
    let mut acknowledged = 0;
    for round in 0..kills {
        let (mut child, said) = writer(&t.address);
        // at least one acknowledged change, then some more time, different in each round
        let mut words = vec![
            said.recv_timeout(Duration::from_secs(60))
                .expect("the writer said nothing"),
        ];
        let longer = Duration::from_micros(u64::from(round * 7919 % 97) * 400);
        while let Ok(word) = said.recv_timeout(longer) {
            words.push(word);
            if 5 + round % 20 < u32::try_from(words.len()).unwrap() {
                break;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        words.extend(said.iter());
        acknowledged += words.len();
        let db = open(&t.address).await;
        let app = App::new(db, Outside::system(), TimeZone::UTC);
        let findings = app::audit::run(&app, |_, _| ()).await.unwrap();
        assert_eq!(findings.faults, [], "after kill {round}");
        let bodies = bodies(&app).await;
        for word in words {
            assert!(
                bodies.iter().any(|body| body.contains(&word)),
                "kill {round} lost {word}"
            );
        }
    }
    println!("{acknowledged} acknowledged changes over {kills} kills on {on:?}");
}

/// Every body in the journal.
async fn bodies(app: &App) -> Vec<String> {
    let mut tx = app.db().read().await.unwrap();
    let rows = tx
        .query("select body from journal order by seq")
        .all::<(String,)>()
        .await
        .unwrap();
    rows.into_iter().map(|(body,)| body).collect()
}

async fn open(address: &str) -> Db {
    if address.starts_with("postgres:") {
        Db::open_postgres(address).await.unwrap()
    } else {
        Db::open_sqlite(&std::path::Path::new(address).join("gongkai.db"))
            .await
            .unwrap()
    }
}

/// Another process that opens matters, drafts and releases as fast as it can, and says each thing it was promised.
fn writer(address: &str) -> (Child, Receiver<String>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["kill::the_writer", "--exact", "--ignored", "--nocapture"])
        .env(ADDRESS, address)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            if let Some(word) = line.strip_prefix("promised ") {
                let _ = sender.send(word.to_owned());
            }
        }
    });
    (child, receiver)
}

/// Not a test: the other process.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs only as the process that is killed"]
async fn the_writer() {
    let Ok(address) = std::env::var(ADDRESS) else {
        return;
    };
    let zone = TimeZone::get("Asia/Shanghai").unwrap();
    let app = App::new(open(&address).await, Outside::system(), zone);
    let cast = Cast::known();
    let rules = app::rulebook::in_force(&app, cast.first, Track::Party)
        .await
        .unwrap()
        .unwrap();
    let fits = |entry: &&Entry| entry.narrowest <= Scope::Unit && entry.review.len() == 2;
    let entry = rules.rules.entries.iter().find(fits).unwrap();
    let mut hands = tokio::task::JoinSet::new();
    for _ in 0..HANDS {
        hands.spawn(write(app.clone(), entry.clone()));
    }
    hands.join_all().await;
}

/// One of those who write at the same time.
async fn write(app: App, entry: Entry) {
    let (cast, entry) = (Cast::known(), &entry);

    loop {
        let opening = Opening {
            unit: cast.first,
            track: Track::Party,
            entry: entry.key.clone(),
            title: "不断写入".into(),
            amount: None,
            once: None,
        };
        let matter: MatterId = matter::open(&app, cast.mara, opening).await.unwrap();
        println!("promised {matter}");
        let proposal = proposal(entry, "不断写入的公示", &[Token::Unit(cast.first)]);
        let drafting = Drafting {
            matter,
            stage: entry.stages[0].stage,
            proposal,
            once: None,
        };
        let id: PlanId = plan::draft(&app, cast.mara, drafting).await.unwrap();
        println!("promised {id}");
        plan::submit(&app, cast.mara, id, 1).await.unwrap();
        plan::review(
            &app,
            cast.bao,
            (id, 1),
            domain::words::ReviewKind::Secrecy,
            (true, ""),
        )
        .await
        .unwrap();
        plan::review(
            &app,
            cast.shen,
            (id, 1),
            domain::words::ReviewKind::Check,
            (true, ""),
        )
        .await
        .unwrap();
        if let Ok(Some(released)) = plan::approve(&app, cast.pi, (id, 1), "").await {
            println!("promised {released}");
        }
    }
}
