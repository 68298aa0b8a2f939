use domain::refusal::catalogue_state_word;
use domain::rulebook::{DayUnit, Entry, Field, Rulebook, StageRule, Trigger};
use domain::words::{Authority, CatalogueDeed, CatalogueState, Told};

use super::english::words;
use super::{Lang, Texts, fill};

room! {
    /// Catalogues, for who reads them and for who works on them.
    Catalogue {
        title: "公开目录" => "Catalogue",
        of: "{}的{}公开目录" => "Catalogue of {}: {}",
        read: "看公开目录" => "Read the catalogue",
        none: "这个单位和它的上级都还没有这一类目录。" => "Neither this unit nor any above it has a catalogue of this track.",
        held_from: "第 {} 版，自 {} 起生效" => "Version {}, in force from {}",
        issued: "由{}发布" => "Issued by {}",
        inherited: "本单位没有自己的这一类目录，适用上级“{}”的目录。" => "This unit has no catalogue of its own in this track; that of “{}” above it applies.",
        versions: "历次版本" => "Versions",
        version_line: "第 {} 版，{} 起" => "Version {}, from {}",
        holds: "现行" => "in force",
        soon: "尚未生效" => "not in force yet",
        compare: "与上一版的差异" => "Difference from the version before",
        compare_above: "与上级目录的差异" => "Difference from the superior’s",
        download: "下载（.toml）" => "Download (.toml)",
        print: "打印" => "Print",
        count: "共 {} 类 {} 条" => "{} headings, {} entries",
        contents: "类别" => "Headings",
        jump: "{}，{} 条" => "{}: {} entries",
        field_category: "类别" => "Heading",
        field_name: "公开事项" => "What is disclosed",
        field_elements: "公开内容（要素）" => "Content elements",
        field_basis: "公开依据" => "Basis",
        field_scope: "公开范围" => "Audience",
        field_stages: "公开阶段" => "Stages",
        field_rhythm: "公开周期" => "Rhythm",
        field_deadline: "公开时限" => "Time limit",
        field_three_major: "三重一大" => "Three-major",
        field_review: "审查环节" => "Reviews",
        field_authority: "审批" => "Approval",
        field_ways: "公开方式" => "Ways",
        field_responsible: "责任岗位" => "Responsible post",
        field_after: "须先公开" => "Comes after",
        field_tells: "公开时通知" => "Who is told",
        tells_everybody: "所有能看到的人" => "Everybody who may see it",
        tells_hint: "不勾选的，只通知关注的人" => "Otherwise only those who follow",
        field_mirror: "对应条目" => "Mirrored entry",
        scope: "最小“{}”，最大“{}”" => "At least “{}”, at most “{}”",
        scope_same: "“{}”" => "“{}”",
        members_first: "先党内后党外，至少间隔 {} 天" => "Members first, the public at least {} days later",
        stage_notice: "{}（公示 {} 个工作日）" => "{} ({} working days on display)",
        stage_deadline: "{}（{}内）" => "{} (within {})",
        stage_both: "{}（公示 {} 个工作日，{}内公开）" => "{} ({} working days on display, released within {})",
        working: "{} 个工作日" => "{} working days",
        calendar: "{} 天" => "{} days",
        from_formed: "自信息形成或变更起 {}" => "{} from when the information was formed or changed",
        from_decided: "自作出决定起 {}" => "{} from the decision",
        from_approved: "自批准起 {}" => "{} from the approval",
        words: "原文：{}" => "In the rule’s words: {}",
        waiver: "不经必经环节的理由：{}" => "Why a review is left out: {}",
        by_unit: "本单位审批" => "The unit itself",
        by_superior: "上级单位审批" => "The superior unit",
        nothing: "无" => "None",
        and: "、" => ", ",
        difference: "目录版本差异" => "Difference of two versions",
        difference_of: "{} → {}" => "{} → {}",
        difference_none: "两个版本的条目没有差异。" => "The entries of the two versions do not differ.",
        difference_count: "新增 {} 条，删去 {} 条，修改 {} 条" => "{} added, {} removed, {} changed",
        added: "新增" => "Added",
        removed: "删去" => "Removed",
        changed: "修改" => "Changed",
        before: "原来" => "Before",
        now: "现在" => "Now",
        field: "项目" => "Field",
        thresholds: "“三重一大”从严标准有变化，请下载两个版本的文件对照。" => "The thresholds for stricter ways differ; please compare the files of the two versions.",
        version_of: "{}第 {} 版" => "{}, version {}",
        draft_of: "{}第 {} 版（第 {} 稿）" => "{}, version {} (draft {})",
        mirror_line: "另见{}条目 {}" => "See also the {} entry {}",
        // on the desk
        desk: "目录" => "Catalogues",
        waiting: "目录办理" => "Catalogues",
        waiting_line: "{}公开目录" => "Catalogue: {}",
        too_loose_line: "上级目录已更新，本单位目录需要修订" => "The superior’s catalogue changed, ours has to follow",
        do_open: "办理" => "Open",
        begin: "修订目录" => "Revise the catalogue",
        begin_title: "起草目录的新版" => "Draft a version of the catalogue",
        begin_hint: "起草后由本单位另一位人员审核，再报上级备案。备案以后才生效，生效的版本不能改动。" => "After the draft another person of the unit checks it, and it is filed with the superior. It holds only once accepted, and a version in force never changes.",
        base: "以什么为底稿" => "What to begin from",
        base_in_force: "现行目录" => "The catalogue in force",
        base_in_force_hint: "沿用全部条目，在此基础上增删修改" => "Takes all entries over, to be changed from there",
        base_starter: "起步目录：{}" => "Starter: {}",
        base_starter_hint: "{} 类 {} 条" => "{} headings, {} entries",
        base_file: "我的文件" => "A file of mine",
        base_file_hint: "目录文件（.toml），或单位现有的目录表格（.xlsx）。表格导入后附有逐行的识别报告。" => "A catalogue file (.toml), or the table you already have (.xlsx). A table comes with a report, row by row, of what was understood.",
        file: "文件" => "File",
        file_missing: "请选择文件。" => "Please choose a file.",
        begin_do: "开始起草" => "Begin",
        under_way: "这一类目录已有一版正在办理。" => "A version of this track is already on its way.",
        under_way_open: "打开它" => "Open it",
        too_loose_title: "上级目录有更严的要求" => "The superior’s catalogue asks for more",
        too_loose: "对照“{}”第 {} 版（{} 起生效），本单位现行目录有 {} 处偏宽。请起草新版改正：" => "Held against that of “{}”, version {} (in force from {}), ours is too loose in {} places. Please draft a version that mends it:",
        state_title: "第 {} 版" => "Version {}",
        edition: "第 {} 稿" => "Draft {}",
        steps: "办理经过" => "What was done",
        obstacles: "送出之前需要解决" => "To be solved before it can be sent on",
        obstacle_gap: "待补" => "Missing",
        obstacle_loose: "偏宽" => "Too loose",
        gap: "条目 {} 还有待补的内容" => "Something in entry {} is still to be filled in",
        clear: "没有待补的内容，也不比上级目录宽。" => "Nothing is missing, and nothing is looser than the superior’s.",
        effect: "这一步的结果" => "What this step does",
        effect_submit: "送给本单位有“审核”职责的另一位人员审核。送出后不能再改，除非被退回。" => "It goes to another person of the unit who has the duty to check. It cannot be changed then, unless it is sent back.",
        effect_check: "审核通过后，由本单位负责审批的人员向“{}”报送备案。" => "Once checked, the unit’s approver files it with “{}”.",
        effect_file: "报送后由“{}”负责审批的人员备案；备案以前，现行目录继续有效。" => "The approver of “{}” answers the filing; until then the catalogue in force goes on.",
        effect_accept: "自 {} 起生效，替代现行目录；生效后任何人都可以查阅，内容不能再改。" => "It holds from {} and replaces the one in force; everybody can read it then, and it never changes.",
        effect_follow: "下级中有 {} 个单位没有自己的这一类目录，随之适用；{} 个单位有自己的目录，会被提示对照修订。" => "{} units below have none of their own and follow it; {} have one and are told to hold theirs against it.",
        submit_do: "送审" => "Send it to be checked",
        check_do: "审核通过" => "Checked, in order",
        file_do: "报送备案" => "File it with the superior",
        accept_do: "同意备案，按期生效" => "Accept it, in force from that day",
        return_title: "退回修改" => "Send back",
        return_do: "退回" => "Send back",
        opinion: "意见" => "Opinion",
        opinion_hint: "可以不写；写明的意见会记入流水。" => "May be empty; what is written goes into the journal.",
        return_hint: "必须写明理由，起草人会看到。" => "A reason is needed; the drafters will read it.",
        waits_check: "等待本单位审核。" => "Waits to be checked in the unit.",
        waits_file: "等待本单位报送备案。" => "Waits for the unit’s approver to file it.",
        waits_accept: "等待“{}”备案。" => "Waits for the answer of “{}”.",
        accepted: "已经备案。查看现行目录和历次版本，请到单位的公开目录。" => "It was accepted. The unit’s catalogue shows what is in force, and all versions.",
        entries: "条目" => "Entries",
        edit: "修改" => "Change",
        look: "详情" => "Details",
        up: "上移" => "Up",
        down: "下移" => "Down",
        remove: "删去" => "Remove",
        remove_hint: "上级目录中有的条目不能删去，只能由上级先改。" => "Entries of the superior’s catalogue cannot be removed; the superior has to change first.",
        add: "增加条目" => "Add an entry",
        head: "目录信息和类别" => "Title, day and headings",
        head_title: "目录名称" => "Title",
        head_from: "拟自哪一天起施行" => "In force from",
        head_from_hint: "早于备案当日的，自备案当日起生效。" => "If that is before the day of acceptance, it holds from acceptance.",
        head_issued: "发布单位" => "Issued by",
        head_note: "说明" => "Note",
        headings: "类别（一行一类：编号 空格 名称）" => "Headings (one a line: key, space, name)",
        headings_hint: "编号只用英文字母、数字和连字符；类别按这里的次序排列。" => "Keys hold letters, digits and hyphens; headings are shown in this order.",
        save: "保存" => "Save",
        to_version: "返回这一版" => "Back to the version",
        upload: "用文件替换" => "Replace by a file",
        upload_hint: "下载 .toml 修改后再上传，整份替换为新的一稿。" => "Download the .toml, change it, and send it in as a new draft.",
        upload_do: "上传" => "Send it in",
        faults: "没有保存，有 {} 处需要修改；您填写的内容都还在" => "Not saved, {} things to mend; what you typed is still here",
        fault_number: "“{}”不是天数，请写整数。" => "“{}” is no number of days.",
        entry_title: "条目 {}" => "Entry {}",
        entry_new: "新条目" => "New entry",
        key: "编号" => "Key",
        key_hint: "如 DW-03-02；一经生效不要改，版本之间靠它对照。" => "Such as DW-03-02; keep it once in force, versions are compared by it.",
        elements_hint: "一行一项；上级要求的要素照原文保留。" => "One a line; keep the superior’s word for word.",
        basis_hint: "一行一项：《文件名》第几条。" => "One a line: 《document》 article.",
        widest: "最大公开范围" => "At most",
        narrowest: "最小公开范围" => "At least",
        review_days: "每次审查、审批的期限（工作日）" => "Working days for each review and the approval",
        first_days: "先党内后党外间隔天数" => "Days that members come first",
        optional: "没有可以不填" => "May be empty",
        stages_hint: "勾选要公开的阶段；公示期为下一阶段公开前至少公示的工作日数。" => "Tick the stages it owes; the notice period counts working days before the next stage.",
        notice_days: "公示期（工作日）" => "Notice (working days)",
        own_days: "本阶段时限（天）" => "Days for this stage",
        deadline_days: "天数" => "Days",
        deadline_unit: "计算方式" => "Counted in",
        deadline_from: "起算" => "From",
        deadline_words: "原文" => "In the rule’s words",
        unit_working: "工作日" => "working days",
        unit_calendar: "自然日" => "calendar days",
        trigger_formed: "信息形成或变更" => "information formed or changed",
        trigger_decided: "作出决定" => "decision",
        trigger_approved: "批准" => "approval",
        review_waiver: "缺少必经环节的理由" => "Why a needed review is left out",
        after_hint: "须先公开的条目编号，用空格隔开" => "Keys of entries that come first, with spaces between",
        mirror_key: "另一类目录中的对应条目编号" => "Key of the mirrored entry in the other track",
        mirror_note: "两边各公开什么" => "What each of the two discloses",
        template: "写作模板" => "Template for writing",
        template_hint: "起草时可以从它开始，用 Markdown 写；“【填写：…】”处须填写或删去，否则不能公开。" => "A draft can begin with it, in Markdown; each blank in it must be filled in or deleted before a release.",
        saved: "已保存。" => "Saved.",
        begun: "已建立草稿，可以逐条修改。" => "The draft is there; change entry by entry.",
        done_submitted: "已送审。" => "It was sent to be checked.",
        done_checked: "已审核通过。" => "It was found in order.",
        done_filed: "已报送备案。" => "It was filed.",
        done_accepted: "已同意备案。" => "It was accepted.",
        done_returned: "已退回。" => "It was sent back.",
        deed_drafted: "起草" => "Drafted",
        deed_submitted: "送审" => "Sent to be checked",
        deed_checked: "审核通过" => "Checked",
        deed_filed: "报送备案" => "Filed",
        deed_accepted: "同意备案" => "Accepted",
        deed_returned: "退回" => "Sent back",
    }
}

