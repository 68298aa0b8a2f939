//! How many periods can be met in time, found by trying every way.

use jiff::civil::Date;

/// How periods fared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Meets {
    pub(super) in_time: usize,
    pub(super) late: usize,
    pub(super) missed: usize,
}

/// The best that releases on these days can do for periods with a first and a last day; what is left over makes up
/// for as many missed ones as lie behind it.
pub(super) fn best(windows: &[(Date, Date)], releases: &[Date]) -> Meets {
    let in_time = most_in_time(windows, releases);
    let (mut left, mut best_late) = (Vec::new(), 0);
    ways(windows, releases, &mut left, &mut |free, unused, met| {
        if met == in_time {
            best_late = best_late.max(most_late(free, unused));
        }
    });
    Meets {
        in_time,
        late: best_late,
        missed: windows.len() - in_time - best_late,
    }
}

fn most_in_time(windows: &[(Date, Date)], releases: &[Date]) -> usize {
    let mut most = 0;
    ways(windows, releases, &mut Vec::new(), &mut |_, _, met| {
        most = most.max(met)
    });
    most
}

/// Every way of giving each release to a window that it falls into, or to none.
fn ways(
    free: &[(Date, Date)],
    releases: &[Date],
    unused: &mut Vec<Date>,
    visit: &mut impl FnMut(&[(Date, Date)], &[Date], usize),
) {
    fn go(
        free: &[(Date, Date)],
        (releases, met): (&[Date], usize),
        unused: &mut Vec<Date>,
        visit: &mut impl FnMut(&[(Date, Date)], &[Date], usize),
    ) {
        let Some((release, rest)) = releases.split_first() else {
            visit(free, unused, met);
            return;
        };
        for (place, (from, to)) in free.iter().enumerate() {
            if from <= release && release <= to {
                let mut fewer = free.to_vec();
                fewer.remove(place);
                go(&fewer, (rest, met + 1), unused, visit);
            }
        }
        unused.push(*release);
        go(free, (rest, met), unused, visit);
        unused.pop();
    }
    go(free, (releases, 0), unused, visit);
}

fn most_late(free: &[(Date, Date)], unused: &[Date]) -> usize {
    let Some((release, rest)) = unused.split_first() else {
        return 0;
    };
    let mut most = most_late(free, rest);
    for (place, (_, to)) in free.iter().enumerate() {
        if to < release {
            let mut fewer = free.to_vec();
            fewer.remove(place);
            most = most.max(1 + most_late(&fewer, rest));
        }
    }
    most
}
