//! Witnesses confirm what was signed, and are not believed blindly; the audit that goes on all the time finds what was
//! changed; and whatever is set back whenever, one history is signed.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::sync::Arc;

use app::ledger::{Confirmation, Confirmer, Folder, Step, WitnessState, state};
use app::reader::Reader;
use base64::Engine as _;
use domain::ledger::Objection;
use domain::words::Track;
use keepers::witness::{self, Witness};
use keepers::{Clock, signer};
use ledger::hash::Sha256;
use ledger::note::VerifierKey;
use ledger::policy::Policy;
use ledger::receipt::SKEW;
use ledger::tile::{Bundle, Resource, TileId};
use ledger::tree::{Frontier, Head, leaf_hash};
use testkit::{Ledger, TestApp, World, on_both_engines};

use crate::ledger::{after_a_release, release};

/// A policy that names the platform's log alone.
async fn policy(t: &TestApp, ledger: &Ledger, up: [bool; 3]) -> Policy {
    let [key, _] = ledger.signer.verifiers();
    policy_of(t, ledger, (&[key], up)).await
}

/// A policy in which two of three witnesses are enough; those of them that are up answer on this machine.
async fn policy_of(t: &TestApp, ledger: &Ledger, (logs, up): (&[VerifierKey], [bool; 3])) -> Policy {
    let mut text: String = logs.iter().map(|key| format!("log {key}\n")).collect();
    for (name, is_up) in ["archive", "superior", "university"].into_iter().zip(up) {
        let folder = ledger.place().join(name);
        let own = match witness::init(&folder, &format!("witness.example/{name}")) {
            Ok(key) => key,
            Err(_) => continue,
        };
        let app = t.app.clone();
        let clock = Clock::new(move || u64::try_from(app.now().0 / 1_000_000).unwrap());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        if is_up {
            let witness = Witness::open(&folder, logs, clock).unwrap();
            let router = witness::router(Arc::new(witness));
            drop(std::thread::spawn(move || {
                answer(listener.into_std().unwrap(), router)
            }));
        }
        text += &format!("witness {name} {own} http://{address}\n");
    }
    text += "group enough 2 archive superior university\nquorum enough\n";
    Policy::parse(text.as_bytes()).unwrap()
}

/// A witness lives outside the house, also in a test.
fn answer(listener: std::net::TcpListener, router: axum::Router) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).unwrap();
        axum::serve(listener, router).await.unwrap();
    });
}

fn confirmer(ledger: &Ledger, policy: &Policy) -> Confirmer {
    let folder = Folder::open(&ledger.log).unwrap();
    Confirmer::new(ledger.app.clone(), folder, policy.clone()).unwrap()
}

