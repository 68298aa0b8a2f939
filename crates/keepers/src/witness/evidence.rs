//! What a log signed and a witness would not: kept as it came, for whoever has to be convinced.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use ledger::hash::{HashFunction, Sha256};
use ledger::tree::Head;
use ledger::witness::{Request, WitnessRefusal};

use super::hash;
use crate::memory::{Memory, MemoryFailure, Remembered, failed, make_folder, replace};

const FOLDER: &str = "evidence";
const MAGIC: &str = "gongkai-evidence/v1";
const SEEN: &str = "\n--- cosigned before\n";
const ASKED: &str = "\n--- asked for later\n";

/// How much it proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The log signed two trees of the same size: with both notes in hand nothing else is needed. The first ones are
    /// kept.
    Fork,
    /// The log signed a tree and nobody proved that it continues the one before. That may be a fork, or a wrong proof
    /// that anybody put to a right checkpoint: compare the tree with the log's files. The last ones are kept.
    Unproved,
}

/// One of the files that are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// How much it proves.
    pub kind: Kind,
    /// Which log signed.
    pub origin: String,
    /// The size of the tree it signed.
    pub size: u64,
    /// When it was asked for, in seconds since 1970.
    pub time: u64,
    /// The file, with the checkpoint that had been cosigned and the whole request.
    pub path: PathBuf,
}

impl Kind {
    /// How many are kept of each log.
    fn most(self) -> usize {
        match self {
            Kind::Fork => 64,
            Kind::Unproved => 16,
        }
    }

    fn parse(word: &str) -> Option<Kind> {
        [Kind::Fork, Kind::Unproved]
            .into_iter()
            .find(|kind| kind.to_string() == word)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Fork => "fork",
            Kind::Unproved => "unproved",
        })
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Evidence {
            kind,
            origin,
            size,
            time,
            path,
        } = self;
        write!(f, "{kind} {origin} size {size} time {time} {}", path.display())
    }
}

/// Keeps a request that was refused, if the log signed it and it contradicts what was seen. Whoever calls has verified
/// the log's signature before giving one of these refusals.
pub(super) fn keep(
    folder: &Path,
    memory: &Memory,
    request: &Request,
    refusal: WitnessRefusal,
    time: u64,
) -> Result<(), MemoryFailure> {
    let Head { size, root } = request.checkpoint().head();
    let is_signed = matches!(
        refusal,
        WitnessRefusal::OtherSize(_) | WitnessRefusal::Inconsistent
    );
    let other = |seen: &&Remembered| seen.head.size == size && seen.head.root != root;
    let rival = memory.entries().iter().rev().find(other);
    let (kind, seen) = match rival {
        Some(rival) if is_signed => (Kind::Fork, Some(rival)),
        None if refusal == WitnessRefusal::Inconsistent => (Kind::Unproved, memory.last()),
        _ => return Ok(()),
    };
    let folder = folder.join(FOLDER).join(hash(memory.origin()));
    let digest = Sha256::hash(&[request.note().text().as_bytes()]);
    let digest: String = digest
        .0
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let path = folder.join(format!("{kind}-{size}-{digest}.txt"));
    if path.exists() || !has_room(&folder, kind)? {
        return Ok(());
    }
    let seen = seen.and_then(|seen| seen.note.as_ref());
    let seen = seen.map_or("nothing\n".to_owned(), ToString::to_string);
    let origin = memory.origin();
    let text = format!(
        "{MAGIC}\nkind {kind}\norigin {origin}\nsize {size}\ntime {time}\n{SEEN}{seen}{ASKED}{request}"
    );
    make_folder(&folder)?;
    replace(&path, text.as_bytes())?;
    Ok(())
}

/// Whether one more of this kind may be kept, after making room where the last ones count.
fn has_room(folder: &Path, kind: Kind) -> Result<bool, MemoryFailure> {
    let mut kept = of_log(folder)?;
    kept.retain(|evidence| evidence.kind == kind);
    if kept.len() < kind.most() {
        return Ok(true);
    }
    let oldest = kept.iter().min_by_key(|evidence| evidence.time);
    match (kind, oldest) {
        (Kind::Unproved, Some(oldest)) => {
            fs::remove_file(&oldest.path).map_err(failed("remove", &oldest.path))?;
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// What the witness of this state folder keeps, forks before all else, and the newest first. It need not be running.
pub fn evidence(folder: &Path) -> Result<Vec<Evidence>, MemoryFailure> {
    let mut all = Vec::new();
    for folder in files(&folder.join(FOLDER))? {
        all.extend(of_log(&folder)?);
    }
    all.sort_by(|a, b| (a.kind, b.time, &a.path).cmp(&(b.kind, a.time, &b.path)));
    Ok(all)
}

/// The texts kept against the log whose origin has this hash; `None` if there are none.
pub(super) fn texts(folder: &Path, hash_of_origin: &str) -> Result<Option<String>, MemoryFailure> {
    let all = evidence(folder)?;
    let of_log = all
        .iter()
        .filter(|evidence| hash(&evidence.origin) == hash_of_origin);
    let texts: Result<Vec<String>, MemoryFailure> = of_log.map(|evidence| read(&evidence.path)).collect();
    let texts = texts?;
    Ok((!texts.is_empty()).then(|| texts.join("\n")))
}

fn of_log(folder: &Path) -> Result<Vec<Evidence>, MemoryFailure> {
    let mut all = Vec::new();
    for path in files(folder)? {
        all.extend(parse(&path, &read(&path)?));
    }
    Ok(all)
}

fn parse(path: &Path, text: &str) -> Option<Evidence> {
    let mut lines = text.strip_prefix(MAGIC)?.strip_prefix('\n')?.lines();
    let mut word = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ');
    Some(Evidence {
        kind: Kind::parse(word("kind")?)?,
        origin: word("origin")?.to_owned(),
        size: word("size")?.parse().ok()?,
        time: word("time")?.parse().ok()?,
        path: path.to_owned(),
    })
}

fn read(path: &Path) -> Result<String, MemoryFailure> {
    fs::read_to_string(path).map_err(failed("read", path))
}

/// What lies in a folder; nothing if it is not there.
fn files(folder: &Path) -> Result<Vec<PathBuf>, MemoryFailure> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).map_err(failed("list", folder))?;
    let paths: Result<Vec<PathBuf>, _> = entries.map(|entry| entry.map(|entry| entry.path())).collect();
    paths.map_err(failed("list", folder))
}
