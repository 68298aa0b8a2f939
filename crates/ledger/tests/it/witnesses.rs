//! The witness protocol: WIT-1 to WIT-8.

use ledger::hash::{Hash, Sha256};
use ledger::note::{LogKey, Note, Signature, VerifierKey};
use ledger::tree::{Head, consistency_proof};
use ledger::witness::{Reply, ReplyRefusal, Request, SIZE_TYPE, WitnessRefusal, monitoring_path};

use crate::world::{Log, NOON, checkpoint, cosigned, log_key, name, signed, witness};

fn nothing() -> Head {
    Head::empty::<Sha256>()
}

fn trusted() -> Vec<VerifierKey> {
    vec![log_key().verifier().clone()]
}

fn note(head: Head) -> Note {
    Note::new(&checkpoint(head).to_string(), vec![signed(head)]).unwrap()
}

/// From the tree of `old` leaves to that of 300.
fn request(old: u64) -> Request {
    let log = Log::of(300);
    let proof = consistency_proof::<Sha256>(old, 300, |node| log.root_of(node)).unwrap();
    Request::new(old, proof, note(log.edge.head())).unwrap()
}

fn head(size: u64) -> Head {
    Log::of(size).edge.head()
}

fn answer(request: &Request, seen: Head) -> Result<Signature, WitnessRefusal> {
    witness(1).answer(request, &trusted(), seen, NOON)
}

/// What the witness sends, read by the log that asked.
fn reply(request: &Request, seen: Head) -> Result<Reply, ReplyRefusal> {
    let key = witness(1).verifier().clone();
    match answer(request, seen) {
        Ok(line) => request.reply(&key, 200, "text/plain", format!("{line}\n").as_bytes()),
        Err(refusal) => request.reply(&key, refusal.status(), SIZE_TYPE, refusal.body().as_bytes()),
    }
}

#[test]
fn wit_1_accepts_old_size_proof_empty_line_and_checkpoint_and_prints_the_same_bytes() {
    for old in [0, 7, 256, 300] {
        let request = request(old);
        let written = request.to_string();
        assert!(written.starts_with(&format!("old {old}\n")));
        assert_eq!(Request::parse(written.as_bytes()), Ok(request));
    }
}

#[test]
fn wit_1_refuses_other_lines_other_numbers_and_too_many_hashes() {
    let good = request(7).to_string();
    for wrong in [
        good.replacen("old 7", "old 07", 1),
        good.replacen("old 7", "old +7", 1),
        good.replacen("old 7", "old  7", 1),
        good.replacen("old 7", "Old 7", 1),
        good.replacen("old 7\n", "", 1),
        good.replacen("old 7\n", "old 7\n\n", 1),
        good.replacen("old 7\n", "old 7\nAAAA\n", 1),
        good.replacen("\n\n", "\n", 1),
        good.trim_end().to_owned(),
        format!("{good}\n"),
        format!(
            "old 7\n{}\n{}",
            format!("{}\n", Hash([0; 32])).repeat(64),
            note(head(300))
        ),
        format!("old 7\n\n{}", "x".repeat(300_000)),
        String::new(),
    ] {
        assert_eq!(
            Request::parse(wrong.as_bytes()),
            Err(WitnessRefusal::Malformed),
            "{wrong:.200}"
        );
    }
    assert_eq!(WitnessRefusal::Malformed.status(), 400);
    assert!(Request::new(7, vec![Hash([0; 32]); 63], note(head(300))).is_ok());
}

#[test]
fn wit_2_accepts_a_known_log_that_signed_beside_strangers() {
    let stranger = LogKey::from_seed(name("stranger.example"), &[9; 32]).unwrap();
    let body = note(head(300));
    let line = stranger.sign_text(body.text()).unwrap();
    let request = Request::new(0, Vec::new(), body.with([line]).unwrap()).unwrap();
    assert!(answer(&request, nothing()).is_ok());
}

