use app::organisation::Table;
use domain::words::{Duty, UnitKind};

use super::english::words;

room! {
    /// Looking after the organisation.
    Admin {
        lang: "zh" => "en",
        tabs: "管理" => "Administration",
        import: "导入导出" => "Import and export",
        units: "单位" => "Units",
        people: "人员" => "People",
        journal: "流水" => "Journal",
        reset: "重置" => "Reset",
        resets: "重置" => "Resets",
        resets_hint: "忘记密码、丢失手机的，由一位管理员提出，另一位安全保密管理员确认。" => "When somebody forgot the password or lost the phone, one administrator asks and a security administrator who is somebody else confirms.",
        resets_none: "没有重置。" => "There are no resets.",
        reset_title: "为 {}（{}）提出重置" => "Ask for a reset for {} ({})",
        reset_effect: "提出之后" => "What will happen",
        reset_effect_ask: "现在什么都不改变：等待另一位安全保密管理员确认。请先核实是本人提出。" => "Nothing changes yet: another security administrator has to confirm it. Please make sure first that the person asked for it.",
        reset_effect_link: "确认之后生成一个链接，当面交给本人，由本人设置新密码。" => "When it is confirmed there is a link, to be handed over in person, by which the person chooses a new password.",
        reset_effect_end: "本人设置新密码时，其全部登录和接口令牌都将结束。" => "When the person does, all their sessions and API tokens end.",
        reset_effect_trace: "谁提出、谁确认，都记入流水，安全审计员可以查到。" => "Who asked and who confirmed is in the journal, where the security auditor reads it.",
        reset_factor: "同时取消第二重验证" => "Take the second factor away too",
        reset_factor_hint: "手机和恢复码都丢失时才勾选" => "Only when phone and recovery codes are lost",
        reset_ask: "提出重置，等待确认" => "Ask for the reset",
        reset_not: "不提出" => "Do not ask",
        reset_password: "重新设置密码" => "A new password",
        reset_both: "重新设置密码，并取消第二重验证" => "A new password, and the second factor taken away",
        reset_asked: "{} 提出" => "Asked for by {}",
        reset_confirmed: "{} 已确认" => "Confirmed by {}",
        reset_declined: "{} 已否决或撤回" => "Declined or taken back by {}",
        reset_waits: "等待确认" => "Waits for confirmation",
        reset_confirm: "确认并生成链接" => "Confirm and make the link",
        reset_decline: "否决" => "Decline",
        reset_back: "撤回" => "Take it back",
        reset_link_title: "{} 的重置链接" => "Reset link for {}",
        import_title: "导入组织和人员" => "Import the organisation and its people",
        file: "电子表格（.xlsx 或 .csv）" => "Spreadsheet (.xlsx or .csv)",
        file_hint: "五张表：单位、人员、岗位、任职、群组。以编码认人认单位；表里没有的不会被删除。" => "Five sheets: units, persons, posts, holdings, groups. Codes tell who is who; what a sheet does not name is not deleted.",
        file_missing: "请选择要导入的电子表格。" => "Please choose the spreadsheet to import.",
        template: "下载现有数据（.xlsx），照着改" => "Download the present data (.xlsx) and change it",
        mode: "怎样导入" => "How to import",
        dry: "先试运行" => "Try it first",
        dry_hint: "只检查并报告会改动什么，不改动任何数据" => "Checks and reports what would change, and changes nothing",
        real: "正式导入" => "Import for real",
        real_hint: "没有问题才会写入；有一处问题就什么都不改" => "Written only when there is no problem; a single one leaves everything as it is",
        send: "提交" => "Send",
        posts_alone: "岗位" => "Posts",
        holdings: "任职" => "Who holds which post",
        members: "群组成员" => "Members of groups",
        report_dry: "试运行结果：{}" => "Result of the trial: {}",
        report_real: "导入结果：{}" => "Result of the import: {}",
        nothing_changed: "没有写入任何数据。" => "Nothing was written. ",
        applied: "已写入。每一项改动都记入流水。" => "Written. Every change is in the journal.",
        again: "检查无误后，请再次选择同一个文件，选“正式导入”。" => "When all is well, choose the same file again and “Import for real”.",
        problems: "有 {} 处问题" => "{} problems",
        problems_more: "请在表格里改好，再试一次。" => "Please mend them in the spreadsheet and try again.",
        new: "新增" => "New",
        changed: "变更" => "Changed",
        unchanged: "不变" => "Unchanged",
        what: "项目" => "What",
        place: "表和行" => "Sheet and row",
        problem: "问题" => "Problem",
        remedy: "怎么改" => "What to do",
        units_title: "单位" => "Units",
        units_hint: "移动一个单位，它下面的单位和人员一起移动，各人能看到的内容立即随之改变。" => "When a unit is moved, the units and people below it move along, and what each of them may see follows at once.",
        move_to: "移动到" => "Move to",
        move_superior: "新的上级单位" => "New superior unit",
        move_title: "移动“{}”" => "Move “{}”",
        move_do: "移动" => "Move",
        move_not: "不移动" => "Do not move",
        people_of: "看人员" => "People",
        people_title: "人员" => "People",
        people_hint: "先选单位。人员和岗位的增减请用“导入”。" => "Choose a unit first. People and posts are added and removed by import.",
        unit: "单位" => "Unit",
        unit_show: "查看" => "Show",
        posts: "岗位和职责" => "Posts and duties",
        state: "状态" => "State",
        member: "党员" => "Member",
        active: "在用" => "Active",
        inactive: "已停用" => "Deactivated",
        no_post: "没有岗位" => "No post",
        nobody: "这个单位没有人员。" => "Nobody is in this unit.",
        invite: "生成首次登录链接" => "Make a first sign-in link",
        invite_title: "{} 的首次登录链接" => "First sign-in link for {}",
        invite_more: "请当面或用可靠的方式交给本人。链接只显示这一次，用过或过期即失效；再生成一次，旧的作废。" => "Hand it over in person or in another trustworthy way. The link is shown only this once and ends when it is used or expires; making another one ends this one.",
        invite_link: "链接" => "Link",
        back: "返回人员" => "Back to the people",
        done_moved: "单位已移动。" => "The unit was moved.",
    }
}

impl Admin {
    /// What a table of a roster holds.
    #[must_use]
    pub fn table(&self, table: Table) -> &'static str {
        match table {
            Table::Units => self.units,
            Table::Persons => self.people,
            Table::Posts => self.posts_alone,
            Table::Holdings => self.holdings,
            Table::Groups => self.members,
        }
    }

    /// The word of a kind of unit.
    #[must_use]
    pub fn kind(&self, kind: UnitKind) -> &'static str {
        match kind {
            _ if self.lang == "en" => words::unit_kind(kind),
            UnitKind::Committee => "党委",
            UnitKind::GeneralBranch => "党总支",
            UnitKind::Branch => "党支部",
            UnitKind::Department => "部门",
            UnitKind::Discipline => "纪委",
            UnitKind::Organ => "机关",
        }
    }

    /// The words of a post's duties.
    #[must_use]
    pub fn duties(&self, duties: &[Duty]) -> String {
        let word = |duty: &Duty| match self.lang {
            "en" => words::duty(*duty),
            _ => domain::refusal::duty_word(*duty),
        };
        let between = if self.lang == "en" { ", " } else { "、" };
        duties.iter().map(word).collect::<Vec<_>>().join(between)
    }
}
