//! Secrets that a person carries: long, drawn by chance, and known to the platform only by their hash.

use sha2::{Digest, Sha256};

use crate::App;

/// 256 bits of chance as 64 letters.
pub(super) fn draw(app: &App) -> String {
    app.chance::<32>()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// What is stored of it. A secret this long needs no salt and no slow hash.
pub(super) fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}
