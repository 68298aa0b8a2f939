//! The leaves against what was signed and published, file by file and head by head.

use ::ledger::checkpoint::Checkpoint;
use ::ledger::cosignature::newest_claimed;
use ::ledger::hash::{Hash, HashFunction, Sha256, Sm3};
use ::ledger::note::{Note, VerifierKey};
use ::ledger::policy::{Policy, VerdictRefusal};
use ::ledger::tile::{Bundle, Resource, TileId, faults};
use ::ledger::tree::{Frontier, Head, leaf_hash};
use db::Tx;
use domain::time::Timestamp;

use super::findings::Findings;
use crate::ledger::store::{self, Signed};
use crate::ledger::{Folder, SM3};
use crate::{Error, Result, journal};

/// Holds every signed head against the leaves, and every file against the newest of them.
pub(super) async fn check(
    tx: &mut Tx,
    (folder, policy): (Option<&Folder>, Option<&Policy>),
    findings: &mut Findings,
) -> Result<()> {
    let keys = store::keys(tx).await?;
    // the policy lies outside the database: it says whether there is a log, and which
    if let Some(policy) = policy {
        let known = policy.logs().iter().map(|log| log.key.to_string());
        let key = keys.as_ref().map(|keys| keys.public_key.clone());
        if !known.map(Some).any(|known| known == key) {
            findings.fault(
                "ledger",
                "id=1".into(),
                "public_key",
                "与信任清单中的存证日志不符，或已不在。",
            );
        }
    }
    let Some(keys) = keys else {
        return Ok(());
    };
    // keys that were changed were named already
    let (Ok(key), Ok(sm2)) = (
        VerifierKey::parse(&keys.public_key),
        VerifierKey::parse(&keys.sm2_key),
    ) else {
        return Ok(());
    };
    let newest = heads(tx, (&key, &sm2), policy, findings).await?;
    let head = store::head(tx).await?;
    let size = newest.map_or(0, |(head, _)| i64::try_from(head.size).unwrap_or(i64::MAX));
    if head.size != size {
        findings.fault(
            "ledger_head",
            "id=1".into(),
            "size",
            "与已签署的最后一个检查点不符。",
        );
    }
    if let (Some(folder), Some((head, sm3))) = (folder, newest) {
        tokio::task::block_in_place(|| files::<Sha256>(folder, "", head, findings));
        tokio::task::block_in_place(|| files::<Sm3>(folder, SM3, sm3, findings));
        bundles(tx, folder, head, findings).await?;
    }
    Ok(())
}

/// Goes through the leaves and the signed heads at once; the newest head of both trees, as the leaves have it.
async fn heads(
    tx: &mut Tx,
    keys: (&VerifierKey, &VerifierKey),
    policy: Option<&Policy>,
    findings: &mut Findings,
) -> Result<Option<(Head, Head)>> {
    let (mut sha256, mut sm3) = (Frontier::<Sha256>::new(), Frontier::<Sm3>::new());
    let (mut newest, mut after) = (None, 0);
    while let Some(signed) = store::next_signed(tx, after).await? {
        grow(tx, (&mut sha256, &mut sm3), signed.size).await?;
        let heads = (sha256.head(), sm3.head());
        for (column, problem) in problems(&signed, heads, keys) {
            findings.fault(
                "ledger_checkpoint",
                format!("size={}", signed.size),
                column,
                problem,
            );
        }
        let line = journal::store::line(tx, signed.size).await?;
        for column in forged(&signed, policy) {
            let row = format!("size={}", signed.size);
            findings.fault("ledger_checkpoint", row, column, "其中有见证方没有作过的签署。");
        }
        for (column, problem) in times(&signed, line.map(|line| line.at)) {
            findings.fault(
                "ledger_checkpoint",
                format!("size={}", signed.size),
                column,
                problem,
            );
        }
        after = signed.size;
        newest = Some(heads);
    }
    Ok(newest)
}

/// The head over the first leaves; nothing when there are not so many.
pub(super) async fn head_at(tx: &mut Tx, size: u64) -> Result<Option<Head>> {
    let (mut sha256, mut sm3) = (Frontier::<Sha256>::new(), Frontier::<Sm3>::new());
    let leaves = i64::try_from(size).unwrap_or(i64::MAX);
    grow(tx, (&mut sha256, &mut sm3), leaves).await?;
    Ok(Some(sha256.head()).filter(|head| head.size == size))
}

async fn grow(
    tx: &mut Tx,
    (sha256, sm3): (&mut Frontier<Sha256>, &mut Frontier<Sm3>),
    size: i64,
) -> Result<()> {
    const PORTION: i64 = 4096;
    loop {
        let have = i64::try_from(sha256.head().size).unwrap_or(i64::MAX);
        let leaves = store::portion(tx, (have, size), PORTION).await?;
        if leaves.is_empty() {
            return Ok(());
        }
        for (_, entry) in leaves {
            sha256
                .append(leaf_hash::<Sha256>(&entry))
                .map_err(Error::failed)?;
            sm3.append(leaf_hash::<Sm3>(&entry)).map_err(Error::failed)?;
        }
    }
}

