//! What a receipt says to somebody who believes a policy.

use super::{Receipt, ReceiptRefusal};
use crate::checkpoint::Checkpoint;
use crate::hash::{Hash, HashFunction, Sha256, Sm3};
use crate::policy::{Log, Policy, Witness};
use crate::record::{FieldId, Opening};

/// How far, in seconds, the clocks of a unit and of its witnesses may be apart before a claimed time is contested.
pub const SKEW: u64 = 300;

/// How far apart, in seconds, the bounds may be before a reader has to be told that they hardly confirm a time. A log
/// asks its witnesses every few minutes.
pub const LOOSE: u64 = 3600;

/// What holds if one believes the policy. Times of witnesses are in seconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict<'policy> {
    /// The log the record stands in.
    pub log: &'policy Log,
    /// Its place there, from 0.
    pub index: u64,
    /// The checkpoint that holds it.
    pub checkpoint: Checkpoint,
    /// What is shown of the record, in the order of the ids.
    pub fields: Vec<(FieldId, Vec<u8>)>,
    /// The witnesses that cosigned the checkpoint, and when.
    pub cosigned: Vec<(&'policy Witness, u64)>,
    /// Whether they are enough for the policy. If not, the record is logged and its confirmation pending.
    pub is_confirmed: bool,
    /// Whether the policy asks for no witness: then the record is unchanged, and its time is the unit's own word.
    pub asks_nobody: bool,
    /// A quorum saw the log at this time or later, and the record was not in it yet.
    pub not_before: Option<u64>,
    /// A quorum saw the record in the log at this time or earlier.
    pub not_after: Option<u64>,
    /// When the unit says that it was, in milliseconds since 1970, if that is shown.
    pub claimed_time: Option<u64>,
    /// Whether what the unit says lies outside what the witnesses saw.
    pub is_contested: bool,
    /// Whether the receipt brings the document, which then is the one that was recorded.
    pub has_document: bool,
}

impl Verdict<'_> {
    /// What a field holds, if it is shown.
    pub fn value(&self, wanted: FieldId) -> Option<&[u8]> {
        let found = self.fields.iter().find(|(id, _)| *id == wanted);
        found.map(|(_, value)| value.as_slice())
    }

    /// Whether a claimed time is hardly confirmed, as a bound is missing or they are far apart. Whoever made the receipt
    /// chose its earlier checkpoint: an older one widens the bounds, and hides that a record was dated back.
    pub fn is_loose(&self) -> bool {
        match (self.not_before, self.not_after) {
            (Some(before), Some(after)) => LOOSE < after.saturating_sub(before),
            _ => true,
        }
    }

    /// Whether these bytes are the document that was recorded, by every hash that is shown.
    ///
    /// `None` if none is.
    pub fn is_document(&self, document: &[u8]) -> Option<bool> {
        let sha256 = self.value(FieldId::CONTENT_SHA256);
        let sm3 = self.value(FieldId::CONTENT_SM3);
        let is = |hash: Option<&[u8]>, of: Hash| hash.is_none_or(|hash| hash == of.0);
        let is_same = is(sha256, Sha256::hash(&[document])) && is(sm3, Sm3::hash(&[document]));
        sha256.or(sm3).map(|_| is_same)
    }
}

impl Receipt {
    /// What the receipt says under this policy, if nothing in it is wrong. `skew` is in seconds: see [`SKEW`].
    ///
    /// A record that too few witnesses have confirmed, and a contested time, are verdicts and no refusals.
    pub fn verify<'policy>(
        &self,
        policy: &'policy Policy,
        skew: u64,
    ) -> Result<Verdict<'policy>, ReceiptRefusal> {
        let opening = Opening::parse(self.proof.extra().ok_or(ReceiptRefusal::NoOpening)?)?;
        for (id, value) in opening.shown() {
            if !is_sound(id, value) {
                return Err(ReceiptRefusal::Field(id));
            }
        }
        let judged = self.proof.judge(policy, &opening.leaf().to_bytes())?;
        let not_before = self.not_before(policy, judged.log)?;
        let not_after = judged.quorum_by;
        let claimed_time = opening.value(FieldId::CLAIMED_TIME).and_then(number);
        let verdict = Verdict {
            log: judged.log,
            index: self.proof.index(),
            checkpoint: judged.checkpoint,
            fields: opening.shown().map(|(id, value)| (id, value.to_vec())).collect(),
            cosigned: judged.cosigned,
            is_confirmed: judged.is_confirmed,
            asks_nobody: judged.asks_nobody,
            not_before,
            not_after,
            claimed_time,
            is_contested: claimed_time.is_some_and(|time| is_contested(time, not_before, not_after, skew)),
            has_document: self.document.is_some(),
        };
        match self
            .document
            .as_ref()
            .map(|document| verdict.is_document(document))
        {
            None | Some(Some(true)) => Ok(verdict),
            Some(Some(false)) => Err(ReceiptRefusal::Document),
            Some(None) => Err(ReceiptRefusal::UnprovenDocument),
        }
    }

    /// When a quorum saw the log without the record.
    fn not_before(&self, policy: &Policy, log: &Log) -> Result<Option<u64>, ReceiptRefusal> {
        let Some(earlier) = &self.earlier else {
            return Ok(None);
        };
        let judged = policy.judge(earlier).map_err(ReceiptRefusal::Earlier)?;
        if judged.log != log {
            return Err(ReceiptRefusal::OtherLog);
        }
        if judged.checkpoint.head().size > self.proof.index() {
            return Err(ReceiptRefusal::NotEarlier);
        }
        Ok(judged.quorum_since)
    }
}

/// Whether a claimed time (in milliseconds) lies before one bound or after the other (in seconds), by more than the
/// clocks may be apart.
fn is_contested(time: u64, not_before: Option<u64>, not_after: Option<u64>, skew: u64) -> bool {
    let time = u128::from(time);
    let milliseconds = |seconds: u64| u128::from(seconds) * 1000;
    let is_early = not_before.is_some_and(|bound| time + milliseconds(skew) < milliseconds(bound));
    let is_late = not_after.is_some_and(|bound| time > milliseconds(bound) + milliseconds(skew));
    is_early || is_late
}

/// Whether a field holds what its id promises. Nothing is promised of ids that are not known here.
fn is_sound(id: FieldId, value: &[u8]) -> bool {
    match id {
        FieldId::KIND | FieldId::UNIT | FieldId::VISIBILITY => std::str::from_utf8(value).is_ok(),
        FieldId::RECORD => value.len() == 16,
        FieldId::VERSION | FieldId::CLAIMED_TIME => number(value).is_some(),
        FieldId::PREVIOUS
        | FieldId::CONTENT_SHA256
        | FieldId::CONTENT_SM3
        | FieldId::ATTACHMENTS
        | FieldId::ANCHOR
        | FieldId::LINE => value.len() == 32,
        _ => true,
    }
}

fn number(value: &[u8]) -> Option<u64> {
    value.try_into().ok().map(u64::from_be_bytes)
}
