use domain::likeness::{Kind, Outcome, Standing};

use super::{Lang, Texts};

room! {
    /// What texts have in common.
    Likeness {
        title: "内容雷同" => "Likeness",
        hint: "这里只列出相同的文字，作为提示，不作结论，也不影响办理。只与您可查阅的公开件比对。" => "What is alike, as a hint and no verdict; nothing is held up. Only texts that you may read are compared.",
        none: "与您可查阅的公开件比对，没有发现雷同。" => "Nothing alike was found among the disclosures that you may read.",
        not_compared: "本机没有启用内容比对。" => "Texts are not compared here.",
        not_ready: "比对库正在整理，请过几分钟再打开本页。" => "The texts are still being made ready to be compared. Please open this page again in some minutes.",
        open_one: "有 {} 处没有注明出处或者说明，请留意。" => "{} likeness(es) neither credited nor explained: please take a look.",
        foreign: "文中留有其他单位的名称“{}”，请先核对。" => "It still names another unit, “{}”: please check that first.",
        copy: "与{}（{}公开）相同 {} 字，占全文 {}，没有注明出处。" => "Alike to a text of {} of {}: {} characters, {} of the whole, without credit.",
        mass: "与{}（{}公开）相同 {} 字，占全文 {}；许多单位都有这段文字。" => "Alike to a text of {} of {}: {} characters, {} of the whole; very many units have it.",
        own: "沿用{}（{}公开）的旧文 {} 字，占全文 {}；请核对日期、数字和情况是否已经更新。" => "Taken over from an earlier text of {} of {}: {} characters, {} of the whole. Please check that dates, figures and facts are today’s.",
        reply: "与{}（{}）给另一位人员的答复相同 {} 字，占全文 {}；请核对是否针对这次的来信。" => "Alike to the reply that {} gave somebody else on {}: {} characters, {} of the whole. Please check that it answers this letter.",
        credited: "已注明出处：{}（{}公开），{} 字，占全文 {}。" => "Credited: {} of {}, {} characters, {} of the whole.",
        kind_copy: "未注明出处" => "No credit",
        kind_mass: "多单位共用" => "Shared by many",
        kind_own: "沿用旧文" => "Own earlier text",
        kind_reply: "答复相同" => "Same reply",
        kind_credited: "已注明出处" => "Credited",
        little: "不足 1%" => "less than 1%",
        beside: "并排对照" => "Side by side",
        explain: "对照、说明" => "Compare, explain",
        explained: "起草人说明（{}，{}）：" => "The drafter says ({}, {}):",
        no_explanation: "起草人没有说明。" => "The drafter has not explained it.",
        beside_title: "并排对照" => "Side by side",
        beside_hint: "每一段先是这份文字，再是雷同的公开件。下划线是这边有而那边没有的字；灰色的不计入雷同。" => "Each passage as it stands in this text, then as it stands there. Underlined: what only this side has. Grey: what does not count.",
        nothing_left: "两件直接比对，现在没有计入雷同的相同文字；列表上是发现时的情况。" => "Laid beside each other, the two have nothing in common now that counts; the list tells what was found at the time.",
        here: "这份文字" => "This text",
        there: "雷同的公开件" => "What it is alike to",
        draft: "尚未公开的方案" => "A draft",
        only_here: "这里 {} 字只有这份文字有" => "{} characters only in this text",
        passage_credited: "旁边已注明出处" => "Credited beside it",
        quoted: "引用《{}》，不计入" => "Quoted from {}: does not count",
        quoted_unknown: "引用制度文件，不计入" => "Quoted from a rule: does not count",
        form: "格式文本《{}》，不计入" => "From the form {}: does not count",
        cited: "文中注明引自《{}》，不计入" => "Given as the words of {}: does not count",
        standing: "本单位惯用的表述，不计入" => "What this unit always says: does not count",
        common: "通用的表述，不计入" => "A common turn of phrase: does not count",
        facts: "雷同情况" => "What was found",
        kind: "类别" => "Kind",
        released: "公开时间" => "Released",
        explain_title: "说明" => "Explain",
        explain_hint: "为什么相同，例如按上级统一文本印发。审查人、审批人能看到；公开后作为本单位的第一次答复，永久保存。" => "Why it is alike, as when a superior issued one text for all. Reviewers and the approver see it; once released it is the unit’s first answer, kept for good.",
        explain_also: "同样说明以下各处" => "Say the same of these",
        explain_also_hint: "这份方案还有以下几处没有注明出处或者说明，原因相同的可以一并勾选。" => "The draft is alike to these too, neither credited nor explained. Choose those of which the same holds.",
        explain_do: "保存说明" => "Save",
        rewrite: "改写这份方案" => "Rewrite the draft",
        back: "返回方案" => "Back to the plan",
        words: "情况" => "In words",
        credit_title: "注明出处" => "Give credit",
        credit_hint: "确属借鉴的，注明出处：读者会在公开件上看到“借鉴”和链接（以其可查阅为限）。出处随方案一并审查。" => "When it was borrowed, say from where: readers see the credit with a link, as far as they may read it. It is reviewed with the draft.",
        credit_do: "注明出自这一件" => "Credit this disclosure",
        list_hint: "您可查阅的公开件之间的雷同，按发现时间排列，一件一项，列出与它雷同的公开件。只作提示；单位可以答复，监督人员办结。" => "What is alike among the disclosures that you may read, the newest first: each text once, with what it is alike to. A hint and no verdict; units answer, supervisors close.",
        list_none: "没有符合条件的雷同。" => "Nothing fits.",
        list_none_hint: "公开件在公开或者扩大范围时自动比对，结果列在这里。" => "Disclosures are compared when they are released or opened further, and what is alike is listed here.",
        uncredited: "全部未注明出处的" => "All without credit",
        list_all: "查看全部" => "See all",
        of_unit: "只看：{}" => "Only: {}",
        state: "办理情况" => "Standing",
        open: "待答复" => "Open",
        answered: "已答复" => "Answered",
        closed: "已办结" => "Closed",
        reasonable: "合理沿用" => "Reasonable",
        borrowed: "借用他人，已提醒" => "Borrowed, pointed out",
        to_mend: "须修改后重新公开" => "To be mended and released anew",
        row: "与{}《{}》" => "Alike to {}, “{}”",
        extent: "相同 {} 字，占全文 {}" => "{} characters, {} of the whole",
        many: "与 {} 件公开件雷同，其中 {} 件待答复" => "Alike to {} disclosures, {} of them open",
        rest: "另外 {} 件" => "{} more",
        foreign_tag: "留有他名" => "Another’s name",
        found: "发现于 {}" => "Found on {}",
        trend_title: "各单位情况" => "Unit by unit",
        trend_hint: "每季度新公开的文本中，与其他文本雷同而没有注明出处的件数 / 全部件数。" => "Of the texts that came in each quarter, how many are alike to others without credit, of how many.",
        quarter: "{} 年 {} 季度" => "{}, quarter {}",
        clusters_title: "多个单位共用的文本" => "Texts that several units share",
        cluster_row: "{} 个单位，最早：{}" => "{} units, the earliest: {}",
        cluster_title: "多个单位共用一个文本" => "One text, several units",
        cluster_hint: "下列公开件彼此有一半以上文字相同，只列您可查阅的。最早公开的一件排在最前；先后不等于来源，可能都出自同一份未公开的文本。" => "Each of these has half its text or more in common with another one; only what you may read is listed. The earliest stands first, which need not be the source: all may come from a text that was not disclosed.",
        cluster_origin: "最早公开的一件" => "The earliest",
        cluster_others: "其他 {} 件" => "The other {}",
        cluster_units: "单位" => "Units",
        cluster_texts: "公开件" => "Disclosures",
        first: "最早" => "Earliest",
        to_list: "返回内容雷同" => "Back to the list",
        disclosed: "已公开" => "Disclosed",
        voices_title: "说明、答复和办结" => "What was said of it",
        voice_unit: "单位答复（{}，{}）" => "The unit ({}, {})",
        voice_closed: "办结：{}（{}，{}）" => "Closed, {} ({}, {})",
        voices_none: "单位还没有答复。" => "The unit has not answered.",
        answer_title: "单位答复" => "Answer for the unit",
        answer_hint: "说明为什么相同。监督人员能看到，永久保存。已办结的，再次答复后重新列为已答复。" => "Say why it is alike. Supervisors see it, and it is kept for good. If it is closed, your answer opens it again.",
        answer_do: "提交答复" => "Answer",
        close_title: "办结" => "Close",
        close_hint: "写明依据。单位能看到，永久保存。" => "Say what it rests on. The unit sees it, and it is kept for good.",
        close_outcome: "结论" => "Outcome",
        close_do: "办结" => "Close it",
        done_answered: "已提交答复。" => "Answered.",
        done_closed: "已办结。" => "Closed.",
        done_explained: "已保存说明，审查人、审批人能看到。" => "Saved. Reviewers and the approver see it.",
    }
}