impl Catalogue {
    /// What was done with a version.
    pub(crate) fn deed(&self, deed: CatalogueDeed) -> &'static str {
        match deed {
            CatalogueDeed::Drafted => self.deed_drafted,
            CatalogueDeed::Submitted => self.deed_submitted,
            CatalogueDeed::Checked => self.deed_checked,
            CatalogueDeed::Filed => self.deed_filed,
            CatalogueDeed::Accepted => self.deed_accepted,
            CatalogueDeed::Returned => self.deed_returned,
        }
    }

    /// The notice after a deed.
    pub(crate) fn done(&self, code: &str) -> Option<&'static str> {
        match code {
            "saved" => Some(self.saved),
            "begun" => Some(self.begun),
            "submitted" => Some(self.done_submitted),
            "checked" => Some(self.done_checked),
            "filed" => Some(self.done_filed),
            "accepted" => Some(self.done_accepted),
            "returned" => Some(self.done_returned),
            _ => None,
        }
    }

    /// The name of a field of an entry.
    pub(crate) fn field_name(&self, field: Field) -> &'static str {
        match field {
            Field::Category => self.field_category,
            Field::Name => self.field_name,
            Field::Elements => self.field_elements,
            Field::Basis => self.field_basis,
            Field::Scope => self.field_scope,
            Field::Stages => self.field_stages,
            Field::Rhythm => self.field_rhythm,
            Field::Deadline => self.field_deadline,
            Field::ThreeMajor => self.field_three_major,
            Field::Review => self.field_review,
            Field::Authority => self.field_authority,
            Field::Ways => self.field_ways,
            Field::Responsible => self.field_responsible,
            Field::After => self.field_after,
            Field::Tells => self.field_tells,
            Field::Mirror => self.field_mirror,
        }
    }

    /// The word of what sets a clock going.
    pub(crate) fn trigger(&self, trigger: Trigger) -> &'static str {
        match trigger {
            Trigger::Formed => self.trigger_formed,
            Trigger::Decided => self.trigger_decided,
            Trigger::Approved => self.trigger_approved,
        }
    }

    /// The word of the days that count.
    pub(crate) fn day_unit(&self, unit: DayUnit) -> &'static str {
        match unit {
            DayUnit::Working => self.unit_working,
            DayUnit::Calendar => self.unit_calendar,
        }
    }

    fn days(&self, days: u32, unit: DayUnit) -> String {
        let sentence = match unit {
            DayUnit::Working => self.working,
            DayUnit::Calendar => self.calendar,
        };
        fill(sentence, &[&days.to_string()])
    }
}

