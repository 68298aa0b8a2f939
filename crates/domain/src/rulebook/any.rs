//! Rulebooks and entries at random, for the property tests of this folder; each is in order for the strict reader.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::{Basis, Category, DayUnit, Deadline, Entry, Rulebook, StageRule, Threshold, Trigger, Urgent};
use crate::money::Yuan;
use crate::words::{Authority, ReviewKind, Rhythm, Scope, Stage, ThreeMajor, Told, Track, Way};

fn text() -> impl Strategy<Value = String> {
    // what a writer of TOML may trip over stands in the middle, since the reader trims
    "[a公\"][\\\\\"'#\n\t\u{1}公a=\\[\\]{}]{0,6}[z开\"]"
}

/// Whatever may stand where a number of days does, small so that limits are met often.
fn days() -> impl Strategy<Value = u32> {
    1..4_u32
}

fn deadline() -> impl Strategy<Value = Deadline> {
    let from = select(Trigger::ALL);
    (days(), select(DayUnit::ALL), from, text()).prop_map(|(days, unit, from, words)| Deadline {
        days,
        unit,
        from,
        words,
    })
}

fn stages() -> impl Strategy<Value = Vec<StageRule>> {
    let days = proptest::collection::vec((0..3_u32, proptest::option::of(days())), 3);
    (subsequence(Stage::ALL.to_vec(), 1..=3), days).prop_map(|(stages, days)| {
        let last = stages.len() - 1;
        let rule = |(place, (stage, (notice, deadline_days)))| StageRule {
            stage,
            notice_days: if place == last { 0 } else { notice },
            deadline_days,
        };
        stages.into_iter().zip(days).enumerate().map(rule).collect()
    })
}

fn scopes() -> impl Strategy<Value = (Scope, Scope, Option<u32>)> {
    let first = proptest::option::of(days());
    (select(Scope::ALL), select(Scope::ALL), first).prop_map(|(one, other, first)| {
        let (narrowest, widest) = (one.min(other), one.max(other));
        (widest, narrowest, first.filter(|_| widest == Scope::Public))
    })
}

/// Whoever leaves one of these out says why.
const NEEDED: [ReviewKind; 2] = [ReviewKind::Secrecy, ReviewKind::Check];

fn basis() -> impl Strategy<Value = Basis> {
    (text(), text()).prop_map(|(document, article)| Basis { document, article })
}

fn elements() -> impl Strategy<Value = Vec<String>> {
    let some = subsequence(vec!["要素一", "要素\"二", "要素\\三"], 1..=3);
    some.prop_map(|elements| elements.into_iter().map(str::to_owned).collect())
}

/// An entry with this key under the heading `01`.
pub(super) fn entry(key: &'static str) -> impl Strategy<Value = Entry> {
    let review = subsequence(ReviewKind::ALL.to_vec(), 0..=4);
    let ways = subsequence(Way::ALL.to_vec(), 1..=6);
    let what = (text(), elements(), proptest::collection::vec(basis(), 1..3));
    let how = (
        scopes(),
        stages(),
        select(Rhythm::ALL),
        proptest::option::of(deadline()),
    );
    let who = (
        proptest::option::of(select(ThreeMajor::ALL)),
        review,
        (select(Authority::ALL), proptest::option::of(1..=730_u32)),
        ways,
    );
    let rest = (
        text(),
        proptest::option::of(text()),
        any::<bool>(),
        select(Told::ALL),
    );
    (what, how, who, rest).prop_map(move |(what, how, who, rest)| {
        let (name, elements, basis) = what;
        let ((widest, narrowest, members_first_days), stages, rhythm, deadline) = how;
        let (three_major, review, (authority, review_days), ways) = who;
        let waives = NEEDED.iter().any(|kind| !review.contains(kind));
        let (responsible, mirror_note, mirrors, tells) = rest;
        Entry {
            key: key.into(),
            category: "01".into(),
            name,
            elements,
            basis,
            widest,
            narrowest,
            members_first_days,
            stages,
            rhythm,
            deadline,
            three_major,
            review,
            review_waiver: waives.then(|| "上级已经审查".into()),
            authority,
            review_days,
            ways,
            responsible,
            after: Vec::new(),
            tells,
            mirror: mirrors.then(|| "ZW-01-01".into()),
            mirror_note: mirror_note.filter(|_| mirrors),
            template: mirrors.then(|| "## 一、甲\n\n【填写：甲】".into()),
        }
    })
}

fn threshold() -> impl Strategy<Value = Threshold> {
    let review = subsequence(ReviewKind::ALL.to_vec(), 1..=2);
    let authority = proptest::option::of(select(Authority::ALL));
    let kind = select(ThreeMajor::ALL);
    let amount = proptest::option::of(1..4_i64);
    let stages = proptest::option::of(stages());
    (kind, amount, review, authority, (stages, text())).prop_map(|(kind, amount, review, authority, rest)| {
        let (stages, words) = rest;
        let no_end = |rule: StageRule| StageRule {
            notice_days: if rule.stage == Stage::Result {
                0
            } else {
                rule.notice_days
            },
            ..rule
        };
        Threshold {
            kind,
            amount: amount.map(Yuan),
            review,
            authority,
            stages: stages.unwrap_or_default().into_iter().map(no_end).collect(),
            words,
        }
    })
}

fn urgent() -> impl Strategy<Value = Urgent> {
    prop_oneof![
        (1..=168_u32).prop_map(|hours| Urgent::Within { hours }),
        proptest::option::of(text()).prop_map(|why| Urgent::Not { why }),
    ]
}

/// A rulebook with some of three entries.
pub(super) fn rulebook() -> impl Strategy<Value = Rulebook> {
    let entries =
        (entry("A-1"), entry("A-2"), entry("A-3")).prop_map(|(one, two, three)| vec![one, two, three]);
    let entries = entries.prop_flat_map(|entries| subsequence(entries, 1..=3).prop_shuffle());
    let head = (
        text(),
        text(),
        proptest::option::of(text()),
        1..1_000_000_u32,
        1..28_i8,
        urgent(),
    );
    let thresholds = proptest::collection::vec(threshold(), 0..3);
    (head, select(Track::ALL), entries, thresholds).prop_map(|(head, track, entries, thresholds)| {
        let (title, issued_by, note, version, day, urgent) = head;
        Rulebook {
            code: "any".into(),
            title,
            track,
            version,
            in_force_from: jiff::civil::date(2026, 2, day),
            issued_by,
            note: note.unwrap_or_default(),
            urgent,
            categories: vec![Category {
                key: "01".into(),
                name: "类别".into(),
            }],
            entries,
            thresholds,
        }
    })
}
