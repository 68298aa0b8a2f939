//! A thousand bad years of a database: set back, copied, run by two sequencers at once that go different ways, asking
//! honestly and otherwise, with a signer that is killed in the middle of writing. Whatever was signed in one of them
//! is one history.
//!
//! What was signed is compared by brute force: all entries of all databases that ever were are kept, each signed root is
//! looked up among them, and of each two signed trees the smaller one's entries are the beginning of the larger one's.

use std::collections::BTreeMap;
use std::fs;

use keepers::signer::{Refusal, Request, Signer};
use ledger::hash::{Hash, HashFunction, Sha256, Sm3};
use ledger::note::Note;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use crate::world::{Folder, Log, ORIGIN, checkpoint};

/// What happens next, to one of two databases.
#[derive(Clone, Debug)]
enum Step {
    Append {
        at: usize,
        entries: u8,
        taste: u8,
    },
    Ask {
        at: usize,
        how: How,
    },
    Snapshot {
        at: usize,
    },
    Restore {
        at: usize,
        which: usize,
    },
    /// The second database is a copy of the first from now on, or the other way round.
    Copy {
        from: usize,
    },
    Restart,
    /// Killed while it writes: so much of the line is on the disk, and nobody is answered.
    Killed {
        at: usize,
        how: How,
        cut: u16,
    },
}

/// How a sequencer asks, from honest to mad.
#[derive(Clone, Debug)]
enum How {
    FromTheSignersHead,
    FromWhatItsDatabaseSays,
    From(u8),
    WithTheOthersProof,
    WithTheOthersSm3Tree,
    ForASmallerTree(u8),
}

#[derive(Clone, Debug, Default)]
struct Database {
    log: Log,
    /// What it believes to have been signed last.
    signed: u64,
}

#[derive(Default)]
struct Seen {
    notes: u32,
    set_back: u32,
    forks: u32,
    other_sizes: u32,
    restores: u32,
    kills: u32,
    torn: u32,
}

