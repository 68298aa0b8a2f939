use ::ledger::hash::Hash;
use domain::actor::Actor;
use domain::content::{Commitment, Sealed};
use domain::decision::Decision;
use domain::ids::{ContentId, PersonId};
use domain::time::Timestamp;

use crate::journal::{self, Head};
use crate::ledger::leaf::Given;
use crate::organisation::actor_in;
use crate::turn::{Most, Turn};
use crate::{App, Error, Result, content, ledger};

const TRIES: u32 = 3;

/// A change on its way: the transaction, the moment, and who is changing things.
pub struct Change<'c> {
    pub(crate) app: &'c App,
    pub(crate) tx: Turn,
    /// The moment of the change; everything in it happens at once.
    pub now: Timestamp,
    pub(crate) by: Option<PersonId>,
    head: Head,
    /// The newest head of the ledger that witnesses confirmed.
    anchor: Hash,
}

impl App {
    /// Does a deed: all of it, or nothing. It may be run again when the database asks, so it has no effect but
    /// through its transaction.
    pub(crate) async fn change<T>(
        &self,
        by: Option<PersonId>,
        deed: impl AsyncFnOnce(&mut Change<'_>) -> Result<T> + Clone,
    ) -> Result<T> {
        self.change_with(Most::MANY, by, deed).await
    }

    /// The same for a deed that takes long: nobody is kept waiting by it who had their turn before.
    pub(crate) async fn long_change<T>(
        &self,
        by: Option<PersonId>,
        deed: impl AsyncFnOnce(&mut Change<'_>) -> Result<T> + Clone,
    ) -> Result<T> {
        self.change_with(Most::NOBODY, by, deed).await
    }

    async fn change_with<T>(
        &self,
        most: Most,
        by: Option<PersonId>,
        deed: impl AsyncFnOnce(&mut Change<'_>) -> Result<T> + Clone,
    ) -> Result<T> {
        let mut tries_left = TRIES;
        loop {
            tries_left -= 1;
            let turn = self.turns.next(&self.db, most).await?;
            match self.once(turn, by, deed.clone()).await {
                Err(error) if error.wants_another_try() && 0 < tries_left => {}
                outcome => return outcome,
            }
        }
    }

    async fn once<T>(
        &self,
        turn: Turn,
        by: Option<PersonId>,
        deed: impl AsyncFnOnce(&mut Change<'_>) -> Result<T>,
    ) -> Result<T> {
        let (head, anchor) = turn.start();
        if self.now() < head.at {
            tracing::warn!(
                seq = head.seq,
                "the clock stands before the last line of the journal"
            );
        }
        let mut change = Change {
            app: self,
            tx: turn,
            // a clock that is set back does not date anything back
            now: self.now().max(head.at),
            by,
            head,
            anchor,
        };
        match deed(&mut change).await {
            Ok(outcome) => {
                change.tx.keep(change.head).await?;
                Ok(outcome)
            }
            Err(error) => {
                change.tx.undo().await?;
                Err(error)
            }
        }
    }
}

impl Change<'_> {
    /// The write door: the decision goes into the journal, the tables follow from it, and the ledger has its leaf.
    pub(crate) async fn record(&mut self, decision: Decision) -> Result<()> {
        let line = self.head.next(self.now, self.by, &decision)?;
        journal::append(&mut self.tx, &line).await?;
        journal::apply(&mut self.tx, &line, &decision).await?;
        let given = Given {
            salt: self.app.chance(),
            anchor: self.anchor,
        };
        let leaf = ledger::leaf::of(&mut self.tx, (&line, &decision), given).await?;
        ledger::store::save_leaf(&mut self.tx, &leaf).await
    }

    /// Puts a content beside the journal and says what binds it.
    pub(crate) async fn seal(&mut self, bytes: &[u8]) -> Result<Sealed> {
        let salt = self.app.chance::<32>();
        let id = ContentId(self.app.new_id());
        content::store::save(&mut self.tx, id, &salt, bytes).await?;
        Ok(Sealed {
            content: id,
            commitment: Commitment::to(&salt, bytes),
        })
    }

    /// How many lines the journal has, with those of this change.
    pub(crate) fn lines(&self) -> i64 {
        self.head.seq
    }

    /// Whoever changes things, with their duties on the day of the change.
    pub(crate) async fn actor(&mut self) -> Result<Actor> {
        let (person, day) = (self.person()?, self.now.day(self.app.zone()));
        actor_in(&mut self.tx, person, day).await
    }

    /// Somebody must be known for this.
    pub(crate) fn person(&self) -> Result<PersonId> {
        self.by.ok_or(Error::Forbidden)
    }
}
