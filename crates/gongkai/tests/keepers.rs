//! The signer and the witness as processes, killed and asked by others at the worst times.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use keepers::signer::{Client, Refusal, Request, TwinHead};
use keepers::witness;
use ledger::checkpoint::Checkpoint;
use ledger::hash::{Hash, HashFunction, Sha256, Sm3};
use ledger::note::{KeyName, Note, VerifierKey};
use ledger::tree::{Frontier, Node, consistency_proof, leaf_hash};

const ORIGIN: &str = "log.example/test";

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("gongkai-keepers-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn gongkai(words: &[&str]) -> Output {
    command(words).output().unwrap()
}

fn command(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.args(words);
    command
}

fn stdout(output: &Output) -> String {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
}

/// A process that has said where it can be asked. It is killed with the test.
struct Running(Child, String);

impl Running {
    fn start(words: &[&str]) -> Running {
        let mut child = command(words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        if line.is_empty() {
            let mut words = String::new();
            child.stderr.take().unwrap().read_to_string(&mut words).unwrap();
            panic!("it did not start: {words}");
        }
        Running(child, line.trim_end().to_owned())
    }

    fn terminate(mut self) -> Option<i32> {
        let pid = rustix::process::Pid::from_child(&self.0);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
        self.0.wait().unwrap().code()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A log of made-up entries, of which only the hashes count.
struct Log {
    sha256: Vec<Hash>,
    sm3: Vec<Hash>,
}

impl Log {
    fn of(size: u64, taste: &str) -> Log {
        let entries: Vec<String> = (0..size).map(|index| format!("{taste} {index}")).collect();
        Log {
            sha256: entries
                .iter()
                .map(|entry| leaf_hash::<Sha256>(entry.as_bytes()))
                .collect(),
            sm3: entries
                .iter()
                .map(|entry| leaf_hash::<Sm3>(entry.as_bytes()))
                .collect(),
        }
    }

    fn head(&self, size: u64) -> TwinHead {
        TwinHead {
            size,
            root: root::<Sha256>(&self.sha256, size),
            sm3_root: root::<Sm3>(&self.sm3, size),
        }
    }

    fn request(&self, old: u64, size: u64) -> Request {
        let head = self.head(size);
        let checkpoint = Checkpoint::new(&KeyName::parse(ORIGIN).unwrap(), head.sha256()).unwrap();
        let proofs = (
            proof::<Sha256>(&self.sha256, old, size),
            proof::<Sm3>(&self.sm3, old, size),
        );
        Request::new(checkpoint, head.sm3_root, old, proofs.0, proofs.1).unwrap()
    }
}

fn frontier<H: HashFunction>(leaves: &[Hash]) -> Hash {
    let mut frontier = Frontier::<H>::new();
    leaves.iter().for_each(|leaf| frontier.append(*leaf).unwrap());
    frontier.head().root
}

fn root<H: HashFunction>(leaves: &[Hash], size: u64) -> Hash {
    frontier::<H>(leaves.get(..usize::try_from(size).unwrap()).unwrap())
}

fn proof<H: HashFunction>(leaves: &[Hash], old: u64, size: u64) -> Vec<Hash> {
    let of = |node: Node| {
        let start = usize::try_from(node.index << node.level).ok()?;
        Some(frontier::<H>(leaves.get(start..start + (1 << node.level))?))
    };
    consistency_proof::<H>(old, size, of).unwrap()
}

fn new_signer(folder: &Folder) -> Vec<VerifierKey> {
    let keys = stdout(&gongkai(&[
        "signer",
        "init",
        "--state",
        &folder.path("state"),
        "--origin",
        ORIGIN,
    ]));
    keys.lines()
        .map(|line| VerifierKey::parse(line).unwrap())
        .collect()
}

fn start_signer(folder: &Folder) -> Running {
    Running::start(&[
        "signer",
        "--state",
        &folder.path("state"),
        "--socket",
        &folder.path("socket"),
    ])
}

#[tokio::test]
async fn a_signer_that_is_killed_fifty_times_has_signed_one_history_and_forgets_nothing_it_answered() {
    let folder = Folder::new("killed");
    let keys = new_signer(&folder);
    let client = Client::new(folder.path("socket"));
    let (log, other) = (Log::of(20_000, "honest"), Log::of(20_000, "other"));
    let mut notes: Vec<Note> = Vec::new();
    let (mut answered, mut asked, mut lost) = (0, 0, 0);
    for round in 0..50_u64 {
        let mut signer = start_signer(&folder);
        let mut head = client.head().await.unwrap();
        assert!(
            head.size == answered || head.size == asked,
            "{answered} <= {} <= {asked}",
            head.size
        );
        assert_eq!(head, log.head(head.size));
        lost += u64::from(head.size != answered);
        // the next one may be killed before anything reaches it
        answered = head.size;
        // Somebody else's history is refused at once, however often the signer was killed.
        if head.size > 0 {
            let fork = client.sign(&other.request(head.size, head.size + 1)).await;
            assert_eq!(fork, Err(Refusal::Fork { last: head }));
        }
        let killer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_micros(3_000 + round * 7_919 % 40_000));
            signer.0.kill().unwrap();
            signer.0.wait().unwrap();
        });
        loop {
            asked = head.size + 1 + round % 3;
            match client.sign(&log.request(head.size, asked)).await {
                Ok(note) => notes.push(note),
                Err(Refusal::Silent(_)) => break,
                Err(other) => panic!("{other}"),
            }
            head = log.head(asked);
            answered = asked;
        }
        killer.join().unwrap();
    }
    assert!(notes.len() >= 50, "{} signed", notes.len());
    for note in &notes {
        let (checkpoint, seals) = Checkpoint::open(note, &keys[0], &keys[1..]).unwrap();
        let head = log.head(checkpoint.head().size);
        assert_eq!(checkpoint.head(), head.sha256());
        assert!(seals.iter().any(|seal| seal.sm3_root == Some(head.sm3_root)));
    }
    assert!(lost <= 50);
}

