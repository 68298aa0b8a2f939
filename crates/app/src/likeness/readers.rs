//! Who may see a text of the index, as a word for each class of readers: its audience tokens that are open now, and the
//! desk of its unit.

use std::collections::{BTreeSet, HashSet};

use domain::actor::Actor;
use domain::ids::UnitId;

use crate::reader::Reader;

const PUBLIC: &str = "public";
const MEMBERS: &str = "members";
const NON_MEMBERS: &str = "nonmembers";

/// The token of those who work in a unit.
pub(super) fn desk(unit: UnitId) -> String {
    format!("desk:{unit}")
}

/// The class of those who have one of these tokens.
pub(super) fn class(mut tokens: BTreeSet<String>) -> String {
    // the members and everybody but the members are everybody
    if tokens.contains(MEMBERS) && tokens.contains(NON_MEMBERS) {
        tokens.insert(PUBLIC.to_owned());
    }
    Vec::from_iter(tokens).join(" ")
}

/// The tokens with which a question is asked. What they do not lead to takes no part in the answer.
#[derive(Clone, Debug)]
pub(super) struct Asker(HashSet<String>);

impl Asker {
    /// Somebody who reads, and sees the desks of the units they work in.
    pub(super) fn of(reader: &Reader, actor: &Actor) -> Self {
        let desks = actor.seats.iter().map(|seat| seat.unit);
        let desks = desks.filter(|unit| actor.works_in(*unit)).map(desk);
        Self(reader.tokens().iter().cloned().chain(desks).collect())
    }

    pub(super) fn may_read(&self, class: &str) -> bool {
        class.split(' ').any(|token| self.0.contains(token))
    }
}

/// What many people read alike: findings are kept for each view, computed among its texts alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum View {
    /// What everybody reads.
    Public,
    /// What every member reads.
    Members,
    /// What everybody reads, and everything of one unit.
    Desk(UnitId),
}

impl View {
    /// The name under which its findings are kept.
    pub(super) fn code(self) -> String {
        match self {
            Self::Public => PUBLIC.to_owned(),
            Self::Members => MEMBERS.to_owned(),
            Self::Desk(unit) => desk(unit),
        }
    }

    /// Whoever has it, as they ask.
    pub(super) fn asker(self) -> Asker {
        let own = match self {
            Self::Public => None,
            Self::Members | Self::Desk(_) => Some(self.code()),
        };
        Asker(own.into_iter().chain([PUBLIC.to_owned()]).collect())
    }

    /// The views in which a text of a unit stands.
    pub(super) fn of(unit: UnitId, class: &str) -> Vec<Self> {
        let views = [Self::Public, Self::Members, Self::Desk(unit)];
        let holds = |view: &Self| match view {
            // the texts of other units do not concern this desk
            Self::Desk(_) => class.split(' ').any(|token| token == view.code()),
            Self::Public | Self::Members => view.asker().may_read(class),
        };
        views.into_iter().filter(holds).collect()
    }
}

/// The views that somebody has, the widest first.
pub(super) fn views_of(reader: &Reader, actor: &Actor) -> Vec<View> {
    let asker = Asker::of(reader, actor);
    let desks = actor.seats.iter().map(|seat| View::Desk(seat.unit));
    let mut views: Vec<_> = [View::Public, View::Members].into_iter().chain(desks).collect();
    views.retain(|view| asker.may_read(&view.code()));
    views.sort();
    views.dedup();
    views
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const UNIT: UnitId = UnitId(Uuid::from_u128(1));
    const OTHER: UnitId = UnitId(Uuid::from_u128(2));

    fn of(tokens: &[&str]) -> String {
        class(tokens.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_text_stands_in_the_views_of_those_who_may_read_it_and_in_no_other() {
        let desk = desk(UNIT);
        let all = [View::Public, View::Members, View::Desk(UNIT)];
        assert_eq!(View::of(UNIT, &of(&["public", &desk])), all);
        assert_eq!(
            View::of(UNIT, &of(&["members", &desk])),
            [View::Members, View::Desk(UNIT)]
        );
        assert_eq!(View::of(UNIT, &of(&["members", "nonmembers", &desk])), all);
        assert_eq!(
            View::of(UNIT, &of(&["person:1", "subtree:2", &desk])),
            [View::Desk(UNIT)]
        );
        assert_eq!(
            View::of(OTHER, &of(&["unit:1", &desk])),
            [],
            "another unit’s desk"
        );
    }

    #[test]
    fn nobody_asks_among_what_a_view_does_not_hold() {
        assert!(!View::Public.asker().may_read(&of(&["members"])));
        assert!(!View::Public.asker().may_read(&of(&["nonmembers"])));
        assert!(!View::Members.asker().may_read(&of(&["subtree:1", &desk(UNIT)])));
        assert!(View::Desk(UNIT).asker().may_read(&of(&["person:1", &desk(UNIT)])));
        assert!(!View::Desk(UNIT).asker().may_read(&of(&["members", &desk(OTHER)])));
    }
}
