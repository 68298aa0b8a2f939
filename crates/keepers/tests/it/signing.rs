//! CP-3: the signer signs what continues the head it signed last, and nothing else.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use keepers::signer::{FileKeys, KeyFailure, Keys, Refusal, Request, Signer, TwinHead, init};
use ledger::checkpoint::Checkpoint;
use ledger::hash::{Hash, Sha256, Sm3};
use ledger::note::{Note, Signature, VerifierKey};
use ledger::tree::Head;

use crate::world::{Folder, Log, ORIGIN, checkpoint, noon};

/// Both keys signed this head, by both trees.
fn assert_signed(note: &Note, keys: &[VerifierKey; 2], head: TwinHead) {
    let (signed, seals) = Checkpoint::open(note, &keys[0], &keys[1..]).unwrap();
    assert_eq!(signed, checkpoint(ORIGIN, head));
    assert_eq!(seals.len(), 2);
    assert_eq!(seals[1].sm3_root, Some(head.sm3_root));
}

#[test]
fn each_head_that_continues_the_one_before_is_signed_by_both_keys() {
    let folder = Folder::of_signer();
    let signer = folder.signer();
    let mut old = 0;
    for size in [0, 1, 2, 7, 8, 9, 64, 100] {
        let log = Log::of(size);
        let note = signer.sign(&log.request(old)).unwrap();
        assert_signed(&note, &signer.verifiers(), log.head());
        assert_eq!(signer.head(), log.head());
        old = log.size();
    }
}

#[test]
fn the_same_head_again_has_the_same_signatures_and_costs_no_state() {
    let folder = Folder::of_signer();
    let (log, file) = (Log::of(7), folder.0.join("heads"));
    let note = folder.signer().sign(&log.request(0)).unwrap();
    let state = fs::read(&file).unwrap();
    // Also after a new start, and whether the one who asks knew of the first time or not.
    for old in [0, 3, 7] {
        let signer = folder.signer();
        assert_eq!(signer.sign(&log.request(old)), Ok(note.clone()));
        assert_eq!(signer.sign(&log.request(old)), Ok(note.clone()));
    }
    assert_eq!(fs::read(&file).unwrap(), state);
}

#[test]
fn a_smaller_head_is_refused_with_the_one_that_was_signed() {
    let folder = Folder::of_signer();
    let (signer, log) = (folder.signer(), Log::of(9));
    signer.sign(&log.request(0)).unwrap();
    for size in [0, 1, 8] {
        let refusal = signer.sign(&Log::of(size).request(0)).unwrap_err();
        let (asked, last) = (u64::try_from(size).unwrap(), log.head());
        assert_eq!(refusal, Refusal::SetBack { asked, last });
        assert!(
            refusal
                .to_string()
                .contains("Complete the log from its published files")
        );
    }
}

#[test]
fn another_history_is_refused_at_the_same_size_and_at_every_greater_one() {
    let folder = Folder::of_signer();
    let (signer, log) = (folder.signer(), Log::of(9));
    signer.sign(&log.request(0)).unwrap();
    let last = log.head();
    for size in 9..20 {
        for from in 0..9 {
            let other = Log::of(size).other_from(from);
            assert_eq!(
                signer.sign(&other.request(9)),
                Err(Refusal::Fork { last }),
                "{size} {from}"
            );
        }
    }
    let honest = signer.sign(&Log::of(20).request(9));
    assert!(honest.is_ok());
}

