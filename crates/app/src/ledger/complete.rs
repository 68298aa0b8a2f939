//! After the database was set back to an earlier state: the places of the lines it lost, from what was published.

use ::ledger::hash::Hash;
use ::ledger::tile::{Bundle, Resource, TileId};
use ::ledger::tree::Head;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use domain::decision::Decision;
use domain::ledger::Step;

use super::sequence::recount;
use super::{Folder, Trouble, store};
use crate::App;

/// So many places are taken back in one transaction.
const PORTION: usize = 256;

/// Takes back the places up to the head that the signer signed last: a line of its own for each leaf that the database
/// has lost, which says no more than that. How many there were.
///
/// The leaves come from the published bundles, whose files must lead to that head in both trees; and what the database
/// still has must be their beginning. Otherwise nothing is changed.
pub async fn complete(app: &App, folder: &Folder, (signed, sm3_root): (Head, Hash)) -> Result<u64, Trouble> {
    let mut tx = app.view().await?;
    let lines = store::last(&mut tx).await?;
    let kept = recount(&mut tx, lines).await?;
    drop(tx);
    let since = kept.head().size;
    if signed.size <= since {
        return Ok(0);
    }
    let lost = entries(folder, since..signed.size, signed.size)?;
    let mut whole = kept;
    for entry in &lost {
        whole.append(entry)?;
    }
    if whole.head() != signed || whole.sm3_head().root != sm3_root {
        return Err(Trouble::OtherHistory);
    }
    for portion in lost.chunks(PORTION) {
        app.change(None, async |change| {
            for entry in portion {
                let leaf = BASE64_STANDARD.encode(entry);
                change.record(Decision::Ledger(Step::Lost { leaf })).await?;
            }
            Ok(())
        })
        .await?;
    }
    Ok(signed.size - since)
}

/// Leaves by their published bundles.
fn entries(folder: &Folder, range: std::ops::Range<u64>, size: u64) -> Result<Vec<Vec<u8>>, Trouble> {
    let mut found = Vec::new();
    for index in range.start / 256..range.end.div_ceil(256) {
        let id = TileId::in_tree(0, index, size).ok_or(Trouble::Unproven)?;
        let path = Resource::Entries(id).to_string();
        let missing = || Trouble::File { path: path.clone() };
        let bytes = folder.read(&path)?.ok_or_else(missing)?;
        let bundle = Bundle::parse(id, &bytes).map_err(|_| missing())?;
        let first = range.start.saturating_sub(index * 256);
        let skipped = usize::try_from(first).unwrap_or(usize::MAX);
        found.extend(bundle.entries().iter().skip(skipped).cloned());
    }
    Ok(found)
}
