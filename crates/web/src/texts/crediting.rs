use app::reader::Credit;

use super::{Texts, fill};

room! {
    /// Sources that a text credits.
    Crediting {
        title: "注明出处" => "Credit sources",
        borrows: "借鉴" => "Draws on",
        source: "{}《{}》" => "{}: “{}”",
        none: "还没有注明出处" => "No sources credited yet",
        none_hint: "借鉴了其他单位公开件的写法，在这里注明。公开后与正文一起显示，只给同时能看到出处的人。" => "If the text follows a disclosure of another unit, say so here. Once released the credit stands with the text, for exactly those who may also read the source.",
        add: "添加出处" => "Add a source",
        field: "公开件的编号或网址" => "Number or address of the disclosure",
        field_hint: "从公开件页面复制编号，或复制浏览器中的网址。只能注明您能看到的公开件，最多 20 处。" => "Copy the number from its page, or the address from the browser. Only what you may read; twenty at most.",
        bytes: "出处是方案的一部分：审查人和审批人会看到他们能看的出处，公开以后不能再改。" => "The credit is part of the plan: reviewers and the approver see the sources that they may read, and nobody changes it after the release.",
        add_do: "注明" => "Credit it",
        remove: "移除" => "Remove",
        missing: "请填写公开件的编号或网址。" => "Please enter the number or the address of a disclosure.",
        unknown: "没有找到这份公开件，或者您无权查看。请核对编号或网址。" => "This disclosure was not found, or is not open to you. Please check the number or the address.",
        in_review: "现在增减出处，已有的审查意见全部失效，需要重新送审。" => "If you add or remove a source now, every opinion given so far is void and the plan has to be reviewed again.",
        done_credited: "已注明出处。" => "The source is credited.",
        done_removed: "已移除出处。" => "The source is removed.",
    }
}

impl Crediting {
    /// The sentence that a deed leaves in the address of the next page.
    #[must_use]
    pub fn done(&self, code: &str) -> Option<&'static str> {
        Some(match code {
            "credited" => self.done_credited,
            "removed" => self.done_removed,
            _ => return None,
        })
    }
}

impl Texts {
    /// A credited disclosure by its unit and title.
    pub(crate) fn source(&self, credit: &Credit) -> String {
        fill(self.crediting.source, &[&credit.unit_name, &credit.title])
    }
}
