//! The rules as data: what a unit has to disclose, to whom, in which order and by when.
//!
//! A rulebook is a file that a clerk can read and correct. Whatever is wrong with it is refused at the door
//! with a sentence for each fault, so that no later rule meets a half-written entry.

#[cfg(test)]
mod any;
mod boundary;
mod check;
mod deadline_words;
mod difference;
mod edit;
mod fault;
mod mirror;
mod read;
pub(crate) mod sheet;
mod stricter;
#[cfg(test)]
mod tests;
mod threshold;
mod urgent;
mod write;

use jiff::civil::Date;

pub use self::boundary::{Suggestion, suggestions};
pub use self::deadline_words::Understood;
pub use self::difference::{Difference, Field};
pub use self::fault::{Fault, Faults};
pub use self::mirror::Mirrored;
pub use self::threshold::Threshold;
pub use self::urgent::Urgent;
use crate::words::{Authority, ReviewKind, Rhythm, Scope, Stage, ThreeMajor, Told, Track, Way};

/// One version of one track's rules.
#[derive(Clone, Debug, PartialEq)]
pub struct Rulebook {
    /// The name that all versions share.
    pub code: String,
    /// What people call it.
    pub title: String,
    /// The track all its entries belong to.
    pub track: Track,
    /// Counts up from 1.
    pub version: u32,
    /// The first day it holds.
    pub in_force_from: Date,
    /// The body that issued it.
    pub issued_by: String,
    /// What its readers should know about it.
    pub note: String,
    /// The catalogue's headings, in the order they are shown.
    pub categories: Vec<Category>,
    /// Whether something may be released before its review is through.
    pub urgent: Urgent,
    /// What has to be disclosed, in the order it is shown.
    pub entries: Vec<Entry>,
    /// 三重一大: what brings a stricter way than the entry's.
    pub thresholds: Vec<Threshold>,
}

/// A heading of the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Category {
    /// The name that entries refer to.
    pub key: String,
    /// What people read.
    pub name: String,
}

/// One thing that has to be disclosed, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Stable over all versions: `DW-03-02`.
    pub key: String,
    /// The key of its heading.
    pub category: String,
    /// What people call it.
    pub name: String,
    /// 公开内容（要素）: the checklist a drafter goes through.
    pub elements: Vec<String>,
    /// Why it has to be disclosed.
    pub basis: Vec<Basis>,
    /// The widest audience it may have.
    pub widest: Scope,
    /// The narrowest audience it must have.
    pub narrowest: Scope,
    /// 先党内后党外: how many days, at least, members see it before the public does.
    pub members_first_days: Option<u32>,
    /// The stages it owes, in their order; at least one.
    pub stages: Vec<StageRule>,
    /// How often it is owed.
    pub rhythm: Rhythm,
    /// By when it is owed, counted from what sets the clock going.
    pub deadline: Option<Deadline>,
    /// 三重一大: set if a stricter route applies.
    pub three_major: Option<ThreeMajor>,
    /// The reviews a plan must pass, in their order.
    pub review: Vec<ReviewKind>,
    /// Why secrecy review or check may be missing from [`Entry::review`]; `None` when both are there.
    pub review_waiver: Option<String>,
    /// Whose approver decides.
    pub authority: Authority,
    /// Working days for each review and for the approval; `None` when the rules set none.
    pub review_days: Option<u32>,
    /// How it is made known; at least one way.
    pub ways: Vec<Way>,
    /// Whose task it is, in words: the post, not the person.
    pub responsible: String,
    /// Keys of the entries that must have been disclosed before this one.
    pub after: Vec<String>,
    /// Who hears of it when it is released.
    pub tells: Told,
    /// The entry of the other track that discloses the other side of the same work.
    pub mirror: Option<String>,
    /// What each of the two says and the other does not.
    pub mirror_note: Option<String>,
    /// What a drafter may begin with, as Markdown.
    pub template: Option<String>,
}

/// A document that an entry rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Basis {
    /// The document's title.
    pub document: String,
    /// Where in the document.
    pub article: String,
}

impl Basis {
    /// The article of a basis that names none.
    pub const WHOLE: &'static str = "全文";

    /// Reads a line as people write it: 《某规定》第三条. Without an article the whole document is meant.
    #[must_use]
    pub fn read(line: &str) -> Option<Self> {
        let line = line.trim();
        let (document, article) = match line.rfind('》') {
            Some(at) => line.split_at(at + '》'.len_utf8()),
            None => line.split_once(char::is_whitespace).unwrap_or((line, "")),
        };
        let article = article.trim().trim_start_matches(['，', ',', '、']);
        (!document.is_empty()).then(|| Self {
            document: document.to_owned(),
            article: if article.is_empty() { Self::WHOLE } else { article }.to_owned(),
        })
    }
}

/// What an entry says about one of its stages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageRule {
    /// The stage it is about.
    pub stage: Stage,
    /// 公示期: working days on display before the next stage may be released; 0 for none.
    pub notice_days: u32,
    /// Days within which this stage has to be released, where they differ from the entry's deadline; in the
    /// deadline's unit, working days without one.
    pub deadline_days: Option<u32>,
}

/// How long there is time to disclose.
#[derive(Clone, Debug, PartialEq)]
pub struct Deadline {
    /// How many days.
    pub days: u32,
    /// Which days count.
    pub unit: DayUnit,
    /// What sets the clock going.
    pub from: Trigger,
    /// The words of the rule itself, shown beside the computed day.
    pub words: String,
}

/// Which days count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayUnit {
    /// 工作日
    Working,
    /// 自然日
    Calendar,
}

impl DayUnit {
    /// Both units.
    pub const ALL: &'static [Self] = &[Self::Working, Self::Calendar];

    /// The word as it is written in rulebooks.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Working => "working",
            Self::Calendar => "calendar",
        }
    }
}

/// What sets a deadline's clock going.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// 信息形成或者变更
    Formed,
    /// 作出决定
    Decided,
    /// 批准
    Approved,
}

impl Trigger {
    /// Every trigger.
    pub const ALL: &'static [Self] = &[Self::Formed, Self::Decided, Self::Approved];

    /// The word as it is written in rulebooks.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Formed => "formed",
            Self::Decided => "decided",
            Self::Approved => "approved",
        }
    }
}

impl Rulebook {
    /// Reads a rulebook file; refuses with everything that is wrong with it.
    pub fn parse(file_name: &str, text: &str) -> Result<Self, Faults> {
        read::rulebook(file_name, text)
    }

    /// The entry with this key.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

impl Entry {
    /// What is said about a stage; `None` if the entry does not owe it.
    #[must_use]
    pub fn stage(&self, stage: Stage) -> Option<&StageRule> {
        self.stages.iter().find(|rule| rule.stage == stage)
    }

    /// The stage that has to be released before this one, if the entry owes one before it.
    #[must_use]
    pub fn previous_stage(&self, stage: Stage) -> Option<Stage> {
        self.stages
            .iter()
            .map(|rule| rule.stage)
            .filter(|earlier| *earlier < stage)
            .max()
    }
}
