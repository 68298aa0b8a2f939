room! {
    /// Releases that come before the review is through.
    Urgent {
        tag: "加急" => "Urgent",
        title: "加急先行公开" => "Release urgently",
        effect_title: "加急先行公开以后会怎样" => "What happens then",
        effect_now: "立即公开，不等尚缺的审核意见；保密审查和公开前的自动检查不能省略。" => "It is released at once without the reviews that are still missing; the secrecy review and the automatic gate are never passed over.",
        effect_confirm: "另一个人须在 {} 小时内补办确认；逾期未确认的，应当撤回。" => "Another person has to confirm it within {} hours; what is not confirmed by then is to be withdrawn.",
        effect_marked: "确认以前，页面和列表标明“加急”；逾期的，出现在您和上级的案头。" => "Until then pages and lists mark it as urgent; when it is overdue it stands on your desk and on the superior’s.",
        reason: "为什么不能等到审查完成" => "Why it cannot wait",
        reason_hint: "办理人员和确认人能看到，永久保存。" => "Those who take part see it, and it is kept for good.",
        release: "加急，立即公开" => "Release now, urgently",
        waiting_title: "加急先行公开，等待补办确认" => "Released urgently, waiting to be confirmed",
        released_by: "{} 于 {} 决定加急：" => "Released by {} at {}, because:",
        until: "须在 {} 前确认" => "To be confirmed by {}",
        overdue: "应于 {} 前确认，已逾期；请确认或者撤回" => "Should have been confirmed by {}; please confirm or withdraw it",
        confirm_title: "补办确认" => "Confirm the urgent release",
        confirm_hint: "请核对内容、范围和加急理由。不同意的，请办理撤回。" => "Please check text, audience and reason. If you disagree, have it withdrawn.",
        confirm: "确认这次加急公开" => "Confirm",
        step: "加急先行公开　{}" => "Released urgently by {}",
        step_confirmed: "补办确认　{}" => "Confirmed by {}",
        step_waits: "补办确认　等待另一个人" => "Confirmation by another person: waiting",
        readers: "本件为加急先行公开，审查手续正在补办。" => "This was released urgently; its review is still being completed.",
        on_desk: "加急公开，待补办确认" => "Urgent releases to be confirmed",
        do_confirm: "确认" => "Confirm",
        do_look: "查看" => "Look",
        done_released: "已加急公开。请另一个人在期限内补办确认。" => "Released urgently. Another person has to confirm it in time.",
        done_confirmed: "已补办确认，“加急”标记已取消。" => "Confirmed; it is not marked as urgent any more.",
        rule_differs: "加急先行公开的规定有变化，请下载两个版本的文件对照。" => "The rule on urgent releases differs; please compare the files of the two versions.",
    }
}

impl Urgent {
    /// The sentence that a deed leaves in the address of the next page.
    #[must_use]
    pub fn done(&self, code: &str) -> Option<&'static str> {
        match code {
            "urgent" => Some(self.done_released),
            "urgent-confirmed" => Some(self.done_confirmed),
            _ => None,
        }
    }
}
