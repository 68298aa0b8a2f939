//! The log's side: asking witnesses, those of ours and those that behave otherwise.

use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use keepers::witness::{Client, Failure, Witnesses, init, lines, router, serve};
use ledger::hash::{Hash, Sha256};
use ledger::note::VerifierKey;
use ledger::policy::Policy;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::witnessing::open;
use crate::world::{Folder, Log, NOON, log_key};

/// What a witness of bad manners says, the first thing last.
type Answers = Arc<Mutex<Vec<(u16, String)>>>;

/// A witness on the network; it ends with the test.
pub(crate) struct Running {
    pub(crate) key: VerifierKey,
    pub(crate) address: String,
    pub(crate) folder: Folder,
    _tasks: JoinSet<()>,
}

impl Running {
    pub(crate) async fn named(name: &str) -> Running {
        let folder = Folder::new();
        let key = init(&folder.0, name).unwrap();
        let router = router(open(&folder.0));
        Running::with(router, key, folder).await
    }

    /// With the key of a witness, and other manners.
    async fn with(router: Router, key: VerifierKey, folder: Folder) -> Running {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let mut tasks = JoinSet::new();
        tasks.spawn(serve(listener, router, std::future::pending()));
        Running {
            key,
            address,
            folder,
            _tasks: tasks,
        }
    }

    /// One that gives these answers, one after the other, with `text/x.tlog.size` as their type.
    async fn saying(answers: &[(u16, &str)]) -> Running {
        let folder = Folder::new();
        let key = init(&folder.0, "witness.example/other").unwrap();
        let answers = answers.iter().map(|(status, body)| (*status, (*body).to_owned()));
        Running::repeating(answers.collect(), "text/x.tlog.size", key).await
    }

    /// With this type, and this key.
    pub(crate) async fn repeating(
        mut answers: Vec<(u16, String)>,
        content_type: &str,
        key: VerifierKey,
    ) -> Running {
        answers.reverse();
        let answers: Answers = Arc::new(Mutex::new(answers));
        let content_type = content_type.to_owned();
        let say = async move |State(answers): State<Answers>| {
            let (status, body) = answers.lock().unwrap().pop().unwrap();
            let status = StatusCode::from_u16(status).unwrap();
            (status, [("content-type", content_type)], body)
        };
        let router = Router::new()
            .route("/add-checkpoint", post(say))
            .with_state(answers);
        Running::with(router, key, Folder::new()).await
    }

    pub(crate) fn client(&self) -> Client {
        Client::new("w", self.key.clone(), &self.address).unwrap()
    }
}

pub(crate) async fn prove(log: &Log, old: u64) -> Option<Vec<Hash>> {
    (old <= log.size()).then(|| log.proof::<Sha256>(old))
}

async fn cosign(client: &Client, log: &Log) -> Result<u64, Failure> {
    let cosigned = client.cosign(&log.note(), |old| prove(log, old)).await?;
    let note = log.note().with([cosigned.line]).unwrap();
    let seals = note.verify([client.key()]).unwrap();
    assert_eq!(seals[0].time, Some(cosigned.time));
    Ok(cosigned.time)
}

#[tokio::test]
async fn a_witness_is_asked_from_where_it_is_whatever_the_log_knows_of_it() {
    let running = Running::named("witness.example/one").await;
    let (first, second) = (running.client(), running.client());
    assert_eq!(cosign(&first, &Log::of(5)).await, Ok(NOON));
    assert_eq!(cosign(&first, &Log::of(9)).await, Ok(NOON));
    // The second knows nothing, is told the size, and asks again.
    assert_eq!(cosign(&second, &Log::of(12)).await, Ok(NOON));
    // The first believes 9.
    assert_eq!(cosign(&first, &Log::of(12)).await, Ok(NOON));
}

#[tokio::test]
async fn a_log_that_was_set_back_or_goes_another_way_is_told() {
    let running = Running::named("witness.example/one").await;
    cosign(&running.client(), &Log::of(9)).await.unwrap();
    assert_eq!(
        cosign(&running.client(), &Log::of(7)).await,
        Err(Failure::Ahead(9))
    );
    for (size, from) in [(9, 3), (9, 8), (20, 3)] {
        let other = Log::of(size).other_from(from);
        let Err(Failure::Fork(request)) = cosign(&running.client(), &other).await else {
            panic!("size {size} from {from} is a fork");
        };
        assert_eq!(request.note(), &other.note());
    }
    assert!(cosign(&running.client(), &Log::of(20)).await.is_ok());
    let kept = keepers::witness::evidence(&running.folder.0).unwrap();
    assert_eq!(kept.len(), 3);
}

