//! What other people's implementations say of us, and we of them: the stock witness of transparency-dev by the questions
//! and answers it left behind, another one by what it answered to the same, and `signed_note` by reading what our signer signs.

use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use keepers::Clock;
use keepers::memory::{Memory, Remembered};
use keepers::witness::{Failure, Witness, init};
use ledger::checkpoint::Checkpoint;
use ledger::note::{Note, VerifierKey};
use ledger::witness::{Reply, ReplyRefusal, Request, monitoring_path};
use signed_note::{StandardVerifier, VerifierList};

use crate::asking::{Running, prove};
use crate::world::{Folder, Log, NOON, log_key, noon};

const VECTORS: &str = include_str!("../vectors/witness.txt");
const LOG: &str = "example.com/ledgers/acme+c3b6d994+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs";
const STOCK: &str = "witness.example/w1+24b5d9fe+BP0XJDhaoMdbZPt4zWAvodmR/ev3axPFjtcC6sg16fYY";

/// The words of the lines of a kind.
fn lines(kind: &str) -> impl Iterator<Item = Vec<&'static str>> {
    let words = VECTORS.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    words.filter(move |words| words[0] == kind)
}

fn decoded(word: &str) -> String {
    let bytes = if word == "-" {
        Vec::new()
    } else {
        STANDARD.decode(word).unwrap()
    };
    String::from_utf8(bytes).unwrap()
}

fn stock() -> VerifierKey {
    VerifierKey::parse(STOCK).unwrap()
}

/// One of ours that has seen the first leaves of their log.
fn witness_at(size: u64) -> (Folder, Arc<Witness>) {
    let log = VerifierKey::parse(LOG).unwrap();
    let folder = Folder::new();
    init(&folder.0, "witness.example/ours").unwrap();
    let hash = monitoring_path(log.name().as_str()).replace("/checkpoint", "");
    let memory = Memory::create(&folder.0.join("logs").join(hash), log.name().as_str());
    let head = Log::of(13).head_at(size).sha256();
    let seen = Remembered {
        head,
        sm3_root: None,
        time: NOON,
        note: None,
    };
    memory.unwrap().remember(seen).unwrap();
    let witness = Witness::open(&folder.0, &[log], noon()).unwrap();
    (folder, Arc::new(witness))
}

#[test]
fn what_the_stock_witness_cosigned_ours_cosigns() {
    let mut count = 0;
    for words in lines("request") {
        let (body, answer) = (decoded(words[2]), decoded(words[3]));
        let request = Request::parse(body.as_bytes()).unwrap();
        let theirs = request.reply(&stock(), words[1].parse().unwrap(), "", answer.as_bytes());
        assert!(
            matches!(theirs, Ok(Reply::Cosigned(..))),
            "and we understand its answer"
        );
        let (_folder, witness) = witness_at(request.old());
        let line = witness.add_checkpoint(body.as_bytes()).unwrap();
        let note = request.note().clone().with([line]).unwrap();
        let log = VerifierKey::parse(LOG).unwrap();
        let (_, seals) = Checkpoint::open(&note, &log, [witness.verifier()]).unwrap();
        assert_eq!(seals.len(), 2);
        count += 1;
    }
    assert_eq!(count, 6);
}

#[test]
fn what_the_stock_witness_refused_ours_refuses_by_the_same_status() {
    let mut count = 0;
    for words in lines("reply") {
        let (status, body) = (words[2].parse::<u16>().unwrap(), decoded(words[5]));
        // The others are answers that no witness gives to this request.
        let seen = match words[1] {
            "Conflict:7" => 7,
            "Unprocessable" => 13,
            _ => continue,
        };
        let (_folder, witness) = witness_at(seen);
        let refusal = witness.add_checkpoint(body.as_bytes()).unwrap_err();
        let keepers::witness::Refusal::Rule(rule) = refusal else {
            panic!("{refusal}")
        };
        let request = Request::parse(body.as_bytes()).unwrap();
        // A wrong proof was sent to a witness at another size than this one.
        let expected = if request.old() == seen || status == 409 {
            status
        } else {
            409
        };
        assert_eq!(rule.status(), expected, "{}", words[1]);
        count += 1;
    }
    assert_eq!(count, 3);
}

