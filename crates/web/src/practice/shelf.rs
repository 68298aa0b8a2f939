use app::reader::{Reader, Shelf};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::refusal::RequestRefusal;
use domain::words::{Duty, Track};
use serde::Deserialize;

use super::place;
use crate::asked::Query;
use crate::frame::{Frame, page};
use crate::session::Visitor;
use crate::{Result, Site, paths, texts};

const ON_A_PAGE: usize = 20;

/// What an address says of the shelf.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    track: String,
    after: String,
    /// The stage for which somebody looks.
    into: String,
}

#[derive(Template)]
#[template(path = "practice/shelf.html")]
struct ShelfPage {
    f: Frame,
    w: &'static texts::Practice,
    track: Option<Track>,
    shelf: Shelf,
    later: bool,
    into: String,
    /// Whether they could begin a draft anywhere.
    drafts: bool,
}

impl ShelfPage {
    /// Each track with its address, after all of them.
    fn tabs(&self) -> Vec<(Option<Track>, &'static str, String)> {
        let all = (None, self.w.all, paths::practices(None, "", &self.into));
        let tab = |track: &Track| {
            let address = paths::practices(Some(*track), "", &self.into);
            (Some(*track), (self.f.t.common.track)(*track), address)
        };
        std::iter::once(all).chain(Track::ALL.iter().map(tab)).collect()
    }

    fn newest(&self) -> String {
        paths::practices(self.track, "", &self.into)
    }

    fn next(&self) -> Option<String> {
        let next = self.shelf.next?;
        Some(paths::practices(self.track, &next.to_string(), &self.into))
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let f = Frame::of(&site, &visitor, "practices");
    let wrong = || app::Error::from(RequestRefusal::Filter);
    let track = match asked.track.as_str() {
        "" => None,
        code => Some(Track::from_code(code).ok_or_else(wrong)?),
    };
    let after = match asked.after.as_str() {
        "" => None,
        after => Some(after.parse()?),
    };
    let mut reader = Reader::open(&site.app, visitor.person.as_ref().map(|person| person.id)).await?;
    let shelf = reader.practices(track, after, ON_A_PAGE).await?;
    drop(reader);
    let actor = visitor.actor.as_ref();
    page(&ShelfPage {
        w: &f.t.practice,
        f,
        track,
        shelf,
        later: after.is_some(),
        into: place(&asked.into).map(|_| asked.into).unwrap_or_default(),
        drafts: actor.is_some_and(|actor| actor.has(Duty::Draft)),
    })
}
