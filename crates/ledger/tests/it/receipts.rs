//! Receipts: what they say, what they refuse, and how large they are.

use ledger::note::{KeyName, LogKey, Note};
use ledger::policy::Policy;
use ledger::proof::{Proof, TlogProofRefusal};
use ledger::receipt::{MOST_CODE, Receipt, ReceiptRefusal, SKEW};
use ledger::record::{FieldId, Opening, OpeningRefusal, Salt};
use proptest::prelude::*;

use crate::taken::{DOCUMENT, SHOWN, earlier_head, opening, proof, receipt, with_sm2};
use crate::world::{NOON, ORIGIN, all_three, checkpoint, name, note_at, signed};

const MILLION: u64 = 1_000_000;

fn some() -> Receipt {
    receipt(777_777, MILLION, &opening(NOON * 1000))
}

/// Its refusal, under the policy of the log.
fn refusal(receipt: &Receipt) -> Option<ReceiptRefusal> {
    receipt.verify(&all_three(), SKEW).err()
}

#[test]
fn a_receipt_says_what_was_recorded_and_who_saw_it_when() {
    let policy = all_three();
    let verdict = some().verify(&policy, SKEW).unwrap();
    assert_eq!(verdict.log.key.name().as_str(), ORIGIN);
    assert_eq!(
        (verdict.index, verdict.checkpoint.head().size),
        (777_777, MILLION)
    );
    let times: Vec<u64> = verdict.cosigned.iter().map(|(_, time)| *time).collect();
    assert_eq!(times, [NOON + 1, NOON + 2, NOON + 3]);
    assert_eq!(verdict.not_before, Some(NOON - 10));
    assert_eq!(verdict.not_after, Some(NOON + 3));
    assert!(verdict.is_confirmed && verdict.has_document && !verdict.is_contested);
    let ids: Vec<FieldId> = verdict.fields.iter().map(|(id, _)| *id).collect();
    assert_eq!(ids, SHOWN);
    assert_eq!(verdict.value(FieldId::UNIT), Some("示例县示范局".as_bytes()));
    assert_eq!(verdict.value(FieldId::LINE), None);
    assert_eq!(verdict.is_document(DOCUMENT.as_bytes()), Some(true));
    assert_eq!(verdict.is_document(b"another"), Some(false));
}

#[test]
fn all_forms_are_read_by_how_they_begin_and_say_the_same() {
    let (receipt, policy) = (some(), all_three());
    let mut without = receipt.clone();
    without.document = None;
    let alone = Receipt {
        earlier: None,
        ..without.clone()
    };
    let code = receipt.to_code().unwrap();
    let address = format!("https://gongkai.example/ledger/verify#{code}\n");
    for (bytes, expected) in [
        (receipt.to_bytes(), &receipt),
        (without.to_bytes(), &without),
        (receipt.to_compact().unwrap(), &without),
        (code.into_bytes(), &without),
        (address.into_bytes(), &without),
        (receipt.proof.to_string().into_bytes(), &alone),
    ] {
        let read = Receipt::read(&bytes).unwrap();
        assert_eq!(&read, expected);
        assert_eq!(read.verify(&policy, SKEW), expected.verify(&policy, SKEW));
    }
    assert_eq!(Receipt::read(b"hello"), Err(ReceiptRefusal::Unknown));
    assert_eq!(Receipt::read(b""), Err(ReceiptRefusal::Unknown));
}

#[test]
fn a_receipt_of_a_million_leaves_with_three_cosignatures_fits_one_code() {
    let receipt = some();
    let bare = Proof::new(
        None,
        777_777,
        receipt.proof.hashes().to_vec(),
        receipt.proof.note().clone(),
    );
    assert_eq!(receipt.proof.hashes().len(), 20);
    let (bare, full) = (bare.unwrap().to_string(), receipt.proof.to_string());
    assert!(bare.len() <= 1600, "{} bytes", bare.len());
    assert!(full.len() <= 2900, "{} bytes", full.len());
    let sizes = [some(), with_sm2(&some())].map(|receipt| receipt.to_compact().unwrap().len());
    assert!(sizes[1] <= 2900, "{sizes:?} bytes");
    let codes = [some(), with_sm2(&some())].map(|receipt| receipt.to_code().unwrap().len());
    assert!(codes[1] <= MOST_CODE, "{codes:?} signs");
    assert_eq!([bare.len(), full.len()], [1506, 2653]);
    assert_eq!((sizes, codes), ([2292, 2511], [3442, 3771]));
}