impl Texts {
    /// Where a version stands.
    pub(crate) fn catalogue_state(&self, state: CatalogueState) -> &'static str {
        match self.lang {
            Lang::Zh => catalogue_state_word(state),
            Lang::En => words::catalogue_state(state),
        }
    }

    /// What an entry says in one of its fields, a line for each thing; nothing when it says nothing.
    pub(crate) fn entry_field(&self, rules: &Rulebook, entry: &Entry, field: Field) -> Vec<String> {
        let c = &self.catalogue;
        let one = |text: &str| vec![text.to_owned()];
        match field {
            Field::Category => one(rules.heading(entry)),
            Field::Name => one(&entry.name),
            Field::Elements => one(&entry.elements.join(c.and)),
            Field::Basis => {
                let line = |basis: &domain::rulebook::Basis| format!("{}{}", basis.document, basis.article);
                entry.basis.iter().map(line).collect()
            }
            Field::Scope => self.entry_scope(entry),
            Field::Stages => entry
                .stages
                .iter()
                .map(|rule| self.stage_rule(entry, rule))
                .collect(),
            Field::Rhythm => one(self.desk.rhythm(entry.rhythm)),
            Field::Deadline => self.entry_deadline(entry),
            Field::ThreeMajor => entry
                .three_major
                .map(|kind| self.three_major(kind).to_owned())
                .into_iter()
                .collect(),
            Field::Review => {
                let kinds: Vec<_> = entry.review.iter().map(|kind| self.desk.review(*kind)).collect();
                let waiver = entry.review_waiver.iter().map(|why| fill(c.waiver, &[why]));
                Some(kinds.join(c.and))
                    .filter(|kinds| !kinds.is_empty())
                    .into_iter()
                    .chain(waiver)
                    .collect()
            }
            Field::Authority => one(match entry.authority {
                Authority::Unit => c.by_unit,
                Authority::Superior => c.by_superior,
            }),
            Field::Ways => {
                let ways: Vec<_> = entry.ways.iter().map(|way| (self.common.way)(*way)).collect();
                one(&ways.join(c.and))
            }
            Field::Responsible => one(&entry.responsible),
            Field::After if entry.after.is_empty() => Vec::new(),
            Field::After => one(&entry.after.join(c.and)),
            Field::Tells => match entry.tells {
                Told::Everybody => one(c.tells_everybody),
                Told::Followers => Vec::new(),
            },
            Field::Mirror => entry.mirror.iter().chain(&entry.mirror_note).cloned().collect(),
        }
    }

    fn entry_scope(&self, entry: &Entry) -> Vec<String> {
        let c = &self.catalogue;
        let (least, most) = (self.desk.scope(entry.narrowest), self.desk.scope(entry.widest));
        let scope = if least == most {
            fill(c.scope_same, &[most])
        } else {
            fill(c.scope, &[least, most])
        };
        let first = entry.members_first_days;
        let first = first.map(|days| fill(c.members_first, &[&days.to_string()]));
        [scope].into_iter().chain(first).collect()
    }

    fn entry_deadline(&self, entry: &Entry) -> Vec<String> {
        let c = &self.catalogue;
        let Some(deadline) = &entry.deadline else {
            return Vec::new();
        };
        let sentence = match deadline.from {
            Trigger::Formed => c.from_formed,
            Trigger::Decided => c.from_decided,
            Trigger::Approved => c.from_approved,
        };
        let computed = fill(sentence, &[&c.days(deadline.days, deadline.unit)]);
        vec![computed, fill(c.words, &[&deadline.words])]
    }

    fn stage_rule(&self, entry: &Entry, rule: &StageRule) -> String {
        let c = &self.catalogue;
        let stage = (self.common.stage)(rule.stage);
        let unit = entry
            .deadline
            .as_ref()
            .map_or(DayUnit::Working, |deadline| deadline.unit);
        let notice = rule.notice_days.to_string();
        match (rule.notice_days, rule.deadline_days) {
            (0, None) => stage.to_owned(),
            (0, Some(days)) => fill(c.stage_deadline, &[stage, &c.days(days, unit)]),
            (_, None) => fill(c.stage_notice, &[stage, &notice]),
            (_, Some(days)) => fill(c.stage_both, &[stage, &notice, &c.days(days, unit)]),
        }
    }
}
