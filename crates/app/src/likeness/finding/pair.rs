use copycheck::Entry;
use domain::ids::{DisclosureId, PersonId};
use domain::likeness::{Found, Outcome, Standing, may_see};
use domain::time::Timestamp;

use super::{standing, store};
use crate::likeness::ask::{About, Question};
use crate::likeness::side_by_side::{Beside, beside};
use crate::likeness::text::{self, Held};
use crate::{App, Error, Result, organisation};

/// What was disclosed beside what it is alike to, with everything that was said of it.
#[derive(Clone, Debug)]
pub struct PairView {
    /// Both texts.
    pub beside: Beside,
    /// What was disclosed.
    pub disclosure: DisclosureId,
    /// Whether readers have a page of it that this person may open.
    pub has_page: bool,
    /// What was said of it, the first first.
    pub voices: Vec<Voice>,
    /// Where it stands.
    pub standing: Standing,
    /// Whether this person may answer for the unit.
    pub may_answer: bool,
    /// Whether this person may close it.
    pub may_close: bool,
}

/// Somebody's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// Whose name.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What a supervisor found; nothing when the unit speaks.
    pub outcome: Option<Outcome>,
    /// In words.
    pub words: String,
}

/// A disclosure beside another that it is alike to, for whoever may open both and sees what is alike there.
pub async fn of_pair(app: &App, by: PersonId, pair: (DisclosureId, DisclosureId)) -> Result<PairView> {
    let index = app.likeness().ok_or(Error::NotFound)?;
    index.catch_up(app).await?;
    let mut question = Question::open(app, by).await?;
    let (id, source) = pair;
    let held = Held::all(question.reader.view(), &[id]).await?.remove(&id);
    let held = held
        .filter(|held| question.may_open(held))
        .ok_or(Error::NotFound)?;
    let there = held.clone().text(question.reader.view()).await?;
    let current = index.current();
    let about = About {
        entry: Entry {
            id: id.to_string(),
            date: held.released_at().day(app.zone()).to_string(),
            ..text::entry(&there.proposal, current.names.name(held.unit()))
        },
        unit: held.unit(),
        place: held.place(),
        proposal: &there.proposal,
    };
    let (alike, stretches) = beside(index, &mut question, (&about, source)).await?;
    let said = store::said(question.reader.view(), &[id]).await?;
    let said: Vec<_> = said.into_iter().filter(|said| said.source == source.0).collect();
    let found = found(question.reader.view(), (&held, source), &said).await?;
    // both texts may be everybody's; what was said of them is for those who look at the unit
    if !may_see(&question.actor, &found.line) {
        return Err(Error::NotFound);
    }
    Ok(PairView {
        beside: Beside {
            alike,
            title: held.title().to_owned(),
            unit_name: held.unit_name().to_owned(),
            released_at: Some(held.released_at()),
            stretches,
        },
        disclosure: id,
        has_page: !question.reader.readable(&[id]).await?.is_empty(),
        standing: found.standing,
        may_answer: found.may_answer(&question.actor).is_ok(),
        may_close: found.may_close(&question.actor).is_ok(),
        voices: said.into_iter().map(voice).collect(),
    })
}

/// A pair as the rules see it.
pub(super) async fn found(
    tx: &mut db::Tx,
    (held, source): (&Held, DisclosureId),
    said: &[store::SaidRow],
) -> Result<Found> {
    let mut hands = store::authors(tx, held.plan()).await?;
    let answers = said.iter().filter(|said| said.outcome.is_none());
    hands.extend(
        answers
            .flat_map(|said| [Some(said.by_person), said.for_person])
            .flatten()
            .map(PersonId),
    );
    let (standing, _) = standing(&said.iter().collect::<Vec<_>>());
    Ok(Found {
        disclosure: held.id,
        source,
        line: organisation::store::line(tx, held.unit()).await?,
        standing,
        hands,
    })
}

fn voice(said: store::SaidRow) -> Voice {
    Voice {
        by: said.name,
        at: Timestamp(said.at),
        outcome: said.outcome.as_deref().and_then(Outcome::from_code),
        words: said.words,
    }
}
