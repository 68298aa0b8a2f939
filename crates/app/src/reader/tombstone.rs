use domain::ids::{DisclosureId, MatterId, UnitId, WithdrawalId};
use domain::time::Timestamp;
use domain::words::{Ground, Stage, Track};

use super::{Reader, fates, store};
use crate::Result;

/// What stays of a disclosure whose text nobody reads any more, for exactly those who could read it. Only a reader
/// makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tombstone {
    /// Its id.
    pub id: DisclosureId,
    /// Its number.
    pub number: String,
    /// Its title, unless that is not to be read any more either.
    pub title: Option<String>,
    /// Its matter.
    pub matter: MatterId,
    /// What the matter is about, unless that would tell the title.
    pub matter_title: Option<String>,
    /// Which stage it disclosed.
    pub stage: Stage,
    /// Its track.
    pub track: Track,
    /// Its unit.
    pub unit: UnitId,
    /// The name of its unit.
    pub unit_name: String,
    /// When it was released.
    pub released_at: Timestamp,
    /// Why it is not shown any more.
    pub end: End,
}

/// Why a disclosure is not shown any more.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum End {
    /// It was withdrawn.
    Withdrawn {
        /// On which ground.
        ground: Ground,
        /// Why.
        words: String,
        /// When.
        at: Timestamp,
        /// By which unit.
        by: String,
        /// When its content was destroyed, if it was.
        erased: Option<Timestamp>,
    },
    /// Its last day on display has passed.
    DisplayOver {
        /// When it ended.
        at: Timestamp,
    },
}

impl End {
    /// Whether even the title must not be read any more.
    #[must_use]
    pub fn hides_title(&self) -> bool {
        match self {
            Self::Withdrawn { ground, .. } => ground.hides_title(),
            Self::DisplayOver { .. } => false,
        }
    }
}

impl Reader {
    /// What stays of a disclosure that is not shown any more, when the viewer could see it.
    pub async fn tombstone(&mut self, id: DisclosureId) -> Result<Option<Tombstone>> {
        let because = store::because(&mut self.tx, (id, self.now), &self.tokens).await?;
        if because.is_empty() {
            return Ok(None);
        }
        let Some(card) = store::card(&mut self.tx, id).await? else {
            return Ok(None);
        };
        let Some(end) = self.end(&card).await? else {
            return Ok(None);
        };
        let told = |text: String| (!end.hides_title()).then_some(text);
        Ok(Some(Tombstone {
            id,
            number: card.number,
            title: told(card.title),
            matter: MatterId(card.matter),
            matter_title: told(card.matter_title),
            stage: store::stage(&card.stage)?,
            track: store::track(&card.track)?,
            unit: UnitId(card.unit),
            unit_name: card.unit_name,
            released_at: Timestamp(card.released_at),
            end,
        }))
    }

    /// How the display of a disclosure ended, when it has by now.
    async fn end(&mut self, card: &store::Card) -> Result<Option<End>> {
        if let Some(withdrawal) = card.withdrawal {
            return fates::withdrawal(&mut self.tx, WithdrawalId(withdrawal)).await;
        }
        let over = card.shown_until.filter(|until| *until <= self.by_the_clock.0);
        Ok(over.map(|at| End::DisplayOver { at: Timestamp(at) }))
    }
}