#[test]
fn an_independent_witness_with_the_same_key_answers_everything_byte_for_byte_as_ours() {
    let lines: Vec<Vec<&str>> = include_str!("../vectors/doubleentry.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split(' ').collect())
        .collect();
    let folder = Folder::new();
    std::fs::create_dir_all(&folder.0).unwrap();
    std::fs::write(folder.0.join("name"), "witness.example/w1\n").unwrap();
    let key = folder.0.join("key");
    std::fs::write(&key, format!("{}\n", lines[0][1])).unwrap();
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
    let time = Arc::new(AtomicU64::new(0));
    let clock = Clock::new({
        let time = time.clone();
        move || time.load(Ordering::SeqCst)
    });
    let witness = Witness::open(&folder.0, &[log_key().verifier().clone()], clock).unwrap();
    let mut count = 0;
    for words in &lines[1..] {
        time.store(words[1].parse().unwrap(), Ordering::SeqCst);
        let body = if words[3] == "-" {
            vec![]
        } else {
            STANDARD.decode(words[3]).unwrap()
        };
        let (status, answer) = match witness.add_checkpoint(&body) {
            Ok(line) => (200, format!("{line}\n")),
            Err(keepers::witness::Refusal::Rule(rule)) => (rule.status(), rule.body()),
            Err(failure) => panic!("{failure}"),
        };
        assert_eq!(
            (status.to_string().as_str(), answer),
            (words[2], decoded(words[4]))
        );
        count += u32::from(status == 200);
    }
    assert_eq!((lines.len(), count), (37, 5));
}

#[tokio::test]
async fn the_answers_of_the_stock_witness_are_understood() {
    let mut count = 0;
    for words in lines("reply") {
        let status = words[2].parse::<u16>().unwrap();
        let (content_type, answer, request) = (decoded(words[3]), decoded(words[4]), decoded(words[5]));
        // One of them is what a witness answers to a request that is none; the checkpoint in it is one.
        let note = Note::parse(request.split_once("\n\n").unwrap().1.as_bytes()).unwrap();
        let answers = vec![(status, answer.clone()), (status, answer)];
        let running = Running::repeating(answers, &content_type, stock()).await;
        let log = Log::of(13);
        let outcome = running.client().cosign(&note, |old| prove(&log, old)).await;
        let is_expected = match (words[1], &outcome) {
            ("Cosigned", Ok(cosigned)) => cosigned.time == 1_792_108_800,
            ("BadRequest" | "Forbidden" | "UnknownLog" | "Pushback" | "Unexpected:500", Err(failure)) => {
                *failure == Failure::Refused(status)
            }
            ("MalformedReply", Err(failure)) => *failure == Failure::Nonsense(ReplyRefusal::Malformed),
            // Twice the same size: it is not asked a third time.
            ("Conflict:7", Err(failure)) => *failure == Failure::Unsteady(7),
            ("Conflict:9", Err(failure)) => *failure == Failure::Unsteady(9),
            ("Unprocessable", Err(failure)) => matches!(failure, Failure::Fork(_)),
            _ => false,
        };
        assert!(is_expected, "{} {outcome:?}", words[1]);
        count += 1;
    }
    assert_eq!(count, 15);
}

#[test]
fn signed_note_reads_what_the_signer_signs_and_refuses_it_changed() {
    let folder = Folder::of_signer();
    let signer = folder.signer();
    let [key, _] = signer.verifiers();
    let accepts = |note: &str| {
        let verifiers = VerifierList::new(vec![Box::new(StandardVerifier::new(&key.to_string()).unwrap())]);
        let note = signed_note::Note::from_bytes(note.as_bytes());
        note.is_ok_and(|note| note.verify(&verifiers).is_ok())
    };
    let mut old = 0;
    for size in [1, 5, 64] {
        let note = signer.sign(&Log::of(size).request(old)).unwrap().to_string();
        assert!(accepts(&note));
        assert!(!accepts(&note.replacen(
            &format!("\n{size}\n"),
            &format!("\n{}\n", size + 1),
            1
        )));
        old = Log::of(size).size();
    }
}
