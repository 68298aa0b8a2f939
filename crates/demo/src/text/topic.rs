//! The made-up subject of a matter: a place, a thing, and what is to happen to it.

use super::theme::Theme;
use crate::chance::Chance;

/// Some hundred thousand subjects per theme, so that two matters rarely share one.
pub(super) fn make(theme: Theme, place: &str, chance: &mut Chance) -> String {
    let (things, deeds) = words(theme);
    format!("{place}{}{}", chance.pick(things), chance.pick(deeds))
}

type Words = &'static [&'static str];

fn words(theme: Theme) -> (Words, Words) {
    match theme {
        Theme::Money => (MONEY, MONEY_DEEDS),
        Theme::People => (PEOPLE, PEOPLE_DEEDS),
        Theme::Project => (PROJECT, PROJECT_DEEDS),
        Theme::Rules => (RULES, RULES_DEEDS),
        Theme::Work => (WORK, WORK_DEEDS),
    }
}

/// Lines of a budget for a subject of this kind.
pub(super) fn items(theme: Theme) -> &'static [&'static str] {
    match theme {
        Theme::Project => &[
            "材料购置",
            "人工费用",
            "设备购置",
            "设计与测算",
            "运输与安装",
            "检测验收",
            "旧件处置",
            "施工防护",
            "预备费用",
            "质量保证",
        ],
        Theme::People => &[
            "教材资料",
            "场地布置",
            "培训授课",
            "证书制作",
            "交通食宿",
            "慰问物品",
            "档案材料",
        ],
        _ => &[
            "资料印制",
            "场地租用",
            "授课费用",
            "走访慰问",
            "宣传用品",
            "交通费用",
            "耗材购置",
            "设备维护",
            "志愿者保障",
            "办公用品",
            "档案装订",
            "应急物资",
        ],
    }
}

const MONEY: Words = &[
    "阅览室",
    "党员教育培训",
    "活动阵地",
    "走访慰问",
    "志愿服务",
    "档案整理",
    "宣传栏",
    "互助帮扶",
    "主题党日",
    "青年骨干培训",
    "离退休人员服务",
    "环境整治",
    "食堂改善",
    "应急值守",
    "窗口服务",
    "文体活动",
    "公益讲堂",
];
const MONEY_DEEDS: Words = &[
    "经费",
    "专项经费",
    "工作经费",
    "补助资金",
    "年度经费",
    "补充经费",
    "保障资金",
];

const PEOPLE: Words = &[
    "第一批",
    "第二批",
    "第三批",
    "第四批",
    "第五批",
    "第六批",
    "春季",
    "夏季",
    "秋季",
    "冬季",
    "上半年",
    "下半年",
    "第一季度",
    "第二季度",
    "第三季度",
    "第四季度",
];
const PEOPLE_DEEDS: Words = &[
    "发展对象人选",
    "预备党员转正人选",
    "先进集体人选",
    "岗位能手人选",
    "岗位调整人选",
    "支委补选人选",
    "优秀党务工作者人选",
    "培训学员人选",
    "志愿服务骨干人选",
    "代表推荐人选",
    "评议小组成员人选",
];

const PROJECT: Words = &[
    "会议室",
    "阅览室",
    "服务大厅",
    "档案库房",
    "食堂",
    "走廊照明",
    "屋面防水",
    "停车棚",
    "电梯",
    "消防设施",
    "供水管线",
    "无障碍通道",
    "监控机房",
    "文化长廊",
    "活动中心",
    "公示栏",
    "办公桌椅",
    "配电房",
];
const PROJECT_DEEDS: Words = &[
    "修缮", "改造", "更新", "采购", "扩建", "维护", "升级", "加固", "整治",
];

const RULES: Words = &[
    "值班",
    "考勤",
    "用印",
    "公务接待",
    "车辆使用",
    "固定资产",
    "会议",
    "学习培训",
    "志愿服务",
    "议事决策",
    "信息公开",
    "档案借阅",
    "采购验收",
    "安全检查",
    "走访联系",
    "意见办理",
    "场地使用",
    "岗位交接",
];
const RULES_DEEDS: Words = &[
    "管理办法",
    "实施细则",
    "工作规程",
    "年度计划",
    "工作要点",
    "责任分工",
    "操作指引",
    "三年规划",
];

const WORK: Words = &[
    "便民服务",
    "志愿服务",
    "主题党日",
    "联系群众",
    "矛盾调解",
    "环境整治",
    "安全巡查",
    "政策宣讲",
    "结对帮扶",
    "读书分享",
    "窗口服务",
    "隐患排查",
    "文明创建",
    "节约用水",
    "垃圾分类",
    "健康义诊",
    "岗位练兵",
];
const WORK_DEEDS: Words = &[
    "工作",
    "活动",
    "行动",
    "专项工作",
    "月活动",
    "季活动",
    "提升行动",
    "试点工作",
];
