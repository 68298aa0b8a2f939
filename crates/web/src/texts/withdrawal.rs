use app::matter::Name;
use domain::refusal;
use domain::words::Ground;

use super::{Lang, Texts, english, fill};

room! {
    /// Withdrawing what was released, and what stays of it.
    Withdrawal {
        title: "撤回公开件" => "Withdraw a disclosure",
        link: "撤回" => "Withdraw it",
        request: "撤回申请" => "The request",
        asked_by: "{} 申请撤回" => "{} asked for the withdrawal",
        confirmed_by: "{} 确认，已经撤回" => "{} confirmed; it is withdrawn",
        declined_by: "{} 没有同意撤回" => "{} declined",
        taken_back_by: "{} 收回了申请，公开件照常显示" => "{} took the request back; the disclosure stays",
        waits: "等待确认：{}，{}" => "Waiting for confirmation: {}, {}",
        waits_up: "“{}”没有其他审批人，已自动转到“{}”等待确认：{}" => "“{}” has no other approver; it went up to “{}” by itself: {}",
        waits_nobody: "等待确认：{}现在没有可以确认的审批人，请管理员安排人员" => "Waiting for confirmation: {} has no approver who can confirm now; an administrator has to appoint somebody",
        text: "看正文" => "Read the text",
        take_back_title: "收回申请" => "Take the request back",
        take_back_hint: "收回以后公开件照常显示，以后可以再次申请；申请和收回都记入流水。" => "The disclosure stays, and it can be asked again later; the journal keeps both.",
        take_back: "收回我的申请" => "Take my request back",
        done_taken_back: "申请已收回，公开件照常显示。" => "The request was taken back; the disclosure stays.",
        waits_hint: "确认以前，公开件照常显示。申请人不能自己确认。" => "Until it is confirmed the disclosure stays as it is. Whoever asked does not confirm.",
        done_asked: "已经提出撤回申请，审批人会在案头看到。" => "The request was made. Whoever approves finds it on their desk.",
        effect_now: "确认以后会怎样" => "What happens when you confirm",
        effect_later: "另一位审批人确认以后会怎样" => "What happens when another person confirms",
        effect_text: "正文从页面、列表、检索、订阅、接口和导出中立即消失。" => "The text disappears at once from pages, lists, search, feeds, the API and exports.",
        effect_tombstone: "原来能看到的人在原地址只看到编号、理由、时间和撤回单位；理由是“涉及个人信息”或“不应公开”时，标题也不再显示。" => "Whoever could read it finds number, ground, time and unit at its address; with the grounds “personal data” and “not to be disclosed” the title goes too.",
        effect_versions: "同一阶段的全部版本一起撤回。" => "All versions of this stage are withdrawn together.",
        effect_reach: "涉及的读者：" => "Readers concerned: ",
        effect_again: "撤回不能恢复。以后要再公开，须重新起草、审查和审批。" => "A withdrawal cannot be undone. To disclose again, draft, review and approval start anew.",
        confirm_title: "确认撤回" => "Confirm the withdrawal",
        confirm_hint: "请核对上面的理由和影响。" => "Please check ground and effect above.",
        confirm: "确认，立即撤回" => "Confirm and withdraw now",
        decline_title: "不同意撤回" => "Decline",
        decline_hint: "写明理由，申请人会看到。" => "Say why; whoever asked will see it.",
        decline: "不同意，保留公开" => "Decline, it stays",
        erase_title: "抹除内容" => "Destroy the content",
        erase_hint: "撤回以后，正文和附件仍然留在数据库里，只是谁也看不到。涉及个人信息或者本不应公开的，可以由另一位审批人彻底抹除。" => "After the withdrawal text and files still lie in the database, where nobody sees them. What concerns personal data or should not have been disclosed can be destroyed by another approver.",
        erase_effect: "抹除以后会怎样" => "What happens when you destroy it",
        erase_texts: "所有版本和草稿的标题、正文、依据和附件从数据库和文件库中删除，检索词和存证叶的盐也一并销毁。" => "Titles, texts, bases and files of all versions and drafts are deleted from the database and the store of files, with the words in the search and the salt of the leaf in the ledger.",
        erase_stays: "编号、时间、经办人和“已经抹除”的记录仍在，公开存证仍可核验；事项名称写在流水里，不能抹除。" => "Number, times, hands and the record that it was destroyed stay, and the public log can still be verified. The name of the matter stands in the journal and cannot be destroyed.",
        erase_backups: "以前的备份里仍有内容，请按备份管理办法另行处理。" => "Older backups still hold the content; deal with them by their own rules.",
        erase_again: "抹除不能恢复。" => "This cannot be undone.",
        erase_words: "抹除理由" => "Reason",
        erase_words_hint: "一两句话，不要重复被抹除的内容。参与办理的人会看到。" => "A sentence or two that does not repeat what is destroyed. Those in the procedure will see it.",
        erase: "抹除，不可恢复" => "Destroy it for good",
        erased_by: "{} 抹除了内容" => "{} destroyed the content",
        title_erased: "内容已抹除" => "Content destroyed",
        erased_at: "内容抹除时间" => "Content destroyed at",
        ask_title: "申请撤回" => "Ask for the withdrawal",
        ground: "理由" => "Ground",
        ground_hint: "只是文字有误时，请用“更正”，不用撤回。" => "When only words are wrong, correct it instead.",
        words: "情况说明" => "What happened",
        words_hint: "一两句话。原来能看到本件的人会看到这段说明，请不要重复不应公开的内容。" => "A sentence or two. Whoever could read the disclosure will see this; do not repeat what must not be shown.",
        ask: "提出撤回申请" => "Ask for the withdrawal",
        back: "不撤回，返回" => "Go back without withdrawing",
        to_plan: "返回公开方案" => "Back to the plan",
        waiting: "待我确认的撤回" => "Withdrawals to confirm",
        do_answer: "办理" => "Answer",
        // what stays
        withdrawn: "已撤回" => "Withdrawn",
        display_over: "展示期已满" => "Display over",
        how_it_went: "查看撤回经过" => "How it was withdrawn",
        withdrawn_title: "本件已经撤回" => "This disclosure was withdrawn",
        display_over_title: "本件展示期已满" => "The display of this disclosure is over",
        display_over_hint: "按公开方案，正文到期撤下，只保留编号和标题。" => "As planned, the text was taken down on its day; number and title stay.",
        title_hidden: "标题已隐去" => "Title hidden",
        matter_hidden: "事项名称已隐去" => "Name of the matter hidden",
        matter_withdrawn: "事项名称已隐去（公开件 {} 已撤回）" => "Name of the matter hidden (disclosure {} was withdrawn)",
        at: "撤回时间" => "Withdrawn at",
        over_at: "撤下时间" => "Taken down at",
        by: "撤回单位" => "Withdrawn by",
        why: "您原来能看到本件，所以能看到这条记录。" => "You could read this disclosure, so you see this record of it.",
    }
}

impl Texts {
    /// What a matter is called on the lists of those who work with it.
    #[must_use]
    pub(crate) fn matter(&self, name: &Name) -> String {
        match name {
            Name::Title(title) => title.clone(),
            Name::Hidden(number) => fill(self.withdrawal.matter_withdrawn, &[number]),
        }
    }

    /// The word of a ground for a withdrawal.
    #[must_use]
    pub(crate) fn ground(&self, ground: Ground) -> &'static str {
        match self.lang {
            Lang::Zh => refusal::ground_word(ground),
            Lang::En => english::ground(ground),
        }
    }
}
