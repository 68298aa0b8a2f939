//! Who there is: units, persons and posts, each made from the seed and its index.

pub(crate) mod name;
mod post;
mod tree;

use crate::chance::Chance;
use domain::words::{Duty, UnitKind};

/// Five holders of posts in every unit that publishes: drafter, secrecy reviewer, checker, approver, discipline.
const SEATS: u32 = 5;
/// The system administrator of the root, the two persons of the discipline body, and the root's other two
/// administrators, after all units' seats.
const EXTRA: u32 = 5;

/// A unit as the app's command wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoUnit {
    /// Dotted down from the root: `001-02-01`.
    pub code: String,
    /// Chinese, made up.
    pub name: String,
    /// Every kind but 机关 occurs.
    pub kind: UnitKind,
    /// Its superior's place in the list, always an earlier one; none for the root.
    pub superior: Option<usize>,
}

/// A person on the roster or, for about eight in a hundred, outside the Party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoPerson {
    /// `P000001` upwards.
    pub code: String,
    /// Carries a marker such as 示 or 例 so that nobody is meant.
    pub name: String,
    /// The place of the unit in the list.
    pub unit: usize,
    /// Whether the roster says so.
    pub member: bool,
}

/// A post with its one holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoPost {
    /// The unit's code and a letter for the seat.
    pub code: String,
    /// The place of the unit in the list.
    pub unit: usize,
    /// As a plate on a door would say it.
    pub title: &'static str,
    /// What it may and must do.
    pub duties: Vec<Duty>,
    /// The index of a person of that unit; nobody holds two posts.
    pub holder: u32,
}

/// A made-up unit with all under it. Everything but the tree is computed by index when asked for.
#[derive(Clone, Debug)]
pub struct Organisation {
    seed: u64,
    units: Vec<DemoUnit>,
    leaves: Vec<usize>,
    members: u32,
    persons: u32,
}

impl Organisation {
    /// A tree of so many units with exactly so many members, or as many as the posts need if that is more.
    /// There are at least two units: the root and its discipline body.
    #[must_use]
    pub fn new(seed: u64, units: u32, members: u32) -> Self {
        let publishing = units.max(2) - 1;
        let tree = tree::grow(seed, usize::try_from(publishing).unwrap_or(1));
        let leaves: Vec<usize> = tree
            .iter()
            .enumerate()
            .filter(|(_, unit)| is_leaf(unit.kind))
            .map(|(at, _)| at)
            .collect();
        let members = members.max(publishing.saturating_mul(SEATS).saturating_add(EXTRA));
        let others = u32::try_from(u64::from(members) * 8 / 92).unwrap_or(0);
        Self {
            seed,
            units: tree,
            leaves,
            members,
            persons: members.saturating_add(others),
        }
    }

    /// Superiors before their subordinates; the discipline body comes last and publishes nothing.
    #[must_use]
    pub fn units(&self) -> Vec<DemoUnit> {
        self.units.clone()
    }

    /// How many units publish: those at the indexes below this number.
    #[must_use]
    pub fn publishing(&self) -> u32 {
        u32::try_from(self.units.len())
            .unwrap_or(u32::MAX)
            .saturating_sub(1)
    }

    /// How many persons there are, members and others.
    #[must_use]
    pub fn persons(&self) -> u32 {
        self.persons
    }

    /// The person at an index below [`Self::persons`]; the first ones hold the posts.
    #[must_use]
    pub fn person(&self, index: u32) -> DemoPerson {
        let (unit, member) = match index.checked_sub(self.seats()) {
            None => (self.unit_of_seat(index), true),
            Some(at) => (self.unit_of_ordinary(index), !self.is_outsider(at)),
        };
        let code = format!("P{:06}", u64::from(index) + 1);
        DemoPerson {
            code,
            name: name::person(self.seed, u64::from(index)),
            unit,
            member,
        }
    }

    /// Every post: five in each publishing unit, the root's three administrators, two in the discipline body.
    pub fn posts(&self) -> impl Iterator<Item = DemoPost> + '_ {
        post::all(self)
    }

    fn seats(&self) -> u32 {
        self.publishing().saturating_mul(SEATS).saturating_add(EXTRA)
    }

    fn unit_of_seat(&self, seat: u32) -> usize {
        let publishing = self.publishing();
        let unit = match seat.checked_sub(publishing.saturating_mul(SEATS)) {
            None => seat / SEATS,
            Some(1 | 2) => publishing,
            Some(_) => 0,
        };
        usize::try_from(unit).unwrap_or(0)
    }

    fn unit_of_ordinary(&self, index: u32) -> usize {
        let mut chance = Chance::of(self.seed, u64::from(index));
        let anywhere = self.leaves.is_empty() || chance.percent(5);
        let choices = if anywhere {
            self.units.len()
        } else {
            self.leaves.len()
        };
        let at = chance.below(u32::try_from(choices).unwrap_or(u32::MAX));
        let at = usize::try_from(at).unwrap_or(0);
        if anywhere {
            at
        } else {
            self.leaves.get(at).copied().unwrap_or(0)
        }
    }

    /// Spreads those outside the Party evenly over all without a post, exactly as many as there are.
    fn is_outsider(&self, at: u32) -> bool {
        let outsiders = u64::from(self.persons - self.members);
        let all = u64::from(self.persons - self.seats()).max(1);
        let until = |at: u64| at * outsiders / all;
        until(u64::from(at) + 1) > until(u64::from(at))
    }
}

fn is_leaf(kind: UnitKind) -> bool {
    matches!(kind, UnitKind::Branch | UnitKind::Department)
}

#[cfg(test)]
mod tests;
