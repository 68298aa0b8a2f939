//! Titles, headings and the sentences that open and close the parts of a text.

use super::Bank;
use domain::words::{Stage, Track};

pub(super) fn phrases(word: &str, stage: Stage, track: Track) -> Option<Bank> {
    match word {
        "rule" => Some(rule(track)),
        _ => by_stage(word, stage)
            .or_else(|| heading(word))
            .or_else(|| closing(word)),
    }
}

fn rule(track: Track) -> Bank {
    match track {
        Track::Party => &[
            "《中国共产党党务公开条例（试行）》",
            "《中国共产党党员权利保障条例》",
        ],
        Track::Government => &["《中华人民共和国政府信息公开条例》"],
    }
}

fn by_stage(word: &str, stage: Stage) -> Option<Bank> {
    match stage {
        Stage::Before => before(word),
        Stage::Decision => decision(word),
        Stage::Result => result(word),
    }
}

fn before(word: &str) -> Option<Bank> {
    Some(match word {
        "title" => &[
            "关于{topic}的预公开公告",
            "关于{topic}的事前公示",
            "{topic}征求意见公告（{entry}）",
            "{entry}事前公开：{topic}",
            "关于就{topic}征求意见的通告",
        ],
        "opening" => &[
            "{entry}涉及党员群众关心的事情。为了{aim}，现将{topic}的拟定情况予以预公开，征求意见。",
            "根据年度公开安排，{unit}拟办理{topic}。在作出决定之前，现将有关情况公开如下。",
            "按照先公开、后决定的要求，现就{topic}征求意见，请予关注。",
        ],
        "basis" => &[
            "根据{rule}和本单位{category}公开目录中“{entry}”一项的要求，该事项应当在决定之前公开。",
            "本次预公开依据{rule}以及“{entry}”条目的规定进行，已经完成保密审查和审核。",
            "“{entry}”列入本单位{category}公开目录，按照{rule}，拟定情况应当事前公开。",
        ],
        "main" => &[
            "本次拟办理的是{main_what}。",
            "拟提交研究的事项为{main_what}。",
            "现征求意见的是{main_what}。",
        ],
        "head_basis" => &["公开依据", "预公开的依据", "有关依据"],
        "head_content" => &["拟办事项", "主要内容", "拟定情况"],
        "head_more" => &["情况说明", "前期工作", "需要说明的问题"],
        "money" => &[
            "经初步测算，所需金额合计{planned}元，明细如下。",
            "测算金额共{planned}元，各项构成见下表。",
        ],
        "list" => &[
            "拟定名单共{people}人，现予公示。",
            "经推荐和审核，拟定人选{people}人，名单如下。",
        ],
        "notice" => &[
            "公示期为{day}至{until}，共7天。对公示内容有意见的，请在期限内以书面或者当面提出，并写明理由。",
            "自{day}起至{until}止征求意见，共7天。意见可以投入意见箱，也可以当面提出；逾期提出的，转入日常诉求办理。",
        ],
        "notice_short" => &[
            "公示期为{day}至{until}，共7天。如有意见，请向{unit}{who}反映，地点{room}室，内线{ext}。",
            "自{day}起至{until}止征求意见。受理部门为{unit}{who}（{room}室，内线{ext}），来信、来电或者当面提出均可。",
        ],
        _ => return None,
    })
}

fn decision(word: &str) -> Option<Bank> {
    Some(match word {
        "title" => &[
            "关于{topic}的决定情况公开",
            "关于{topic}研究决定情况的通报",
            "{topic}决定公告（{entry}）",
            "{entry}决策公开：{topic}",
            "关于集体研究{topic}有关情况的通告",
        ],
        "opening" => &[
            "{topic}经过事前公开和集体研究，已经作出决定。现将决定及有关情况公开如下。",
            "{unit}于近日集体研究了{topic}。为了{aim}，现予公开。",
            "按照决策公开的要求，现将{topic}的研究过程和决定内容一并公布。",
        ],
        "basis" => &[
            "根据{rule}和本单位{category}公开目录，“{entry}”一项的决定应当及时公开。",
            "本决定属于“{entry}”条目，依据{rule}和本单位议事规则作出并公开。",
            "按照{rule}关于公开的要求，“{entry}”的决策情况列入本单位{category}公开目录。",
        ],
        "main" => &[
            "会议研究决定，同意办理{main_what}。",
            "经集体讨论，会议同意{main_what}。",
            "会议审议并通过了{main_what}。",
        ],
        "head_basis" => &["决策依据", "有关依据", "决定的依据"],
        "head_content" => &["决定事项", "决定内容", "会议决定"],
        "head_more" => &["研究过程", "执行要求", "会议情况说明"],
        "money" => &[
            "会议批准的金额合计{planned}元，明细如下。",
            "同意列支{planned}元，各项额度见下表。",
        ],
        "list" => &[
            "会议通过的人选共{people}人，名单如下。",
            "经表决，确定{people}人，按登记先后列示。",
        ],
        "notice" => &[
            "本决定自{day}起公开。对决定及其程序有意见的，可以随时提出；在{until}前提出的，将在首次进展报告中一并说明。",
            "决定公开后，党员群众可以对执行情况进行监督。{until}前收到的意见，由{who}集中整理并答复。",
        ],
        "notice_short" => &[
            "对决定有意见的，可以在{until}前向{unit}{who}提出，地点{room}室，内线{ext}。",
            "执行情况由{who}负责，结果将另行公开。咨询请到{room}室，或者拨打内线{ext}。",
        ],
        _ => return None,
    })
}