#[tokio::test]
async fn a_signer_is_alone_on_its_folder_and_ends_when_it_is_told_to() {
    let folder = Folder::new("alone");
    let keys = new_signer(&folder);
    let signer = start_signer(&folder);
    assert_eq!(signer.1, folder.path("socket"));
    let client = Client::new(folder.path("socket"));
    assert_eq!(client.keys().await.unwrap().to_vec(), keys);
    let second = gongkai(&[
        "signer",
        "--state",
        &folder.path("state"),
        "--socket",
        &folder.path("other"),
    ]);
    assert_eq!(second.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&second.stderr).contains("another process is using"));
    let again = gongkai(&[
        "signer",
        "init",
        "--state",
        &folder.path("state"),
        "--origin",
        ORIGIN,
    ]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("nothing was changed"));
    let log = Log::of(9, "honest");
    client.sign(&log.request(0, 9)).await.unwrap();
    assert_eq!(signer.terminate(), Some(0));
    let signer = start_signer(&folder);
    let back = client.sign(&log.request(0, 7)).await.unwrap_err();
    assert!(back.to_string().contains("the log was set back"), "{back}");
    assert_eq!(signer.terminate(), Some(0));
    assert_eq!(gongkai(&["signer"]).status.code(), Some(2));
}

#[tokio::test]
async fn a_witness_cosigns_what_the_signer_signed_and_keeps_what_it_would_not() {
    let folder = Folder::new("witness");
    let (state, policy) = (folder.path("witness"), folder.path("policy"));
    let key = stdout(&gongkai(&[
        "witness",
        "init",
        "--state",
        &state,
        "--name",
        "witness.example/one",
    ]));
    let key = VerifierKey::parse(&key).unwrap();
    let (mut honest, mut notes) = (Vec::new(), Vec::new());
    // Two signers with one key, which is what a copied folder makes: the witness is what finds it out.
    let keys = new_signer(&folder);
    let copy = Folder::new("copied");
    copy_folder(&folder.0.join("state"), &copy.0.join("state"));
    for (place, taste) in [(&folder, "honest"), (&copy, "other")] {
        let signer = start_signer(place);
        let log = Log::of(5, taste);
        notes.push(
            Client::new(place.path("socket"))
                .sign(&log.request(0, 5))
                .await
                .unwrap(),
        );
        honest.push(log);
        assert_eq!(signer.terminate(), Some(0));
    }
    std::fs::write(&policy, format!("log {}\nquorum none\n", keys[0])).unwrap();
    let run = ["witness", "--state", &state, "--listen", "127.0.0.1:0"];
    for logs in [["--policy", policy.as_str()], ["--log", &keys[0].to_string()]] {
        let running = Running::start(&[run.as_slice(), &logs].concat());
        let client = witness::Client::new("one", key.clone(), &running.1).unwrap();
        let prove = |log: &Log, old| std::future::ready(Some(proof::<Sha256>(&log.sha256, old, 5)));
        let cosigned = client
            .cosign(&notes[0], |old| prove(&honest[0], old))
            .await
            .unwrap();
        let note = notes[0].clone().with([cosigned.line]).unwrap();
        assert_eq!(note.verify([&key]).unwrap().len(), 1);
        let fork = client.cosign(&notes[1], |old| prove(&honest[1], old)).await;
        assert!(matches!(fork, Err(witness::Failure::Fork(_))), "{fork:?}");
        assert_eq!(running.terminate(), Some(0));
    }
    let listed = gongkai(&["witness", "evidence", "--state", &state]);
    assert_eq!(listed.status.code(), Some(1));
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    assert_eq!(listed.lines().count(), 1, "{listed}");
    assert!(listed.starts_with("fork log.example/test size 5 "), "{listed}");
    assert_eq!(gongkai(&run).status.code(), Some(2), "no log to watch");
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &to.join(entry.file_name()));
        } else {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}
