//! What an entry of a catalogue says, in the words of a page.

use domain::refusal::{ImportDoubt, catalogue_state_word};
use domain::rulebook::{Basis, DayUnit, Entry, Field, Rulebook, StageRule, Trigger};
use domain::words::{Authority, CatalogueState, Told};

use super::english::{doubt, words};
use super::say::Say;
use super::{Lang, Texts, fill};

impl Texts {
    /// Where a version stands.
    pub(crate) fn catalogue_state(&self, state: CatalogueState) -> &'static str {
        match self.lang {
            Lang::Zh => catalogue_state_word(state),
            Lang::En => words::catalogue_state(state),
        }
    }

    /// What an entry says in one of its fields, a line for each thing; nothing when it says nothing.
    pub(crate) fn entry_field(&self, rules: &Rulebook, entry: &Entry, field: Field) -> Vec<String> {
        let c = &self.catalogue;
        let one = |text: &str| vec![text.to_owned()];
        match field {
            Field::Category => one(rules.heading(entry)),
            Field::Name => one(&entry.name),
            Field::Elements => one(&entry.elements.join(c.and)),
            Field::Basis => {
                let line = |basis: &Basis| format!("{}{}", basis.document, basis.article);
                entry.basis.iter().map(line).collect()
            }
            Field::Scope => self.entry_scope(entry),
            Field::Stages => entry
                .stages
                .iter()
                .map(|rule| self.stage_rule(entry, rule))
                .collect(),
            Field::Rhythm => one(self.desk.rhythm(entry.rhythm)),
            Field::Deadline => self.entry_deadline(entry),
            Field::ThreeMajor => entry
                .three_major
                .map(|kind| self.three_major(kind).to_owned())
                .into_iter()
                .collect(),
            Field::Review => {
                let kinds: Vec<_> = entry.review.iter().map(|kind| self.desk.review(*kind)).collect();
                let waiver = entry.review_waiver.iter().map(|why| fill(c.waiver, &[why]));
                Some(kinds.join(c.and))
                    .filter(|kinds| !kinds.is_empty())
                    .into_iter()
                    .chain(waiver)
                    .collect()
            }
            Field::Authority => one(match entry.authority {
                Authority::Unit => c.by_unit,
                Authority::Superior => c.by_superior,
            }),
            Field::Ways => {
                let ways: Vec<_> = entry.ways.iter().map(|way| (self.common.way)(*way)).collect();
                one(&ways.join(c.and))
            }
            Field::Responsible => one(&entry.responsible),
            Field::After if entry.after.is_empty() => Vec::new(),
            Field::After => one(&entry.after.join(c.and)),
            Field::Tells => match entry.tells {
                Told::Everybody => one(c.tells_everybody),
                Told::Followers => Vec::new(),
            },
            Field::Mirror => entry.mirror.iter().chain(&entry.mirror_note).cloned().collect(),
        }
    }

    fn entry_scope(&self, entry: &Entry) -> Vec<String> {
        let c = &self.catalogue;
        let (least, most) = (self.desk.scope(entry.narrowest), self.desk.scope(entry.widest));
        let scope = if least == most {
            fill(c.scope_same, &[most])
        } else {
            fill(c.scope, &[least, most])
        };
        let first = entry.members_first_days;
        let first = first.map(|days| fill(c.members_first, &[&days.to_string()]));
        [scope].into_iter().chain(first).collect()
    }

    fn entry_deadline(&self, entry: &Entry) -> Vec<String> {
        let c = &self.catalogue;
        let Some(deadline) = &entry.deadline else {
            return Vec::new();
        };
        let sentence = match deadline.from {
            Trigger::Formed => c.from_formed,
            Trigger::Decided => c.from_decided,
            Trigger::Approved => c.from_approved,
        };
        let computed = fill(sentence, &[&c.days(deadline.days, deadline.unit)]);
        vec![computed, fill(c.words, &[&deadline.words])]
    }

    fn stage_rule(&self, entry: &Entry, rule: &StageRule) -> String {
        let c = &self.catalogue;
        let stage = (self.common.stage)(rule.stage);
        let unit = entry
            .deadline
            .as_ref()
            .map_or(DayUnit::Working, |deadline| deadline.unit);
        let notice = rule.notice_days.to_string();
        match (rule.notice_days, rule.deadline_days) {
            (0, None) => stage.to_owned(),
            (0, Some(days)) => fill(c.stage_deadline, &[stage, &c.days(days, unit)]),
            (_, None) => fill(c.stage_notice, &[stage, &notice]),
            (_, Some(days)) => fill(c.stage_both, &[stage, &notice, &c.days(days, unit)]),
        }
    }
}

impl Say for ImportDoubt {
    fn english(&self) -> String {
        doubt(self)
    }
}
