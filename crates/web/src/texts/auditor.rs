room! {
    /// What the security auditor reads.
    Auditor {
        lang: "zh" => "en",
        title: "流水" => "Journal",
        hint: "平台上发生的每一件事，按时间倒序；只有种类、时间、人员和编号，没有内容。" => "Everything that happened on the platform, the newest first: kind, time, person and ids, never the content.",
        from: "从" => "From",
        until: "到" => "To",
        kind: "种类" => "Kind",
        any: "全部" => "All",
        person: "人员编码" => "Person’s code",
        show: "查看" => "Show",
        export: "导出（.csv）" => "Export (.csv)",
        nothing: "没有符合条件的记录。" => "Nothing matches.",
        seq: "序号" => "No.",
        at: "时间" => "Time",
        by: "人员" => "Person",
        what: "种类" => "Kind",
        about: "对象" => "About",
        platform: "平台" => "The platform",
        comma: "，" => ", ",
        older: "更早的" => "Older",
        newest: "回到最新" => "Back to the newest",
        unknown_person: "没有编码为“{}”的人员，请核对。" => "Nobody has the code “{}”. Please check.",
        bad_day: "日期请写成 2026-03-01 的形式。" => "Please write a day like 2026-03-01.",
    }
}

impl Auditor {
    /// The word of a kind of decision; its code when it has none yet.
    #[must_use]
    pub fn kind_word<'k>(&self, kind: &'k str) -> &'k str {
        let (zh, en) = match kind {
            "unit" => ("单位设立或变更", "Unit founded or changed"),
            "person" => ("人员登记或变更", "Person registered or changed"),
            "post" => ("岗位设立或变更", "Post made or changed"),
            "holding" => ("任职或离任", "Post taken up or left"),
            "delegation" => ("安排代办", "Stand-in arranged"),
            "delegation_end" => ("代办结束", "Stand-in ended"),
            "dissolution" => ("单位撤销", "Unit ended"),
            "group" => ("群组设立或变更", "Group formed or changed"),
            "joined" => ("加入群组", "Joined a group"),
            "left" => ("退出群组", "Left a group"),
            "rulebook" => ("制度生效", "Rulebook in force"),
            "catalogue" => ("起草或修改目录", "Catalogue drafted or changed"),
            "catalogue_step" => ("目录报送一步", "Catalogue handed on"),
            "catalogue_report" => ("从表格导入目录", "Catalogue read from a table"),
            "password" => ("设置密码", "Password chosen"),
            "invited" => ("生成登录链接", "Sign-in link made out"),
            "token_issued" => ("新建接口令牌", "API token made out"),
            "token_revoked" => ("收回接口令牌", "API token taken back"),
            "outlet" => ("设置或撤销对外发送", "Way out of the house set or closed"),
            "outlet_asked" => ("申请设置对外发送", "Way out of the house asked for"),
            "outlet_settled" => ("对外发送申请办结", "Request for a way out settled"),
            "second_factor" => ("启用第二重验证", "Second factor taken up"),
            "recovery_used" => ("使用恢复码", "Recovery code used"),
            "second_factor_ended" => ("停用第二重验证", "Second factor ended"),
            "reset_asked" => ("提出重置", "Reset asked for"),
            "reset_settled" => ("重置办结", "Reset settled"),
            "address_issued" => ("新建日历地址", "Calendar address made out"),
            "address_revoked" => ("收回日历地址", "Calendar address taken back"),
            "passkey" => ("登记通行密钥或改名", "Passkey taken up or renamed"),
            "passkey_removed" => ("删除通行密钥", "Passkey removed"),
            "personal_data_exported" => ("导出个人信息", "Own data taken along"),
            "matter" => ("登记事项", "Matter opened"),
            "matter_renamed" => ("事项改名", "Matter renamed"),
            "matter_dropped" => ("撤销事项登记", "Matter struck out"),
            "skip" => ("跳过阶段", "Stage left out"),
            "excuse" => ("申请免于公开", "Asked to be excused"),
            "excuse_ruling" => ("答复免于公开申请", "Request to be excused answered"),
            "calendar" => ("启用工作日历", "Working-day calendar imported"),
            "draft" => ("起草或修改公开方案", "Plan drafted or changed"),
            "discarded" => ("放弃草稿", "Draft discarded"),
            "submission" => ("送审", "Plan sent to review"),
            "opinion" => ("审查意见", "Reviewer’s opinion"),
            "endorsement" => ("上报意见", "View with which a plan goes up"),
            "reassignment" => ("转交起草", "Draft passed on"),
            "return" => ("退回", "Plan sent back"),
            "approval" => ("审批", "Plan approved"),
            "release" => ("公开", "Disclosure released"),
            "archived" => ("年度归档", "Year archived"),
            _ => return self.kind_of_what_follows(kind),
        };
        if self.lang == "en" { en } else { zh }
    }

    /// The same for what happens to a disclosure after its release, or in its place.
    fn kind_of_what_follows<'k>(&self, kind: &'k str) -> &'k str {
        let (zh, en) = match kind {
            "withdrawal_request" => ("申请撤回", "Withdrawal asked for"),
            "withdrawal" => ("撤回", "Disclosure withdrawn"),
            "withdrawal_taken_back" => ("收回撤回申请", "Request for a withdrawal taken back"),
            "withdrawal_declined" => ("不同意撤回", "Withdrawal declined"),
            "urgent" => ("加急先行公开", "Released urgently"),
            "urgent_confirmed" => ("加急公开补办确认", "Urgent release confirmed"),
            "withholding_request" => ("申报不予公开", "Notice of non-disclosure filed"),
            "withholding" => ("确认不予公开", "Notice of non-disclosure confirmed"),
            "withholding_declined" => ("不同意不予公开", "Notice of non-disclosure declined"),
            "withholding_end" => ("解除不予公开", "Notice of non-disclosure ended"),
            "practice" => ("经验交流", "Good practice recommended, or no longer"),
            "likeness" => ("说明、答复或办结雷同", "Likeness explained, answered or closed"),
            "ledger" => ("存证", "Ledger"),
            _ => return kind,
        };
        if self.lang == "en" { en } else { zh }
    }

    /// The word of a thing that a decision names by its id: a kind of thing, or what it is to the decision.
    #[must_use]
    pub fn thing_word<'w>(&self, what: &'w str) -> &'w str {
        let (zh, en) = match what {
            "disclosure" => ("公开件", "disclosure"),
            "source" => ("对照的公开件", "compared disclosure"),
            "corrects" => ("更正", "corrects"),
            "plan" | "draft" => ("方案", "plan"),
            "matter" => ("事项", "matter"),
            "post" => ("岗位", "post"),
            "holding" => ("任职", "holding"),
            "group" => ("群组", "group"),
            "delegation" => ("代办", "stand-in"),
            "rulebook" => ("制度", "rulebook"),
            "catalogue" => ("目录", "catalogue"),
            "calendar" => ("工作日历", "calendar"),
            "excuse" => ("免于公开申请", "request to be excused"),
            "request" | "withdrawal_request" => ("撤回申请", "withdrawal request"),
            "token_issued" | "token_revoked" => ("接口令牌", "API token"),
            "outlet" | "webhook" => ("对外发送", "way out"),
            "reset_asked" | "reset_settled" => ("重置", "reset"),
            "content" => ("内容", "content"),
            _ => return what,
        };
        if self.lang == "en" { en } else { zh }
    }
}
