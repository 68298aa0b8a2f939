//! Two texts alone: what they share, whatever other texts there are.

use std::collections::HashSet;

use super::judge::{Case, MANY_TEXTS};
use super::parts;
use super::side::Side;
use super::view::{Among, View};
use crate::align::Aligner;
use crate::entry::Entry;
use crate::finding::Report;
use crate::shingle;
use crate::store::{Result, Snapshot};
use crate::text::Folded;

/// What one text has in common with another. Neither need be in the index; of what is there, laws, circulars and forms
/// alone take part.
pub(crate) fn pair(
    snapshot: &Snapshot,
    (entry, source): (&Entry, &Entry),
    among: &Among<'_>,
) -> Result<Report> {
    let there = Folded::of(&source.text, snapshot.names());
    let other: HashSet<u64> = shingle::kept(&there.symbols)
        .iter()
        .map(|kept| kept.fingerprint)
        .collect();
    let view = View::new(snapshot, &entry.id, Some(among)).beside(other);
    // Nobody searched for these two: less proves as much.
    let side = Side::new(entry, &view, MANY_TEXTS)?;
    let case = Case {
        side: &side,
        source,
        there: &there,
        is_mass: false,
    };
    let aligner = Aligner::new(&side.folded.symbols, &side.ground.exempt);
    let finding = case.judge(&aligner.chains(&there.symbols, parts::LEAST_SCORE));
    Ok(Report {
        // what a superior says may be said again
        findings: finding
            .into_iter()
            .filter(|_| !view.is_superiors(source))
            .collect(),
        exempt: side.ground.reasons,
    })
}
