//! Disks that fail, disks that are full, and processes that are killed, at each write: what was acknowledged stays, once
//! and in its place, and the log is whole.
//!
//! The faults are injected by `strace`, which must be installed. How many: `GONGKAI_FAULTS`, else a few.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use app::ledger::{Folder, Pen, Sequencer, Step};
use app::matter::Opening;
use app::{App, Outside, matter};
use db::Db;
use domain::words::{Scope, Track};
use jiff::tz::TimeZone;
use keepers::Clock;
use keepers::signer::Signer;
use testkit::{Cast, Ledger, On, TestApp, World};

const PLACE: &str = "GONGKAI_TEST_FAULTY";
const ROUNDS: &str = "GONGKAI_TEST_ROUNDS";
/// Every call by which something reaches a disk, and how often a short run makes it.
const CALLS: [(&str, usize); 8] = [
    ("pwrite64", 330),
    ("fsync", 45),
    ("write", 20),
    ("rename", 9),
    ("fdatasync", 3),
    ("ftruncate", 3),
    ("unlink", 3),
    ("mkdir", 2),
];
/// A process that has not ended after so many seconds hangs, which is as good as killed.
const LONGEST: &str = "20";

#[tokio::test(flavor = "multi_thread")]
async fn no_fault_at_any_write_loses_doubles_or_reorders_what_was_acknowledged() {
    let wanted = std::env::var("GONGKAI_FAULTS").map_or(40, |count| count.parse().unwrap());
    let t = TestApp::new(On::Sqlite).await;
    World::new(&t).await;
    let mut ledger = Ledger::begin(&t).await;
    ledger.step().await.unwrap();
    let base = [PathBuf::from(&t.address), ledger.place().to_owned()];
    let (mut acknowledged, mut hit, mut faults) = (0, 0, 0);
    let all: usize = CALLS.iter().map(|(_, times)| times).sum::<usize>() * 30;
    for number in 0..wanted {
        // few cases are spread over everything that many would do
        let case = if wanted < all { number * 7919 % all } else { number };
        let place = std::env::temp_dir().join(format!("{}-faulty", t.name()));
        copy(&base, &place);
        let (promised, injected) = faulty(&place, case);
        acknowledged += promised.len();
        hit += usize::from(0 < injected);
        faults += injected;
        holds(&place, &promised, case).await;
        std::fs::remove_dir_all(&place).unwrap();
    }
    println!("{wanted} runs, {hit} of them with {faults} faults in all; {acknowledged} words held");
    assert!(wanted / 2 < hit, "hardly any fault was felt: {hit} of {wanted}");
}

/// Runs the writer with one fault: what it promised, and how many faults came to it.
fn faulty(place: &Path, case: usize) -> (Vec<String>, usize) {
    let (mut call, mut when) = (
        CALLS[0].0,
        case / 30 % CALLS.iter().map(|(_, times)| times).sum::<usize>(),
    );
    for (name, times) in CALLS {
        call = name;
        match when.checked_sub(times) {
            Some(rest) => when = rest,
            None => break,
        }
    }
    let what = ["error=EIO", "error=ENOSPC", "signal=KILL"][case % 3];
    // once, or from then on every fifth time: a disk that is full or dying
    let from_then_on = if (case / 3).is_multiple_of(2) { "" } else { "+5" };
    let rounds = 2 + case / 6 % 5;
    // the first two writes are the test runner's own
    let when = when + if call == "write" { 3 } else { 1 };
    let trace = place.join("trace");
    let run = Command::new("timeout")
        .args(["--signal=KILL", LONGEST, "strace", "-f", "-qq", "-o"])
        .arg(&trace)
        .args(["-e", &format!("trace={call}")])
        .args(["-e", &format!("inject={call}:{what}:when={when}{from_then_on}")])
        .arg(std::env::current_exe().unwrap())
        .args(["ledger_faults::the_writer", "--exact", "--ignored", "--nocapture"])
        .env(PLACE, place)
        .env(ROUNDS, rounds.to_string())
        .output()
        .expect("strace injects the faults: install it");
    let trace = std::fs::read_to_string(trace).unwrap();
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    let words = said.lines().filter_map(|line| line.strip_prefix("promised "));
    let promised: Vec<_> = words.map(str::to_owned).collect();
    let injected = trace.matches("INJECTED").count();
    let killed = promised.last().is_none_or(|word| word != "end");
    (promised, injected.max(usize::from(killed)))
}

