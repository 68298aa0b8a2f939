use domain::words::{Duty, ReviewKind, Rhythm, Scope};

use super::english::words;

room! {
    /// The desk, its matters and its plans.
    Desk {
        lang: "zh" => "en",
        // the desk
        title: "我的案头" => "My desk",
        to_desk: "返回案头" => "Back to the desk",
        open_matter: "登记新事项" => "Open a matter",
        nothing: "现在没有等您办理的事情" => "Nothing waits for you now",
        nothing_drafter: "要公开一件事，先“登记新事项”，再逐个阶段起草公开方案。" => "To disclose something, open a matter and draft a plan for each of its stages.",
        nothing_other: "有公开方案需要您审查或审批时，会出现在这里。" => "Plans that need your review or your approval will appear here.",
        groups: "分组" => "Groups",
        drafting: "待我起草或修改" => "For me to draft or change",
        reviewing: "待我审查" => "For me to review",
        approving: "待我审批" => "For me to approve",
        submitted: "已送审，等待他人办理" => "Sent in, with others now",
        scheduled: "已批准待公开" => "Approved, not yet released",
        matters: "近期事项" => "Recent matters",
        no_matters: "本单位还没有登记事项。" => "No matter has been opened in your unit yet.",
        do_draft: "起草" => "Draft",
        do_mend: "修改" => "Change",
        do_review: "审查" => "Review",
        do_approve: "审批" => "Approve",
        do_look: "查看" => "Look",
        since: "自 {} 起等待" => "waiting since {}",
        opens: "{} 自动公开" => "released by itself on {}",
        returned: "已退回" => "Sent back",
        // a new matter
        new_title: "登记新事项" => "Open a matter",
        secrecy: "严禁录入国家秘密、工作秘密。带有密级标志的内容会被拒绝。" => "No state secrets and no work secrets may be entered. What bears a mark of classification is refused.",
        unit: "单位" => "Unit",
        unit_change: "换到这个单位" => "Change to this unit",
        track: "类别" => "Track",
        entry: "目录条目" => "Catalogue entry",
        entry_hint: "从现行目录中选择。条目决定要公开哪些阶段、范围和期限。" => "Choose from the catalogue in force. The entry decides on stages, audience and time limits.",
        entry_none: "请选择" => "Please choose",
        entry_missing: "请选择目录条目。" => "Please choose a catalogue entry.",
        matter_title: "事项名称" => "Name of the matter",
        matter_title_hint: "写明是什么事，最多 100 个字。能看到任一阶段公开件的人也会看到事项名称。" => "Say what it is about, in 100 characters at most. Whoever may see one of its disclosures sees this name too.",
        matter_open: "登记" => "Open it",
        no_rulebook: "本单位还没有现行的这一类目录，暂时不能登记。请管理员先启用制度。" => "No catalogue of this track is in force for your unit, so nothing can be opened yet. The administrator has to put one in force.",
        // a matter
        crumbs: "所在位置" => "You are here",
        strip: "事项的三个阶段" => "The three stages of the matter",
        stage_released: "已公开" => "Released",
        stage_correcting: "已公开，更正稿：{}" => "Released; its correction: {}",
        stage_withdrawn: "已撤回" => "Withdrawn",
        stage_again_at: "已撤回，重新起草：{}" => "Withdrawn; drafted again: {}",
        stage_skipped: "已跳过" => "Left out",
        stage_open: "尚未起草" => "Not begun",
        stage_draft: "起草本阶段公开方案" => "Draft the plan of this stage",
        stage_plan: "打开" => "Open",
        stage_skip: "跳过本阶段" => "Leave this stage out",
        skip_reason: "跳过的理由" => "Reason for leaving it out",
        skip_hint: "理由会记入流水，对能看到本事项的人公开。跳过以后不能恢复。" => "The reason goes into the journal and is shown to whoever may see this matter. It cannot be undone.",
        skip_do: "确认跳过" => "Leave it out",
        skip_because: "理由：{}" => "Reason: {}",
        rules: "本条目的规则" => "Rules of this entry",
        rule_scope: "公开范围" => "Audience",
        rule_scope_words: "至少向“{}”公开，最宽到“{}”" => "At least “{}”, at most “{}”",
        rule_members_first: "先党内后党外，至少间隔 {} 天" => "Members first, the public at least {} days later",
        rule_notice: "公示期" => "Notice period",
        rule_notice_words: "“{}”阶段公示满 {} 个工作日后，才能公开下一阶段" => "The stage “{}” is on display for {} working days before the next one can be released",
        rule_no_notice: "没有要求" => "None",
        rule_route: "办理程序" => "Route",
        rule_deadline: "期限" => "Time limit",
        rule_rhythm: "频次" => "Rhythm",
        rule_basis: "依据" => "Basis",
        rule_elements: "内容要素" => "Elements",
        approve_unit: "本单位审批" => "Approved by the unit",
        approve_superior: "上级单位审批" => "Approved by the superior unit",
        opened: "{} 登记" => "opened on {}",
        entry_of: "条目 {}" => "entry {}",
        // writing a plan
        edit_title: "起草公开方案" => "Draft a plan",
        edition: "第 {} 稿" => "Draft {}",
        not_saved: "尚未保存" => "Not saved yet",
        form_title: "标题" => "Title",
        form_body: "正文" => "Text",
        form_body_hint: "空一行另起一段；“# ”开头是标题，“- ”开头是列表；也可以写表格。" => "An empty line begins a paragraph; “# ” a heading, “- ” a list item; tables are possible too.",
        form_basis: "公开依据" => "Basis",
        form_basis_hint: "文件名称和条款。" => "Document and article.",
        form_day: "文件日期" => "Date of the document",
        form_day_hint: "文件自己写的日期，由您声明，与公开时间分开显示。没有可不填。" => "The date the document itself bears. You declare it, and it is shown apart from the release time. May be empty.",
        form_audience: "公开范围和起始时间" => "Audience, and from when",
        form_audience_hint: "每一行是一部分人和他们能看到的时间，可以先党内后党外；不填时间即公开时就能看到。本条目至少向“{}”公开，最宽到“{}”。" => "Each line is a part of the audience and the time from which it sees this, so that members can come before the public; without a time it is the release. This entry asks for “{}” at least and allows “{}” at most.",
        form_scope: "谁能看到" => "Who may see it",
        form_person: "个人编码" => "Person’s code",
        form_from: "自何时起" => "From when",
        form_none: "不用这一行" => "Not used",
        form_more: "增加一行" => "Another line",
        form_drop: "去掉" => "Remove",
        form_row: "第 {} 行" => "line {}",
        form_release: "公开时间" => "Release time",
        form_release_hint: "批准后到这一时间自动公开。留空即批准后立即公开。" => "After approval it is released by itself at this time. Empty means at once.",
        form_ways: "除本平台外，还用哪些方式" => "Other ways besides this platform",
        form_elements: "内容要素" => "Elements",
        form_elements_hint: "目录要求写清下列各项。写好一项，勾选一项。" => "The catalogue asks for these. Tick each one once it is written.",
        scope_unit: "本单位：{}" => "This unit: {}",
        scope_subtree: "本单位及下级：{}" => "This unit and those below: {}",
        scope_above: "上级及其下级：{}" => "A unit above and those below it: {}",
        scope_group: "群体：{}" => "Group: {}",
        scope_public: "社会（所有人，不用登录）" => "The public (everybody, without signing in)",
        scope_members: "全体党员" => "All members",
        scope_person: "特定个人（另填编码）" => "One person (give the code)",
        save: "保存" => "Save",
        preview: "预览" => "Preview",
        mask: "遮盖个人信息" => "Mask personal data",
        mask_done: "已遮盖 {} 处个人信息，尚未保存。请核对下面的文字，再保存。" => "{} places with personal data were masked and are not saved yet. Check the text below, then save.",
        mask_nothing: "没有找到需要遮盖的个人信息。" => "No personal data to mask was found.",
        submit: "保存并送审" => "Save and send to review",
        preview_title: "公开后的样子" => "As it will look",
        in_review_warns: "这份方案正在审查" => "This plan is in review",
        in_review_warns_more: "现在改动并保存，已有的审查意见全部失效，需要重新送审。" => "If you change and save it now, every opinion given so far is void and it has to be reviewed again. ",
        in_review_same: "没有改动就不会影响审查。" => "Without a change nothing happens to the review.",
        returned_title: "方案已退回" => "The plan was sent back",
        // faults of the form
        faults: "还没有保存，有 {} 处需要修改" => "Not saved yet. To mend: {}",
        faults_kept: "您填写的内容都在下面，没有丢失。" => "Everything you typed is below; nothing is lost.",
        fault_time: "“{}”不是时间，请按 2026-06-01T09:00 的样子填写。" => "“{}” is no time. Please write it like 2026-06-01T09:00.",
        fault_day: "“{}”不是日期，请按 2026-06-01 的样子填写。" => "“{}” is no date. Please write it like 2026-06-01.",
        fault_scope: "第 {} 行的公开范围无法识别，请重新选择。" => "The audience in line {} is unknown. Please choose again.",
        fault_person_missing: "第 {} 行选了“特定个人”，请填写这个人的编码。" => "Line {} says “One person”. Please give that person’s code.",
        fault_person: "第 {} 行：没有编码为“{}”的人员，请核对。" => "Line {}: nobody has the code “{}”. Please check it.",
        fault_body_missing: "请先写好正文，再送审。没写完可以先“保存”。" => "Please write the text before you send it to review. Unfinished work can be saved.",
        fault_opinion: "请选择“同意”或“退回修改”。" => "Please choose “I agree” or “Send back”.",
        // somebody saved meanwhile
        stale_title: "您编辑期间，这份方案已另有修改" => "Somebody changed this plan while you were writing",
        stale_more: "您的修改还没有保存，也没有丢。请比较下面两份，再决定留哪一份。" => "Your changes are not saved, and not lost. Compare the two below and decide which to keep.",
        stale_stored: "现在保存的（第 {} 稿）" => "As stored now (draft {})",
        stale_mine: "您的（未保存）" => "Yours (not saved)",
        stale_keep: "下面的表单里是您的内容，保存即以您的为准。" => "The form below holds your text; saving keeps yours.",
        stale_take: "用现在保存的" => "Take the stored one",
        // who will see it
        reach: "谁能看到" => "Who may see it",
        reach_title: "公开以后" => "Once released",
        reach_at_release: "公开后，{} 人能看到" => "{} persons see it from its release",
        reach_from: "自 {} 起，{} 人能看到" => "{} persons see it from {}",
        reach_everybody: "公开后，所有人能看到，不用登录" => "Everybody sees it from its release, without signing in",
        reach_everybody_from: "自 {} 起，所有人能看到，不用登录" => "Everybody sees it from {}, without signing in",
        reach_not_public: "未登录的人和名册以外的人看不到" => "Visitors and people outside the roster do not see it",
        reach_nobody: "还没有选择公开范围" => "No audience is chosen yet",
        reach_note: "按此刻的名册计算，届时以届时的名册为准" => "Counted by the roster of this moment; what counts is the roster of that day",
        when_at_once: "批准后立即公开" => "Released as soon as it is approved",
        when_at: "{} 自动公开" => "Released by itself on {}",
        when_past: "设定的公开时间 {} 已经过去：请改选以后的时间，或者清空这一栏，批准后立即公开" => "The release time {} lies in the past: choose a later one, or leave it empty to release as soon as it is approved",
        when_next: "批准后立即公开（设定的 {} 已过）" => "Released as soon as it is approved (the time set, {}, has passed)",
        ways_also: "同时还要用这些方式公开：{}" => "It will also be made known by: {}",
        no_undo: "公开后不能删除，公开时间由系统记录" => "A release cannot be deleted, and its time is recorded by the system",
        // the last gate
        gate: "准入检查" => "Admission",
        gate_open: "通过。现在没有阻碍公开的问题。" => "Passed. Nothing stands in the way of a release.",
        gate_shut: "暂不能公开：{} 项未通过" => "Not yet. Points that failed: {}",
        gate_fail: "未通过" => "Failed",
        // reading a plan
        plan: "公开方案" => "Plan",
        plan_card: "方案" => "Plan",
        card_matter: "事项" => "Matter",
        card_release: "公开时间" => "Release time",
        card_audience: "公开范围" => "Audience",
        card_ways: "其他方式" => "Other ways",
        card_from: "{}，自 {} 起" => "{}, from {}",
        declared: "由单位声明" => "declared by the unit",
        history: "办理经过" => "How it went",
        by_drafter: "起草　{}" => "Drafted by {}",
        agreed: "同意" => "Agreed",
        sent_back: "退回" => "Sent back",
        void: "已失效" => "Void",
        void_hint: "对第 {} 稿" => "on draft {}",
        awaited: "等待" => "Awaited",
        for_whom: "（代 {}）" => " (for {})",
        approval: "审批" => "Approval",
        last_words: "最近的话" => "Latest words",
        see_disclosure: "已公开，看公开件" => "Released: see the disclosure",
        opinion_title: "您的意见：{}" => "Your opinion: {}",
        opinion: "意见" => "Opinion",
        agree: "同意" => "I agree",
        agree_hint: "可以进入下一步" => "It may go on",
        send_back: "退回修改" => "Send back",
        send_back_hint: "退给起草人，须写明理由" => "To the drafter, with a reason",
        words: "说明" => "Words",
        words_hint: "退回必须写：哪一处、改成什么样。起草人会看到这些话。" => "Needed when you send it back: which place, and what it should be. The drafter reads this.",
        words_hint_free: "可以不填。填了会记入流水。" => "May be empty. What you write goes into the journal.",
        opinion_binds: "您的意见只对第 {} 稿有效。文字再改，须重新审查。" => "Your opinion is on draft {} only. If the text changes, it has to be reviewed again.",
        opinion_send: "提交意见" => "Give the opinion",
        approve_title: "审批" => "Approval",
        approve_effect: "您批准后" => "When you approve",
        approve_now: "批准并立即公开" => "Approve and release now",
        approve_at: "批准，于 {} 公开" => "Approve, release on {}",
        approve_blocked: "准入检查没有通过，现在不能批准。可以退回，请起草人修改。" => "Admission failed, so it cannot be approved now. You can send it back to be mended.",
        approve_waits: "您可以审批这份方案，但现在还不能批准：{}" => "You may approve this plan, but not yet: {}",
        return_title: "退回修改" => "Send back",
        take_back: "收回批准" => "Take the approval back",
        take_back_hint: "公开之前可以收回，方案退给起草人。" => "Possible until the release; the plan goes back to its drafter.",
        return_do: "退回" => "Send back",
        // seeing as somebody
        view_as: "换一个人的眼睛看" => "See it with somebody else’s eyes",
        view_as_person: "人员编码" => "Person’s code",
        view_as_do: "看看" => "Look",
        view_as_banner: "正在以 {}（{}）的身份预览。只能看，不能办理任何事项。" => "Preview as {} ({}). You can only look.",
        view_as_leave: "退出预览" => "Leave the preview",
        view_as_now: "{}（{}）：公开后可以看到" => "{} ({}) sees it once it is released",
        view_as_from: "{}（{}）：自 {} 起可以看到" => "{} ({}) sees it from {}",
        view_as_never: "{}（{}）：看不到" => "{} ({}) does not see it",
        view_as_never_more: "公开方案选定的范围里没有这个人。" => "This person is not in the audience of the plan.",
        view_as_unknown: "没有编码为“{}”的人员，请核对。" => "Nobody has the code “{}”. Please check it.",
        // after a deed
        done_opened: "事项已登记。请起草第一个阶段的公开方案。" => "The matter is open. Please draft the plan of its first stage.",
        done_saved: "已保存。" => "Saved.",
        done_submitted: "已送审。审查人会在自己的案头看到。" => "Sent to review. The reviewers find it on their desks.",
        done_submitted_shut: "已送审，但准入检查有 {} 项没有通过，改好以前不能批准。请按“准入检查”逐项修改，再点“保存并送审”；改动以后，已有的意见要重新征求，所以越早改越好。" => "Sent to review, but admission fails on {} points, and until they are mended it cannot be approved. Please go through “Admission”, mend them and press “Save and send to review” again; a change voids the opinions given so far, so the sooner the better.",
        done_agreed: "意见已记录：同意。" => "Your opinion is recorded: agreed.",
        done_returned: "已退回起草人。" => "Sent back to the drafter.",
        done_approved: "已批准，到时间自动公开。" => "Approved; it will be released by itself in time.",
        done_released: "已批准并公开。" => "Approved and released.",
        done_skipped: "已跳过这一阶段，理由已记入流水。" => "The stage was left out; the reason is in the journal.",
    }
}