#[test]
fn what_fits_no_code_has_none() {
    let mut receipt = some();
    let extra = vec![7; 3000];
    let hashes = receipt.proof.hashes().to_vec();
    receipt.proof = Proof::new(Some(extra), 777_777, hashes, receipt.proof.note().clone()).unwrap();
    assert!(receipt.to_compact().is_some());
    assert_eq!(receipt.to_code(), None);
    let other = LogKey::from_seed(name("log.example/other"), &[9; 32]).unwrap();
    let text = "log.example/other\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
    let line = Note::new(
        &checkpoint(earlier_head(1)).to_string(),
        vec![signed(earlier_head(1))],
    );
    let line = line.unwrap().signatures()[0].clone();
    receipt.earlier = Some(Note::new(text, vec![line]).unwrap());
    assert_eq!(receipt.to_compact(), None);
    assert_eq!(other.verifier().name().as_str(), "log.example/other");
}

#[test]
fn a_document_that_is_not_the_recorded_one_is_refused() {
    let mut receipt = some();
    receipt.document = Some(format!("{DOCUMENT} ").into_bytes());
    assert_eq!(refusal(&receipt), Some(ReceiptRefusal::Document));
    let hashes = receipt.proof.hashes().to_vec();
    let unit = opening(NOON * 1000).showing(&[FieldId::UNIT]).to_bytes();
    let note = receipt.proof.note().clone();
    receipt.proof = Proof::new(Some(unit), 777_777, hashes, note).unwrap();
    assert_eq!(refusal(&receipt), Some(ReceiptRefusal::UnprovenDocument));
    receipt.document = None;
    assert_eq!(refusal(&receipt), None);
}

#[test]
fn an_earlier_checkpoint_is_of_the_same_log_and_ends_before_the_record() {
    let mut receipt = some();
    let times = [(1, NOON), (2, NOON), (3, NOON)];
    receipt.earlier = Some(note_at(earlier_head(777_777), &times));
    assert_eq!(refusal(&receipt), None);
    receipt.earlier = Some(note_at(earlier_head(777_778), &times));
    assert_eq!(refusal(&receipt), Some(ReceiptRefusal::NotEarlier));
    let other = LogKey::from_seed(KeyName::parse("log.example/other").unwrap(), &[9; 32]).unwrap();
    let head = earlier_head(5);
    let text = ledger::checkpoint::Checkpoint::new(other.verifier().name(), head).unwrap();
    let nothing = ledger::tree::Head::empty::<ledger::hash::Sha256>();
    let line = other.sign_checkpoint(nothing, &text, &[]).unwrap();
    receipt.earlier = Some(Note::new(&text.to_string(), vec![line]).unwrap());
    assert!(matches!(refusal(&receipt), Some(ReceiptRefusal::Earlier(_))));
    let both = format!("log {}\n{}", other.verifier(), all_three());
    let both = Policy::parse(both.as_bytes()).unwrap();
    assert_eq!(receipt.verify(&both, SKEW), Err(ReceiptRefusal::OtherLog));
}

#[test]
fn a_receipt_without_an_opening_or_with_another_one_is_refused() {
    let mut receipt = some();
    let (hashes, note) = (receipt.proof.hashes().to_vec(), receipt.proof.note().clone());
    let with = |extra: Option<Vec<u8>>| Proof::new(extra, 777_777, hashes.clone(), note.clone()).unwrap();
    receipt.proof = with(None);
    assert_eq!(refusal(&receipt), Some(ReceiptRefusal::NoOpening));
    receipt.proof = with(Some(b"gk-opening/v2\0".to_vec()));
    assert_eq!(
        refusal(&receipt),
        Some(ReceiptRefusal::Opening(OpeningRefusal::Layout))
    );
    receipt.proof = with(Some(opening(NOON * 1000 + 1).to_bytes()));
    assert!(matches!(
        refusal(&receipt),
        Some(ReceiptRefusal::Proof(TlogProofRefusal::Inclusion(_)))
    ));
}

