use domain::words::{Duty, ReviewKind, Rhythm, Scope};

use super::english::words;

room! {
    /// The desk, its matters and its plans.
    Desk {
        lang: "zh" => "en",
        // the desk
        title: "我的案头",
        to_desk: "返回案头",
        open_matter: "登记新事项",
        nothing: "现在没有等您办理的事情",
        nothing_drafter: "要公开一件事，先“登记新事项”，再逐个阶段起草公开方案。",
        nothing_other: "有公开方案需要您审查或审批时，会出现在这里。",
        groups: "分组",
        drafting: "待我起草或修改",
        reviewing: "待我审查",
        approving: "待我审批",
        submitted: "已送审，等待他人办理",
        scheduled: "已批准待公开",
        matters: "近期事项",
        no_matters: "本单位还没有登记事项。",
        do_draft: "起草",
        do_mend: "修改",
        do_review: "审查",
        do_approve: "审批",
        do_look: "查看",
        since: "自 {} 起等待",
        opens: "{} 自动公开",
        returned: "已退回",
        // a new matter
        new_title: "登记新事项",
        secrecy: "严禁录入国家秘密、工作秘密。带有密级标志的内容会被拒绝。",
        unit: "单位",
        unit_change: "换到这个单位",
        track: "类别",
        entry: "目录条目",
        entry_hint: "从现行目录中选择。条目决定要公开哪些阶段、范围和期限。",
        entry_none: "请选择",
        entry_missing: "请选择目录条目。",
        matter_title: "事项名称",
        matter_title_hint: "写明是什么事，最多 100 个字。能看到任一阶段公开件的人也会看到事项名称。",
        matter_open: "登记",
        no_rulebook: "本单位还没有现行的这一类目录，暂时不能登记。请管理员先启用制度。",
        // a matter
        crumbs: "所在位置",
        strip: "事项的三个阶段",
        stage_released: "已公开",
        stage_skipped: "已跳过",
        stage_open: "尚未起草",
        stage_draft: "起草本阶段公开方案",
        stage_plan: "打开",
        stage_skip: "跳过本阶段",
        skip_reason: "跳过的理由",
        skip_hint: "理由会记入流水，对能看到本事项的人公开。跳过以后不能恢复。",
        skip_do: "确认跳过",
        skip_because: "理由：{}",
        rules: "本条目的规则",
        rule_scope: "公开范围",
        rule_scope_words: "至少向“{}”公开，最宽到“{}”",
        rule_members_first: "先党内后党外，至少间隔 {} 天",
        rule_notice: "公示期",
        rule_notice_words: "“{}”阶段公示满 {} 个工作日后，才能公开下一阶段",
        rule_no_notice: "没有要求",
        rule_route: "办理程序",
        rule_deadline: "期限",
        rule_rhythm: "频次",
        rule_basis: "依据",
        rule_elements: "内容要素",
        approve_unit: "本单位审批",
        approve_superior: "上级单位审批",
        opened: "{} 登记",
        entry_of: "条目 {}",
        // writing a plan
        edit_title: "起草公开方案",
        edition: "第 {} 稿",
        not_saved: "尚未保存",
        form_title: "标题",
        form_body: "正文",
        form_body_hint: "空一行另起一段；“# ”开头是标题，“- ”开头是列表；也可以写表格。",
        form_basis: "公开依据",
        form_basis_hint: "文件名称和条款。",
        form_day: "文件日期",
        form_day_hint: "文件自己写的日期，由您声明，与公开时间分开显示。没有可不填。",
        form_audience: "公开范围和起始时间",
        form_audience_hint: "每一行是一部分人和他们能看到的时间，可以先党内后党外；不填时间即公开时就能看到。本条目至少向“{}”公开，最宽到“{}”。",
        form_scope: "谁能看到",
        form_person: "个人编码",
        form_from: "自何时起",
        form_none: "不用这一行",
        form_more: "增加一行",
        form_drop: "去掉",
        form_row: "第 {} 行",
        form_release: "公开时间",
        form_release_hint: "批准后到这一时间自动公开。留空即批准后立即公开。",
        form_ways: "除本平台外，还用哪些方式",
        form_elements: "内容要素",
        form_elements_hint: "目录要求写清下列各项。写好一项，勾选一项。",
        scope_unit: "本单位：{}",
        scope_subtree: "本单位及下级：{}",
        scope_above: "上级及其下级：{}",
        scope_group: "群体：{}",
        scope_public: "社会（所有人，不用登录）",
        scope_members: "全体党员",
        scope_person: "特定个人（另填编码）",
        save: "保存",
        preview: "预览",
        submit: "保存并送审",
        preview_title: "公开后的样子",
        in_review_warns: "这份方案正在审查",
        in_review_warns_more: "现在改动并保存，已有的审查意见全部失效，需要重新送审。",
        in_review_same: "没有改动就不会影响审查。",
        returned_title: "方案已退回",
        // faults of the form
        faults: "还没有保存，有 {} 处需要修改",
        faults_kept: "您填写的内容都在下面，没有丢失。",
        fault_time: "“{}”不是时间，请按 2026-06-01T09:00 的样子填写。",
        fault_day: "“{}”不是日期，请按 2026-06-01 的样子填写。",
        fault_scope: "第 {} 行的公开范围无法识别，请重新选择。",
        fault_person_missing: "第 {} 行选了“特定个人”，请填写这个人的编码。",
        fault_person: "第 {} 行：没有编码为“{}”的人员，请核对。",
        fault_body_missing: "请先写好正文，再送审。没写完可以先“保存”。",
        fault_opinion: "请选择“同意”或“退回修改”。",
        // somebody saved meanwhile
        stale_title: "您编辑期间，这份方案已另有修改",
        stale_more: "您的修改还没有保存，也没有丢。请比较下面两份，再决定留哪一份。",
        stale_stored: "现在保存的（第 {} 稿）",
        stale_mine: "您的（未保存）",
        stale_keep: "下面的表单里是您的内容，保存即以您的为准。",
        stale_take: "用现在保存的",
        // who will see it
        reach: "谁能看到",
        reach_title: "公开以后",
        reach_at_release: "公开后，{} 人能看到",
        reach_from: "自 {} 起，{} 人能看到",
        reach_everybody: "公开后，所有人能看到，不用登录",
        reach_everybody_from: "自 {} 起，所有人能看到，不用登录",
        reach_not_public: "未登录的人和名册以外的人看不到",
        reach_nobody: "还没有选择公开范围",
        reach_note: "按此刻的名册计算，届时以届时的名册为准",
        when_at_once: "批准后立即公开",
        when_at: "{} 自动公开",
        when_next: "批准后立即公开（设定的 {} 已过）",
        ways_also: "同时还要用这些方式公开：{}",
        no_undo: "公开后不能删除，公开时间由系统记录",
        // the last gate
        gate: "准入检查",
        gate_open: "通过。现在没有阻碍公开的问题。",
        gate_shut: "暂不能公开：{} 项未通过",
        gate_fail: "未通过",
        // reading a plan
        plan: "公开方案",
        plan_card: "方案",
        card_matter: "事项",
        card_release: "公开时间",
        card_audience: "公开范围",
        card_ways: "其他方式",
        card_from: "{}，自 {} 起",
        declared: "由单位声明",
        history: "办理经过",
        by_drafter: "起草　{}",
        agreed: "同意",
        sent_back: "退回",
        void: "已失效",
        void_hint: "对第 {} 稿",
        awaited: "等待",
        approval: "审批",
        last_words: "最近的话",
        see_disclosure: "已公开，看公开件",
        opinion_title: "您的意见：{}",
        opinion: "意见",
        agree: "同意",
        agree_hint: "可以进入下一步",
        send_back: "退回修改",
        send_back_hint: "退给起草人，须写明理由",
        words: "说明",
        words_hint: "退回必须写：哪一处、改成什么样。起草人会看到这些话。",
        words_hint_free: "可以不填。填了会记入流水。",
        opinion_binds: "您的意见只对第 {} 稿有效。文字再改，须重新审查。",
        opinion_send: "提交意见",
        approve_title: "审批",
        approve_effect: "您批准后",
        approve_now: "批准并立即公开",
        approve_at: "批准，于 {} 公开",
        approve_blocked: "准入检查没有通过，现在不能批准。可以退回，请起草人修改。",
        approve_waits: "您可以审批这份方案，但现在还不能批准：{}",
        return_title: "退回修改",
        take_back: "收回批准",
        take_back_hint: "公开之前可以收回，方案退给起草人。",
        return_do: "退回",
        // seeing as somebody
        view_as: "换一个人的眼睛看",
        view_as_person: "人员编码",
        view_as_do: "看看",
        view_as_banner: "正在以 {}（{}）的身份预览。只能看，不能办理任何事项。",
        view_as_leave: "退出预览",
        view_as_now: "{}（{}）：公开后可以看到",
        view_as_from: "{}（{}）：自 {} 起可以看到",
        view_as_never: "{}（{}）：看不到",
        view_as_never_more: "公开方案选定的范围里没有这个人。",
        view_as_unknown: "没有编码为“{}”的人员，请核对。",
        // after a deed
        done_opened: "事项已登记。请起草第一个阶段的公开方案。",
        done_saved: "已保存。",
        done_submitted: "已送审。审查人会在自己的案头看到。",
        done_agreed: "意见已记录：同意。",
        done_returned: "已退回起草人。",
        done_approved: "已批准，到时间自动公开。",
        done_released: "已批准并公开。",
        done_skipped: "已跳过这一阶段，理由已记入流水。",
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
