//! A witness for any number of logs (c2sp.org/tlog-witness v1.0.0): it cosigns the largest consistent head it has seen
//! of each, remembers it before it answers, and keeps what contradicts it.
//!
//! [`Witness::add_checkpoint`] is the whole of it; [`router`] and [`serve`] put it on the network, and [`Client`] and
//! [`Witnesses`] are the side of a log that asks. `sign-subtree` (WIT-9) is not there: no log of this kind needs it.
//!
//! A witness whose folder is lost is a new witness: it takes a new name and a new key.

mod ask;
mod client;
mod evidence;
mod router;

pub use ask::{Said, Witnesses, lines};
pub use client::{Client, Cosigned, Failure};
pub use evidence::{Evidence, Kind, evidence};
pub use router::{router, serve};

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use ledger::cosignature::WitnessKey;
use ledger::hash::Sha256;
use ledger::note::{Algorithm, KeyName, KeyRefusal, Note, Signature, VerifierKey};
use ledger::tree::Head;
use ledger::witness::{Request, WitnessRefusal, monitoring_path};
use thiserror::Error;

use crate::Clock;
use crate::memory::{Memory, MemoryFailure, Remembered, lock, make_folder, replace};
use crate::secret::{self, SecretFailure};

const KEY: &str = "key";
const NAME: &str = "name";
const LOCK: &str = "lock";
const LOGS: &str = "logs";

/// A witness, open. There is one of it for a state folder, in one process.
pub struct Witness {
    key: WitnessKey,
    clock: Clock,
    /// By origin.
    logs: BTreeMap<String, Watched>,
    folder: PathBuf,
    /// Held as long as this lives.
    _lock: File,
}

/// A log that is watched: reading, judging and writing the head are one step under its lock (WIT-7).
struct Watched {
    keys: Vec<VerifierKey>,
    memory: Mutex<Memory>,
}

