use domain::words::{Duty, UnitKind};

use super::english::words;

room! {
    /// Looking after the organisation.
    Admin {
        lang: "zh" => "en",
        tabs: "管理",
        import: "导入导出",
        units: "单位",
        people: "人员",
        import_title: "导入组织和人员",
        file: "电子表格（.xlsx 或 .csv）",
        file_hint: "五张表：单位、人员、岗位、任职、群组。以编码认人认单位；表里没有的不会被删除。",
        file_missing: "请选择要导入的电子表格。",
        template: "下载现有数据（.xlsx），照着改",
        mode: "怎样导入",
        dry: "先试运行",
        dry_hint: "只检查并报告会改动什么，不改动任何数据",
        real: "正式导入",
        real_hint: "没有问题才会写入；有一处问题就什么都不改",
        send: "提交",
        report_dry: "试运行结果：{}",
        report_real: "导入结果：{}",
        nothing_changed: "没有写入任何数据。",
        applied: "已写入。每一项改动都记入流水。",
        again: "检查无误后，请再次选择同一个文件，选“正式导入”。",
        problems: "有 {} 处问题",
        problems_more: "请在表格里改好，再试一次。",
        new: "新增",
        changed: "变更",
        unchanged: "不变",
        what: "项目",
        place: "表和行",
        problem: "问题",
        remedy: "怎么改",
        units_title: "单位",
        units_hint: "移动一个单位，它下面的单位和人员一起移动，各人能看到的内容立即随之改变。",
        move_to: "移动到",
        move_superior: "新的上级单位",
        move_title: "移动“{}”",
        move_do: "移动",
        move_not: "不移动",
        people_of: "看人员",
        people_title: "人员",
        people_hint: "先选单位。人员和岗位的增减请用“导入”。",
        unit: "单位",
        unit_show: "查看",
        posts: "岗位和职责",
        state: "状态",
        member: "党员",
        active: "在用",
        inactive: "已停用",
        no_post: "没有岗位",
        nobody: "这个单位没有人员。",
        invite: "生成首次登录链接",
        invite_title: "{} 的首次登录链接",
        invite_more: "请当面或用可靠的方式交给本人。链接只显示这一次，用过或过期即失效；再生成一次，旧的作废。",
        invite_link: "链接",
        back: "返回人员",
        done_moved: "单位已移动。",
    }
}

impl Admin {
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
