//! The form of an entry, as it was typed.

use domain::rulebook::{Basis, DayUnit, Deadline, Entry, StageRule, Trigger, Understood};
use domain::words::{Authority, ReviewKind, Rhythm, Scope, Stage, ThreeMajor, Told, Way};

use crate::desk::Fields;
use crate::texts::{Catalogue, fill};

/// What somebody typed about an entry, whether it makes sense or not.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    pub(super) key: String,
    pub(super) category: String,
    pub(super) name: String,
    pub(super) elements: String,
    pub(super) basis: String,
    pub(super) widest: String,
    pub(super) narrowest: String,
    pub(super) first_days: String,
    pub(super) review_days: String,
    pub(super) stages: Vec<TypedStage>,
    pub(super) rhythm: String,
    pub(super) days: String,
    pub(super) unit: String,
    pub(super) from: String,
    pub(super) words: String,
    pub(super) three_major: String,
    pub(super) review: Vec<String>,
    pub(super) review_waiver: String,
    pub(super) authority: String,
    pub(super) ways: Vec<String>,
    pub(super) responsible: String,
    pub(super) after: String,
    pub(super) tells: bool,
    pub(super) mirror: String,
    pub(super) mirror_note: String,
    pub(super) template: String,
}

/// A stage in the form.
#[derive(Clone, Debug)]
pub(super) struct TypedStage {
    pub(super) stage: Stage,
    pub(super) owed: bool,
    pub(super) notice: String,
    pub(super) days: String,
}

impl From<&Entry> for Typed {
    fn from(entry: &Entry) -> Self {
        let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        let basis = |basis: &Basis| format!("{}{}", basis.document, basis.article);
        let stage = |stage: &Stage| {
            let rule = entry.stage(*stage);
            TypedStage {
                stage: *stage,
                owed: rule.is_some(),
                notice: number(rule.map(|rule| rule.notice_days).filter(|days| 0 < *days)),
                days: number(rule.and_then(|rule| rule.deadline_days)),
            }
        };
        let deadline = entry.deadline.as_ref();
        Self {
            key: entry.key.clone(),
            category: entry.category.clone(),
            name: entry.name.clone(),
            elements: entry.elements.join("\n"),
            basis: entry.basis.iter().map(basis).collect::<Vec<_>>().join("\n"),
            widest: entry.widest.code().into(),
            narrowest: entry.narrowest.code().into(),
            first_days: number(entry.members_first_days),
            review_days: number(entry.review_days),
            stages: Stage::ALL.iter().map(stage).collect(),
            rhythm: entry.rhythm.code().into(),
            days: number(deadline.map(|deadline| deadline.days)),
            unit: deadline
                .map_or(DayUnit::Working, |deadline| deadline.unit)
                .code()
                .into(),
            from: deadline
                .map_or(Trigger::Formed, |deadline| deadline.from)
                .code()
                .into(),
            words: deadline
                .map(|deadline| deadline.words.clone())
                .unwrap_or_default(),
            three_major: entry.three_major.map_or("", ThreeMajor::code).into(),
            review: entry.review.iter().map(|kind| kind.code().into()).collect(),
            review_waiver: entry.review_waiver.clone().unwrap_or_default(),
            authority: entry.authority.code().into(),
            ways: entry.ways.iter().map(|way| way.code().into()).collect(),
            responsible: entry.responsible.clone(),
            after: entry.after.join(" "),
            tells: entry.tells == Told::Everybody,
            mirror: entry.mirror.clone().unwrap_or_default(),
            mirror_note: entry.mirror_note.clone().unwrap_or_default(),
            template: entry.template.clone().unwrap_or_default(),
        }
    }
}

impl Typed {
    /// A blank entry under a heading, with what most entries have.
    pub(super) fn blank(category: &str) -> Self {
        let stage = |stage: &Stage| TypedStage {
            stage: *stage,
            owed: *stage == Stage::Result,
            notice: String::new(),
            days: String::new(),
        };
        let code = str::to_owned;
        Self {
            category: category.to_owned(),
            widest: code(Scope::Members.code()),
            narrowest: code(Scope::Unit.code()),
            stages: Stage::ALL.iter().map(stage).collect(),
            rhythm: code(Rhythm::PerEvent.code()),
            unit: code(DayUnit::Working.code()),
            from: code(Trigger::Formed.code()),
            review: vec![code(ReviewKind::Secrecy.code()), code(ReviewKind::Check.code())],
            authority: code(Authority::Unit.code()),
            ways: vec![code(Way::Platform.code())],
            ..Self::default()
        }
    }

