//! WIT-1 to WIT-8 over HTTP, and what a witness keeps.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Barrier};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use keepers::Clock;
use keepers::witness::{Kind, Refusal, Witness, evidence, init, router, serve};
use ledger::checkpoint::Checkpoint;
use ledger::hash::{Hash, Sha256};
use ledger::note::{LogKey, Note, VerifierKey};
use ledger::tree::Head;
use ledger::witness::{GREATEST_REQUEST, Reply, WitnessRefusal, monitoring_path};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

use crate::world::{Folder, Log, NOON, ORIGIN, log_key, name, noon};

const WITNESS: &str = "witness.example/archive";

pub(crate) fn open(folder: &Path) -> Arc<Witness> {
    Arc::new(Witness::open(folder, &[log_key().verifier().clone()], noon()).unwrap())
}

fn new() -> (Folder, Router) {
    let folder = Folder::new();
    init(&folder.0, WITNESS).unwrap();
    let router = router(open(&folder.0));
    (folder, router)
}

async fn send(router: &Router, request: Request<Body>) -> (StatusCode, String, String) {
    let answer = router.clone().oneshot(request).await.unwrap();
    let (head, body) = answer.into_parts();
    let content_type = head.headers.get("content-type");
    let content_type = content_type
        .map_or("", |value| value.to_str().unwrap())
        .to_owned();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    (
        head.status,
        content_type,
        String::from_utf8(body.to_vec()).unwrap(),
    )
}

async fn post(router: &Router, body: impl ToString) -> (StatusCode, String, String) {
    let request = Request::post("/add-checkpoint").body(Body::from(body.to_string()));
    send(router, request.unwrap()).await
}

async fn get(router: &Router, path: &str) -> (StatusCode, String, String) {
    send(router, Request::get(path).body(Body::empty()).unwrap()).await
}

async fn status(router: &Router, body: impl ToString) -> u16 {
    post(router, body).await.0.as_u16()
}

fn key(folder: &Folder) -> VerifierKey {
    let path = folder.0.join("name");
    assert_eq!(fs::read_to_string(path).unwrap(), format!("{WITNESS}\n"));
    // A witness that is running has the folder; its public half is all that is asked for.
    let copy = Folder::new();
    fs::create_dir_all(&copy.0).unwrap();
    for part in ["name", "key"] {
        fs::copy(folder.0.join(part), copy.0.join(part)).unwrap();
    }
    let witness = Witness::open(&copy.0, &[], noon()).unwrap();
    witness.verifier().clone()
}

#[tokio::test]
async fn wit_1_every_size_after_the_other_is_cosigned_and_the_line_verifies() {
    let (folder, router) = new();
    let key = key(&folder);
    let mut old = 0;
    for size in [0, 1, 2, 5, 8, 8, 13, 64] {
        let request = Log::of(size).witness_request(old);
        let (status, content_type, body) = post(&router, &request).await;
        let reply = request.reply(&key, status.as_u16(), &content_type, body.as_bytes());
        assert!(
            matches!(reply, Ok(Reply::Cosigned(_, NOON))),
            "{size}: {status} {body}"
        );
        old = Log::of(size).size();
    }
}

#[tokio::test]
async fn wit_1_what_is_no_request_is_400_and_what_is_too_long_is_not_read() {
    let (_folder, router) = new();
    let good = Log::of(5).witness_request(0).to_string();
    for wrong in [
        String::new(),
        good.replacen("old 0", "old 00", 1),
        good.replacen("\n\n", "\n", 1),
        good.trim_end().to_owned(),
        format!(
            "old 0\n{}\n{}",
            format!("{}\n", Hash([0; 32])).repeat(64),
            Log::of(5).note()
        ),
    ] {
        assert_eq!(status(&router, &wrong).await, 400, "{wrong:.100}");
    }
    assert_eq!(status(&router, "x".repeat(GREATEST_REQUEST)).await, 400);
    assert_eq!(status(&router, "x".repeat(GREATEST_REQUEST + 1)).await, 413);
    assert_eq!(get(&router, "/add-checkpoint").await.0.as_u16(), 405);
}

