use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use app::Outside;
use domain::time::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A clock that the demonstration sets, and chance that comes from a seed.
#[derive(Clone)]
pub(crate) struct Clock {
    now: Arc<AtomicI64>,
    state: Arc<Mutex<u64>>,
}

impl Clock {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            now: Arc::default(),
            state: Arc::new(Mutex::new(seed)),
        }
    }

    pub(crate) fn outside(&self) -> Outside {
        let (now, state) = (Arc::clone(&self.now), Arc::clone(&self.state));
        Outside {
            now: Box::new(move || Timestamp(now.load(Ordering::SeqCst))),
            chance: Box::new(move |bytes| {
                let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
                for eight in bytes.chunks_mut(8) {
                    let number = next(&mut state).to_le_bytes();
                    eight
                        .iter_mut()
                        .zip(number)
                        .for_each(|(byte, chance)| *byte = chance);
                }
            }),
        }
    }

    /// Time only goes forward.
    pub(crate) fn to(&self, at: Timestamp) {
        self.now.fetch_max(at.0, Ordering::SeqCst);
    }

    pub(crate) fn to_start_of(&self, day: Date, zone: &TimeZone) {
        self.to(Timestamp::start_of(day, zone).plus_seconds(8 * 3600));
    }
}

/// SplitMix64: for made-up data, never for a platform that is in use.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
