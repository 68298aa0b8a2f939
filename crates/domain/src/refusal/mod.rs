//! Every reason for a no, each as the sentence the person who asked will read: what was wrong, what to do.
//! All sentences stand here, so that one person can proofread them and another language can follow.

use crate::words::{Duty, ReviewKind, Scope, Stage, Track};

mod account;
mod admission;
mod archive;
mod attachment;
mod catalogue;
mod credit;
mod doubt;
mod likeness;
mod looseness;
mod money;
mod obligation;
mod practice;
mod procedure;
mod request;
mod telling;
mod urgent;
mod withdrawal;
mod withholding;

pub use account::AccountRefusal;
pub use admission::AdmissionRefusal;
use admission::unfit;
pub use archive::{ArchiveRefusal, way_word};
pub use attachment::AttachmentRefusal;
pub use catalogue::{CatalogueRefusal, catalogue_state_word};
pub use credit::CreditRefusal;
pub use doubt::ImportDoubt;
pub use likeness::LikenessRefusal;
pub use looseness::{Looseness, Looser, rhythm_word};
pub use money::MoneyRefusal;
pub use obligation::ObligationRefusal;
pub use practice::PracticeRefusal;
pub use procedure::ProcedureRefusal;
pub use request::RequestRefusal;
pub use telling::TellingRefusal;
pub use urgent::UrgentRefusal;
pub use withdrawal::{WithdrawalRefusal, ground_word};
pub use withholding::{WithholdingRefusal, withholding_ground_word};

/// Why the organisation is not changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OrganisationRefusal {
    /// Nothing but spaces.
    #[error("名称不能为空，请填写。")]
    NameMissing,
    /// Longer than any page can show.
    #[error("名称有 {length} 个字，最多 60 个字，请缩短。")]
    NameTooLong {
        /// In characters.
        length: usize,
    },
    /// Signs that no page can show and one of the databases cannot hold.
    #[error("名称中有不可见的控制字符，请删除后重新填写。")]
    NameUnreadable,
    /// Two units without a superior.
    #[error("{first} 和 {second} 都没有上级单位；只有最高一级可以没有上级，请补上其余单位的上级编码。")]
    SecondRoot {
        /// The first by code.
        first: String,
        /// The second by code.
        second: String,
    },
    /// The superior is not there.
    #[error("单位 {unit} 的上级单位不存在，请核对上级编码。")]
    SuperiorMissing {
        /// Whose.
        unit: String,
    },
    /// Units above each other in a circle.
    #[error("单位 {} 互为上级，形成循环，请改正其中一个的上级编码。", members.join("、"))]
    Circle {
        /// Their codes.
        members: Vec<String>,
    },
    /// A code names nothing.
    #[error("{what}“{code}”不存在，请核对编码。")]
    Unknown {
        /// What it should be.
        what: &'static str,
        /// As it was written.
        code: String,
    },
    /// A holding that ends before it begins.
    #[error("离任日期早于任职日期，请核对。")]
    EndsBeforeItBegins,
    /// 三员分立: an administrator has one duty and no other.
    #[error(
        "{person}不能同时担任“{}”和“{}”：系统管理、安全保密管理、安全审计三员各由一人担任，互不兼任，也不兼任其他岗位。请调整任职。",
        duty_word(*.one), duty_word(*.other)
    )]
    NotTogether {
        /// Whose name, or whose post.
        person: String,
        /// One duty.
        one: Duty,
        /// The other.
        other: Duty,
    },
    /// Who administers is not for the system administrator to say.
    #[error("系统管理、安全保密管理、安全审计三员的岗位和任免，由安全保密管理员办理。")]
    ForTheSecurityAdministrator,
    /// And the rest of the organisation is.
    #[error("单位、人员、一般岗位和群组由系统管理员办理；安全保密管理员只办理三员的岗位和任免。")]
    ForTheSystemAdministrator,
}

