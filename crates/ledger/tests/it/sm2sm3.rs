//! The national signature stands beside the international one, and does not disturb it.

use ledger::hash::{Hash, Sm3};
use ledger::note::{Note, SealRefusal, Signature, VerifierKey};
use ledger::sm2sm3::Sm2Key;
use ledger::tree::{Frontier, Head, leaf_hash};

use crate::world::{ORIGIN, checkpoint, entry, forged, log_key, name, signed, some_head};

fn key() -> Sm2Key {
    Sm2Key::from_secret(name(ORIGIN), &[11; 32]).unwrap()
}

/// The root of five leaves by SM3.
fn sm3_root() -> Hash {
    let mut frontier = Frontier::<Sm3>::new();
    for index in 0..5 {
        frontier.append(leaf_hash::<Sm3>(&entry(index))).unwrap();
    }
    frontier.head().root
}

fn with(line: Signature) -> Note {
    let text = checkpoint(some_head()).to_string();
    Note::new(&text, vec![signed(some_head()), line]).unwrap()
}

fn line() -> Signature {
    key().sign(&checkpoint(some_head()), sm3_root()).unwrap()
}

#[test]
fn an_sm2_line_is_verified_and_speaks_for_the_root_by_sm3() {
    let (key, log, note) = (key(), log_key(), with(line()));
    let seals = note.verify([log.verifier(), key.verifier()]).unwrap();
    assert_eq!(seals.len(), 2);
    assert_eq!(seals[1].sm3_root, Some(sm3_root()));
    let printed = key.verifier().to_string();
    assert_eq!(VerifierKey::parse(&printed).as_ref(), Ok(key.verifier()));
}

#[test]
fn whoever_does_not_know_the_sm2_key_passes_over_its_line() {
    let (log, note) = (log_key(), with(line()));
    assert_eq!(note.verify([log.verifier()]).unwrap().len(), 1);
}

#[test]
fn an_sm2_line_with_any_bit_changed_is_refused() {
    let (key, line) = (key(), line());
    let wrong = Err(SealRefusal::Wrong(ORIGIN.to_owned()));
    for at in 0..line.bytes().len() {
        let mut bytes = line.bytes().to_vec();
        bytes[at] ^= 1 << (at % 8);
        let note = with(forged(key.verifier(), &bytes));
        assert_eq!(note.verify([key.verifier()]), wrong, "{at}");
    }
    for bytes in [&line.bytes()[..95], &[line.bytes(), &[0]].concat(), &[0; 31]] {
        assert_eq!(
            with(forged(key.verifier(), bytes)).verify([key.verifier()]),
            wrong
        );
    }
}

#[test]
fn an_sm2_line_belongs_to_one_checkpoint_of_one_log() {
    let other = checkpoint(Head {
        size: 6,
        ..some_head()
    });
    let line = key().sign(&other, sm3_root()).unwrap();
    assert!(with(line).verify([key().verifier()]).is_err());
    let elsewhere = Sm2Key::from_secret(name("other.example"), &[11; 32]).unwrap();
    assert_eq!(elsewhere.sign(&other, sm3_root()), None);
}

#[test]
fn what_is_no_key_is_refused() {
    assert!(Sm2Key::from_secret(name("k"), &[0; 32]).is_err());
    assert!(Sm2Key::from_secret(name("k"), &[0xff; 32]).is_err());
    let key_type = b"\xffgk.sm2sm3.v1".as_slice();
    let mut point = key().verifier().key_bytes();
    point[64] ^= 1;
    // The same point, compressed, is another way to write the key.
    let whole = key().verifier().key_bytes();
    let compressed = [&[2 + (whole[64] & 1)], &whole[1..33]].concat();
    for bytes in [point.as_slice(), &point[..64], &compressed, &[0; 65], &[]] {
        assert!(VerifierKey::new(name("k"), &[key_type, bytes].concat()).is_err());
    }
}
