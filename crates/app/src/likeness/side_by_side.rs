use copycheck::{Finding, Report};
use domain::ids::{DisclosureId, PersonId, PlanId};
use domain::likeness::Kind;
use domain::refusal::LikenessRefusal;
use domain::time::Timestamp;

use super::ask::{About, Alike, Question, Source};
use super::beside::{Seen, Sides, Stretch};
use super::draft::{Explanations, Said, about, seen};
use super::index::Index;
use super::text::Held;
use crate::{App, Error, Result};

/// A text beside what it is alike to.
#[derive(Clone, Debug)]
pub struct Beside {
    /// What was found.
    pub alike: Alike,
    /// The text's title.
    pub title: String,
    /// The name of its unit.
    pub unit_name: String,
    /// When it was released, if it was.
    pub released_at: Option<Timestamp>,
    pub(super) sides: Sides,
}

impl Beside {
    /// Everything that the text says, in order, as its readers see it.
    #[must_use]
    pub fn stretches(&self, seen: Seen<'_>) -> Vec<Stretch> {
        self.sides.stretches(seen)
    }

    /// Whether anything is alike in the two texts today; what was found once may be gone.
    #[must_use]
    pub fn is_alike(&self) -> bool {
        0 < self.alike.characters
    }
}

/// A draft beside something that it is alike to.
#[derive(Clone, Debug)]
pub struct DraftBeside {
    /// Both texts.
    pub beside: Beside,
    /// What the drafter said of it.
    pub explained: Option<Said>,
    /// Whether this person may explain it.
    pub may_explain: bool,
    /// The edition in which they may give credit, when that is what is missing.
    pub may_credit: Option<i64>,
    /// What else the draft is alike to that nobody has credited or explained, for whoever may explain it.
    pub others: Vec<Alike>,
}

/// The draft of a plan beside a disclosure that it is alike to, of all that this person may read.
pub async fn of_draft(app: &App, by: PersonId, (id, source): (PlanId, DisclosureId)) -> Result<DraftBeside> {
    let index = app.likeness().ok_or(Error::NotFound)?;
    if !index.catch_up(app).await {
        return Err(LikenessRefusal::NotReady.into());
    }
    let mut question = Question::open(app, by).await?;
    let loaded = seen(app, &mut question, id).await?;
    let about = about(app, &loaded);
    let (alike, held, sides, rest) = beside(index, &mut question, (&about, source)).await?;
    let may_explain = loaded.plan.may_edit(&question.actor).is_ok() && alike.kind != Kind::Credited;
    let borrowed = alike.has_page && matches!(alike.kind, Kind::Copy | Kind::Mass);
    let unit = crate::organisation::store::unit(question.reader.view(), loaded.plan.unit).await?;
    let said = Explanations::of(&mut question, id).await?;
    let mut others = Vec::new();
    for source in rest
        .iter()
        .filter(|source| may_explain && said.about(&source.held).is_none())
    {
        others.push(question.alike(&about, source).await?);
    }
    others.retain(|other| other.kind != Kind::Credited);
    Ok(DraftBeside {
        explained: said.about(&held).cloned(),
        others,
        may_explain,
        may_credit: (may_explain && borrowed).then_some(loaded.plan.edition),
        beside: Beside {
            alike,
            title: loaded.proposal.title.clone(),
            unit_name: unit.map(|unit| unit.name).unwrap_or_default(),
            released_at: None,
            sides,
        },
    })
}

/// The finding about one source, both texts, and the other sources. A newer version of the source stands for it.
async fn beside(
    index: &Index,
    question: &mut Question,
    (about, source): (&About<'_>, DisclosureId),
) -> Result<(Alike, Held, Sides, Vec<Source>)> {
    let wanted = Held::all(question.reader.view(), &[source]).await?;
    let wanted = wanted.get(&source).ok_or(Error::NotFound)?;
    let (report, mut found) = question.ask(index, about).await?;
    let is_wanted = |source: &Source| source.held.place() == wanted.place();
    let place = found.iter().position(is_wanted).ok_or(Error::NotFound)?;
    let source = found.remove(place);
    let there = source.held.clone().text(question.reader.view()).await?;
    let body = there.proposal.body.as_str();
    let alike = question.alike(about, &source).await?;
    let sides = marked(index, (&about.entry.text, body), (&report, &source.finding));
    Ok((alike, source.held, sides, found))
}

/// Both texts with what they share, and what authorities are called.
pub(super) fn marked(index: &Index, texts: (&str, &str), found: (&Report, &Finding)) -> Sides {
    let snapshot = index.current().store.snapshot();
    let title = |id: &str| {
        snapshot
            .entry(id)
            .ok()
            .flatten()
            .map(|entry| entry.title)
            .unwrap_or_default()
    };
    Sides::of(texts, found, &title)
}