#[tokio::test]
async fn wit_2_an_unknown_log_is_404_and_what_the_log_did_not_sign_is_403() {
    let (_folder, router) = new();
    let other = LogKey::from_seed(name("log.example/other"), &[9; 32]).unwrap();
    let head = Log::of(5).head().sha256();
    let checkpoint = Checkpoint::new(other.verifier().name(), head).unwrap();
    let line = other
        .sign_checkpoint(Head::empty::<Sha256>(), &checkpoint, &[])
        .unwrap();
    let note = Note::new(&checkpoint.to_string(), vec![line]).unwrap();
    assert_eq!(status(&router, format!("old 0\n\n{note}")).await, 404);
    // The right name and id, over another text; then nobody that is known.
    let (five, six) = (Log::of(5).note(), Log::of(6).note());
    let wrong = Note::new(five.text(), six.signatures().to_vec()).unwrap();
    assert_eq!(status(&router, format!("old 0\n\n{wrong}")).await, 403);
    let stranger = LogKey::from_seed(name(ORIGIN), &[9; 32]).unwrap();
    let checkpoint = Checkpoint::new(stranger.verifier().name(), head).unwrap();
    let line = stranger
        .sign_checkpoint(Head::empty::<Sha256>(), &checkpoint, &[])
        .unwrap();
    let strange = Note::new(&checkpoint.to_string(), vec![line.clone()]).unwrap();
    assert_eq!(status(&router, format!("old 0\n\n{strange}")).await, 403);
    let both = five.with([line]).unwrap();
    assert_eq!(status(&router, format!("old 0\n\n{both}")).await, 200);
}

#[tokio::test]
async fn wit_3_an_old_size_beyond_the_new_one_is_400() {
    let (_folder, router) = new();
    assert_eq!(
        status(&router, format!("old 6\n\n{}", Log::of(5).note())).await,
        400
    );
}

#[tokio::test]
async fn wit_4_another_old_size_is_409_with_the_size_and_its_type() {
    let (_folder, router) = new();
    post(&router, Log::of(5).witness_request(0)).await;
    for old in [0, 3, 7] {
        let answer = post(&router, Log::of(9).witness_request(old)).await;
        let expected = (
            StatusCode::CONFLICT,
            "text/x.tlog.size".to_owned(),
            "5\n".to_owned(),
        );
        assert_eq!(answer, expected);
    }
}

#[tokio::test]
async fn wit_5_a_proof_that_does_not_hold_is_422() {
    let (_folder, router) = new();
    let note = Log::of(5).note();
    assert_eq!(
        status(&router, format!("old 0\n{}\n\n{note}", Hash([1; 32]))).await,
        422
    );
    let nothing = format!("{ORIGIN}\n0\n{}\n\n{}\n", Hash([1; 32]), note.signatures()[0]);
    assert_eq!(status(&router, format!("old 0\n\n{nothing}")).await, 422);
    assert_eq!(status(&router, format!("old 0\n\n{note}")).await, 200);
    assert_eq!(
        status(&router, format!("old 5\n\n{}", Log::of(9).note())).await,
        422
    );
    let other = Log::of(9).other_from(4);
    assert_eq!(status(&router, other.witness_request(5)).await, 422);
    assert_eq!(status(&router, Log::of(9).witness_request(5)).await, 200);
}

#[tokio::test]
async fn wit_6_another_root_at_the_same_size_is_422_and_the_same_root_is_cosigned_again() {
    let (_folder, router) = new();
    post(&router, Log::of(5).witness_request(0)).await;
    let other = Log::of(5).other_from(2);
    assert_eq!(status(&router, other.witness_request(5)).await, 422);
    assert_eq!(status(&router, Log::of(5).witness_request(5)).await, 200);
}