/// Why a matter or a plan does not move on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanRefusal {
    /// The person holds no post with the duty.
    #[error("您在本单位没有“{}”职责，不能办理这一步。请由担任该岗位的人员办理。", duty_word(*.0))]
    DutyMissing(Duty),
    /// Whoever wrote it may not review or approve.
    #[error("起草人不能审查或审批自己起草或修改过的公开方案，请由另一位人员办理。")]
    OwnDraft,
    /// Who opened a matter may not leave out its stages.
    #[error("登记事项的人不能跳过该事项的阶段，请由另一位有审批职责的人员办理。")]
    OwnMatter,
    /// A stage that was left out is not planned any more.
    #[error("“{}”阶段已经说明理由跳过，不再拟公开方案。", stage_word(*.0))]
    StageSkipped(Stage),
    /// What is withheld is not disclosed before that ends.
    #[error("“{}”阶段已经决定不予公开；要公开，请先由审批人解除不予公开。", stage_word(*.0))]
    StageWithheld(Stage),
    /// What a reviewer disagreed with is not sent again as it is.
    #[error("这一稿已被退回，请先按退回理由修改，再送审。")]
    Unchanged,
    /// A reviewer may not approve.
    #[error("您已经审查过这份公开方案，不能再审批，请由另一位人员审批。")]
    ReviewedAlready,
    /// The unit's own approver decides; nothing is reported up.
    #[error("这份公开方案由本单位审批，不需要上报意见，请直接审批。")]
    DecidedHere,
    /// Who decides above gives no view below.
    #[error("这份公开方案上报后由您审批，不需要您先提上报意见。")]
    DecidesAbove,
    /// The unit's view is there.
    #[error("对这一稿的上报意见已经有了，现在由上级审批。")]
    EndorsedAlready,
    /// The unit's approver has not given a view yet.
    #[error("这份公开方案超出本单位审批权限，还缺少本单位审批人的上报意见，请等其提出后再审批。")]
    EndorsementMissing,
    /// Only somebody who drafts there can take a plan over.
    #[error("接手的人须是本单位担任“起草”职责的另一位人员，请另选，或先为其安排岗位。")]
    SuccessorDoesNotDraft,
    /// Nobody drafts what they judged.
    #[error("接手的人已经审查或审批过这份公开方案，不能再接手起草，请另选一位。")]
    SuccessorHasJudged,
    /// The plan changed since the person looked at it.
    #[error(
        "这份公开方案在您打开之后已经修改（您看的是第 {seen} 稿，现在是第 {now} 稿）。您填写的内容没有丢失，请对照新稿后再提交。"
    )]
    Stale {
        /// What the person saw.
        seen: i64,
        /// What there is.
        now: i64,
    },
    /// Not in a state for this.
    #[error("公开方案现在的状态是“{}”，不能进行这一步。", state_word(.0))]
    WrongState(&'static str),
    /// This kind of review is not part of the route.
    #[error("本条目的办理程序不需要“{}”。", review_word(*.0))]
    NotOnTheRoute(ReviewKind),
    /// A review is missing on these bytes.
    #[error("还缺少对这一稿的“{}”意见，不能审批。", review_word(*.0))]
    ReviewMissing(ReviewKind),
    /// This opinion was given on these bytes.
    #[error("对这一稿的“{}”意见已经有了，不需要重复填写。", review_word(*.0))]
    ReviewGiven(ReviewKind),
    /// A return needs its reason.
    #[error("退回必须写明理由，让起草人知道怎样修改。")]
    ReasonMissing,
    /// Reasons are read by people.
    #[error("填写的意见有 {length} 个字，最多 2000 个字，请缩短。")]
    ReasonTooLong {
        /// In characters.
        length: usize,
    },
    /// The entry is not in the catalogue in force.
    #[error("目录条目“{0}”不在现行目录中，请从现行目录中选择。")]
    NoEntry(String),
    /// The matter's entry does not owe this stage.
    #[error("本条目不要求公开“{}”阶段。", stage_word(*.0))]
    StageNotOwed(Stage),
    /// There is a plan for this stage already.
    #[error("“{}”阶段已经有公开方案，请打开那一份继续办理。", stage_word(*.0))]
    StagePlanned(Stage),
    /// It was released or skipped already.
    #[error("“{}”阶段已经公开，不能再次跳过。", stage_word(*.0))]
    StageDone(Stage),
    /// A correction says what it changes.
    #[error("更正必须写明改了什么、为什么改，读者会看到这段说明。")]
    ChangeNoteMissing,
    /// Something to be admitted fails.
    #[error("准入检查没有通过：{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("　"))]
    NotAdmitted(Vec<AdmissionRefusal>),
    /// Words that come with a deed hold what must not be disclosed.
    #[error("{}", unfit(.0))]
    WordsUnfit(Vec<AdmissionRefusal>),
    /// Readers know the matter by its name.
    #[error("这个事项已有公开或跳过的阶段，名称已对外公开，不能再改。")]
    MatterShown,
    /// Its plan is read under this name right now.
    #[error("这个事项有公开方案正在审查或等待公开，名称暂时不能改。请先将方案退回，再改名称。")]
    MatterJudged,
    /// What was begun is not struck out.
    #[error(
        "这个事项已经开始办理，不能撤销登记。只有草稿的，请先放弃草稿；已送审、公开、跳过，或申请过免于公开、不予公开的，须留作记录。"
    )]
    MatterBegun,
    /// A draft that others have read stays.
    #[error("只有从未公开、也没有审查意见的草稿可以放弃。这一份须留作记录，可以继续修改，也可以不再送审。")]
    DraftKept,
    /// Longer than any form of ours.
    #[error("内容太长，没有自动保存。请先缩短，或分成几份。")]
    AutosaveTooLong,
    /// A title or a name breaks the form.
    #[error(transparent)]
    Form(#[from] FormRefusal),
}

