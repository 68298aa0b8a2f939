//! The copy check as a command: questions and answers as lines of JSON.
//!
//! **Invariant:** every `commit` and every `query` is answered by one line, in order. Nothing else is written to the
//! standard output, unless `--acknowledge` asks for a line for each of the others as well.

use std::io::{BufRead, Write};
use std::path::PathBuf;

use anyhow::{Result, bail};
use copycheck::{Among, Entry, Finding, FindingKind, Report, Store};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
enum Line {
    Add(Entry),
    Remove { id: String },
    Readers { id: String, readers: String },
    Learn { names: Vec<String> },
    Commit,
    Query(Question),
    Quit,
}

#[derive(Deserialize)]
struct Question {
    #[serde(flatten)]
    entry: Entry,
    /// The readers that whoever asks is among; without it all texts take part.
    among: Option<Vec<String>>,
}

struct Wishes {
    folder: PathBuf,
    acknowledge: bool,
}

fn main() -> Result<()> {
    let wishes = wishes()?;
    let store = Store::open(&wishes.folder)?;
    let mut output = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let Some(answer) = answer(&store, serde_json::from_str(&line?)?, wishes.acknowledge)? else {
            break;
        };
        if !answer.is_null() {
            writeln!(output, "{answer}")?;
            output.flush()?;
        }
    }
    Ok(())
}

fn wishes() -> Result<Wishes> {
    let (flags, folders): (Vec<_>, Vec<_>) = std::env::args_os()
        .skip(1)
        .partition(|word| word == "--acknowledge");
    let [folder] = folders.as_slice() else {
        bail!("usage: copycheck [--acknowledge] FOLDER < LINES");
    };
    Ok(Wishes {
        folder: folder.into(),
        acknowledge: !flags.is_empty(),
    })
}

/// The answer to a line: null for none, nothing at the end.
fn answer(store: &Store, line: Line, acknowledge: bool) -> Result<Option<Value>> {
    let acknowledged = |op: &str, id: &str| {
        if acknowledge {
            json!({"op": op, "id": id})
        } else {
            Value::Null
        }
    };
    Ok(Some(match line {
        Line::Add(entry) => {
            store.add(&entry)?;
            acknowledged("added", &entry.id)
        }
        Line::Remove { id } => {
            store.remove(&id)?;
            acknowledged("removed", &id)
        }
        Line::Readers { id, readers } => {
            store.set_readers(&id, &readers)?;
            acknowledged("read", &id)
        }
        Line::Learn { names } => {
            store.learn(&names)?;
            acknowledged("learned", "")
        }
        Line::Commit => {
            store.settle()?;
            json!({"op": "committed", "docs": store.snapshot().len()})
        }
        Line::Query(question) => asked(store, &question)?,
        Line::Quit => return Ok(None),
    }))
}

fn asked(store: &Store, Question { entry, among }: &Question) -> Result<Value> {
    let snapshot = store.snapshot();
    let cpu = cpu_now();
    #[expect(clippy::disallowed_methods, reason = "the protocol asks for the time taken")]
    let start = std::time::Instant::now();
    let report = match among {
        None => snapshot.check(entry)?,
        Some(mine) => snapshot.check_among(entry, &of(&|readers| mine.iter().any(|mine| mine == readers)))?,
    };
    let us = u64::try_from(start.elapsed().as_micros())?;
    Ok(told(&entry.id, &report, us, cpu_now() - cpu))
}

fn of(may_read: &dyn Fn(&str) -> bool) -> Among<'_> {
    Among {
        may_read,
        superiors: &[],
        siblings: &[],
    }
}

/// Microseconds of processor time that this process has used.
fn cpu_now() -> i64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec * 1_000_000 + time.tv_nsec / 1000
}

fn told(id: &str, report: &Report, us: u64, cpu_us: i64) -> Value {
    let matches: Vec<Value> = report.findings.iter().map(one).collect();
    json!({"id": id, "us": us, "cpu_us": cpu_us, "matches": matches, "exempt": report.exempt})
}

fn one(finding: &Finding) -> Value {
    let spans: Vec<[usize; 4]> = finding
        .passages
        .iter()
        .map(|passage| {
            [
                passage.here.start,
                passage.here.end,
                passage.there.start,
                passage.there.end,
            ]
        })
        .collect();
    let kind = match finding.kind {
        FindingKind::Credited => "credited",
        FindingKind::Copy | FindingKind::Mass | FindingKind::Republished | FindingKind::Reply => "copy",
    };
    json!({
        "id": finding.id, "kind": kind, "sort": finding.kind, "score": finding.score, "share": finding.share,
        "chars": finding.copied, "spans": spans, "foreign": finding.foreign_names,
    })
}
