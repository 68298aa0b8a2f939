//! The way of one question: fold, look up, set aside what is honest, compare with the likeliest, name what was found.

mod authorities;
mod candidates;
mod evidence;
mod ground;
mod judge;
mod met;
mod pair;
mod parts;
mod side;
mod sights;
mod standing;
mod view;

use crate::align::Aligner;
use crate::entry::{Entry, REPLY};
use crate::exempt::mark;
use crate::finding::{Finding, Report};
use crate::store::{Result, Snapshot};
use crate::text::{Folded, UnitKey};
use candidates::{Candidate, Candidates};
pub(crate) use evidence::Spread;
use judge::Case;
pub(crate) use pair::pair;
use side::Side;
pub use view::Among;
use view::View;

/// Everything that the texts of the snapshot, all or those among which is asked, have in common with this one.
pub(crate) fn check(snapshot: &Snapshot, entry: &Entry, among: Option<&Among<'_>>) -> Result<Report> {
    let view = View::new(snapshot, &entry.id, among);
    let side = Side::new(entry, &view, view.count())?;
    let comparison = Comparison {
        view: &view,
        aligner: Aligner::new(&side.folded.symbols, &side.ground.exempt),
        side: &side,
    };
    let candidates = Candidates::of(&side.ground, &side.sights);
    let mut compared = candidates.strong(&view);
    let mut findings = comparison.findings(&mut compared)?;
    let mut weak = candidates.weak(&explained(&findings, &side.folded), &compared, side.texts);
    findings.extend(comparison.findings(&mut weak)?);
    if entry.genre == REPLY {
        compared.extend(weak);
        let unit = UnitKey::of(&entry.unit);
        let is_own_reply = |text| snapshot.is_reply(text) && snapshot.is_of(text, unit);
        findings.extend(comparison.findings(&mut candidates.replies(is_own_reply, &compared))?);
    }
    findings.sort_by(|a, b| b.score.total_cmp(&a.score));
    judge::forget_explained(&mut findings, side.signs.len());
    Ok(Report {
        findings,
        exempt: side.ground.reasons,
    })
}

/// Symbols of other texts that are compared, at most; but so many texts at the least, however long they are. Where very
/// many copied one long text, the later ones tell nothing new.
const MOST_SYMBOLS: usize = 48_000;
const LEAST_COMPARED: usize = 10;

/// The text asked about, ready to be laid beside others.
struct Comparison<'a> {
    view: &'a View<'a>,
    aligner: Aligner<'a>,
    side: &'a Side<'a>,
}

impl Comparison<'_> {
    /// Leaves of the candidates those that were compared.
    fn findings(&self, candidates: &mut Vec<Candidate>) -> Result<Vec<Finding>> {
        let snapshot = self.view.snapshot;
        let mut findings = Vec::new();
        let (mut compared, mut symbols) = (0, 0);
        for Candidate { text, is_mass } in candidates.iter() {
            if compared >= LEAST_COMPARED && symbols >= MOST_SYMBOLS {
                break;
            }
            compared += 1;
            let Some(source) = snapshot.text(*text)? else {
                continue;
            };
            let there = Folded::of(&source.text, snapshot.names());
            symbols += there.len();
            let chains = self.aligner.chains(&there.symbols, parts::LEAST_SCORE);
            let case = Case {
                side: self.side,
                source: &source,
                there: &there,
                is_mass: *is_mass,
            };
            findings.extend(case.judge(&chains));
        }
        candidates.truncate(compared);
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
