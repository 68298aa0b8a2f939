use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use copycheck::{Among, Entry, Report, Store};
use domain::ids::UnitId;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::names::Names;
use super::readers::{Asker, View};
use crate::{Error, Result};

const TEXTS: &str = "texts";
const PLACE: &str = "place";
const NEW_PLACE: &str = "place.new";
/// How texts lie in the index; an index of another form is made anew.
const FORM: u32 = 1;

/// The texts of the platform, to be asked what they have in common: one for each node that serves, in a folder of its
/// own. It follows the database and may be thrown away.
pub struct Index {
    folder: PathBuf,
    /// Whoever walks on holds it.
    pub(super) place: tokio::sync::Mutex<Place>,
    /// Whether there is more to do than is worth waiting for.
    pub(super) is_far: AtomicBool,
    /// Whoever changes the index holds it, also when nobody waits for them any more.
    pub(super) hand: Arc<Mutex<()>>,
    current: RwLock<Current>,
}

/// What questions are asked of.
#[derive(Clone)]
pub(super) struct Current {
    pub(super) store: Arc<Store>,
    pub(super) names: Arc<Names>,
}

/// How far the index has followed the database: up to a line of its journal, and up to a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    pub(super) form: u32,
    /// The last line of the journal when the folder was begun: what was destroyed by then never lay in it.
    pub(super) born: i64,
    pub(super) seq: i64,
    /// The line's hash: another database, or one that was set back, has another line there.
    pub(super) hash: Vec<u8>,
    pub(super) moment: i64,
    /// The names under which the texts lie there.
    pub(super) names: BTreeMap<UnitId, String>,
    /// Before this moment nothing happens by itself. Whoever opens the folder looks anew.
    #[serde(skip)]
    pub(super) quiet_until: Option<i64>,
    /// Whether the index holds what it did here and nothing of what came after. Whoever opens the folder, or comes after
    /// somebody who stopped half-way, cannot know.
    #[serde(skip)]
    pub(super) is_certain: bool,
}

impl Default for Place {
    fn default() -> Self {
        Self {
            form: FORM,
            born: 0,
            seq: 0,
            hash: Vec::new(),
            moment: i64::MIN,
            names: BTreeMap::new(),
            quiet_until: None,
            is_certain: false,
        }
    }
}

impl Place {
    /// Whether nothing has happened, when this is the last line of the journal now.
    pub(super) fn is_quiet(&self, (seq, hash): &(i64, Vec<u8>), now: Timestamp) -> bool {
        self.quiet_until.is_some_and(|until| now.0 < until) && (self.seq, &self.hash) == (*seq, hash)
    }

    pub(super) fn moment(&self) -> Timestamp {
        Timestamp(self.moment)
    }

    fn read(folder: &Path) -> Option<Self> {
        let bytes = fs::read(folder.join(PLACE)).ok()?;
        let place: Self = serde_json::from_slice(&bytes).ok()?;
        (place.form == FORM).then_some(place)
    }
}

impl Index {
    /// Opens the folder, which is made if need be, and begins anew when it is damaged, or nobody knows how far the index
    /// has come.
    pub fn open(folder: &Path) -> Result<Self> {
        // whoever has the texts open has the folder
        let mut store = match Store::open(&folder.join(TEXTS)) {
            Err(copycheck::Error::File(error)) if error.kind() == io::ErrorKind::InvalidData => {
                tracing::warn!(?error, "the index of texts is damaged, and is made anew");
                remove(folder).map_err(Error::failed)?;
                Store::open(&folder.join(TEXTS))
            }
            opened => opened,
        }
        .map_err(Error::failed)?;
        let place = Place::read(folder);
        if place.is_none() && !store.snapshot().is_empty() {
            drop(store);
            remove(folder).map_err(Error::failed)?;
            store = Store::open(&folder.join(TEXTS)).map_err(Error::failed)?;
        }
        let current = Current {
            store: Arc::new(store),
            names: Arc::default(),
        };
        Ok(Self {
            folder: folder.to_owned(),
            place: tokio::sync::Mutex::new(place.unwrap_or_default()),
            is_far: AtomicBool::new(true),
            hand: Arc::default(),
            current: RwLock::new(current),
        })
    }

    pub(super) fn current(&self) -> Current {
        self.current
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn replace(&self, current: Current) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = current;
    }

