//! 三重一大: kinds of matters, and amounts of money, that bring a stricter way by themselves.

use super::{Entry, Rulebook, StageRule};
use crate::money::Yuan;
use crate::words::{Authority, ReviewKind, ThreeMajor};

/// From which amount on the matters of a kind go a stricter way. It only ever adds to what their entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// Of which kind.
    pub kind: ThreeMajor,
    /// From this amount on; nothing means every matter of the kind.
    pub amount: Option<Yuan>,
    /// The reviews it adds.
    pub review: Vec<ReviewKind>,
    /// Whose approver decides, where that changes.
    pub authority: Option<Authority>,
    /// The stages it adds, or makes stricter.
    pub stages: Vec<StageRule>,
    /// The words of the rule itself.
    pub words: String,
}

impl Threshold {
    /// A matter that does not say its amount goes the strictest way, so that nobody gains by leaving it out.
    fn is_reached(&self, amount: Option<Yuan>) -> bool {
        match (self.amount, amount) {
            (Some(least), Some(amount)) => least <= amount,
            (None, _) | (_, None) => true,
        }
    }
}

impl Rulebook {
    /// The entry with this key as it holds for a matter of this amount: the entry, and what every threshold that
    /// is reached adds to it.
    #[must_use]
    pub fn entry_for(&self, key: &str, amount: Option<Yuan>) -> Option<Entry> {
        let mut entry = self.entry(key)?.clone();
        for threshold in self.reached(&entry, amount) {
            entry.tighten(threshold);
        }
        Some(entry)
    }

    /// The thresholds that a matter of this amount reaches under an entry.
    pub fn reached<'r>(
        &'r self,
        entry: &Entry,
        amount: Option<Yuan>,
    ) -> impl Iterator<Item = &'r Threshold> + use<'r> {
        let kind = entry.three_major;
        self.thresholds
            .iter()
            .filter(move |threshold| Some(threshold.kind) == kind && threshold.is_reached(amount))
    }

    /// Whether the way of an entry's matters depends on their amount.
    #[must_use]
    pub fn asks_for_amount(&self, entry: &Entry) -> bool {
        self.reached(entry, None)
            .any(|threshold| threshold.amount.is_some())
    }
}

impl Entry {
    fn tighten(&mut self, threshold: &Threshold) {
        let missing = threshold
            .review
            .iter()
            .filter(|kind| !self.review.contains(kind))
            .copied();
        let missing: Vec<_> = missing.collect();
        self.review.extend(missing);
        if threshold.authority == Some(Authority::Superior) {
            self.authority = Authority::Superior;
        }
        for rule in &threshold.stages {
            match self.stages.iter_mut().find(|own| own.stage == rule.stage) {
                Some(own) => {
                    own.notice_days = own.notice_days.max(rule.notice_days);
                    own.deadline_days = [own.deadline_days, rule.deadline_days]
                        .into_iter()
                        .flatten()
                        .min();
                }
                None => self.stages.push(rule.clone()),
            }
        }
        self.stages.sort_by_key(|rule| rule.stage);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::words::Stage;

    const RULES: &str = r#"code = "small"
title = "小目录"
track = "party"
version = 1
in_force_from = 2026-01-01
issued_by = "某单位"
[[category]]
key = "01"
name = "第一类"
[[entry]]
key = "E"
category = "01"
name = "大额资金"
elements = ["要素"]
basis = [{ document = "《某规定》", article = "第一条" }]
widest = "public"
narrowest = "unit"
stages = [{ stage = "decision", notice_days = 3 }, { stage = "result", deadline_days = 9 }]
rhythm = "per_stage"
three_major = "funds"
review = ["secrecy", "check"]
authority = "unit"
ways = ["platform"]
responsible = "某岗"
[[threshold]]
kind = "funds"
amount = 30000
review = ["check", "legal"]
words = "三万元以上"
[[threshold]]
kind = "funds"
amount = 500000
authority = "superior"
stages = [{ stage = "before", notice_days = 5 }, { stage = "decision", notice_days = 2, deadline_days = 4 }]
words = "五十万元以上"
[[threshold]]
kind = "project"
authority = "superior"
words = "项目"
"#;

    fn rules() -> Rulebook {
        Rulebook::parse("r.toml", RULES).unwrap_or_else(|faults| panic!("{faults}"))
    }

    fn entry(amount: Option<i64>) -> Entry {
        rules().entry_for("E", amount.map(Yuan)).unwrap()
    }

    #[test]
    fn below_every_threshold_the_entry_is_as_it_is_written() {
        assert_eq!(Some(&entry(Some(29_999))), rules().entry("E"));
    }

    #[test]
    fn from_the_amount_on_reviews_authority_and_stages_come_by_themselves() {
        let middle = entry(Some(30_000));
        assert_eq!(
            middle.review,
            [ReviewKind::Secrecy, ReviewKind::Check, ReviewKind::Legal]
        );
        assert_eq!(middle.authority, Authority::Unit);
        let large = entry(Some(500_000));
        assert_eq!(large.authority, Authority::Superior);
        let stages: Vec<_> = large
            .stages
            .iter()
            .map(|rule| (rule.stage, rule.notice_days, rule.deadline_days))
            .collect();
        assert_eq!(
            stages,
            [
                (Stage::Before, 5, None),
                (Stage::Decision, 3, Some(4)),
                (Stage::Result, 0, Some(9))
            ]
        );
    }

    #[test]
    fn who_leaves_the_amount_out_goes_the_strictest_way() {
        assert_eq!(entry(None), entry(Some(i64::MAX)));
    }

    #[test]
    fn another_kind_and_an_unknown_key_reach_nothing() {
        let rules = rules();
        assert_eq!(rules.entry_for("F", None), None);
        let entry = rules.entry("E").unwrap();
        let reached: Vec<_> = rules.reached(entry, Some(Yuan(1))).collect();
        assert!(reached.is_empty());
        assert!(rules.asks_for_amount(entry));
    }

    #[test]
    fn a_threshold_that_adds_nothing_is_refused() {
        let text = RULES.replace("authority = \"superior\"\nwords = \"项目\"", "words = \"项目\"");
        let faults = Rulebook::parse("r.toml", &text).unwrap_err().to_string();
        assert!(faults.contains("没有写明从严的要求"), "{faults}");
    }

    proptest! {
        /// Written the other way round: nothing that holds for less is missing for more.
        #[test]
        fn a_larger_amount_is_never_looser(less in 0_i64..1_000_000, more in 0_i64..1_000_000) {
            let (less, more) = (entry(Some(less.min(more))), entry(Some(less.max(more))));
            prop_assert!(less.review.iter().all(|kind| more.review.contains(kind)));
            prop_assert!(less.authority <= more.authority);
            for rule in &less.stages {
                let stricter = more.stage(rule.stage).unwrap();
                prop_assert!(rule.notice_days <= stricter.notice_days);
            }
        }
    }
}
