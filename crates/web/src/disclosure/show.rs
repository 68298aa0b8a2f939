use std::collections::HashMap;
use std::sync::Arc;

use app::reader::{Credit, Disclosure, Practice, Reader};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::audience::Token;
use domain::ids::{DisclosureId, UnitId};
use domain::practice::keeps;
use domain::words::{Duty, Followed, Way};
use jiff::civil::Date;

use super::{embed, period, tombstone};
use crate::attachment::File;
use crate::frame::{Frame, page};
use crate::ledger::Recorded;
use crate::matter::strip::{self, Step};
use crate::news::Follow;
use crate::session::Visitor;
use crate::texts::fill;
use crate::{Result, Site, paths};

#[derive(Template)]
#[template(path = "disclosure/show.html")]
struct ShowPage {
    f: Frame,
    disclosure: Disclosure,
    versions: Vec<Disclosure>,
    body: Arc<str>,
    entry: String,
    strip: Vec<Step>,
    names: HashMap<UnitId, String>,
    follow: Option<Follow>,
    /// What another site has to put into its page; for what everybody may see.
    embed: Option<String>,
    files: Vec<File>,
    /// The sources it credits, as far as the viewer may read them.
    credits: Vec<Credit>,
    practice: Option<Practice>,
    /// Whether the viewer looks after its unit's part of the shelf.
    keeps: bool,
    /// Whether the viewer could begin a draft anywhere.
    drafts: bool,
    /// How it stands in the ledger.
    recorded: Option<Recorded>,
    /// The first and the last day on which it is open to opinions.
    period: Option<(Date, Date)>,
}

impl ShowPage {
    /// A share of the audience in words; other people's and groups' names are nobody's business here.
    fn scope(&self, token: Token) -> String {
        let word = (self.f.t.common.scope)(token.scope());
        match token {
            Token::Unit(unit) | Token::Subtree(unit) if unit != self.disclosure.unit => {
                self.names.get(&unit).map_or_else(
                    || word.to_owned(),
                    |name| fill(self.f.t.common.aside, &[name, word]),
                )
            }
            _ => word.to_owned(),
        }
    }

    fn ways(&self) -> String {
        let ways: Vec<_> = self
            .disclosure
            .proposal
            .ways
            .iter()
            .filter(|way| **way != Way::Platform)
            .map(|way| (self.f.t.common.way)(*way))
            .collect();
        ways.join(self.f.t.common.comma)
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let id: DisclosureId = paths::id(&id)?;
    let mut reader = Reader::open(&site.app, visitor.person.as_ref().map(|person| person.id)).await?;
    let Some(disclosure) = reader.disclosure(id).await? else {
        let stone = reader.tombstone(id).await?.ok_or(app::Error::NotFound)?;
        return tombstone::show(Frame::of(&site, &visitor, "disclosures"), stone);
    };
    let matter = reader
        .matter(disclosure.matter)
        .await?
        .ok_or(app::Error::NotFound)?;
    let versions = reader.versions(&disclosure).await?;
    let names = names(&mut reader, &disclosure).await?;
    let credits = reader.credits(&disclosure.proposal.credits).await?;
    let practice = reader.practice(&disclosure).await?;
    let actor = visitor.actor.as_ref();
    let keeps = actor.is_some_and(|actor| keeps(actor, disclosure.unit));
    let drafts = actor.is_some_and(|actor| actor.has(Duty::Draft));
    let embed = embed::is_public(&disclosure.audience, reader.now()).then(|| code(&disclosure, &headers));
    let recorded = Recorded::of(&site, &visitor, (&mut reader, &disclosure)).await?;
    drop(reader);
    visitor.has_come_to(&site, id.0).await?;
    let (about, back) = (matter.id.to_string(), paths::disclosure(&id));
    let follow = Follow::of(&site, &visitor, (Followed::Matter, &about), &back).await?;
    let f = Frame::of(&site, &visitor, "disclosures");
    let rules = app::rulebook::of(&site.app, disclosure.rulebook).await?;
    let entry = matter.entry_in(&rules);
    let strip = strip::of(&f, &matter, entry.as_ref(), Some(disclosure.stage));
    let body = site.rendered.of(disclosure.content, &disclosure.proposal.body);
    let period = period::of_disclosure(&site, &disclosure, entry.as_ref()).await?;
    let entry = entry.map_or_else(|| disclosure.entry.clone(), |entry| entry.name);
    let files = File::all(f.t, &disclosure.proposal, &back);
    page(&ShowPage {
        files,
        credits,
        practice,
        keeps,
        drafts,
        recorded,
        f,
        disclosure,
        versions,
        body,
        entry,
        strip,
        names,
        follow,
        embed,
        period,
    })
}

/// A frame with the card of a disclosure.
fn code(disclosure: &Disclosure, headers: &HeaderMap) -> String {
    let address = format!("{}{}", paths::base(headers), paths::card(&disclosure.id));
    let title = &disclosure.number;
    format!(
        "<iframe src=\"{address}\" title=\"{title}\" width=\"420\" height=\"280\" loading=\"lazy\"></iframe>"
    )
}

/// The names of the other units that a disclosure is shown to. Most are shown to none.
async fn names(reader: &mut Reader, disclosure: &Disclosure) -> Result<HashMap<UnitId, String>> {
    let mut names = HashMap::new();
    for (token, _) in &disclosure.audience {
        let (Token::Unit(id) | Token::Subtree(id)) = token else {
            continue;
        };
        if *id != disclosure.unit
            && let Some((unit, _, _)) = reader.unit(*id).await?
        {
            names.insert(*id, unit.name);
        }
    }
    Ok(names)
}
