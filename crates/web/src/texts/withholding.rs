use domain::refusal;
use domain::withholding::Standing;
use domain::words::WithholdingGround;

use super::{Lang, Texts, english};

room! {
    /// Notices that something is not disclosed.
    Withholding {
        title: "不予公开" => "Non-disclosure",
        file: "不予公开" => "Withhold it",
        new_title: "申报不予公开" => "File a notice of non-disclosure",
        new_hint: "公开是常态，不公开是例外。只有依照规定确实不能公开、暂时不宜公开的，才办理不予公开；只是这一次没有发生的，请申请免于公开。" => "To disclose is the rule. Withhold only what the rules forbid, or do not allow yet; when nothing happened this time, ask to be excused instead.",
        what: "哪些任务不予公开" => "What is withheld",
        what_hint: "同一条目下的几项任务可以一起办理。" => "Several obligations of this entry can go into one notice.",
        ground: "理由" => "Ground",
        note: "认定说明" => "How this was found",
        note_hint: "写明由谁、依据什么认定，不要写出不公开的内容本身和事项名称。本单位和上级办理人员、监督人员能看到，读者看不到。" => "Who found it, by which rule. Do not write what is withheld, nor the name of the matter. Those who work in the unit and above, and supervisors, see this; readers do not.",
        reassess: "重新评估日期" => "To be looked at again by",
        reassess_hint: "最迟在一年内。到期前 30 天起提醒，过期未评估的标红。" => "Within a year. It is on the desk from 30 days before, in red when the day is over.",
        effect_title: "另一位审批人确认以后会怎样" => "What happens when another person confirms",
        effect_excused: "所选任务不再要求公开，不计为逾期；解除以后恢复。" => "What was chosen is not owed any more and not overdue; it is owed again when this ends.",
        effect_readers: "按这一条目本应看到公开件的人，在单位页面看到编号、条目、理由和重新评估日期，看不到内容和说明：" => "Those to whom the entry would have been disclosed find number, entry, ground and day on the unit’s page, and neither content nor words: ",
        effect_nobody: "这一条目只对特定群体或者个人公开，读者看不到这件不予公开。" => "This entry is for named groups or persons only, so no reader learns of this notice.",
        effect_stage: "该阶段不能再送审公开方案，直到解除。" => "No plan for this stage can be sent to review until this ends.",
        effect_two: "申报人不能自己确认。" => "Whoever files it does not confirm it.",
        do_file: "申报，等待确认" => "File it",
        back: "返回应公开任务" => "Back to what is owed",
        // the notice itself
        steps: "办理经过" => "What was done",
        filed_by: "{} 申报" => "Filed by {}",
        renewal_by: "{} 评估后申报延续" => "{} filed that it goes on",
        confirmed_by: "{} 确认，编号 {}" => "Confirmed by {}, number {}",
        declined_by: "{} 没有同意" => "Declined by {}",
        ended_by: "{} 解除，恢复公开任务" => "Ended by {}; it is owed again",
        renewed_by: "{} 确认延续，由新的一件接续" => "{} confirmed that it goes on; a newer notice took its place",
        waits: "等待另一位有审批职责的人员确认" => "Waiting for another person with the duty to approve",
        reassess_on: "{} 前重新评估" => "To be looked at again by {}",
        overdue: "应于 {} 前重新评估，已过期" => "Should have been looked at again by {}",
        previous: "查看上一件" => "The notice before",
        // deeds
        confirm_title: "确认不予公开" => "Confirm",
        confirm_hint: "请核对理由、说明和上面的影响。" => "Please check ground, words and effect above.",
        confirm: "确认不予公开" => "Confirm: it is withheld",
        decline_title: "不同意" => "Decline",
        decline_hint: "写明理由，申报人会看到。" => "Say why; whoever filed it will see it.",
        decline: "不同意，照常公开" => "Decline: it stays owed",
        end_title: "解除不予公开" => "End it",
        end_hint: "写明为什么现在可以公开。解除以后，任务立即恢复，读者不再看到这件不予公开。" => "Say why it can be disclosed now. What was withheld is owed again at once, and readers no longer find this notice.",
        end: "解除，恢复公开任务" => "End it: it is owed again",
        renew_title: "重新评估后延续" => "Go on after looking at it again",
        renew_hint: "经评估仍不能公开的，重新申报；另一位审批人确认以前，原来的一件继续有效。" => "When it still cannot be disclosed, file it anew. Until another person confirms, this one holds.",
        renew: "申报延续" => "File that it goes on",
        words: "说明" => "Words",
        // on other pages
        row_asked: "已申报不予公开，待确认" => "Filed as withheld, not confirmed yet",
        row_holds: "已决定不予公开" => "Withheld",
        see: "查看" => "See it",
        standing: "不予公开" => "Withheld",
        answering: "待我确认的不予公开" => "Notices of non-disclosure to confirm",
        reassessing: "待重新评估的不予公开" => "Notices of non-disclosure to look at again",
        do_answer: "办理" => "Answer",
        do_reassess: "评估" => "Look again",
        line: "{}条目 {}" => "{}, entry {}",
        done_filed: "已经申报，等待另一位审批人确认。" => "Filed. Another person with the duty to approve finds it on their desk.",
        done_confirmed: "已经确认，所列任务不再要求公开。" => "Confirmed. What it names is not owed any more.",
        done_declined: "已经记录，所列任务照常公开。" => "Recorded. Everything stays owed.",
        done_ended: "已经解除，所列任务恢复公开。" => "Ended. What it named is owed again.",
        // for readers
        readers_title: "{}的不予公开" => "Withheld by {}",
        readers_hint: "这里只列出按条目本应向您公开、经两人办理决定不予公开的事项。不公开的内容和名称不在这里显示；每一件都定有重新评估的日期。" => "What should have been disclosed to you by its entry and is withheld, as two persons decided. What it is does not appear here. Each is looked at again by its day.",
        readers_none: "没有对您适用的不予公开。" => "Nothing that concerns you is withheld.",
        readers_link: "不予公开" => "What is withheld",
        number: "编号" => "Number",
        entry: "条目" => "Entry",
        since: "确认日期" => "Confirmed",
        again: "重新评估日期" => "Looked at again by",
    }
}

impl Withholding {
    /// The sentence that a deed leaves in the address of the next page.
    #[must_use]
    pub fn done(&self, code: &str) -> Option<&'static str> {
        match code {
            "filed" => Some(self.done_filed),
            "confirmed" => Some(self.done_confirmed),
            "declined" => Some(self.done_declined),
            "ended" => Some(self.done_ended),
            _ => None,
        }
    }
}

impl Texts {
    /// The word of a ground for not disclosing something.
    #[must_use]
    pub(crate) fn withholding_ground(&self, ground: WithholdingGround) -> &'static str {
        match self.lang {
            Lang::Zh => refusal::withholding_ground_word(ground),
            Lang::En => english::withholding_ground(ground),
        }
    }

    /// The word of a notice's standing.
    #[must_use]
    pub(crate) fn withholding_standing(&self, standing: Standing) -> &'static str {
        let (zh, en) = match standing {
            Standing::Asked => ("待确认", "Waits"),
            Standing::InForce => ("有效", "Holds"),
            Standing::Declined => ("未同意", "Declined"),
            Standing::Ended => ("已解除", "Ended"),
            Standing::Renewed => ("已延续", "Went on in a newer one"),
        };
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}
