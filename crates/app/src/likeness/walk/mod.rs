//! How the index follows the database: through its journal, and through the moments at which audiences open and displays
//! end, in the order in which things happened. It is never ahead of the moment at which everybody reads.
//!
//! A text that comes into a view is compared with those that stand in it then, and with no other; so what is found does
//! not depend on when somebody looked, nor on anything that is not in the view.

mod portion;
mod store;
mod work;

use std::sync::atomic::Ordering;

use domain::ids::DisclosureId;
use domain::time::Timestamp;
use tokio::sync::MutexGuard;

use super::finding::Words;
use super::index::{Index, Place};
use super::kind::{credits, kind, share};
use super::names::Names;
use super::store::borrowers;
use super::text::Held;
use crate::{App, Result, journal, ledger, organisation};
use portion::Portion;
use work::Came;

/// So many portions are worth waiting for before a question.
const PATIENCE: usize = 8;

/// Follows the database a little, when there is an index here; whether there was anything to do.
pub async fn follow(app: &App) -> Result<bool> {
    match app.likeness() {
        Some(index) => Ok(!index.follow(app, 1).await?),
        None => Ok(false),
    }
}

impl Index {
    /// Comes as far as the database has come, for a page; whether that was near enough. Nothing that goes wrong here holds
    /// up a page, and nobody waits for whoever has much to do.
    pub(super) async fn catch_up(&self, app: &App) -> bool {
        let place = match self.place.try_lock() {
            Ok(place) => place,
            Err(_) if self.is_far.load(Ordering::Relaxed) => return false,
            Err(_) => self.place.lock().await,
        };
        self.walk(app, place, PATIENCE).await.unwrap_or_else(|error| {
            tracing::error!(?error, "texts are not compared now");
            false
        })
    }

    async fn follow(&self, app: &App, portions: usize) -> Result<bool> {
        let place = self.place.lock().await;
        self.walk(app, place, portions).await
    }

    async fn walk(&self, app: &App, mut place: MutexGuard<'_, Place>, portions: usize) -> Result<bool> {
        for _ in 0..portions {
            if self.step(app, &mut place).await? {
                self.is_far.store(false, Ordering::Relaxed);
                return Ok(true);
            }
        }
        self.is_far.store(true, Ordering::Relaxed);
        Ok(false)
    }

    /// Does a portion; whether nothing is left to do.
    async fn step(&self, app: &App, place: &mut Place) -> Result<bool> {
        let (mut tx, now) = (app.view().await?, app.now());
        if place.is_quiet(&store::last(&mut tx).await?, now) {
            return Ok(true);
        }
        let moment = ledger::reading_moment(&mut tx, now).await?;
        if 0 < place.seq && store::hash(&mut tx, place.seq).await?.as_ref() != Some(&place.hash) {
            tracing::warn!("the index of texts followed another database, and is made anew");
            *place = self.begin_anew()?;
        }
        if place.seq == 0 {
            place.born = journal::store::length(&mut tx).await?;
        }
        if self.current().names.plain.is_empty() {
            let names = Names::of(&organisation::store::units(&mut tx).await?);
            if place.names.is_empty() {
                place.names = names.all();
            }
            self.call(names)?;
        }
        let portion = if moment < place.moment() {
            Portion::back(&mut tx, place, moment).await?
        } else {
            Portion::forward(app, &mut tx, place, moment).await?
        };
        let quiet_until = if portion.is_last && moment == now {
            store::next_turn(&mut tx, moment).await?
        } else {
            None
        };
        drop(tx);
        if portion.has_destroyed {
            // the index keeps every text as it was once told: nothing of this one may stay on the disk
            *place = self.begin_anew()?;
            return Ok(false);
        }
        let (is_last, is_empty, next) = (portion.is_last, portion.is_empty(), portion.place.clone());
        let is_certain = std::mem::take(&mut place.is_certain);
        let came = portion.work(self, (app.zone().clone(), is_certain)).await?;
        write(app, came).await?;
        *place = Place {
            quiet_until,
            is_certain: true,
            ..next
        };
        if !is_empty {
            self.remember(place)?;
            self.tidy().await?;
        }
        Ok(is_last)
    }
}

/// Keeps what was found, unless another node has come first.
async fn write(app: &App, came: Vec<Came>) -> Result<()> {
    if came.is_empty() {
        return Ok(());
    }
    let mut tx = app.db().write().await?;
    // somebody may just be saying something of a pair: whoever writes where it stands takes turns with them
    journal::head(&mut tx).await?;
    for came in came {
        let (place, at) = ((came.text.held.id, came.view), came.at);
        if store::save_seen(&mut tx, place, at).await? {
            keep(&mut tx, &came, at).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// What is worth keeping: not what was found already when the other one came, and was alike to the same matter. Who had
/// the words first is no copy of whoever took them, however often they are released again.
async fn keep(tx: &mut db::Tx, came: &Came, at: Timestamp) -> Result<()> {
    let held = &came.text.held;
    let found = came.report.findings.iter();
    let found: Vec<_> = found
        .filter_map(|finding| Some((finding.id.parse().ok()?, finding)))
        .collect();
    let sources = found.iter().map(|(id, _)| *id);
    let ids: Vec<DisclosureId> = sources
        .chain(came.text.proposal.credits.iter().copied())
        .collect();
    let sources = Held::all(tx, &ids).await?;
    let asker = came.view.asker();
    let may_open = |held: &Held| held.openers(at).is_some_and(|class| asker.may_read(&class));
    let took = borrowers(tx, (held.matter(), came.view), &ids).await?;
    let said = Words::of(tx, &[held.id]).await?;
    for (id, finding) in found {
        let Some(source) = sources.get(&id).filter(|_| !took.contains(&id)) else {
            continue;
        };
        let is_credited = credits(&came.text.proposal, source, (&sources, may_open));
        let row = store::Row {
            source: id,
            kind: kind(finding, source.unit() == held.unit(), is_credited).code(),
            share: share(finding, came.text.proposal.body.chars().count()),
            characters: i64::try_from(finding.copied).unwrap_or(i64::MAX),
            foreign_name: !finding.foreign_names.is_empty(),
            standing: said.standing((held.id, id)).0.code(),
        };
        store::save(tx, (held.id, came.view), &row, at).await?;
    }
    Ok(())
}
