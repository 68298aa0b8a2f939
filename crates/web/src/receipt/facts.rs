//! What a verdict tells, in the rows that page and file share.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ledger::receipt::Verdict;
use ledger::record::FieldId;

use crate::texts;

/// The rows, in their order; the script of the page knows them by their keys.
const KEYS: [&str; 9] = [
    "unit",
    "kind",
    "version",
    "record",
    "place",
    "claimed",
    "before",
    "after",
    "witnesses",
];

/// A row: its key, its name, and what is known.
pub(crate) struct Fact {
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    pub(crate) value: Option<String>,
}

/// All rows, empty.
pub(super) fn none(t: &'static texts::Receipt) -> Vec<Fact> {
    let fact = |key| Fact {
        key,
        name: name(t, key),
        value: None,
    };
    KEYS.into_iter().map(fact).collect()
}

/// All rows with what a verdict tells, times as in this zone.
pub(crate) fn of(t: &'static texts::Receipt, verdict: &Verdict, zone: &TimeZone) -> Vec<Fact> {
    let fact = |key| Fact {
        key,
        name: name(t, key),
        value: value(t, verdict, zone, key),
    };
    KEYS.into_iter().map(fact).collect()
}

fn name(t: &'static texts::Receipt, key: &str) -> &'static str {
    match key {
        "unit" => t.unit,
        "kind" => t.kind,
        "version" => t.version,
        "record" => t.record,
        "place" => t.place,
        "claimed" => t.claimed,
        "before" => t.before,
        "after" => t.after,
        _ => t.witnesses,
    }
}

fn value(t: &texts::Receipt, verdict: &Verdict, zone: &TimeZone, key: &str) -> Option<String> {
    let text = |id| Some(String::from_utf8_lossy(verdict.value(id)?).into_owned());
    let bound = |time: Option<u64>| time.map(|time| moment(zone, time.saturating_mul(1000)));
    match key {
        "unit" => text(FieldId::UNIT),
        "kind" => Some(kind(t, text(FieldId::KIND)?)),
        "version" => number(verdict.value(FieldId::VERSION)?).map(|version| version.to_string()),
        "record" => {
            let id = verdict.value(FieldId::RECORD)?;
            Some(id.iter().map(|byte| format!("{byte:02x}")).collect())
        }
        "place" => {
            let (index, size) = (verdict.index + 1, verdict.checkpoint.head().size);
            Some(format!("{} · {index} / {size}", verdict.checkpoint.origin()))
        }
        "claimed" => verdict.claimed_time.map(|time| moment(zone, time)),
        "before" => bound(verdict.not_before),
        "after" => bound(verdict.not_after),
        _ => {
            let seals = verdict.cosigned.iter();
            let lines: Vec<String> = seals
                .map(|(witness, time)| {
                    let name = String::from_utf8_lossy(&witness.name);
                    format!("{name} · {}", moment(zone, time.saturating_mul(1000)))
                })
                .collect();
            Some(lines.join("\n")).filter(|lines| !lines.is_empty())
        }
    }
}

/// In words if it is one of the platform's.
fn kind(t: &texts::Receipt, kind: String) -> String {
    match kind.as_str() {
        "release" => t.release.to_owned(),
        "correction" => t.correction.to_owned(),
        "withdrawal" => t.withdrawal.to_owned(),
        "erasure" => t.erasure.to_owned(),
        _ => kind,
    }
}

fn number(value: &[u8]) -> Option<u64> {
    value.try_into().ok().map(u64::from_be_bytes)
}

/// To the second, with the offset; a number where there is no such day.
fn moment(zone: &TimeZone, milliseconds: u64) -> String {
    let time = i64::try_from(milliseconds).ok();
    let Some(time) = time.and_then(|time| Timestamp::from_millisecond(time).ok()) else {
        return milliseconds.to_string();
    };
    let there = zone.to_datetime(time).strftime("%Y-%m-%d %H:%M:%S");
    let minutes = zone.to_offset(time).seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.abs();
    format!("{there} {sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
