use jiff::civil::Date;

use super::{scope_word, stage_word};
use crate::attachment::Place;
use crate::personal_data::Kind;
use crate::words::{Scope, Stage};

/// Why the last gate stays shut.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AdmissionRefusal {
    /// Elements that the entry asks for.
    #[error("要素不全：缺少{}。请补写并在要素清单中确认。", .0.join("、"))]
    ElementsMissing(Vec<String>),
    /// Title or body.
    #[error("标题和正文不能为空，请补写。")]
    TextMissing,
    /// The basis.
    #[error("没有写公开依据，请补写。")]
    BasisMissing,
    /// Wider than the entry allows.
    #[error("公开范围“{}”超出本条目允许的最大范围“{}”，请缩小。", scope_word(*.asked), scope_word(*.widest))]
    TooWide {
        /// The widest that was asked for.
        asked: Scope,
        /// What the entry allows.
        widest: Scope,
    },
    /// Narrower than the entry demands.
    #[error("公开范围太窄：本条目至少要向“{}”公开，请扩大。", scope_word(*.0))]
    TooNarrow(Scope),
    /// Members come first.
    #[error("应先党内后党外：须先向党员公开，并至少间隔 {days} 天再向社会公开，最早为 {earliest}。")]
    MembersFirst {
        /// The gap in days.
        days: u32,
        /// The first day on which it would be right.
        earliest: Date,
    },
    /// An earlier stage is missing.
    #[error("“{}”阶段还没有公开，也没有说明跳过的理由，不能公开后面的阶段。", stage_word(*.0))]
    EarlierStageMissing(Stage),
    /// The notice period of an earlier stage is still running.
    #[error("“{}”阶段的公示期为 {days} 个工作日，到 {until} 结束；在此之后才能公开本阶段。", stage_word(*.stage))]
    NoticeRunning {
        /// Which stage is on display.
        stage: Stage,
        /// Its notice period in working days.
        days: u32,
        /// The last day of the period.
        until: Date,
    },
    /// The calendar does not reach that far.
    #[error("{0} 年的放假安排尚未公布，公示期无法计算；请管理员在公布后导入工作日历。")]
    CalendarUnknown(i16),
    /// Another entry must be disclosed first.
    #[error("本条目须在目录条目“{0}”公开之后才能公开，请先公开该条目。")]
    PrerequisiteMissing(String),
    /// Somebody's personal data.
    #[error("正文含有疑似个人信息（{}：{found}），请打码后再公开。", kind.word())]
    PersonalData {
        /// What it looks like.
        kind: Kind,
        /// The place, masked.
        found: String,
    },
    /// Somebody's personal data in an attachment.
    #[error(
        "附件“{name}”含有疑似个人信息（{}，{}：{found}，共 {count} 处）。请换成处理过的文件，或在附件页写明公开理由。",
        place.word(),
        kind.word()
    )]
    AttachmentPersonalData {
        /// Which attachment.
        name: String,
        /// What the first of it looks like.
        kind: Kind,
        /// Where the first of it stands.
        place: Place,
        /// The first of it, masked.
        found: String,
        /// How many places.
        count: usize,
    },
    /// A mark of classification.
    #[error("正文含有密级或内部标志“{0}”。涉密内容严禁录入本系统，请立即删除并按保密规定处理。")]
    Classified(String),
    /// A new version that does not say what it changes.
    #[error("没有写更正说明。请写明改了什么、为什么改，读者会看到这段说明。")]
    ChangeNoteMissing,
    /// A new version that fewer people see, without a reason.
    #[error(
        "更正后的公开范围比原来窄：原来能看到的“{}”会看不到更正，或者要更晚才能看到。请恢复原来的范围，或者写明缩小范围的理由。",
        scope_word(*.0)
    )]
    NarrowerThanBefore(Scope),
    /// A display that would end within the notice period.
    #[error("展示期太短：本条目的公示期到 {earliest} 才满，展示截止日不能早于这一天。")]
    DisplayTooShort {
        /// The first last day that would do.
        earliest: Date,
    },
    /// A blank of a template.
    #[error("模板中还有没填写的地方（{0}），请填写或删去。")]
    BlankLeft(String),
    /// A set time that lies behind.
    #[error("设定的公开时间已经过去。请清空“公开时间”（批准后立即公开），或者改选以后的时间。")]
    InThePast,
}

/// What stands in words that somebody gives with a deed (a name, a reason) and must not stand there.
pub(super) fn unfit(refusals: &[AdmissionRefusal]) -> String {
    let found = |refusal: &AdmissionRefusal| match refusal {
        AdmissionRefusal::PersonalData { kind, found } => format!("疑似个人信息（{}：{found}）", kind.word()),
        AdmissionRefusal::Classified(mark) => {
            format!("密级或内部标志“{mark}”（涉密内容严禁录入，请按保密规定处理）")
        }
        AdmissionRefusal::BlankLeft(blank) => format!("没填写的地方（{blank}）"),
        other => other.to_string(),
    };
    let found: Vec<_> = refusals.iter().map(found).collect();
    format!(
        "您填写的文字中有{}。别人会看到这段文字，请删去或改写后再提交。",
        found.join("、")
    )
}
