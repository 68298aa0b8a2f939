use std::sync::Arc;

use app::reader::{Filter, Listed, Reader};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::rulebook::{Category, Entry, Rulebook};
use domain::words::Track;

use super::on_display::{self, Notice, OnDisplay};
use crate::asked::Query;
use crate::disclosure::filter::Asked;
use crate::frame::{Frame, page};
use crate::session::Visitor;
use crate::texts::fill;
use crate::{Result, Site, paths};

const NEWEST: usize = 12;
/// Counting what is new stops here.
const MOST_NEW: usize = 50;

#[derive(Template)]
#[template(path = "portal/show.html")]
struct PortalPage {
    f: Frame,
    track: Option<Track>,
    on_display: Vec<OnDisplay>,
    newest: Vec<Listed>,
    more: bool,
    catalogues: Vec<Arc<Rulebook>>,
    /// How many are new since the last visit.
    new: usize,
}

impl PortalPage {
    fn tabs(&self) -> Vec<(Option<Track>, &'static str, String)> {
        let tab = |track: Option<Track>| {
            let word = track.map_or(self.f.t.reading.all, self.f.t.common.track);
            (
                track,
                word,
                paths::filtered(
                    "/",
                    &Filter {
                        track,
                        ..Filter::default()
                    },
                    [],
                ),
            )
        };
        std::iter::once(None)
            .chain(Track::ALL.iter().copied().map(Some))
            .map(tab)
            .collect()
    }

    /// How long a disclosure can still be answered.
    fn left(&self, left: u32) -> String {
        match left {
            0 => self.f.t.reading.last_day.to_owned(),
            left => fill(self.f.t.reading.days_left, &[&left.to_string()]),
        }
    }

    /// What came since the last visit.
    fn since(&self) -> Option<String> {
        let (t, last) = (&self.f.t.news, self.f.last_visit.filter(|_| 0 < self.new)?);
        let count = match self.new {
            MOST_NEW => fill(t.more, &[&MOST_NEW.to_string()]),
            new => new.to_string(),
        };
        Some(fill(t.since, &[&self.f.minute(&last), &count]))
    }

    fn all(&self) -> String {
        paths::filtered(
            "/disclosures",
            &Filter {
                track: self.track,
                ..Filter::default()
            },
            [],
        )
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let f = Frame::of(&site, &visitor, "portal");
    let track = asked.filter()?.track;
    let on_display = on_display::of(&site, &visitor).await?;
    let mut reader = Reader::open(&site.app, visitor.person.map(|person| person.id)).await?;
    let newest = reader
        .list(
            &Filter {
                track,
                ..Filter::default()
            },
            None,
            NEWEST,
        )
        .await?;
    let new = match f.last_visit {
        Some(last) => reader.count_since(last, MOST_NEW).await?,
        None => 0,
    };
    drop(reader);
    let catalogues = super::catalogues(&site).await?;
    let more = newest.next.is_some();
    page(&PortalPage {
        f,
        track,
        on_display,
        newest: newest.items,
        more,
        catalogues,
        new,
    })
}

/// The entries below one heading of a catalogue.
fn below<'r>(rules: &'r Rulebook, category: &'r Category) -> impl Iterator<Item = &'r Entry> {
    rules
        .entries
        .iter()
        .filter(|entry| entry.category == category.key)
}

/// The list of what was disclosed for an entry.
fn of_entry(entry: &Entry) -> String {
    paths::filtered(
        "/disclosures",
        &Filter {
            entry: Some(entry.key.clone()),
            ..Filter::default()
        },
        [],
    )
}
