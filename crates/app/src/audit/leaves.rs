use ::ledger::hash::Hash;
use db::Tx;
use domain::decision::Decision;

use super::findings::Findings;
use crate::Result;
use crate::journal::Line;
use crate::ledger::leaf::{self, Given};
use crate::ledger::store;

/// Makes the leaf of a line again, from the line and from what chance and the witnesses gave. Salt, anchor and leaf go
/// beside the replay as they are, so that one that was changed is one fault.
pub(super) async fn check(
    (line, decision, is_erased): (&Line, &Decision, bool),
    (platform, tx): (&mut Tx, &mut Tx),
    findings: &mut Findings,
) -> Result<()> {
    let row = || format!("seq={}", line.seq);
    let Some(kept) = store::leaf(platform, line.seq).await? else {
        findings.fault("leaf", row(), "seq", "这一行流水没有存证叶。");
        return Ok(());
    };
    let nothing = [0; 32];
    let given = Given {
        salt: bytes(kept.salt.as_deref()).unwrap_or(nothing),
        anchor: Hash(bytes(Some(&kept.anchor)).unwrap_or(nothing)),
    };
    let mut made = match leaf::of(tx, (line, decision), given).await {
        Ok(made) => made,
        Err(cause) => {
            tracing::warn!(seq = line.seq, ?cause, "a leaf could not be made again");
            findings.fault("leaf", row(), "bytes", "按这一行无法重新得出存证叶。");
            return Ok(());
        }
    };
    // when its key was destroyed with its content, what is left is held against what was published
    let is_noise = is_erased && kept.salt.is_none();
    if !is_noise && (&made.salt, &made.anchor, &made.bytes) != (&kept.salt, &kept.anchor, &kept.bytes) {
        findings.fault(
            "leaf",
            row(),
            "salt、anchor、bytes",
            "存证叶不是由这一行、这份盐和这个锚得出的。",
        );
    }
    made.salt = kept.salt;
    made.anchor = kept.anchor;
    made.bytes = kept.bytes;
    store::save_leaf(tx, &made).await
}

fn bytes(bytes: Option<&[u8]>) -> Option<[u8; 32]> {
    bytes?.try_into().ok()
}
