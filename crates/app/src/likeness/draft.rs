use domain::decision::Decision;
use domain::ids::{DisclosureId, PersonId, PlanId};
use domain::likeness::{self, Kind};
use domain::plan::State;
use domain::refusal::LikenessRefusal;
use domain::time::Timestamp;

use super::ask::{About, Alike, Question};
use super::text::Held;
use super::{store, text};
use crate::plan::{self, Loaded};
use crate::{App, Error, Result};

/// What a draft is alike to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// It was released: what is found from then on stands elsewhere.
    Over,
    /// Nothing is compared, as this program has no index.
    NotCompared,
    /// The index is still being made.
    NotReady,
    /// What was found, what asks for a look first.
    Found(Vec<DraftFinding>),
}

/// Something that a draft is alike to, and what its drafter said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftFinding {
    /// What was found.
    pub alike: Alike,
    /// What the drafter said of it.
    pub explained: Option<Said>,
    /// Whether somebody should look at it: it is neither credited nor explained.
    pub is_open: bool,
}

/// What somebody said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Whose name.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// In which words.
    pub words: String,
}

impl Outlook {
    /// What was found; nothing when nothing was compared.
    #[must_use]
    pub fn findings(&self) -> &[DraftFinding] {
        match self {
            Self::Found(findings) => findings,
            Self::Over | Self::NotCompared | Self::NotReady => &[],
        }
    }
}

/// What the text of a plan is alike to, of all that somebody who takes part in its procedure may read. Names of others
/// left standing come first, then what nobody has explained.
pub async fn of_plan(app: &App, by: PersonId, id: PlanId) -> Result<Outlook> {
    let mut question = Question::open(app, by).await?;
    let loaded = seen(app, &mut question, id).await?;
    if loaded.plan.state == State::Released {
        return Ok(Outlook::Over);
    }
    let Some(index) = app.likeness() else {
        return Ok(Outlook::NotCompared);
    };
    drop(question);
    if !index.catch_up(app).await {
        return Ok(Outlook::NotReady);
    }
    // as it is now: the index is never asked for somebody who read before it followed
    let mut question = Question::open(app, by).await?;
    let loaded = seen(app, &mut question, id).await?;
    let about = about(app, &loaded);
    let (_, found) = question.ask(index, &about).await?;
    let said = Explanations::of(&mut question, id).await?;
    let mut findings = Vec::with_capacity(found.len());
    for source in &found {
        let alike = question.alike(&about, source).await?;
        let explained = said.about(&source.held);
        findings.push(DraftFinding {
            is_open: explained.is_none() && alike.kind != Kind::Credited,
            explained: explained.cloned(),
            alike,
        });
    }
    findings.sort_by_key(|found| (found.alike.foreign_names.is_empty(), !found.is_open));
    Ok(Outlook::Found(findings))
}

/// What the drafter said of a draft. A newer version of a source stands for it.
pub(super) struct Explanations(Vec<(Held, Said)>);

impl Explanations {
    pub(super) async fn of(question: &mut Question, id: PlanId) -> Result<Self> {
        let said = store::explanations(question.reader.view(), id).await?;
        let sources: Vec<_> = said.iter().map(|(source, _)| *source).collect();
        let held = Held::all(question.reader.view(), &sources).await?;
        let of = |(source, said)| Some((held.get(&source)?.clone(), said));
        Ok(Self(said.into_iter().filter_map(of).collect()))
    }

    /// The latest word on what stands in the place of a source.
    pub(super) fn about(&self, source: &Held) -> Option<&Said> {
        let mut said = self.0.iter().rev();
        said.find(|(held, _)| held.place() == source.place())
            .map(|(_, said)| said)
    }
}

/// Says why a draft is alike to what its author may read: the same of each of these, as far as it is alike to them.
pub async fn explain(
    app: &App,
    by: PersonId,
    (id, sources): (PlanId, &[DisclosureId]),
    words: &str,
) -> Result<()> {
    let outlook = of_plan(app, by, id).await?;
    if outlook == Outlook::NotReady {
        return Err(LikenessRefusal::NotReady.into());
    }
    let found = outlook.findings().iter().map(|found| found.alike.source);
    let found: Vec<_> = found.filter(|source| sources.contains(source)).collect();
    if found.is_empty() {
        return Err(Error::NotFound);
    }
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let loaded = plan::load(app, &mut change.tx, id).await?.seen_by(&actor)?;
        for source in &found {
            let explained = likeness::explain(&loaded.plan, *source, words, &actor)?;
            let step = likeness::Step::Explained(explained);
            change.record(Decision::Likeness(step)).await?;
        }
        Ok(())
    })
    .await
}

pub(super) async fn seen(app: &App, question: &mut Question, id: PlanId) -> Result<Loaded> {
    let loaded = plan::load(app, question.reader.view(), id).await?;
    loaded.seen_by(&question.actor)
}

/// A draft as a question. Whatever was released of its matter before is no source of it.
pub(super) fn about<'a>(app: &App, loaded: &'a Loaded) -> About<'a> {
    let unit = loaded.plan.unit;
    let names = app.likeness().map(|index| index.current().names);
    let name = names.as_ref().map_or("", |names| names.name(unit));
    About {
        entry: copycheck::Entry {
            id: format!("plan:{}", loaded.plan.id),
            date: app.today().to_string(),
            ..text::entry(&loaded.proposal, name)
        },
        unit,
        matter: loaded.plan.matter,
        proposal: &loaded.proposal,
    }
}
