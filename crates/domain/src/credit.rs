//! Credit (注明出处): a proposal names the disclosures it learnt from. It is part of the bytes that are reviewed and
//! released, so nobody adds or drops it afterwards.

use crate::ids::{DisclosureId, MatterId};
use crate::proposal::Proposal;
use crate::refusal::CreditRefusal as Refusal;

/// The most sources of a proposal that one person sees there.
pub const MOST: usize = 20;

/// A disclosure to be credited, and the matter it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The disclosure.
    pub disclosure: DisclosureId,
    /// Its matter.
    pub matter: MatterId,
}

impl Proposal {
    /// The same proposal of a matter with one more source credited, by somebody who sees so many of its credits. What
    /// they do not see does not count: they could not remove it, and nobody is told that it is there.
    pub fn crediting(&self, matter: MatterId, source: Source, seen: usize) -> Result<Self, Refusal> {
        if source.matter == matter {
            return Err(Refusal::OwnMatter);
        }
        if self.credits.contains(&source.disclosure) {
            return Err(Refusal::Already);
        }
        if MOST <= seen {
            return Err(Refusal::TooMany);
        }
        let mut next = self.clone();
        next.credits.push(source.disclosure);
        Ok(next)
    }

    /// The same proposal without the credit of one source; nothing when it does not credit it.
    #[must_use]
    pub fn not_crediting(&self, source: DisclosureId) -> Option<Self> {
        let mut next = self.clone();
        next.credits.retain(|credited| *credited != source);
        (next != *self).then_some(next)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn source(number: u128) -> Source {
        Source {
            disclosure: DisclosureId(Uuid::from_u128(number)),
            matter: MatterId(Uuid::from_u128(1000 + number)),
        }
    }

    const OWN: MatterId = MatterId(Uuid::from_u128(7));

    #[test]
    fn a_source_is_credited_once_and_taken_back() {
        let bare = Proposal::default();
        let one = bare.crediting(OWN, source(1), 0).unwrap();
        let two = one.crediting(OWN, source(2), 1).unwrap();
        assert_eq!(two.credits, [source(1).disclosure, source(2).disclosure]);
        assert_eq!(two.crediting(OWN, source(1), 2), Err(Refusal::Already));
        assert_eq!(two.not_crediting(source(2).disclosure), Some(one));
        assert_eq!(bare.not_crediting(source(2).disclosure), None);
    }

    #[test]
    fn a_matter_does_not_borrow_from_itself() {
        let own = Source {
            matter: OWN,
            ..source(1)
        };
        assert_eq!(
            Proposal::default().crediting(OWN, own, 0),
            Err(Refusal::OwnMatter)
        );
    }

    #[test]
    fn there_is_a_most_of_sources_that_somebody_sees() {
        let full = (1..=20).fold(Proposal::default(), |proposal, number| {
            proposal.crediting(OWN, source(number), 0).unwrap()
        });
        assert_eq!(full.crediting(OWN, source(21), 20), Err(Refusal::TooMany));
        let next = full.crediting(OWN, source(21), 19).unwrap();
        assert_eq!(
            next.credits.len(),
            21,
            "one that they do not see is no matter of theirs"
        );
    }

    #[test]
    fn a_proposal_without_credits_has_the_bytes_it_always_had() {
        let bytes = String::from_utf8(Proposal::default().bytes()).unwrap();
        assert!(!bytes.contains("credits"), "{bytes}");
        let one = Proposal::default().crediting(OWN, source(1), 0).unwrap();
        assert_eq!(Proposal::from_bytes(&one.bytes()), Some(one));
    }
}
