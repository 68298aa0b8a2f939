//! The small change of a sentence: who, how, to what end.

use super::Bank;

pub(super) fn phrases(word: &str) -> Option<Bank> {
    Some(match word {
        "who" => WHO,
        "way" => WAY,
        "aim" => AIM,
        "good" => GOOD,
        "then" => THEN,
        "also" => ALSO,
        "place2" => PLACE2,
        "estimate" => ESTIMATE,
        "channel" => CHANNEL,
        "demand" => DEMAND,
        "remark" => REMARK,
        "handled" => HANDLED,
        _ => return None,
    })
}

const WHO: Bank = &[
    "综合岗",
    "办公室",
    "承办岗位",
    "财务岗",
    "联络组",
    "工作小组",
    "档案岗",
    "后勤岗",
    "宣传岗",
    "组织岗",
];

const WAY: Bank = &[
    "书面征询",
    "集体座谈",
    "逐户走访",
    "发放问卷",
    "设意见箱",
    "支部讨论",
    "现场察看",
    "个别谈话",
    "分组讨论",
];

const AIM: Bank = &[
    "方便党员群众了解和监督",
    "让办理过程看得见、说得清",
    "把该说的事项说清楚",
    "减少误解和重复询问",
    "便于日后查对",
    "让每一项安排都有着落",
    "接受各方面评议",
];

const GOOD: Bank = &[
    "程序完整",
    "材料齐备",
    "数据一致",
    "手续完备",
    "记录清楚",
    "口径统一",
    "责任明确",
    "前后衔接",
];

const THEN: Bank = &["随后", "此后", "在此基础上", "接下来", "按照分工", "依照程序"];

const ALSO: Bank = &["同时", "另外", "此外", "与此同时", "一并说明"];

const PLACE2: Bank = &[
    "一楼公开栏",
    "会议室门口",
    "服务窗口",
    "食堂公示牌",
    "党员活动室",
    "走廊展板",
    "宣传橱窗",
];

const ESTIMATE: Bank = &[
    "按上年实际测算",
    "按询价结果测算",
    "按人数测算",
    "按定额测算",
    "参照同类事项",
    "含运输费用",
];

const CHANNEL: Bank = &[
    "列入年度预算",
    "从结转经费列支",
    "按进度分次列支",
    "凭验收单列支",
    "据实结算",
    "总额内调剂",
];

const DEMAND: Bank = &[
    "留存记录",
    "按时报送",
    "双人核对",
    "当日登记",
    "签字确认",
    "及时公开",
    "逐项销号",
    "一事一档",
];

const REMARK: Bank = &[
    "支部推荐",
    "群众推荐",
    "材料齐全",
    "已征求意见",
    "考察合格",
    "无异议",
    "培训合格",
    "联名推荐",
];

const HANDLED: Bank = &[
    "已采纳，写入方案",
    "部分采纳，其余已说明",
    "已采纳并当月落实",
    "转{who}办理",
    "已当面答复",
    "列入下一步安排",
    "因条件所限暂不采纳，已说明理由",
];
