//! The signer of a log: its keys behind a memory of its own. It believes no database, so that one which was restored
//! from a backup, or a second sequencer, or whoever administers them, cannot make it sign a second history (CP-3).
//!
//! It signs a head only with the proof that it continues the one it signed last, in the tree by SHA-256 and in the one
//! by SM3, and only after that head is on its disk. The same head again gives the same signatures. It never signs a
//! smaller head: whoever was set back completes the log from its published files first.
//!
//! [`Signer::sign`] is the whole of it; [`serve`] and [`Client`] put a Unix socket between, so that the keys lie with
//! another process and another user of the system.

mod client;
mod keys;
mod refusal;
mod request;
mod serve;

pub use client::Client;
pub use keys::{FileKeys, KeyFailure, Keys, SetUpFailure, init};
pub use refusal::Refusal;
pub use request::{Request, TwinHead};
pub use serve::{bind, serve};

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use ledger::hash::{Sha256, Sm3};
use ledger::note::{Note, VerifierKey};
use ledger::tree::{Head, verify_consistency};

use crate::Clock;
use crate::memory::{Memory, MemoryFailure, Remembered};

/// The signer of one log. There is one of it for a state folder, in one process: the folder is locked.
pub struct Signer {
    keys: Box<dyn Keys>,
    clock: Clock,
    state: Mutex<State>,
}

struct State {
    memory: Memory,
    /// What the last head was answered with, so that a key whose signatures differ each time gives one only.
    answered: Option<(TwinHead, Note)>,
}

impl Signer {
    /// The signer whose folder [`init`] made, with the keys that lie there.
    pub fn open(folder: &Path, clock: Clock) -> Result<Signer, SetUpFailure> {
        let keys = FileKeys::open(folder)?;
        Ok(Signer::with_keys(folder, Box::new(keys), clock)?)
    }

    /// The same with keys that lie elsewhere; the folder holds the memory only.
    pub fn with_keys(folder: &Path, keys: Box<dyn Keys>, clock: Clock) -> Result<Signer, MemoryFailure> {
        let memory = Memory::open(folder, keys.log().name().as_str())?;
        let answered = None;
        Ok(Signer {
            keys,
            clock,
            state: Mutex::new(State { memory, answered }),
        })
    }

    /// The name of the log it signs for.
    pub fn origin(&self) -> &str {
        self.keys.log().name().as_str()
    }

    /// The public halves: by Ed25519 and by SM2 with SM3.
    pub fn verifiers(&self) -> [VerifierKey; 2] {
        [self.keys.log().clone(), self.keys.national().clone()]
    }

    /// The head it signed last; the empty one before the first. Whoever starts a log compares it with its own: the
    /// log's is as large or larger, and continues it.
    pub fn head(&self) -> TwinHead {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.head()
    }

    /// Signs the next checkpoint, or the last one again. Takes as long as the disk takes.
    pub fn sign(&self, request: &Request) -> Result<Note, Refusal> {
        let (checkpoint, next) = (request.checkpoint(), request.head());
        if checkpoint.origin() != self.origin() {
            return Err(Refusal::Origin(self.origin().to_owned()));
        }
        let mut state = self.state.lock().map_err(|_| Refusal::dead())?;
        let last = state.head();
        if let Some((head, note)) = &state.answered
            && *head == next
            && next == last
        {
            return Ok(note.clone());
        }
        let note = if next == last {
            self.lines(next.sha256(), request, true)?
        } else {
            judge(request, last)?;
            state.memory.remember(Remembered {
                head: next.sha256(),
                sm3_root: Some(next.sm3_root),
                time: self.clock.now(),
                note: None,
            })?;
            self.lines(last.sha256(), request, false)?
        };
        state.answered = Some((next, note.clone()));
        Ok(note)
    }

