//! Changes take turns. Those that wait for the same turn share one transaction, and so one flush: one after another,
//! each undone alone when it is refused, and nobody is answered before everything they stand on is on the disk.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use db::{Db, Tx};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

use crate::journal::{self, Head};
use crate::{Error, Result};

/// PostgreSQL has 64 savepoints of a transaction at hand; with more of them everybody's reading slows down.
const MOST: usize = 60;

/// Where changes wait for their turn, in the order in which they came.
#[derive(Clone, Default)]
pub(crate) struct Turns {
    group: Arc<Mutex<Group>>,
}

/// Changes that share a transaction.
#[derive(Default)]
struct Group {
    stage: Stage,
    tx: Tx,
    /// Where the journal ends after those who had their turn.
    head: Head,
    anchor: Vec<u8>,
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
    pub(crate) async fn next(&self, db: &Db) -> Result<Turn> {
        let mut group = Arc::clone(&self.group).lock_owned().await;
        if MOST <= group.waiting.len() {
            let committed = tokio::spawn(async move {
                group.commit().await;
                group
            });
            group = committed.await.map_err(Error::failed)?;
        }
        if let Err(error) = group.enter(db).await {
            group.end(&End::Undone);
            return Err(error);
        }
        Ok(Turn {
            turns: self.clone(),
            group,
        })
    }
}

impl Turn {
    /// Where the journal ends, and the newest head of the ledger that witnesses confirmed.
    pub(crate) fn start(&self) -> (Head, &[u8]) {
        (self.group.head.clone(), &self.group.anchor)
    }

    /// What was done stays, and the journal ends there. It is on the disk when this answers.
    pub(crate) async fn keep(mut self, head: Head) -> Result<()> {
        if !self.group.waiting.is_empty() {
            let released = self.group.tx.release().await;
            self.group.or_end(released)?;
        }
        self.group.head = head;
        self.wait().await
    }

    /// What was done is undone. What it was refused for is on the disk when this answers.
    pub(crate) async fn undo(mut self) -> Result<()> {
        if self.group.waiting.is_empty() {
            return Ok(());
        }
        let undone = self.group.tx.roll_back().await;
        self.group.or_end(undone)?;
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
        let place = Arc::clone(&self.turns.group);
        drop(self);
        if first {
            // those who wait already have their turn before it
            tokio::spawn(async move { place.lock_owned().await.commit().await });
        }
        match ended.await.map_err(Error::failed)? {
            End::Kept => Ok(()),
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
                (self.head, self.anchor) = journal::head(&mut tx).await?;
                self.tx = tx;
            }
            Stage::Between => {
                self.stage = Stage::Midway;
                self.tx.savepoint().await?;
            }
            Stage::Midway => {
                self.tx.roll_back().await?;
                self.tx.savepoint().await?;
            }
        }
        self.stage = Stage::Midway;
        Ok(())
    }

    /// Puts everything on the disk and tells everybody.
    async fn commit(&mut self) {
        let end = match self.stage {
            Stage::Closed => return,
            Stage::Between | Stage::Midway => match self.flush().await {
                Ok(()) => End::Kept,
                Err(error) => End::Unknown(Arc::new(error)),
            },
        };
        self.end(&end);
    }

    async fn flush(&mut self) -> Result<()> {
        let mut tx = std::mem::take(&mut self.tx);
        if self.stage == Stage::Midway {
            tx.roll_back().await?;
        }
        journal::close(&mut tx, &self.head).await?;
        Ok(tx.commit().await?)
    }

    /// When the transaction cannot go on, nothing of the group was done.
    fn or_end(&mut self, outcome: db::Result<()>) -> Result<()> {
        if outcome.is_err() {
            self.end(&End::Undone);
        }
        Ok(outcome?)
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
