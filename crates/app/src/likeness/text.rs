//! A disclosure as the index holds it.

use std::collections::{BTreeSet, HashMap};

use copycheck::{Entry, Kind, REPLY};
use db::Tx;
use domain::audience::Token;
use domain::ids::{ContentId, DisclosureId, MatterId, PlanId, UnitId};
use domain::proposal::Proposal;
use domain::time::Timestamp;
use jiff::tz::TimeZone;

use super::names::Names;
use super::readers::{class, desk};
use super::store;
use crate::{Result, content};

/// Whose a disclosure is, and who may read it when.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) id: DisclosureId,
    row: store::TextRow,
    shares: Vec<store::Share>,
}

impl Held {
    /// Some disclosures, whatever became of them.
    pub(super) async fn all(tx: &mut Tx, ids: &[DisclosureId]) -> Result<HashMap<DisclosureId, Self>> {
        let mut shares: HashMap<_, Vec<store::Share>> = HashMap::new();
        for share in store::shares(tx, ids).await? {
            shares.entry(share.disclosure).or_default().push(share);
        }
        let held = |row: store::TextRow| {
            let shares = shares.remove(&row.id).unwrap_or_default();
            let id = DisclosureId(row.id);
            (id, Self { id, row, shares })
        };
        Ok(store::texts(tx, ids).await?.into_iter().map(held).collect())
    }

    pub(super) fn plan(&self) -> PlanId {
        PlanId(self.row.plan)
    }

    /// The unit that answers for it now.
    pub(super) fn unit(&self) -> UnitId {
        UnitId(self.row.unit)
    }

    pub(super) fn number(&self) -> &str {
        &self.row.number
    }

    pub(super) fn title(&self) -> &str {
        &self.row.title
    }

    pub(super) fn unit_name(&self) -> &str {
        &self.row.unit_name
    }

    pub(super) fn released_at(&self) -> Timestamp {
        Timestamp(self.row.released_at)
    }

    /// The matter of which it discloses something.
    pub(super) fn matter(&self) -> MatterId {
        MatterId(self.row.matter)
    }

    /// The stage of the matter that it discloses: versions share it.
    pub(super) fn place(&self) -> (MatterId, &str) {
        (self.matter(), &self.row.stage)
    }

    /// Who reads it at a moment; nothing when nobody does. A version whose place another one took is left to those
    /// alone who may not see that one.
    pub(super) fn readers(&self, at: Timestamp) -> Option<String> {
        let listed = |share: &&store::Share| share.listed_until.is_none_or(|until| at.0 < until);
        let corrected = self.row.corrected_at.is_some_and(|since| since <= at.0);
        self.open(at, !corrected, listed)
    }

    /// Who may still open it at a moment, if only from an older link.
    pub(super) fn openers(&self, at: Timestamp) -> Option<String> {
        self.open(at, true, |_| true)
    }

    /// Whether nobody reads it any more: it was withdrawn, or its display has ended.
    pub(super) fn is_over(&self, at: Timestamp) -> bool {
        self.row.withdrawal.is_some() || self.row.shown_until.is_some_and(|until| until <= at.0)
    }

    fn open(&self, at: Timestamp, has_desk: bool, fits: impl Fn(&&store::Share) -> bool) -> Option<String> {
        if self.is_over(at) || at < self.released_at() {
            return None;
        }
        let open = self.shares.iter().filter(|share| share.visible_from <= at.0);
        let open = open.filter(fits).map(|share| share.token.clone());
        let tokens: BTreeSet<_> = open.chain(has_desk.then(|| desk(self.unit()))).collect();
        (!tokens.is_empty()).then(|| class(tokens))
    }

    /// The same with what it says.
    pub(super) async fn text(self, tx: &mut Tx) -> Result<Text> {
        let proposal = content::store::proposal(tx, ContentId(self.row.content)).await?;
        Ok(Text { held: self, proposal })
    }
}

/// A disclosure with what it says.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub(super) held: Held,
    pub(super) proposal: Proposal,
}

impl Text {
    /// As it lies in the index.
    pub(super) fn entry(&self, names: &Names, readers: String, zone: &TimeZone) -> Entry {
        Entry {
            id: self.held.id.to_string(),
            readers,
            date: self.held.released_at().day(zone).to_string(),
            ..entry(&self.proposal, names.name(self.held.unit()))
        }
    }
}

/// What a proposal says, to be compared with other texts. It is a reply when nobody but named persons is to see it.
pub(super) fn entry(proposal: &Proposal, unit: &str) -> Entry {
    let is_person = |token: Token| matches!(token, Token::Person(_));
    let mut tokens = proposal.audience.iter().map(|share| share.token).peekable();
    let is_reply = tokens.peek().is_some() && tokens.all(is_person);
    Entry {
        id: String::new(),
        kind: Kind::Document,
        unit: unit.to_owned(),
        genre: if is_reply { REPLY } else { "" }.to_owned(),
        date: String::new(),
        title: proposal.title.clone(),
        text: proposal.body.clone(),
        readers: String::new(),
    }
}
