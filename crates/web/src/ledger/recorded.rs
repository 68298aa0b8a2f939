use ::ledger::policy::Policy;
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
        let Some(recorded) = reader.recorded(disclosure).await? else {
            return Ok(None);
        };
        let policy = app::ledger::policy(&site.app).await?;
        Ok(Some(Self {
            words: words(
                &Frame::of(site, visitor, "disclosures"),
                &recorded,
                policy.as_ref(),
            ),
            receipt: paths::receipt(&disclosure.id),
        }))
    }
}

fn words(f: &Frame, recorded: &app::ledger::Recorded, policy: Option<&Policy>) -> String {
    let l = &f.t.ledger;
    let Some(signed_at) = recorded.signed_at else {
        return l.recorded_unsigned.to_owned();
    };
    let (number, at) = (number(recorded.index), f.minute(&signed_at));
    let witnesses: Vec<_> = recorded.witnesses.iter().map(|key| name(policy, key)).collect();
    let is_alone = policy.is_none_or(|policy| policy.witnesses().is_empty());
    if recorded.confirmed_at.is_some() && !witnesses.is_empty() {
        let witnesses = witnesses.join(f.t.common.comma);
        return fill(l.recorded_witnessed, &[&number, &at, &witnesses]);
    }
    let sentence = if is_alone { l.recorded } else { l.recorded_pending };
    fill(sentence, &[&number, &at])
}

/// The number of a leaf as people count: from 1.
pub(super) fn number(index: u64) -> String {
    index.saturating_add(1).to_string()
}

/// What the policy calls whoever has a key; the name of the key when it does not know it.
fn name(policy: Option<&Policy>, key: &str) -> String {
    let witnesses = policy.map_or(&[][..], Policy::witnesses).iter();
    let mut known = witnesses.filter(|witness| witness.key.name().as_str() == key);
    known.next().map_or_else(
        || key.to_owned(),
        |witness| String::from_utf8_lossy(&witness.name).into_owned(),
    )
}