on_both_engines! {
    async fn a_receipt_names_who_confirmed_and_between_which_times(t: TestApp) {
        let world = World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        let policy = policy(t, &ledger, [true; 3]).await;
        let confirmer = confirmer(&ledger, &policy);
        ledger.step().await.unwrap();
        assert!(matches!(confirmer.step().await.unwrap(), Confirmation::Confirmed(_)));
        assert_eq!(confirmer.step().await.unwrap(), Confirmation::Idle);
        let before = t.app.now();
        t.wait_seconds(3600);
        let id = release(&world, "示例公示").await;
        t.wait_seconds(60);
        ledger.step().await.unwrap();
        assert!(matches!(confirmer.step().await.unwrap(), Confirmation::Confirmed(_)));
        ledger.step().await.unwrap();
        let published = String::from_utf8(std::fs::read(ledger.log.join("checkpoint")).unwrap()).unwrap();
        assert_eq!(published.matches("— witness.example/").count(), 3);
        let mut reader = Reader::open(&ledger.app, Some(world.cast.mara)).await.unwrap();
        let disclosure = reader.disclosure(id).await.unwrap().unwrap();
        let receipt = reader.receipt(&ledger.app, &disclosure).await.unwrap().unwrap();
        let verdict = receipt.verify(&policy, SKEW).unwrap();
        assert!(verdict.is_confirmed && !verdict.is_contested);
        let seconds = |at: domain::time::Timestamp| Some(u64::try_from(at.0 / 1_000_000).unwrap());
        assert_eq!(verdict.not_before, seconds(before));
        assert_eq!(verdict.not_after, seconds(t.app.now()));
        let app = ledger.app.clone().with_policy(policy);
        let names = async |reader: &mut Reader| reader.recorded(&app, &disclosure).await.unwrap().unwrap().witnesses;
        assert_eq!(names(&mut reader).await, ["archive", "superior", "university"]);
        assert_eq!(app::audit::log(&ledger.app).await.unwrap().faults, []);
        // whoever signed something else confirmed nothing here
        t.behind_the_back(
            "update ledger_checkpoint set confirmed = replace(confirmed, '/archive ', '/another ')"
        ).await;
        let mut reader = Reader::open(&ledger.app, Some(world.cast.mara)).await.unwrap();
        assert_eq!(names(&mut reader).await, ["superior", "university"]);
    }

    async fn without_enough_witnesses_it_is_published_and_not_confirmed(t: TestApp) {
        let world = World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        let policy = policy(t, &ledger, [true, false, false]).await;
        let confirmer = confirmer(&ledger, &policy);
        let id = release(&world, "示例公示").await;
        ledger.step().await.unwrap();
        assert_eq!(confirmer.step().await.unwrap(), Confirmation::Pending);
        let mut reader = Reader::open(&ledger.app, Some(world.cast.mara)).await.unwrap();
        let disclosure = reader.disclosure(id).await.unwrap().unwrap();
        let receipt = reader.receipt(&ledger.app, &disclosure).await.unwrap().unwrap();
        assert!(!receipt.verify(&policy, SKEW).unwrap().is_confirmed);
        let state = state(&ledger.app).await.unwrap();
        assert_eq!(state.confirmed, None);
        let trouble = |one: &WitnessState| one.trouble.map(|(objection, _)| objection);
        let asked: Vec<_> = state.witnesses.iter().map(|one| (one.seen.is_some(), trouble(one))).collect();
        assert_eq!(asked, [(true, None), (false, Some(Objection::Silent)), (false, Some(Objection::Silent))]);
    }

    async fn a_witness_that_saw_another_history_refuses_and_what_it_refused_is_kept(t: TestApp) {
        let world = World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        let policy = policy(t, &ledger, [true; 3]).await;
        let confirmer = confirmer(&ledger, &policy);
        // whoever has the log's key can sign another history, and the witnesses have seen it
        let [key, _] = ledger.signer.verifiers();
        let other = forged(&ledger.place().join("signer"), &key, 10);
        let client = keepers::witness::Witnesses::of(&policy).unwrap();
        let said = client.ask_all(&other, |_| async { Some(Vec::new()) }).await;
        assert!(said.iter().all(|said| said.outcome.is_ok()));
        release(&world, "示例公示").await;
        ledger.step().await.unwrap();
        for _ in 0..2 {
            assert_eq!(confirmer.step().await.unwrap(), Confirmation::Pending);
        }
        let state = state(&ledger.app).await.unwrap();
        assert_eq!(state.refusals, 3, "each refusal is kept once");
        let troubles = state.witnesses.iter().filter_map(|one| one.trouble);
        assert!(troubles.map(|(objection, _)| objection).all(|objection| objection == Objection::OtherHistory));
    }

    async fn the_audit_holds_the_log_against_what_the_witnesses_remember(t: TestApp) {
        let world = World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        let policy = policy(t, &ledger, [true; 3]).await;
        let confirmer = confirmer(&ledger, &policy);
        let app = ledger.app.clone().with_policy(policy);
        t.back_up("early").await;
        release(&world, "示例公示").await;
        ledger.step().await.unwrap();
        assert!(matches!(confirmer.step().await.unwrap(), Confirmation::Confirmed(_)));
        assert_eq!(app::audit::run(&app, |_, _| {}).await.unwrap().faults, []);
        // everything in the house is set back, files and all; whoever does that has the keys too
        t.set_back("early").await;
        std::fs::remove_dir_all(&ledger.log).unwrap();
        assert_eq!(app::audit::log(&ledger.app).await.unwrap().faults, [], "nothing here tells");
        let faults = app::audit::log(&app).await.unwrap().faults;
        assert_eq!(faults.len(), 3, "one for each witness: {faults:?}");
        assert!(faults.iter().all(|fault| fault.problem.contains("更多的存证叶")));
        // and another history is written over it
        for _ in 0..9 {
            release(&world, "另一示例公示").await;
        }
        let faults = app::audit::log(&app).await.unwrap().faults;
        assert_eq!(faults.len(), 3, "one for each witness: {faults:?}");
        assert!(faults.iter().all(|fault| fault.problem.contains("不同")));
    }

    async fn what_the_witnesses_remember_of_another_log_is_not_this_ones(t: TestApp) {
        let world = World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        let neighbour = ledger.place().join("neighbour");
        let [theirs, _] = signer::init(&neighbour, "ledger.example/neighbour").unwrap();
        let [ours, _] = ledger.signer.verifiers();
        let policy = policy_of(t, &ledger, (&[theirs.clone(), ours], [true; 3])).await;
        let confirmer = confirmer(&ledger, &policy);
        let seen = forged(&neighbour, &theirs, 1000);
        let client = keepers::witness::Witnesses::of(&policy).unwrap();
        let said = client.ask_all(&seen, |_| async { Some(Vec::new()) }).await;
        assert!(said.iter().all(|said| said.outcome.is_ok()));
        let app = ledger.app.clone().with_policy(policy);
        t.back_up("early").await;
        release(&world, "示例公示").await;
        ledger.step().await.unwrap();
        assert!(matches!(confirmer.step().await.unwrap(), Confirmation::Confirmed(_)));
        assert_eq!(app::audit::log(&app).await.unwrap().faults, []);
        // what is set back is found all the same, also when the database does not say any more which log is its own
        t.set_back("early").await;
        let remembered = async || {
            let faults = app::audit::log(&app).await.unwrap().faults;
            faults.iter().filter(|fault| fault.problem.contains("更多的存证叶")).count()
        };
        assert_eq!(remembered().await, 3);
        t.behind_the_back("delete from ledger").await;
        assert_eq!(remembered().await, 6, "of both logs");
    }

    async fn every_changed_column_of_a_signed_head_is_found_and_named(t: TestApp) {
        let world = World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        let confirmer = confirmer(&ledger, &policy(t, &ledger, [true; 3]).await);
        for _ in 0..3 {
            release(&world, "示例公示").await;
            ledger.step().await.unwrap();
            assert!(matches!(confirmer.step().await.unwrap(), Confirmation::Confirmed(_)));
            t.wait_seconds(30);
        }
        let changes = [
            ("size", "size + 1000000"),
            // an earlier time than that of what it is over; a later one takes nothing from anybody
            ("signed_at", "(select at from journal where seq = size) - 1"),
            ("sm3_root", "(select hash from journal where seq = 1)"),
            ("note", "confirmed || 'x'"),
            ("confirmed", "null"),
            ("confirmed", "note"),
            ("confirmed", "confirmed || 'x'"),
            ("confirmed_at", "confirmed_at - 1"),
            ("confirmed_at", "confirmed_at + 1000000"),
            ("refreshed", "note"),
            ("refreshed_at", "refreshed_at - 1000000"),
            ("refreshed_at", "null"),
        ];
        for (column, value) in changes {
            for which in ["min", "max"] {
                t.behind_the_back(&format!(
                    "create table saved as select * from ledger_checkpoint; update ledger_checkpoint
                     set {column} = {value} where size = (select {which}(size) from ledger_checkpoint)"
                )).await;
                let faults = app::audit::log(&ledger.app).await.unwrap().faults;
                let named = faults.iter().any(|fault| fault.table == "ledger_checkpoint"
                    && (fault.column == column || (value == "note" || value == "null") && fault.column.starts_with(column)));
                assert!(named, "{which} {column} = {value}: {faults:?}");
                t.behind_the_back(
                    "delete from ledger_checkpoint; insert into ledger_checkpoint select * from saved; drop table saved"
                ).await;
            }
        }
        assert_eq!(app::audit::log(&ledger.app).await.unwrap().faults, []);
    }

    async fn what_a_witness_did_not_sign_and_a_log_that_is_gone_are_found(t: TestApp) {
        let world = World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        let policy = policy(t, &ledger, [true; 3]).await;
        let confirmer = confirmer(&ledger, &policy);
        let app = ledger.app.clone().with_policy(policy);
        release(&world, "示例公示").await;
        ledger.step().await.unwrap();
        assert!(matches!(confirmer.step().await.unwrap(), Confirmation::Confirmed(_)));
        assert_eq!(app::audit::log(&app).await.unwrap().faults, []);
        // the last signs of a line are of its signature, not of its time
        let note = std::fs::read_to_string(ledger.log.join("checkpoint")).unwrap();
        let mut tx = t.app.db().read().await.unwrap();
        let found = tx.query("select confirmed from ledger_checkpoint").first::<(String,)>().await.unwrap();
        drop(tx);
        let (confirmed,) = found.unwrap();
        assert_ne!(note, confirmed, "not published yet");
        let (rest, last) = confirmed.trim_end().rsplit_once('\n').unwrap();
        let (start, end) = last.split_at(last.len() - 8);
        let forged = format!("{rest}\n{start}{}\n", end.replace(|sign: char| sign.is_ascii_alphabetic(), "A"));
        assert_ne!(forged, confirmed);
        t.behind_the_back(&format!("update ledger_checkpoint set confirmed = '{forged}'")).await;
        let faults = app::audit::log(&app).await.unwrap().faults;
        assert!(matches!(faults.as_slice(), [fault] if fault.column == "confirmed"), "{faults:?}");
        t.behind_the_back("delete from ledger").await;
        let faults = app::audit::log(&app).await.unwrap().faults;
        assert!(matches!(faults.as_slice(), [fault] if fault.table == "ledger"), "{faults:?}");
    }

    async fn the_audit_that_goes_on_all_the_time_finds_a_changed_leaf_within_one_look(t: TestApp) {
        let (world, mut ledger) = after_a_release(t).await;
        while 0 < app::audit::watch(&ledger.app).await.unwrap() {}
        assert!(app::audit::run_when_due(&ledger.app).await.unwrap());
        assert!(!app::audit::run_when_due(&ledger.app).await.unwrap());
        assert_eq!(state(&ledger.app).await.unwrap().audit.unwrap().2, 0);
        release(&world, "另一示例公示").await;
        ledger.step().await.unwrap();
        t.wait_seconds(1);
        t.behind_the_back("update journal set at = at + 1 where seq = (select max(seq) from journal)").await;
        while 0 < app::audit::watch(&ledger.app).await.unwrap() {}
        let (.., faults) = state(&ledger.app).await.unwrap().audit.unwrap();
        assert!(0 < faults);
    }

    async fn whatever_is_set_back_whenever_one_history_is_signed(t: TestApp) {
        let world = World::new(t).await;
        let ledger = Ledger::begin(t).await;
        let mut signed: Vec<(Head, Vec<Vec<u8>>)> = Vec::new();
        let rounds = std::env::var("GONGKAI_SETBACKS").map_or(12, |rounds| rounds.parse().unwrap());
        let mut chance = 7_u64;
        let mut roll = move |sides: u64| {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (chance >> 33) % sides
        };
        t.back_up("early").await;
        for round in 0..rounds {
            for _ in 0..=roll(2) {
                world.matter(Track::Party, &world.entry(Track::Party, |_| true).await, "示例事项").await;
            }
            let mut others = [ledger.another(), ledger.another()];
            for _ in 0..=roll(3) {
                let other = usize::try_from(roll(2)).unwrap();
                let _ = others[other].step().await;
                remember(&ledger, &mut signed);
                t.wait_seconds(i64::try_from(roll(40)).unwrap());
            }
            t.set_back("early").await;
            if roll(3) == 0 {
                // somebody works on before anybody notices
                world.matter(Track::Party, &world.entry(Track::Party, |_| true).await, "后来的事项").await;
                let _ = ledger.another().step().await;
                remember(&ledger, &mut signed);
                t.set_back("early").await;
            }
            let last = ledger.signer.head();
            let folder = Folder::open(&ledger.log).unwrap();
            app::ledger::complete(&ledger.app, &folder, (last.sha256(), last.sm3_root)).await.unwrap();
            let stepped = ledger.another().step().await;
            assert!(matches!(stepped, Ok(Step::Published(_) | Step::Idle)), "round {round}: {stepped:?}");
            remember(&ledger, &mut signed);
        }
        assert!(rounds / 2 < signed.len(), "hardly anything was signed: {}", signed.len());
        for pair in signed.windows(2) {
            let [(_, before), (_, after)] = pair else { unreachable!() };
            assert!(after.starts_with(before), "two histories were signed");
        }
        assert_eq!(app::audit::run(&ledger.app, |_, _| {}).await.unwrap().faults, []);
    }
}

