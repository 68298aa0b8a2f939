//! Roots and proofs agree with the definition, and nothing else is proved.

use ledger::hash::{Hash, HashFunction, Sha256, Sm3};
use ledger::tree::{
    Frontier, FrontierRefusal, Head, Node, ProofRefusal, Range, consistency_proof, consistency_ranges,
    inclusion_proof, inclusion_ranges, inclusion_root, leaf_hash, node_hash, verify_consistency,
    verify_inclusion,
};
use proptest::prelude::*;

use crate::reference;
use crate::world::entry;

fn entries(size: usize) -> Vec<Vec<u8>> {
    (0..).take(size).map(entry).collect()
}

fn head<H: HashFunction>(entries: &[Vec<u8>]) -> Head {
    let mut frontier = Frontier::<H>::new();
    for entry in entries {
        frontier.append(leaf_hash::<H>(entry)).unwrap();
    }
    frontier.head()
}

/// The root of a perfect subtree, by the definition.
fn root_of<H: HashFunction>(entries: &[Vec<u8>], node: Node) -> Option<Hash> {
    let start = usize::try_from(node.index << node.level).ok()?;
    let end = start + (1_usize << node.level);
    Some(reference::root::<H>(entries.get(start..end)?))
}

fn agrees_with_the_reference<H: HashFunction>(all: &[Vec<u8>], old: usize, index: usize) {
    let (newer, older) = (head::<H>(all), head::<H>(&all[..old]));
    assert_eq!(newer.root, reference::root::<H>(all));
    let (old_size, at) = (u64::try_from(old).unwrap(), u64::try_from(index).unwrap());
    let path = inclusion_proof::<H>(at, newer.size, |node| root_of::<H>(all, node)).unwrap();
    assert_eq!(path, reference::path::<H>(index, all));
    verify_inclusion::<H>(leaf_hash::<H>(&all[index]), at, newer, &path).unwrap();
    let proof = consistency_proof::<H>(old_size, newer.size, |node| root_of::<H>(all, node)).unwrap();
    assert_eq!(proof, reference::proof::<H>(old, all));
    verify_consistency::<H>(older, newer, &proof).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn roots_and_proofs_are_those_of_the_definition(
        size in 1_usize..300, old in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(),
    ) {
        let all = entries(size);
        agrees_with_the_reference::<Sha256>(&all, old.index(size + 1), at.index(size));
        agrees_with_the_reference::<Sm3>(&all, old.index(size + 1), at.index(size));
    }

    #[test]
    fn any_hashes_at_all_make_no_proof_and_no_panic(
        index in any::<u64>(), size in any::<u64>(), old in any::<u64>(),
        hashes in prop::collection::vec(any::<[u8; 32]>(), 0..70),
    ) {
        let hashes: Vec<Hash> = hashes.into_iter().map(Hash).collect();
        let (older, newer) = (Head { size: old, root: Hash([1; 32]) }, Head { size, root: Hash([2; 32]) });
        prop_assert!(verify_inclusion::<Sha256>(Hash([3; 32]), index, newer, &hashes).is_err());
        let is_trivial = old == 0 && hashes.is_empty();
        prop_assert!(is_trivial || verify_consistency::<Sha256>(older, newer, &hashes).is_err());
        let _ = (inclusion_ranges(index, size), consistency_ranges(old, size));
        let _ = Range { start: old, end: size }.nodes();
    }
}

#[test]
fn every_size_up_to_forty_agrees_at_every_index_and_from_every_size() {
    for size in 1..=40 {
        let all = entries(size);
        for at in 0..size {
            agrees_with_the_reference::<Sha256>(&all, at + 1, at);
        }
    }
}

#[test]
fn a_leaf_is_never_a_node_and_a_node_never_a_leaf() {
    let (left, right) = (leaf_hash::<Sha256>(b"l"), leaf_hash::<Sha256>(b"r"));
    let both = [left.0, right.0].concat();
    assert_ne!(node_hash::<Sha256>(&left, &right), leaf_hash::<Sha256>(&both));
}

