use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::ids::PersonId;

/// Pages of one person that listen at once; a browser shows one, and somebody may have some browsers.
const OF_ONE: usize = 10;
/// Pages that listen at once in one process, unless the settings say otherwise.
const USUAL: usize = 2000;

/// The pages that listen for messages now. What is refused a place is as good a page: it shows what was there when it was
/// opened.
pub(crate) struct Live {
    most: usize,
    open: Mutex<HashMap<PersonId, usize>>,
}

impl Default for Live {
    fn default() -> Self {
        Self::with(USUAL)
    }
}

impl Live {
    /// Places for so many pages.
    pub(crate) fn with(most: usize) -> Self {
        Self {
            most,
            open: Mutex::default(),
        }
    }

    /// A place for a page of somebody's, until it is let go; none when there are enough.
    pub(super) fn enter(self: Arc<Self>, person: PersonId) -> Option<Place> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = open.values().sum();
        let own = open.entry(person).or_default();
        if OF_ONE <= *own || self.most <= all {
            return None;
        }
        *own += 1;
        drop(open);
        Some(Place { live: self, person })
    }

    fn leave(&self, person: PersonId) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = open.get_mut(&person) {
            *own = own.saturating_sub(1);
        }
        open.retain(|_, own| 0 < *own);
    }
}

/// The place of a page that listens.
pub(super) struct Place {
    live: Arc<Live>,
    person: PersonId,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.live.leave(self.person);
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn somebody(number: u128) -> PersonId {
        PersonId(Uuid::from_u128(number))
    }

    #[test]
    fn nobody_listens_with_more_than_ten_pages_and_a_closed_page_makes_room() {
        let live = Arc::new(Live::default());
        let enter = |person| Arc::clone(&live).enter(somebody(person));
        let mut places: Vec<_> = (0..OF_ONE).map(|_| enter(1).unwrap()).collect();
        assert!(enter(1).is_none());
        assert!(enter(2).is_some(), "others are not in the way of each other");
        places.pop();
        assert!(enter(1).is_some());
    }

    #[test]
    fn no_more_pages_listen_than_the_settings_say() {
        let live = Arc::new(Live::with(2));
        let enter = |person| Arc::clone(&live).enter(somebody(person));
        let (one, _two) = (enter(1).unwrap(), enter(2).unwrap());
        assert!(enter(3).is_none());
        drop(one);
        assert!(enter(3).is_some());
    }
}
