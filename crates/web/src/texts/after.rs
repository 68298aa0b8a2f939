room! {
    /// What happens to a disclosure after its release.
    After {
        // on a disclosure's page and on lists
        corrected: "已被更正" => "Corrected",
        corrected_title: "本件已被更正" => "This disclosure has been corrected",
        corrected_see: "请看更正后的版本" => "See the corrected version",
        corrected_hidden: "更正后的版本不向您公开。请不要再依据本件内容办事，有疑问可以向发布单位了解。" => "The corrected version is not open to you. Please do not rely on this text any more; the unit can tell you more.",
        change_title: "更正说明" => "What was changed",
        narrower: "公开范围缩小的理由：{}" => "Why fewer people see it: {}",
        versions: "版本" => "Versions",
        this_version: "本版" => "this one",
        first_version: "首次公开" => "First release",
        by: "{} 审批" => "approved by {}",
        difference: "与这一版比较" => "Compare with this one",
        until: "展示至" => "On display until",
        // the difference
        difference_title: "两个版本的差别" => "What differs between the two versions",
        difference_hint: "红色带删除线的是去掉的文字，绿色带下划线的是新增的文字。" => "Words struck through in red were taken out; words underlined in green were added.",
        difference_old: "原来的版本" => "The older version",
        difference_new: "更正后的版本" => "The newer version",
        gone: "去掉：" => "Taken out: ",
        added: "新增：" => "Added: ",
        no_difference: "标题和正文没有差别，改动在依据、公开范围或其他栏目。" => "Title and text are the same; basis, audience or another field was changed.",
        back: "回到公开件" => "Back to the disclosure",
        // beginning a correction
        correct: "更正" => "Correct it",
        correct_title: "更正公开件" => "Correct a disclosure",
        effect: "接下来会怎样" => "What will happen",
        effect_route: "先起草更正稿，重新经过全部审查和审批，批准后作为新版本公开。" => "You draft the correction. It passes every review and the approval again, and is then released as a new version.",
        effect_old: "在此之前，原来的版本照常公开。之后原来的版本仍可在原地址查看，标明“已被更正”。" => "Until then the present version stays as it is. Afterwards it can still be read at its address, marked “Corrected”.",
        effect_audience: "更正默认向原来能看到的人公开。缩小范围必须写明理由。" => "The correction goes to everybody who could see the present version. A narrower audience needs a reason.",
        effect_difference: "能看到两个版本的人，可以看到改动的每一处和更正说明。" => "Whoever may see both versions sees each change, and the note below.",
        why: "更正说明" => "What is changed, and why",
        why_hint: "写明原来错在哪里、改成什么。读者会看到这段说明。" => "Say what was wrong and what it becomes. Readers will see this.",
        begin: "开始起草更正" => "Begin the correction",
        cancel: "不更正，返回" => "Go back without correcting",
        // in the editor
        form_narrower: "缩小公开范围的理由" => "Why fewer people will see it",
        form_narrower_hint: "更正后的公开范围不比原来窄时，不用填写。" => "Only when the audience is narrower than that of the present version.",
        form_until: "展示截止日" => "Last day on display",
        form_until_hint: "这一天过后，本件从各处撤下，只留编号和标题。含有人员名单的，公示期满后不必长期展示。留空即长期展示。" => "After this day the text is taken down everywhere; number and title stay. Lists of persons need not stay up once the notice period is over. Empty means for good.",
        correcting: "这是对已公开内容的更正" => "This corrects what was released",
        correcting_more: "批准以前，读者看到的仍是原来的版本。" => "Until it is approved, readers see the present version.",
        see_present: "查看现在公开的版本" => "See the present version",
    }
}
