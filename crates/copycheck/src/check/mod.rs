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
use crate::finding::Report;
use crate::shingle;
use crate::store::{Result, Snapshot};
use crate::text::Folded;
use candidates::{Candidate, candidates};
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
    let aligner = Aligner::new(&folded.symbols, &ground.exempt);
    let mut report = Report::default();
    for Candidate { text, is_mass } in candidates(&ground, &sights) {
        let Some(source) = snapshot.text(text)? else {
            continue;
        };
        let there = Folded::of(&source.text, snapshot.names());
        let chains = aligner.chains(&there.symbols);
        let case = Case {
            side: &side,
            source: &source,
            there: &there,
            is_mass,
        };
        report.findings.extend(case.judge(&chains));
    }
    report.findings.sort_by(|a, b| b.score.total_cmp(&a.score));
    judge::forget_explained(&mut report.findings, signs.len());
    report.exempt = ground.reasons;
    Ok(report)
}
