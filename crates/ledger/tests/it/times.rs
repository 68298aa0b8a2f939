//! Which times a quorum vouches for, and when a claimed time is contested.

use ledger::policy::Policy;
use ledger::receipt::{LOOSE, SKEW, Verdict};
use proptest::prelude::*;

use crate::taken::{opening, receipt_between};
use crate::world::{NOON, note_at, policy_with, some_head};

/// A receipt that claims this time in seconds, under two of three witnesses.
fn verdict<'policy>(policy: &'policy Policy, claimed: u64, times: [&[(u8, u64)]; 2]) -> Verdict<'policy> {
    let receipt = receipt_between(5, 9, &opening(claimed * 1000), times);
    receipt.verify(policy, SKEW).unwrap()
}

fn two_of_three() -> Policy {
    policy_with("group peers 2 w1 w2 w3\nquorum peers\n")
}

const BEFORE: [(u8, u64); 3] = [(1, NOON - 30), (2, NOON - 20), (3, NOON - 10)];
const AFTER: [(u8, u64); 3] = [(1, NOON + 10), (2, NOON + 20), (3, NOON + 30)];

#[test]
fn a_claimed_time_is_contested_outside_the_bounds_and_not_within_the_skew() {
    let policy = two_of_three();
    for (claimed, is_contested) in [
        (NOON - 20 - SKEW - 1, true),
        (NOON - 20 - SKEW, false),
        (NOON, false),
        (NOON + 20 + SKEW, false),
        (NOON + 20 + SKEW + 1, true),
    ] {
        let verdict = verdict(&policy, claimed, [&BEFORE, &AFTER]);
        assert_eq!(verdict.not_before, Some(NOON - 20));
        assert_eq!(verdict.not_after, Some(NOON + 20));
        assert_eq!(verdict.claimed_time, Some(claimed * 1000));
        assert_eq!(verdict.is_contested, is_contested, "{claimed}");
    }
}

#[test]
fn one_witness_that_lies_moves_no_bound_beyond_what_the_others_say() {
    let policy = two_of_three();
    for lie in [1, NOON - 100_000, NOON + 100_000, u64::MAX >> 1] {
        for liar in 0..3 {
            let (mut before, mut after) = (BEFORE, AFTER);
            (before[liar].1, after[liar].1) = (lie, lie);
            let verdict = verdict(&policy, NOON, [&before, &after]);
            let honest = |times: [(u8, u64); 3]| {
                let mut others: Vec<u64> = times.iter().map(|(_, time)| *time).collect();
                others.remove(liar);
                others[0]..=others[1]
            };
            assert!(honest(BEFORE).contains(&verdict.not_before.unwrap()));
            assert!(honest(AFTER).contains(&verdict.not_after.unwrap()));
            assert!(!verdict.is_contested);
        }
    }
}

#[test]
fn too_few_cosignatures_bound_nothing_and_contest_nothing() {
    let policy = two_of_three();
    let pending = verdict(&policy, 7, [&BEFORE[..1], &AFTER[..1]]);
    assert!(!pending.is_confirmed && !pending.is_contested);
    assert_eq!((pending.not_before, pending.not_after), (None, None));
    assert_eq!(pending.cosigned.len(), 1);
    let half = verdict(&policy, NOON - 5000, [&BEFORE, &AFTER[..1]]);
    assert_eq!((half.is_confirmed, half.is_contested), (false, true));
    let none = policy_with("quorum none\n");
    let nobody = verdict(&none, 7, [&BEFORE, &AFTER]);
    assert!(nobody.is_confirmed && !nobody.is_contested);
    assert_eq!((nobody.not_before, nobody.not_after), (None, None));
}

#[test]
fn bounds_that_are_missing_or_far_apart_are_called_loose() {
    let policy = two_of_three();
    let at = |time| [(1, time), (2, time), (3, time)];
    let is_loose = |before: &[(u8, u64)]| verdict(&policy, NOON, [before, &at(NOON)]).is_loose();
    assert!(!is_loose(&at(NOON - LOOSE)));
    assert!(is_loose(&at(NOON - LOOSE - 1)));
    assert!(is_loose(&at(NOON)[..1]));
    assert!(!is_loose(&at(NOON + 10)));
}

/// Every set of witnesses, tried alone: the first and the last time that a quorum among them vouches for.
fn by_trying_all(policy: &Policy, times: &[(u8, u64)]) -> (Option<u64>, Option<u64>) {
    let (mut by, mut since) = (None, None);
    for set in 1..1_u32 << times.len() {
        let chosen: Vec<(u8, u64)> = (0..times.len())
            .filter(|place| set >> place & 1 == 1)
            .map(|place| times[place])
            .collect();
        if policy.judge(&note_at(some_head(), &chosen)).unwrap().is_confirmed {
            let chosen = || chosen.iter().map(|(_, time)| *time);
            let (last, first) = (chosen().max().unwrap(), chosen().min().unwrap());
            by = Some(by.map_or(last, |by: u64| by.min(last)));
            since = Some(since.map_or(first, |since: u64| since.max(first)));
        }
    }
    (by, since)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_times_of_a_quorum_are_those_that_trying_all_sets_gives(
        times in prop::collection::vec(1_u64..20, 3),
        present in 0_u8..8,
        rule in 0_usize..5,
    ) {
        let policy = policy_with([
            "quorum w2\n",
            "group any any w1 w2 w3\nquorum any\n",
            "group two 2 w1 w2 w3\nquorum two\n",
            "group all all w1 w2 w3\nquorum all\n",
            "group peers any w1 w3\ngroup both all peers w2\nquorum both\n",
        ][rule]);
        let times: Vec<(u8, u64)> = (1..=3).zip(times).filter(|(number, _)| present >> (number - 1) & 1 == 1).collect();
        let note = note_at(some_head(), &times);
        let judged = policy.judge(&note).unwrap();
        prop_assert_eq!((judged.quorum_by, judged.quorum_since), by_trying_all(&policy, &times));
    }
}
