//! Whether a passage names its source beside it with a citing word.

use std::ops::Range;

/// Words that stand shortly before the source they name.
const BEFORE: &[&str] = &[
    "转载", "转自", "引自", "摘自", "摘编", "摘录", "来源", "出处", "源自", "出自", "借鉴", "参考", "参照",
    "引用", "援引", "学自", "移植",
];
/// Words that let the named source speak.
const BEHIND: &[&str] = &[
    "介绍",
    "写道",
    "提到",
    "谈到",
    "做法",
    "经验",
    "原文",
    "记述",
    "总结道",
];

/// How far from the passage a credit counts, in characters.
const NEAR: usize = 400;
const EDGE: usize = 80;
const WORD_BEFORE: usize = 14;
const WORD_BEHIND: usize = 40;

/// Whether the unit or the title is credited near the passage, given in characters.
pub(crate) fn is_credited(signs: &[char], passage: &Range<usize>, unit: &str, title: &str) -> bool {
    // The credit may itself agree with the source's title, and then stands within the passage's edge.
    let before = passage.start.saturating_sub(NEAR)..passage.start.saturating_add(EDGE);
    let behind = passage.end.saturating_sub(EDGE)..passage.end.saturating_add(NEAR);
    [before, behind].iter().any(|window| {
        let end = window.end.min(signs.len());
        let near = signs.get(window.start.min(end)..end).unwrap_or_default();
        names(unit, title).any(|name| is_named(near, &name))
    })
}

fn names(unit: &str, title: &str) -> impl Iterator<Item = Vec<char>> {
    let both = [unit, title].map(|name| name.chars().collect::<Vec<char>>());
    both.into_iter().filter(|name| name.len() >= 4)
}

fn is_named(near: &[char], name: &[char]) -> bool {
    // Nearly every window differs in its first character.
    let windows = near.windows(name.len()).enumerate();
    let places = windows.filter(|(_, window)| window.first() == name.first() && *window == name);
    places
        .into_iter()
        .any(|(at, _)| has_citing_word(near, at, at + name.len()))
}

fn has_citing_word(near: &[char], start: usize, end: usize) -> bool {
    let before: String = near
        .iter()
        .take(start)
        .skip(start.saturating_sub(WORD_BEFORE))
        .collect();
    let before = before.rsplit(['。', '\n']).next().unwrap_or_default();
    if BEFORE.iter().any(|word| before.contains(word)) {
        return true;
    }
    let behind: String = near.iter().skip(end).take(WORD_BEHIND).collect();
    let clause = behind.split(['。', '\n']).next().unwrap_or_default();
    BEHIND.iter().any(|word| {
        clause
            .find(word)
            .is_some_and(|at| leads(clause.get(at + word.len()..).unwrap_or_default()))
    })
}

/// Whether the source's own words follow: a colon or a quotation mark within a few characters.
fn leads(rest: &str) -> bool {
    rest.chars()
        .take(6)
        .any(|sign| matches!(sign, '：' | ':' | '“' | '「'))
}