#[tokio::test]
async fn wit_7_what_was_answered_is_known_after_a_new_start() {
    let (folder, router) = new();
    post(&router, Log::of(5).witness_request(0)).await;
    let heads = folder
        .0
        .join("logs")
        .join(monitoring_path(ORIGIN))
        .with_file_name("heads");
    assert!(
        fs::read_to_string(&heads).unwrap().contains("\n5 "),
        "before the answer"
    );
    drop(router);
    let router = keepers::witness::router(open(&folder.0));
    assert_eq!(post(&router, Log::of(9).witness_request(0)).await.2, "5\n");
    assert_eq!(
        status(&router, Log::of(5).other_from(1).witness_request(5)).await,
        422
    );
}

#[test]
fn wit_7_of_many_different_trees_at_once_one_is_cosigned_and_the_others_are_told_its_size() {
    let requests: Vec<String> = (1..=24_usize)
        .map(|size| Log::of(size).other_from(size / 2).witness_request(0).to_string())
        .collect();
    for _ in 0..10 {
        let folder = Folder::new();
        init(&folder.0, WITNESS).unwrap();
        let (witness, start) = (open(&folder.0), Barrier::new(requests.len()));
        let ask = |request: &String| {
            start.wait();
            witness.add_checkpoint(request.as_bytes())
        };
        let answers: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = requests
                .iter()
                .map(|request| scope.spawn(|| ask(request)))
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let (cosigned, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
        assert_eq!(cosigned.len(), 1);
        let told = |answer: &Result<_, _>| matches!(answer, Err(Refusal::Rule(WitnessRefusal::OtherSize(_))));
        assert!(refused.iter().all(told));
    }
}

#[tokio::test]
async fn wit_7_a_witness_that_lost_its_memory_does_not_begin_anew() {
    let (folder, router) = new();
    post(&router, Log::of(5).witness_request(0)).await;
    drop(router);
    let heads = folder
        .0
        .join("logs")
        .join(monitoring_path(ORIGIN))
        .with_file_name("heads");
    fs::remove_file(&heads).unwrap();
    let log = log_key().verifier().clone();
    let refusal = Witness::open(&folder.0, &[log], noon()).err().unwrap();
    assert!(
        refusal.to_string().contains("must not sign any more"),
        "{refusal}"
    );
}

#[tokio::test]
async fn wit_8_the_last_cosigned_checkpoint_is_there_for_everybody_with_both_signatures() {
    let (folder, router) = new();
    let path = format!("/{}", monitoring_path(ORIGIN));
    assert_eq!(get(&router, &path).await.0.as_u16(), 404);
    let key = key(&folder);
    for (size, old) in [(5, 0), (9, 5)] {
        let stranger = LogKey::from_seed(name("stranger.example"), &[9; 32]).unwrap();
        let note = Log::of(size).note();
        let line = stranger.sign_text(note.text()).unwrap();
        let request = Log::of(size).witness_request(old);
        let body = request
            .to_string()
            .replace(&note.to_string(), &note.with([line]).unwrap().to_string());
        post(&router, body).await;
        let (status, content_type, body) = get(&router, &path).await;
        assert_eq!(
            (status.as_u16(), content_type.as_str()),
            (200, "text/plain; charset=utf-8")
        );
        let note = Note::parse(body.as_bytes()).unwrap();
        let log = log_key();
        let (checkpoint, seals) = Checkpoint::open(&note, log.verifier(), [&key]).unwrap();
        assert_eq!(checkpoint.head(), Log::of(size).head().sha256());
        assert_eq!(
            (seals.len(), note.signatures().len()),
            (2, 2),
            "and no stranger's"
        );
    }
    drop(router);
    let router = keepers::witness::router(open(&folder.0));
    assert_eq!(get(&router, &path).await.0.as_u16(), 200);
    for other in [
        "/",
        "/checkpoint",
        &path.to_uppercase(),
        &path.replacen('/', "/0", 1),
    ] {
        assert_eq!(get(&router, other).await.0.as_u16(), 404, "{other}");
    }
}

#[tokio::test]
async fn a_witness_keeps_two_trees_of_one_size_with_everything_needed_to_convince() {
    let (folder, router) = new();
    for (size, old) in [(5, 0), (9, 5)] {
        post(&router, Log::of(size).witness_request(old)).await;
    }
    let (same, before) = (Log::of(9).other_from(7), Log::of(5).other_from(2));
    // The second is answered with 409, as its size is behind; it is evidence all the same.
    assert_eq!(status(&router, same.witness_request(9)).await, 422);
    assert_eq!(status(&router, before.witness_request(0)).await, 409);
    post(&router, same.witness_request(9)).await;
    let kept = evidence(&folder.0).unwrap();
    assert_eq!(
        kept.iter().map(|one| (one.kind, one.size)).collect::<Vec<_>>(),
        [(Kind::Fork, 5), (Kind::Fork, 9)]
    );
    for (one, log) in kept.iter().zip([&before, &same]) {
        let text = fs::read_to_string(&one.path).unwrap();
        let seen = text.split("--- cosigned before\n").nth(1).unwrap();
        let (seen, asked) = seen.split_once("\n--- asked for later\n").unwrap();
        let seen = Note::parse(seen.as_bytes()).unwrap();
        let asked = ledger::witness::Request::parse(asked.as_bytes()).unwrap();
        assert_eq!(asked.note(), &log.note());
        let key = log_key();
        let open = |note| Checkpoint::open(note, key.verifier(), []).unwrap().0.head();
        let (one, other) = (open(&seen), open(asked.note()));
        assert!(one.size == other.size && one.root != other.root);
    }
    let page = get(
        &router,
        &format!("/{}", monitoring_path(ORIGIN).replace("checkpoint", "evidence")),
    )
    .await;
    assert!(page.2.contains("kind fork"));
}

#[tokio::test]
async fn what_is_right_or_not_signed_is_no_evidence() {
    let (folder, router) = new();
    post(&router, Log::of(5).witness_request(0)).await;
    post(&router, Log::of(9).witness_request(3)).await;
    post(&router, Log::of(5).witness_request(0)).await;
    post(&router, "nonsense").await;
    let wrong = Note::new(
        Log::of(5).other_from(2).note().text(),
        Log::of(5).note().signatures().to_vec(),
    );
    assert_eq!(status(&router, format!("old 5\n\n{}", wrong.unwrap())).await, 403);
    assert_eq!(evidence(&folder.0).unwrap(), []);
    let path = format!("/{}", monitoring_path(ORIGIN).replace("checkpoint", "evidence"));
    assert_eq!(get(&router, &path).await.0.as_u16(), 404);
}

#[tokio::test]
async fn evidence_has_an_end_and_wrong_proofs_do_not_crowd_out_forks() {
    let folder = Folder::new();
    init(&folder.0, WITNESS).unwrap();
    let time = Arc::new(AtomicU64::new(NOON));
    let clock = Clock::new({
        let time = time.clone();
        move || time.fetch_add(1, Ordering::SeqCst)
    });
    let witness = Witness::open(&folder.0, &[log_key().verifier().clone()], clock).unwrap();
    let ask = |request: ledger::witness::Request| witness.add_checkpoint(request.to_string().as_bytes());
    ask(Log::of(80).witness_request(0)).unwrap();
    for from in 0..80 {
        ask(Log::of(80).other_from(from).witness_request(80)).unwrap_err();
    }
    for size in 81..140 {
        ask(Log::of(size).other_from(7).witness_request(80)).unwrap_err();
    }
    let kept = witness.evidence().unwrap();
    let sizes = |kind| {
        kept.iter()
            .filter(|one| one.kind == kind)
            .map(|one| one.size)
            .collect::<Vec<_>>()
    };
    assert_eq!(sizes(Kind::Fork).len(), 64);
    assert_eq!(sizes(Kind::Unproved), (124..140).rev().collect::<Vec<u64>>());
}

#[tokio::test]
async fn a_witness_watches_others_logs_each_for_itself() {
    let folder = Folder::new();
    init(&folder.0, WITNESS).unwrap();
    let other = LogKey::from_seed(name("elsewhere.example/log"), &[9; 32]).unwrap();
    let second = LogKey::from_seed(name(ORIGIN), &[8; 32]).unwrap();
    let logs = [
        log_key().verifier().clone(),
        other.verifier().clone(),
        second.verifier().clone(),
    ];
    let router = router(Arc::new(Witness::open(&folder.0, &logs, noon()).unwrap()));
    let note = |key: &LogKey, size| {
        let checkpoint = Checkpoint::new(key.verifier().name(), Log::of(size).head().sha256()).unwrap();
        let line = key
            .sign_checkpoint(Head::empty::<Sha256>(), &checkpoint, &[])
            .unwrap();
        Note::new(&checkpoint.to_string(), vec![line]).unwrap()
    };
    assert_eq!(
        status(&router, format!("old 0\n\n{}", note(&log_key(), 5))).await,
        200
    );
    assert_eq!(
        status(&router, format!("old 0\n\n{}", note(&other, 3))).await,
        200
    );
    // The second key of a log speaks for the same log.
    assert_eq!(
        status(&router, format!("old 0\n\n{}", note(&second, 5))).await,
        409
    );
    assert_eq!(
        status(&router, format!("old 5\n\n{}", note(&second, 5))).await,
        200
    );
    for origin in [ORIGIN, "elsewhere.example/log"] {
        assert_eq!(
            get(&router, &format!("/{}", monitoring_path(origin)))
                .await
                .0
                .as_u16(),
            200
        );
    }
}

#[tokio::test]
async fn a_witness_is_set_up_once_runs_once_and_refuses_keys_that_are_no_logs() {
    let (folder, _router) = new();
    assert!(init(&folder.0, WITNESS).is_err());
    let log = log_key().verifier().clone();
    assert!(
        Witness::open(&folder.0, std::slice::from_ref(&log), noon()).is_err(),
        "it is running"
    );
    let new = Folder::new();
    let key = init(&new.0, WITNESS).unwrap();
    assert!(Witness::open(&new.0, &[key], noon()).is_err());
    assert!(init(&Folder::new().0, "two words").is_err());
    assert!(Witness::open(&new.0, &[log], noon()).is_ok());
}

#[tokio::test]
async fn a_clock_that_shows_no_time_signs_nothing() {
    let folder = Folder::new();
    init(&folder.0, WITNESS).unwrap();
    let log = log_key().verifier().clone();
    let witness = Witness::open(&folder.0, &[log], Clock::new(|| 0)).unwrap();
    assert_eq!(
        status(&router(Arc::new(witness)), Log::of(5).witness_request(0)).await,
        500
    );
}

#[tokio::test]
async fn a_witness_on_the_network_ends_when_it_is_told_to_and_answers_first() {
    let (_folder, router) = new();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let mut tasks = tokio::task::JoinSet::new();
    tasks.spawn(serve(listener, router, async {
        let _ = stopped.await;
    }));
    let body = Log::of(5).witness_request(0).to_string();
    let (first, second) = body.split_at(20);
    let length = body.len();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!("POST /add-checkpoint HTTP/1.1\r\nhost: x\r\ncontent-length: {length}\r\n\r\n{first}");
    stream.write_all(head.as_bytes()).await.unwrap();
    // Another question is answered meanwhile, so the first one has arrived.
    let mut other = TcpStream::connect(address).await.unwrap();
    other
        .write_all(b"GET /x HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        .await
        .unwrap();
    let mut answer = String::new();
    other.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
    drop(stop);
    stream.write_all(second.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let ended = tokio::time::timeout(Duration::from_secs(5), tasks.join_next()).await;
    assert!(ended.unwrap().unwrap().is_ok());
    assert!(TcpStream::connect(address).await.is_err());
}