#[test]
fn an_inclusion_proof_holds_for_one_index_one_leaf_and_its_own_length() {
    let all = entries(21);
    let head = head::<Sha256>(&all);
    for (index, entry) in (0_u64..).zip(&all) {
        let leaf = leaf_hash::<Sha256>(entry);
        let proof = inclusion_proof::<Sha256>(index, 21, |node| root_of::<Sha256>(&all, node)).unwrap();
        for other in (0..21).filter(|other| *other != index) {
            assert!(verify_inclusion::<Sha256>(leaf, other, head, &proof).is_err());
        }
        let other_leaf = leaf_hash::<Sha256>(b"never logged");
        let refusal = verify_inclusion::<Sha256>(other_leaf, index, head, &proof);
        assert_eq!(refusal, Err(ProofRefusal::Root));
        let longer = [proof.as_slice(), &[Hash([0; 32])]].concat();
        let refusal = verify_inclusion::<Sha256>(leaf, index, head, &longer);
        assert_eq!(refusal, Err(ProofRefusal::Length));
        let refusal = verify_inclusion::<Sha256>(leaf, index, head, &proof[1..]);
        assert_eq!(refusal, Err(ProofRefusal::Length));
    }
    let refusal = inclusion_root::<Sha256>(leaf_hash::<Sha256>(b""), 21, 21, &[]);
    assert_eq!(refusal, Err(ProofRefusal::NoSuchLeaf { index: 21, size: 21 }));
}

#[test]
fn a_consistency_proof_holds_between_its_two_heads_only() {
    let all = entries(21);
    let new = head::<Sha256>(&all);
    for old_size in 1..21_u64 {
        let old = head::<Sha256>(&all[..usize::try_from(old_size).unwrap()]);
        let proof = consistency_proof::<Sha256>(old_size, 21, |node| root_of::<Sha256>(&all, node)).unwrap();
        let other = Head {
            root: Hash([0; 32]),
            ..old
        };
        assert_eq!(
            verify_consistency::<Sha256>(other, new, &proof),
            Err(ProofRefusal::Root)
        );
        let longer = [proof.as_slice(), &[Hash([0; 32])]].concat();
        assert_eq!(
            verify_consistency::<Sha256>(old, new, &longer),
            Err(ProofRefusal::Length)
        );
        assert!(verify_consistency::<Sha256>(old, new, &proof[1..]).is_err());
        let backwards = verify_consistency::<Sha256>(new, old, &proof);
        let (old, new) = (21, old_size);
        assert_eq!(backwards, Err(ProofRefusal::Shrunk { old, new }));
    }
}

#[test]
fn from_nothing_and_to_itself_a_tree_is_consistent_by_the_empty_proof_alone() {
    let nothing = Head::empty::<Sha256>();
    let some = head::<Sha256>(&entries(3));
    let hash = [Hash([0; 32])];
    for (old, new) in [(nothing, nothing), (nothing, some), (some, some)] {
        verify_consistency::<Sha256>(old, new, &[]).unwrap();
        assert_eq!(
            verify_consistency::<Sha256>(old, new, &hash),
            Err(ProofRefusal::Length)
        );
    }
    let wrong = |head: Head| Head {
        root: Hash([0; 32]),
        ..head
    };
    for (old, new) in [
        (wrong(nothing), some),
        (nothing, wrong(nothing)),
        (some, wrong(some)),
    ] {
        assert_eq!(
            verify_consistency::<Sha256>(old, new, &[]),
            Err(ProofRefusal::Root)
        );
    }
}

#[test]
fn a_frontier_is_restored_from_as_many_subtrees_as_its_size_has_ones() {
    let mut frontier = Frontier::<Sha256>::default();
    for entry in entries(11) {
        frontier.append(leaf_hash::<Sha256>(&entry)).unwrap();
    }
    let stored = frontier.subtrees().to_vec();
    assert_eq!(Frontier::restore(11, stored.clone()), Ok(frontier));
    let (size, expected, found) = (12, 2, 3);
    let refusal = FrontierRefusal::Subtrees {
        size,
        expected,
        found,
    };
    assert_eq!(Frontier::<Sha256>::restore(12, stored), Err(refusal));
    let full = Frontier::<Sha256>::restore(ledger::GREATEST, vec![Hash([0; 32]); 63]).unwrap();
    assert_eq!(full.clone().append(Hash([0; 32])), Err(FrontierRefusal::Full));
}
