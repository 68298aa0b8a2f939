room! {
    /// The shelf of practices.
    Practice {
        title: "经验交流" => "Good practice",
        lead: "各单位推荐的公开件：写得清楚、做得规范，可以借鉴。借鉴时系统带入标题和正文，并注明出处。" => "Disclosures that units recommend to others: clear and by the book. Whoever follows one gets its title and text as a draft, with credit.",
        by_track: "按两轨查看" => "By track",
        all: "全部" => "All",
        taken_over: "已被借鉴 {} 次" => "Followed {} times",
        take: "借鉴" => "Follow it",
        none: "还没有推荐的公开件" => "Nothing is recommended yet",
        none_hint: "起草人和审批人可以在本单位公开件的页面上把它推荐到这里。" => "Those who draft or approve put a disclosure of their unit here, from its own page.",
        none_more: "没有更早的了" => "Nothing older",
        recommended: "{} 推荐" => "Recommended {}",
        of_unit: "本单位的好做法" => "Good practice of this unit",
        on_page: "本单位推荐为经验交流" => "Recommended to other units",
        offer_link: "推荐为经验交流" => "Recommend it to other units",
        end_link: "停止推荐" => "Stop recommending it",
        offer_title: "推荐为经验交流" => "Recommend to other units",
        offer_effect: "推荐以后会怎样" => "What happens then",
        offer_readers: "能看到这份公开件的人，会在“经验交流”中看到它和推荐语；其他人看不到。公开范围不变。" => "Whoever may read this disclosure finds it and these words under “Good practice”; nobody else does. Its audience stays as it is.",
        offer_at_once: "推荐语不经审查，推荐后立即显示；不要写个人信息，更不要写涉密内容。" => "Nobody reviews these words, and they are shown at once. No personal data, and nothing classified.",
        offer_ends: "可以随时停止推荐；推荐和停止都记入流水。" => "It can be ended at any time; the journal keeps both.",
        words: "推荐语" => "Why it is worth following",
        words_hint: "写明好在哪里、别的单位可以借鉴什么，最多 300 个字。" => "What is good about it and what others can follow; 300 characters at most.",
        offer_do: "推荐" => "Recommend it",
        offered: "现在的推荐" => "As it is recommended now",
        end_title: "停止推荐" => "Stop recommending it",
        end_hint: "停止以后，它不再出现在“经验交流”中；公开件本身和已经注明的出处都不变。" => "It is gone from “Good practice”. The disclosure itself stays, and so does every credit.",
        end_do: "停止推荐" => "Stop",
        to_disclosure: "返回公开件" => "Back to the disclosure",
        done_offered: "已推荐。片刻以后，能看到这份公开件的人会在“经验交流”中看到它。" => "It is recommended. In a moment those who may read this disclosure find it under “Good practice”.",
        done_ended: "已停止推荐。片刻以后，它不再出现在“经验交流”中。" => "It is recommended no longer. In a moment it is gone from “Good practice”.",
        take_title: "借鉴这份公开件" => "Follow this disclosure",
        take_effect: "接下来会怎样" => "What happens next",
        take_draft: "为您选择的阶段新建一份公开方案草稿，带入标题和正文，并注明出处。附件不带入。" => "A draft begins for the stage that you choose, with title and text of this disclosure and the credit in it; without its attachments.",
        take_way: "草稿只有参与办理的人能看到，照常审查、审批。公开范围和依据按您所选条目的规定。" => "Only those who take part in the procedure see the draft, and it goes its whole way. Audience and basis are what your entry says.",
        take_credit: "公开以后，能同时看到两份公开件的人会看到出处。" => "Once released, whoever may read both sees the credit.",
        place: "用于哪个事项的哪个阶段" => "For which stage of which matter",
        place_hint: "这里是您起草的单位中同一轨、还没有公开方案的阶段。" => "The stages of your units’ matters on the same track that have no plan yet.",
        fits: "同一条目" => "Same entry",
        place_missing: "请选择一个事项的阶段。" => "Please choose a stage of a matter.",
        take_do: "新建草稿" => "Begin the draft",
        no_place: "没有可以使用的阶段" => "There is no stage for it",
        no_place_hint: "您起草的单位中，同一轨的事项都已经有公开方案。请先登记一个事项，再来借鉴。" => "Every stage of your units’ matters on this track has its plan. Please open a matter first.",
        open_matter: "登记事项" => "Open a matter",
        back: "返回经验交流" => "Back to good practice",
        taken: "已带入《{}》（{}）的标题和正文，并注明出处。请把其中的单位、人名、金额、日期和电话改成自己的，逐段核对是否符合实际，不适用的段落请删去。" => "Title and text of “{}” ({}) are in the draft, and credited. Change units, names, amounts, dates and telephone numbers to your own, check every paragraph, and delete what does not apply.",
        start: "从经验交流中选一份借鉴" => "Follow a good practice of another unit",
    }
}

impl Practice {
    /// The sentence that a deed leaves in the address of the next page.
    #[must_use]
    pub fn done(&self, code: &str) -> Option<&'static str> {
        Some(match code {
            "offered" => self.done_offered,
            "ended" => self.done_ended,
            _ => return None,
        })
    }
}
