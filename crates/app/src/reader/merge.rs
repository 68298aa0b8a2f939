//! The newest-first list: one stream for each token, merged. What it costs depends on the page, not on how much
//! there is. A disclosure stands where the viewer could first see it.

use std::collections::VecDeque;

use db::Tx;
use domain::time::Timestamp;
use uuid::Uuid;

use super::list::Cursor;
use super::{Filter, Moments, Reader, fates, store};
use crate::Result;

const FIRST_PORTION: i64 = 6;
const NEXT_PORTION: i64 = 24;

/// One token's disclosures, newest first, read in portions.
struct Stream {
    token: String,
    portion: VecDeque<store::Entry>,
    next: Option<Cursor>,
    size: i64,
}

impl Stream {
    async fn head(
        &mut self,
        (tx, moments): (&mut Tx, Moments),
        filter: &Filter,
    ) -> Result<Option<&store::Entry>> {
        if self.portion.is_empty()
            && let Some(after) = self.next
        {
            let entries = store::entries(tx, &self.token, filter, (after, moments, self.size)).await?;
            let full = i64::try_from(entries.len()).is_ok_and(|length| length == self.size);
            self.next = entries.last().filter(|_| full).map(store::Entry::cursor);
            self.portion = entries.into();
            self.size = NEXT_PORTION;
        }
        Ok(self.portion.front())
    }
}

impl Reader {
    /// So many disclosures the viewer may see, each once, after a place in the list.
    pub(super) async fn merged(
        &mut self,
        filter: &Filter,
        after: Cursor,
        most: usize,
    ) -> Result<Vec<Cursor>> {
        let (moments, mut streams) = (self.moments(), self.streams(after));
        let mut found = Vec::new();
        while found.len() < most {
            let Some(newest) = newest((&mut self.tx, moments), &mut streams, filter).await? else {
                break;
            };
            let (alone, corrected) = take(&mut streams, newest);
            if (alone || self.first_seen(newest).await?) && !(corrected && self.sees_newer(newest).await?) {
                found.push(newest);
            }
        }
        Ok(found)
    }

    fn streams(&self, after: Cursor) -> Vec<Stream> {
        let stream = |token: &String| Stream {
            token: token.clone(),
            portion: VecDeque::new(),
            next: Some(after),
            size: FIRST_PORTION,
        };
        self.tokens.iter().map(stream).collect()
    }

    /// Whether this is the first time from which the viewer can see it; it stands in the list only there.
    async fn first_seen(&mut self, place: Cursor) -> Result<bool> {
        let first = store::first_seen(&mut self.tx, place.id, &self.tokens).await?;
        Ok(first == Some(place.from))
    }

    /// Whether the viewer can see a newer version, which then stands in the list instead.
    pub(super) async fn sees_newer(&mut self, place: Cursor) -> Result<bool> {
        let newer = fates::newer(&mut self.tx, (place.id, self.now), &self.tokens).await?;
        Ok(newer.is_some())
    }
}

async fn newest(
    (tx, moments): (&mut Tx, Moments),
    streams: &mut [Stream],
    filter: &Filter,
) -> Result<Option<Cursor>> {
    let mut newest = None;
    for stream in streams {
        if let Some(entry) = stream.head((&mut *tx, moments), filter).await? {
            newest = newest.max(Some(entry.cursor()));
        }
    }
    Ok(newest)
}

/// Takes a place off every stream that has it in front. Says whether nothing else can lead to it, and whether there
/// is a newer version.
fn take(streams: &mut [Stream], place: Cursor) -> (bool, bool) {
    let (mut alone, mut corrected) = (false, false);
    for stream in streams {
        if let Some(entry) = stream.portion.pop_front_if(|entry| entry.cursor() == place) {
            (alone, corrected) = (entry.alone, entry.corrected);
        }
    }
    (alone, corrected)
}

impl Cursor {
    /// The place before everything that can be seen by now.
    pub(super) fn now(now: Timestamp) -> Self {
        Self {
            from: now,
            id: Uuid::max(),
        }
    }
}
