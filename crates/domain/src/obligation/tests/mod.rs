mod excuses;
mod periods;
mod stages;

use std::sync::Arc;

use jiff::civil::{Date, date};
use uuid::Uuid;

use super::*;
use crate::calendar::tests::calendar;
use crate::rulebook::Rulebook;

const RULES: &str = r#"code = "small"
title = "小目录"
track = "party"
version = 1
in_force_from = 2026-01-01
issued_by = "某单位"
[[category]]
key = "01"
name = "第一类"
"#;

fn entry(key: &str, rhythm: &str, stages: &str, rest: &str) -> String {
    format!(
        r#"
[[entry]]
key = "{key}"
category = "01"
name = "{key}"
elements = ["要素"]
basis = [{{ document = "《某规定》", article = "第一条" }}]
widest = "public"
narrowest = "unit"
stages = [{stages}]
rhythm = "{rhythm}"
{rest}
review = ["secrecy", "check"]
authority = "unit"
ways = ["platform"]
responsible = "某岗"
"#
    )
}

const THREE: &str = r#"{ stage = "before", notice_days = 5 }, { stage = "decision" }, { stage = "result", deadline_days = 20 }"#;
const TEN: &str = r#"deadline = { days = 10, unit = "working", from = "formed", words = "十个工作日内" }"#;
const ONE: &str = r#"{ stage = "result" }"#;

fn rules(entries: &[String]) -> Arc<Rulebook> {
    let text = format!("{RULES}{}", entries.concat());
    Arc::new(Rulebook::parse("r.toml", &text).unwrap_or_else(|faults| panic!("{faults}")))
}

fn all_kinds() -> Arc<Rulebook> {
    rules(&[
        entry("M", "monthly", ONE, TEN),
        entry("Q", "quarterly", ONE, ""),
        entry(
            "H",
            "half_yearly",
            r#"{ stage = "decision" }, { stage = "result" }"#,
            TEN,
        ),
        entry("Y", "yearly", ONE, TEN),
        entry("S", "standing", ONE, TEN),
        entry("P", "per_stage", THREE, TEN),
        entry("E", "per_event", ONE, ""),
    ])
}

fn catalogue(layers: Vec<Vec<(Date, Arc<Rulebook>)>>) -> Catalogue {
    Catalogue { layers }
}

fn since(from: Date) -> Catalogue {
    catalogue(vec![vec![(from, all_kinds())]])
}

fn of_2026() -> Span {
    Span {
        from: date(2026, 1, 1),
        to: date(2026, 12, 31),
    }
}

fn id(number: u32) -> Uuid {
    Uuid::from_u128(u128::from(number))
}

fn released(number: u32, key: &str, stage: Stage, on: Date) -> Released {
    Released {
        disclosure: DisclosureId(id(number)),
        matter: MatterId(id(number)),
        track: Track::Party,
        entry: key.into(),
        stage,
        on,
    }
}

fn matter(key: &str, on: Date) -> Opened {
    Opened {
        id: MatterId(id(900)),
        track: Track::Party,
        entry: Arc::new(all_kinds().entry(key).unwrap().clone()),
        on,
        left_out: Vec::new(),
    }
}

/// What is owed on a day, as lines: key, for what, last day, state.
fn lines(catalogue: &Catalogue, facts: &Facts, day: Date) -> Vec<String> {
    let calendar = calendar();
    let slots = catalogue.slots(&calendar, of_2026());
    let owed = of_unit(&slots, facts, Today::new(day, &calendar));
    owed.iter()
        .map(|owed| {
            let due = match owed.clock.map(|clock| clock.due) {
                Some(Ok(due)) => due.to_string(),
                Some(Err(missing)) => format!("{}?", missing.year),
                None => "-".into(),
            };
            let about = match owed.about {
                About::Period { from, .. } => from.strftime("%m").to_string(),
                About::Standing => "always".into(),
                About::Stage(_, stage) => stage.code().into(),
            };
            let late = match owed.state {
                State::Fulfilled { late, .. } if 0 < late => format!("+{late}"),
                State::Overdue { since } => format!(" {since}"),
                _ => String::new(),
            };
            format!("{} {about} {due} {}{late}", owed.rule.entry, owed.state.code())
        })
        .collect()
}

fn of(key: &str, catalogue: &Catalogue, facts: &Facts, day: Date) -> Vec<String> {
    let mut lines = lines(catalogue, facts, day);
    lines.retain(|line| line.starts_with(key));
    lines
}

#[test]
fn what_it_is_about_is_read_as_it_was_written() {
    for about in [
        About::Standing,
        About::Stage(MatterId(id(7)), Stage::Decision),
        About::Period {
            from: date(2026, 1, 1),
            to: date(2026, 1, 31),
        },
    ] {
        assert_eq!(about.to_string().parse::<About>().unwrap(), about);
    }
    assert!("2026-01-01".parse::<About>().is_err());
    assert!("x/result".parse::<About>().is_err());
}