#[test]
fn a_field_that_does_not_hold_what_its_id_promises_is_refused() {
    for (id, value) in [
        (FieldId::UNIT, vec![0xff]),
        (FieldId::RECORD, vec![0; 15]),
        (FieldId::CLAIMED_TIME, vec![0; 9]),
        (FieldId::CONTENT_SM3, vec![0; 33]),
    ] {
        let opening = Opening::of_fields(vec![(id, value)], &Salt::new([1; 32])).unwrap();
        let times = [(1, NOON), (2, NOON), (3, NOON)];
        let receipt = Receipt {
            proof: proof(0, 1, &opening, |head| note_at(head, &times)),
            earlier: None,
            document: None,
        };
        assert_eq!(refusal(&receipt), Some(ReceiptRefusal::Field(id)));
    }
}

#[test]
fn the_text_form_has_its_sections_once_in_their_order_and_nothing_else() {
    let good = String::from_utf8(some().to_bytes()).unwrap();
    let body = |text: &str| text[..text.len() - 49].to_owned();
    let summed = |text: String| {
        let sum = <ledger::hash::Sha256 as ledger::hash::HashFunction>::hash(&[text.as_bytes()]);
        format!("{text}sum {sum}\n")
    };
    assert_eq!(summed(body(&good)), good);
    let start = good.find("earlier ").unwrap();
    let end = good.find("document ").unwrap();
    let (earlier, document) = (&good[start..end], &good[end..good.len() - 49]);
    for wrong in [
        format!("{}{document}{earlier}", &good[..start]),
        format!("{}{earlier}{earlier}{document}", &good[..start]),
        format!("{}{document}{document}", &good[..start]),
        body(&good).replace("proof ", "proof 0"),
        body(&good).replace("proof ", "proofs "),
        body(&good).replace("gk-receipt/v1\n", "gk-receipt/v1\n\n"),
        body(&good).replace("document ", "more 0\n\ndocument "),
        format!("{}\n", body(&good)),
        "gk-receipt/v1\n".to_owned(),
    ] {
        let refused = Receipt::parse(summed(wrong.clone()).as_bytes());
        assert_eq!(refused, Err(ReceiptRefusal::Layout), "{wrong}");
    }
    assert_eq!(
        Receipt::parse(body(&good).as_bytes()),
        Err(ReceiptRefusal::Damaged)
    );
    assert_eq!(
        Receipt::parse(format!("{good}\n").as_bytes()),
        Err(ReceiptRefusal::Damaged)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_form_of_every_receipt_reads_as_what_was_written(
        size in 1_u64..1 << 24,
        place in any::<prop::sample::Index>(),
        claimed in any::<u64>(),
        has in any::<[bool; 2]>(),
    ) {
        let index = u64::try_from(place.index(usize::try_from(size).unwrap())).unwrap();
        let mut receipt = receipt(index, size, &opening(claimed));
        receipt.earlier = receipt.earlier.filter(|_| has[0]);
        receipt.document = receipt.document.filter(|_| has[1]);
        prop_assert_eq!(&Receipt::read(&receipt.to_bytes()).unwrap(), &receipt);
        let verdict = receipt.verify(&all_three(), SKEW).map(|_| ());
        prop_assert_eq!(verdict, Ok(()));
        let code = receipt.to_code().unwrap();
        receipt.document = None;
        prop_assert_eq!(&Receipt::from_code(&code).unwrap(), &receipt);
    }

    #[test]
    fn what_is_not_a_code_is_refused(text in "GK1:[0-9A-Z*./:-]{0,40}") {
        prop_assert!(Receipt::from_code(&text).is_err());
    }
}
