//! Proofs to take away: PRF-1 to PRF-6.

use ledger::checkpoint::CheckpointRefusal;
use ledger::note::{Note, NoteRefusal};
use ledger::policy::VerdictRefusal;
use ledger::proof::{GREATEST_EXTRA, Proof, TlogProofRefusal};
use ledger::tree::ProofRefusal;

use crate::world::{Log, all_three, checkpoint, entry, policy_with, signed};

fn written(extra: Option<&[u8]>) -> String {
    Log::of(1000).proof(777, extra).to_string()
}

fn refusal(written: &str) -> Option<TlogProofRefusal> {
    Proof::parse(written.as_bytes()).err()
}

#[test]
fn prf_1_accepts_the_first_line_and_prints_the_same_bytes() {
    let written = written(Some(b"opening"));
    assert!(written.starts_with("c2sp.org/tlog-proof@v1\nextra b3BlbmluZw==\nindex 777\n"));
    assert_eq!(Proof::parse(written.as_bytes()).unwrap().to_string(), written);
}

#[test]
fn prf_1_refuses_any_other_first_line() {
    for other in [
        "c2sp.org/tlog-proof@v2",
        "c2sp.org/tlog-proof@v1 ",
        "\u{feff}c2sp.org/tlog-proof@v1",
        "",
    ] {
        let written = written(None).replace("c2sp.org/tlog-proof@v1", other);
        assert_eq!(refusal(&written), Some(TlogProofRefusal::Layout), "{other:?}");
    }
    assert_eq!(Proof::parse(b"\xff\n\n"), Err(TlogProofRefusal::Layout));
}

#[test]
fn prf_2_accepts_a_proof_with_and_without_extra_data() {
    let with = Proof::parse(written(Some(&[0, 255])).as_bytes()).unwrap();
    assert_eq!(with.extra(), Some([0, 255].as_slice()));
    let without = Proof::parse(written(None).as_bytes()).unwrap();
    assert_eq!(without.extra(), None);
    assert!(without.verify(&all_three(), &entry(777)).is_ok());
}

#[test]
fn prf_2_refuses_empty_repeated_misplaced_or_endless_extra_data() {
    let good = written(Some(b"x"));
    for written in [
        good.replace("extra eA==", "extra "),
        good.replace("extra eA==", "extra"),
        good.replace("extra eA==", "extra  eA=="),
        good.replace("extra eA==", "extra eB=="),
        good.replace("extra eA==", "Extra eA=="),
        good.replace("extra eA==", "extra eA==\nextra eA=="),
        good.replace("extra eA==\nindex 777", "index 777\nextra eA=="),
    ] {
        assert_eq!(refusal(&written), Some(TlogProofRefusal::Layout), "{written}");
    }
    let note = Log::of(1).note();
    let endless = Proof::new(Some(vec![0; GREATEST_EXTRA + 1]), 0, Vec::new(), note);
    assert_eq!(endless, Err(TlogProofRefusal::Layout));
}

#[test]
fn prf_3_accepts_a_decimal_index() {
    let log = Log::of(300);
    for index in [0, 9, 10, 299] {
        let proof = Proof::parse(log.proof(index, None).to_string().as_bytes()).unwrap();
        assert_eq!(proof.index(), index);
        assert!(proof.verify(&all_three(), &entry(index)).is_ok());
    }
}

#[test]
fn prf_3_refuses_other_indexes_and_none() {
    for other in [
        "index 0777",
        "index +777",
        "index -1",
        "index",
        "index ",
        "index 1e3",
        "777",
        "Index 777",
    ] {
        let written = written(None).replace("index 777", other);
        assert_eq!(refusal(&written), Some(TlogProofRefusal::Layout), "{other}");
    }
    let beyond = written(None).replace("index 777", "index 1000");
    let policy = all_three();
    let refusal = Proof::parse(beyond.as_bytes())
        .unwrap()
        .verify(&policy, &entry(777))
        .err();
    let (index, size) = (1000, 1000);
    assert_eq!(
        refusal,
        Some(TlogProofRefusal::Inclusion(ProofRefusal::NoSuchLeaf {
            index,
            size
        }))
    );
}

