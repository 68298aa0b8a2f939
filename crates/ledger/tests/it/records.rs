//! Leaves hide what they commit to, and bind it.

use std::collections::BTreeSet;

use hmac::{Hmac, KeyInit, Mac};
use ledger::hash::{Hash, HashFunction, Sha256, Sm3};
use ledger::record::{FieldId, LEAF_BYTES, Leaf, Opening, OpeningRefusal, Record, Salt};
use ledger::tree::{Frontier, verify_inclusion};
use proptest::prelude::*;

fn record() -> Record {
    Record {
        kind: "release".to_owned(),
        unit: "示例县示范局".to_owned(),
        id: [3; 16],
        version: 2,
        previous: Some(Hash([4; 32])),
        claimed_time: 1_790_000_000_123,
        visibility: "members".to_owned(),
        content_sha256: Sha256::hash(&[b"yes"]),
        content_sm3: Sm3::hash(&[b"yes"]),
        attachments: Sha256::hash(&[]),
        actor: b"P-1".to_vec(),
        anchor: Hash([6; 32]),
        line: Hash([7; 32]),
    }
}

/// Chance that a test can repeat.
fn chance(number: u64) -> [u8; 32] {
    Sha256::hash(&[b"chance of a test", &number.to_be_bytes()]).0
}

fn opening() -> Opening {
    Opening::of(&record(), &Salt::new(chance(1)))
}

/// The leaf by the words of `docs/ledger.md`, in one go.
fn by_hand(record: &Record, salt: &[u8; 32]) -> Vec<u8> {
    fn keyed(salt: &[u8; 32], text: &[u8]) -> Vec<u8> {
        let mut mac = <Hmac<sha2::Sha256> as KeyInit>::new_from_slice(salt).unwrap();
        mac.update(text);
        mac.finalize().into_bytes().to_vec()
    }
    fn commitment<H: HashFunction>(record: &Record, salt: &[u8; 32]) -> [u8; 32] {
        let mut list = vec![0x11, 0, 13];
        for (id, value) in record.fields() {
            let id = id.0.to_be_bytes();
            let key = keyed(salt, &[b"gk/field/v1".as_slice(), &id].concat());
            let length = u64::try_from(value.len()).unwrap().to_be_bytes();
            let field = [&[0x10], key.as_slice(), &id, &length, &value].concat();
            list.extend_from_slice(&id);
            list.extend_from_slice(&H::hash(&[&field]).0);
        }
        let outer = [
            &[0x12],
            keyed(salt, b"gk/record/v1").as_slice(),
            &H::hash(&[&list]).0,
        ]
        .concat();
        H::hash(&[&outer]).0
    }
    let (sha256, sm3) = (
        commitment::<Sha256>(record, salt),
        commitment::<Sm3>(record, salt),
    );
    [b"gk-leaf/v1\0\x03".as_slice(), &sha256, &sm3].concat()
}

#[test]
fn a_leaf_is_the_one_that_the_document_describes() {
    let leaf = opening().leaf();
    assert_eq!(leaf.to_bytes(), by_hand(&record(), &chance(1)));
    assert_eq!(Leaf::parse(&leaf.to_bytes()), Some(leaf));
}

#[test]
fn whatever_is_shown_leads_to_the_same_leaf() {
    let whole = opening();
    let ids: Vec<FieldId> = record().fields().into_iter().map(|(id, _)| id).collect();
    for bits in 0..1_u16 << ids.len() {
        let shown: Vec<FieldId> = (0..)
            .zip(&ids)
            .filter(|(at, _)| bits >> at & 1 == 1)
            .map(|(_, id)| *id)
            .collect();
        let part = whole.showing(&shown);
        assert_eq!(part.leaf(), whole.leaf());
        assert!(
            ids.iter()
                .all(|id| part.value(*id).is_some() == shown.contains(id))
        );
    }
}

#[test]
fn what_was_redacted_first_and_opened_years_later_stands_at_the_same_place_of_the_log() {
    let redacted = opening().showing(&[FieldId::UNIT, FieldId::KIND]);
    let mut log = Frontier::<Sha256>::new();
    log.append(redacted.leaf().hash::<Sha256>()).unwrap();
    let published = Opening::parse(&redacted.to_bytes()).unwrap();
    assert_eq!(published.value(FieldId::ACTOR), None);
    // Later, from the salt that was kept.
    let later = opening().showing(&[FieldId::ACTOR, FieldId::CONTENT_SHA256]);
    for opening in [&published, &later] {
        verify_inclusion::<Sha256>(opening.leaf().hash::<Sha256>(), 0, log.head(), &[]).unwrap();
    }
    assert_eq!(later.value(FieldId::ACTOR), Some(b"P-1".as_slice()));
}

