use app::reader::{Disclosure, Reader};

use crate::frame::Frame;
use crate::session::Visitor;
use crate::texts::fill;
use crate::{Result, Site, paths};

/// How a disclosure stands in the ledger, in one line.
pub(crate) struct Recorded {
    /// The line.
    pub(crate) words: String,
    /// Where to check it.
    pub(crate) receipt: String,
}

impl Recorded {
    /// The line of a disclosure that somebody reads; none before the ledger began.
    pub(crate) async fn of(
        site: &Site,
        visitor: &Visitor,
        (reader, disclosure): (&mut Reader, &Disclosure),
    ) -> Result<Option<Self>> {
        let Some(recorded) = reader.recorded(&site.app, disclosure).await? else {
            return Ok(None);
        };
        Ok(Some(Self {
            words: words(&Frame::of(site, visitor, "disclosures"), &recorded),
            receipt: paths::receipt(&disclosure.id),
        }))
    }
}

fn words(f: &Frame, recorded: &app::ledger::Recorded) -> String {
    let l = &f.t.ledger;
    let Some(signed_at) = recorded.signed_at else {
        return l.recorded_unsigned.to_owned();
    };
    let (number, at) = (number(recorded.index), f.minute(&signed_at));
    if recorded.confirmed_at.is_some() && !recorded.witnesses.is_empty() {
        let witnesses = recorded.witnesses.join(f.t.common.comma);
        return fill(l.recorded_witnessed, &[&number, &at, &witnesses]);
    }
    let sentence = if recorded.is_alone {
        l.recorded
    } else {
        l.recorded_pending
    };
    fill(sentence, &[&number, &at])
}

/// The number of a leaf as people count: from 1.
pub(super) fn number(index: u64) -> String {
    index.saturating_add(1).to_string()
}
