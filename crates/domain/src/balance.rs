//! The balance of the two tracks (两轨平衡): government affairs do not take the place of Party affairs, nor the other way
//! round. Figures of a unit are held against the same days of the year before.

use crate::words::Track;

/// Fewer more or less are no sign of anything.
const LEAST: u32 = 3;
/// So many of one track without any of the other are a sign by themselves.
const ALONE: u32 = 10;

/// How many disclosures of each track a unit made in a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Of Party affairs.
    pub party: u32,
    /// Of government affairs.
    pub government: u32,
}

impl Figures {
    /// Those of a track.
    #[must_use]
    pub fn of(self, track: Track) -> u32 {
        match track {
            Track::Party => self.party,
            Track::Government => self.government,
        }
    }

    /// Adds some of a track.
    pub fn add(&mut self, track: Track, more: u32) {
        let place = match track {
            Track::Party => &mut self.party,
            Track::Government => &mut self.government,
        };
        *place = place.saturating_add(more);
    }
}

/// The track that dries up while the other swells, or is silent beside it; nothing when they are in balance.
///
/// A track swells when there are at least half as many more as before, and at least three; it dries up when at most half
/// are left, and at least three are missing. Ten of one beside none of the other need no year before.
#[must_use]
pub fn dries_up(before: Figures, now: Figures) -> Option<Track> {
    let other = |track| match track {
        Track::Party => Track::Government,
        Track::Government => Track::Party,
    };
    let is_drying = |track: &Track| {
        let (was, is) = (before.of(*track), now.of(*track));
        let (other_was, other_is) = (before.of(other(*track)), now.of(other(*track)));
        let dries = is.saturating_mul(2) <= was && is.saturating_add(LEAST) <= was;
        let swells = other_was.saturating_mul(3) <= other_is.saturating_mul(2)
            && other_was.saturating_add(LEAST) <= other_is;
        dries && swells || is == 0 && ALONE <= other_is
    };
    Track::ALL.iter().copied().find(is_drying)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tilt(before: (u32, u32), now: (u32, u32)) -> Option<Track> {
        let figures = |(party, government)| Figures { party, government };
        dries_up(figures(before), figures(now))
    }

    #[test]
    fn a_track_that_dries_up_while_the_other_swells_is_named() {
        assert_eq!(tilt((8, 10), (4, 15)), Some(Track::Party));
        assert_eq!(tilt((10, 8), (15, 4)), Some(Track::Government));
    }

    #[test]
    fn one_of_the_two_alone_is_no_sign() {
        assert_eq!(tilt((8, 10), (4, 14)), None, "not half as many more");
        assert_eq!(tilt((8, 10), (5, 15)), None, "more than half are left");
        assert_eq!(tilt((8, 10), (8, 40)), None);
        assert_eq!(tilt((8, 10), (2, 10)), None);
        assert_eq!(tilt((2, 2), (0, 5)), None, "small figures say nothing");
        assert_eq!(tilt((0, 0), (0, 0)), None);
    }

    #[test]
    fn many_of_one_beside_none_of_the_other_need_no_year_before() {
        assert_eq!(tilt((0, 0), (0, 10)), Some(Track::Party));
        assert_eq!(tilt((0, 0), (10, 0)), Some(Track::Government));
        assert_eq!(tilt((0, 0), (0, 9)), None);
    }
}
