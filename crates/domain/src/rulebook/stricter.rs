//! A subordinate may be stricter, never looser: everything in which these rules ask for less than the superior's.

#[cfg(test)]
mod tests;

use super::{DayUnit, Deadline, Entry, Rulebook, StageRule};
use crate::money::Yuan;
use crate::refusal::{Looseness, Looser};
use crate::words::{Authority, Rhythm, Stage};

impl Rulebook {
    /// Where these rules are looser than others, in the order of the others. Entries that the others do not have are
    /// the unit's own affair.
    #[must_use]
    pub fn looser_than(&self, superior: &Self) -> Vec<Looseness> {
        let of = |above: &Entry| {
            let told = |(looser, from)| Looseness {
                key: above.key.clone(),
                name: above.name.clone(),
                looser,
                from,
            };
            let found = match self.entry(&above.key) {
                Some(own) => self.looser_entry(own, superior, above),
                None => vec![(Looser::Dropped, None)],
            };
            found.into_iter().map(told).collect::<Vec<_>>()
        };
        let whole = self.urgent.is_looser_than(&superior.urgent).then(|| Looseness {
            key: String::new(),
            name: superior.title.clone(),
            looser: Looser::UrgentEasier,
            from: None,
        });
        whole
            .into_iter()
            .chain(superior.entries.iter().flat_map(of))
            .collect()
    }

    /// An entry may be looser as it is written, or only from an amount on; each thing is told once.
    fn looser_entry(&self, own: &Entry, superior: &Self, above: &Entry) -> Vec<(Looser, Option<Yuan>)> {
        let mut found: Vec<_> = own
            .looser_than(above)
            .into_iter()
            .map(|looser| (looser, None))
            .collect();
        let thresholds = self.thresholds.iter().chain(&superior.thresholds);
        let mut amounts: Vec<_> = thresholds
            .map(|threshold| threshold.amount.unwrap_or(Yuan(0)))
            .collect();
        amounts.sort_unstable();
        amounts.dedup();
        for amount in amounts {
            let entries = (
                self.entry_for(&own.key, Some(amount)),
                superior.entry_for(&above.key, Some(amount)),
            );
            let (Some(own), Some(above)) = entries else {
                continue;
            };
            for looser in own.looser_than(&above) {
                if found.iter().all(|(told, _)| *told != looser) {
                    found.push((looser, Some(amount)));
                }
            }
        }
        found
    }
}

impl Entry {
    /// In what this entry is looser than the superior's of the same key.
    #[must_use]
    pub fn looser_than(&self, superior: &Self) -> Vec<Looser> {
        let mut found = scope(self, superior);
        for above in &superior.stages {
            found.extend(stage(self, superior, above));
        }
        found.extend(deadline(self.deadline.as_ref(), superior.deadline.as_ref()));
        if is_rarer(self.rhythm, superior.rhythm) {
            found.push(Looser::RhythmRarer {
                own: self.rhythm,
                superior: superior.rhythm,
            });
        }
        let reviews = superior.review.iter().filter(|kind| !self.review.contains(kind));
        found.extend(reviews.map(|kind| Looser::ReviewDropped(*kind)));
        if superior.authority == Authority::Superior && self.authority == Authority::Unit {
            found.push(Looser::AuthorityLowered);
        }
        if superior.three_major.is_some() && self.three_major.is_none() {
            found.push(Looser::MajorDropped);
        }
        let elements = superior
            .elements
            .iter()
            .filter(|text| !self.elements.contains(text));
        found.extend(elements.map(|text| Looser::ElementDropped(text.clone())));
        found
    }

    /// How long there is time for a stage; its own days stand before the entry's.
    fn time_for(&self, rule: &StageRule) -> Option<(u32, DayUnit)> {
        let unit = self
            .deadline
            .as_ref()
            .map_or(DayUnit::Working, |deadline| deadline.unit);
        let days = rule.deadline_days;
        days.or(self.deadline.as_ref().map(|deadline| deadline.days))
            .map(|days| (days, unit))
    }
}

fn scope(entry: &Entry, above: &Entry) -> Vec<Looser> {
    let mut found = Vec::new();
    let (own, superior) = (entry.widest, above.widest);
    if own < superior {
        found.push(Looser::WidestNarrower { own, superior });
    }
    if superior < own {
        found.push(Looser::WidestWider { own, superior });
    }
    let (own, superior) = (entry.narrowest, above.narrowest);
    if own < superior {
        found.push(Looser::NarrowestNarrower { own, superior });
    }
    let days = |entry: &Entry| entry.members_first_days.unwrap_or(0);
    let (own, superior) = (days(entry), days(above));
    if own < superior {
        found.push(Looser::MembersFirstShorter { own, superior });
    }
    found
}

fn stage(entry: &Entry, superior: &Entry, above: &StageRule) -> Vec<Looser> {
    let stage: Stage = above.stage;
    let Some(rule) = entry.stage(stage) else {
        return vec![Looser::StageDropped(stage)];
    };
    let mut found = Vec::new();
    if rule.notice_days < above.notice_days {
        found.push(Looser::NoticeShorter {
            stage,
            own: rule.notice_days,
            superior: above.notice_days,
        });
    }
    // without days of its own a stage follows the entry, and that is told once
    if rule.deadline_days.is_some() || above.deadline_days.is_some() {
        match (entry.time_for(rule), superior.time_for(above)) {
            (Some(own), Some(superior)) if is_longer(own, superior) => {
                found.push(Looser::StageDeadlineLonger { stage, own, superior });
            }
            (None, Some(_)) => found.push(Looser::DeadlineDropped),
            _ => {}
        }
    }
    found
}

fn deadline(own: Option<&Deadline>, superior: Option<&Deadline>) -> Option<Looser> {
    let superior = superior?;
    let Some(own) = own else {
        return Some(Looser::DeadlineDropped);
    };
    if own.from != superior.from {
        return Some(Looser::DeadlineElsewhere);
    }
    let (own, superior) = ((own.days, own.unit), (superior.days, superior.unit));
    is_longer(own, superior).then_some(Looser::DeadlineLonger { own, superior })
}

/// Working days never end before as many calendar days do, but holidays can make a few of them very long.
fn is_longer((own, own_unit): (u32, DayUnit), (superior, superior_unit): (u32, DayUnit)) -> bool {
    match (own_unit, superior_unit) {
        (DayUnit::Working, DayUnit::Calendar) => true,
        _ => superior < own,
    }
}

/// Another kind of rhythm cannot be compared, so it may not be exchanged either.
fn is_rarer(own: Rhythm, superior: Rhythm) -> bool {
    match (months(own), months(superior)) {
        (Some(own), Some(superior)) => superior < own,
        _ => own != superior,
    }
}

fn months(rhythm: Rhythm) -> Option<u32> {
    match rhythm {
        Rhythm::Monthly => Some(1),
        Rhythm::Quarterly => Some(3),
        Rhythm::HalfYearly => Some(6),
        Rhythm::Yearly => Some(12),
        Rhythm::Standing | Rhythm::PerStage | Rhythm::PerEvent => None,
    }
}
