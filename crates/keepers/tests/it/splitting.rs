//! Two histories shown to different witnesses: under a policy in which two quorums share an honest witness, at most one
//! of them is ever confirmed.

use std::sync::Arc;

use keepers::witness::{Witness, init};
use ledger::note::{Signature, VerifierKey};
use ledger::policy::Policy;

use crate::witnessing::open;
use crate::world::{Folder, Log, log_key};

const NAMES: [&str; 8] = [
    "province",
    "prefecture",
    "peer1",
    "peer2",
    "peer3",
    "peer4",
    "archive",
    "university",
];

/// The superior line, peers of which one may be dishonest, and somebody outside.
fn policy(keys: &[VerifierKey]) -> Policy {
    let witnesses: String = NAMES
        .iter()
        .zip(keys)
        .map(|(name, key)| format!("witness {name} {key}\n"))
        .collect();
    let text = format!(
        "log {}\n{witnesses}group line any province prefecture\ngroup peers 3 peer1 peer2 peer3 peer4\n\
         group outside any archive university\ngroup all3 all line peers outside\nquorum all3\n",
        log_key().verifier()
    );
    Policy::parse(text.as_bytes()).unwrap()
}

/// Eight honest witnesses, which know nothing of each other, and their folders.
fn eight() -> (Vec<Folder>, Vec<VerifierKey>) {
    NAMES
        .iter()
        .map(|name| {
            let folder = Folder::new();
            let key = init(&folder.0, &format!("witness.example/{name}")).unwrap();
            (folder, key)
        })
        .unzip()
}

fn ask(witness: &Witness, log: &Log) -> Option<Signature> {
    // Whoever splits the log proves as well as it goes, from nothing.
    witness
        .add_checkpoint(log.witness_request(0).to_string().as_bytes())
        .ok()
}

/// What each witness gives either branch if it is asked for that one first. The other it then refuses.
fn answers(folders: &[Folder], branches: [&Log; 2]) -> Vec<[Signature; 2]> {
    let answer = |folder: &Folder, branch: usize| {
        let copy = fresh_copy(folder);
        let witness = open(&copy.0);
        let line = ask(&witness, branches[branch]).unwrap();
        assert_eq!(ask(&witness, branches[1 - branch]), None);
        line
    };
    let both = |folder: &Folder| [answer(folder, 0), answer(folder, 1)];
    folders.iter().map(both).collect()
}

/// Which branches some witnesses confirm: bit by bit, whom the honest ones believe; the dishonest have two memories.
fn confirmed(
    policy: &Policy,
    branches: [&Log; 2],
    answers: &[[Signature; 2]],
    sides: u32,
    liars: &[usize],
) -> [bool; 2] {
    [0, 1].map(|branch| {
        let gives = |at: &usize| usize::from(sides & (1 << at) != 0) == branch || liars.contains(at);
        let lines = (0..answers.len())
            .filter(gives)
            .map(|at| answers[at][branch].clone());
        let note = branches[branch].note().with(lines).unwrap();
        policy.judge(&note).unwrap().is_confirmed
    })
}

#[test]
fn two_branches_to_any_two_sets_of_witnesses_are_never_both_confirmed() {
    let (one, other) = (Log::of(9), Log::of(9).other_from(4));
    let (folders, keys) = eight();
    let policy = policy(&keys);
    let answers = answers(&folders, [&one, &other]);
    let mut count = [0, 0];
    for sides in 0..256 {
        let is = confirmed(&policy, [&one, &other], &answers, sides, &[]);
        assert_ne!(is, [true, true], "{sides:08b}");
        count = [count[0] + u32::from(is[0]), count[1] + u32::from(is[1])];
    }
    assert_eq!(
        count,
        [45, 45],
        "some sets do confirm one: 3 of line, 5 of peers, 3 outside"
    );
}

#[test]
fn one_dishonest_peer_is_not_enough_for_two_histories_and_two_of_them_with_the_rest_divided_are() {
    let (one, other) = (Log::of(9), Log::of(9).other_from(4));
    let (folders, keys) = eight();
    let policy = policy(&keys);
    let answers = answers(&folders, [&one, &other]);
    let can_split = |liars: &[usize]| {
        (0..256).any(|sides| confirmed(&policy, [&one, &other], &answers, sides, liars) == [true, true])
    };
    for peer in 2..6 {
        assert!(!can_split(&[peer]), "peer {peer}");
    }
    for outsider in [0, 1, 6, 7] {
        assert!(!can_split(&[outsider]), "{}", NAMES[outsider]);
    }
    assert!(can_split(&[2, 3]));
}

/// The same key with no memory: what nobody honest ever has.
fn fresh_copy(folder: &Folder) -> Folder {
    let copy = Folder::new();
    std::fs::create_dir_all(&copy.0).unwrap();
    for part in ["name", "key"] {
        std::fs::copy(folder.0.join(part), copy.0.join(part)).unwrap();
    }
    copy
}

#[test]
fn a_witness_that_moved_on_gives_no_second_branch_its_line_later() {
    let (folders, _) = eight();
    let witness: Arc<Witness> = open(&folders[0].0);
    let mut old = 0;
    for size in [3, 9, 20] {
        let request = Log::of(size).witness_request(old);
        witness.add_checkpoint(request.to_string().as_bytes()).unwrap();
        old = Log::of(size).size();
        for (branch, from) in [(size, 0), (size, size - 1), (size + 5, 1)] {
            let other = Log::of(branch).other_from(from);
            for start in [0, old] {
                let request = other.witness_request(start);
                assert!(witness.add_checkpoint(request.to_string().as_bytes()).is_err());
            }
        }
    }
}