#[test]
fn a_tree_by_sm3_that_goes_another_way_is_refused_too() {
    let folder = Folder::of_signer();
    let (signer, log, other) = (folder.signer(), Log::of(9), Log::of(9).other_from(3));
    signer.sign(&log.request(0)).unwrap();
    let last = log.head();
    let next = Log::of(12);
    let mixed = |sm3: &Log, head: TwinHead| {
        let proofs = (next.proof::<Sha256>(9), sm3.proof::<Sm3>(9));
        Request::new(
            checkpoint(ORIGIN, next.head()),
            head.sm3_root,
            9,
            proofs.0,
            proofs.1,
        )
        .unwrap()
    };
    let elsewhere = Log::of(12).other_from(3);
    assert_eq!(
        signer.sign(&mixed(&elsewhere, elsewhere.head())),
        Err(Refusal::Fork { last })
    );
    assert_eq!(
        signer.sign(&mixed(&next, elsewhere.head())),
        Err(Refusal::Fork { last })
    );
    // The same tree by SHA-256 with another one by SM3 is another head.
    let twisted = Request::new(
        checkpoint(ORIGIN, log.head()),
        other.head().sm3_root,
        9,
        vec![],
        vec![],
    );
    assert_eq!(signer.sign(&twisted.unwrap()), Err(Refusal::Fork { last }));
    assert!(signer.sign(&mixed(&next, next.head())).is_ok());
}

#[test]
fn a_proof_from_elsewhere_or_a_damaged_one_is_refused() {
    let folder = Folder::of_signer();
    let (signer, last) = (folder.signer(), Log::of(5));
    signer.sign(&last.request(0)).unwrap();
    let next = Log::of(11);
    for old in [0, 4, 6, 11] {
        let refusal = Refusal::OtherSize {
            old,
            last: last.head(),
        };
        assert_eq!(signer.sign(&next.request(old)), Err(refusal));
    }
    let (good, sm3) = (next.proof::<Sha256>(5), next.proof::<Sm3>(5));
    let ask = |proof: Vec<Hash>, sm3: Vec<Hash>| {
        signer.sign(
            &Request::new(
                checkpoint(ORIGIN, next.head()),
                next.head().sm3_root,
                5,
                proof,
                sm3,
            )
            .unwrap(),
        )
    };
    let last = last.head();
    for at in 0..good.len() {
        let (mut wrong, mut wrong_sm3) = (good.clone(), sm3.clone());
        wrong[at].0[31] ^= 1;
        wrong_sm3[at].0[0] ^= 1;
        assert_eq!(ask(wrong, sm3.clone()), Err(Refusal::Fork { last }));
        assert_eq!(ask(good.clone(), wrong_sm3), Err(Refusal::Fork { last }));
        assert_eq!(ask(good[..at].to_vec(), sm3.clone()), Err(Refusal::Fork { last }));
        assert_eq!(ask(good.clone(), sm3[..at].to_vec()), Err(Refusal::Fork { last }));
    }
    assert!(ask(good, sm3).is_ok());
}

#[test]
fn another_log_is_refused() {
    let folder = Folder::of_signer();
    let head = Log::of(3).head();
    let other = Request::new(
        checkpoint("log.example/other", head),
        head.sm3_root,
        0,
        vec![],
        vec![],
    );
    let refusal = folder.signer().sign(&other.unwrap());
    assert_eq!(refusal, Err(Refusal::Origin(ORIGIN.to_owned())));
}

#[test]
fn a_request_with_further_lines_or_an_old_size_beyond_the_new_one_is_none() {
    let head = Log::of(3).head();
    let text = format!("{}something\n", checkpoint(ORIGIN, head));
    let extended = Request::new(
        Checkpoint::parse(&text).unwrap(),
        head.sm3_root,
        0,
        vec![],
        vec![],
    );
    assert_eq!(extended, Err(Refusal::Malformed));
    let beyond = Request::new(checkpoint(ORIGIN, head), head.sm3_root, 4, vec![], vec![]);
    assert_eq!(beyond, Err(Refusal::Malformed));
    let empty = TwinHead::empty();
    let other_nothing = Request::new(checkpoint(ORIGIN, empty), head.sm3_root, 0, vec![], vec![]);
    assert_eq!(other_nothing, Err(Refusal::Malformed));
}

/// Keys in another place, which count what they sign and fail when they are told to.
struct Elsewhere {
    keys: FileKeys,
    signed: Arc<AtomicU32>,
    fails: Arc<AtomicU32>,
    lies: bool,
}

impl Keys for Elsewhere {
    fn log(&self) -> &VerifierKey {
        self.keys.log()
    }

    fn national(&self) -> &VerifierKey {
        self.keys.national()
    }