/// Everything that was promised is there after a new start, and the log's own full check is clean.
async fn holds(place: &Path, promised: &[String], case: usize) {
    let (app, mut sequencer) = open(place).await;
    let stepped = sequencer.step().await;
    assert!(stepped.is_ok(), "case {case}: {stepped:?}");
    assert_eq!(sequencer.step().await.unwrap(), Step::Idle);
    let findings = app::audit::log(&app).await.unwrap();
    assert_eq!(findings.faults, [], "case {case}");
    if case.is_multiple_of(20) {
        let findings = app::audit::run(&app, |_, _| ()).await.unwrap();
        assert_eq!(findings.faults, [], "case {case}");
    }
    let mut tx = app.db().read().await.unwrap();
    let rows = tx
        .query("select body from journal order by seq")
        .all::<(String,)>()
        .await
        .unwrap();
    let mut after = 0;
    for word in promised {
        if let Some(size) = word.strip_prefix("signed ") {
            assert!(
                size.parse::<usize>().unwrap() <= rows.len(),
                "case {case}: {word}"
            );
        } else if word != "end" {
            // those that were promised together have no order among themselves
            let mut last = after;
            for id in word.split_whitespace() {
                let mut found = (0..).zip(&rows).filter(|(_, (body,))| body.contains(id));
                let place = found.next().map(|(place, _)| place);
                let place: usize = place.unwrap_or_else(|| panic!("case {case}: {id} was lost"));
                assert!(found.next().is_none(), "case {case}: {id} was doubled");
                assert!(after <= place, "case {case}: {id} is out of order");
                last = last.max(place);
            }
            after = last;
        }
    }
}

/// Not a test: the process that the faults happen to. Like a server it goes on after an error.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
#[ignore = "runs only as the process that the faults happen to"]
async fn the_writer() {
    let Ok(place) = std::env::var(PLACE) else { return };
    let rounds: u32 = std::env::var(ROUNDS).unwrap().parse().unwrap();
    let (app, mut sequencer) = open(Path::new(&place)).await;
    let cast = Cast::known();
    let rules = app::rulebook::in_force(&app, cast.first, Track::Party)
        .await
        .unwrap()
        .unwrap();
    let entry = rules
        .rules
        .entries
        .iter()
        .find(|entry| entry.narrowest <= Scope::Unit)
        .unwrap();
    for _ in 0..rounds {
        // three share a flush, and one has its own
        let open = || async {
            let opening = Opening {
                unit: cast.first,
                track: Track::Party,
                entry: entry.key.clone(),
                title: "不断写入".into(),
                amount: None,
                once: None,
            };
            matter::open(&app, cast.mara, opening).await
        };
        let (first, second, third) = tokio::join!(open(), open(), open());
        let ids = [first, second, third].into_iter().flatten();
        say(&ids.map(|id| id.to_string()).collect::<Vec<_>>().join(" "));
        if let Ok(id) = open().await {
            say(&id.to_string());
        }
        if let Ok(Step::Published(size)) = sequencer.step().await {
            say(&format!("signed {size}"));
        }
    }
    say("end");
}

/// What could not be said was not promised.
fn say(word: &str) {
    let _ = writeln!(std::io::stdout(), "promised {word}");
}

async fn open(place: &Path) -> (App, Sequencer) {
    let db = Db::open_sqlite(&place.join("data/gongkai.db")).await.unwrap();
    let zone = TimeZone::get("Asia/Shanghai").unwrap();
    let log = Folder::open(&place.join("ledger/log")).unwrap();
    let app = App::new(db, Outside::system(), zone).with_ledger(log.clone());
    let signer = Signer::open(&place.join("ledger/signer"), Clock::system()).unwrap();
    let sequencer = Sequencer::new(app.clone(), log, Some(Pen::Here(Arc::new(signer))));
    (app, sequencer)
}

fn copy([data, ledger]: &[PathBuf; 2], place: &Path) {
    let _ = std::fs::remove_dir_all(place);
    std::fs::create_dir_all(place).unwrap();
    for (from, to) in [(data, "data"), (ledger, "ledger")] {
        let status = Command::new("cp")
            .arg("-a")
            .arg(from)
            .arg(place.join(to))
            .status()
            .unwrap();
        assert!(status.success());
    }
}
