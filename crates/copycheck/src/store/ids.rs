//! Which text stands under an id.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::{PoisonError, RwLock};

use super::rows::id_hash;
use crate::check::Spread;

/// The number of the newest text under each id, by the id's hash. Locked for one look or one change at a time.
#[derive(Debug, Default)]
pub(crate) struct Ids(RwLock<HashMap<u64, u32, BuildHasherDefault<Spread>>>);

impl Ids {
    pub(crate) fn get(&self, id: &str) -> Option<u32> {
        let ids = self.0.read().unwrap_or_else(PoisonError::into_inner);
        ids.get(&id_hash(id)).copied()
    }

    /// Puts a text under the hash of its id.
    pub(crate) fn put(&self, hash: u64, text: u32) {
        let mut ids = self.0.write().unwrap_or_else(PoisonError::into_inner);
        ids.insert(hash, text);
    }

    /// Takes the text under an id away.
    pub(crate) fn take(&self, id: &str) -> Option<u32> {
        let mut ids = self.0.write().unwrap_or_else(PoisonError::into_inner);
        ids.remove(&id_hash(id))
    }

    pub(crate) fn len(&self) -> usize {
        self.0.read().unwrap_or_else(PoisonError::into_inner).len()
    }
}
