//! A year of matters in the order they were opened, most of them finished, some waiting on every desk.

use crate::chance::Chance;
use crate::text::Length;
use domain::words::{Scope, Stage, Track};
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// From a Monday early in January to the 20th of November is so many days.
const DAYS: i64 = 319;
/// A matter is opened so many days before the last one, so that its first stage can still be released.
const ROOM: i64 = 12;
/// What can wait: one per desk a person may look at.
const WAITING: [Outcome; 5] = [
    Outcome::Draft,
    Outcome::InReview,
    Outcome::Returned,
    Outcome::Approved,
    Outcome::Scheduled,
];

/// How far a stage has come by the last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// 已公开, on the stage's day.
    Released,
    /// 退回修改 by a reviewer on that day.
    Returned,
    /// 审查中 since that day.
    InReview,
    /// 起草中 since that day.
    Draft,
    /// 已审批, not yet released.
    Approved,
    /// 待公开: the stage's day is still to come.
    Scheduled,
}

/// One stage of a matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoStage {
    /// Stages come in their natural order; only the last one of a matter may wait.
    pub stage: Stage,
    /// The day it was released, last moved, or (scheduled) will be released.
    pub on: Date,
    /// How far it came.
    pub outcome: Outcome,
}

/// A matter with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoMatter {
    /// The place of a publishing unit in the list.
    pub unit: usize,
    /// Six in ten are Party affairs.
    pub track: Track,
    /// Which entry of the track's catalogue, modulo how many the caller has (exact after [`Year::owing`]).
    pub entry_index: usize,
    /// A weekday.
    pub opened_on: Date,
    /// At least one.
    pub stages: Vec<DemoStage>,
    /// The same for all stages.
    pub scope: Scope,
    /// Of each stage's text.
    pub length: Length,
    /// For [`crate::text::compose`]: the same for all stages, so that they speak of the same subject and sums.
    pub seed: u64,
}

/// The matters, made one by one.
#[derive(Clone, Debug)]
pub struct Year {
    seed: u64,
    units: u32,
    disclosures: u32,
    last: Date,
    released: u32,
    made: u64,
    waiting: u32,
    party: Vec<Vec<Stage>>,
    government: Vec<Vec<Stage>>,
}

/// A year that ends on `last` with exactly so many released stages, and after those a few matters that wait.
#[must_use]
pub fn plan(seed: u64, units: u32, disclosures: u32, last: Date) -> Year {
    Year {
        seed,
        units: units.max(1),
        disclosures,
        last,
        released: 0,
        made: 0,
        waiting: 10 + (disclosures / 100).min(1_000),
        party: Vec::new(),
        government: Vec::new(),
    }
}

impl Year {
    /// Makes matters owe the stages of the caller's entries; without it every matter owes all three.
    #[must_use]
    pub fn owing(self, party: Vec<Vec<Stage>>, government: Vec<Vec<Stage>>) -> Self {
        Self {
            party,
            government,
            ..self
        }
    }

    fn entry(&self, track: Track, chance: &mut Chance) -> (usize, &[Stage]) {
        let entries = match track {
            Track::Party => &self.party,
            Track::Government => &self.government,
        };
        let many = if entries.is_empty() {
            10_000
        } else {
            u32::try_from(entries.len()).unwrap_or(u32::MAX)
        };
        let at = usize::try_from(chance.below(many)).unwrap_or(0);
        (
            at,
            entries
                .get(at)
                .filter(|stages| !stages.is_empty())
                .map_or(Stage::ALL, Vec::as_slice),
        )
    }

    fn opened_on(&self, chance: &mut Chance) -> Date {
        if self.released >= self.disclosures {
            return weekday(self.last.saturating_sub(days(chance.between(3, 12))));
        }
        let done = i64::from(self.released) * (DAYS - ROOM) / i64::from(self.disclosures.max(1));
        weekday(self.last.saturating_sub((DAYS - done).days()))
    }

