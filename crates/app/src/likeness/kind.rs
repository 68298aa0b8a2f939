//! What a finding of the index is on our pages.

use std::collections::HashMap;

use copycheck::{Finding, FindingKind};
use domain::ids::DisclosureId;
use domain::likeness::Kind;
use domain::proposal::Proposal;

use super::text::Held;

/// How a text came by what it shares: credit counts that stands in the text, or beside it in the proposal.
pub(super) fn kind(finding: &Finding, is_own: bool, is_credited: bool) -> Kind {
    match finding.kind {
        _ if is_credited => Kind::Credited,
        FindingKind::Credited => Kind::Credited,
        FindingKind::Reply => Kind::Reply,
        FindingKind::Republished => Kind::Own,
        FindingKind::Copy | FindingKind::Mass if is_own => Kind::Own,
        FindingKind::Mass => Kind::Mass,
        FindingKind::Copy => Kind::Copy,
    }
}

/// Whether a proposal credits a source, or another version of it that whoever asks may open: else the credit would tell
/// them that there is one.
pub(super) fn credits(
    proposal: &Proposal,
    source: &Held,
    (known, may_open): (&HashMap<DisclosureId, Held>, impl Fn(&Held) -> bool),
) -> bool {
    let mut credited = proposal.credits.iter().filter_map(|id| known.get(id));
    credited.any(|credited| credited.place() == source.place() && may_open(credited))
}

/// The part of a text of so many characters that a finding's passages cover, in thousandths.
pub(super) fn share(finding: &Finding, length: usize) -> i64 {
    let mut passages: Vec<_> = finding
        .passages
        .iter()
        .map(|passage| passage.here.clone())
        .collect();
    passages.sort_by_key(|here| here.start);
    let (mut covered, mut end) = (0, 0);
    for here in passages {
        covered += here.end.saturating_sub(here.start.max(end));
        end = end.max(here.end);
    }
    i64::try_from((covered * 1000 + length / 2) / length.max(1)).unwrap_or(1000)
}

#[cfg(test)]
mod tests {
    use copycheck::Passage;

    use super::*;

    #[test]
    fn what_two_passages_share_counts_once() {
        let passage = |here| Passage {
            here,
            there: 0..1,
            is_credited: false,
        };
        let found = |passages: Vec<Passage>| Finding {
            id: String::new(),
            kind: FindingKind::Copy,
            score: 1.0,
            share: 0.0,
            copied: 1,
            passages,
            foreign_names: Vec::new(),
        };
        assert_eq!(share(&found(vec![passage(20..40), passage(0..30)]), 100), 400);
        assert_eq!(share(&found(vec![passage(0..1)]), 3), 333);
        assert_eq!(share(&found(Vec::new()), 0), 0);
    }
}
