use domain::audience::Token;
use domain::content::Commitment;
use domain::ids::{ContentId, DisclosureId, MatterId, RulebookId, UnitId};
use domain::proposal::Proposal;
use domain::time::Timestamp;
use domain::words::{ReviewKind, Stage, Track};

use super::{Reader, fates, store};
use crate::audience::share;
use crate::{Result, content, organisation};

/// A disclosure with its card. Only a reader makes one.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Disclosure {
    /// Its id.
    pub id: DisclosureId,
    /// Its number.
    pub number: String,
    /// Its matter.
    pub matter: MatterId,
    /// What the matter is about.
    pub matter_title: String,
    /// Which stage it discloses.
    pub stage: Stage,
    /// Its track.
    pub track: Track,
    /// The key of its entry.
    pub entry: String,
    /// The rulebook the entry stands in.
    pub rulebook: RulebookId,
    /// Its unit.
    pub unit: UnitId,
    /// The name of its unit.
    pub unit_name: String,
    /// The released bytes: title, text, basis, claimed day, ways.
    pub proposal: Proposal,
    /// Where the bytes lie; they never change, so what is made of them can be kept.
    pub content: ContentId,
    /// What binds the bytes.
    pub commitment: Commitment,
    /// When it was released, by the platform's clock.
    pub released_at: Timestamp,
    /// The whole audience, each from when.
    pub audience: Vec<(Token, Timestamp)>,
    /// Why this viewer can see it, from the earliest.
    pub because: Vec<Because>,
    /// Who drafted it.
    pub drafter: String,
    /// Who reviewed it.
    pub signs: Vec<Sign>,
    /// Who approved and so released it.
    pub approver: String,
    /// Whether a newer version took its place, whoever may see that one.
    pub corrected: bool,
    /// The newest version that this viewer may see, when it is not this one.
    pub newest: Option<DisclosureId>,
    /// The moment at which its display ends, when it does.
    pub shown_until: Option<Timestamp>,
    /// Whether it was released before its review was through and nobody has confirmed that yet.
    pub urgent: bool,
}

/// A token that leads a viewer to a disclosure.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Because {
    /// The token.
    pub token: Token,
    /// The name of its unit or group.
    pub name: Option<String>,
    /// From when.
    pub from: Timestamp,
}

/// A review of the released bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sign {
    /// Of which kind.
    pub kind: ReviewKind,
    /// Whose.
    pub name: String,
    /// When.
    pub at: Timestamp,
}

impl Reader {
    /// A disclosure, when the viewer may see it by now; otherwise nothing, as if it were not there.
    pub async fn disclosure(&mut self, id: DisclosureId) -> Result<Option<Disclosure>> {
        let because = store::because(&mut self.tx, (id, self.now), &self.tokens).await?;
        if because.is_empty() {
            return Ok(None);
        }
        let Some(card) = store::card(&mut self.tx, id).await? else {
            return Ok(None);
        };
        if card.withdrawal.is_some() || card.shown_until.is_some_and(|until| until <= self.by_the_clock.0) {
            return Ok(None);
        }
        let audience = store::audience(&mut self.tx, id).await?;
        let newest = match card.corrected_at {
            Some(_) => fates::newer(&mut self.tx, (id.0, self.now), &self.tokens).await?,
            None => None,
        };
        Ok(Some(Disclosure {
            id,
            proposal: content::store::proposal(&mut self.tx, ContentId(card.content)).await?,
            commitment: content::store::commitment(&card.commitment, "disclosure")?,
            audience: audience.iter().map(share).collect::<Result<_>>()?,
            because: self.because(&because).await?,
            signs: self.signs(&card).await?,
            number: card.number,
            matter: MatterId(card.matter),
            matter_title: card.matter_title,
            stage: store::stage(&card.stage)?,
            track: store::track(&card.track)?,
            entry: card.entry,
            rulebook: RulebookId(card.rulebook),
            unit: UnitId(card.unit),
            unit_name: card.unit_name,
            content: ContentId(card.content),
            released_at: Timestamp(card.released_at),
            drafter: card.drafter,
            approver: card.approver,
            corrected: card.corrected_at.is_some(),
            newest,
            shown_until: card.shown_until.map(Timestamp),
            urgent: 0 < card.urgent,
        }))
    }

    async fn because(&mut self, rows: &[(String, i64)]) -> Result<Vec<Because>> {
        let mut reasons = Vec::with_capacity(rows.len());
        for row in rows {
            let (token, from) = share(row)?;
            let name = organisation::token_name(&mut self.tx, token).await?;
            reasons.push(Because { token, name, from });
        }
        Ok(reasons)
    }

    async fn signs(&mut self, card: &store::Card) -> Result<Vec<Sign>> {
        let rows = store::signs(&mut self.tx, card.plan, &card.commitment).await?;
        let wrong = || db::Error::Inconsistent {
            table: "opinion",
            column: "kind",
        };
        let sign = |(kind, name, at): (String, String, i64)| {
            let kind = ReviewKind::from_code(&kind).ok_or_else(wrong)?;
            Ok(Sign {
                kind,
                name,
                at: Timestamp(at),
            })
        };
        rows.into_iter().map(sign).collect()
    }
}