#[tokio::test]
async fn a_fork_is_recognised_in_the_words_of_either_version() {
    let log = Log::of(5);
    for answers in [[(409, "5\n"), (422, "")], [(409, "5\n"), (409, "5\n")]] {
        let running = Running::saying(&answers).await;
        assert!(
            matches!(cosign(&running.client(), &log).await, Err(Failure::Fork(_))),
            "{answers:?}"
        );
    }
}

#[tokio::test]
async fn answers_that_are_none_do_not_count() {
    let log = Log::of(5);
    let other = Running::named("witness.example/third").await;
    let line = other
        .client()
        .cosign(&log.note(), |old| prove(&log, old))
        .await
        .unwrap()
        .line;
    let by_other = format!("{line}\n");
    for (answers, failure) in [
        (vec![(404, "")], Failure::Refused(404)),
        (vec![(403, "")], Failure::Refused(403)),
        (vec![(500, "")], Failure::Refused(500)),
        (vec![(409, "2\n"), (409, "3\n")], Failure::Unsteady(2)),
        (vec![(409, "2\n"), (409, "6\n")], Failure::Ahead(6)),
        (
            vec![(409, "no size")],
            Failure::Nonsense(ledger::witness::ReplyRefusal::Malformed),
        ),
        (
            vec![(200, "")],
            Failure::Nonsense(ledger::witness::ReplyRefusal::Malformed),
        ),
        (
            vec![(200, by_other.as_str())],
            Failure::Nonsense(ledger::witness::ReplyRefusal::NotCosigned),
        ),
    ] {
        let running = Running::saying(&answers).await;
        assert_eq!(cosign(&running.client(), &log).await, Err(failure));
    }
}

#[tokio::test]
async fn nobody_waits_longer_than_they_want_for_a_witness_that_says_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let key = Running::named("witness.example/one").await.key.clone();
    let mute = Client::new("mute", key.clone(), &address).unwrap();
    let mute = mute.with_patience(Duration::from_millis(50));
    assert!(matches!(
        cosign(&mute, &Log::of(5)).await,
        Err(Failure::Silent(_))
    ));
    assert!(matches!(
        mute.last(log_key().verifier()).await,
        Err(Failure::Silent(_))
    ));
    drop(listener);
    let gone = Client::new("gone", key.clone(), &address).unwrap();
    assert!(matches!(
        cosign(&gone, &Log::of(5)).await,
        Err(Failure::Silent(_))
    ));
    assert!(Client::new("ftp", key, "ftp://witness.example").is_err());
}

#[tokio::test]
async fn a_log_without_a_proof_does_not_ask() {
    let running = Running::named("witness.example/one").await;
    let log = Log::of(5);
    let nothing = running.client().cosign(&log.note(), |_| async { None }).await;
    assert_eq!(nothing, Err(Failure::NoProof(0)));
}

#[tokio::test]
async fn what_a_witness_saw_last_can_be_read_and_is_verified() {
    let running = Running::named("witness.example/one").await;
    let (client, log) = (running.client(), log_key());
    assert_eq!(client.last(log.verifier()).await, Ok(None));
    cosign(&client, &Log::of(5)).await.unwrap();
    let (checkpoint, note) = client.last(log.verifier()).await.unwrap().unwrap();
    assert_eq!(checkpoint.head(), Log::of(5).head().sha256());
    assert_eq!(note.signatures().len(), 2);
    let other = Running::named("witness.example/other").await;
    let mistaken = Client::new("w", other.key.clone(), &running.address).unwrap();
    assert!(matches!(
        mistaken.last(log.verifier()).await,
        Err(Failure::Nonsense(_))
    ));
}

#[tokio::test]
async fn all_witnesses_of_a_policy_are_asked_at_once_and_each_answers_for_itself() {
    let (one, two) = (
        Running::named("w.example/1").await,
        Running::named("w.example/2").await,
    );
    let behind = Running::saying(&[(404, "")]).await;
    let policy = format!(
        "log {}\nwitness one {} {}\nwitness two {} {}/\nwitness other {} {}\nwitness paper {}\n\
         group both 2 one two other paper\nquorum both\n",
        log_key().verifier(),
        one.key,
        one.address,
        two.key,
        two.address,
        behind.key,
        behind.address,
        Running::named("w.example/4").await.key,
    );
    let policy = Policy::parse(policy.as_bytes()).unwrap();
    let witnesses = Witnesses::of(&policy)
        .unwrap()
        .with_patience(Duration::from_secs(2));
    assert_eq!(witnesses.clients().len(), 3, "paper has no address");
    let log = Log::of(5);
    let said = witnesses.ask_all(&log.note(), |old| prove(&log, old)).await;
    let failed: Vec<&str> = said
        .iter()
        .filter(|said| said.outcome.is_err())
        .map(|said| said.witness.name())
        .collect();
    assert_eq!(failed, ["other"]);
    let verdict = log.note().with(lines(&said)).unwrap();
    assert!(policy.judge(&verdict).unwrap().is_confirmed);
}