/// The head that the signer signed last, with the leaves in the folder that lead to it: counted anew, leaf by leaf.
fn remember(ledger: &Ledger, signed: &mut Vec<(Head, Vec<Vec<u8>>)>) {
    let head = ledger.signer.head().sha256();
    if signed.last().is_some_and(|(last, _)| *last == head) || head.size == 0 {
        return;
    }
    let mut leaves = Vec::new();
    for index in 0..head.size.div_ceil(256) {
        let id = TileId::in_tree(0, index, head.size).unwrap();
        let bytes = std::fs::read(ledger.log.join(Resource::Entries(id).to_string())).unwrap();
        leaves.extend(Bundle::parse(id, &bytes).unwrap().entries().to_vec());
    }
    let mut tree = Frontier::<Sha256>::new();
    for leaf in &leaves {
        tree.append(leaf_hash::<Sha256>(leaf)).unwrap();
    }
    assert_eq!(
        tree.head(),
        head,
        "what was signed is not what lies in the folder"
    );
    signed.push((head, leaves));
}

/// What somebody signs who has taken the key away.
fn forged(signer: &Path, key: &VerifierKey, size: u64) -> ledger::note::Note {
    let seed = std::fs::read_to_string(signer.join("keys/ed25519")).unwrap();
    let seed = base64::prelude::BASE64_STANDARD.decode(seed.trim()).unwrap();
    let thief = ledger::note::LogKey::from_seed(key.name().clone(), &seed.try_into().unwrap()).unwrap();
    let mut tree = Frontier::<Sha256>::new();
    for leaf in 0..size {
        tree.append(leaf_hash::<Sha256>(&leaf.to_be_bytes())).unwrap();
    }
    let checkpoint = ledger::checkpoint::Checkpoint::new(key.name(), tree.head()).unwrap();
    let line = thief
        .sign_checkpoint(Head::empty::<Sha256>(), &checkpoint, &[])
        .unwrap();
    ledger::note::Note::new(&checkpoint.to_string(), vec![line]).unwrap()
}
