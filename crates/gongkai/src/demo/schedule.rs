//! When everything happens: the acts of all matters in the order of time, notice periods kept.

use std::collections::BinaryHeap;

use anyhow::{Context, Result};
use demo::year::{self, DemoMatter, Outcome};
use domain::calendar::Calendar;
use domain::rulebook::Rulebook;
use domain::time::Timestamp;
use domain::words::{Stage as MatterStage, Track};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::organisation::Stage;

/// One act: which matter, which of its stages, how far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Draft,
    Submit,
    Review,
    Decide,
}

/// An act with its moment; the earliest comes first out of a heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Act {
    pub(crate) at: Timestamp,
    pub(crate) matter: usize,
    pub(crate) stage: usize,
    pub(crate) step: Step,
}

impl Ord for Act {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |act: &Self| (act.at, act.matter, act.stage, act.step);
        key(other).cmp(&key(self))
    }
}

impl PartialOrd for Act {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The matters of a year with exactly so many releases, days moved where a notice period asks for it.
pub(crate) fn matters(stage: &Stage, seed: u64, disclosures: u32, until: Date) -> Result<Vec<DemoMatter>> {
    let owed = |track: Track| -> Result<Vec<Vec<MatterStage>>> {
        let (_, rules) = stage.rules.get(&track).context("no rulebook")?;
        Ok(rules
            .entries
            .iter()
            .map(|entry| entry.stages.iter().map(|rule| rule.stage).collect())
            .collect())
    };
    let (party, government) = (owed(Track::Party)?, owed(Track::Government)?);
    let mut matters = Vec::new();
    let mut missing = disclosures;
    for round in 0..20 {
        let year = year::plan(seed + round, stage.publishing, missing, until);
        for mut matter in year.owing(party.clone(), government.clone()) {
            let waits = matter
                .stages
                .last()
                .is_some_and(|last| last.outcome != Outcome::Released);
            if round != 0 && waits {
                continue;
            }
            let (_, rules) = stage.rules.get(&matter.track).context("no rulebook")?;
            // what has to follow another entry would need a year of its own
            let entry = rules.entries.get(matter.entry_index % rules.entries.len());
            if entry.is_some_and(|entry| !entry.after.is_empty()) {
                continue;
            }
            missing -= keep_notice(&mut matter, (rules, &stage.calendar), until)?.min(missing);
            matters.push(matter);
        }
        if missing == 0 {
            break;
        }
    }
    Ok(matters)
}

/// Moves stages behind the notice periods before them; what no longer fits into the year stays in review.
fn keep_notice(
    matter: &mut DemoMatter,
    (rules, calendar): (&Rulebook, &Calendar),
    until: Date,
) -> Result<u32> {
    let entry = rules
        .entries
        .get(matter.entry_index % rules.entries.len())
        .context("no entry")?;
    let (mut earliest, mut released, mut over) = (Date::MIN, 0, None);
    for (place, stage) in matter.stages.iter_mut().enumerate() {
        let waits = matches!(stage.outcome, Outcome::Approved | Outcome::Scheduled);
        stage.on = if waits {
            stage.on.max(until.checked_add(3.days())?)
        } else {
            stage.on.max(earliest)
        };
        // what does not fit into the year any more has not begun
        if until < earliest.max(if waits { until } else { stage.on }) {
            over = Some(place);
            break;
        }
        if stage.outcome != Outcome::Released {
            over = Some(place + 1);
            break;
        }
        released += 1;
        let notice = entry.stage(stage.stage).map_or(0, |rule| rule.notice_days);
        // with room for the days between the draft and the release
        earliest = calendar
            .after_working_days(stage.on, notice)?
            .checked_add(4.days())?;
    }
    if let Some(length) = over {
        matter.stages.truncate(length);
    }
    Ok(released)
}

/// Every act of every matter, the earliest first.
pub(crate) fn acts(matters: &[DemoMatter], zone: &TimeZone) -> Result<BinaryHeap<Act>> {
    let mut acts = BinaryHeap::new();
    for (number, matter) in matters.iter().enumerate() {
        let mut before = matter.opened_on;
        for (place, stage) in matter.stages.iter().enumerate() {
            let last = match stage.outcome {
                Outcome::Draft => Step::Draft,
                Outcome::InReview => Step::Submit,
                Outcome::Returned => Step::Review,
                Outcome::Released | Outcome::Approved | Outcome::Scheduled => Step::Decide,
            };
            // a plan that is to be released later was approved when there was time
            let waits = matches!(stage.outcome, Outcome::Approved | Outcome::Scheduled);
            let day = if waits { before } else { stage.on };
            before = stage.on.checked_add(4.days())?;
            for (step, days, hour) in [
                (Step::Draft, 3, 9),
                (Step::Submit, 2, 10),
                (Step::Review, 1, 11),
                (Step::Decide, 0, 15),
            ] {
                if step <= last {
                    let first = if waits {
                        day
                    } else {
                        day.checked_sub(days.days())?.max(matter.opened_on)
                    };
                    let at = moment(first, hour, number, zone);
                    acts.push(Act {
                        at,
                        matter: number,
                        stage: place,
                        step,
                    });
                }
            }
        }
    }
    Ok(acts)
}

/// Some minute of an hour of a day.
fn moment(day: Date, hour: i64, number: usize, zone: &TimeZone) -> Timestamp {
    let second = i64::try_from(number % 3600).unwrap_or(0);
    Timestamp::start_of(day, zone).plus_seconds(hour * 3600 + second)
}
