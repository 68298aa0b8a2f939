use domain::words::{Followed, Occasion, Topic};

room! {
    /// What people are told, and what they follow.
    News {
        title: "消息" => "News",
        unread: "未读" => "Unread",
        hint: "这里只有现在仍对您公开、仍由您办理的事。看没看过，只有您自己知道。" => "Only what is still open to you and still yours to do. Whether you have read it is nobody else's business.",
        none: "没有消息" => "No news",
        none_hint: "轮到您办理的事，和您关注的单位、事项、目录条目有新公开时，会在这里告诉您。" => "You are told here what waits for you, and what is disclosed of the units, matters and entries you follow.",
        read_all: "全部标为已读" => "Mark all as read",
        work: "办理" => "Your work",
        disclosures: "公开" => "Disclosures",
        to_review: "等您审查" => "Waits for your review",
        to_approve: "等您审批" => "Waits for your approval",
        returned: "您的方案被退回" => "Your plan was sent back",
        approved: "您的方案已批准" => "Your plan was approved",
        released: "您的方案已公开" => "Your plan was released",
        passed_on: "移交给您起草" => "Passed on to you",
        to_answer: "撤回申请等您答复" => "A withdrawal waits for your answer",
        withdrawn: "您申请撤回的已经撤回" => "What you asked to withdraw was withdrawn",
        not_withdrawn: "您的撤回申请没有获得同意" => "Your request for a withdrawal was declined",
        to_rule: "免于公开的申请等您答复" => "A request to be excused waits for your answer",
        ruled: "您的免于公开申请已答复" => "Your request to be excused was answered",
        to_hand_on: "目录等您办理" => "A catalogue waits for you",
        catalogue_returned: "您起草的目录被退回" => "Your catalogue was sent back",
        catalogue_accepted: "您起草的目录已备案" => "Your catalogue was accepted",
        likeness_closed: "雷同已经办结，请看结论" => "A likeness was closed: see what was found",
        stands_in: "请您代办" => "You stand in",
        disclosed: "新公开" => "Newly disclosed",
        follow: "关注" => "Follow",
        unfollow: "取消关注" => "Stop following",
        follow_matter: "本事项公开下一阶段时告诉我" => "Tell me when the next stage is disclosed",
        follow_unit: "本单位有新公开时告诉我" => "Tell me what this unit discloses",
        follow_entry: "这一条目有新公开时告诉我" => "Tell me what is disclosed of this entry",
        new: "新" => "New",
        since: "自您上次来访（{}）以来，有 {} 件新公开。" => "Since your last visit ({}), {} new disclosures.",
        more: "{} 件以上" => "{} or more",
    }
}

impl News {
    /// Why somebody is told.
    #[must_use]
    pub fn occasion(&self, occasion: Occasion) -> &'static str {
        match occasion {
            Occasion::ToReview => self.to_review,
            Occasion::ToApprove => self.to_approve,
            Occasion::Returned => self.returned,
            Occasion::Approved => self.approved,
            Occasion::Released => self.released,
            Occasion::PassedOn => self.passed_on,
            Occasion::ToAnswer => self.to_answer,
            Occasion::Withdrawn => self.withdrawn,
            Occasion::NotWithdrawn => self.not_withdrawn,
            Occasion::ToRule => self.to_rule,
            Occasion::Ruled => self.ruled,
            Occasion::ToHandOn => self.to_hand_on,
            Occasion::CatalogueReturned => self.catalogue_returned,
            Occasion::CatalogueAccepted => self.catalogue_accepted,
            Occasion::LikenessClosed => self.likeness_closed,
            Occasion::StandsIn => self.stands_in,
            Occasion::Disclosed => self.disclosed,
        }
    }

    /// What following something brings.
    #[must_use]
    pub fn following(&self, what: Followed) -> &'static str {
        match what {
            Followed::Matter => self.follow_matter,
            Followed::Unit => self.follow_unit,
            Followed::Entry => self.follow_entry,
        }
    }

    /// What messages are about.
    #[must_use]
    pub fn topic(&self, topic: Topic) -> &'static str {
        match topic {
            Topic::Work => self.work,
            Topic::Disclosures => self.disclosures,
        }
    }
}