    fn sign(&self, last: Head, next: &Checkpoint, proof: &[Hash]) -> Result<Signature, KeyFailure> {
        let count = |left: u32| left.checked_sub(1);
        if self
            .fails
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, count)
            .is_ok()
        {
            return Err(KeyFailure("the card was taken out".to_owned()));
        }
        self.signed.fetch_add(1, Ordering::SeqCst);
        let line = self.keys.sign(last, next, proof)?;
        let mut bytes = line.bytes().to_vec();
        if self.lies {
            bytes[5] ^= 1;
        }
        Ok(Signature::by(self.log(), bytes))
    }

    fn sign_national(&self, next: &Checkpoint, sm3_root: Hash) -> Result<Signature, KeyFailure> {
        self.keys.sign_national(next, sm3_root)
    }
}

fn elsewhere(folder: &Folder, lies: bool) -> (Signer, Arc<AtomicU32>, Arc<AtomicU32>) {
    let (signed, fails) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
    let keys = Elsewhere {
        keys: FileKeys::open(&folder.0).unwrap(),
        signed: signed.clone(),
        fails: fails.clone(),
        lies,
    };
    let signer = Signer::with_keys(&folder.0, Box::new(keys), noon()).unwrap();
    (signer, signed, fails)
}

#[test]
fn a_key_is_asked_once_for_a_head_and_never_for_what_is_refused() {
    let folder = Folder::of_signer();
    let (signer, signed, _) = elsewhere(&folder, false);
    let log = Log::of(9);
    signer.sign(&log.request(0)).unwrap();
    signer.sign(&log.request(9)).unwrap();
    assert_eq!(signed.load(Ordering::SeqCst), 1);
    signer.sign(&Log::of(8).request(0)).unwrap_err();
    signer.sign(&log.other_from(3).request(9)).unwrap_err();
    assert_eq!(signed.load(Ordering::SeqCst), 1);
}

#[test]
fn a_key_that_fails_leaves_a_head_that_can_be_signed_later_and_no_other_in_its_place() {
    let folder = Folder::of_signer();
    let (signer, _, fails) = elsewhere(&folder, false);
    let (before, log) = (Log::of(4), Log::of(9));
    signer.sign(&before.request(0)).unwrap();
    fails.store(1, Ordering::SeqCst);
    assert!(matches!(signer.sign(&log.request(4)), Err(Refusal::Failed(_))));
    let last = log.head();
    assert_eq!(
        signer.sign(&log.other_from(5).request(4)),
        Err(Refusal::Fork { last })
    );
    assert_eq!(
        signer.sign(&before.request(4)),
        Err(Refusal::SetBack { asked: 4, last })
    );
    assert!(signer.sign(&log.request(4)).is_ok());
}

#[test]
fn a_signature_that_does_not_hold_is_not_handed_out() {
    let folder = Folder::of_signer();
    let (signer, ..) = elsewhere(&folder, true);
    assert!(matches!(
        signer.sign(&Log::of(4).request(0)),
        Err(Refusal::Failed(_))
    ));
}

#[test]
fn a_signer_is_set_up_once_and_its_keys_are_for_its_owner_alone() {
    let folder = Folder::of_signer();
    let keys = folder.signer().verifiers();
    assert!(init(&folder.0, ORIGIN).is_err());
    assert_eq!(folder.signer().verifiers(), keys);
    for key in ["ed25519", "sm2"] {
        let path = folder.0.join("keys").join(key);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let refusal = Signer::open(&folder.0, noon()).err().unwrap();
        assert!(refusal.to_string().contains("others may read"), "{refusal}");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    }
    for wrong in ["", "two words", "a+b"] {
        assert!(init(&Folder::new().0, wrong).is_err());
    }
}

#[test]
fn two_new_signers_have_different_keys() {
    let (one, other) = (Folder::of_signer(), Folder::of_signer());
    assert_ne!(one.signer().verifiers(), other.signer().verifiers());
}

#[test]
fn a_second_signer_does_not_start_on_the_same_folder() {
    let folder = Folder::of_signer();
    let first = folder.signer();
    assert!(Signer::open(&folder.0, noon()).is_err());
    drop(first);
    folder.signer();
}
