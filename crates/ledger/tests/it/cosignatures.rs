//! Cosignatures: COS-1 to COS-5.

use ed25519_dalek::{Signer, SigningKey};
use ledger::cosignature::{WitnessKey, newest_claimed};
use ledger::hash::{Hash, Sha256};
use ledger::note::{Note, SealRefusal, SignRefusal, Signature, VerifierKey};
use ledger::policy::{Policy, PolicyRefusal};
use ledger::tree::{Head, ProofRefusal, consistency_proof};

use crate::world::{Log, NOON, checkpoint, cosigned, forged, log_key, name, signed, some_head, witness};

fn nothing() -> Head {
    Head::empty::<Sha256>()
}

/// What the first witness would sign at a time, by the words of the specification.
fn by_hand(time: u64, header: &str) -> Signature {
    let message = format!("{header}\ntime {time}\n{}", checkpoint(some_head()));
    let secret = SigningKey::from_bytes(&[101; 32]);
    let signature = secret.sign(message.as_bytes()).to_bytes();
    forged(
        witness(1).verifier(),
        &[time.to_be_bytes().as_slice(), &signature].concat(),
    )
}

fn judged(line: Signature) -> Result<Option<u64>, SealRefusal> {
    let note = Note::new(&checkpoint(some_head()).to_string(), vec![line]).unwrap();
    note.verify([witness(1).verifier()]).map(|seals| seals[0].time)
}

#[test]
fn cos_1_signs_a_header_the_time_and_the_whole_body() {
    assert_eq!(cosigned(1, some_head()), by_hand(NOON + 1, "cosignature/v1"));
    assert_eq!(judged(cosigned(1, some_head())), Ok(Some(NOON + 1)));
}

#[test]
fn cos_1_refuses_another_header_another_time_another_body_and_other_lengths() {
    let wrong = Err(SealRefusal::Wrong("witness.example/w1".to_owned()));
    assert_eq!(judged(by_hand(NOON, "cosignature/v2")), wrong);
    let right = cosigned(1, some_head());
    let key = witness(1).verifier().clone();
    let other_time = [NOON.to_be_bytes().as_slice(), &right.bytes()[8..]].concat();
    let other_body = cosigned(
        1,
        Head {
            size: 6,
            ..some_head()
        },
    );
    assert_eq!(judged(forged(&key, &other_time)), wrong);
    assert_eq!(judged(other_body), wrong);
    assert_eq!(judged(forged(&key, &right.bytes()[..71])), wrong);
    assert_eq!(judged(forged(&key, &[right.bytes(), &[0]].concat())), wrong);
    assert_eq!(judged(forged(&key, &[0; 3])), wrong);
}

#[test]
fn the_newest_time_is_of_a_witness_and_of_nobody_else() {
    let text = checkpoint(some_head()).to_string();
    let time_of = |lines: Vec<Signature>| newest_claimed(&Note::new(&text, lines).unwrap());
    let own = signed(some_head());
    let long = forged(witness(3).verifier(), &[1; 73]);
    let in_its_name = WitnessKey::from_seed(name(checkpoint(some_head()).origin()), &[7; 32]).unwrap();
    let in_its_name = forged(in_its_name.verifier(), &[&[0, 1], [255; 70].as_slice()].concat());
    assert_eq!(time_of(vec![own.clone(), long.clone(), in_its_name]), None);
    let two = [cosigned(2, some_head()), cosigned(1, some_head())];
    assert_eq!(time_of([vec![own, long], two.to_vec()].concat()), Some(NOON + 2));
}

#[test]
fn cos_2_recognises_ml_dsa_44_and_never_counts_it() {
    let key = VerifierKey::new(name("witness.example/ml"), &[6; 1313]).unwrap();
    assert_eq!(VerifierKey::parse(&key.to_string()), Ok(key.clone()));
    let line = forged(&key, &[1; 2428]);
    let text = checkpoint(some_head()).to_string();
    let note = Note::new(&text, vec![line.clone(), cosigned(1, some_head())]).unwrap();
    let seals = note
        .verify([&key, witness(1).verifier()])
        .map(|seals| seals.len());
    assert_eq!(seals, Ok(1));
    let alone = Note::new(&text, vec![line]).unwrap();
    assert_eq!(alone.verify([&key]), Err(SealRefusal::Nobody));
}

#[test]
fn cos_2_refuses_ml_dsa_44_keys_of_another_length() {
    for length in [1, 33, 1312, 1314] {
        assert!(VerifierKey::new(name("k"), &vec![6; length]).is_err(), "{length}");
    }
}

#[test]
fn cos_3_accepts_times_from_1_to_2_63_minus_1() {
    for time in [1, NOON, ledger::GREATEST] {
        assert_eq!(judged(by_hand(time, "cosignature/v1")), Ok(Some(time)));
    }
}

#[test]
fn cos_3_refuses_no_time_and_times_beyond_2_63_minus_1() {
    for time in [0, ledger::GREATEST + 1, u64::MAX] {
        assert!(judged(by_hand(time, "cosignature/v1")).is_err(), "{time}");
        let unsigned = witness(1).cosign(nothing(), &checkpoint(some_head()), &[], time);
        assert_eq!(unsigned, Err(SignRefusal::Unsignable));
    }
}

#[test]
fn cos_4_accepts_a_witness_with_a_key_of_its_own() {
    let (log, witness) = (log_key(), witness(1));
    let policy = format!(
        "log {}\nwitness w {}\nquorum w\n",
        log.verifier(),
        witness.verifier()
    );
    assert!(Policy::parse(policy.as_bytes()).is_ok());
}

#[test]
fn cos_4_refuses_a_witness_that_has_the_logs_key() {
    let log = log_key();
    let double = WitnessKey::from_seed(name("witness.example"), &[1; 32]).unwrap();
    assert_eq!(double.verifier().key_bytes(), log.verifier().key_bytes());
    let policy = format!(
        "log {}\nwitness w {}\nquorum w\n",
        log.verifier(),
        double.verifier()
    );
    assert_eq!(Policy::parse(policy.as_bytes()), Err(PolicyRefusal::SameKey(2)));
    let policy = format!(
        "witness w {}\nlog {}\nquorum w\n",
        double.verifier(),
        log.verifier()
    );
    assert_eq!(Policy::parse(policy.as_bytes()), Err(PolicyRefusal::SameKey(2)));
}

#[test]
fn cos_5_cosigns_the_largest_head_it_has_seen_and_the_same_one_again() {
    let (log, old) = (Log::of(300), Log::of(256).edge.head());
    let proof = consistency_proof::<Sha256>(256, 300, |node| log.root_of(node)).unwrap();
    let next = checkpoint(log.edge.head());
    assert!(witness(1).cosign(old, &next, &proof, NOON).is_ok());
    assert!(witness(1).cosign(log.edge.head(), &next, &[], NOON + 600).is_ok());
}

#[test]
fn cos_5_refuses_a_smaller_head_and_a_fork() {
    let head = Log::of(300).edge.head();
    let smaller = checkpoint(Log::of(256).edge.head());
    let refusal = witness(1).cosign(head, &smaller, &[], NOON);
    let (old, new) = (300, 256);
    assert_eq!(
        refusal,
        Err(SignRefusal::Succession(ProofRefusal::Shrunk { old, new }))
    );
    let fork = checkpoint(Head {
        root: Hash([1; 32]),
        ..head
    });
    let refusal = witness(1).cosign(head, &fork, &[], NOON);
    assert_eq!(refusal, Err(SignRefusal::Succession(ProofRefusal::Root)));
}
