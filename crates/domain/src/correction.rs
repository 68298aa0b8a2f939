//! A correction (更正): a new version of what was released. It goes the whole way again, and whoever could read the
//! old version reads the new one too, unless somebody says why not.

use crate::audience::Token;
use crate::ids::{DisclosureId, UnitId};
use crate::proposal::Proposal;
use crate::time::Timestamp;
use crate::words::Scope;

/// The version that a plan corrects, as the rules see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// Which.
    pub disclosure: DisclosureId,
    /// Who could see it, from when.
    pub audience: Vec<(Token, Timestamp)>,
}

impl Corrected {
    /// The widest part of the old audience that a proposal leaves out, or lets wait longer than it had to. The line
    /// is the unit of the matter and every unit above it.
    #[must_use]
    pub fn left_out(&self, proposal: &Proposal, release: Timestamp, line: &[UnitId]) -> Option<Scope> {
        let kept = |(token, from): &(Token, Timestamp)| {
            proposal.audience.iter().any(|share| {
                covers(share.token, *token, line)
                    && share.from.is_none_or(|since| since <= release.max(*from))
            })
        };
        let lost = self.audience.iter().filter(|share| !kept(share));
        lost.map(|(token, _)| token.scope()).max()
    }

    /// Since when the members could see the old version.
    #[must_use]
    pub fn members_since(&self) -> Option<Timestamp> {
        let members = self.audience.iter().filter(|(token, _)| *token == Token::Members);
        members.map(|(_, from)| *from).min()
    }
}

/// Whether everybody of one token is surely among those of another.
fn covers(wide: Token, narrow: Token, line: &[UnitId]) -> bool {
    let place = |unit: UnitId| line.iter().position(|above| *above == unit);
    match (wide, narrow) {
        (Token::Public, _) => true,
        (Token::Subtree(wide), Token::Unit(narrow) | Token::Subtree(narrow)) => {
            wide == narrow || place(narrow).is_some_and(|low| place(wide).is_some_and(|high| low <= high))
        }
        (wide, narrow) => wide == narrow,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::audience::Share;

    fn left_out(old: &[(Token, i64)], new: &[(Token, Option<i64>)]) -> Option<Scope> {
        let [branch, root] = [1, 2].map(|id| UnitId(Uuid::from_u128(id)));
        let corrected = Corrected {
            disclosure: DisclosureId(Uuid::nil()),
            audience: old
                .iter()
                .map(|(token, from)| (*token, Timestamp(*from)))
                .collect(),
        };
        let share = |(token, from): &(Token, Option<i64>)| Share {
            token: *token,
            from: from.map(Timestamp),
        };
        let proposal = Proposal {
            audience: new.iter().map(share).collect(),
            ..Proposal::default()
        };
        corrected.left_out(&proposal, Timestamp(10), &[branch, root])
    }

    #[test]
    fn the_same_audience_or_a_wider_one_leaves_nobody_out() {
        let [branch, root] = [1, 2].map(|id| UnitId(Uuid::from_u128(id)));
        let branch_saw = [(Token::Unit(branch), 1)];
        for wider in [
            Token::Unit(branch),
            Token::Subtree(branch),
            Token::Subtree(root),
            Token::Public,
        ] {
            assert_eq!(left_out(&branch_saw, &[(wider, None)]), None, "{wider}");
        }
        let both = [(Token::Members, 1), (Token::NonMembers, 20)];
        assert_eq!(
            left_out(&both, &[(Token::Members, None), (Token::Public, Some(20))]),
            None
        );
    }

    #[test]
    fn whoever_saw_the_old_version_and_would_not_see_the_new_one_in_time_is_left_out() {
        let branch = UnitId(Uuid::from_u128(1));
        let elsewhere = UnitId(Uuid::from_u128(3));
        let public = [(Token::Public, 1)];
        assert_eq!(left_out(&public, &[(Token::Members, None)]), Some(Scope::Public));
        assert_eq!(
            left_out(&public, &[(Token::Public, Some(11))]),
            Some(Scope::Public)
        );
        let unit = [(Token::Unit(branch), 1)];
        assert_eq!(left_out(&unit, &[(Token::Members, None)]), Some(Scope::Unit));
        assert_eq!(
            left_out(&unit, &[(Token::Subtree(elsewhere), None)]),
            Some(Scope::Unit)
        );
    }
}