    /// The names that hold from now on.
    pub(super) fn call(&self, names: Names) -> Result<()> {
        let store = self.current().store;
        store.learn(&names.plain).map_err(Error::failed)?;
        self.replace(Current {
            store,
            names: Arc::new(names),
        });
        Ok(())
    }

    /// Throws everything away: the database is another one, or has been set back, or a text is destroyed.
    pub(super) fn begin_anew(&self) -> Result<Place> {
        remove(&self.folder).map_err(Error::failed)?;
        let store = Store::open(&self.folder.join(TEXTS)).map_err(Error::failed)?;
        self.replace(Current {
            store: Arc::new(store),
            names: Arc::default(),
        });
        Ok(Place::default())
    }

    /// Clears away what says nothing any more, once that is much of the folder.
    pub(super) async fn tidy(&self) -> Result<()> {
        let (store, hand) = (self.current().store, Arc::clone(&self.hand));
        let work = move || {
            let _hand = hand.lock().unwrap_or_else(PoisonError::into_inner);
            store.tidy().map_err(Error::failed)
        };
        tokio::task::spawn_blocking(work).await.map_err(Error::failed)?
    }

    /// Remembers how far the index has come, once everything up to there is on the disk.
    pub(super) fn remember(&self, place: &Place) -> Result<()> {
        self.current().store.sync().map_err(Error::failed)?;
        let bytes = serde_json::to_vec(place).map_err(Error::failed)?;
        let write = || {
            fs::write(self.folder.join(NEW_PLACE), bytes)?;
            fs::rename(self.folder.join(NEW_PLACE), self.folder.join(PLACE))
        };
        write().map_err(Error::failed)
    }

    /// What a text has in common with one other alone, both read by the asker.
    pub(super) async fn compare(&self, (entry, source): (Entry, Entry), unit: UnitId) -> Result<Report> {
        let current = self.current();
        let work = move || {
            let superiors = current.names.above(unit);
            // the authorities here are rules, which are no secret
            let among = Among {
                may_read: &|class| View::Public.asker().may_read(class),
                superiors: &superiors,
                siblings: &[],
            };
            let snapshot = current.store.snapshot();
            snapshot
                .check_pair(&entry, &source, &among)
                .map_err(Error::failed)
        };
        tokio::task::spawn_blocking(work).await.map_err(Error::failed)?
    }

    /// What a text has in common with those that the asker may read, but for those of its own matter.
    pub(super) async fn ask(
        &self,
        (entry, siblings): (Entry, Vec<String>),
        (asker, unit): (Asker, UnitId),
    ) -> Result<Report> {
        let current = self.current();
        let work = move || current.ask((&entry, &siblings), (&asker, unit));
        tokio::task::spawn_blocking(work).await.map_err(Error::failed)?
    }
}

impl Current {
    pub(super) fn ask(
        &self,
        (entry, siblings): (&Entry, &[String]),
        (asker, unit): (&Asker, UnitId),
    ) -> Result<Report> {
        let superiors = self.names.above(unit);
        let among = Among {
            may_read: &|class| asker.may_read(class),
            superiors: &superiors,
            siblings,
        };
        self.store
            .snapshot()
            .check_among(entry, &among)
            .map_err(Error::failed)
    }
}

/// Forgets how far the index has come first, so that half of it is never taken for the whole.
fn remove(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let gone = |outcome: io::Result<()>| match outcome {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    };
    gone(fs::remove_file(folder.join(PLACE)))?;
    gone(fs::remove_dir_all(folder.join(TEXTS)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_line_or_the_next_turn_of_the_clock_ends_the_quiet() {
        let place = Place {
            seq: 7,
            hash: vec![1],
            quiet_until: Some(100),
            ..Place::default()
        };
        assert!(place.is_quiet(&(7, vec![1]), Timestamp(99)));
        assert!(!place.is_quiet(&(7, vec![1]), Timestamp(100)));
        assert!(!place.is_quiet(&(8, vec![2]), Timestamp(99)));
        assert!(!place.is_quiet(&(7, vec![2]), Timestamp(99)), "another history");
        let opened: Place = serde_json::from_slice(&serde_json::to_vec(&place).unwrap()).unwrap();
        assert!(
            !opened.is_quiet(&(7, vec![1]), Timestamp(0)),
            "a folder that was just opened"
        );
    }
}