fn how() -> impl Strategy<Value = How> {
    prop_oneof![
        6 => Just(How::FromTheSignersHead),
        4 => Just(How::FromWhatItsDatabaseSays),
        1 => any::<u8>().prop_map(How::From),
        1 => Just(How::WithTheOthersProof),
        1 => Just(How::WithTheOthersSm3Tree),
        1 => any::<u8>().prop_map(How::ForASmallerTree),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let at = 0..2_usize;
    prop_oneof![
        6 => (at.clone(), 1..5_u8, 0..3_u8).prop_map(|(at, entries, taste)| Step::Append { at, entries, taste }),
        6 => (at.clone(), how()).prop_map(|(at, how)| Step::Ask { at, how }),
        2 => at.clone().prop_map(|at| Step::Snapshot { at }),
        2 => (at.clone(), any::<usize>()).prop_map(|(at, which)| Step::Restore { at, which }),
        1 => at.clone().prop_map(|from| Step::Copy { from }),
        1 => Just(Step::Restart),
        2 => (at, how(), any::<u16>()).prop_map(|(at, how, cut)| Step::Killed { at, how, cut }),
    ]
}

/// Every tree that ever was, by its root.
#[derive(Default)]
struct Universe(BTreeMap<Hash, Vec<Vec<u8>>>);

impl Universe {
    fn learn(&mut self, log: &Log) {
        self.0.insert(log.head().root, log.0.clone());
        self.0.insert(log.head().sm3_root, log.0.clone());
    }

    /// Of one tree, by either hash function, and of no other.
    fn entries<H: HashFunction>(&self, root: Hash) -> &[Vec<u8>] {
        let entries = self.0.get(&root);
        let entries = entries.unwrap_or_else(|| panic!("{root} is signed, and nobody has the entries"));
        assert_eq!(crate::world::root::<H>(entries), root);
        entries
    }
}

/// One scenario.
struct Year {
    folder: Folder,
    signer: Option<Signer>,
    databases: [Database; 2],
    snapshots: Vec<Database>,
    universe: Universe,
    /// Size, root, root by SM3 of everything that was handed out.
    signed: Vec<(u64, Hash, Hash)>,
}

impl Year {
    fn new() -> Year {
        let folder = Folder::of_signer_in_memory();
        let signer = Some(folder.signer());
        Year {
            folder,
            signer,
            databases: Default::default(),
            snapshots: vec![Database::default()],
            universe: Universe::default(),
            signed: Vec::new(),
        }
    }

    fn signer(&self) -> &Signer {
        self.signer.as_ref().unwrap()
    }

    fn take(&mut self, step: &Step, seen: &mut Seen) {
        match step {
            Step::Append { at, entries, taste } => {
                let log = &mut self.databases[*at].log;
                for _ in 0..*entries {
                    log.0.push(format!("{taste} {}", log.0.len()).into_bytes());
                }
            }
            Step::Ask { at, how } => {
                let request = self.request(*at, how);
                let answer = self.signer().sign(&request);
                self.answered(*at, &request, answer, seen);
            }
            Step::Snapshot { at } => self.snapshots.push(self.databases[*at].clone()),
            Step::Restore { at, which } => {
                self.databases[*at] = self.snapshots[which % self.snapshots.len()].clone();
                seen.restores += 1;
            }
            Step::Copy { from } => self.databases[1 - from] = self.databases[*from].clone(),
            Step::Restart => self.restart(),
            Step::Killed { at, how, cut } => self.kill(*at, how, *cut, seen),
        }
    }

    fn restart(&mut self) {
        self.signer = None;
        self.signer = Some(self.folder.signer());
    }

    fn kill(&mut self, at: usize, how: &How, cut: u16, seen: &mut Seen) {
        let heads = self.folder.0.join("heads");
        let before = fs::read(&heads).unwrap().len();
        let request = self.request(at, how);
        let _ = self.signer().sign(&request);
        self.signer = None;
        let after = fs::read(&heads).unwrap();
        let written = after.len() - before;
        let kept = if written == 0 {
            0
        } else {
            usize::from(cut) % (written + 1)
        };
        fs::write(&heads, &after[..before + kept]).unwrap();
        self.signer = Some(self.folder.signer());
        seen.kills += 1;
        seen.torn += u32::from(kept > 0 && kept < written);
    }

    fn request(&mut self, at: usize, how: &How) -> Request {
        let (own, other) = (self.databases[at].clone(), self.databases[1 - at].clone());
        self.universe.learn(&own.log);
        self.universe.learn(&other.log);
        let size = own.log.size();
        match how {
            How::FromTheSignersHead => own.log.request(self.signer().head().size.min(size)),
            How::FromWhatItsDatabaseSays => own.log.request(own.signed.min(size)),
            How::From(old) => own.log.request(u64::from(*old) % (size + 1)),
            How::WithTheOthersProof => {
                let old = self.signer().head().size.min(size).min(other.log.size());
                let head = own.log.head();
                let (proof, sm3) = (other.log.proof::<Sha256>(old), other.log.proof::<Sm3>(old));
                Request::new(checkpoint(ORIGIN, head), head.sm3_root, old, proof, sm3).unwrap()
            }
            How::WithTheOthersSm3Tree => {
                let old = self.signer().head().size.min(size).min(other.log.size());
                let proofs = (own.log.proof::<Sha256>(old), other.log.proof::<Sm3>(old));
                let sm3 = if size == 0 {
                    own.log.head().sm3_root
                } else {
                    other.log.head().sm3_root
                };
                Request::new(checkpoint(ORIGIN, own.log.head()), sm3, old, proofs.0, proofs.1).unwrap()
            }
            How::ForASmallerTree(to) => {
                let smaller = u64::from(*to) % (size + 1);
                let smaller = Log(own.log.0[..usize::try_from(smaller).unwrap()].to_vec());
                self.universe.learn(&smaller);
                smaller.request(self.signer().head().size.min(smaller.size()))
            }
        }
    }

    fn answered(&mut self, at: usize, request: &Request, answer: Result<Note, Refusal>, seen: &mut Seen) {
        match answer {
            Ok(note) => {
                let keys = self.signer().verifiers();
                let seals = note.verify(&keys).unwrap();
                let text: Vec<&str> = note.text().lines().collect();
                let (size, root) = (text[1].parse().unwrap(), Hash::parse(text[2]).unwrap());
                let sm3 = seals.iter().find_map(|seal| seal.sm3_root).unwrap();
                self.databases[at].signed = request.head().size;
                self.collect((size, root, sm3));
                seen.notes += 1;
            }
            Err(Refusal::SetBack { last, .. }) => {
                assert_eq!(last, self.signer().head());
                seen.set_back += 1;
            }
            Err(Refusal::Fork { .. }) => seen.forks += 1,
            Err(Refusal::OtherSize { .. }) => seen.other_sizes += 1,
            Err(other) => panic!("{other}"),
        }
    }

    /// By brute force, with each that was signed before, in either tree.
    fn collect(&mut self, new: (u64, Hash, Hash)) {
        for old in &self.signed {
            let (smaller, larger) = if old.0 <= new.0 { (old, &new) } else { (&new, old) };
            let is_beginning = |small: &[Vec<u8>], large: &[Vec<u8>]| large.starts_with(small);
            let by_sha256 = |head: &(u64, Hash, Hash)| self.universe.entries::<Sha256>(head.1);
            let by_sm3 = |head: &(u64, Hash, Hash)| self.universe.entries_of_sm3(head);
            assert!(
                is_beginning(by_sha256(smaller), by_sha256(larger)),
                "{old:?} {new:?}"
            );
            assert!(is_beginning(by_sm3(smaller), by_sm3(larger)), "{old:?} {new:?}");
        }
        self.signed.push(new);
    }
}

impl Universe {
    fn entries_of_sm3(&self, head: &(u64, Hash, Hash)) -> &[Vec<u8>] {
        self.entries::<Sm3>(head.2)
    }
}

#[test]
fn in_a_thousand_years_of_restored_and_doubled_databases_nothing_inconsistent_is_signed() {
    let config = Config {
        cases: 1_024,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_261_126),
        ..Config::default()
    };
    let mut runner = TestRunner::new(config);
    let seen = std::cell::RefCell::new(Seen::default());
    let years = prop::collection::vec(step(), 10..40);
    let outcome = runner.run(&years, |steps| {
        let mut year = Year::new();
        steps
            .iter()
            .for_each(|step| year.take(step, &mut seen.borrow_mut()));
        Ok(())
    });
    outcome.unwrap();
    let seen = seen.into_inner();
    // What the thousand scenarios consisted of, so that they do not become harmless unnoticed.
    assert!(seen.notes > 2_000, "{} signed", seen.notes);
    assert!(seen.set_back > 500, "{} set back", seen.set_back);
    assert!(seen.forks > 500, "{} forks", seen.forks);
    assert!(seen.other_sizes > 200, "{} other sizes", seen.other_sizes);
    assert!(seen.restores > 1_000, "{} restored", seen.restores);
    assert!(
        seen.kills > 1_000 && seen.torn > 100,
        "{} killed, {} torn",
        seen.kills,
        seen.torn
    );
}