/// What is wrong with a signed head: each of its notes is of these leaves, and signed by the log in both ways.
fn problems(
    signed: &Signed,
    (sha256, sm3): (Head, Head),
    (key, sm2): (&VerifierKey, &VerifierKey),
) -> Vec<(&'static str, &'static str)> {
    let mut problems = Vec::new();
    if i64::try_from(sha256.size) != Ok(signed.size) {
        problems.push(("size", "没有这么多存证叶。"));
    }
    if signed.sm3_root != sm3.root.0 {
        problems.push(("sm3_root", "与按叶重新计算的根不同。"));
    }
    let notes = [
        ("note", Some(&signed.note)),
        ("confirmed", signed.confirmed.as_ref()),
        ("refreshed", signed.refreshed.as_ref()),
    ];
    for (column, text) in notes {
        let Some(text) = text else { continue };
        if !is_of(text, (sha256, sm3.root), (key, sm2)) {
            problems.push((column, "不是对这些叶的签署。"));
        }
    }
    problems
}

/// Which of its notes has a line in the name of a witness that this witness did not sign.
fn forged(signed: &Signed, policy: Option<&Policy>) -> Vec<&'static str> {
    let Some(policy) = policy else { return Vec::new() };
    let is_forged = |text: &Option<String>| {
        let note = text.as_ref().and_then(|text| Note::parse(text.as_bytes()).ok());
        // a log that is not theirs was named already
        note.is_some_and(|note| matches!(policy.judge(&note), Err(VerdictRefusal::Checkpoint(_))))
    };
    let notes = [("confirmed", &signed.confirmed), ("refreshed", &signed.refreshed)];
    notes
        .into_iter()
        .filter(|(_, text)| is_forged(text))
        .map(|(column, _)| column)
        .collect()
}

/// Which of its times is another than what the witnesses say, or is before the last line that it is over.
fn times(signed: &Signed, last_line: Option<Timestamp>) -> Vec<(&'static str, &'static str)> {
    let mut problems = Vec::new();
    if last_line.is_some_and(|at| Timestamp(signed.signed_at) < at) {
        problems.push(("signed_at", "早于它所覆盖的最后一行流水。"));
    }
    let confirmed = [
        ("confirmed_at", &signed.confirmed, signed.confirmed_at),
        ("refreshed_at", &signed.refreshed, signed.refreshed_at),
    ];
    for (column, text, at) in confirmed {
        let note = text.as_ref().map(|text| Note::parse(text.as_bytes()));
        // what is no note was named already
        let Ok(note) = note.transpose() else { continue };
        let said = note.as_ref().and_then(newest_claimed);
        let said = said.and_then(|seconds| i64::try_from(seconds).ok());
        if at != said.map(|seconds| Timestamp(0).plus_seconds(seconds).0) {
            problems.push((column, "与见证方签署的时间不符。"));
        }
    }
    problems
}

fn is_of(text: &str, (head, sm3_root): (Head, Hash), (key, sm2): (&VerifierKey, &VerifierKey)) -> bool {
    let Ok(note) = Note::parse(text.as_bytes()) else {
        return false;
    };
    let Ok((checkpoint, seals)) = Checkpoint::open(&note, key, [sm2]) else {
        return false;
    };
    checkpoint.head() == head && seals.iter().any(|seal| seal.sm3_root == Some(sm3_root))
}

/// Every tile of a tree, against its head.
fn files<H: HashFunction>(folder: &Folder, prefix: &str, head: Head, findings: &mut Findings) {
    let fetch = |resource: Resource| {
        let path = match resource {
            // the second tree is over the same bundles
            Resource::Entries(_) => resource.to_string(),
            _ => format!("{prefix}{resource}"),
        };
        folder.read(&path).ok().flatten()
    };
    for fault in faults::<H>(head, fetch) {
        let path = format!("{prefix}{}", fault.resource);
        findings.fault("log", path, "bytes", "已公布的文件缺失或与已签署的不符。");
    }
}

/// The published entries against the leaves in the database, and the published head against the newest.
async fn bundles(tx: &mut Tx, folder: &Folder, head: Head, findings: &mut Findings) -> Result<()> {
    for index in 0..head.size.div_ceil(256) {
        let Some(id) = TileId::in_tree(0, index, head.size) else {
            break;
        };
        let bytes = folder
            .read(&Resource::Entries(id).to_string())
            .map_err(Error::failed)?;
        let Some(bundle) = bytes.and_then(|bytes| Bundle::parse(id, &bytes).ok()) else {
            continue;
        };
        let after = i64::try_from(index * 256).unwrap_or(i64::MAX);
        let leaves = store::portion(tx, (after, after + i64::from(id.width())), 256).await?;
        for ((seq, leaf), published) in leaves.iter().zip(bundle.entries()) {
            if leaf != published {
                findings.fault("leaf", format!("seq={seq}"), "bytes", "与已公布的存证叶不同。");
            }
        }
    }
    Ok(())
}
