mod faults;
mod order;
mod shipped;

use proptest::prelude::*;

use super::*;

const HEAD: &str = r#"code = "small"
title = "小目录"
track = "party"
version = 1
in_force_from = 2026-01-01
issued_by = "某单位"

[[category]]
key = "01"
name = "第一类"
"#;

const ENTRY: &str = r#"
[[entry]]
key = "DW-01-01"
category = "01"
name = "某事"
elements = ["要素"]
basis = [{ document = "《某规定》", article = "第一条" }]
widest = "public"
narrowest = "unit"
stages = [{ stage = "before", notice_days = 5 }, { stage = "result" }]
rhythm = "per_stage"
deadline = { days = 20, unit = "working", from = "formed", words = "二十个工作日内" }
review = ["secrecy", "check"]
authority = "unit"
ways = ["platform"]
responsible = "某岗"
"#;

fn small() -> String {
    format!("{HEAD}{ENTRY}")
}

/// The small rulebook with one piece of its text replaced.
fn with(old: &str, new: &str) -> String {
    let small = small();
    assert!(small.contains(old), "{old} is not there to be replaced");
    small.replacen(old, new, 1)
}

fn parse(text: &str) -> Rulebook {
    Rulebook::parse("r.toml", text).unwrap_or_else(|faults| panic!("{faults}"))
}

fn refusal(text: &str) -> String {
    Rulebook::parse("r.toml", text)
        .expect_err("this rulebook is faulty")
        .to_string()
}

#[test]
fn a_rulebook_is_read_as_it_is_written() {
    let rulebook = parse(&small());
    let entry = rulebook.entry("DW-01-01").unwrap();
    assert_eq!((rulebook.track, rulebook.version), (Track::Party, 1));
    assert_eq!(rulebook.in_force_from, jiff::civil::date(2026, 1, 1));
    assert_eq!((entry.widest, entry.narrowest), (Scope::Public, Scope::Unit));
    let deadline = entry.deadline.as_ref().unwrap();
    assert_eq!(
        (deadline.days, deadline.unit, deadline.from),
        (20, DayUnit::Working, Trigger::Formed)
    );
    assert_eq!(entry.review, [ReviewKind::Secrecy, ReviewKind::Check]);
    assert_eq!(rulebook.entry("DW-01-02"), None);
}

#[test]
fn stages_know_who_comes_before_them() {
    let rulebook = parse(&small());
    let entry = &rulebook.entries[0];
    assert_eq!(entry.stage(Stage::Before).map(|rule| rule.notice_days), Some(5));
    assert_eq!(entry.stage(Stage::Decision), None);
    assert_eq!(entry.previous_stage(Stage::Result), Some(Stage::Before));
    assert_eq!(entry.previous_stage(Stage::Before), None);
}

#[test]
fn a_waived_review_keeps_its_reason() {
    let text = with(
        "\"secrecy\", \"check\"]",
        "\"check\"]\nreview_waiver = \"内容已由上级公布\"",
    );
    assert_eq!(
        parse(&text).entries[0].review_waiver.as_deref(),
        Some("内容已由上级公布")
    );
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        _ = Rulebook::parse("r.toml", &text);
        _ = crate::calendar::Calendar::parse("c.toml", &text);
    }

    #[test]
    fn no_slip_of_the_pen_makes_the_reader_panic(at in 0..600_usize, piece in "[\\[\\]{}=\",.#\n0-9a-z公—-]{0,6}") {
        let small = small();
        let kept = small.chars().take(at).chain(piece.chars()).chain(small.chars().skip(at + 3));
        if let Err(faults) = Rulebook::parse("r.toml", &kept.collect::<String>()) {
            prop_assert!(!faults.0.is_empty());
        }
    }
}
