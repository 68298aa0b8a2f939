use app::plan::{self, PlanView, Step};
use domain::audience::{Share, Token};
use domain::ids::UnitId;
use domain::proposal::Proposal;
use domain::time::Timestamp;
use domain::words::Way;

use crate::frame::Frame;
use crate::session::SignedIn;
use crate::texts::fill;
use crate::{Result, Site, markdown};

/// What a proposal will look like, and who will see it from when.
pub(crate) struct Outlook {
    pub(crate) title: String,
    pub(crate) html: String,
    /// Who sees it, step by step.
    pub(crate) reach: Vec<String>,
    /// When it will be released.
    pub(crate) when: String,
    /// The other ways, in one sentence.
    pub(crate) ways: Option<String>,
}

impl Outlook {
    pub(crate) async fn of(site: &Site, f: &Frame, proposal: &Proposal) -> Result<Self> {
        let w = &f.t.desk;
        let steps = plan::reach(&site.app, proposal).await?;
        let mut reach: Vec<_> = steps.iter().map(|step| sentence(f, step)).collect();
        if steps.is_empty() {
            reach.push(w.reach_nobody.to_owned());
        } else if !steps.iter().any(|step| step.everybody) {
            reach.push(w.reach_not_public.to_owned());
        }
        Ok(Self {
            title: proposal.title.clone(),
            html: markdown::html(&proposal.body),
            reach,
            when: when(f, proposal.release_at, site.app.now()),
            ways: ways(f, proposal).map(|ways| fill(w.ways_also, &[&ways])),
        })
    }
}

/// A step of an audience in words.
pub(crate) fn sentence(f: &Frame, step: &Step) -> String {
    let w = &f.t.desk;
    let count = step.persons.to_string();
    match (&step.from, step.everybody) {
        (None, true) => w.reach_everybody.to_owned(),
        (None, false) => fill(w.reach_at_release, &[&count]),
        (Some(from), true) => fill(w.reach_everybody_from, &[&f.minute(from)]),
        (Some(from), false) => fill(w.reach_from, &[&f.minute(from), &count]),
    }
}

fn when(f: &Frame, release_at: Option<Timestamp>, now: Timestamp) -> String {
    let w = &f.t.desk;
    match release_at {
        None => w.when_at_once.to_owned(),
        Some(at) if now < at => fill(w.when_at, &[&f.minute(&at)]),
        // the gate does not let through what was meant for another day
        Some(at) if at.plus_days(1) < now => fill(w.when_past, &[&f.minute(&at)]),
        Some(at) => fill(w.when_next, &[&f.minute(&at)]),
    }
}

/// The ways besides this platform, in words.
pub(crate) fn ways(f: &Frame, proposal: &Proposal) -> Option<String> {
    let ways: Vec<_> = proposal
        .ways
        .iter()
        .filter(|way| **way != Way::Platform)
        .map(|way| (f.t.common.way)(*way))
        .collect();
    if ways.is_empty() {
        None
    } else {
        Some(ways.join(f.t.common.comma))
    }
}

/// The audience of a plan, a line for each part, in names.
pub(crate) async fn audience(
    site: &Site,
    signed: &SignedIn,
    f: &Frame,
    view: &PlanView,
) -> Result<Vec<String>> {
    let shares = plan::audience(&site.app, signed.person.id, view.id).await?;
    let unit = view.matter.unit;
    let line = |(share, name): (Share, Option<String>)| {
        let label = label(f, share.token, name.as_deref(), unit);
        share.from.map_or(label.clone(), |from| {
            fill(f.t.desk.card_from, &[&label, &f.minute(&from)])
        })
    };
    Ok(shares.into_iter().map(line).collect())
}

/// A part of the audience in words. The superiors' subtrees are told apart from the unit's own.
pub(super) fn label(f: &Frame, token: Token, name: Option<&str>, unit: UnitId) -> String {
    let w = &f.t.desk;
    let name = name.unwrap_or_default();
    match token {
        Token::Public | Token::NonMembers => w.scope_public.to_owned(),
        Token::Members => w.scope_members.to_owned(),
        Token::Subtree(id) if id == unit => fill(w.scope_subtree, &[name]),
        Token::Subtree(_) => fill(w.scope_above, &[name]),
        Token::Unit(_) => fill(w.scope_unit, &[name]),
        Token::Group(_) => fill(w.scope_group, &[name]),
        Token::Person(_) => name.to_owned(),
    }
}