#[test]
fn what_is_hidden_is_not_shown_again_without_the_salt() {
    let hidden = opening().showing(&[]);
    assert_eq!(hidden.showing(&[FieldId::KIND]).value(FieldId::KIND), None);
    let bytes = hidden.to_bytes();
    for (_, value) in record().fields().iter().filter(|(_, value)| value.len() > 2) {
        assert!(!bytes.windows(value.len()).any(|window| window == value));
    }
}

#[test]
fn every_field_binds() {
    let leaf = opening().leaf();
    let salt = || Salt::new(chance(1));
    for (at, (id, value)) in record().fields().into_iter().enumerate() {
        let mut fields = record().fields();
        for changed in [Vec::new(), [value.as_slice(), b"\0"].concat(), b"other".to_vec()] {
            fields[at].1 = changed;
            let other = Opening::of_fields(fields.clone(), &salt()).unwrap();
            assert_eq!(other.verify(&leaf), Err(OpeningRefusal::OtherLeaf), "{id:?}");
        }
        fields.remove(at);
        let fewer = Opening::of_fields(fields, &salt()).unwrap();
        assert_eq!(fewer.verify(&leaf), Err(OpeningRefusal::OtherLeaf));
    }
    assert_eq!(opening().verify(&leaf), Ok(()));
}

#[test]
fn both_commitments_bind() {
    let leaf = opening().leaf();
    let by_one = [
        Leaf {
            sha256: Hash([0; 32]),
            ..leaf
        },
        Leaf {
            sm3: Hash([0; 32]),
            ..leaf
        },
    ];
    assert!(by_one.iter().all(|leaf| opening().verify(leaf).is_err()));
}

#[test]
fn fields_stand_in_the_order_of_their_ids_each_once() {
    let salt = || Salt::new(chance(2));
    let field = |id| (FieldId(id), vec![1]);
    assert!(Opening::of_fields(vec![field(1), field(300)], &salt()).is_ok());
    for wrong in [vec![field(2), field(1)], vec![field(1), field(1)]] {
        assert_eq!(
            Opening::of_fields(wrong, &salt()).err(),
            Some(OpeningRefusal::Order)
        );
    }
    let bytes = Opening::of_fields(vec![field(1), field(2)], &salt())
        .unwrap()
        .to_bytes();
    let (head, fields) = bytes.split_at(14 + 32 + 2);
    let (first, second) = fields.split_at(fields.len() / 2);
    let swapped = [head, second, first].concat();
    assert_eq!(Opening::parse(&swapped).err(), Some(OpeningRefusal::Order));
}

#[test]
fn openings_are_read_strictly() {
    let bytes = opening().showing(&[FieldId::KIND]).to_bytes();
    assert!(Opening::parse(&bytes).is_ok());
    for length in 0..bytes.len() {
        assert_eq!(
            Opening::parse(&bytes[..length]).err(),
            Some(OpeningRefusal::Layout),
            "{length}"
        );
    }
    let longer = [bytes.as_slice(), &[0]].concat();
    assert_eq!(Opening::parse(&longer).err(), Some(OpeningRefusal::Layout));
}

/// A vote has two answers, a person one of some thousand names. Whoever knows every other field of the record, and all
/// that the log and a redacted opening show, tries every value, with every hash that could be meant.
#[test]
fn a_dictionary_finds_nothing() {
    let names: Vec<Vec<u8>> = (0..5000)
        .map(|number| format!("P-{number}").into_bytes())
        .collect();
    let redacted = opening().showing(&[FieldId::UNIT, FieldId::KIND]).to_bytes();
    let public = [opening().leaf().to_bytes(), redacted].concat();
    let seen: BTreeSet<&[u8]> = public.windows(32).collect();
    let ids = [FieldId::ACTOR, FieldId::CONTENT_SHA256, FieldId::VISIBILITY].map(|id| id.0.to_be_bytes());
    let words = [b"yes".as_slice(), b"no", b"public", b"members"];
    let mut tried = 0;
    for guess in names.iter().map(Vec::as_slice).chain(words) {
        let length = u64::try_from(guess.len()).unwrap().to_be_bytes();
        let content = Sha256::hash(&[guess]).0;
        for id in &ids {
            let keyless = [&[0x10], [0; 32].as_slice(), id, &length, guess].concat();
            for bytes in [guess, &keyless, &content, &[id.as_slice(), guess].concat()] {
                tried += 2;
                assert!(!seen.contains(Sha256::hash(&[bytes]).0.as_slice()));
                assert!(!seen.contains(Sm3::hash(&[bytes]).0.as_slice()));
            }
        }
    }
    assert_eq!(tried, 5004 * 24);
    // The same search does find a guess if a plain hash is there to be found.
    let plain = Sha256::hash(&[b"P-1"]).0;
    assert!(names.iter().any(|name| Sha256::hash(&[name]).0 == plain));
}

