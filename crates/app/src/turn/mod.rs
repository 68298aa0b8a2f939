//! Changes take turns. Those that wait for the same turn share one transaction, and so one flush: one after another,
//! each undone alone when it is refused, and nobody is answered before everything they stand on is on the disk.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use ::ledger::hash::Hash;
use db::{Db, Tx};
use tokio::sync::{Mutex, Notify, OwnedMutexGuard, oneshot};

use crate::journal::{self, Head};
use crate::{Error, Result, ledger};

/// How many may have had their turn in the transaction that a change shares.
#[derive(Clone, Copy)]
pub(crate) struct Most(usize);

impl Most {
    /// PostgreSQL has 64 savepoints of a transaction at hand; with more of them everybody's reading slows down.
    pub(crate) const MANY: Self = Self(60);
    /// For a change that takes long: those before it are answered before it begins.
    pub(crate) const NOBODY: Self = Self(1);
}

/// Where changes wait for their turn, in the order in which they came.
#[derive(Clone, Default)]
pub(crate) struct Turns {
    group: Arc<Mutex<Group>>,
    written: Arc<Notify>,
}

/// Changes that share a transaction.
#[derive(Default)]
struct Group {
    stage: Stage,
    tx: Tx,
    /// Where the journal ends after those who had their turn.
    head: Head,
    /// The newest head of the ledger that witnesses confirmed.
    anchor: Hash,
    /// Who had a turn and waits for the flush. While there are any, one task is on its way to [`Group::commit`].
    waiting: Vec<oneshot::Sender<End>>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Stage {
    /// No transaction.
    #[default]
    Closed,
    /// Between two turns.
    Between,
    /// Somebody has the turn, or went away in the middle of it. Others' changes lie behind a savepoint.
    Midway,
}

/// How it ended for everybody in the group.
#[derive(Clone)]
enum End {
    Kept,
    Undone,
    Unknown(Arc<Error>),
}

/// A turn: the transaction, until it is kept or undone. Dropped, it leaves no trace.
pub(crate) struct Turn {
    turns: Turns,
    group: OwnedMutexGuard<Group>,
}

impl Turns {
    /// Waits for a turn.
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever waits may go away, a flush must not"
    )]
    pub(crate) async fn next(&self, db: &Db, most: Most) -> Result<Turn> {
        let mut group = Arc::clone(&self.group).lock_owned().await;
        if most.0 <= group.waiting.len() {
            let committed = tokio::spawn(async move {
                group.commit().await;
                group
            });
            group = committed.await.map_err(Error::failed)?;
        }
        if group.stage != Stage::Closed && group.enter(db).await.is_err() {
            // the transaction broke with the others; whoever comes new begins another
            group.end(&End::Undone);
        }
        if group.stage == Stage::Closed {
            group.enter(db).await?;
        }
        Ok(Turn {
            turns: self.clone(),
            group,
        })
    }

    /// Waits until something was kept since this was waited for last. One waits at a time.
    pub(crate) async fn written(&self) {
        self.written.notified().await;
    }
}

impl Turn {
    /// Where the journal ends, and the newest head of the ledger that witnesses confirmed.
    pub(crate) fn start(&self) -> (Head, Hash) {
        (self.group.head.clone(), self.group.anchor)
    }

    /// What was done stays, and the journal ends there. It is on the disk when this answers.
    pub(crate) async fn keep(mut self, head: Head) -> Result<()> {
        self.group.head = head;
        self.wait().await
    }

    /// What was done is undone. What it was refused for is on the disk when this answers.
    pub(crate) async fn undo(mut self) -> Result<()> {
        if self.group.waiting.is_empty() {
            return Ok(());
        }
        if let Err(error) = self.group.tx.roll_back().await {
            self.group.end(&End::Undone);
            return Err(error.into());
        }
        self.wait().await
    }

    /// Lets the others in, and waits for the flush.
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever waits may go away, a flush must not"
    )]
    async fn wait(mut self) -> Result<()> {
        let (end, ended) = oneshot::channel();
        let first = self.group.waiting.is_empty();
        self.group.stage = Stage::Between;
        self.group.waiting.push(end);
        let turns = self.turns.clone();
        let place = Arc::clone(&turns.group);
        drop(self);
        if first {
            // those who wait already have their turn before it
            tokio::spawn(async move { place.lock_owned().await.commit().await });
        }
        match ended.await.map_err(Error::failed)? {
            End::Kept => {
                turns.written.notify_one();
                Ok(())
            }
            End::Undone => Err(db::Error::Undone.into()),
            End::Unknown(error) => Err(Error::failed(error)),
        }
    }
}

impl Group {
    async fn enter(&mut self, db: &Db) -> Result<()> {
        match self.stage {
            Stage::Closed => {
                let mut tx = db.write().await?;
                self.head = journal::head(&mut tx).await?;
                self.anchor = ledger::store::anchor(&mut tx).await?;
                self.tx = tx;
            }
            Stage::Between => {
                self.stage = Stage::Midway;
                self.tx.savepoint().await?;
            }
            // the savepoint of whoever went away serves again
            Stage::Midway => self.tx.roll_back().await?,
        }
        self.stage = Stage::Midway;
        Ok(())
    }

    /// Puts everything on the disk and tells everybody.
    async fn commit(&mut self) {
        if self.stage == Stage::Closed {
            return;
        }
        let end = match self.settle().await {
            Err(error) => {
                tracing::warn!(?error, "a transaction broke before its commit");
                End::Undone
            }
            Ok(()) => match std::mem::take(&mut self.tx).commit().await {
                Ok(()) => End::Kept,
                Err(error) => End::Unknown(Arc::new(error.into())),
            },
        };
        self.end(&end);
    }

    /// What is left to do before the commit.
    async fn settle(&mut self) -> Result<()> {
        if self.stage == Stage::Midway {
            self.tx.roll_back().await?;
        }
        journal::close(&mut self.tx, &self.head).await
    }

    fn end(&mut self, end: &End) {
        for waiting in std::mem::take(self).waiting {
            // whoever has gone needs no answer
            _ = waiting.send(end.clone());
        }
    }
}

impl Deref for Turn {
    type Target = Tx;

    fn deref(&self) -> &Tx {
        &self.group.tx
    }
}

impl DerefMut for Turn {
    fn deref_mut(&mut self) -> &mut Tx {
        &mut self.group.tx
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // alone in its transaction, it ends with it; otherwise whoever comes next rolls back to the savepoint
        if self.group.stage == Stage::Midway && self.group.waiting.is_empty() {
            self.group.end(&End::Undone);
        }
    }
}

#[cfg(test)]
mod tests;
