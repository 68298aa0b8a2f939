//! The tables. A row named 合计 always is the sum of the rows above it.

use super::facts::yuan;
use super::pen::{Pen, day};
use domain::words::Stage;
use jiff::ToSpan;

/// What the subject costs: estimated, granted, or spent.
pub(super) fn budget(pen: &mut Pen<'_>) {
    match pen.about.stage {
        Stage::Before => one_sum(pen, "测算金额（元）", "estimate"),
        Stage::Decision => one_sum(pen, "批准金额（元）", "channel"),
        Stage::Result => accounts(pen),
    }
}

fn one_sum(pen: &mut Pen<'_>, head: &str, note: &str) {
    pen.plain(&format!(
        "| 序号 | 项目 | {head} | 说明 |\n| --- | --- | ---: | --- |\n"
    ));
    let rows: Vec<_> = pen
        .facts
        .parts
        .iter()
        .map(|part| (part.item, part.planned))
        .collect();
    for (number, (item, planned)) in (1..).zip(rows) {
        pen.plain(&format!("| {number} | {item} | {} | ", yuan(planned)));
        pen.write(&format!("{{{note}}} |\n"));
    }
    let total = yuan(pen.facts.planned());
    pen.plain(&format!("| 合计 | | {total} | |\n\n"));
}

fn accounts(pen: &mut Pen<'_>) {
    let mut table =
        "| 序号 | 项目 | 预算数（元） | 支出数（元） | 结余（元） |\n| --- | --- | ---: | ---: | ---: |\n"
            .to_owned();
    let row = |planned, spent| {
        format!(
            "{} | {} | {} |\n",
            yuan(planned),
            yuan(spent),
            yuan(planned - spent)
        )
    };
    for (number, part) in (1..).zip(&pen.facts.parts) {
        table.push_str(&format!(
            "| {number} | {} | {}",
            part.item,
            row(part.planned, part.spent)
        ));
    }
    table.push_str(&format!(
        "| 合计 | | {}\n",
        row(pen.facts.planned(), pen.facts.spent())
    ));
    pen.plain(&table);
}

/// Where the money comes from: the same sum cut another way.
pub(super) fn sources(pen: &mut Pen<'_>) {
    let total = pen.facts.planned();
    let main = total * u64::from(pen.chance.between(55, 75)) / 100;
    let second = (total - main) * u64::from(pen.chance.between(40, 70)) / 100;
    pen.plain("| 资金来源 | 金额（元） |\n| --- | ---: |\n");
    for (source, fen) in [
        ("年度预算安排", main),
        ("上年结转", second),
        ("其他经费调剂", total - main - second),
    ] {
        pen.plain(&format!("| {source} | {} |\n", yuan(fen)));
    }
    pen.plain(&format!("| 合计 | {} |\n\n", yuan(total)));
}

/// Who does what until when.
pub(super) fn progress(pen: &mut Pen<'_>) {
    pen.plain("| 步骤 | 时间 | 承办 | 要求 |\n| --- | --- | --- | --- |\n");
    // A decision is half way, a result is behind all steps.
    let (since, shortest, longest) = match pen.about.stage {
        Stage::Before => (3, 4, 15),
        Stage::Decision => (20, 3, 5),
        Stage::Result => (90, 4, 13),
    };
    let mut from = pen.about.day.saturating_sub(since.days());
    for step in [
        "前期准备",
        "征求意见",
        "集体研究",
        "组织实施",
        "检查验收",
        "总结归档",
    ] {
        let to = from.saturating_add(i64::from(pen.chance.between(shortest, longest)).days());
        pen.plain(&format!("| {step} | {}至{} | ", day(from), day(to)));
        pen.write("{who} | {demand} |\n");
        from = to.saturating_add(1.days());
    }
    pen.plain("\n");
}

/// The names in question.
pub(super) fn roster(pen: &mut Pen<'_>) {
    pen.plain("| 序号 | 姓名 | 所在支部 | 备注 |\n| --- | --- | --- | --- |\n");
    let people = std::mem::take(&mut pen.facts.people);
    for (number, (name, branch)) in (1..).zip(&people) {
        pen.plain(&format!("| {number} | {name} | {branch} | "));
        pen.write("{remark} |\n");
    }
    pen.facts.people = people;
    pen.plain("\n");
}

/// What readers said, and what became of it.
pub(super) fn opinions(pen: &mut Pen<'_>) {
    pen.plain("| 意见建议 | 办理情况 |\n| --- | --- |\n");
    for _ in 0..10 {
        pen.plain("| ");
        pen.sentence(super::bank::OPINIONS);
        pen.write(" | {handled} |\n");
    }
    pen.plain("\n");
}