#[test]
fn prf_4_accepts_hashes_from_the_sibling_upwards() {
    let log = Log::of(1000);
    let proof = Proof::parse(written(None).as_bytes()).unwrap();
    assert_eq!(proof.hashes(), log.inclusion(777));
    assert_eq!(
        proof.hashes()[0],
        ledger::tree::leaf_hash::<ledger::hash::Sha256>(&entry(776))
    );
    let alone = Proof::parse(Log::of(1).proof(0, None).to_string().as_bytes()).unwrap();
    assert!(alone.hashes().is_empty());
}

#[test]
fn prf_4_refuses_other_orders_other_numbers_and_other_hashes() {
    let proof = Log::of(1000).proof(777, None);
    let with = |hashes: Vec<ledger::hash::Hash>| {
        let proof = Proof::new(None, 777, hashes, proof.note().clone())?;
        proof.verify(&all_three(), &entry(777)).map(|_| ())
    };
    let hashes = proof.hashes().to_vec();
    assert_eq!(with(hashes.clone()), Ok(()));
    let reversed = hashes.iter().rev().copied().collect();
    assert_eq!(
        with(reversed),
        Err(TlogProofRefusal::Inclusion(ProofRefusal::Root))
    );
    let fewer = hashes[1..].to_vec();
    assert_eq!(
        with(fewer),
        Err(TlogProofRefusal::Inclusion(ProofRefusal::Length))
    );
    assert_eq!(with(vec![hashes[0]; 64]), Err(TlogProofRefusal::Layout));
    let short = written(None).replace(&hashes[0].to_string(), "AAAA");
    assert_eq!(refusal(&short), Some(TlogProofRefusal::Layout));
}

#[test]
fn prf_5_accepts_one_empty_line_before_the_checkpoint() {
    assert_eq!(written(None).matches("\n\n").count(), 2);
}

#[test]
fn prf_5_refuses_no_empty_line_and_a_second_one() {
    let good = written(None);
    let origin = "\n\nlog.example";
    let without = good.replacen(origin, "\nlog.example", 1);
    assert_eq!(refusal(&without), Some(TlogProofRefusal::Layout));
    let second = good.replacen(origin, "\n\n\nlog.example", 1);
    assert!(refusal(&second).is_some());
}

#[test]
fn prf_6_accepts_the_checkpoint_as_it_was_signed() {
    let log = Log::of(1000);
    let proof = log.proof(777, None);
    assert_eq!(proof.note(), &log.note());
    let (policy, entry) = (all_three(), entry(777));
    let verdict = proof.verify(&policy, &entry).unwrap();
    assert_eq!(verdict.checkpoint.head(), log.edge.head());
}

#[test]
fn prf_6_refuses_what_is_no_checkpoint_too_few_witnesses_and_another_entry() {
    let text = "no checkpoint\n";
    let line = crate::world::log_key().sign_text(text).unwrap();
    let note = Note::new(text, vec![line]).unwrap();
    let refused = Proof::new(None, 0, Vec::new(), note);
    assert_eq!(
        refused,
        Err(TlogProofRefusal::Checkpoint(CheckpointRefusal::Layout))
    );
    assert_eq!(
        refusal(written(None).trim_end()),
        Some(TlogProofRefusal::Note(NoteRefusal::Layout))
    );
    let log = Log::of(1000);
    let head = log.edge.head();
    let unwitnessed = Note::new(&checkpoint(head).to_string(), vec![signed(head)]).unwrap();
    let pending = Proof::new(None, 777, log.inclusion(777), unwitnessed).unwrap();
    assert_eq!(
        pending.verify(&all_three(), &entry(777)),
        Err(TlogProofRefusal::NotConfirmed)
    );
    assert!(pending.verify(&policy_with("quorum none\n"), &entry(777)).is_ok());
    let other = log.proof(777, None).verify(&all_three(), &entry(778)).err();
    assert_eq!(other, Some(TlogProofRefusal::Inclusion(ProofRefusal::Root)));
    let no_log = ledger::policy::Policy::parse(b"quorum none\n").unwrap();
    let unknown = log.proof(777, None).verify(&no_log, &entry(777)).err();
    assert!(matches!(
        unknown,
        Some(TlogProofRefusal::Verdict(VerdictRefusal::UnknownLog(_)))
    ));
}
