//! The audit that goes on all the time: each new line against the line before, its leaf, and what was published of it.

use ::ledger::tile::{Bundle, Resource, TileId};
use db::Tx;
use domain::decision::Decision;

use super::findings::Findings;
use super::{runs, store};
use crate::journal::{self, Line};
use crate::ledger::{self, Folder};
use crate::{App, Error, Result, withdrawal};

/// So many lines are looked at in one go.
const PORTION: usize = 256;

/// Looks at the next lines that are signed and published. Faults are kept for the auditor, and it goes on behind them.
/// How many lines it looked at.
pub async fn watch(app: &App) -> Result<usize> {
    let began_at = app.now();
    let mut tx = app.view().await?;
    let (after, hash) = store::cursor(&mut tx).await?;
    let signed = ledger::store::signed(&mut tx).await?.unwrap_or(0);
    let end = signed.min(after + i64::try_from(PORTION).unwrap_or(i64::MAX));
    if end <= after {
        return Ok(0);
    }
    let mut lines = journal::store::lines(&mut tx, (after + 1, end + 1), (None, None), end - after).await?;
    lines.reverse();
    let mut findings = Findings::default();
    let mut seen = (after, hash);
    for line in &lines {
        if line.seq != seen.0 + 1 {
            findings.line(line.seq, "seq", "流水的编号不连续。");
        } else if line.hash != line.hash_after(&seen.1) {
            findings.line(line.seq, "hash", "这一行与它的哈希不符，或者没有接在上一行之后。");
        }
        seen = (line.seq, line.hash.clone());
        leaf(&mut tx, line, app.ledger_folder(), &mut findings).await?;
    }
    drop(tx);
    let looked = lines.len();
    if !findings.is_clean() {
        runs::keep(app, (began_at, false), &findings).await?;
    }
    let mut tx = app.db().write().await?;
    store::advance(&mut tx, (end, &seen.1)).await?;
    tx.commit().await?;
    Ok(looked)
}

/// The leaf of a line against the line, and against what was published.
async fn leaf(tx: &mut Tx, line: &Line, folder: Option<&Folder>, findings: &mut Findings) -> Result<()> {
    let row = || format!("seq={}", line.seq);
    let Some(kept) = ledger::store::leaf(tx, line.seq).await? else {
        findings.fault("leaf", row(), "seq", "这一行流水没有存证叶。");
        return Ok(());
    };
    let Ok(decision) = serde_json::from_str::<Decision>(&line.body) else {
        findings.line(line.seq, "body", "这一行的内容无法读懂。");
        return Ok(());
    };
    let is_noise = kept.salt.is_none() && is_erased(tx, &decision).await?;
    if !is_noise && !ledger::leaf::is_of(tx, (line, &decision), &kept).await? {
        findings.fault(
            "leaf",
            row(),
            "salt、anchor、bytes",
            "存证叶不是由这一行、这份盐和这个锚得出的。",
        );
    }
    if let Some(folder) = folder
        && let Some(published) = published(folder, line.seq)?
        && published != kept.bytes
    {
        findings.fault("leaf", row(), "bytes", "与已公布的存证叶不同。");
    }
    Ok(())
}

/// Whether what a line released was destroyed since.
async fn is_erased(tx: &mut Tx, decision: &Decision) -> Result<bool> {
    let Decision::Release(release) = decision else {
        return Ok(false);
    };
    let erased = withdrawal::store::erased(tx).await?;
    Ok(erased.contains(&release.sealed.content))
}

/// What was published as the leaf of a line, when this node has a log that reaches so far.
fn published(folder: &Folder, seq: i64) -> Result<Option<Vec<u8>>> {
    let Some(size) = ledger::size_in(folder).map_err(Error::failed)? else {
        return Ok(None);
    };
    let index = u64::try_from(seq - 1).unwrap_or(u64::MAX);
    let Some(id) = TileId::in_tree(0, index / 256, size) else {
        return Ok(None);
    };
    let bytes = folder
        .read(&Resource::Entries(id).to_string())
        .map_err(Error::failed)?;
    let bundle = bytes.and_then(|bytes| Bundle::parse(id, &bytes).ok());
    let place = usize::try_from(index % 256).unwrap_or(usize::MAX);
    Ok(bundle.and_then(|bundle| bundle.entries().get(place).cloned()))
}
