//! Stretches of a text recognised by some of their fingerprints.

use std::ops::Range;

use crate::shingle::WIDTH;

/// Recognised fingerprints further apart than this do not belong to one stretch.
const REACH: usize = 24;

/// The stretches that recognised places form, given in ascending order with their numbers among all kept fingerprints: one
/// in between that is not recognised ends a stretch. With fewer than `least` of them it may be a turn of phrase.
pub(crate) fn stretches(
    recognised: impl IntoIterator<Item = (usize, usize)>,
    least: usize,
) -> Vec<Range<usize>> {
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    let mut following = usize::MAX;
    for (number, place) in recognised {
        match found.last_mut() {
            Some((stretch, count)) if number == following && place <= stretch.end - WIDTH + REACH => {
                stretch.end = place + WIDTH;
                *count += 1;
            }
            _ => found.push((place..place + WIDTH, 1)),
        }
        following = number + 1;
    }
    found
        .into_iter()
        .filter(|(_, count)| *count >= least)
        .map(|(stretch, _)| stretch)
        .collect()
}

/// Marks the places within the ranges.
pub(crate) fn mark(marks: &mut [bool], range: &Range<usize>) {
    let end = range.end.min(marks.len());
    if let Some(marked) = marks.get_mut(range.start.min(end)..end) {
        marked.fill(true);
    }
}

#[cfg(test)]
mod tests {
    use super::stretches;

    #[test]
    fn a_place_that_is_not_recognised_ends_a_stretch() {
        let places = [(0, 0), (1, 5), (3, 12), (4, 20), (5, 60)];
        assert_eq!(stretches(places, 2), [0..13, 12..28]);
        assert_eq!(stretches(places, 1), [0..13, 12..28, 60..68]);
    }
}
