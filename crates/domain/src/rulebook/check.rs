//! What must hold between the parts of a rulebook.

use std::collections::{BTreeMap, BTreeSet};

use super::read::Draft;
use super::sheet::{Table, quoted};
use super::{Category, StageRule};
use crate::words::{Authority, ReviewKind, Stage};

/// Keys travel in addresses and in file names.
pub(super) fn name_like(table: &Table<'_>, key: &str, name: &str) {
    if !name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    {
        let problem = format!("编号{}含有不允许的字符", quoted(name));
        table.fault(key, problem, "请只用英文字母、数字和连字符");
    }
}

/// Secrecy and accuracy are reviewed, or the entry says why they need not be.
pub(super) fn reviews(table: &Table<'_>, review: &[ReviewKind], waiver: Option<&str>) {
    let needed = [ReviewKind::Secrecy, ReviewKind::Check];
    let missing: Vec<_> = needed
        .into_iter()
        .filter(|kind| !review.contains(kind))
        .map(ReviewKind::code)
        .collect();
    match (missing.is_empty(), waiver) {
        (false, None) => {
            let problem = format!("缺少必经的审查环节 {}", missing.join("、"));
            table.fault(
                "review",
                problem,
                "请补上，或用 review_waiver 写明不经该环节的理由",
            );
        }
        (true, Some(_)) => {
            let problem = "必经的审查环节齐全，无需说明理由";
            table.fault("review_waiver", problem, "请去掉 review_waiver");
        }
        _ => (),
    }
}

/// A list that says nothing is as good as none. One with a fault of its own is not judged again.
pub(super) fn some<T>(table: &Table<'_>, key: &str, items: Option<&[T]>) {
    if items.is_some_and(<[T]>::is_empty) {
        table.fault(key, format!("没有写明 {key}"), "请至少写一项");
    }
}

/// Stages come in their order, and a notice period leads up to something.
pub(super) fn stages(table: &Table<'_>, stages: &[StageRule]) {
    if !stages.is_sorted_by(|earlier, later| earlier.stage < later.stage) {
        let remedy = "请按 before、decision、result 的顺序各写一次";
        table.fault("stages", "阶段重复或顺序不对", remedy);
    }
    if stages.last().is_some_and(|last| 0 < last.notice_days) {
        let problem = "最后一个阶段之后没有下一阶段，不能有公示期";
        table.fault("stages", problem, "请去掉它的 notice_days，或补写后面的阶段");
    }
}

/// A threshold adds something, and nothing that comes after the end.
pub(super) fn threshold(
    table: &Table<'_>,
    (review, authority, stages): (Option<&[ReviewKind]>, Option<Authority>, Option<&[StageRule]>),
) {
    let nothing = authority != Some(Authority::Superior)
        && review.is_some_and(<[_]>::is_empty)
        && stages.is_some_and(<[_]>::is_empty);
    if nothing {
        let remedy = "请至少写明 review、authority（superior）或 stages 中的一项";
        table.fault("kind", "没有写明从严的要求", remedy);
    }
    let stages = stages.unwrap_or_default();
    if !stages.is_sorted_by(|earlier, later| earlier.stage < later.stage) {
        let remedy = "请按 before、decision、result 的顺序各写一次";
        table.fault("stages", "阶段重复或顺序不对", remedy);
    }
    if stages
        .iter()
        .any(|rule| rule.stage == Stage::Result && 0 < rule.notice_days)
    {
        table.fault(
            "stages",
            "结果阶段之后没有下一阶段，不能有公示期",
            "请去掉它的 notice_days",
        );
    }
}

/// Every key once, and whatever an entry names is there.
pub(super) fn references(categories: &[Category], drafts: &[Draft<'_>]) {
    let known: BTreeSet<_> = drafts.iter().filter_map(|draft| draft.key.as_deref()).collect();
    let mut seen = BTreeSet::new();
    for draft in drafts {
        if let Some(key) = &draft.key
            && !seen.insert(key)
        {
            draft
                .table
                .fault("key", format!("条目 {key} 写了两次"), "请合并，或改用另一个编号");
        }
        if let Some(category) = &draft.category
            && !categories.iter().any(|known| known.key == *category)
        {
            let keys: Vec<_> = categories.iter().map(|category| category.key.as_str()).collect();
            let problem = format!("没有编号为{}的类别", quoted(category));
            draft.table.fault(
                "category",
                problem,
                format!("请改用以下之一：{}", keys.join("、")),
            );
        }
        for key in draft.after.iter().filter(|key| !known.contains(key.as_str())) {
            let problem = format!("前置条目{}不存在", quoted(key));
            draft.table.fault("after", problem, "请核对编号，或去掉这一项");
        }
    }
}

/// No entry waits for itself, not even through others.
pub(super) fn cycles(drafts: &[Draft<'_>]) {
    let mut waiting: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for draft in drafts {
        let Some(key) = &draft.key else { continue };
        waiting
            .entry(key)
            .or_default()
            .extend(draft.after.iter().map(String::as_str));
    }
    loop {
        release(&mut waiting);
        let Some(cycle) = one_cycle(&waiting) else { return };
        if let (Some(first), Some(draft)) = (
            cycle.first(),
            drafts
                .iter()
                .find(|draft| draft.key.as_deref() == cycle.first().copied()),
        ) {
            let problem = format!("先后次序成环：{} → {first}", cycle.join(" → "));
            draft
                .table
                .fault("after", problem, "请从其中一个条目的 after 中去掉一项");
        }
        waiting.retain(|key, _| !cycle.contains(key));
    }
}

/// Takes out, again and again, whoever waits for nobody that is still waiting.
fn release(waiting: &mut BTreeMap<&str, Vec<&str>>) {
    loop {
        let before = waiting.len();
        let still: BTreeSet<_> = waiting.keys().copied().collect();
        waiting.retain(|_, after| after.iter().any(|key| still.contains(key)));
        if waiting.len() == before {
            return;
        }
    }
}

/// Everybody left waits for somebody left, so that walking along must come back to where it was.
fn one_cycle<'d>(waiting: &BTreeMap<&'d str, Vec<&'d str>>) -> Option<Vec<&'d str>> {
    let mut path: Vec<&str> = Vec::new();
    let mut next = waiting.keys().next().copied();
    while let Some(key) = next {
        if let Some(start) = path.iter().position(|passed| *passed == key) {
            return Some(path.split_off(start));
        }
        path.push(key);
        next = waiting
            .get(key)?
            .iter()
            .copied()
            .find(|key| waiting.contains_key(key));
    }
    None
}
