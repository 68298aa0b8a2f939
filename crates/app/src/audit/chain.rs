use db::Value;
use domain::ids::PersonId;
use domain::time::Timestamp;
use uuid::Uuid;

use super::findings::Findings;
use super::store::Cells;
use crate::journal::Line;

/// Everything a line's hash is made from.
const FIELDS: &str = "at、actor、kind、body";

/// The chain of hashes as far as it was followed.
#[derive(Default)]
pub(super) struct Chain {
    seq: i64,
    /// The hash that the last line bears.
    hash: Vec<u8>,
    /// When it was written.
    at: i64,
    /// The hash it should bear, when that is another.
    doubt: Option<Vec<u8>>,
}

impl Chain {
    /// Follows the chain to the next line.
    pub(super) fn link(&mut self, line: &Line, findings: &mut Findings) {
        if Some(line.seq) != self.seq.checked_add(1) {
            let (from, to) = (self.seq.saturating_add(1), line.seq.saturating_sub(1));
            findings.line(
                line.seq,
                "seq",
                &format!("流水的编号不连续：第 {from} 行至第 {to} 行不在。"),
            );
            self.resolve(None, findings);
        } else if line.hash == line.hash_after(&self.hash) {
            self.resolve(Some(FIELDS), findings);
        } else if self
            .doubt
            .as_ref()
            .is_some_and(|hash| line.hash == line.hash_after(hash))
        {
            self.resolve(Some("hash"), findings);
        } else {
            self.resolve(None, findings);
            self.doubt = Some(line.hash_after(&self.hash));
        }
        if line.at.0 < self.at {
            findings.line(line.seq, "at", "时间早于上一行：流水只能向前。");
        }
        self.at = line.at.0;
        self.seq = line.seq;
        self.hash.clone_from(&line.hash);
    }

    /// Steps over a line that cannot be read: what binds it cannot be computed.
    pub(super) fn skip(&mut self, row: &Cells, findings: &mut Findings) {
        self.resolve(None, findings);
        self.seq = seq(row);
        self.hash = match row.last() {
            Some(Value::Bytes(hash)) => hash.to_vec(),
            _ => Vec::new(),
        };
    }

    /// Compares the end of the chain with what the head says about it.
    pub(super) fn end(mut self, heads: &[Cells], findings: &mut Findings) {
        let head = |id: i64| format!("id={id}");
        let mut found = false;
        for cells in heads {
            let (id, seq, hash) = match cells.as_slice() {
                [Value::Int(id), Value::Int(seq), Value::Bytes(hash)] => (*id, *seq, hash.to_vec()),
                _ => (0, 0, Vec::new()),
            };
            if id != 1 {
                findings.fault("journal_head", head(id), "id", "流水的末端只应有一行，编号为 1。");
                continue;
            }
            found = true;
            if seq != self.seq {
                let problem = format!("流水的最后一行是第 {} 行，末端记的是第 {seq} 行。", self.seq);
                findings.fault("journal_head", head(1), "seq", &problem);
            }
            if self.doubt.as_ref() == Some(&hash) {
                self.resolve(Some("hash"), findings);
            } else if hash == self.hash {
                self.resolve(Some(FIELDS), findings);
            } else {
                findings.fault(
                    "journal_head",
                    head(1),
                    "hash",
                    "末端的哈希与流水最后一行的哈希不同。",
                );
            }
        }
        if !found {
            findings.fault("journal_head", head(1), "id", "流水的末端不在。");
        }
        self.resolve(None, findings);
    }

    /// The next link tells which side of a line was changed: its hash, or what the hash is made from.
    fn resolve(&mut self, changed: Option<&str>, findings: &mut Findings) {
        if self.doubt.take().is_some() {
            let all = format!("{FIELDS}、hash");
            findings.line(
                self.seq,
                changed.unwrap_or(&all),
                "这一行与它的哈希不符，或者没有接在上一行之后。",
            );
        }
    }
}

pub(super) fn seq(row: &Cells) -> i64 {
    match row.first() {
        Some(Value::Int(seq)) => *seq,
        _ => 0,
    }
}

/// Reads a line whatever was done to it; otherwise names the column that cannot be read.
pub(super) fn line(row: &Cells) -> Result<Line, &'static str> {
    let [seq, at, actor, kind, body, hash] = row.as_slice() else {
        return Err("seq");
    };
    let number = |cell: &Value<'_>| {
        if let Value::Int(number) = cell {
            Some(*number)
        } else {
            None
        }
    };
    let text = |cell: &Value<'_>| {
        if let Value::Text(text) = cell {
            Some(text.clone().into_owned())
        } else {
            None
        }
    };
    let actor = match actor {
        Value::Null => None,
        Value::Bytes(bytes) => Some(PersonId(Uuid::from_slice(bytes).map_err(|_| "actor")?)),
        _ => return Err("actor"),
    };
    let Value::Bytes(hash) = hash else {
        return Err("hash");
    };
    Ok(Line {
        seq: number(seq).ok_or("seq")?,
        at: Timestamp(number(at).ok_or("at")?),
        actor,
        kind: text(kind).ok_or("kind")?,
        body: text(body).ok_or("body")?,
        hash: hash.to_vec(),
    })
}
