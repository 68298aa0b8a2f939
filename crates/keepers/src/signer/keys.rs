//! Where a log's keys lie.

use std::path::{Path, PathBuf};

use ledger::checkpoint::Checkpoint;
use ledger::hash::Hash;
use ledger::note::{KeyName, KeyRefusal, LogKey, Signature, VerifierKey};
use ledger::sm2sm3::Sm2Key;
use ledger::tree::Head;
use thiserror::Error;

use crate::memory::{Memory, MemoryFailure, make_folder};
use crate::secret::{self, SecretFailure};

const KEYS: &str = "keys";
const ORIGIN: &str = "origin";
const ED25519: &str = "ed25519";
const SM2: &str = "sm2";

/// The two keys of a log. They need not lie in this process: this is the place for a module that speaks PKCS#11 or SDF
/// (GM/T 0018). Such a one signs [`Checkpoint`]'s text, or [`ledger::sm2sm3::message`] after its SM2 preprocessing,
/// and puts the bytes into lines by [`Signature::by`].
///
/// The signer has checked what it asks for, and checks what it gets.
pub trait Keys: Send + Sync {
    /// The key by Ed25519; its name is the origin of the log.
    fn log(&self) -> &VerifierKey;

    /// The key by SM2 with SM3, of the same name.
    fn national(&self) -> &VerifierKey;

    /// Signs by Ed25519 what the proof shows to continue `last`.
    fn sign(&self, last: Head, next: &Checkpoint, proof: &[Hash]) -> Result<Signature, KeyFailure>;

    /// Signs the same by SM2, with its root by SM3.
    fn sign_national(&self, next: &Checkpoint, sm3_root: Hash) -> Result<Signature, KeyFailure>;
}

/// Why a key did not sign, in its own words.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the key did not sign: {0}")]
pub struct KeyFailure(pub String);

/// Why a signer cannot be set up, or does not start.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SetUpFailure {
    /// Something is there already.
    #[error("{} holds a signer already: nothing was changed", .0.display())]
    Exists(PathBuf),
    /// No key may have this name.
    #[error("“{0}” cannot be the name of a log: it is not empty and has no white space and no +")]
    Name(String),
    /// What lies there is no key.
    #[error(transparent)]
    Key(#[from] KeyRefusal),
    /// A secret cannot be read or written.
    #[error(transparent)]
    Secret(#[from] SecretFailure),
    /// The memory is not in order.
    #[error(transparent)]
    Memory(#[from] MemoryFailure),
}

/// Keys in files, each for its owner's eyes only.
pub struct FileKeys {
    log: LogKey,
    national: Sm2Key,
}

/// Draws the keys of a new log of this name and makes the empty memory of its signer, in a folder of its own. What is
/// there already stays as it is. Returns the public halves.
pub fn init(folder: &Path, origin: &str) -> Result<[VerifierKey; 2], SetUpFailure> {
    let name = KeyName::parse(origin).ok_or_else(|| SetUpFailure::Name(origin.to_owned()))?;
    let keys = folder.join(KEYS);
    if keys.exists() || Memory::exists(folder) {
        return Err(SetUpFailure::Exists(folder.to_owned()));
    }
    make_folder(folder)?;
    make_folder(&keys)?;
    let sm2 = loop {
        let secret = secret::draw()?;
        // One in four thousand million is no key.
        if Sm2Key::from_secret(name.clone(), &secret).is_ok() {
            break secret;
        }
    };
    secret::write(&keys.join(ED25519), &secret::draw()?)?;
    secret::write(&keys.join(SM2), &sm2)?;
    crate::memory::replace(&keys.join(ORIGIN), format!("{origin}\n").as_bytes())?;
    // Last: without it nothing starts.
    drop(Memory::create(folder, origin)?);
    let keys = FileKeys::open(folder)?;
    Ok([keys.log().clone(), keys.national().clone()])
}

impl FileKeys {
    /// The keys that [`init`] put into the state folder of a signer.
    pub fn open(folder: &Path) -> Result<FileKeys, SetUpFailure> {
        let keys = folder.join(KEYS);
        let origin = secret::text(&keys.join(ORIGIN))?;
        let name = KeyName::parse(&origin).ok_or(SetUpFailure::Name(origin))?;
        Ok(FileKeys {
            log: LogKey::from_seed(name.clone(), &secret::read(&keys.join(ED25519))?)?,
            national: Sm2Key::from_secret(name, &secret::read(&keys.join(SM2))?)?,
        })
    }
}

impl Keys for FileKeys {
    fn log(&self) -> &VerifierKey {
        self.log.verifier()
    }

    fn national(&self) -> &VerifierKey {
        self.national.verifier()
    }

    fn sign(&self, last: Head, next: &Checkpoint, proof: &[Hash]) -> Result<Signature, KeyFailure> {
        let line = self.log.sign_checkpoint(last, next, proof);
        line.map_err(|refusal| KeyFailure(refusal.to_string()))
    }

    fn sign_national(&self, next: &Checkpoint, sm3_root: Hash) -> Result<Signature, KeyFailure> {
        let line = self.national.sign(next, sm3_root);
        line.ok_or_else(|| KeyFailure("the checkpoint is of another log".to_owned()))
    }
}
