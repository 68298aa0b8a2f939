//! Secret bytes in files that only their owner reads.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

use crate::memory::{MemoryFailure, failed, replace};

/// How many bytes a seed has.
pub(crate) const SEED: usize = 32;

/// Why there is no secret.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SecretFailure {
    /// Others may read it.
    #[error("others may read {}: find out who did, then `chmod 600` it", .0.display())]
    Open(PathBuf),
    /// Not the base64 of 32 bytes.
    #[error("{} does not hold a key", .0.display())]
    NoKey(PathBuf),
    /// The system gives no chance.
    #[error("the system gives no random bytes")]
    Chance,
    /// The disk did not do what it was asked for.
    #[error(transparent)]
    Disk(#[from] MemoryFailure),
}

/// 32 bytes from the system.
#[expect(
    clippy::disallowed_methods,
    reason = "a key is drawn once, at set-up, where nothing may be repeated"
)]
pub(crate) fn draw() -> Result<[u8; SEED], SecretFailure> {
    let mut seed = [0; SEED];
    getrandom::fill(&mut seed).map_err(|_| SecretFailure::Chance)?;
    Ok(seed)
}

pub(crate) fn write(path: &Path, seed: &[u8; SEED]) -> Result<(), SecretFailure> {
    replace(path, format!("{}\n", STANDARD.encode(seed)).as_bytes())?;
    Ok(())
}

/// The one line of a small file.
pub(crate) fn text(path: &Path) -> Result<String, SecretFailure> {
    let text = fs::read_to_string(path).map_err(failed("read", path))?;
    Ok(text.trim_end().to_owned())
}

pub(crate) fn read(path: &Path) -> Result<[u8; SEED], SecretFailure> {
    let file = fs::metadata(path).map_err(failed("read", path))?;
    if file.mode() & 0o077 != 0 {
        return Err(SecretFailure::Open(path.to_owned()));
    }
    let seed = STANDARD.decode(text(path)?).ok();
    seed.and_then(|seed| seed.try_into().ok())
        .ok_or_else(|| SecretFailure::NoKey(path.to_owned()))
}
