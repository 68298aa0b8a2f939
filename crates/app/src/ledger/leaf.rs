//! What the leaf of a line commits to.

use ::ledger::hash::{Hash, HashFunction, Sha256, Sm3};
use ::ledger::record::{Leaf, Opening, Record, Salt};
use ::ledger::tree::leaf_hash;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use db::Tx;
use domain::audience::Token;
use domain::decision::Decision;
use domain::ledger::{Step, document};
use domain::plan::Release;
use domain::withdrawal::{Confirmation, Erasure};
use uuid::Builder;

use super::store::{self, Row};
use crate::journal::Line;
use crate::{Error, Result, content};

/// The salt and the anchor of a leaf: what chance and the witnesses give, and the journal cannot.
pub(crate) struct Given {
    pub(crate) salt: [u8; 32],
    pub(crate) anchor: Hash,
}

/// The leaf of a line that took effect just now: in the transaction of the deed, and again in every replay.
pub(crate) async fn of(tx: &mut Tx, (line, decision): (&Line, &Decision), given: Given) -> Result<Row> {
    if let Decision::Ledger(Step::Lost { leaf }) = decision {
        return lost(line, leaf);
    }
    let place = place(tx, line, decision).await?;
    let record = record(tx, (line, decision), (&place, given.anchor)).await?;
    let leaf = Opening::of(&record, &Salt::new(given.salt)).leaf();
    Ok(Row {
        seq: line.seq,
        record: place.record,
        version: place.version,
        unit: place.unit,
        anchor: given.anchor.0.to_vec(),
        salt: Some(given.salt.to_vec()),
        bytes: leaf.to_bytes().to_vec(),
    })
}

/// Everything that a leaf shows of its line, for whoever may see it.
pub(super) async fn opening(tx: &mut Tx, (line, decision): (&Line, &Decision), row: &Row) -> Result<Opening> {
    let wrong = || {
        Error::from(db::Error::Inconsistent {
            table: "leaf",
            column: "salt",
        })
    };
    let salt = row.salt.as_deref().and_then(|salt| salt.try_into().ok());
    let anchor = row.anchor.as_slice().try_into().map(Hash).map_err(|_| wrong())?;
    let place = Place {
        record: row.record,
        version: row.version,
        unit: row.unit.clone(),
        previous: store::leaf_before(tx, row.record, row.version)
            .await?
            .map(|leaf| leaf_hash::<Sha256>(&leaf)),
    };
    let record = record(tx, (line, decision), (&place, anchor)).await?;
    Ok(Opening::of(&record, &Salt::new(salt.ok_or_else(wrong)?)))
}

/// Whether a leaf is the one that its line has.
pub(crate) async fn is_of(tx: &mut Tx, (line, decision): (&Line, &Decision), row: &Row) -> Result<bool> {
    if let Decision::Ledger(Step::Lost { leaf }) = decision {
        return Ok(lost(line, leaf).is_ok_and(|due| due.bytes == row.bytes));
    }
    match opening(tx, (line, decision), row).await {
        Ok(opening) => Ok(opening.leaf().to_bytes().as_slice() == row.bytes),
        Err(Error::Failed(cause)) if matches!(cause.downcast_ref(), Some(db::Error::Inconsistent { .. })) => {
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

/// Where a line stands among the records: what it continues, and whose it is.
struct Place {
    record: uuid::Uuid,
    version: i64,
    unit: String,
    previous: Option<Hash>,
}

/// Releases, their corrections and their withdrawal are versions of one record; every other line is one of its own.
async fn place(tx: &mut Tx, line: &Line, decision: &Decision) -> Result<Place> {
    let (before, unit) = match decision {
        Decision::Release(release) => {
            let unit = store::unit_of(tx, release.disclosure).await?;
            match release.corrects {
                Some(corrected) => (store::last_of(tx, corrected).await?, unit),
                None => (None, unit),
            }
        }
        Decision::Withdrawal(Confirmation { request, .. }) | Decision::Erasure(Erasure { request, .. }) => {
            let disclosure = store::withdrawn_by(tx, *request).await?;
            (
                store::last_of(tx, disclosure).await?,
                store::unit_of(tx, disclosure).await?,
            )
        }
        _ => (None, String::new()),
    };
    Ok(match before {
        Some((record, version, leaf)) => Place {
            record,
            version: version + 1,
            unit,
            previous: Some(leaf_hash::<Sha256>(&leaf)),
        },
        None => Place {
            record: of_its_own(line, decision),
            version: 1,
            unit,
            previous: None,
        },
    })
}

/// The id of a record that continues nothing: that of its disclosure, or one that its line gives.
fn of_its_own(line: &Line, decision: &Decision) -> uuid::Uuid {
    if let Decision::Release(release) = decision {
        return release.disclosure.0;
    }
    let mut bytes = [0; 16];
    for (place, byte) in bytes.iter_mut().zip(&line.hash) {
        *place = *byte;
    }
    Builder::from_custom_bytes(bytes).into_uuid()
}

async fn record(
    tx: &mut Tx,
    (line, decision): (&Line, &Decision),
    (place, anchor): (&Place, Hash),
) -> Result<Record> {
    let (document, attachments) = content(tx, line, decision).await?;
    let public = matches!(decision, Decision::Release(release) if shown_to_all(release));
    let actor = line
        .actor
        .map_or_else(Vec::new, |person| person.0.as_bytes().to_vec());
    Ok(Record {
        kind: line.kind.clone(),
        unit: place.unit.clone(),
        id: place.record.into_bytes(),
        version: u64::try_from(place.version).unwrap_or(0),
        previous: place.previous,
        claimed_time: u64::try_from(line.at.0 / 1000).unwrap_or(0),
        visibility: if public { "public" } else { "restricted" }.to_owned(),
        content_sha256: Sha256::hash(&[&document]),
        content_sm3: Sm3::hash(&[&document]),
        attachments: Sha256::hash(&[&attachments]),
        actor,
        anchor,
        line: Hash(line.hash.as_slice().try_into().unwrap_or_default()),
    })
}

fn shown_to_all(release: &Release) -> bool {
    release.audience.iter().any(|(token, _)| *token == Token::Public)
}

/// The document of a release with the commitments of its files; of everything else the line's own body.
async fn content(tx: &mut Tx, line: &Line, decision: &Decision) -> Result<(Vec<u8>, Vec<u8>)> {
    let Decision::Release(release) = decision else {
        return Ok((line.body.clone().into_bytes(), Vec::new()));
    };
    let proposal = content::store::proposal(tx, release.sealed.content).await?;
    let files = proposal
        .attachments
        .iter()
        .flat_map(|file| file.sealed.commitment.0);
    Ok((document(&release.number, &proposal), files.collect()))
}

/// A line that the database lost keeps the leaf that was signed of it.
fn lost(line: &Line, leaf: &str) -> Result<Row> {
    let bytes = BASE64_STANDARD.decode(leaf).ok();
    let leaf = bytes.as_deref().and_then(Leaf::parse);
    let leaf = leaf.ok_or_else(|| Error::failed("this is no leaf"))?;
    Ok(Row {
        seq: line.seq,
        record: of_its_own(line, &Decision::Ledger(Step::Lost { leaf: String::new() })),
        version: 1,
        unit: String::new(),
        anchor: Vec::new(),
        salt: None,
        bytes: leaf.to_bytes().to_vec(),
    })
}
