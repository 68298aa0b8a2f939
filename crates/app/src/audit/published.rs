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
use crate::ledger::{CHECKPOINT, Folder, SM3};
use crate::{App, Error, Result, journal};

/// What was signed so long ago is published by now.
const PUBLISHED_SECONDS: i64 = 60;

/// The heads of both trees, as the leaves have them.
type Heads = (Head, Head);

/// Holds every signed head against the leaves, and what is published against those.
pub(super) async fn check(
    app: &App,
    tx: &mut Tx,
    (published, findings): (Option<Vec<u8>>, &mut Findings),
) -> Result<()> {
    let keys = store::keys(tx).await?;
    // the policy lies outside the database: it says whether there is a log, and which
    if let Some(policy) = app.ledger_policy() {
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
    let shown = shown(&key, published.as_deref(), findings);
    let seen = heads(app, tx, ((&key, &sm2), shown, findings)).await?;
    let head = store::head(tx).await?;
    let size = seen.newest.map_or(0, |(head, _)| head.size);
    if u64::try_from(head.size) != Ok(size) {
        findings.fault(
            "ledger_head",
            "id=1".into(),
            "size",
            "与已签署的最后一个检查点不符。",
        );
    }
    let Some(folder) = app.ledger_folder() else {
        return Ok(());
    };
    for problem in seen.problems(shown) {
        findings.fault("log", CHECKPOINT.to_owned(), "bytes", problem);
    }
    if let Some((head, sm3)) = seen.shown.or(seen.newest) {
        tokio::task::block_in_place(|| files::<Sha256>(folder, "", head, findings));
        tokio::task::block_in_place(|| files::<Sm3>(folder, SM3, sm3, findings));
        bundles(tx, folder, head, findings).await?;
    }
    Ok(())
}

/// The head that everybody can fetch.
fn shown(key: &VerifierKey, published: Option<&[u8]>, findings: &mut Findings) -> Option<Head> {
    let note = Note::parse(published?).ok();
    let opened = note.and_then(|note| Checkpoint::open(&note, key, []).ok());
    if opened.is_none() {
        let problem = "已公布的检查点不是本存证日志的签署。";
        findings.fault("log", CHECKPOINT.to_owned(), "bytes", problem);
    }
    opened.map(|(checkpoint, _)| checkpoint.head())
}

/// What was seen of the signed heads.
#[derive(Default)]
struct Seen {
    newest: Option<Heads>,
    /// The one that everybody can fetch.
    shown: Option<Heads>,
    /// How far it must reach.
    due: u64,
}

impl Seen {
    fn problems(&self, shown: Option<Head>) -> Vec<&'static str> {
        let mut problems = Vec::new();
        if shown.is_some() && self.shown.is_none() {
            problems.push("已公布的检查点不在数据库中：数据库被截短、被恢复到较早的状态，或是另一份历史。");
        }
        if shown.map_or(0, |head| head.size) < self.due {
            problems.push("已签署的检查点没有公布，或公布的被换成了较早的一个。");
        }
        problems
    }
}

/// Goes through the leaves and the signed heads at once.
async fn heads(
    app: &App,
    tx: &mut Tx,
    (keys, shown, findings): ((&VerifierKey, &VerifierKey), Option<Head>, &mut Findings),
) -> Result<Seen> {
    let (mut sha256, mut sm3) = (Frontier::<Sha256>::new(), Frontier::<Sm3>::new());
    let (mut seen, mut after, mut earlier) = (Seen::default(), 0, Timestamp(0));
    let long_ago = app.now().plus_seconds(-PUBLISHED_SECONDS);
    while let Some(signed) = store::next_signed(tx, after).await? {
        grow(tx, (&mut sha256, &mut sm3), signed.size).await?;
        let heads = (sha256.head(), sm3.head());
        let line = journal::store::line(tx, signed.size).await?;
        let mut faults = problems(&signed, heads, keys);
        faults.extend(forged(&signed, app.ledger_policy()));
        faults.extend(times(&signed, (line.map(|line| line.at), earlier)));
        for (column, problem) in faults {
            let row = format!("size={}", signed.size);
            findings.fault("ledger_checkpoint", row, column, problem);
        }
        (after, earlier) = (signed.size, Timestamp(signed.signed_at));
        seen.newest = Some(heads);
        if shown == Some(heads.0) {
            seen.shown = Some(heads);
        }
        if earlier < long_ago {
            seen.due = heads.0.size;
        }
    }
    Ok(seen)
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
fn forged(signed: &Signed, policy: Option<&Policy>) -> Vec<(&'static str, &'static str)> {
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
        .map(|(column, _)| (column, "其中有见证方没有作过的签署。"))
        .collect()
}

/// Which of its times is another than what the witnesses say, or is before the last line that it is over or the head before.
fn times(
    signed: &Signed,
    (last_line, earlier): (Option<Timestamp>, Timestamp),
) -> Vec<(&'static str, &'static str)> {
    let mut problems = Vec::new();
    if last_line.is_some_and(|at| Timestamp(signed.signed_at) < at) {
        problems.push(("signed_at", "早于它所覆盖的最后一行流水。"));
    } else if Timestamp(signed.signed_at) < earlier {
        problems.push(("signed_at", "早于前一个检查点的签署。"));
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

/// The published entries against the leaves in the database.
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
