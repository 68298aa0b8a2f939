//! The whole of a published log in a folder of plain files: its checkpoint, every tile, every bundle, and the second
//! tree by SM3 if it is there.

use std::path::Path;

use anyhow::Result;
use ledger::hash::{Hash, Sha256, Sm3};
use ledger::note::Note;
use ledger::policy::Policy;
use ledger::tile::{Bundle, Fault, Resource, TileId, faults};
use ledger::tree::{Frontier, Head, leaf_hash};

use super::{Lang, read, words};

/// Where the tiles of the second tree lie; it has the same bundles.
const SM3_FOLDER: &str = "sm3";

/// A root by SM3 and two numbers of an SM2 signature: what stands in the line of the log's second key.
const SM2_LINE: usize = 32 + 64;

/// The most faults that are named.
const NAMED: usize = 20;

/// Whether everything in the folder is what its checkpoint says, and the checkpoint is confirmed.
pub(super) fn check(folder: &Path, policy: &Policy, lang: Lang) -> Result<bool> {
    let bytes = read(&folder.join(Resource::Checkpoint.to_string()))?;
    let judged = Note::parse(&bytes)
        .map_err(|refusal| refusal.to_string())
        .and_then(|note| {
            policy
                .judge(&note)
                .map(|judged| (judged, note.clone()))
                .map_err(|refusal| refusal.to_string())
        });
    let (judged, note) = match judged {
        Ok(judged) => judged,
        Err(refusal) => {
            println!("{}\n  checkpoint: {refusal}", words::refused(lang));
            return Ok(false);
        }
    };
    let head = judged.checkpoint.head();
    println!("{}", words::head(lang, &judged));
    let fetch = |resource: Resource| std::fs::read(folder.join(resource.to_string())).ok();
    let mut sound = report(lang, "", &faults::<Sha256>(head, fetch));
    if sound && folder.join(SM3_FOLDER).is_dir() {
        sound = check_sm3(folder, &note, head.size, lang);
    }
    if sound {
        println!("{}", words::log_holds(lang, head.size));
    }
    Ok(sound && judged.is_confirmed)
}

/// The second tree, over entries that the first one has vouched for.
fn check_sm3(folder: &Path, note: &Note, size: u64, lang: Lang) -> bool {
    let Some(head) = head_by_sm3(folder, size) else {
        return report(lang, "", &[]);
    };
    let fetch = |resource: Resource| {
        let path = match resource {
            Resource::Tile(_) => folder.join(SM3_FOLDER),
            _ => folder.to_owned(),
        };
        std::fs::read(path.join(resource.to_string())).ok()
    };
    let sound = report(lang, SM3_FOLDER, &faults::<Sm3>(head, fetch));
    let is_root = |root: &Hash| *root == head.root;
    let agrees = sm3_roots(note).iter().all(is_root);
    println!("{}", words::sm3(lang, sound && agrees));
    sound && agrees
}

/// The roots that lines of a second key speak for. Whether that key signed, its holders' verifiers say; if it did, it
/// signed this root or lied.
fn sm3_roots(note: &Note) -> Vec<Hash> {
    let origin = note.text().lines().next().unwrap_or_default();
    let lines = note.signatures().iter();
    lines
        .filter(|line| line.name().as_str() == origin && line.bytes().len() == SM2_LINE)
        .filter_map(|line| line.bytes().first_chunk().copied().map(Hash))
        .collect()
}

/// The head of the tree by SM3 over the entries in the folder.
fn head_by_sm3(folder: &Path, size: u64) -> Option<Head> {
    let mut frontier = Frontier::<Sm3>::new();
    for id in (0_u64..).map_while(|index| TileId::in_tree(0, index, size)) {
        let read = |id| std::fs::read(folder.join(Resource::Entries(id).to_string())).ok();
        let bundle = match read(id) {
            Some(bytes) => Bundle::parse(id, &bytes).ok()?,
            None => {
                let full = TileId::new(0, id.index(), 256)?;
                Bundle::parse(full, &read(full)?).ok()?
            }
        };
        for entry in bundle.entries().iter().take(usize::from(id.width())) {
            frontier.append(leaf_hash::<Sm3>(entry)).ok()?;
        }
    }
    Some(frontier.head())
}

/// Names what is wrong; whether nothing is.
fn report(lang: Lang, under: &str, faults: &[Fault]) -> bool {
    if faults.is_empty() {
        return true;
    }
    println!("{}", words::refused(lang));
    for fault in faults.iter().take(NAMED) {
        let slash = if under.is_empty() { "" } else { "/" };
        println!("  {under}{slash}{}: {}", fault.resource, fault.refusal);
    }
    if NAMED < faults.len() {
        println!("  {} {}", lang.say("还有", "and more:"), faults.len() - NAMED);
    }
    false
}
