//! A question about one text, asked by somebody at one moment.

use std::collections::HashSet;

use copycheck::{Entry, Finding, FindingKind, Report};
use domain::actor::Actor;
use domain::ids::{DisclosureId, MatterId, PersonId, PlanId, UnitId};
use domain::likeness::Kind;
use domain::proposal::Proposal;
use domain::time::Timestamp;

use super::index::Index;
use super::kind::{credits, kind, share};
use super::readers::{Asker, views_of};
use super::store;
use super::text::{self, Held, Text};
use crate::organisation::actor_in;
use crate::reader::Reader;
use crate::{App, Result};

/// What a text is alike to, as whoever asked may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// What it is alike to.
    pub source: DisclosureId,
    /// The plan that this came of, for those who see it on their desk.
    pub plan: PlanId,
    /// Whether readers have a page of it that the asker may open; otherwise they know it from their desk.
    pub has_page: bool,
    /// How the text came by it.
    pub kind: Kind,
    /// The part of the text that is alike, in thousandths.
    pub share: i64,
    /// How many characters are.
    pub characters: usize,
    /// Names of that unit which were left standing.
    pub foreign_names: Vec<String>,
    /// Its unit.
    pub unit: UnitId,
    /// The name of its unit.
    pub unit_name: String,
    /// Its title.
    pub title: String,
    /// Its number.
    pub number: String,
    /// When it was released.
    pub released_at: Timestamp,
}

/// Somebody who asks.
pub(super) struct Question {
    pub(super) reader: Reader,
    pub(super) actor: Actor,
    asker: Asker,
}

/// The text that is asked about.
pub(super) struct About<'a> {
    pub(super) entry: Entry,
    pub(super) unit: UnitId,
    pub(super) matter: MatterId,
    pub(super) proposal: &'a Proposal,
}

/// Something that a text is alike to.
pub(super) struct Source {
    pub(super) finding: Finding,
    pub(super) held: Held,
    is_credited: bool,
}

impl Question {
    pub(super) async fn open(app: &App, by: PersonId) -> Result<Self> {
        let mut reader = Reader::open(app, Some(by)).await?;
        let actor = actor_in(reader.view(), by, app.today()).await?;
        let asker = Asker::of(&reader, &actor);
        Ok(Self { reader, actor, asker })
    }

    /// Whether the asker may open a disclosure now, on its page or on a desk.
    pub(super) fn may_open(&self, held: &Held) -> bool {
        let moments = self.reader.moments();
        let openers = held.openers(moments.begun);
        !held.is_over(moments.over) && openers.is_some_and(|class| self.asker.may_read(&class))
    }

    /// What the text is alike to, strongest first, and everything that the index says of it.
    pub(super) async fn ask(&mut self, index: &Index, about: &About<'_>) -> Result<(Report, Vec<Source>)> {
        let siblings = store::of_matter(self.reader.view(), about.matter).await?;
        let asked = (self.asker.clone(), about.unit);
        let mut report = index.ask((about.entry.clone(), siblings), asked).await?;
        let findings = std::mem::take(&mut report.findings);
        let ids = findings.iter().filter_map(|finding| finding.id.parse().ok());
        let ids: Vec<DisclosureId> = ids.chain(about.proposal.credits.iter().copied()).collect();
        let known = Held::all(self.reader.view(), &ids).await?;
        let took = self.borrowers(about.matter, &ids).await?;
        let source = |finding: Finding| {
            let held = known.get(&finding.id.parse().ok()?)?;
            let fits = held.matter() != about.matter && !took.contains(&held.id) && self.may_open(held);
            fits.then(|| Source {
                is_credited: credits(about.proposal, held, (&known, |held: &Held| self.may_open(held))),
                held: held.clone(),
                finding,
            })
        };
        Ok((report, findings.into_iter().filter_map(source).collect()))
    }

    /// Of some texts, those that took something of a matter's, as far as the asker's views tell of it.
    async fn borrowers(&mut self, matter: MatterId, texts: &[DisclosureId]) -> Result<HashSet<DisclosureId>> {
        let mut took = HashSet::new();
        for view in views_of(&self.reader, &self.actor) {
            took.extend(store::borrowers(self.reader.view(), (matter, view), texts).await?);
        }
        Ok(took)
    }

    /// What the text has in common with another one alone; that may be nothing.
    pub(super) async fn compare(
        &mut self,
        index: &Index,
        (about, other): (&About<'_>, &Text),
    ) -> Result<(Report, Source)> {
        let names = index.current().names;
        let entry = Entry {
            id: other.held.id.to_string(),
            ..text::entry(&other.proposal, names.name(other.held.unit()))
        };
        let mut report = index.compare((about.entry.clone(), entry), about.unit).await?;
        let nothing = || Finding {
            id: other.held.id.to_string(),
            kind: FindingKind::Copy,
            score: 0.0,
            share: 0.0,
            copied: 0,
            passages: Vec::new(),
            foreign_names: Vec::new(),
        };
        let known = Held::all(self.reader.view(), &about.proposal.credits).await?;
        let source = Source {
            finding: report.findings.pop().unwrap_or_else(nothing),
            is_credited: credits(
                about.proposal,
                &other.held,
                (&known, |held: &Held| self.may_open(held)),
            ),
            held: other.held.clone(),
        };
        Ok((report, source))
    }

    /// A finding in the asker's words.
    pub(super) async fn alike(&mut self, about: &About<'_>, source: &Source) -> Result<Alike> {
        let (finding, held) = (&source.finding, &source.held);
        let signs: Vec<char> = about.entry.text.chars().collect();
        let name =
            |range: &std::ops::Range<usize>| signs.get(range.clone()).map(|signs| signs.iter().collect());
        let mut foreign_names: Vec<String> = finding.foreign_names.iter().filter_map(name).collect();
        foreign_names.sort();
        foreign_names.dedup();
        Ok(Alike {
            source: held.id,
            plan: held.plan(),
            has_page: !self.reader.readable(&[held.id]).await?.is_empty(),
            kind: kind(finding, held.unit() == about.unit, source.is_credited),
            share: share(finding, signs.len()),
            characters: finding.copied,
            foreign_names,
            unit: held.unit(),
            unit_name: held.unit_name().to_owned(),
            title: held.title().to_owned(),
            number: held.number().to_owned(),
            released_at: held.released_at(),
        })
    }
}