/// Why a witness cannot be set up, or does not start.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SetUpFailure {
    /// Something is there already.
    #[error("{} holds a witness already: nothing was changed", .0.display())]
    Exists(PathBuf),
    /// No key may have this name.
    #[error("“{0}” cannot be the name of a witness: it is not empty and has no white space and no +")]
    Name(String),
    /// A log is recognised by its key of Ed25519.
    #[error("{0} is not the key of a log: that is one of Ed25519, with the origin as its name")]
    NotALog(String),
    /// What lies there is no key.
    #[error(transparent)]
    Key(#[from] KeyRefusal),
    /// A secret cannot be read or written.
    #[error(transparent)]
    Secret(#[from] SecretFailure),
    /// A memory is not in order.
    #[error(transparent)]
    Memory(#[from] MemoryFailure),
}

/// Why there is no cosignature.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Refusal {
    /// By the rules.
    #[error(transparent)]
    Rule(#[from] WitnessRefusal),
    /// It could not be remembered.
    #[error(transparent)]
    Memory(#[from] MemoryFailure),
    /// Something panicked while it held the memory.
    #[error("the witness stopped in the middle of something: start it again")]
    Dead,
}

/// Draws the key of a new witness of this name, in a folder of its own. Returns the public half, for the policies of
/// those who will trust it.
pub fn init(folder: &Path, name: &str) -> Result<VerifierKey, SetUpFailure> {
    let parsed = KeyName::parse(name).ok_or_else(|| SetUpFailure::Name(name.to_owned()))?;
    if [KEY, NAME, LOGS].iter().any(|part| folder.join(part).exists()) {
        return Err(SetUpFailure::Exists(folder.to_owned()));
    }
    make_folder(folder)?;
    let seed = secret::draw()?;
    let key = WitnessKey::from_seed(parsed, &seed)?;
    replace(&folder.join(NAME), format!("{name}\n").as_bytes())?;
    secret::write(&folder.join(KEY), &seed)?;
    Ok(key.verifier().clone())
}

impl Witness {
    /// The witness whose folder [`init`] made, for the logs with these keys. A log may have several keys; a log that is
    /// not named any more is remembered all the same.
    pub fn open(folder: &Path, logs: &[VerifierKey], clock: Clock) -> Result<Witness, SetUpFailure> {
        let name = secret::text(&folder.join(NAME))?;
        let name = KeyName::parse(&name).ok_or(SetUpFailure::Name(name))?;
        let key = WitnessKey::from_seed(name, &secret::read(&folder.join(KEY))?)?;
        let held = lock(&folder.join(LOCK))?;
        let mut watched: BTreeMap<String, Watched> = BTreeMap::new();
        for log in logs {
            if log.algorithm() != Algorithm::Ed25519 {
                return Err(SetUpFailure::NotALog(log.to_string()));
            }
            let origin = log.name().to_string();
            match watched.get_mut(&origin) {
                Some(known) => known.keys.push(log.clone()),
                None => {
                    let memory = memory_of(&folder.join(LOGS).join(hash(&origin)), &origin)?;
                    let keys = vec![log.clone()];
                    watched.insert(
                        origin,
                        Watched {
                            keys,
                            memory: Mutex::new(memory),
                        },
                    );
                }
            }
        }
        Ok(Witness {
            key,
            clock,
            logs: watched,
            folder: folder.to_owned(),
            _lock: held,
        })
    }

    /// The public half of its key.
    pub fn verifier(&self) -> &VerifierKey {
        self.key.verifier()
    }

    /// Answers the body of a request with the line of a cosignature (WIT-1 to WIT-7). Takes as long as the disk takes.
    pub fn add_checkpoint(&self, body: &[u8]) -> Result<Signature, Refusal> {
        let request = Request::parse(body)?;
        let origin = request.checkpoint().origin();
        let watched = self.logs.get(origin).ok_or(WitnessRefusal::UnknownLog)?;
        let mut memory = watched.memory.lock().map_err(|_| Refusal::Dead)?;
        let seen = memory.last().map_or(Head::empty::<Sha256>(), |last| last.head);
        let time = self.clock.now();
        let line = match self.key.answer(&request, &watched.keys, seen, time) {
            Ok(line) => line,
            Err(refusal) => {
                // The answer is the same if there is no room for it.
                if let Err(failure) = evidence::keep(&self.folder, &memory, &request, refusal, time) {
                    tracing::error!(%failure, origin, "evidence against a log could not be kept");
                }
                return Err(refusal.into());
            }
        };
        memory.remember(Remembered {
            head: request.checkpoint().head(),
            sm3_root: None,
            time,
            note: watched.note(&request, &line),
        })?;
        Ok(line)
    }

    /// The last checkpoint it cosigned of the log whose origin has this hash (WIT-8), with the log's signatures and its
    /// own.
    pub fn last(&self, hash_of_origin: &str) -> Option<Note> {
        let (_, watched) = self
            .logs
            .iter()
            .find(|(origin, _)| hash(origin) == hash_of_origin)?;
        let memory = watched.memory.lock().unwrap_or_else(PoisonError::into_inner);
        memory.last()?.note.clone()
    }

    /// What it keeps against its logs, the newest first.
    pub fn evidence(&self) -> Result<Vec<Evidence>, MemoryFailure> {
        evidence(&self.folder)
    }
}

impl Watched {
    /// The checkpoint with the lines that were verified, and with no stranger's: those could be of any length.
    fn note(&self, request: &Request, line: &Signature) -> Option<Note> {
        let by_log = |line: &&Signature| {
            let mut keys = self.keys.iter();
            keys.any(|key| (key.name(), key.id()) == (line.name(), line.id()))
        };
        let lines = request.note().signatures().iter().filter(by_log);
        Note::new(request.note().text(), lines.chain([line]).cloned().collect()).ok()
    }
}

/// The memory of a log that was watched before, or an empty one.
fn memory_of(folder: &Path, origin: &str) -> Result<Memory, MemoryFailure> {
    if Memory::exists(folder) {
        Memory::open(folder, origin)
    } else {
        Memory::create(folder, origin)
    }
}

/// What the folder and the address of a log are called.
fn hash(origin: &str) -> String {
    let path = monitoring_path(origin);
    path.split('/').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use ledger::checkpoint::Checkpoint;
    use ledger::hash::Hash;
    use ledger::note::{LogKey, Note};

    use super::{Head, KeyName, Refusal, Request, Sha256, Witness, init};
    use crate::Clock;

    #[test]
    fn wit_7_a_head_that_the_disk_does_not_take_is_not_cosigned_and_another_may_come_in_its_place_later() {
        let folder = std::env::temp_dir().join(format!("keepers-full-witness-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        init(&folder, "witness.example/test").unwrap();
        let name = KeyName::parse("log.example/test").unwrap();
        let log = LogKey::from_seed(name, &[1; 32]).unwrap();
        let request = |root: u8| {
            let head = Head {
                size: 1,
                root: Hash([root; 32]),
            };
            let checkpoint = Checkpoint::new(log.verifier().name(), head).unwrap();
            let line = log
                .sign_checkpoint(Head::empty::<Sha256>(), &checkpoint, &[])
                .unwrap();
            let note = Note::new(&checkpoint.to_string(), vec![line]).unwrap();
            Request::new(0, vec![], note).unwrap().to_string()
        };
        let open = || Witness::open(&folder, &[log.verifier().clone()], Clock::new(|| 1)).unwrap();
        let witness = open();
        witness.logs["log.example/test"]
            .memory
            .lock()
            .unwrap()
            .fill_disk();
        for root in [1, 1, 2] {
            let refusal = witness.add_checkpoint(request(root).as_bytes());
            assert!(matches!(refusal, Err(Refusal::Memory(_))));
        }
        drop(witness);
        assert!(open().add_checkpoint(request(2).as_bytes()).is_ok());
        assert!(matches!(
            open().add_checkpoint(request(1).as_bytes()),
            Err(Refusal::Rule(_))
        ));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