impl Likeness {
    /// The sentence that a deed leaves in the address of the next page.
    #[must_use]
    pub fn done(&self, code: &str) -> Option<&'static str> {
        match code {
            "likeness-explained" => Some(self.done_explained),
            "answered" => Some(self.done_answered),
            "closed" => Some(self.done_closed),
            _ => None,
        }
    }

    /// A kind in two or three words.
    #[must_use]
    pub fn kind_word(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Copy => self.kind_copy,
            Kind::Mass => self.kind_mass,
            Kind::Own => self.kind_own,
            Kind::Reply => self.kind_reply,
            Kind::Credited => self.kind_credited,
        }
    }

    /// Where a finding stands.
    #[must_use]
    pub fn standing_word(&self, standing: Standing) -> &'static str {
        match standing {
            Standing::Open => self.open,
            Standing::Answered => self.answered,
            Standing::Closed => self.closed,
        }
    }

    /// What a supervisor found.
    #[must_use]
    pub fn outcome_word(&self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Reasonable => self.reasonable,
            Outcome::Borrowed => self.borrowed,
            Outcome::ToMend => self.to_mend,
        }
    }

    /// The sentence about a finding of a kind; unit, day, characters and share are filled in.
    #[must_use]
    pub fn sentence(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Copy => self.copy,
            Kind::Mass => self.mass,
            Kind::Own => self.own,
            Kind::Reply => self.reply,
            Kind::Credited => self.credited,
        }
    }
}

impl Texts {
    /// A share in thousandths, as people say it.
    #[must_use]
    pub fn per_cent(&self, share: i64) -> String {
        if share < 10 {
            self.likeness.little.to_owned()
        } else {
            format!("{}%", (share + 5) / 10)
        }
    }

    /// A title as it is named in a sentence.
    #[must_use]
    pub fn named(&self, title: &str) -> String {
        match self.lang {
            Lang::Zh => format!("《{title}》"),
            Lang::En => format!("“{title}”"),
        }
    }
}