    /// What was sent.
    pub(super) fn sent(sent: &Fields) -> Self {
        let owed = sent.all("stage");
        let stage = |stage: &Stage| TypedStage {
            stage: *stage,
            owed: owed.iter().any(|code| code == stage.code()),
            notice: sent.one(&format!("notice-{}", stage.code())).to_owned(),
            days: sent.one(&format!("days-{}", stage.code())).to_owned(),
        };
        let one = |name: &str| sent.one(name).to_owned();
        Self {
            key: one("key"),
            category: one("category"),
            name: one("name"),
            elements: sent.text("elements"),
            basis: sent.text("basis"),
            widest: one("widest"),
            narrowest: one("narrowest"),
            first_days: one("first_days"),
            review_days: one("review_days"),
            stages: Stage::ALL.iter().map(stage).collect(),
            rhythm: one("rhythm"),
            days: one("days"),
            unit: one("unit"),
            from: one("from"),
            words: one("words"),
            three_major: one("three_major"),
            review: sent.all("review"),
            review_waiver: one("review_waiver"),
            authority: one("authority"),
            ways: sent.all("way"),
            responsible: one("responsible"),
            after: one("after"),
            tells: sent.one("tells") == Told::Everybody.code(),
            mirror: one("mirror"),
            mirror_note: one("mirror_note"),
            template: sent.text("template"),
        }
    }

    /// The entry that this makes, as far as numbers are numbers; what the rules say of it, the strict reader knows.
    pub(super) fn read(&self, w: &Catalogue) -> Result<Entry, Vec<String>> {
        let mut errors = Vec::new();
        let mut number = |typed: &str| {
            read_number(typed, w).unwrap_or_else(|error| {
                errors.push(error);
                None
            })
        };
        let stages: Vec<_> = self
            .stages
            .iter()
            .filter(|stage| stage.owed)
            .map(|stage| StageRule {
                stage: stage.stage,
                notice_days: number(&stage.notice).unwrap_or(0),
                deadline_days: number(&stage.days),
            })
            .collect();
        let (first, days) = (number(&self.first_days), number(&self.days));
        let review_days = number(&self.review_days);
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Entry {
            key: self.key.trim().to_owned(),
            category: self.category.clone(),
            name: self.name.trim().to_owned(),
            elements: lines(&self.elements).map(str::to_owned).collect(),
            basis: lines(&self.basis).filter_map(Basis::read).collect(),
            widest: Scope::from_code(&self.widest).unwrap_or(Scope::Members),
            narrowest: Scope::from_code(&self.narrowest).unwrap_or(Scope::Unit),
            members_first_days: first,
            stages,
            rhythm: Rhythm::from_code(&self.rhythm).unwrap_or(Rhythm::PerEvent),
            deadline: self.deadline(days),
            three_major: ThreeMajor::from_code(&self.three_major),
            review: self
                .review
                .iter()
                .filter_map(|code| ReviewKind::from_code(code))
                .collect(),
            review_waiver: said(&self.review_waiver),
            authority: Authority::from_code(&self.authority).unwrap_or(Authority::Superior),
            review_days,
            ways: self.ways.iter().filter_map(|code| Way::from_code(code)).collect(),
            responsible: self.responsible.trim().to_owned(),
            after: self.after.split_whitespace().map(str::to_owned).collect(),
            tells: if self.tells {
                Told::Everybody
            } else {
                Told::Followers
            },
            mirror: said(&self.mirror),
            mirror_note: said(&self.mirror_note),
            template: said(&self.template),
        })
    }

    /// Words without a number are understood as far as they can be.
    fn deadline(&self, days: Option<u32>) -> Option<Deadline> {
        let words = self.words.trim();
        match days {
            Some(days) => Some(Deadline {
                days,
                unit: one_of(DayUnit::ALL, DayUnit::code, &self.unit).unwrap_or(DayUnit::Working),
                from: one_of(Trigger::ALL, Trigger::code, &self.from).unwrap_or(Trigger::Formed),
                words: words.to_owned(),
            }),
            None => match Deadline::understand(words) {
                Understood::Deadline(deadline) | Understood::Assumed(deadline) => Some(deadline),
                Understood::Rhythm(_) | Understood::Unclear => None,
            },
        }
    }
}

fn read_number(typed: &str, w: &Catalogue) -> Result<Option<u32>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    typed
        .parse()
        .map(Some)
        .map_err(|_| fill(w.fault_number, &[typed]))
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn said(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn one_of<W: Copy>(all: &[W], code: fn(W) -> &'static str, typed: &str) -> Option<W> {
    all.iter().copied().find(|word| code(*word) == typed)
}
