//! The words of letters, in both languages; `{}` marks what is filled in.

use domain::words::{Language, Occasion, Stage, Topic};

/// The words of a language.
pub(super) struct Words {
    pub(super) between: &'static str,
    pub(super) greeting: &'static str,
    pub(super) digest: &'static str,
    pub(super) code: &'static str,
    pub(super) code_text: &'static str,
    pub(super) stop: &'static str,
    pub(super) settings: &'static str,
    pub(super) announcement: &'static str,
    language: Language,
}

const ZH: Words = Words {
    between: "：",
    greeting: "{}，您好：",
    digest: "公开平台每日消息（{} 条）",
    code: "公开平台验证码 {}",
    code_text: "您正在公开平台上设置接收消息的邮箱，验证码是 {}，30 分钟内有效。如果不是您本人操作，不必理会这封邮件。",
    stop: "不再接收这类邮件：",
    settings: "修改接收方式：",
    announcement: "{}新公开：{}（{}）",
    language: Language::Zh,
};

const EN: Words = Words {
    between: ": ",
    greeting: "Dear {},",
    digest: "Disclosure platform: today’s news ({})",
    code: "Disclosure platform: code {}",
    code_text: "You are setting this address for news from the disclosure platform. The code is {}; it holds for 30 minutes. If this was not you, please ignore this mail.",
    stop: "No more mails of this kind: ",
    settings: "How you are told: ",
    announcement: "{} disclosed: {} ({})",
    language: Language::En,
};

pub(super) fn of(language: Language) -> &'static Words {
    match language {
        Language::Zh => &ZH,
        Language::En => &EN,
    }
}

impl Words {
    pub(super) fn occasion(&self, occasion: Occasion) -> &'static str {
        let (zh, en) = match occasion {
            Occasion::ToReview => ("等您审查", "Waits for your review"),
            Occasion::ToApprove => ("等您审批", "Waits for your approval"),
            Occasion::Returned => ("您的方案被退回", "Your plan was sent back"),
            Occasion::Approved => ("您的方案已批准", "Your plan was approved"),
            Occasion::Released => ("您的方案已公开", "Your plan was released"),
            Occasion::PassedOn => ("移交给您起草", "Passed on to you"),
            Occasion::ToAnswer => ("撤回申请等您答复", "A withdrawal waits for your answer"),
            Occasion::Withdrawn => ("您申请撤回的已经撤回", "What you asked to withdraw was withdrawn"),
            Occasion::NotWithdrawn => (
                "您的撤回申请没有获得同意",
                "Your request for a withdrawal was declined",
            ),
            Occasion::ToRule => (
                "免于公开的申请等您答复",
                "A request to be excused waits for your answer",
            ),
            Occasion::Ruled => (
                "您的免于公开申请已答复",
                "Your request to be excused was answered",
            ),
            Occasion::ToHandOn => ("目录等您办理", "A catalogue waits for you"),
            Occasion::CatalogueReturned => ("您起草的目录被退回", "Your catalogue was sent back"),
            Occasion::CatalogueAccepted => ("您起草的目录已备案", "Your catalogue was accepted"),
            Occasion::LikenessClosed => ("雷同已经办结", "A likeness was closed"),
            Occasion::StandsIn => ("请您代办", "You stand in"),
            Occasion::Disclosed => ("新公开", "Newly disclosed"),
        };
        self.one(zh, en)
    }

    pub(super) fn topic(&self, topic: Topic) -> &'static str {
        match topic {
            Topic::Work => self.one("办理", "Your work"),
            Topic::Disclosures => self.one("公开", "Disclosures"),
        }
    }

    pub(super) fn stage(&self, stage: Stage) -> &'static str {
        match stage {
            Stage::Before => self.one("事前", "before"),
            Stage::Decision => self.one("决策", "decision"),
            Stage::Result => self.one("结果", "result"),
        }
    }

    fn one(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Zh => zh,
            Language::En => en,
        }
    }
}

/// A sentence with its gaps filled, in their order.
pub(super) fn fill(sentence: &str, parts: &[&str]) -> String {
    let mut pieces = sentence.split("{}");
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for (piece, part) in pieces.zip(parts) {
        filled.push_str(part);
        filled.push_str(piece);
    }
    filled
}
