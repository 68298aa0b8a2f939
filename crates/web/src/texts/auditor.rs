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
            "group" => ("群组设立或变更", "Group formed or changed"),
            "joined" => ("加入群组", "Joined a group"),
            "left" => ("退出群组", "Left a group"),
            "rulebook" => ("制度生效", "Rulebook in force"),
            "password" => ("设置密码", "Password chosen"),
            "invited" => ("生成登录链接", "Sign-in link made out"),
            "token_issued" => ("新建接口令牌", "API token made out"),
            "token_revoked" => ("收回接口令牌", "API token taken back"),
            "outlet" => ("设置或撤销对外发送", "Way out of the house set or closed"),
            "second_factor" => ("启用第二重验证", "Second factor taken up"),
            "recovery_used" => ("使用恢复码", "Recovery code used"),
            "second_factor_ended" => ("停用第二重验证", "Second factor ended"),
            "reset_asked" => ("提出重置", "Reset asked for"),
            "reset_settled" => ("重置办结", "Reset settled"),
            "address_issued" => ("新建日历地址", "Calendar address made out"),
            "address_revoked" => ("收回日历地址", "Calendar address taken back"),
            "matter" => ("登记事项", "Matter opened"),
            "skip" => ("跳过阶段", "Stage left out"),
            "excuse" => ("申请免于公开", "Asked to be excused"),
            "excuse_ruling" => ("答复免于公开申请", "Request to be excused answered"),
            "calendar" => ("启用工作日历", "Working-day calendar imported"),
            "draft" => ("起草或修改公开方案", "Plan drafted or changed"),
            "submission" => ("送审", "Plan sent to review"),
            "opinion" => ("审查意见", "Reviewer’s opinion"),
            "return" => ("退回", "Plan sent back"),
            "approval" => ("审批", "Plan approved"),
            "release" => ("公开", "Disclosure released"),
            _ => return kind,
        };
        if self.lang == "en" { en } else { zh }
    }
}
