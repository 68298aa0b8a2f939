//! What only this platform can have written: signed with a key that it drew for itself once.

use db::Tx;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::store;
use crate::{App, Error, Result};

/// The platform's key.
pub(super) async fn key(app: &App) -> Result<Vec<u8>> {
    let mut tx = app.view().await?;
    if let Some(key) = store::key(&mut tx).await? {
        return Ok(key);
    }
    drop(tx);
    let mut tx: Tx = app.db().write().await?;
    store::save_key(&mut tx, &app.chance::<32>()).await?;
    let key = store::key(&mut tx).await?;
    tx.commit().await?;
    key.ok_or(Error::NotFound)
}

/// HMAC-SHA256 (RFC 2104) over some parts, each with its length, so that no byte can wander into the next.
pub(super) fn sign(key: &[u8], parts: &[&str]) -> Result<[u8; 32]> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).map_err(Error::failed)?;
    for part in parts {
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part.as_bytes());
    }
    Ok(mac.finalize().into_bytes().into())
}

/// The same over one text as it is, as others check it.
pub(super) fn sign_plain(key: &[u8], text: &str) -> Result<[u8; 32]> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).map_err(Error::failed)?;
    mac.update(text.as_bytes());
    Ok(mac.finalize().into_bytes().into())
}

/// Whether two signatures are the same, in a time that does not tell where they differ.
pub(super) fn same(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && one
            .bytes()
            .zip(other.bytes())
            .fold(0, |differs, (a, b)| differs | (a ^ b))
            == 0
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
