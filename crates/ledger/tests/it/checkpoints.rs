//! Checkpoints: CP-1 to CP-6.

use ledger::checkpoint::{Checkpoint, CheckpointRefusal};
use ledger::hash::{Hash, Sha256};
use ledger::note::{LogKey, Note, SealRefusal, SignRefusal, VerifierKey};
use ledger::tree::{Head, ProofRefusal, consistency_proof};

use crate::world::{Log, ORIGIN, checkpoint, cosigned, log_key, name, note, signed, some_head, witness};

/// Of c2sp.org/tlog-checkpoint.
const BODY: &str = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

#[test]
fn cp_1_accepts_the_example_and_extension_lines_and_prints_the_same_bytes() {
    for body in [
        BODY.to_owned(),
        format!("{BODY}one more\nand another\n"),
        BODY.replace("example", "an origin"),
    ] {
        let checkpoint = Checkpoint::parse(&body).unwrap();
        assert_eq!(checkpoint.head().size, 20_852_163);
        assert_eq!(checkpoint.to_string(), body);
    }
}

#[test]
fn cp_1_refuses_missing_and_empty_lines_and_other_roots() {
    for body in [
        BODY.replace("example.com/behind-the-sofa", ""),
        BODY.replace("20852163\n", ""),
        BODY.trim_end().to_owned(),
        format!("{BODY}\n"),
        format!("{BODY}\nextension\n"),
        BODY.replace("q2I=", "q2J="),
        BODY.replace("q2I=", "q2I"),
        BODY.replace("CsUY", ""),
        BODY.replace("example", "exam\tple"),
        BODY.replace('\n', "\r\n"),
        format!("{BODY}an extension\u{0}\n"),
        String::new(),
        "\n\n\n".to_owned(),
    ] {
        assert_eq!(
            Checkpoint::parse(&body),
            Err(CheckpointRefusal::Layout),
            "{body:?}"
        );
    }
}

#[test]
fn cp_1_publishes_no_extension_lines() {
    assert!(checkpoint(some_head()).extensions().is_empty());
    assert_eq!(checkpoint(some_head()).to_string().lines().count(), 3);
}

#[test]
fn cp_2_accepts_the_empty_tree_with_the_hash_of_nothing() {
    let body = "a\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
    assert_eq!(Checkpoint::parse(body).unwrap().head(), Head::empty::<Sha256>());
}

#[test]
fn cp_2_refuses_the_empty_tree_with_another_root() {
    let body = BODY.replace("20852163", "0");
    assert_eq!(Checkpoint::parse(&body), Err(CheckpointRefusal::EmptyRoot));
}

#[test]
fn cp_3_signs_what_continues_the_head_signed_last() {
    let log = Log::of(300);
    let old = Log::of(100).edge.head();
    let proof = consistency_proof::<Sha256>(100, 300, |node| log.root_of(node)).unwrap();
    let next = checkpoint(log.edge.head());
    assert!(log_key().sign_checkpoint(old, &next, &proof).is_ok());
    // The same head once more is what an idle log publishes.
    assert!(log_key().sign_checkpoint(log.edge.head(), &next, &[]).is_ok());
}

#[test]
fn cp_3_refuses_a_fork_a_smaller_tree_and_a_second_root() {
    let log = Log::of(300);
    let proof = consistency_proof::<Sha256>(100, 300, |node| log.root_of(node)).unwrap();
    let head = log.edge.head();
    let forked = Head {
        size: 100,
        root: Hash([7; 32]),
    };
    let (shrunk, same_size) = (Head { size: 301, ..forked }, Head { size: 300, ..forked });
    for (last, proof) in [(forked, proof.as_slice()), (shrunk, &[]), (same_size, &[])] {
        let refusal = log_key().sign_checkpoint(last, &checkpoint(head), proof);
        assert!(matches!(refusal, Err(SignRefusal::Succession(_))), "{last:?}");
    }
    let refusal = log_key().sign_checkpoint(same_size, &checkpoint(head), &[]);
    assert_eq!(refusal, Err(SignRefusal::Succession(ProofRefusal::Root)));
}

#[test]
fn cp_4_accepts_the_key_that_has_the_name_of_the_origin() {
    let (log, note) = (log_key(), note(some_head()));
    let (opened, seals) = Checkpoint::open(&note, log.verifier(), []).unwrap();
    assert_eq!(
        (opened.origin(), opened.head(), seals.len()),
        (ORIGIN, some_head(), 1)
    );
}

#[test]
fn cp_4_refuses_another_logs_signature() {
    let other = LogKey::from_seed(name("other.example"), &[2; 32]).unwrap();
    let body = checkpoint(some_head());
    let nothing = Head::empty::<Sha256>();
    assert_eq!(
        other.sign_checkpoint(nothing, &body, &[]),
        Err(SignRefusal::Origin)
    );
    // It signs it as any text, since it is not its own.
    let line = other.sign_text(&body.to_string()).unwrap();
    let note = Note::new(&body.to_string(), vec![line]).unwrap();
    assert_eq!(
        Checkpoint::open(&note, other.verifier(), []),
        Err(CheckpointRefusal::NotByLog)
    );
    let nobody = CheckpointRefusal::Seal(SealRefusal::Nobody);
    assert_eq!(Checkpoint::open(&note, log_key().verifier(), []), Err(nobody));
}

#[test]
fn cp_5_accepts_the_logs_ed25519_line_among_others() {
    let (log, witness, head) = (log_key(), witness(1), some_head());
    let lines = vec![cosigned(1, head), signed(head)];
    let note = Note::new(&checkpoint(head).to_string(), lines).unwrap();
    let (_, seals) = Checkpoint::open(&note, log.verifier(), [witness.verifier()]).unwrap();
    assert_eq!(seals.len(), 2);
}

#[test]
fn cp_5_refuses_a_checkpoint_that_the_log_did_not_sign_by_ed25519() {
    let head = some_head();
    let note = Note::new(&checkpoint(head).to_string(), vec![cosigned(1, head)]).unwrap();
    let refusal = Checkpoint::open(&note, log_key().verifier(), [witness(1).verifier()]).err();
    assert_eq!(refusal, Some(CheckpointRefusal::NotByLog));
    // The log's own name on a key that cosigns is not the log's signature.
    let cosigner = ledger::cosignature::WitnessKey::from_seed(name(ORIGIN), &[1; 32]).unwrap();
    let line = cosigner
        .cosign(Head::empty::<Sha256>(), &checkpoint(head), &[], 1)
        .unwrap();
    let note = Note::new(&checkpoint(head).to_string(), vec![line]).unwrap();
    let key: VerifierKey = cosigner.verifier().clone();
    assert_eq!(
        Checkpoint::open(&note, &key, []).err(),
        Some(CheckpointRefusal::NotByLog)
    );
}

#[test]
fn cp_6_accepts_sizes_up_to_2_63_minus_1() {
    for size in ["1", "9", "10", "9223372036854775807"] {
        let body = BODY.replace("20852163", size);
        assert_eq!(Checkpoint::parse(&body).unwrap().to_string(), body);
    }
}

#[test]
fn cp_6_refuses_signs_zeros_and_greater_sizes() {
    let more = [
        "+600", "0600", "-1", "00", "1 ", " 1", "0x10", "1_000", "", "1e3", "\u{661}",
    ];
    let too_large = [
        "9223372036854775808",
        "18446744073709551615",
        "18446744073709551616",
    ];
    for size in more.iter().chain(&too_large) {
        let body = BODY.replace("20852163", size);
        assert_eq!(Checkpoint::parse(&body), Err(CheckpointRefusal::Layout), "{size}");
    }
}
