//! The closed lists of words everything else is said with. The codes are stored and
//! travel in addresses; the Chinese and English words for people are the pages' business.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant,)* }

        impl $name {
            /// Every word of this list, in its natural order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word as it is stored and written in addresses.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The word with this code, if there is one.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    )*};
}

pub(crate) use words;

words! {
    /// Party affairs or government affairs: two catalogues, two sets of figures, one engine.
    Track {
        /// 党务
        Party = "party",
        /// 政务
        Government = "government",
    }

    /// The three stages a matter may owe.
    Stage {
        /// 事前: before the decision.
        Before = "before",
        /// 决策: the decision.
        Decision = "decision",
        /// 结果: the result.
        Result = "result",
    }

    /// 撤回的理由: on which ground a disclosure is withdrawn.
    Ground {
        /// 内容失实
        Wrong = "wrong",
        /// 涉及个人信息
        PersonalData = "personal_data",
        /// 不应公开
        NotForDisclosure = "not_for_disclosure",
        /// 上级要求
        Superior = "superior",
        /// 期限届满或情况变化
        Lapsed = "lapsed",
    }

    /// 不予公开的理由: on which ground something is not disclosed, or not yet. The list is closed.
    WithholdingGround {
        /// 国家秘密
        StateSecret = "state_secret",
        /// 工作秘密
        WorkSecret = "work_secret",
        /// 商业秘密
        CommercialSecret = "commercial_secret",
        /// 个人隐私
        Privacy = "privacy",
        /// 法律、行政法规禁止公开
        Forbidden = "forbidden",
        /// 公开后可能危及国家安全、公共安全、经济安全、社会稳定
        Safety = "safety",
        /// 内部事务信息
        InternalAffairs = "internal_affairs",
        /// 过程性信息
        InProgress = "in_progress",
        /// 依照有关规定不宜公开
        Unsuitable = "unsuitable",
    }

    /// What a reviewer answers for; each is an opinion on exact bytes.
    ReviewKind {
        /// 保密审查
        Secrecy = "secrecy",
        /// 必要性、准确性审核
        Check = "check",
        /// 合法性审查
        Legal = "legal",
        /// 纪委审核
        Discipline = "discipline",
    }

    /// What a post may and must do.
    Duty {
        /// 起草、申报
        Draft = "draft",
        /// 保密审查
        Secrecy = "secrecy",
        /// 必要性、准确性审核
        Check = "check",
        /// 合法性审查
        Legal = "legal",
        /// 纪委审核
        Discipline = "discipline",
        /// 审批
        Approve = "approve",
        /// 监督: sees the procedure, edits nothing.
        Supervise = "supervise",
        /// 系统管理: the organisation, the rulebooks, the jobs. Gives no right to restricted content.
        Administer = "administer",
        /// 安全保密管理: accounts, second factors, resets, and who administers. Gives no right to restricted content.
        Secure = "secure",
        /// 安全审计: reads what happened, without what it was about. Gives no right to restricted content.
        Audit = "audit",
    }

    /// Which rank has the authority to approve.
    Authority {
        /// The approver of the unit itself.
        Unit = "unit",
        /// The approver of the superior unit.
        Superior = "superior",
    }

    /// Kinds of units.
    UnitKind {
        /// 党委
        Committee = "committee",
        /// 党总支
        GeneralBranch = "general_branch",
        /// 党支部
        Branch = "branch",
        /// 部门
        Department = "department",
        /// 纪委
        Discipline = "discipline",
        /// 机关
        Organ = "organ",
    }

    /// How wide an audience is, from the narrowest to the widest.
    Scope {
        /// 特定个人
        Person = "person",
        /// 特定群体
        Group = "group",
        /// 本单位
        Unit = "unit",
        /// 本单位及下级
        Subtree = "subtree",
        /// 全体党员
        Members = "members",
        /// 社会
        Public = "public",
    }

    /// 三重一大: kinds of matters that bring stricter routes.
    ThreeMajor {
        /// 重大决策
        Decision = "decision",
        /// 重要人事任免
        Personnel = "personnel",
        /// 重大项目安排
        Project = "project",
        /// 大额资金使用
        Funds = "funds",
        /// 涉及党员切身利益的重大问题
        VitalInterest = "vital_interest",
    }

    /// How often an entry is owed.
    Rhythm {
        /// 长期公开
        Standing = "standing",
        /// 每月
        Monthly = "monthly",
        /// 每季度
        Quarterly = "quarterly",
        /// 每半年
        HalfYearly = "half_yearly",
        /// 每年
        Yearly = "yearly",
        /// 逐段公开
        PerStage = "per_stage",
        /// 随时公开
        PerEvent = "per_event",
    }

    /// Why somebody is told something.
    Occasion {
        /// A plan waits for their review.
        ToReview = "to_review",
        /// A plan waits for their approval.
        ToApprove = "to_approve",
        /// Their plan was sent back.
        Returned = "returned",
        /// Their plan was approved.
        Approved = "approved",
        /// Their plan was released.
        Released = "released",
        /// A plan was passed on to them.
        PassedOn = "passed_on",
        /// Somebody asked for a withdrawal, and they answer.
        ToAnswer = "to_answer",
        /// What they asked to withdraw was withdrawn.
        Withdrawn = "withdrawn",
        /// What they asked to withdraw stays.
        NotWithdrawn = "not_withdrawn",
        /// A unit asks to be excused, and they answer.
        ToRule = "to_rule",
        /// What they asked to be excused from was answered.
        Ruled = "ruled",
        /// A catalogue waits for their check, filing or acceptance.
        ToHandOn = "to_hand_on",
        /// A catalogue that they drafted was sent back.
        CatalogueReturned = "catalogue_returned",
        /// A catalogue that they drafted was accepted.
        CatalogueAccepted = "catalogue_accepted",
        /// Somebody looked into what their disclosure is alike to.
        LikenessClosed = "likeness_closed",
        /// They stand in for somebody.
        StandsIn = "stands_in",
        /// Something they follow, or everybody is to hear of, was disclosed.
        Disclosed = "disclosed",
    }

    /// Who hears of a disclosure when it is released, of all who may see it.
    Told {
        /// Those who follow it.
        Followers = "followers",
        /// Everybody.
        Everybody = "everybody",
    }

    /// What somebody can follow (关注).
    Followed {
        /// A matter: its next stages.
        Matter = "matter",
        /// A unit.
        Unit = "unit",
        /// A catalogue entry.
        Entry = "entry",
    }

    /// What messages are about; for each, somebody says how soon they want a mail.
    Topic {
        /// What waits for them, and what became of their plans.
        Work = "work",
        /// What was disclosed.
        Disclosures = "disclosures",
    }

    /// How soon a mail is wanted.
    Pace {
        /// At once.
        AtOnce = "at_once",
        /// Once a day, all in one.
        Daily = "daily",
        /// Not at all.
        Never = "never",
    }

    /// Where a version of a catalogue stands.
    CatalogueState {
        /// 起草中
        Draft = "draft",
        /// 审核中
        InCheck = "in_check",
        /// 审核通过，待报送
        Checked = "checked",
        /// 已报送，待备案
        Filed = "filed",
        /// 已退回
        Returned = "returned",
        /// 已备案
        Accepted = "accepted",
    }

    /// What is done with a version of a catalogue.
    CatalogueDeed {
        /// 起草、修改
        Drafted = "drafted",
        /// 送审
        Submitted = "submitted",
        /// 审核
        Checked = "checked",
        /// 报送备案
        Filed = "filed",
        /// 接受备案
        Accepted = "accepted",
        /// 退回
        Returned = "returned",
    }

    /// The languages that people are written to in.
    Language {
        /// 中文
        Zh = "zh",
        /// English
        En = "en",
    }

    /// What leaves the house.
    Parcel {
        /// A mail with one message.
        Message = "message",
        /// A mail with a day's messages.
        Digest = "digest",
        /// A mail with the code that confirms an address.
        Code = "code",
        /// A disclosure told to a robot, or to another program.
        Announcement = "announcement",
    }

    /// What became of a parcel.
    Posted {
        /// It waits, or is tried again.
        Waiting = "waiting",
        /// It was sent.
        Sent = "sent",
        /// When it was to be sent, there was nothing to say any more.
        Dropped = "dropped",
        /// It was not sent, and waits for a person.
        Failed = "failed",
    }

    /// How a connection to the mail server is protected.
    Security {
        /// Not at all: on a network of one's own.
        Plain = "plain",
        /// From a command on.
        StartTls = "starttls",
        /// From the beginning.
        Tls = "tls",
    }

    /// Whom a webhook speaks to.
    Style {
        /// Any program: JSON, signed.
        Program = "program",
        /// 企业微信群机器人
        WeCom = "wecom",
        /// 钉钉群机器人
        DingTalk = "dingtalk",
    }

    /// Whom a webhook's readers are, all of them.
    Crowd {
        /// Anybody.
        Everybody = "everybody",
        /// Members only.
        Members = "members",
    }

    /// By which ways a disclosure is made known, besides this platform.
    Way {
        /// 本平台
        Platform = "platform",
        /// 公开栏
        Board = "board",
        /// 会议
        Meeting = "meeting",
        /// 文件
        Document = "document",
        /// 简报
        Bulletin = "bulletin",
        /// 门户网站
        Website = "website",
    }
}
