use domain::ids::{DisclosureId, PersonId};
use domain::likeness::{Found, Kind, Outcome, Standing, may_see};
use domain::refusal::LikenessRefusal;
use domain::time::Timestamp;

use super::{standing, store};
use crate::likeness::ask::{About, Alike, Question};
use crate::likeness::beside::Sides;
use crate::likeness::index::Index;
use crate::likeness::readers::views_of;
use crate::likeness::side_by_side::{Beside, marked};
use crate::likeness::text::Held;
use crate::{App, Error, Result, organisation};

/// What was disclosed beside what it is alike to.
#[derive(Clone, Debug)]
pub struct PairView {
    /// Both texts.
    pub beside: Beside,
    /// What was disclosed.
    pub disclosure: DisclosureId,
    /// Whether readers have a page of it that this person may open.
    pub has_page: bool,
    /// What became of it, for those alone who look at what is alike in the unit.
    pub course: Option<Course>,
}

/// What was said of a pair, and what somebody may do about it.
#[derive(Clone, Debug)]
pub struct Course {
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

/// A disclosure beside another that it is alike to, for whoever may open both: that follows from the two texts alone. What
/// was found and said of them is told to those who look at what is alike in the unit, also when nothing is left of it.
pub async fn of_pair(
    app: &App,
    by: PersonId,
    (id, source): (DisclosureId, DisclosureId),
) -> Result<PairView> {
    let index = app.likeness().ok_or(Error::NotFound)?;
    if !index.catch_up(app).await {
        return Err(LikenessRefusal::NotReady.into());
    }
    let mut question = Question::open(app, by).await?;
    let mut both = Held::all(question.reader.view(), &[id, source]).await?;
    let (Some(held), Some(other)) = (both.remove(&id), both.remove(&source)) else {
        return Err(Error::NotFound);
    };
    if held.matter() == other.matter() || !question.may_open(&held) || !question.may_open(&other) {
        return Err(Error::NotFound);
    }
    let (mut alike, sides) = compared(app, index, &mut question, (&held, other)).await?;
    let (kind, course) = told(&mut question, (&held, source)).await?.unzip();
    let kind = kind.flatten();
    let is_known = kind.is_some() || course.as_ref().is_some_and(|course| !course.voices.is_empty());
    if alike.characters == 0 && !is_known {
        return Err(Error::NotFound);
    }
    alike.kind = kind.unwrap_or(alike.kind);
    Ok(PairView {
        beside: Beside {
            alike,
            title: held.title().to_owned(),
            unit_name: held.unit_name().to_owned(),
            released_at: Some(held.released_at()),
            sides,
        },
        disclosure: id,
        has_page: !question.reader.readable(&[id]).await?.is_empty(),
        course,
    })
}

/// Both texts laid beside each other.
async fn compared(
    app: &App,
    index: &Index,
    question: &mut Question,
    (held, other): (&Held, Held),
) -> Result<(Alike, Sides)> {
    let here = held.clone().text(question.reader.view()).await?;
    let there = other.text(question.reader.view()).await?;
    let about = About {
        entry: here.entry(&index.current().names, String::new(), app.zone()),
        unit: held.unit(),
        matter: held.matter(),
        proposal: &here.proposal,
    };
    let (report, source) = question.compare(index, (&about, &there)).await?;
    let alike = question.alike(&about, &source).await?;
    let texts = (here.proposal.body.as_str(), there.proposal.body.as_str());
    Ok((alike, marked(index, texts, (&report, &source.finding))))
}

/// As what it was found, if it was in a view of theirs, and what became of it: for those who look at the unit. For anybody
/// else nothing is looked up, so that the time the answer takes tells nothing either.
async fn told(
    question: &mut Question,
    (held, source): (&Held, DisclosureId),
) -> Result<Option<(Option<Kind>, Course)>> {
    let tx = question.reader.view();
    let line = organisation::store::line(tx, held.unit()).await?;
    if !may_see(&question.actor, &line) {
        return Ok(None);
    }
    let said = store::said(tx, &[held.id]).await?;
    let said: Vec<_> = said.into_iter().filter(|said| said.source == source.0).collect();
    let found = found(tx, (held, source), &said).await?;
    let mut kind = None;
    // the widest view comes first
    for view in views_of(&question.reader, &question.actor) {
        let rows = store::of(question.reader.view(), view, &[held.id]).await?;
        let row = rows.into_iter().find(|row| row.source() == source);
        kind = kind.or(row.and_then(|row| Kind::from_code(&row.kind)));
    }
    let course = Course {
        standing: found.standing,
        may_answer: found.may_answer(&question.actor).is_ok(),
        may_close: found.may_close(&question.actor).is_ok(),
        voices: said.into_iter().map(voice).collect(),
    };
    Ok(Some((kind, course)))
}

/// A pair as the rules see it.
pub(super) async fn found(
    tx: &mut db::Tx,
    (held, source): (&Held, DisclosureId),
    said: &[store::SaidRow],
) -> Result<Found> {
    let mut hands = store::hands(tx, held.plan()).await?;
    let answers = said.iter().filter(|said| said.outcome.is_none());
    hands.extend(
        answers
            .flat_map(|said| [Some(said.by_person), said.for_person])
            .flatten()
            .map(PersonId),
    );
    let (standing, _) = standing(said.last());
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
