//! No bytes make a parser panic, and what is accepted prints as it was.

use std::sync::LazyLock;

use ledger::checkpoint::Checkpoint;
use ledger::hash::{Hash, Sha256};
use ledger::note::{KeyName, Note, Signature, VerifierKey};
use ledger::policy::Policy;
use ledger::proof::Proof;
use ledger::receipt::Receipt;
use ledger::record::{Leaf, Opening};
use ledger::tile::{Bundle, Resource, Tile, TileId};
use ledger::witness::Request;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::world::{Log, all_three, log_key, note, some_head, witness};

/// Every parser of text and of bytes, each with the claim that parse and print are each other's reverse.
fn all_parsers_hold(bytes: &[u8]) {
    if let Ok(note) = Note::parse(bytes) {
        assert_eq!(note.to_string().as_bytes(), bytes);
    }
    if let Ok(proof) = Proof::parse(bytes) {
        assert_eq!(proof.to_string().as_bytes(), bytes);
    }
    if let Ok(receipt) = Receipt::parse(bytes) {
        assert_eq!(receipt.to_bytes(), bytes);
    }
    if let Ok(receipt) = Receipt::from_compact(bytes) {
        assert_eq!(receipt.to_compact().unwrap(), bytes);
    }
    if let Ok(request) = Request::parse(bytes) {
        assert_eq!(request.to_string().as_bytes(), bytes);
    }
    if let Ok(policy) = Policy::parse(bytes) {
        // Comments and white space are gone; what is left reads as the same policy and prints the same again.
        let printed = policy.to_bytes();
        let again = Policy::parse(&printed).unwrap();
        assert_eq!((again.to_bytes(), again), (printed, policy));
    }
    if let Ok(opening) = Opening::parse(bytes) {
        assert_eq!(opening.to_bytes(), bytes);
    }
    if let Some(leaf) = Leaf::parse(bytes) {
        assert_eq!(leaf.to_bytes(), bytes);
    }
    for width in [1, 2, 255, 256] {
        let id = TileId::new(0, 0, width).unwrap();
        if let Ok(bundle) = Bundle::parse(id, bytes) {
            assert_eq!(bundle.to_bytes(), bytes);
        }
        if let Ok(tile) = Tile::<Sha256>::parse(id, bytes) {
            assert_eq!(tile.to_bytes(), bytes);
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        all_text_parsers_hold(text);
    }
}

fn all_text_parsers_hold(text: &str) {
    let printed = [
        Checkpoint::parse(text)
            .ok()
            .map(|checkpoint| checkpoint.to_string()),
        VerifierKey::parse(text).ok().map(|key| key.to_string()),
        Signature::parse(text).map(|signature| signature.to_string()),
        KeyName::parse(text).map(|name| name.to_string()),
        Resource::parse(text).map(|resource| resource.to_string()),
        Hash::parse(text).map(|hash| hash.to_string()),
    ];
    for printed in printed.into_iter().flatten() {
        assert_eq!(printed, text);
    }
}

static SEEDS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(seeds);
static KEYS: LazyLock<String> = LazyLock::new(|| all_three().to_string());

/// One of each format, well formed.
fn seeds() -> Vec<Vec<u8>> {
    let log = Log::of(300);
    let opening = Opening::of_fields(Vec::new(), &ledger::record::Salt::new([1; 32])).unwrap();
    let mut seeds: Vec<Vec<u8>> = [
        note(some_head()).to_string(),
        log.proof(7, Some(b"extra")).to_string(),
        all_three().to_string(),
        Request::new(0, Vec::new(), note(some_head()))
            .unwrap()
            .to_string(),
        crate::world::checkpoint(some_head()).to_string(),
        log_key().verifier().to_string(),
        witness(1).verifier().to_string(),
        note(some_head()).signatures()[0].to_string(),
        "tile/3/x001/x234/067.p/8".to_owned(),
        "tile/entries/x001/067".to_owned(),
    ]
    .map(String::into_bytes)
    .to_vec();
    let receipt = crate::taken::receipt(5, 9, &crate::taken::opening(7));
    seeds.extend([receipt.to_bytes(), receipt.to_compact().unwrap()]);
    seeds.extend([opening.leaf().to_bytes(), opening.to_bytes(), vec![0, 1, 7, 0, 0]]);
    seeds
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        all_parsers_hold(&bytes);
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        all_parsers_hold(text.as_bytes());
    }

    #[test]
    fn paths_and_numbers(path in "(tile/|checkpoint)?(entries|[0-9]{1,3})?/?(x[0-9]{3}/){0,7}[0-9]{0,4}(\\.p/[0-9]{0,3})?") {
        all_parsers_hold(path.as_bytes());
    }

    #[test]
    fn policies_of_words(lines in prop::collection::vec(
        prop::sample::select(vec![
            "group a any w1", "group b all a w2", "group c 2 w1 w2", "group d 1 b", "quorum a", "quorum none",
            "quorum b", "# text", "", " \t", "group", "group e 9 w1", "witness w1 x", "log", "group a any w3",
        ]), 0..12)) {
        let keys: Vec<&str> = KEYS.lines().take(4).collect();
        let text = format!("{}\n{}\n", keys.join("\n"), lines.join("\n"));
        all_parsers_hold(text.as_bytes());
    }

    #[test]
    fn something_well_formed_with_pieces_changed(
        seed in any::<Index>(), other in any::<Index>(), at in any::<Index>(), until in any::<Index>(),
        piece in prop::collection::vec(prop::sample::select(b"\n\n \t+0=/Ax\x00\xff\xe2#".to_vec()), 0..4),
    ) {
        let pick = |index: Index| &SEEDS[index.index(SEEDS.len())];
        let (seed, other) = (pick(seed), pick(other));
        let at = at.index(seed.len() + 1);
        let until = at + until.index(seed.len() - at + 1);
        all_parsers_hold(&[&seed[..at], &piece, &seed[until..]].concat());
        all_parsers_hold(&[&seed[..at], &piece, &other[at.min(other.len())..]].concat());
    }
}

#[test]
fn the_well_formed_ones_are_accepted() {
    let accepted = SEEDS.iter().filter(|bytes| {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        Note::parse(bytes).is_ok()
            || Proof::parse(bytes).is_ok()
            || Receipt::read(bytes).is_ok()
            || Policy::parse(bytes).is_ok()
            || Request::parse(bytes).is_ok()
            || Opening::parse(bytes).is_ok()
            || Leaf::parse(bytes).is_some()
            || Bundle::parse(TileId::new(0, 0, 2).unwrap(), bytes).is_ok()
            || Checkpoint::parse(text).is_ok()
            || VerifierKey::parse(text).is_ok()
            || Signature::parse(text).is_some()
            || Resource::parse(text).is_some()
    });
    assert_eq!(accepted.count(), SEEDS.len());
}
