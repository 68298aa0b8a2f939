use std::collections::HashSet;
use std::sync::{Arc, PoisonError};

use copycheck::{Entry, Report};
use domain::time::Timestamp;
use jiff::tz::TimeZone;

use super::portion::{Event, Portion};
use crate::likeness::index::{Current, Index};
use crate::likeness::readers::View;
use crate::likeness::text::Text;
use crate::{Error, Result};

/// A text that came into a view, and what it has in common with those that stood there.
pub(super) struct Came {
    pub(super) text: Text,
    pub(super) view: View,
    pub(super) at: Timestamp,
    pub(super) report: Report,
}

impl Portion {
    /// Follows what happened, step by step, where nothing else waits.
    pub(super) async fn work(
        mut self,
        index: &Index,
        (zone, is_certain): (TimeZone, bool),
    ) -> Result<Vec<Came>> {
        if let Some(names) = self.names.take() {
            index.call(names)?;
        }
        let (current, hand) = (index.current(), Arc::clone(&index.hand));
        let work = move || {
            let _hand = hand.lock().unwrap_or_else(PoisonError::into_inner);
            if !is_certain {
                self.set_back(&current)?;
            }
            for authority in &self.authorities {
                current.store.add(authority).map_err(Error::failed)?;
            }
            let mut came = Vec::new();
            for event in std::mem::take(&mut self.events) {
                came.extend(self.follow(&current, event, &zone)?);
            }
            Ok(came)
        };
        tokio::task::spawn_blocking(work).await.map_err(Error::failed)?
    }

    /// Takes back what somebody who stopped half-way did of this: no text may be compared with one that comes after it.
    fn set_back(&self, current: &Current) -> Result<()> {
        let seen: HashSet<_> = self.seen.iter().map(|(id, _)| *id).collect();
        for (id, text) in &self.texts {
            let key = id.to_string();
            let Some(entry) = current.store.snapshot().entry(&key).map_err(Error::failed)? else {
                continue;
            };
            match text.held.readers(self.from).filter(|_| seen.contains(id)) {
                Some(readers) if readers == entry.readers => {}
                Some(readers) => {
                    current.store.set_readers(&key, &readers).map_err(Error::failed)?;
                }
                None => {
                    current.store.remove(&key).map_err(Error::failed)?;
                }
            }
        }
        Ok(())
    }

    /// Makes the index agree with what holds from an event on.
    fn follow(&mut self, current: &Current, event: Event, zone: &TimeZone) -> Result<Vec<Came>> {
        let Some(text) = self.texts.get(&event.id) else {
            return Ok(Vec::new());
        };
        let key = event.id.to_string();
        let before = current.store.snapshot().entry(&key).map_err(Error::failed)?;
        let Some(readers) = text.held.readers(event.at) else {
            if before.is_some() {
                current.store.remove(&key).map_err(Error::failed)?;
            }
            return Ok(Vec::new());
        };
        if event.is_renaming && before.is_none() {
            return Ok(Vec::new());
        }
        let entry = text.entry(&current.names, readers, zone);
        put(current, before.as_ref(), &entry)?;
        let mut came = Vec::new();
        for view in View::of(text.held.unit(), &entry.readers) {
            if !self.seen.insert((event.id, view.code())) {
                continue;
            }
            let siblings = self.siblings.get(&text.held.matter());
            let asked = (&entry, siblings.map_or(&[][..], Vec::as_slice));
            came.push(Came {
                text: text.clone(),
                view,
                at: event.at,
                report: current.ask(asked, (&view.asker(), text.held.unit()))?,
            });
        }
        Ok(came)
    }
}

fn put(current: &Current, before: Option<&Entry>, entry: &Entry) -> Result<()> {
    let written = match before {
        Some(before) if before == entry => Ok(()),
        Some(before) if before.text == entry.text && before.unit == entry.unit => {
            current.store.set_readers(&entry.id, &entry.readers).map(drop)
        }
        _ => current.store.add(entry),
    };
    written.map_err(Error::failed)
}