    /// Both signatures, looked at before anybody else sees them: a key in a box of its own may answer anything.
    fn lines(&self, last: Head, request: &Request, is_again: bool) -> Result<Note, Refusal> {
        let proof = if is_again { &[] } else { request.proof() };
        let lines = vec![
            self.keys.sign(last, request.checkpoint(), proof)?,
            self.keys
                .sign_national(request.checkpoint(), request.head().sm3_root)?,
        ];
        let note = Note::new(&request.checkpoint().to_string(), lines);
        let note = note.map_err(|refusal| KeyFailure(refusal.to_string()))?;
        let seals = note.verify([self.keys.log(), self.keys.national()]);
        let seals = seals.map_err(|refusal| KeyFailure(refusal.to_string()))?;
        let speaks_for_root = seals
            .iter()
            .any(|seal| seal.sm3_root == Some(request.head().sm3_root));
        if seals.len() == 2 && speaks_for_root {
            Ok(note)
        } else {
            Err(KeyFailure("the signatures are not by both keys over both roots".to_owned()).into())
        }
    }
}

impl State {
    fn head(&self) -> TwinHead {
        let last = self.memory.last();
        last.and_then(|last| {
            Some(TwinHead {
                size: last.head.size,
                root: last.head.root,
                sm3_root: last.sm3_root?,
            })
        })
        .unwrap_or_else(TwinHead::empty)
    }
}

/// Whether the request continues the head that was signed last.
fn judge(request: &Request, last: TwinHead) -> Result<(), Refusal> {
    let next = request.head();
    if next.size < last.size {
        let asked = next.size;
        return Err(Refusal::SetBack { asked, last });
    }
    if next.size == last.size {
        return Err(Refusal::Fork { last });
    }
    if request.old() != last.size {
        let old = request.old();
        return Err(Refusal::OtherSize { old, last });
    }
    let fork = |_| Refusal::Fork { last };
    verify_consistency::<Sha256>(last.sha256(), next.sha256(), request.proof()).map_err(fork)?;
    verify_consistency::<Sm3>(last.sm3(), next.sm3(), request.sm3_proof()).map_err(fork)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use ledger::checkpoint::Checkpoint;
    use ledger::hash::Hash;
    use ledger::note::{Signature, VerifierKey};
    use ledger::tree::Head;

    use super::{FileKeys, KeyFailure, Keys, Refusal, Request, Signer, TwinHead, init};
    use crate::Clock;

    struct Counting(FileKeys, Arc<AtomicU32>);

    impl Keys for Counting {
        fn log(&self) -> &VerifierKey {
            self.0.log()
        }

        fn national(&self) -> &VerifierKey {
            self.0.national()
        }

        fn sign(&self, last: Head, next: &Checkpoint, proof: &[Hash]) -> Result<Signature, KeyFailure> {
            self.1.fetch_add(1, Ordering::SeqCst);
            self.0.sign(last, next, proof)
        }

        fn sign_national(&self, next: &Checkpoint, sm3_root: Hash) -> Result<Signature, KeyFailure> {
            self.0.sign_national(next, sm3_root)
        }
    }

    /// From nothing to a tree of one leaf, which this byte stands for.
    fn first(keys: &FileKeys, leaf: u8) -> Request {
        let head = TwinHead {
            size: 1,
            root: Hash([leaf; 32]),
            sm3_root: Hash([leaf; 32]),
        };
        let checkpoint = Checkpoint::new(keys.log().name(), head.sha256()).unwrap();
        Request::new(checkpoint, head.sm3_root, 0, vec![], vec![]).unwrap()
    }

    #[test]
    fn a_head_that_the_disk_does_not_take_reaches_no_key_and_another_may_come_in_its_place_later() {
        let folder = std::env::temp_dir().join(format!("keepers-full-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        init(&folder, "log.example/test").unwrap();
        let open = || FileKeys::open(&folder).unwrap();
        let (one, other) = (first(&open(), 1), first(&open(), 2));
        let count = Arc::new(AtomicU32::new(0));
        let start = || {
            let keys = Box::new(Counting(open(), count.clone()));
            Signer::with_keys(&folder, keys, Clock::new(|| 1)).unwrap()
        };
        let signer = start();
        signer.state.lock().unwrap().memory.fill_disk();
        for request in [&one, &one, &other] {
            assert!(matches!(signer.sign(request), Err(Refusal::Failed(_))));
        }
        assert_eq!(count.load(Ordering::SeqCst), 0, "nothing was signed");
        drop(signer);
        assert!(start().sign(&other).is_ok());
        let last = other.head();
        assert_eq!(start().sign(&one), Err(Refusal::Fork { last }));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
