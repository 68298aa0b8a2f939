//! The way of one question: fold, look up, set aside what is honest, compare with the likeliest, name what was found.

mod authorities;
mod candidates;
mod evidence;
mod ground;
mod judge;
mod parts;
mod sights;
mod view;

use crate::align::Aligner;
use crate::entry::Entry;
use crate::exempt::mark;
use crate::finding::{Finding, Report};
use crate::shingle;
use crate::store::{Result, Snapshot};
use crate::text::Folded;
use candidates::{Candidate, Candidates};
pub(crate) use evidence::Spread;
use ground::Ground;
use judge::{Case, Side};
use sights::Sights;
pub use view::Among;
use view::View;

/// Everything that the texts of the snapshot, all or those among which is asked, have in common with this one.
pub(crate) fn check(snapshot: &Snapshot, entry: &Entry, among: Option<&Among<'_>>) -> Result<Report> {
    let view = View::new(snapshot, &entry.id, among);
    let signs: Vec<char> = entry.text.chars().collect();
    let folded = Folded::of(&entry.text, snapshot.names());
    let sights = Sights::of(&shingle::kept(&folded.symbols), &view);
    let ground = Ground::of(entry, &signs, &folded, &sights, snapshot)?;
    let side = Side {
        entry,
        signs: &signs,
        folded: &folded,
        ground: &ground,
        sights: &sights,
        texts: view.count(),
    };
    let comparison = Comparison {
        view: &view,
        aligner: Aligner::new(&folded.symbols, &ground.exempt),
        side: &side,
    };
    let candidates = Candidates::of(&ground, &sights);
    let strong = candidates.strong();
    let mut findings = comparison.findings(&strong)?;
    let weak = candidates.weak(&explained(&findings, &folded), &strong);
    findings.extend(comparison.findings(&weak)?);
    findings.sort_by(|a, b| b.score.total_cmp(&a.score));
    judge::forget_explained(&mut findings, signs.len());
    Ok(Report {
        findings,
        exempt: ground.reasons,
    })
}

/// The text asked about, ready to be laid beside others.
struct Comparison<'a> {
    view: &'a View<'a>,
    aligner: Aligner<'a>,
    side: &'a Side<'a>,
}

impl Comparison<'_> {
    fn findings(&self, candidates: &[Candidate]) -> Result<Vec<Finding>> {
        let snapshot = self.view.snapshot;
        let mut findings = Vec::new();
        for Candidate { text, is_mass } in candidates {
            let Some(source) = snapshot.text(*text)? else {
                continue;
            };
            let there = Folded::of(&source.text, snapshot.names());
            let chains = self.aligner.chains(&there.symbols, parts::LEAST_SCORE);
            let case = Case {
                side: self.side,
                source: &source,
                there: &there,
                is_mass: *is_mass,
            };
            findings.extend(case.judge(&chains));
        }
        Ok(findings)
    }
}

/// By symbol: whether a finding covers it.
fn explained(findings: &[Finding], folded: &Folded) -> Vec<bool> {
    let mut marks = vec![false; folded.len()];
    for passage in findings.iter().flat_map(|finding| &finding.passages) {
        mark(&mut marks, &folded.symbols_in(&passage.here));
    }
    marks
}
