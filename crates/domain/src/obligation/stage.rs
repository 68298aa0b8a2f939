use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::{About, Facts, Obligation, Opened, Released, Rule, Start, State, Today, period};
use crate::calendar::NotPublished;
use crate::clock::Clock;
use crate::ids::MatterId;
use crate::rulebook::StageRule;
use crate::words::{Rhythm, Stage};

/// The stages that the matters owe.
pub(super) fn of_matters(facts: &Facts, today: Today<'_>) -> Vec<Obligation> {
    let mut released: HashMap<(MatterId, Stage), &Released> = HashMap::new();
    for release in &facts.released {
        // a later version of the same stage fulfils nothing anew
        released.entry((release.matter, release.stage)).or_insert(release);
    }
    let mut owed = Vec::new();
    for matter in &facts.matters {
        let way = Way {
            matter,
            rule: Arc::new(Rule::of(matter.track, &matter.entry)),
            released: &released,
            today,
        };
        way.walk(&mut owed);
    }
    owed
}

/// A day from which a clock runs, or the year that is missing to know it, and why.
type Begin = (Result<Date, (Date, NotPublished)>, Start);

struct Way<'w> {
    matter: &'w Opened,
    rule: Arc<Rule>,
    released: &'w HashMap<(MatterId, Stage), &'w Released>,
    today: Today<'w>,
}

impl Way<'_> {
    /// From stage to stage, as long as the next one's clock runs or somebody was faster than it.
    fn walk(&self, owed: &mut Vec<Obligation>) {
        let entry = &self.matter.entry;
        let by_period = !matches!(entry.rhythm, Rhythm::PerStage | Rhythm::PerEvent);
        let mut begin: Option<Begin> = Some((Ok(self.matter.on), Start::Opened));
        for (place, rule) in entry.stages.iter().enumerate() {
            let overtaken = self.overtaken(rule.stage);
            let start = begin.map_or(Start::Opened, |(_, start)| start);
            let known = begin.is_some() || overtaken.is_some() || self.release(rule.stage).is_some();
            if known && !(place == 0 && by_period) {
                let clock = begin.and_then(|(begin, _)| self.clock(rule, begin));
                owed.push(Obligation {
                    rule: Arc::clone(&self.rule),
                    about: About::Stage(self.matter.id, rule.stage),
                    clock,
                    start,
                    state: self.state(rule.stage, clock, overtaken),
                    excuse: None,
                    withheld: None,
                });
            }
            begin = self.after(rule);
        }
    }

    fn release(&self, stage: Stage) -> Option<&Released> {
        self.released.get(&(self.matter.id, stage)).copied()
    }

    fn left_out(&self, stage: Stage) -> Option<Date> {
        let left_out = self.matter.left_out.iter();
        left_out
            .clone()
            .find(|(left, _)| *left == stage)
            .map(|(_, on)| *on)
    }

    /// The first day on which a later stage was released.
    fn overtaken(&self, stage: Stage) -> Option<Date> {
        let later = Stage::ALL.iter().filter(|later| stage < **later);
        later
            .filter_map(|later| self.release(*later))
            .map(|release| release.on)
            .min()
    }

    fn clock(&self, rule: &StageRule, begin: Result<Date, (Date, NotPublished)>) -> Option<Clock> {
        let period = period(&self.matter.entry, rule)?;
        Some(match begin {
            Ok(from) => Clock::start(self.today.calendar, from, period),
            Err((from, missing)) => Clock {
                from,
                period,
                due: Err(missing),
            },
        })
    }

    fn state(&self, stage: Stage, clock: Option<Clock>, overtaken: Option<Date>) -> State {
        let state = State::of(clock, self.release(stage), self.today);
        match (state, overtaken) {
            (State::Fulfilled { .. }, _) => state,
            _ if self.left_out(stage).is_some() => State::Excused,
            (State::Overdue { since }, Some(day)) => State::Overdue {
                since: since.min(day),
            },
            (_, Some(since)) => State::Overdue { since },
            (_, None) => state,
        }
    }

    /// From when the stage after this one is owed; not before this one is done.
    fn after(&self, rule: &StageRule) -> Option<Begin> {
        if let Some(release) = self.release(rule.stage) {
            if rule.notice_days == 0 {
                return Some((Ok(release.on), Start::Released(rule.stage)));
            }
            let over = self
                .today
                .calendar
                .after_working_days(release.on, rule.notice_days);
            let over = over.map_err(|missing| (release.on, missing));
            return Some((over, Start::NoticeOver(rule.stage)));
        }
        let on = self.left_out(rule.stage)?;
        Some((Ok(on), Start::LeftOut(rule.stage)))
    }
}
