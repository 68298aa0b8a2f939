//! What is different between two versions of a catalogue.

#[cfg(test)]
mod tests;

use super::{Entry, Rulebook};

/// A field of an entry, as far as a reader can see that it changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Its heading.
    Category,
    /// 条目名称
    Name,
    /// 公开内容（要素）
    Elements,
    /// 公开依据
    Basis,
    /// 公开范围, with how long members come first
    Scope,
    /// 公开阶段, with notice periods and days of their own
    Stages,
    /// 公开周期
    Rhythm,
    /// 公开时限
    Deadline,
    /// 三重一大
    ThreeMajor,
    /// 审查环节 with its days, or why one is missing
    Review,
    /// 审批权限
    Authority,
    /// 公开方式
    Ways,
    /// 责任岗位
    Responsible,
    /// 前置条目
    After,
    /// Who hears of it
    Tells,
    /// 对应条目 of the other track
    Mirror,
}

impl Field {
    /// Every field, in the order of a page.
    pub const ALL: &'static [Self] = &[
        Self::Category,
        Self::Name,
        Self::Elements,
        Self::Basis,
        Self::Scope,
        Self::Stages,
        Self::Rhythm,
        Self::Deadline,
        Self::ThreeMajor,
        Self::Review,
        Self::Authority,
        Self::Ways,
        Self::Responsible,
        Self::After,
        Self::Tells,
        Self::Mirror,
    ];
}

/// The entries of the newer version that the older lacks, the other way round, and those with other fields; the
/// keys in the order of the version they stand in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Only in the newer one.
    pub added: Vec<String>,
    /// Only in the older one.
    pub removed: Vec<String>,
    /// In both, with the fields that differ.
    pub changed: Vec<(String, Vec<Field>)>,
    /// Whether what makes a matter's way stricter differs.
    pub thresholds: bool,
    /// Whether the rule on urgent releases differs.
    pub urgent: bool,
}

impl Difference {
    /// Whether nothing that binds anybody differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.removed.is_empty()
            && self.changed.is_empty()
            && !self.thresholds
            && !self.urgent
    }
}

impl Rulebook {
    /// What is different from an older version.
    #[must_use]
    pub fn difference(&self, older: &Self) -> Difference {
        let lacks = |book: &Self, entry: &&Entry| book.entry(&entry.key).is_none();
        let keys = |entry: &Entry| entry.key.clone();
        let fields = |entry: &Entry| {
            let before = older.entry(&entry.key)?;
            let changed: Vec<_> = Field::ALL
                .iter()
                .copied()
                .filter(|field| self.changed(older, (entry, before), *field))
                .collect();
            (!changed.is_empty()).then(|| (entry.key.clone(), changed))
        };
        Difference {
            added: self
                .entries
                .iter()
                .filter(|entry| lacks(older, entry))
                .map(keys)
                .collect(),
            removed: older
                .entries
                .iter()
                .filter(|entry| lacks(self, entry))
                .map(keys)
                .collect(),
            changed: self.entries.iter().filter_map(fields).collect(),
            thresholds: self.thresholds != older.thresholds,
            urgent: self.urgent != older.urgent,
        }
    }

    /// The name of the heading an entry stands under.
    #[must_use]
    pub fn heading(&self, entry: &Entry) -> &str {
        let found = self
            .categories
            .iter()
            .find(|category| category.key == entry.category);
        found.map_or("", |category| category.name.as_str())
    }

    fn changed(&self, older: &Self, (entry, before): (&Entry, &Entry), field: Field) -> bool {
        match field {
            Field::Category => self.heading(entry) != older.heading(before),
            Field::Name => entry.name != before.name,
            Field::Elements => entry.elements != before.elements,
            Field::Basis => entry.basis != before.basis,
            Field::Scope => {
                let scope = |e: &Entry| (e.widest, e.narrowest, e.members_first_days);
                scope(entry) != scope(before)
            }
            Field::Stages => entry.stages != before.stages,
            Field::Rhythm => entry.rhythm != before.rhythm,
            Field::Deadline => entry.deadline != before.deadline,
            Field::ThreeMajor => entry.three_major != before.three_major,
            Field::Review => {
                let review = |e: &Entry| (e.review.clone(), e.review_waiver.clone(), e.review_days);
                review(entry) != review(before)
            }
            Field::Authority => entry.authority != before.authority,
            Field::Ways => entry.ways != before.ways,
            Field::Responsible => entry.responsible != before.responsible,
            Field::After => entry.after != before.after,
            Field::Tells => entry.tells != before.tells,
            Field::Mirror => (&entry.mirror, &entry.mirror_note) != (&before.mirror, &before.mirror_note),
        }
    }
}