#[test]
fn wit_2_refuses_unknown_logs_and_what_the_log_did_not_sign() {
    let unknown = witness(1).answer(&request(0), &[], nothing(), NOON);
    assert_eq!(unknown, Err(WitnessRefusal::UnknownLog));
    let other_log = LogKey::from_seed(name("other.example"), &[9; 32]).unwrap();
    let untrusted = witness(1).answer(&request(0), &[other_log.verifier().clone()], nothing(), NOON);
    assert_eq!(untrusted, Err(WitnessRefusal::NotSigned));
    let text = checkpoint(head(300)).to_string();
    let wrong = Note::new(&text, vec![signed(head(299))]).unwrap();
    let request = Request::new(0, Vec::new(), wrong).unwrap();
    assert_eq!(answer(&request, nothing()), Err(WitnessRefusal::NotSigned));
    // A trusted key of another name does not speak for this log.
    let line = other_log.sign_text(&text).unwrap();
    let request = Request::new(0, Vec::new(), Note::new(&text, vec![line]).unwrap()).unwrap();
    let other = witness(1).answer(&request, &[other_log.verifier().clone()], nothing(), NOON);
    assert_eq!(other, Err(WitnessRefusal::NotSigned));
    assert_eq!(
        (
            WitnessRefusal::UnknownLog.status(),
            WitnessRefusal::NotSigned.status()
        ),
        (404, 403)
    );
}

#[test]
fn wit_3_accepts_an_old_size_up_to_the_new_one() {
    assert!(answer(&request(300), head(300)).is_ok());
}

#[test]
fn wit_3_refuses_an_old_size_beyond_the_new_one() {
    let beyond = Request::new(301, Vec::new(), note(head(300)));
    assert_eq!(beyond, Err(WitnessRefusal::Malformed));
}

#[test]
fn wit_4_accepts_the_size_that_was_seen_last() {
    for old in [0, 1, 7, 256, 299] {
        let cosigned = reply(&request(old), head(old)).unwrap();
        assert!(matches!(cosigned, Reply::Cosigned(_, NOON)), "{old}");
    }
}

#[test]
fn wit_4_refuses_another_size_and_names_the_one_it_has_seen() {
    let refusal = answer(&request(0), head(256)).unwrap_err();
    assert_eq!((refusal.status(), refusal.body()), (409, "256\n".to_owned()));
    assert_eq!(reply(&request(0), head(256)), Ok(Reply::OtherSize(256)));
    let key = witness(1).verifier().clone();
    let read = |content_type, body: &[u8]| request(0).reply(&key, 409, content_type, body);
    assert_eq!(
        read("Text/X.TLOG.SIZE; charset=utf-8", b"9\n"),
        Ok(Reply::OtherSize(9))
    );
    for (content_type, body) in [
        ("", b"9\n".as_slice()),
        ("text/plain", b"9\n"),
        (SIZE_TYPE, b"9"),
        (SIZE_TYPE, b"9\n\n"),
        (SIZE_TYPE, b"09\n"),
        (SIZE_TYPE, b"-1\n"),
        (SIZE_TYPE, b""),
    ] {
        assert_eq!(
            read(content_type, body),
            Err(ReplyRefusal::Malformed),
            "{content_type} {body:?}"
        );
    }
}

#[test]
fn wit_5_accepts_the_first_tree_by_the_empty_proof_even_an_empty_one() {
    assert!(answer(&request(0), nothing()).is_ok());
    let empty = Request::new(0, Vec::new(), note(nothing())).unwrap();
    assert!(answer(&empty, nothing()).is_ok());
}

