//! Where a catalogue is looser than the superior's, one sentence each.

use super::{review_word, scope_word, stage_word};
use crate::money::Yuan;
use crate::rulebook::DayUnit;
use crate::words::{ReviewKind, Rhythm, Scope, Stage};

/// An entry that is looser than the superior's, and in what.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}《{name}》{looser}{}。", subject(.key), amount(*.from))]
pub struct Looseness {
    /// The entry's key; empty when it is the rulebook as a whole.
    pub key: String,
    /// What the superior calls it.
    pub name: String,
    /// In what.
    pub looser: Looser,
    /// Set when this is so only for matters of at least this amount.
    pub from: Option<Yuan>,
}

/// In what an entry is looser.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Looser {
    /// The entry is gone.
    #[error("被删去；上级目录中的条目必须保留")]
    Dropped,
    /// It may not be shown as widely.
    #[error("最大范围是“{}”，上级是“{}”；不能缩小", scope_word(*.own), scope_word(*.superior))]
    WidestNarrower {
        /// Here.
        own: Scope,
        /// There.
        superior: Scope,
    },
    /// It may be shown more widely than the superior allows.
    #[error("最大范围是“{}”，超出上级允许的“{}”", scope_word(*.own), scope_word(*.superior))]
    WidestWider {
        /// Here.
        own: Scope,
        /// There.
        superior: Scope,
    },
    /// It need not be shown as widely.
    #[error("最小范围是“{}”，上级是“{}”；不能缩小", scope_word(*.own), scope_word(*.superior))]
    NarrowestNarrower {
        /// Here.
        own: Scope,
        /// There.
        superior: Scope,
    },
    /// Members are not first for as long.
    #[error("先党内后党外的间隔是 {own} 天，上级是 {superior} 天；不能缩短")]
    MembersFirstShorter {
        /// Here.
        own: u32,
        /// There.
        superior: u32,
    },
    /// A stage is gone.
    #[error("少了“{}”阶段；上级要求的阶段必须保留", stage_word(*.0))]
    StageDropped(Stage),
    /// A notice period is shorter.
    #[error("“{}”阶段的公示期是 {own} 个工作日，上级是 {superior} 个；不能缩短", stage_word(*.stage))]
    NoticeShorter {
        /// Of which stage.
        stage: Stage,
        /// Here.
        own: u32,
        /// There.
        superior: u32,
    },
    /// There is no deadline any more.
    #[error("没有时限；上级规定的时限必须保留")]
    DeadlineDropped,
    /// The clock begins at something else.
    #[error("时限的起算点与上级不同；必须一致")]
    DeadlineElsewhere,
    /// There is more time.
    #[error("时限是 {}，上级是 {}；不能延长", days(*.own), days(*.superior))]
    DeadlineLonger {
        /// Here.
        own: (u32, DayUnit),
        /// There.
        superior: (u32, DayUnit),
    },
    /// There is more time for a stage.
    #[error("“{}”阶段的时限是 {}，上级是 {}；不能延长", stage_word(*.stage), days(*.own), days(*.superior))]
    StageDeadlineLonger {
        /// Which.
        stage: Stage,
        /// Here.
        own: (u32, DayUnit),
        /// There.
        superior: (u32, DayUnit),
    },
    /// It is owed less often.
    #[error("公开周期是“{}”，上级是“{}”；只能更勤，不能改成另一类", rhythm_word(*.own), rhythm_word(*.superior))]
    RhythmRarer {
        /// Here.
        own: Rhythm,
        /// There.
        superior: Rhythm,
    },
    /// A review is gone.
    #[error("少了“{}”；上级要求的审查环节必须保留", review_word(*.0))]
    ReviewDropped(ReviewKind),
    /// It may be released before its review where the superior allows that not at all, or for a shorter time.
    #[error("对加急先行公开的规定比上级宽；只能不允许，或者规定更短的确认期限")]
    UrgentEasier,
    /// The unit itself approves where the superior did.
    #[error("改由本单位审批；上级规定由上级审批的不能下放")]
    AuthorityLowered,
    /// It is not marked as one of the three-major any more.
    #[error("去掉了“三重一大”标记；必须保留")]
    MajorDropped,
    /// An element is gone.
    #[error("少了要素“{0}”；上级要求的要素须照原文保留，可以增加")]
    ElementDropped(String),
}

/// The word of a rhythm on a page.
#[must_use]
pub fn rhythm_word(rhythm: Rhythm) -> &'static str {
    match rhythm {
        Rhythm::Standing => "长期公开",
        Rhythm::Monthly => "每月",
        Rhythm::Quarterly => "每季度",
        Rhythm::HalfYearly => "每半年",
        Rhythm::Yearly => "每年",
        Rhythm::PerStage => "逐段公开",
        Rhythm::PerEvent => "随时公开",
    }
}

fn subject(key: &str) -> String {
    if key.is_empty() {
        "目录".to_owned()
    } else {
        format!("条目 {key}")
    }
}

fn amount(from: Option<Yuan>) -> String {
    from.map_or_else(String::new, |yuan| format!("（金额达到 {yuan} 的事项）"))
}

fn days((days, unit): (u32, DayUnit)) -> String {
    match unit {
        DayUnit::Working => format!("{days} 个工作日"),
        DayUnit::Calendar => format!("{days} 天"),
    }
}