fn result(word: &str) -> Option<Bank> {
    Some(match word {
        "title" => &[
            "关于{topic}办理结果的公开",
            "关于{topic}落实情况的通报",
            "{topic}办理结果公告（{entry}）",
            "{entry}结果公开：{topic}",
            "关于{topic}完成情况的通告",
        ],
        "opening" => &[
            "{topic}已经办理完毕。为了{aim}，现将结果公开如下。",
            "按照有始有终的要求，现将{topic}的落实情况向大家报告。",
            "{unit}对{topic}的办理情况进行了检查，现将结果予以公布。",
        ],
        "basis" => &[
            "根据{rule}和本单位{category}公开目录，“{entry}”一项办结后应当公开结果。",
            "本次公开的是“{entry}”条目的结果，依据{rule}和此前公开的决定进行。",
            "“{entry}”已经事前公开和决策公开，按照{rule}，现公开办理结果。",
        ],
        "main" => &[
            "本次办结的是{main_what}。",
            "现已完成的事项为{main_what}。",
            "此次公开结果的是{main_what}。",
        ],
        "head_basis" => &["办理依据", "有关依据", "公开依据"],
        "head_content" => &["落实情况", "办理结果", "完成情况"],
        "head_more" => &["检查与评价", "效果和不足", "其他情况"],
        "money" => &[
            "预算{planned}元，实际支出{spent}元，结余{left}元，决算明细如下。",
            "实际支出合计{spent}元，未超出批准的{planned}元，结余{left}元，见下表。",
        ],
        "list" => &[
            "最终名单共{people}人，公示期内无异议。",
            "结果涉及{people}人，名单如下。",
        ],
        "notice" => &[
            "本结果自{day}起公开。对结果有疑问的，可以在{until}前提出，也可以在此之后通过诉求渠道反映。",
            "欢迎对办理结果进行评议。{until}前收到的评议意见，由{who}汇总后归入本事项档案。",
        ],
        "notice_short" => &[
            "对结果有疑问的，请在{until}前向{unit}{who}反映，地点{room}室，内线{ext}。",
            "有关凭证可以到{room}室查阅，联系岗位为{unit}{who}，内线{ext}。",
        ],
        _ => return None,
    })
}

fn heading(word: &str) -> Option<Bank> {
    Some(match word {
        "head_process" => &["工作过程", "基本经过", "背景和经过"],
        "head_money" => &["经费情况", "经费安排与来源", "资金情况"],
        "head_people" => &["有关名单", "涉及人员", "人员名单"],
        "head_steps" => &["步骤与时间", "进度安排", "实施步骤"],
        "head_opinions" => &["意见征集与采纳", "意见建议及办理", "听取意见情况"],
        "head_duties" => &["岗位分工", "职责分工", "责任安排"],
        "head_notice" => &["公开期限与意见反馈", "公示与反馈", "监督与反馈"],
        "head_office" => &["受理部门", "受理与联系", "联系方式"],
        _ => return None,
    })
}

fn closing(word: &str) -> Option<Bank> {
    Some(match word {
        "office" => &[
            "受理部门为{unit}{who}，地点在办公楼{room}室，内线{ext}。来访请于工作日上班时间前往。",
            "意见和咨询由{unit}{who}统一受理：{room}室，内线{ext}。书面意见请注明“{entry}”字样。",
            "请与{unit}{who}联系，办公地点{room}室，内线{ext}。收到意见后当场出具回执。",
        ],
        "listed" => &[
            "本次公开的内容包括：",
            "公开的要点为：",
            "所公开的内容依次为：",
            "需要公开的内容如下：",
        ],
        "sources" => &["资金来源如下，合计数与上表一致。", "按来源划分，各项金额如下。"],
        "steps" => &[
            "各步骤的时间和承办岗位见下表。",
            "进度按下表掌握，遇有调整另行说明。",
        ],
        "heard" => &[
            "先后收到意见建议{opinions}条，采纳{accepted}条，主要意见及办理情况如下。",
            "通过{way}等方式共收集意见{opinions}条，其中采纳{accepted}条，现摘要列出。",
        ],
        _ => return None,
    })
}