#[test]
fn wit_5_refuses_another_empty_root_a_proof_from_nothing_and_a_wrong_proof() {
    let text = format!("log.example/test\n0\n{}\n", Hash([1; 32]));
    let body = format!("old 0\n\n{text}\n{}\n", signed(nothing()));
    assert_eq!(Request::parse(body.as_bytes()), Err(WitnessRefusal::Inconsistent));
    let with_proof = Request::new(0, vec![Hash([1; 32])], note(head(300))).unwrap();
    assert_eq!(answer(&with_proof, nothing()), Err(WitnessRefusal::Inconsistent));
    let wrong = Request::new(256, vec![Hash([1; 32])], note(head(300))).unwrap();
    assert_eq!(answer(&wrong, head(256)), Err(WitnessRefusal::Inconsistent));
    assert_eq!(reply(&wrong, head(256)), Ok(Reply::Fork));
    assert_eq!(WitnessRefusal::Inconsistent.status(), 422);
}

#[test]
fn wit_6_accepts_the_same_tree_again() {
    assert!(matches!(reply(&request(300), head(300)), Ok(Reply::Cosigned(..))));
}

#[test]
fn wit_6_refuses_another_tree_of_the_same_size_and_the_log_knows_it_for_a_fork() {
    let fork = Head {
        root: Hash([1; 32]),
        ..head(300)
    };
    assert_eq!(answer(&request(300), fork), Err(WitnessRefusal::Inconsistent));
    assert_eq!(reply(&request(300), fork), Ok(Reply::Fork));
    // Version 1.0.0 says the same by a 409.
    let key = witness(1).verifier().clone();
    assert_eq!(
        request(300).reply(&key, 409, SIZE_TYPE, b"300\n"),
        Ok(Reply::Fork)
    );
    assert_eq!(
        request(7).reply(&key, 409, SIZE_TYPE, b"300\n"),
        Ok(Reply::OtherSize(300))
    );
    assert_eq!(request(7).reply(&key, 429, "", b""), Ok(Reply::Refused(429)));
}

#[test]
fn wit_7_accepts_the_cosignature_of_the_witness_that_was_asked() {
    let (request, key) = (request(0), witness(1).verifier().clone());
    let (own, other) = (cosigned(1, head(300)), cosigned(2, head(300)));
    let body = format!("{other}\n{own}\n");
    let reply = request.reply(&key, 200, "", body.as_bytes());
    assert_eq!(reply, Ok(Reply::Cosigned(own, NOON + 1)));
}

#[test]
fn wit_7_refuses_other_lines_and_a_request_that_comes_late() {
    let (request, key) = (request(0), witness(1).verifier().clone());
    for body in [
        format!("{}\n", cosigned(2, head(300))),
        format!("{}\n", cosigned(1, head(299))),
        format!("{}\n", signed(head(300))),
    ] {
        assert_eq!(
            request.reply(&key, 200, "", body.as_bytes()),
            Err(ReplyRefusal::NotCosigned)
        );
    }
    let line = cosigned(1, head(300));
    for body in [
        format!("{line}"),
        String::new(),
        format!("x\n\n{line}\n"),
        format!("{line}\n\n"),
    ] {
        assert_eq!(
            request.reply(&key, 200, "", body.as_bytes()),
            Err(ReplyRefusal::Malformed)
        );
    }
    // The head is stored with the answer, so that a smaller one that was checked before comes too late.
    let seen = request.checkpoint().head();
    let late = Request::new(0, Vec::new(), note(head(256))).unwrap();
    assert_eq!(answer(&late, seen), Err(WitnessRefusal::OtherSize(300)));
    let no_clock = witness(1).answer(&request, &trusted(), nothing(), 0);
    assert_eq!(no_clock, Err(WitnessRefusal::Clock));
}

#[test]
fn wit_8_names_the_checkpoint_by_the_hash_of_the_origin() {
    // `printf example.com/log42 | sha256sum`
    let hash = "4e08c70cc7f225871fda7dc115566008e6954b26a25896be01faa45cdd0f63eb";
    assert_eq!(monitoring_path("example.com/log42"), format!("{hash}/checkpoint"));
}

#[test]
fn wit_8_refuses_to_share_a_name_between_origins() {
    assert_ne!(
        monitoring_path("example.com/log42"),
        monitoring_path("example.com/log43")
    );
}
