//! Receipts of a made-up record, in one line.

use ledger::checkpoint::Checkpoint;
use ledger::hash::{Hash, HashFunction, Sha256, Sm3};
use ledger::note::Note;
use ledger::proof::Proof;
use ledger::receipt::Receipt;
use ledger::record::{FieldId, Opening, Record, Salt};
use ledger::sm2sm3::Sm2Key;
use ledger::tree::{Head, inclusion_ranges, inclusion_root, leaf_hash};

use crate::world::{NOON, ORIGIN, checkpoint, name, note_at};

pub(crate) const DOCUMENT: &str = "{\"title\":\"示例县示范局关于示范路口改造的决定\",\"body\":\"同意。\",\"attachments\":[{\"name\":\"示范.txt\",\"size\":6,\"salt\":\"6e6f7420656e6f756768206f66206974\",\"commitment\":\"468e9f4f61f1f187c66b4cfc3a2bb1705286b4a580cdb745506dafa6a59b4aed\"}]}";

/// What a receipt of a disclosure shows.
pub(crate) const SHOWN: [FieldId; 8] = [
    FieldId::KIND,
    FieldId::UNIT,
    FieldId::RECORD,
    FieldId::VERSION,
    FieldId::CLAIMED_TIME,
    FieldId::VISIBILITY,
    FieldId::CONTENT_SHA256,
    FieldId::CONTENT_SM3,
];

/// The record of a release that claims to be of this time, in milliseconds.
pub(crate) fn opening(claimed_time: u64) -> Opening {
    let record = Record {
        kind: "release".to_owned(),
        unit: "示例县示范局".to_owned(),
        id: [0x11; 16],
        version: 1,
        previous: None,
        claimed_time,
        visibility: "public".to_owned(),
        content_sha256: Sha256::hash(&[DOCUMENT.as_bytes()]),
        content_sm3: Sm3::hash(&[DOCUMENT.as_bytes()]),
        attachments: Hash([0x55; 32]),
        actor: b"a pseudonym".to_vec(),
        anchor: Hash([0x22; 32]),
        line: Hash([0x44; 32]),
    };
    Opening::of(&record, &Salt::new([0x33; 32]))
}

/// A receipt with everything, from a log of this size: logged at noon and cosigned within three seconds, while ten
/// seconds before the log ended right before the record.
pub(crate) fn receipt(index: u64, size: u64, opening: &Opening) -> Receipt {
    let after = [(1, NOON + 1), (2, NOON + 2), (3, NOON + 3)];
    let before = [(1, NOON - 10), (2, NOON - 9), (3, NOON - 8)];
    receipt_between(index, size, opening, [&before, &after])
}

/// The same with the cosignatures of both checkpoints at these times.
pub(crate) fn receipt_between(
    index: u64,
    size: u64,
    opening: &Opening,
    [before, after]: [&[(u8, u64)]; 2],
) -> Receipt {
    Receipt {
        proof: proof(index, size, opening, |head| note_at(head, after)),
        earlier: Some(note_at(earlier_head(index), before)),
        document: Some(DOCUMENT.as_bytes().to_vec()),
    }
}

/// The head that ends right before a record. Nobody but its witnesses compares its root with anything.
pub(crate) fn earlier_head(index: u64) -> Head {
    match index {
        0 => Head::empty::<Sha256>(),
        size => Head {
            size,
            root: Sha256::hash(&[b"an earlier root"]),
        },
    }
}

/// A proof in a tree whose other leaves nobody knows: any siblings lead to some root.
pub(crate) fn proof(index: u64, size: u64, opening: &Opening, note: impl Fn(Head) -> Note) -> Proof {
    let siblings: Vec<Hash> = (0..inclusion_ranges(index, size).unwrap().len())
        .map(|number| Sha256::hash(&[b"sibling", &number.to_be_bytes()]))
        .collect();
    let leaf_hash = leaf_hash::<Sha256>(&opening.leaf().to_bytes());
    let root = inclusion_root::<Sha256>(leaf_hash, index, size, &siblings).unwrap();
    let shown = opening.showing(&SHOWN).to_bytes();
    Proof::new(Some(shown), index, siblings, note(Head { size, root })).unwrap()
}

/// With the second signature by SM2 in both notes, as a log writes them that has both keys.
pub(crate) fn with_sm2(receipt: &Receipt) -> Receipt {
    let key = Sm2Key::from_secret(name(ORIGIN), &[2; 32]).unwrap();
    let add = |note: &Note| {
        let head = Checkpoint::parse(note.text()).unwrap().head();
        let line = key.sign(&checkpoint(head), head.root).unwrap();
        note.clone().with([line]).unwrap()
    };
    let proof = &receipt.proof;
    let extra = proof.extra().map(<[u8]>::to_vec);
    Receipt {
        proof: Proof::new(extra, proof.index(), proof.hashes().to_vec(), add(proof.note())).unwrap(),
        earlier: receipt.earlier.as_ref().map(add),
        document: receipt.document.clone(),
    }
}
