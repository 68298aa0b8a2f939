use jiff::tz::TimeZone;

use crate::audience::Token;
use crate::correction::Corrected;
use crate::proposal::Proposal;
use crate::rulebook::Entry;
use crate::time::Timestamp;

/// What goes on display: the approved bytes, with what the rules ask about them.
pub struct Exhibit<'e> {
    /// The bytes.
    pub proposal: &'e Proposal,
    /// The catalogue entry.
    pub entry: &'e Entry,
    /// The version it corrects.
    pub corrected: Option<&'e Corrected>,
    /// Where a day of display ends.
    pub zone: &'e TimeZone,
}

impl Exhibit<'_> {
    /// Each token once, from the earliest of its times; times before the release are the release. A gap that the
    /// entry asks for between the members and the public is kept also when the release came later than it was
    /// planned; a correction counts it from the version before.
    pub(super) fn audience(&self, released: Timestamp) -> Vec<(Token, Timestamp)> {
        let since = |from: Option<Timestamp>| from.map_or(released, |from| from.max(released));
        let mut audience: Vec<(Token, Timestamp)> = self
            .proposal
            .audience
            .iter()
            .map(|share| (share.token, since(share.from)))
            .collect();
        audience.sort();
        audience.dedup_by_key(|(token, _)| *token);
        let members = audience
            .iter()
            .find(|(token, _)| *token == Token::Members)
            .map(|(_, from)| *from);
        if let Some(members) = members {
            let before = self.corrected.and_then(Corrected::members_since);
            let counted = before.map_or(members, |before| before.min(members));
            let gap = self.entry.members_first_days;
            let earliest = counted.plus_days(i64::from(gap.unwrap_or(0)));
            for (token, from) in &mut audience {
                if *token == Token::Public && (gap.is_some() || members <= *from) {
                    (*token, *from) = (Token::NonMembers, earliest.max(*from));
                }
            }
        }
        audience
    }

    /// The end of the last day of display.
    pub(super) fn shown_until(&self) -> Option<Timestamp> {
        let after = self.proposal.display_until?.tomorrow().ok()?;
        Some(Timestamp::start_of(after, self.zone))
    }
}
