use app::plan::Hand;

use super::{Texts, fill};

room! {
    /// The way of a plan through several hands: going up, standing in, handing over, the end of a unit.
    Procedure {
        lang: "zh" => "en",
        comma: "、" => ", ",
        // who can act next
        next: "下一步" => "Next",
        next_draft: "起草、送审" => "Drafting and sending in",
        next_endorse: "本单位上报意见" => "The unit’s view",
        next_approve: "审批" => "Approval",
        next_who: "{}：{} 可以办理" => "{}: {} can act",
        next_nobody: "{}：{}今天没有人可以办理，请本单位审批人或管理员安排人员" => "{}: nobody in {} can act today; its approver or an administrator has to appoint somebody",
        due: "请于 {} 前办理" => "to be done by {}",
        late: "已过期限 {}" => "overdue since {}",
        acting: "{}（代 {}）" => "{} (for {})",
        // going up
        chain: "上报和审批的途径" => "The way up",
        chain_hint: "超出本单位审批权限，自动上报。" => "This is beyond the unit’s authority and goes up by itself.",
        chain_views: "提出上报意见" => "gives its view",
        chain_passes: "今天没有可以办理的审批人，自动转到上一级" => "no approver can act today; it goes on by itself",
        chain_decides: "审批" => "decides",
        chain_nobody: "今天没有审批人" => "no approver today",
        view: "上报意见" => "Unit’s view",
        view_title: "上报意见" => "The unit’s view",
        view_effect: "这份方案超出本单位审批权限。您提出意见后，由“{}”审批；您不同意的，可以在下面退回。" => "This plan is beyond the unit’s authority. After your view it is decided by “{}”; if you do not agree, send it back below.",
        view_do: "同意上报" => "Agree and report it up",
        endorsing: "待我提出上报意见" => "For my unit’s view",
        do_endorse: "提出意见" => "Give a view",
        from_unit: "来自 {}" => "from {}",
        vacant: "岗位空缺，工作在等" => "Vacant posts with work waiting",
        vacant_do: "安排人员" => "Arrange",
        // passing a plan on
        pass_on: "移交给别人起草" => "Pass it on to another drafter",
        pass_on_hint: "接手的人须是本单位担任起草职责的人员，且没有审查过这一稿。谁写了哪一稿，流水里不变。" => "To somebody with the duty of drafting in this unit who has not reviewed this draft. Who wrote which draft stays in the journal.",
        pass_on_code: "接手人的人员编码" => "Code of the new drafter",
        pass_on_do: "移交" => "Pass it on",
        done_passed: "已移交。接手的人会在自己的案头看到。" => "Passed on. The new drafter will see it on their desk.",
        done_endorsed: "上报意见已记录，现在由上级审批。" => "Your view is recorded; now the superior decides.",
        // posts
        posts: "岗位和交接" => "Posts",
        posts_hint: "谁在岗、谁代办、有什么工作在等。" => "Who holds a post, who stands in, what waits.",
        posts_none: "本单位还没有岗位。" => "This unit has no posts yet.",
        duties: "职责" => "Duties",
        holders: "在岗" => "Holder",
        holder_since: "{}，自 {} 起" => "{}, since {}",
        nobody: "空缺" => "Vacant",
        mine: "我的岗位" => "My post",
        stands_in: "代办：{}" => "standing in: {}",
        open: "打开" => "Open",
        work: "等着办的工作" => "Work that waits",
        work_none: "现在没有工作在这个岗位上等待。" => "No work waits on this post now.",
        // standing in
        stand_ins: "代办" => "Standing in",
        stand_ins_none: "没有人代办。" => "Nobody stands in.",
        stand_in_line: "{} 代 {}，{} 至 {}" => "{} for {}, {} to {}",
        away: "不在岗" => "away",
        end: "提前结束" => "End it now",
        delegate: "请人代办" => "Let somebody stand in",
        delegate_hint: "到止日自动结束，也可以随时提前结束。代办人签的意见会注明“代”。起草、审查、审批仍须是不同的人：代办人和被代办的人有一人经手过，就不能再办下一步。" => "It ends by itself on the last day and can be ended before. What a deputy signs is marked as done for the holder. Drafting, reviewing and approving still need different people: if the deputy or the holder had a hand in it, neither takes the next step.",
        delegate_away_hint: "您不是这个岗位上的人，只能为不在岗的人指定代办人。" => "You do not hold this post, so you can only name a deputy for somebody who is away.",
        for_whom: "代谁办理" => "For whom",
        deputy: "代办人的人员编码" => "Code of the deputy",
        from: "起" => "From",
        until: "止" => "Until",
        which: "由代办人办理的职责" => "Duties of the deputy",
        is_away: "这段时间本人不在岗" => "The holder is away meanwhile",
        reason: "理由" => "Reason",
        delegate_do: "确认代办" => "Let them stand in",
        done_delegated: "已安排代办。" => "The deputy is named.",
        done_ended: "代办已结束。" => "The deputy stands in no longer.",
        // handing over
        hand_over: "交接岗位" => "Hand the post over",
        hand_over_effect: "自今天起由接任的人担任。离任的人名下没有公开的方案一并移交起草（列在上面）；审查和审批跟着岗位走，不用移交；办过的事仍记在原来的人名下。" => "From today the successor holds it. Plans not yet released pass to them for drafting; reviews and approvals stay with the post; what was done stays under the name of whoever did it.",
        leaving: "离任的人" => "Who leaves",
        successor: "接任人的人员编码" => "Code of the successor",
        hand_over_do: "确认交接" => "Hand it over",
        done_handed: "岗位已交接，名下的方案都已移交。" => "The post has changed hands, and its plans with it.",
        done_handed_left: "岗位已交接。有的方案接任的人审查过，不能由其起草，请另行移交。" => "The post has changed hands. Some plans were judged by the successor, who cannot draft them: please pass those on to somebody else.",
        // the end of a unit
        dissolve: "撤销或合并" => "End or merge",
        dissolve_title: "撤销“{}”" => "End “{}”",
        dissolve_effect: "确认以后" => "What will happen",
        dissolve_passes: "{} 个事项（其中 {} 份方案还没有公开）、{} 个岗位、{} 名人员、{} 个下级单位转到承接单位。" => "{} matters ({} plans of them not yet released), {} posts, {} people and {} units below pass to the successor.",
        dissolve_keeps: "已经公开的仍署原单位。现在名册上的人仍能看到只对原单位公开的内容，只要他们留在承接单位；承接单位原有的人看不到。" => "What was disclosed stays under the old unit’s name. The people now on its roster keep seeing what was open to it alone, as long as they stay with the successor; those who were with the successor before do not see it.",
        dissolve_final: "撤销以后不能恢复。" => "It cannot be undone.",
        successor_unit: "承接单位" => "Successor",
        dissolve_do: "确认撤销，由承接单位接手" => "End it and pass everything on",
        dissolve_not: "不撤销" => "Do not end it",
        ended: "已撤销，由“{}”承接" => "ended, succeeded by “{}”",
        done_dissolved: "单位已撤销，事项、岗位和人员已转到承接单位。" => "The unit has ended; its matters, posts and people are with the successor.",
    }
}

impl Procedure {
    /// The sentence that a deed leaves in the address of the next page.
    #[must_use]
    pub fn done(&self, code: &str) -> Option<&'static str> {
        Some(match code {
            "passed" => self.done_passed,
            "endorsed" => self.done_endorsed,
            "delegated" => self.done_delegated,
            "ended" => self.done_ended,
            "handed" => self.done_handed,
            "handed-left" => self.done_handed_left,
            "dissolved" => self.done_dissolved,
            _ => return None,
        })
    }
}

impl Texts {
    /// A name, and in whose place (代).
    #[must_use]
    pub(crate) fn hand(&self, hand: &Hand) -> String {
        match &hand.for_whom {
            Some(absent) => fill(self.procedure.acting, &[&hand.name, absent]),
            None => hand.name.clone(),
        }
    }

    /// Several of them.
    #[must_use]
    pub(crate) fn hands(&self, who: &[Hand]) -> String {
        let names: Vec<_> = who.iter().map(|hand| self.hand(hand)).collect();
        names.join(self.procedure.comma)
    }
}
