//! Asking witnesses to confirm what was signed. Publishing does not wait for them: without enough of them a head is
//! signed and not yet confirmed.

pub(super) mod store;

use std::sync::{Mutex, PoisonError};

use ::ledger::cosignature::newest_claimed;
use ::ledger::hash::{HashFunction, Sha256};
use ::ledger::note::Note;
use ::ledger::policy::Policy;
use domain::ledger::Objection;
use domain::time::Timestamp;
use keepers::witness::{Failure, Said, Witnesses, lines};

use super::published::Published;
use super::store::{Signed, newest};
use super::{Folder, Trouble};
use crate::{App, Error};

/// A head that was confirmed longer ago is confirmed again, so that everybody sees that the log lives and how late
/// something can have come into it.
const FRESH_SECONDS: i64 = 600;

/// Asks the witnesses of a policy.
pub struct Confirmer {
    app: App,
    folder: Folder,
    policy: Policy,
    witnesses: Witnesses,
    /// Which head was confirmed here last, and when: the times beside it are by the clocks of the witnesses.
    last: Mutex<Option<(i64, Timestamp)>>,
}

/// What asking came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// There was nothing to ask.
    Idle,
    /// Enough of them confirmed the head of this size.
    Confirmed(u64),
    /// Too few of them did.
    Pending,
}

impl Confirmer {
    /// One for the log in a folder. Says what is wrong with which address of a witness.
    pub fn new(app: App, folder: Folder, policy: Policy) -> Result<Self, String> {
        Ok(Self {
            witnesses: Witnesses::of(&policy)?,
            app,
            folder,
            policy,
            last: Mutex::default(),
        })
    }

    /// Asks about the newest head, when it is not confirmed yet or not for a while.
    pub async fn step(&self) -> Result<Confirmation, Trouble> {
        let newest = newest(&mut self.app.view().await?).await?;
        let due = newest.filter(|signed| self.is_due(signed));
        let Some(signed) = due.filter(|_| !self.witnesses.clients().is_empty()) else {
            return Ok(Confirmation::Idle);
        };
        let size = u64::try_from(signed.size).unwrap_or(0);
        let published = tokio::task::block_in_place(|| Published::read(&self.folder))?;
        let Some(published) = published.filter(|published| size <= published.size()) else {
            return Ok(Confirmation::Idle);
        };
        let note = Note::parse(signed.note.as_bytes()).map_err(Error::failed)?;
        let published = &published;
        let said = self
            .witnesses
            .ask_all(&note, |old| async move { published.consistency(old, size).ok() });
        let said = said.await;
        let cosigned = note.clone().with(lines(&said)).map_err(Error::failed)?;
        let enough = self
            .policy
            .judge(&cosigned)
            .is_ok_and(|verdict| verdict.is_confirmed && !verdict.cosigned.is_empty());
        self.write_down(&signed, &said, enough.then_some(&cosigned))
            .await?;
        Ok(if enough {
            Confirmation::Confirmed(size)
        } else {
            Confirmation::Pending
        })
    }

    fn is_due(&self, signed: &Signed) -> bool {
        let fresh = self.app.now().plus_seconds(-FRESH_SECONDS);
        let last = *self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let lately = last.is_some_and(|(size, at)| size == signed.size && fresh <= at);
        // a witness whose clock is ahead does not put off the next asking
        let is_fresh = |at| (fresh.0..=self.app.now().0).contains(&at);
        !lately && !signed.refreshed_at.is_some_and(is_fresh)
    }

    async fn write_down(
        &self,
        signed: &Signed,
        said: &[Said<'_>],
        confirmed: Option<&Note>,
    ) -> Result<(), Trouble> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        for said in said {
            let name = said.witness.name();
            match &said.outcome {
                Ok(_) => store::saw(&mut tx, name, (signed.size, now)).await?,
                Err(failure) => {
                    tracing::info!(witness = name, %failure, "a witness did not confirm");
                    store::troubled(&mut tx, name, (objection(failure), now)).await?;
                    if let Failure::Fork(request) = failure {
                        let evidence = (name, signed.note.as_str(), request.to_string());
                        store::save_evidence(&mut tx, self.app.new_id(), now, evidence).await?;
                    }
                }
            }
        }
        if let Some(note) = confirmed {
            let text = note.to_string();
            let anchor = Sha256::hash(&[text.as_bytes()]);
            let said = newest_claimed(note).and_then(|seconds| i64::try_from(seconds).ok());
            let at = Timestamp(0).plus_seconds(said.ok_or(Error::failed("nobody cosigned"))?);
            store::confirm(&mut tx, signed.size, (&text, at), anchor).await?;
        }
        tx.commit().await?;
        if confirmed.is_some() {
            *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((signed.size, now));
        }
        Ok(())
    }
}

fn objection(failure: &Failure) -> Objection {
    match failure {
        Failure::Silent(_) => Objection::Silent,
        Failure::Fork(_) => Objection::OtherHistory,
        Failure::Ahead(_) => Objection::Ahead,
        Failure::Refused(_) => Objection::Refused,
        _ => Objection::Other,
    }
}