impl Desk {
    /// The sentence that a deed leaves in the address of the next page.
    #[must_use]
    pub fn done(&self, code: &str) -> Option<&'static str> {
        Some(match code {
            "opened" => self.done_opened,
            "saved" => self.done_saved,
            "submitted" => self.done_submitted,
            "agreed" => self.done_agreed,
            "returned" => self.done_returned,
            "approved" => self.done_approved,
            "released" => self.done_released,
            "skipped" => self.done_skipped,
            _ => return None,
        })
    }

    /// The word of a kind of review.
    #[must_use]
    pub fn review(&self, kind: ReviewKind) -> &'static str {
        match self.lang {
            "en" => words::review(kind),
            _ => domain::refusal::review_word(kind),
        }
    }

    /// The word of a plan's state.
    #[must_use]
    pub fn state(&self, code: &str) -> &'static str {
        match self.lang {
            "en" => words::state(code),
            _ => domain::refusal::state_word(code),
        }
    }

    /// The word of a scope.
    #[must_use]
    pub fn scope(&self, scope: Scope) -> &'static str {
        match self.lang {
            "en" => words::scope(scope),
            _ => domain::refusal::scope_word(scope),
        }
    }

    /// The word of a duty.
    #[must_use]
    pub fn duty(&self, duty: Duty) -> &'static str {
        match self.lang {
            "en" => words::duty(duty),
            _ => domain::refusal::duty_word(duty),
        }
    }

    /// The word of a rhythm.
    #[must_use]
    pub fn rhythm(&self, rhythm: Rhythm) -> &'static str {
        match rhythm {
            _ if self.lang == "en" => words::rhythm(rhythm),
            Rhythm::Standing => "长期公开",
            Rhythm::Monthly => "每月",
            Rhythm::Quarterly => "每季度",
            Rhythm::HalfYearly => "每半年",
            Rhythm::Yearly => "每年",
            Rhythm::PerStage => "逐段公开",
            Rhythm::PerEvent => "随时公开",
        }
    }
}
