room! {
    /// What a unit owes by when.
    Obligation {
        title: "应公开任务" => "What is owed",
        of_year: "{} 年应公开任务" => "What is owed in {}",
        for_whom: "依据现行目录、已登记的事项和已公开的内容，随时自动算出。社会公众看不到这一页。"
            => "Computed at this moment from the catalogue in force, the matters and what has been disclosed. The public does not see this page.",
        earlier: "上一年" => "The year before",
        later: "下一年" => "The year after",
        below: "本单位及下级汇总" => "This unit and those below",
        all: "全部" => "All",
        states: "按状态查看" => "By state",
        nothing: "没有这样的任务。" => "Nothing of this kind.",
        nothing_more: "本单位还没有现行目录，或者这一年、这一状态下没有任务。" => "The unit has no catalogue in force yet, or owes nothing in this year and state.",
        // headings
        due_in: "{} 到期" => "Due in {}",
        due_unknown: "到期日待算" => "Last day not known yet",
        due_never: "没有写明期限" => "No last day is set",
        // states
        overdue: "逾期" => "Overdue",
        soon: "快到期" => "Due soon",
        due: "未到期" => "Not due yet",
        fulfilled: "已公开" => "Disclosed",
        excused: "免于公开" => "Excused",
        overdue_since: "已逾期，自 {} 起" => "Overdue since {}",
        soon_until: "快到期，最后一天 {}" => "Due soon, last day {}",
        due_until: "最后一天 {}" => "Last day {}",
        due_open: "没有写明期限" => "No last day is set",
        due_later: "{} 年放假安排公布后算出" => "Known once the holidays of {} are published",
        fulfilled_on: "已于 {} 公开" => "Disclosed on {}",
        fulfilled_late: "已于 {} 公开，晚 {} 天" => "Disclosed on {}, {} days late",
        excused_words: "免于公开" => "Excused",
        excused_stage: "已说明理由跳过" => "Left out with a reason",
        look: "查看公开件" => "See the disclosure",
        // for what
        month: "{} 年 {} 月" => "{}-{}",
        quarter: "{} 年第 {} 季度" => "{}, quarter {}",
        half: "{} 年第 {} 个半年" => "{}, half year {}",
        year: "{} 年度" => "{}",
        standing: "长期公开" => "Always on display",
        stage_of: "{}：{}" => "{}: {}",
        responsible: "责任岗位：{}" => "Post: {}",
        // how it was computed
        how: "如何计算" => "How it was computed",
        how_words: "规则原文：{}" => "The rule: {}",
        how_no_words: "条目没有写明期限，按期间的最后一天计算。" => "The entry sets no deadline: the last day of the period counts.",
        how_no_clock: "条目没有写明期限，不计算到期日。" => "The entry sets no deadline, so no last day is computed.",
        from_period: "自 {}（所涉期间的最后一天）起算，当天不计。" => "It runs from {}, the last day of the period, which is not counted.",
        from_force: "自 {}（目录中有这一条目的第一天）起算，当天不计。" => "It runs from {}, the first day on which the catalogue has the entry, which is not counted.",
        from_opened: "自 {}（登记事项之日）起算，当天不计。" => "It runs from {}, the day on which the matter was opened, which is not counted.",
        from_released: "自 {}（“{}”阶段公开之日）起算，当天不计。" => "It runs from {}, the day on which the stage “{}” was released, which is not counted.",
        from_notice: "自 {}（“{}”阶段公示期满之日）起算，当天不计。" => "It runs from {}, the last day of the notice period of the stage “{}”, which is not counted.",
        from_left_out: "自 {}（“{}”阶段说明理由跳过之日）起算，当天不计。" => "It runs from {}, the day on which the stage “{}” was left out, which is not counted.",
        working: "计 {} 个工作日，周末和节假日不计，调休上班的周末计入。" => "{} working days: weekends and holidays do not count, weekends that are worked instead do.",
        calendar: "计 {} 天；最后一天休息的，顺延到下一个工作日。" => "{} days; when nobody works on the last one, the next working day.",
        skipped: "不计：{}。" => "Not counted: {}.",
        made_up: "调休上班，计入：{}。" => "Worked instead, counted: {}.",
        weekend: "周末" => "weekend",
        run: "{} 至 {}（{}）" => "{} to {} ({})",
        one_day: "{}（{}）" => "{} ({})",
        ends: "最后一天是 {}，当天结束时到期。" => "The last day is {}; it ends with the close of that day.",
        unknown: "{} 年的放假安排尚未公布；公布并导入工作日历后，自动算出。" => "The holidays of {} are not published yet; once the calendar is imported, it is computed by itself.",
        overtaken: "后面的阶段已经公开，本阶段仍未公开，因此自 {} 起告警。" => "A later stage was released while this one was not, so there is an alarm from {} on.",
        and: "、" => ", ",
        // asking to be excused
        ask: "申请免于公开" => "Ask to be excused",
        ask_title: "申请免于公开" => "Ask to be excused",
        ask_effect: "提交以后" => "What will happen",
        ask_effect_more: "申请和理由交上级单位（最高一级为本单位）有审批职责的人员答复；本单位和上级办理人员、监督人员都能看到。答复之前，到期日不变。"
            => "The approver of the superior unit (at the top: of this unit) answers. Those who work here and above, and supervisors, see the reason. Until there is an answer the last day stands.",
        reason: "理由" => "Reason",
        reason_hint: "说明为什么这一次不需要公开，最多 2000 个字。" => "Why nothing has to be disclosed this time, 2000 characters at most.",
        ask_do: "提交申请" => "Ask",
        back: "返回应公开任务" => "Back to what is owed",
        asked: "已申请免于公开，待答复" => "Asked to be excused, no answer yet",
        consented: "上级已同意免于公开" => "The superior consented",
        declined: "上级不同意免于公开" => "The superior declined",
        see_excuse: "查看申请和答复" => "See request and answer",
        // the answer
        question: "免于公开的申请" => "Request to be excused",
        asked_by: "{} 于 {} 申请" => "Asked by {} on {}",
        answer: "答复" => "Answer",
        answer_by: "{} 于 {} 答复" => "Answered by {} on {}",
        answer_effect: "同意以后，这项任务不再要求公开，不计为逾期；不同意，任务照旧，到期日不变。答复和意见对本单位和上级办理人员、监督人员可见。"
            => "If you consent, nothing has to be disclosed and nothing is overdue. If you decline, the task and its last day stand. Those who work in the unit and above, and supervisors, see your answer.",
        consent: "同意免于公开" => "Consent",
        decline: "不同意，请按期公开" => "Decline: it has to be disclosed in time",
        choose: "请选择“同意”或“不同意”。" => "Please choose whether you consent or decline.",
        answer_words: "意见" => "Words",
        answer_hint: "写明为什么同意或者不同意，最多 2000 个字。" => "Why you consent or decline, 2000 characters at most.",
        answer_do: "提交答复" => "Answer",
        waits_for: "待我答复的免于公开申请" => "Requests to be excused that wait for my answer",
        do_answer: "答复" => "Answer",
        on_desk: "应公开任务：快到期和已逾期" => "What is owed: due soon and overdue",
        more: "另有 {} 项，查看全部" => "{} more: see all",
        begin: "登记并起草" => "Open and draft",
        do_look: "办理" => "Go on",
        done_asked: "申请已提交，等待上级单位答复。" => "Asked. The superior’s answer will appear here.",
        done_ruled: "答复已记录。" => "Your answer is recorded.",
        // the balance of the two tracks
        balance: "两轨平衡" => "Balance of the two tracks",
        balance_of: "{} 年两轨平衡" => "Balance of the two tracks in {}",
        balance_hint: "党务、政务各公开了多少件，与上一年同一时段对照。更正不重复计，撤回的不计。" => "How much was disclosed of Party affairs and of government affairs, beside the same days of the year before. A correction does not count twice, and what was withdrawn does not count.",
        balance_until: "统计到 {}。" => "Counted up to {}.",
        balance_good: "各单位两轨没有此消彼长。" => "In no unit does one track dry up while the other swells.",
        balance_warns: "请核对下列单位，是否以一轨代替了另一轨：" => "Please look whether one track has taken the place of the other in these units:",
        balance_party: "政务公开明显增加，党务公开明显减少" => "government affairs swell while Party affairs dry up",
        balance_government: "党务公开明显增加，政务公开明显减少" => "Party affairs swell while government affairs dry up",
        balance_tag: "请核对" => "Please look",
        balance_column: "提示" => "Sign",
        balance_fine: "平衡" => "In balance",
        balance_new: "上年同期没有公开，无从对照" => "Nothing in the year before to compare with",
        balance_rule: "提示的条件：一轨比上年同期增加一半以上且多 3 件以上，同时另一轨减少一半以上且少 3 件以上；或者一轨满 10 件而另一轨没有。提示不是结论，须由人核对。" => "The sign: one track has at least half as many more as in the same days of the year before, and three at least, while the other has lost at least half, and three at least; or one has ten and the other none. It is a sign and no verdict; somebody has to look.",
        // the overview
        overview: "{} 年应公开任务汇总" => "What is owed in {}, unit by unit",
        overview_hint: "按组织树排列，不排名次。点单位名称查看明细。" => "In the order of the tree, not a ranking. Each name leads to the unit’s own list.",
        unit: "单位" => "Unit",
        in_time: "按时公开" => "In time",
        late: "逾期后公开" => "Late",
        total: "合计" => "Together",
        // the address for calendar programs
        feed_title: "订阅到日历" => "In my calendar",
        feed_hint: "手机或电脑上的日历软件可以用一个私人地址读取您工作的单位还没有完成的任务和到期日（iCalendar）。谁拿到地址谁就能读，请不要转给别人；岗位变动后，读到的内容随之改变。" => "A calendar program can read what is still owed by the units where you work, and by when, at a private address (iCalendar). Whoever has the address can read it, so do not pass it on; when your post changes, what it shows changes too.",
        feed_exists: "您有一个地址。平台不保存地址本身；忘记了就重新生成，原来的随即作废。" => "You have an address. The platform does not keep it; if you lost it, make out another, and the old one ends.",
        feed_none: "您还没有地址。" => "You have no address yet.",
        feed_issue: "生成地址" => "Make out an address",
        feed_again: "重新生成，原地址作废" => "Make out another; the old one ends",
        feed_issued: "地址已经生成，只显示这一次" => "The address is ready; it is shown only this once",
        feed_issued_hint: "请现在就复制到日历软件的“订阅日历”里。" => "Please copy it now into your calendar program, under “subscribe”.",
        feed_revoke: "收回地址" => "Take the address back",
        // the working-day calendar
        calendar_title: "工作日历" => "Working-day calendar",
        calendar_years: "已经公布放假安排、可以计算期限的年份：{}。涉及其他年份的到期日，导入以后自动算出。" => "Years whose holidays are known: {}. Last days that depend on other years are computed by themselves once those are imported.",
        calendar_file: "新的工作日历（.toml）" => "A newer calendar (.toml)",
        calendar_hint: "在现行日历上增加国务院办公厅新公布的年份；现有的年份不能缺少。" => "The present calendar with the newly published year added; no present year may be missing.",
        calendar_do: "导入并启用" => "Import and use it",
        calendar_imported: "新的工作日历已经启用，到期日按它重新计算。" => "The new calendar is in use; last days follow it from now on.",
    }
}

impl Obligation {
    /// The sentence that a deed leaves in the address of the next page.
    #[must_use]
    pub fn done(&self, code: &str) -> Option<&'static str> {
        match code {
            "asked" => Some(self.done_asked),
            "ruled" => Some(self.done_ruled),
            _ => None,
        }
    }

    /// The word of a kind of state.
    #[must_use]
    pub fn state(&self, code: &str) -> &'static str {
        match code {
            "overdue" => self.overdue,
            "soon" => self.soon,
            "fulfilled" => self.fulfilled,
            "excused" => self.excused,
            _ => self.due,
        }
    }
}
