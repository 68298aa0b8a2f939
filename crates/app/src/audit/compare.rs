use std::cmp::Ordering;
use std::collections::VecDeque;

use db::{Tx, Value};

use super::findings::{Findings, Progress};
use super::store::{self, Cells, Table};
use crate::Result;

/// Goes through a table of the platform and its replayed twin at once, both in the order of their key.
pub(super) async fn compare<F: FnMut(u64, u64)>(
    table: &'static Table,
    (platform, replayed): (&mut Tx, &mut Tx),
    (findings, progress): (&mut Findings, &mut Progress<F>),
) -> Result<()> {
    let keys: Vec<_> = table.keys().collect();
    let keys = keys.join("、");
    let (mut there, mut here) = (Cursor::new(table), Cursor::new(table));
    let (mut kept, mut due) = (there.next(platform).await?, here.next(replayed).await?);
    loop {
        let order = match (&kept, &due) {
            (None, None) => return Ok(()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(kept), Some(due)) => by_key(table, kept, due),
        };
        match (&kept, &due) {
            (Some(kept), _) if order.is_lt() => {
                findings.row(table, kept, &keys, "表中有这一行，流水中却没有它的由来。");
            }
            (_, Some(due)) if order.is_gt() => {
                findings.row(table, due, &keys, "按流水应有这一行，表中却没有。");
            }
            (Some(kept), Some(due)) => differences(table, (kept, due), findings),
            _ => {}
        }
        if order.is_le() {
            findings.rows += 1;
            progress.step(1);
            kept = there.next(platform).await?;
        }
        if order.is_ge() {
            due = here.next(replayed).await?;
        }
    }
}

fn differences(table: &Table, (kept, due): (&Cells, &Cells), findings: &mut Findings) {
    for ((kept_cell, due_cell), (column, _)) in kept.iter().zip(due).zip(table.columns) {
        if kept_cell != due_cell {
            findings.row(table, kept, column, "这一栏的值与按流水重放的结果不同。");
        }
    }
}

fn by_key(table: &Table, left: &Cells, right: &Cells) -> Ordering {
    let width = table.keys().count();
    left.iter()
        .zip(right)
        .take(width)
        .map(|(left, right)| by_value(left, right))
        .find(|it| it.is_ne())
        .unwrap_or(Ordering::Equal)
}

/// The order of both databases: numbers by size, everything else byte by byte.
fn by_value(left: &Value<'_>, right: &Value<'_>) -> Ordering {
    match (left, right) {
        (Value::Int(left), Value::Int(right)) => left.cmp(right),
        _ => bytes(left).cmp(bytes(right)),
    }
}

fn bytes<'v>(value: &'v Value<'_>) -> &'v [u8] {
    match value {
        Value::Text(text) => text.as_bytes(),
        Value::Bytes(bytes) => bytes,
        _ => &[],
    }
}

/// The rows of a table, portion by portion: a large one never lies in memory as a whole.
struct Cursor {
    table: &'static Table,
    rows: VecDeque<Cells>,
    last: Option<Cells>,
    over: bool,
}

impl Cursor {
    fn new(table: &'static Table) -> Self {
        Self {
            table,
            rows: VecDeque::new(),
            last: None,
            over: false,
        }
    }

    async fn next(&mut self, tx: &mut Tx) -> Result<Option<Cells>> {
        if self.rows.is_empty() && !self.over {
            self.rows = store::portion(tx, self.table, self.last.as_ref()).await?.into();
            self.last = self.rows.back().cloned();
            self.over = self.rows.is_empty();
        }
        Ok(self.rows.pop_front())
    }
}
