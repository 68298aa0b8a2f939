//! Logs in memory, whose roots and proofs are computed as RFC 6962, section 2.1, defines them: by recursion over lists,
//! slow, plain, and not by the code under test.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use keepers::Clock;
use keepers::signer::{Request, Signer, TwinHead, init};
use ledger::checkpoint::Checkpoint;
use ledger::hash::{Hash, HashFunction, Sha256, Sm3};
use ledger::note::{KeyName, LogKey, Note};
use ledger::tree::Head;
use ledger::witness;

pub(crate) const ORIGIN: &str = "log.example/test";
pub(crate) const NOON: u64 = 1_790_000_000;

/// A folder that is gone when the test is over.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Folder {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("keepers-{}-{number}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Folder(path)
    }

    /// In memory where the system has such a place: for thousands of them, where no disk is what is tested.
    pub(crate) fn of_signer_in_memory() -> Folder {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("keepers-memory-{}-{number}", std::process::id());
        let shared = Path::new("/dev/shm");
        let folder = if shared.is_dir() {
            Folder(shared.join(name))
        } else {
            Folder::new()
        };
        let _ = std::fs::remove_dir_all(&folder.0);
        init(&folder.0, ORIGIN).unwrap();
        folder
    }

    /// With the state of a signer in it.
    pub(crate) fn of_signer() -> Folder {
        let folder = Folder::new();
        init(&folder.0, ORIGIN).unwrap();
        folder
    }

    pub(crate) fn signer(&self) -> Signer {
        Signer::open(&self.0, noon()).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn noon() -> Clock {
    Clock::new(|| NOON)
}

/// What a database holds: entries, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Log(pub(crate) Vec<Vec<u8>>);

impl Log {
    pub(crate) fn of(size: usize) -> Log {
        Log((0..size)
            .map(|index| format!("leaf-{index}").into_bytes())
            .collect())
    }

    /// The same up to some size, and then other entries.
    pub(crate) fn other_from(&self, from: usize) -> Log {
        let mut log = self.clone();
        for (index, entry) in log.0.iter_mut().enumerate().skip(from) {
            *entry = format!("other-{index}").into_bytes();
        }
        log
    }

    pub(crate) fn size(&self) -> u64 {
        u64::try_from(self.0.len()).unwrap()
    }

    /// The head of its first entries.
    pub(crate) fn head_at(&self, size: u64) -> TwinHead {
        let entries = &self.0[..usize::try_from(size).unwrap()];
        TwinHead {
            size,
            root: root::<Sha256>(entries),
            sm3_root: root::<Sm3>(entries),
        }
    }

    pub(crate) fn head(&self) -> TwinHead {
        self.head_at(self.size())
    }

    pub(crate) fn proof<H: HashFunction>(&self, old: u64) -> Vec<Hash> {
        proof::<H>(usize::try_from(old).unwrap(), &self.0)
    }

    /// Its checkpoint, signed without a signer: by whoever has stolen the key, or is honest.
    pub(crate) fn note(&self) -> Note {
        let checkpoint = checkpoint(ORIGIN, self.head());
        let line = log_key().sign_checkpoint(Head::empty::<Sha256>(), &checkpoint, &[]);
        let text = checkpoint.to_string();
        Note::new(&text, vec![line.unwrap()]).unwrap()
    }

    /// What it asks a witness for.
    pub(crate) fn witness_request(&self, old: u64) -> witness::Request {
        witness::Request::new(old, self.proof::<Sha256>(old), self.note()).unwrap()
    }

    /// What an honest sequencer with this database asks for.
    pub(crate) fn request(&self, old: u64) -> Request {
        let head = self.head();
        Request::new(
            checkpoint(ORIGIN, head),
            head.sm3_root,
            old,
            self.proof::<Sha256>(old),
            self.proof::<Sm3>(old),
        )
        .unwrap()
    }
}

pub(crate) fn name(name: &str) -> KeyName {
    KeyName::parse(name).unwrap()
}

pub(crate) fn log_key() -> LogKey {
    LogKey::from_seed(name(ORIGIN), &[1; 32]).unwrap()
}

pub(crate) fn checkpoint(origin: &str, head: TwinHead) -> Checkpoint {
    Checkpoint::new(&name(origin), head.sha256()).unwrap()
}

/// MTH(D[n]).
pub(crate) fn root<H: HashFunction>(entries: &[Vec<u8>]) -> Hash {
    match entries {
        [] => H::hash(&[b""]),
        [only] => H::hash(&[b"\x00", only]),
        _ => {
            let (left, right) = entries.split_at(largest_power_below(entries.len()));
            H::hash(&[b"\x01", &root::<H>(left).0, &root::<H>(right).0])
        }
    }
}

/// PROOF(m, D[n]).
fn proof<H: HashFunction>(m: usize, entries: &[Vec<u8>]) -> Vec<Hash> {
    if m == 0 {
        Vec::new()
    } else {
        subproof::<H>(m, entries, true)
    }
}

fn subproof<H: HashFunction>(m: usize, entries: &[Vec<u8>], is_known: bool) -> Vec<Hash> {
    if m == entries.len() {
        return if is_known {
            Vec::new()
        } else {
            vec![root::<H>(entries)]
        };
    }
    let k = largest_power_below(entries.len());
    let (left, right) = entries.split_at(k);
    let (mut proof, last) = if m <= k {
        (subproof::<H>(m, left, is_known), root::<H>(right))
    } else {
        (subproof::<H>(m - k, right, false), root::<H>(left))
    };
    proof.push(last);
    proof
}

fn largest_power_below(length: usize) -> usize {
    let mut k = 1;
    while k * 2 < length {
        k *= 2;
    }
    k
}
