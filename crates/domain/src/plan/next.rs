//! Who can act next, so that nobody has to ask where a plan lies; and where nobody can, that is said.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{Plan, State};
use crate::actor::{Sitting, duty_of};
use crate::calendar::Calendar;
use crate::ids::UnitId;
use crate::rulebook::Entry;
use crate::words::{Duty, ReviewKind};

/// What a plan waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A drafter.
    Draft,
    /// An opinion of this kind.
    Review(ReviewKind),
    /// The unit's view on what goes up.
    Endorse,
    /// The decision.
    Approve,
}

/// A step that can be done now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// What.
    pub step: Step,
    /// In which unit.
    pub unit: UnitId,
    /// By whom; nobody when somebody is missing there.
    pub who: Vec<Sitting>,
}

impl Step {
    /// The duty it takes.
    #[must_use]
    pub fn duty(self) -> Duty {
        match self {
            Self::Draft => Duty::Draft,
            Self::Review(kind) => duty_of(kind),
            Self::Endorse | Self::Approve => Duty::Approve,
        }
    }
}

impl Plan {
    /// The steps that can be done next, each with those who can do it today. Nothing once it is approved.
    #[must_use]
    pub fn next(&self, entry: &Entry) -> Vec<Next> {
        match self.state {
            State::Draft | State::Returned => {
                vec![self.in_unit(Step::Draft, |one| one.person == self.drafter)]
            }
            State::InReview => self.in_review(entry),
            State::Approved { .. } | State::Released => Vec::new(),
        }
    }

    /// The last day for the next step: so many working days after the plan came to those who review it, or after the
    /// last opinion to those who decide. Nothing when the rules set no days, or the calendar does not reach that far.
    #[must_use]
    pub fn due(&self, entry: &Entry, calendar: &Calendar, zone: &TimeZone) -> Option<Date> {
        let days = entry.review_days.filter(|_| self.state == State::InReview)?;
        let opinions = self.standing().map(|opinion| opinion.at);
        let last = opinions.chain(self.endorsement().map(|view| view.at)).max();
        let decides = self.missing(entry).is_empty();
        let began = last.filter(|_| decides).unwrap_or(self.since).max(self.since);
        calendar.after_working_days(began.day(zone), days).ok()
    }

    fn in_review(&self, entry: &Entry) -> Vec<Next> {
        let missing = self.missing(entry);
        if !missing.is_empty() {
            let review = |kind| {
                self.in_unit(Step::Review(kind), |one| {
                    self.own_draft(one.person).is_none()
                        && one.for_whom.is_none_or(|absent| self.own_draft(absent).is_none())
                })
            };
            return missing.into_iter().map(review).collect();
        }
        if self.awaits_endorsement(entry) {
            return vec![Next {
                step: Step::Endorse,
                unit: self.unit,
                who: self.endorsers(entry).copied().collect(),
            }];
        }
        let unit = self.seat_of_approval(entry);
        vec![Next {
            step: Step::Approve,
            unit,
            who: self.deciders(unit).copied().collect(),
        }]
    }

    fn in_unit(&self, step: Step, can: impl Fn(&Sitting) -> bool) -> Next {
        Next {
            step,
            unit: self.unit,
            who: self
                .crew
                .on(self.unit, step.duty())
                .filter(|one| can(one))
                .copied()
                .collect(),
        }
    }
}
