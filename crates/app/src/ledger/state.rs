//! How the ledger stands, for everybody to see.

use domain::ledger::{Cause, Keys, Objection};
use domain::time::Timestamp;

use super::confirm::store as said;
use super::store;
use crate::{App, Result};

/// How the ledger stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Its name and keys; nothing before it began.
    pub keys: Option<Keys>,
    /// How many leaves are signed.
    pub size: u64,
    /// How many lines wait for a signature.
    pub waiting: u64,
    /// How many lines only take the place of one that was lost when the database was set back.
    pub lost: u64,
    /// When the newest head was signed.
    pub signed_at: Option<Timestamp>,
    /// The newest head, with all its signatures.
    pub checkpoint: Option<String>,
    /// The size of the newest head that witnesses confirmed, and when they last did.
    pub confirmed: Option<(u64, Timestamp)>,
    /// Who confirms, and how that goes.
    pub witnesses: Vec<WitnessState>,
    /// Why it does not go on, and since when.
    pub trouble: Option<(Cause, Timestamp)>,
    /// How often a witness refused a head, or named another.
    pub refusals: u64,
    /// The last audit that ran by itself: when, over how many lines, and how many faults it found.
    pub audit: Option<(Timestamp, u64, u64)>,
}

/// What a witness did last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessState {
    /// By what name the policy knows it.
    pub name: String,
    /// The size of the newest head it cosigned, and when.
    pub seen: Option<(u64, Timestamp)>,
    /// Why it did not the last time it was asked, and when that was.
    pub trouble: Option<(Objection, Timestamp)>,
}

/// How the ledger stands now.
pub async fn state(app: &App) -> Result<State> {
    let mut tx = app.view().await?;
    let (head, newest) = (store::head(&mut tx).await?, store::newest(&mut tx).await?);
    let lines = store::last(&mut tx).await?;
    let confirmed = store::last_confirmed_before(&mut tx, i64::MAX).await?;
    let number = |number: i64| u64::try_from(number).unwrap_or(0);
    let at = |size: Option<i64>, at: Option<i64>| Some((number(size?), Timestamp(at?)));
    let witness = |row: said::WitnessRow| WitnessState {
        seen: at(row.size, row.seen_at),
        trouble: row
            .trouble
            .map(|code| Objection::from_code(&code).unwrap_or(Objection::Other))
            .zip(row.troubled_at.map(Timestamp)),
        name: row.name,
    };
    Ok(State {
        keys: store::keys(&mut tx).await?,
        size: number(head.size),
        waiting: number(lines - head.size),
        lost: number(store::lost(&mut tx).await?),
        signed_at: newest.as_ref().map(|signed| Timestamp(signed.signed_at)),
        checkpoint: newest.map(|signed| signed.refreshed.or(signed.confirmed).unwrap_or(signed.note)),
        confirmed: confirmed
            .and_then(|signed| at(Some(signed.size), signed.refreshed_at.or(signed.confirmed_at))),
        witnesses: said::witnesses(&mut tx).await?.into_iter().map(witness).collect(),
        trouble: head
            .trouble
            .map(|code| Cause::from_code(&code).unwrap_or(Cause::Other))
            .zip(head.troubled_at.map(Timestamp)),
        refusals: number(said::count_evidence(&mut tx).await?),
        audit: store::last_audit(&mut tx)
            .await?
            .map(|(ended_at, size, faults)| (Timestamp(ended_at), number(size), number(faults))),
    })
}
