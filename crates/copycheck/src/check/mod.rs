//! The way of one question: fold, look up, set aside what is honest, compare with the likeliest, name what was found.

mod authorities;
mod candidates;
mod evidence;
mod ground;
mod judge;
mod parts;
mod sights;

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

/// Everything that the texts of the snapshot have in common with this one, which need not be among them.
pub(crate) fn check(snapshot: &Snapshot, entry: &Entry) -> Result<Report> {
    let signs: Vec<char> = entry.text.chars().collect();
    let folded = Folded::of(&entry.text, snapshot.names());
    let sights = Sights::of(&shingle::kept(&folded.symbols), snapshot);
    let ground = Ground::of(entry, &signs, &folded, &sights, snapshot)?;
    let side = Side {
        entry,
        signs: &signs,
        folded: &folded,
        ground: &ground,
        sights: &sights,
        texts: snapshot.len(),
    };
    let aligner = Aligner::new(&folded.symbols, &ground.exempt);
    let mut report = Report::default();
    for Candidate { text, is_mass } in candidates(&ground, &sights) {
        let Some(source) = snapshot.text(text)? else {
            continue;
        };
        if source.id == entry.id {
            continue;
        }
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
