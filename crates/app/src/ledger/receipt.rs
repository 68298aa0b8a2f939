//! What a reader takes away of a disclosure, to check it without us.

use ::ledger::note::Note;
use ::ledger::policy::Policy;
use ::ledger::proof::Proof;
use ::ledger::receipt::Receipt;
use ::ledger::record::FieldId;
use db::Tx;
use domain::ids::DisclosureId;
use domain::ledger::document;
use domain::proposal::Proposal;
use domain::time::Timestamp;

use super::published::Published;
use super::store::{self, Signed};
use super::{Folder, leaf};
use crate::journal::{self, Line};
use crate::{Error, Result};

/// What a receipt shows of its record. Who did it, what came before and the line itself stay hidden.
const SHOWN: [FieldId; 8] = [
    FieldId::KIND,
    FieldId::UNIT,
    FieldId::RECORD,
    FieldId::VERSION,
    FieldId::CLAIMED_TIME,
    FieldId::VISIBILITY,
    FieldId::CONTENT_SHA256,
    FieldId::CONTENT_SM3,
];

/// How a disclosure stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The number of its leaf, from 0.
    pub index: u64,
    /// When the first head over it was signed, by the platform's clock; nothing while that is to come.
    pub signed_at: Option<Timestamp>,
    /// When enough witnesses had confirmed a head over it.
    pub confirmed_at: Option<Timestamp>,
    /// Who they were, as the policy calls them. Whoever did not sign is not named, whatever the database says.
    pub witnesses: Vec<String>,
    /// Whether the policy asks for nobody.
    pub is_alone: bool,
}

/// How the release of a disclosure stands in the log, once the ledger began.
pub(crate) async fn recorded(
    tx: &mut Tx,
    policy: Option<&Policy>,
    id: DisclosureId,
) -> Result<Option<Recorded>> {
    if store::keys(tx).await?.is_none() {
        return Ok(None);
    }
    let Some(seq) = store::line_of(tx, id).await? else {
        return Ok(None);
    };
    let signed = store::first_over(tx, seq).await?;
    let confirmed = store::first_confirmed_over(tx, seq).await?;
    let note = confirmed.as_ref().and_then(|signed| signed.confirmed.as_deref());
    let note = note.and_then(|note| Note::parse(note.as_bytes()).ok());
    let verdict = policy
        .zip(note)
        .and_then(|(policy, note)| policy.judge(&note).ok());
    let cosigned = verdict.iter().flat_map(|verdict| &verdict.cosigned);
    Ok(Some(Recorded {
        index: u64::try_from(seq - 1).unwrap_or(0),
        signed_at: signed.map(|signed| Timestamp(signed.signed_at)),
        confirmed_at: confirmed
            .as_ref()
            .and_then(|signed| signed.confirmed_at)
            .map(Timestamp),
        witnesses: cosigned
            .map(|(witness, _)| String::from_utf8_lossy(&witness.name).into_owned())
            .collect(),
        is_alone: policy.is_none_or(|policy| policy.witnesses().is_empty()),
    }))
}

/// The receipt of a disclosure from the published log; nothing before its leaf is published. Index, path and checkpoint
/// are of one tree.
pub(crate) async fn receipt(
    tx: &mut Tx,
    folder: &Folder,
    id: DisclosureId,
    (number, proposal): (&str, &Proposal),
) -> Result<Option<Receipt>> {
    let Some(seq) = store::line_of(tx, id).await? else {
        return Ok(None);
    };
    let (Some(line), Some(row)) = (journal::store::line(tx, seq).await?, store::leaf(tx, seq).await?) else {
        return Ok(None);
    };
    let over = match store::first_confirmed_over(tx, seq).await? {
        Some(signed) => Some(signed),
        None => store::first_over(tx, seq).await?,
    };
    let Some(over) = over else { return Ok(None) };
    let published = tokio::task::block_in_place(|| Published::read(folder)).map_err(Error::failed)?;
    let size = u64::try_from(over.size).unwrap_or(0);
    let Some(published) = published.filter(|published| size <= published.size()) else {
        return Ok(None);
    };
    let index = u64::try_from(seq - 1).unwrap_or(0);
    let hashes = tokio::task::block_in_place(|| published.inclusion(index, size)).map_err(Error::failed)?;
    let opening = opening(tx, &line, &row).await?;
    let over_it = note(over.confirmed.as_deref().unwrap_or(&over.note))?;
    let proof = Proof::new(Some(opening), index, hashes, over_it).map_err(Error::failed)?;
    let earlier = store::last_confirmed_before(tx, seq).await?;
    let earlier = earlier.as_ref().and_then(last_word).map(note).transpose()?;
    Ok(Some(Receipt {
        proof,
        earlier,
        document: Some(document(number, proposal)),
    }))
}

async fn opening(tx: &mut Tx, line: &Line, row: &store::Row) -> Result<Vec<u8>> {
    let decision = serde_json::from_str(&line.body).map_err(Error::failed)?;
    let opening = leaf::opening(tx, (line, &decision), row).await?;
    Ok(opening.showing(&SHOWN).to_bytes())
}

/// The newest time at which witnesses saw this head.
fn last_word(signed: &Signed) -> Option<&str> {
    signed.refreshed.as_deref().or(signed.confirmed.as_deref())
}

fn note(text: &str) -> Result<Note> {
    Note::parse(text.as_bytes()).map_err(Error::failed)
}
