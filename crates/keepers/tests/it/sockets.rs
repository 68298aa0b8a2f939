//! The same over a socket, as a log asks.

use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;
use std::time::Duration;

use keepers::signer::{Client, Refusal, Signer, TwinHead, bind, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use crate::world::{Folder, Log, ORIGIN};

/// A signer behind a socket, until it is dropped or told to stop.
struct Behind {
    folder: Folder,
    client: Client,
    signer: Arc<Signer>,
    stop: Option<oneshot::Sender<()>>,
    tasks: JoinSet<()>,
}

impl Behind {
    fn socket() -> Behind {
        let folder = Folder::of_signer();
        let signer = Arc::new(folder.signer());
        let client = Client::new(folder.0.join("socket"));
        let mut behind = Behind {
            folder,
            client,
            signer,
            stop: None,
            tasks: JoinSet::new(),
        };
        behind.start();
        behind
    }

    fn start(&mut self) {
        let (stop, stopped) = oneshot::channel();
        let listener = bind(&self.folder.0.join("socket")).unwrap();
        let signer = self.signer.clone();
        self.tasks.spawn(serve(listener, signer, async {
            let _ = stopped.await;
        }));
        self.stop = Some(stop);
    }

    async fn stop(&mut self) {
        drop(self.stop.take());
        self.tasks.join_next().await.unwrap().unwrap();
    }

    /// What a stranger's bytes are answered with.
    async fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = UnixStream::connect(self.folder.0.join("socket")).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }
}

#[tokio::test]
async fn head_keys_and_signatures_come_over_the_socket_as_they_are() {
    let behind = Behind::socket();
    assert_eq!(behind.client.head().await, Ok(TwinHead::empty()));
    let log = Log::of(7);
    let note = behind.client.sign(&log.request(0)).await.unwrap();
    assert_eq!(behind.signer.sign(&log.request(0)), Ok(note));
    assert_eq!(behind.client.head().await, Ok(log.head()));
    assert_eq!(behind.client.keys().await, Ok(behind.signer.verifiers()));
}

#[tokio::test]
async fn every_refusal_comes_over_the_socket_as_it_is() {
    let behind = Behind::socket();
    let log = Log::of(9);
    behind.client.sign(&log.request(0)).await.unwrap();
    for request in [
        Log::of(3).request(0),
        Log::of(12).request(4),
        log.other_from(2).request(9),
        Log::of(12).other_from(8).request(9),
    ] {
        let here = behind.signer.sign(&request).unwrap_err();
        assert_eq!(behind.client.sign(&request).await, Err(here));
    }
    let head = log.head();
    let other = crate::world::checkpoint("log.example/other", head);
    let other = keepers::signer::Request::new(other, head.sm3_root, 0, vec![], vec![]).unwrap();
    let refusal = Refusal::Origin(ORIGIN.to_owned());
    assert_eq!(behind.client.sign(&other).await, Err(refusal));
}

#[tokio::test]
async fn a_signer_that_is_not_there_or_says_nothing_is_silent_and_nobody_waits_for_ever() {
    let folder = Folder::new();
    std::fs::create_dir_all(&folder.0).unwrap();
    let client = Client::new(folder.0.join("socket")).with_patience(Duration::from_millis(50));
    assert!(matches!(client.head().await, Err(Refusal::Silent(_))));
    let _listener = bind(&folder.0.join("socket")).unwrap();
    let refusal = client.head().await.unwrap_err();
    assert!(
        refusal.to_string().contains("no answer within 50 ms"),
        "{refusal}"
    );
}

#[tokio::test]
async fn a_signer_that_was_started_again_goes_on_where_it_was() {
    let mut behind = Behind::socket();
    behind.client.sign(&Log::of(5).request(0)).await.unwrap();
    behind.stop().await;
    assert!(matches!(behind.client.head().await, Err(Refusal::Silent(_))));
    // The socket of before still lies there, and is replaced.
    behind.start();
    assert_eq!(behind.client.head().await, Ok(Log::of(5).head()));
    assert!(behind.client.sign(&Log::of(6).request(5)).await.is_ok());
}

#[tokio::test]
async fn strangers_get_a_refusal_and_leave_nothing_behind() {
    let behind = Behind::socket();
    let post = |body: &str| {
        let length = body.len();
        format!(
            "POST /add-checkpoint HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
        )
    };
    let good = Log::of(7).request(0).to_string();
    for (sent, status) in [
        (post(""), "400"),
        (post("old 0\n"), "400"),
        (post(&good.replacen("old 0", "old 00", 1)), "400"),
        (post(&good.replacen("\nsm3 ", "\nsm2 ", 1)), "400"),
        (post(&format!("{good}\n")), "400"),
        (post(good.trim_end()), "400"),
        (post(&"x".repeat(70_000)), "413"),
        (post("").replacen("POST", "GET", 1), "405"),
        (post("").replacen("/add-checkpoint", "/", 1), "404"),
    ] {
        let answer = behind.raw(sent.as_bytes()).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
    }
    assert_eq!(behind.signer.head(), TwinHead::empty());
}

#[tokio::test]
async fn the_socket_is_for_its_owner_and_one_group() {
    let behind = Behind::socket();
    let socket = std::fs::metadata(behind.folder.0.join("socket")).unwrap();
    assert_eq!(socket.permissions().mode() & 0o777, 0o660);
}

#[tokio::test]
async fn of_many_who_ask_at_once_each_history_that_is_signed_is_one() {
    let behind = Behind::socket();
    let mut tasks = JoinSet::new();
    for number in 0..16 {
        let (client, log) = (behind.client.clone(), Log::of(9).other_from(number % 9));
        tasks.spawn(async move { client.sign(&log.request(0)).await.map(|_| log) });
    }
    let mut signed = Vec::new();
    while let Some(outcome) = tasks.join_next().await {
        signed.extend(outcome.unwrap());
    }
    assert!(!signed.is_empty());
    let head = behind.signer.head();
    assert!(signed.iter().all(|log| log.head() == head));
}
