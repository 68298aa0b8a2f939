//! Groups of witnesses, and when they have witnessed.

use std::ops::RangeInclusive;

use super::Policy;

/// How many members of a group are enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threshold {
    /// Every one.
    All,
    /// One.
    Any,
    /// As many, from 1 to the number of members.
    AtLeast(usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) name: Vec<u8>,
    pub(super) threshold: Threshold,
    pub(super) members: Vec<Member>,
}

/// By their places among the policy's witnesses and groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Member {
    Witness(usize),
    Group(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quorum {
    None,
    By(Member),
}

impl Threshold {
    fn is_met(self, of_members: usize, witnessed: usize) -> bool {
        match self {
            Threshold::All => witnessed == of_members,
            Threshold::Any => witnessed >= 1,
            Threshold::AtLeast(least) => witnessed >= least,
        }
    }
}

impl Policy {
    /// The first of the times by which the witnesses are a quorum.
    pub(super) fn quorum_by(&self, times: &[Option<u64>]) -> Option<u64> {
        let mut bounds: Vec<u64> = times.iter().flatten().copied().collect();
        bounds.sort_unstable();
        bounds
            .into_iter()
            .find(|bound| self.is_met_within(times, 0..=*bound))
    }

    /// The last of the times since which the witnesses are a quorum.
    pub(super) fn quorum_since(&self, times: &[Option<u64>]) -> Option<u64> {
        let mut bounds: Vec<u64> = times.iter().flatten().copied().collect();
        bounds.sort_unstable_by(|one, other| other.cmp(one));
        bounds
            .into_iter()
            .find(|bound| self.is_met_within(times, *bound..=u64::MAX))
    }

    /// Whether the witnesses that have a time in this range are a quorum. Nobody is none.
    fn is_met_within(&self, times: &[Option<u64>], range: RangeInclusive<u64>) -> bool {
        let within: Vec<Option<u64>> = times
            .iter()
            .map(|time| time.filter(|time| range.contains(time)))
            .collect();
        self.quorum != Quorum::None && self.is_met_by(&within)
    }

    /// Whether the witnesses that have a time, by their places, are a quorum.
    pub(super) fn is_met_by(&self, times: &[Option<u64>]) -> bool {
        let mut groups: Vec<bool> = Vec::new();
        let has = |groups: &[bool], member: &Member| match member {
            Member::Witness(place) => times.get(*place).is_some_and(Option::is_some),
            Member::Group(place) => groups.get(*place).copied().unwrap_or(false),
        };
        // A group names only what stands before it, so one pass knows them all.
        for group in &self.groups {
            let witnessed = group.members.iter().filter(|member| has(&groups, member)).count();
            groups.push(group.threshold.is_met(group.members.len(), witnessed));
        }
        match self.quorum {
            Quorum::None => true,
            Quorum::By(member) => has(&groups, &member),
        }
    }
}