    /// The stages as far as they come: until the last day, until nothing more is to be released, or, for
    /// one matter in nine, until it got stuck.
    fn stages(&self, owed: &[Stage], opened_on: Date, chance: &mut Chance) -> Vec<DemoStage> {
        let stuck_at = (chance.below(9) == 0).then(|| chance.between(1, 2));
        let mut left = self.disclosures - self.released;
        let mut before = opened_on;
        let mut stages = Vec::with_capacity(owed.len());
        for (number, stage) in (0_u32..).zip(owed.iter().copied()) {
            let on = weekday(before.saturating_add(days(pace(stage, number, chance))));
            if left == 0 || on > self.last || stuck_at == Some(number) {
                stages.push(self.waiting(stage, before, chance));
                break;
            }
            stages.push(DemoStage {
                stage,
                on,
                outcome: Outcome::Released,
            });
            left -= 1;
            before = on;
        }
        stages
    }

    fn waiting(&self, stage: Stage, after: Date, chance: &mut Chance) -> DemoStage {
        let turn = usize::try_from(self.made % 5).unwrap_or(0);
        let outcome = WAITING.get(turn).copied().unwrap_or(Outcome::Draft);
        let on = match outcome {
            Outcome::Scheduled => weekday(self.last.saturating_add(days(chance.between(1, 9)))),
            _ => after.saturating_add(days(chance.between(1, 9))).min(self.last),
        };
        DemoStage { stage, on, outcome }
    }

    /// In turn, so that every unit has some; the root has an eighth besides.
    fn unit(&self, chance: &mut Chance) -> usize {
        let turn = self.made % u64::from(self.units);
        if chance.below(8) == 0 {
            0
        } else {
            usize::try_from(turn).unwrap_or(0)
        }
    }
}

impl Iterator for Year {
    type Item = DemoMatter;

    fn next(&mut self) -> Option<DemoMatter> {
        if self.released >= self.disclosures {
            self.waiting = self.waiting.checked_sub(1)?;
        }
        let mut chance = Chance::of(self.seed, self.made);
        let track = if chance.percent(60) {
            Track::Party
        } else {
            Track::Government
        };
        let opened_on = self.opened_on(&mut chance);
        let (entry_index, owed) = self.entry(track, &mut chance);
        let stages = self.stages(owed, opened_on, &mut chance);
        let released = stages
            .iter()
            .filter(|stage| stage.outcome == Outcome::Released)
            .count();
        let matter = DemoMatter {
            unit: self.unit(&mut chance),
            track,
            entry_index,
            opened_on,
            stages,
            scope: scope(&mut chance),
            length: length(&mut chance),
            seed: chance.next(),
        };
        self.released += u32::try_from(released).unwrap_or(0);
        self.made += 1;
        Some(matter)
    }
}

/// How many days after the one before a stage is ready.
fn pace(stage: Stage, number: u32, chance: &mut Chance) -> u32 {
    match stage {
        _ if number == 0 => chance.between(2, 7),
        Stage::Before => chance.between(5, 10),
        Stage::Decision => chance.between(9, 20),
        Stage::Result => chance.between(20, 60),
    }
}

fn scope(chance: &mut Chance) -> Scope {
    match chance.below(100) {
        0..45 => Scope::Public,
        45..70 => Scope::Members,
        70..85 => Scope::Subtree,
        85..95 => Scope::Unit,
        95..98 => Scope::Group,
        _ => Scope::Person,
    }
}

fn length(chance: &mut Chance) -> Length {
    match chance.below(100) {
        0..35 => Length::Short,
        35..98 => Length::Usual,
        _ => Length::Long,
    }
}

fn days(number: u32) -> Span {
    i64::from(number).days()
}

/// The day itself or the Monday after it.
fn weekday(day: Date) -> Date {
    match day.weekday() {
        Weekday::Saturday => day.saturating_add(2.days()),
        Weekday::Sunday => day.saturating_add(1.days()),
        _ => day,
    }
}

#[cfg(test)]
mod tests;
