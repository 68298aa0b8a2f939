//! 加急先行公开: whether a release may come before the whole review, and until when it is confirmed.

use super::sheet::Table;

/// The longest time until the confirmation, in hours: a week.
const HOURS: (u32, u32) = (1, 168);

/// What the rules say of an urgent release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Urgent {
    /// It may come first; a second person confirms within so many hours.
    Within {
        /// How many.
        hours: u32,
    },
    /// It may not.
    Not {
        /// Why, where the rules say it.
        why: Option<String>,
    },
}

impl Urgent {
    /// What the file says; rules that are silent allow nothing.
    pub(super) fn read(table: &Table<'_>) -> Option<Self> {
        let Some(table) = table.optional_table("urgent") else {
            return Some(Self::Not { why: None });
        };
        let hours = table.optional_number("hours", HOURS);
        let refused = table.optional_text("refused");
        let read = match (hours, refused) {
            (Some(hours), None) => Some(Self::Within { hours }),
            (None, Some(why)) => Some(Self::Not { why: Some(why) }),
            (Some(_), Some(_)) | (None, None) => {
                table.fault(
                    "hours",
                    "hours 与 refused 须写且只写一个",
                    "允许加急的写 hours（几小时内确认），不允许的写 refused（理由）",
                );
                None
            }
        };
        table.finish();
        read
    }

    /// Whether these rules allow more than others.
    #[must_use]
    pub fn is_looser_than(&self, superior: &Self) -> bool {
        match (self, superior) {
            (Self::Within { hours }, Self::Within { hours: above }) => above < hours,
            (Self::Within { .. }, Self::Not { .. }) => true,
            (Self::Not { .. }, _) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Urgent;

    #[test]
    fn a_subordinate_forbids_it_or_leaves_less_time() {
        let within = |hours| Urgent::Within { hours };
        let not = Urgent::Not { why: None };
        assert!(within(25).is_looser_than(&within(24)));
        assert!(within(1).is_looser_than(&not));
        assert!(!within(24).is_looser_than(&within(24)));
        assert!(!not.is_looser_than(&within(24)));
        assert!(!not.is_looser_than(&Urgent::Not {
            why: Some("无".into())
        }));
    }
}
