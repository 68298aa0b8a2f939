//! Several segments become one.

use std::io;
use std::path::Path;

use super::build::Builder;
use super::run::{Run, fingerprint_of, text_of};
use super::segment::{Group, Segment};

/// Writes a run as a segment. Texts are counted from `first`.
pub(crate) fn write(path: &Path, run: &Run, first: u32) -> io::Result<()> {
    let groups = run
        .postings()
        .chunk_by(|a, b| fingerprint_of(*a) == fingerprint_of(*b));
    let count = crate::sizes::offset(groups.clone().count());
    let mut builder = Builder::create(path, first, count)?;
    let mut texts = Vec::new();
    for group in groups {
        texts.clear();
        texts.extend(group.iter().map(|posting| text_of(*posting)));
        let fingerprint = group.first().map_or(0, |posting| fingerprint_of(*posting));
        builder.group(fingerprint, &texts)?;
    }
    builder.finish()
}

/// Writes segments, whose texts ascend from one to the next, as one; leaves out the texts that are gone.
pub(crate) fn merge(
    path: &Path,
    segments: &[&Segment],
    first: u32,
    is_gone: impl Fn(u32) -> bool,
) -> io::Result<()> {
    let groups = segments.iter().map(|segment| segment.groups()).sum();
    let mut builder = Builder::create(path, first, groups)?;
    let mut sources: Vec<_> = segments
        .iter()
        .map(|segment| (segment.groups_in_order(), Group::default()))
        .collect();
    sources.retain_mut(|(groups, group)| groups.next(group));
    let mut texts = Vec::new();
    while let Some(least) = sources.iter().map(|(_, group)| group.fingerprint).min() {
        texts.clear();
        sources.retain_mut(|(groups, group)| {
            if group.fingerprint != least {
                return true;
            }
            texts.extend(group.texts.iter().copied().filter(|text| !is_gone(*text)));
            groups.next(group)
        });
        if !texts.is_empty() {
            builder.group(least, &texts)?;
        }
    }
    builder.finish()
}
