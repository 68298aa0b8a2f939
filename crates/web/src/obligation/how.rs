//! A clock in words: from which day it runs, which days did not count, and where it ends.

use domain::calendar::{Calendar, Off};
use domain::clock::Clock;
use domain::obligation::{Obligation, Start, State};
use domain::rulebook::DayUnit;

use crate::texts::{Texts, fill};

/// How the last day of an obligation was computed, a sentence a line.
pub(super) fn computed(t: &Texts, owed: &Obligation, calendar: &Calendar) -> Vec<String> {
    let o = &t.obligation;
    let mut lines = Vec::new();
    match (&owed.rule.words, &owed.clock) {
        (Some(words), _) => lines.push(fill(o.how_words, &[words])),
        (None, Some(_)) => lines.push(o.how_no_words.to_owned()),
        (None, None) => lines.push(o.how_no_clock.to_owned()),
    }
    if let Some(clock) = &owed.clock {
        lines.push(start(t, owed.start, clock));
        lines.extend(course(t, clock, calendar));
        lines.push(match clock.due {
            Ok(due) => fill(o.ends, &[&due.to_string()]),
            Err(missing) => fill(o.unknown, &[&missing.year.to_string()]),
        });
    }
    if let State::Overdue { since } = owed.state
        && owed.due().is_none_or(|due| since <= due)
    {
        lines.push(fill(o.overtaken, &[&since.to_string()]));
    }
    lines
}

fn start(t: &Texts, start: Start, clock: &Clock) -> String {
    let (o, from) = (&t.obligation, clock.from.to_string());
    match start {
        Start::PeriodEnd => fill(o.from_period, &[&from]),
        Start::InForce => fill(o.from_force, &[&from]),
        Start::Opened => fill(o.from_opened, &[&from]),
        Start::Released(stage) => fill(o.from_released, &[&from, (t.common.stage)(stage)]),
        Start::NoticeOver(stage) => fill(o.from_notice, &[&from, (t.common.stage)(stage)]),
        Start::LeftOut(stage) => fill(o.from_left_out, &[&from, (t.common.stage)(stage)]),
    }
}

fn course(t: &Texts, clock: &Clock, calendar: &Calendar) -> Vec<String> {
    let o = &t.obligation;
    if clock.period.days == 0 {
        return Vec::new();
    }
    let days = clock.period.days.to_string();
    let mut lines = vec![match clock.period.unit {
        DayUnit::Working => fill(o.working, &[&days]),
        DayUnit::Calendar => fill(o.calendar, &[&days]),
    }];
    let course = clock.course(calendar);
    let skipped = course.skipped.iter().map(|run| {
        let why = match run.why {
            Off::Weekend => o.weekend,
            Off::Holiday(name) => name,
        };
        if run.from == run.to {
            fill(o.one_day, &[&run.from.to_string(), why])
        } else {
            fill(o.run, &[&run.from.to_string(), &run.to.to_string(), why])
        }
    });
    let skipped: Vec<_> = skipped.collect();
    if !skipped.is_empty() {
        lines.push(fill(o.skipped, &[&skipped.join(o.and)]));
    }
    let made_up = course.made_up.iter();
    let made_up: Vec<_> = made_up
        .map(|(day, holiday)| fill(o.one_day, &[&day.to_string(), holiday]))
        .collect();
    if !made_up.is_empty() && clock.period.unit == DayUnit::Working {
        lines.push(fill(o.made_up, &[&made_up.join(o.and)]));
    }
    lines
}
