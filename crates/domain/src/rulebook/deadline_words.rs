//! The words in which catalogues give their deadlines, read into days. The words are always kept.

use super::{DayUnit, Deadline, Trigger};
use crate::words::Rhythm;

/// 条例第二十六条: what 及时 means at the latest.
const IN_TIME: u32 = 20;

/// What was understood of a deadline's words.
#[derive(Clone, Debug, PartialEq)]
pub enum Understood {
    /// A number of days.
    Deadline(Deadline),
    /// No number, but a word that is taken to mean one; somebody should look at it.
    Assumed(Deadline),
    /// How often, not by when.
    Rhythm(Rhythm),
    /// Nothing.
    Unclear,
}

impl Deadline {
    /// Reads a deadline's words.
    #[must_use]
    pub fn understand(words: &str) -> Understood {
        let words = words.split_whitespace().collect::<String>();
        if let Some(rhythm) = rhythm(&words) {
            return Understood::Rhythm(rhythm);
        }
        let from = trigger(&words);
        let deadline = |days, unit| Self {
            days,
            unit,
            from,
            words: words.clone(),
        };
        if let Some((days, unit)) = span(&words) {
            return Understood::Deadline(deadline(days, unit));
        }
        let says = |any: &[&str]| any.iter().any(|word| words.contains(word));
        if says(&["实时", "即时", "当日", "当天", "立即"]) {
            return Understood::Assumed(deadline(1, DayUnit::Working));
        }
        if says(&["及时", "随时", "适时"]) {
            return Understood::Assumed(deadline(IN_TIME, DayUnit::Working));
        }
        Understood::Unclear
    }
}

fn trigger(words: &str) -> Trigger {
    let says = |any: &[&str]| any.iter().any(|word| words.contains(word));
    if says(&["形成", "变更", "制作", "获取"]) {
        Trigger::Formed
    } else if says(&["批准", "审批", "批复"]) {
        Trigger::Approved
    } else if says(&["决定", "决议", "研究通过"]) {
        Trigger::Decided
    } else {
        Trigger::Formed
    }
}

fn rhythm(words: &str) -> Option<Rhythm> {
    let rhythms = [
        (&["长期公开", "常年公开", "长期"][..], Rhythm::Standing),
        (&["每半年", "半年一次"][..], Rhythm::HalfYearly),
        (&["每季", "按季", "季度一次"][..], Rhythm::Quarterly),
        (&["每月", "按月", "月度"][..], Rhythm::Monthly),
        (&["每年", "年度", "按年", "一年一次"][..], Rhythm::Yearly),
    ];
    let says = |any: &[&str]| any.iter().any(|word| words.contains(word));
    rhythms
        .into_iter()
        .find(|(any, _)| says(any))
        .map(|(_, rhythm)| rhythm)
}

/// The first number with a unit behind it: 20个工作日, 十五日, 一周, 1个月.
fn span(words: &str) -> Option<(u32, DayUnit)> {
    let units = [
        ("个工作日", 1, DayUnit::Working),
        ("工作日", 1, DayUnit::Working),
        ("个自然日", 1, DayUnit::Calendar),
        ("个月", 30, DayUnit::Calendar),
        ("日", 1, DayUnit::Calendar),
        ("天", 1, DayUnit::Calendar),
        ("周", 7, DayUnit::Calendar),
    ];
    let mut rest = words;
    while let Some((number, after)) = next_number(rest) {
        let unit = units.iter().find(|(unit, ..)| after.starts_with(unit));
        // 1月31日前 is a day of the year and no span
        let is_day = after.starts_with('月') && !after.starts_with("月内");
        if let (Some((_, times, unit)), true) = (unit, (1..=730).contains(&number)) {
            return Some((number.saturating_mul(*times), *unit));
        }
        if is_day {
            return None;
        }
        rest = after;
    }
    None
}

/// The next number in a text, in any digits, and what stands behind it.
fn next_number(text: &str) -> Option<(u32, &str)> {
    let start = text.find(|c| digit(c).is_some() || c == '十')?;
    let (_, from) = text.split_at(start);
    let end = from
        .find(|c| digit(c).is_none() && c != '十' && c != '百')
        .unwrap_or(from.len());
    let (number, after) = from.split_at(end);
    Some((value(number), after))
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => u32::from(c).checked_sub(u32::from('０')),
        '〇' | '零' => Some(0),
        '一' => Some(1),
        '二' | '两' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    }
}

/// 20, 二十, 十五, 一百二十.
fn value(number: &str) -> u32 {
    let (mut sum, mut pending) = (0_u32, None);
    for c in number.chars() {
        match (digit(c), c) {
            (Some(digit), _) => {
                pending = Some(pending.unwrap_or(0_u32).saturating_mul(10).saturating_add(digit));
            }
            (None, '百') => sum = sum.saturating_add(pending.take().unwrap_or(1).saturating_mul(100)),
            _ => sum = sum.saturating_add(pending.take().unwrap_or(1).saturating_mul(10)),
        }
    }
    sum.saturating_add(pending.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(words: &str) -> (u32, DayUnit, Trigger) {
        match Deadline::understand(words) {
            Understood::Deadline(deadline) => (deadline.days, deadline.unit, deadline.from),
            other => panic!("{words}: {other:?}"),
        }
    }

    #[test]
    fn deadlines_are_read_from_the_words_that_catalogues_use() {
        use DayUnit::{Calendar, Working};
        use Trigger::{Approved, Decided, Formed};
        let known = [
            ("20个工作日内", (20, Working, Formed)),
            ("3个工作日", (3, Working, Formed)),
            ("自信息形成或者变更之日起20个工作日内", (20, Working, Formed)),
            (
                "自信息形成或变更之日起 ２０ 个工作日内及时公开",
                (20, Working, Formed),
            ),
            ("自作出决定之日起十个工作日内", (10, Working, Decided)),
            ("批准后七日内", (7, Calendar, Approved)),
            ("二十五天", (25, Calendar, Formed)),
            ("一周内", (7, Calendar, Formed)),
            ("一个月内", (30, Calendar, Formed)),
            ("一百二十日", (120, Calendar, Formed)),
            ("两个工作日", (2, Working, Formed)),
        ];
        for (words, expected) in known {
            assert_eq!(days(words), expected, "{words}");
        }
    }

    #[test]
    fn a_word_without_a_number_is_assumed_and_said_to_be() {
        for (words, days) in [("实时", 1), ("及时", 20), ("随时公开", 20), ("即时公开", 1)] {
            let Understood::Assumed(deadline) = Deadline::understand(words) else {
                panic!("{words}");
            };
            assert_eq!((deadline.days, deadline.words.as_str()), (days, words));
        }
    }

    #[test]
    fn how_often_is_no_deadline_and_a_day_of_the_year_is_no_span() {
        assert_eq!(
            Deadline::understand("每季度10日前"),
            Understood::Rhythm(Rhythm::Quarterly)
        );
        assert_eq!(
            Deadline::understand("长期公开"),
            Understood::Rhythm(Rhythm::Standing)
        );
        assert_eq!(
            Deadline::understand("每年1月31日前"),
            Understood::Rhythm(Rhythm::Yearly)
        );
        assert_eq!(Deadline::understand("1月31日前"), Understood::Unclear);
        for words in ["", "按规定", "0个工作日", "99999999999日"] {
            assert_eq!(Deadline::understand(words), Understood::Unclear, "{words}");
        }
    }
}
