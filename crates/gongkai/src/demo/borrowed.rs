//! What some units of the demonstration have taken over from each other, so that there is something alike to look at.

/// Paragraphs that went from hand to hand.
const PARAGRAPHS: [&str; 3] = [
    "工作中坚持先摸清底数再定办法，逐户走访、逐项登记，把群众提出的意见分门别类列成清单，能当场答复的当场答复，需要协调的明确牵头人员和办理期限，办结一件销号一件，每半月在公开栏更新一次进展，做到件件有着落、事事有回音。",
    "经费使用实行先预算后支出，每一笔都由经办、审核、负责三方签字，票据随单归档，结余如数退回账户；项目结束后把收入、支出、结余连同采购过程一并张榜，接受查阅，对提出的疑问在三个工作日内逐条说明。",
    "下一步将继续完善值班、巡查和回访制度，对已经完成的事项组织回头看，请服务对象当面评议，把评议结果作为改进工作的依据；对没有按期完成的说明原因、重新明确期限，并向上级报告，确保承诺的事项不打折扣。",
];

/// One matter in twelve ends with such a paragraph, and one in sixty says nothing else.
pub(super) fn with_borrowed(body: String, seed: u64) -> String {
    if seed.is_multiple_of(60) {
        return PARAGRAPHS.join("\n\n");
    }
    let place = usize::try_from(seed / 12 % 3).unwrap_or(0);
    match PARAGRAPHS.get(place) {
        Some(paragraph) if seed.is_multiple_of(12) => format!("{body}\n\n{paragraph}"),
        _ => body,
    }
}