#[test]
fn without_the_salt_the_right_record_opens_nothing() {
    let leaf = opening().leaf();
    for guess in (2..5000).map(chance).chain([[0; 32], [0xff; 32]]) {
        let other = Opening::of(&record(), &Salt::new(guess));
        assert_eq!(other.verify(&leaf), Err(OpeningRefusal::OtherLeaf));
    }
}

#[test]
fn the_same_record_twice_makes_two_leaves_that_share_nothing() {
    let (one, two) = (
        opening().leaf(),
        Opening::of(&record(), &Salt::new(chance(2))).leaf(),
    );
    assert_ne!(one.sha256, two.sha256);
    assert_ne!(one.sm3, two.sm3);
}

/// Of four thousand leaves, a quarter each public, for members, as long as a book, and covers: every bit of the 64
/// bytes that differ is set about as often in each kind, and all else is the same.
#[test]
fn leaves_of_different_kinds_cannot_be_told_apart() {
    let of = |kind: usize, number: u64| {
        let mut record = record();
        match kind {
            0 => "public".clone_into(&mut record.visibility),
            1 => record.actor = vec![7; 100_000],
            2 => {}
            _ => return Leaf::cover([chance(2 * number), chance(2 * number + 1)]),
        }
        Opening::of(&record, &Salt::new(chance(number))).leaf()
    };
    for kind in 0..4 {
        let mut set = vec![0_u32; 64 * 8];
        for number in 0..1000 {
            let bytes = of(kind, number + 10_000).to_bytes();
            assert_eq!(
                (bytes.len(), &bytes[..12]),
                (LEAF_BYTES, b"gk-leaf/v1\0\x03".as_slice())
            );
            for (bit, count) in set.iter_mut().enumerate() {
                *count += u32::from(bytes[12 + bit / 8] >> (bit % 8) & 1);
            }
        }
        // Six standard deviations around a half of a thousand.
        assert!(
            set.iter().all(|count| (405..=595).contains(count)),
            "{kind}: {set:?}"
        );
    }
}

#[test]
fn an_erased_record_is_a_leaf_that_nobody_can_open() {
    let leaf = {
        let salt = Salt::new(chance(77));
        Opening::of(&record(), &salt).leaf()
    };
    // The salt is gone. The place in the log stays what it was, and knowing the record no longer helps.
    let mut log = Frontier::<Sha256>::new();
    log.append(leaf.hash::<Sha256>()).unwrap();
    verify_inclusion::<Sha256>(leaf.hash::<Sha256>(), 0, log.head(), &[]).unwrap();
    assert!(
        Opening::of(&record(), &Salt::new(chance(78)))
            .verify(&leaf)
            .is_err()
    );
    // That it was erased is a record of its own, which names the leaf.
    let erasure = Record {
        kind: "erasure".to_owned(),
        version: 3,
        previous: Some(leaf.hash::<Sha256>()),
        ..record()
    };
    let erasure = Opening::of(&erasure, &Salt::new(chance(79))).showing(&[FieldId::KIND, FieldId::PREVIOUS]);
    assert_eq!(
        erasure.value(FieldId::PREVIOUS),
        Some(leaf.hash::<Sha256>().as_bytes().as_slice())
    );
}

proptest! {
    #[test]
    fn any_fields_open_to_their_leaf_and_print_as_they_are_read(
        fields in prop::collection::btree_map(any::<u16>(), prop::collection::vec(any::<u8>(), 0..50), 0..20),
        salt in any::<[u8; 32]>(), shown in prop::collection::vec(any::<bool>(), 20),
    ) {
        let fields: Vec<(FieldId, Vec<u8>)> = fields.into_iter().map(|(id, value)| (FieldId(id), value)).collect();
        let ids: Vec<FieldId> = fields.iter().zip(&shown).filter(|(_, shown)| **shown).map(|((id, _), _)| *id).collect();
        let whole = Opening::of_fields(fields, &Salt::new(salt)).unwrap();
        let part = whole.showing(&ids);
        let read = Opening::parse(&part.to_bytes()).unwrap();
        prop_assert_eq!(read.to_bytes(), part.to_bytes());
        prop_assert_eq!(read.verify(&whole.leaf()), Ok(()));
    }
}