/// What a form may not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormRefusal {
    /// A matter without a name.
    #[error("事项名称不能为空，请填写。")]
    NameMissing,
    /// A matter's name that is too long.
    #[error("事项名称有 {length} 个字，最多 100 个字，请缩短。")]
    NameTooLong {
        /// In characters.
        length: usize,
    },
    /// Empty.
    #[error("标题不能为空，请填写。")]
    TitleMissing,
    /// Too long.
    #[error("标题有 {length} 个字，最多 100 个字，请缩短。")]
    TitleTooLong {
        /// In characters.
        length: usize,
    },
    /// Too long.
    #[error("正文有 {length} 个字，最多 50000 个字，请拆分或作为附件。")]
    BodyTooLong {
        /// In characters.
        length: usize,
    },
    /// Signs that no page can show and one of the databases cannot hold.
    #[error("文字中有不可见的控制字符，请删除后重新提交。")]
    Unreadable,
    /// Too long.
    #[error("公开依据有 {length} 个字，最多 2000 个字，请缩短。")]
    BasisTooLong {
        /// In characters.
        length: usize,
    },
    /// Too long.
    #[error("更正说明有 {length} 个字，最多 2000 个字，请缩短。")]
    NoteTooLong {
        /// In characters.
        length: usize,
    },
    /// A unit, a group or a person that is not there.
    #[error("公开范围中有一项不存在，请重新选择。")]
    AudienceUnknown,
    /// Nobody named.
    #[error("还没有选择公开范围，请至少选择一项。")]
    AudienceMissing,
    /// Too many lines.
    #[error("公开范围最多 20 项，请改用群组或单位。")]
    AudienceTooLong,
}

/// 党务 / 政务
#[must_use]
pub fn track_word(track: Track) -> &'static str {
    match track {
        Track::Party => "党务",
        Track::Government => "政务",
    }
}

/// The word of a stage on a page.
#[must_use]
pub fn stage_word(stage: Stage) -> &'static str {
    match stage {
        Stage::Before => "事前",
        Stage::Decision => "决策",
        Stage::Result => "结果",
    }
}

/// The word of a kind of review on a page.
#[must_use]
pub fn review_word(kind: ReviewKind) -> &'static str {
    match kind {
        ReviewKind::Secrecy => "保密审查",
        ReviewKind::Check => "必要性、准确性审核",
        ReviewKind::Legal => "合法性审查",
        ReviewKind::Discipline => "纪委审核",
    }
}

/// The word of a duty on a page.
#[must_use]
pub fn duty_word(duty: Duty) -> &'static str {
    match duty {
        Duty::Draft => "起草",
        Duty::Secrecy => "保密审查",
        Duty::Check => "审核",
        Duty::Legal => "合法性审查",
        Duty::Discipline => "纪委审核",
        Duty::Approve => "审批",
        Duty::Supervise => "监督",
        Duty::Administer => "系统管理",
        Duty::Secure => "安全保密管理",
        Duty::Audit => "安全审计",
    }
}

/// The word of a scope on a page.
#[must_use]
pub fn scope_word(scope: Scope) -> &'static str {
    match scope {
        Scope::Person => "特定个人",
        Scope::Group => "特定群体",
        Scope::Unit => "本单位",
        Scope::Subtree => "本单位及下级",
        Scope::Members => "全体党员",
        Scope::Public => "社会",
    }
}

/// The word of a plan's state on a page.
#[must_use]
pub fn state_word(code: &str) -> &'static str {
    match code {
        "draft" => "起草中",
        "in_review" => "审查中",
        "returned" => "已退回",
        "approved" => "已批准，待公开",
        "released" => "已公开",
        _ => "未知",
    }
}
