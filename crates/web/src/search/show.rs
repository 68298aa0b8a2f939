use app::reader::{Found, Hits, Reader};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::ids::DisclosureId;
use domain::refusal::RequestRefusal;
use domain::search::words;

use super::mark::{Piece, pieces};
use crate::asked::Query;
use crate::disclosure::filter::{Asked, Filters};
use crate::frame::{Frame, page};
use crate::session::Visitor;
use crate::{Result, Site};

const ON_A_PAGE: usize = 20;
/// Longer questions are cut, as the search box does.
const LONGEST_QUERY: usize = 100;

#[derive(Template)]
#[template(path = "search/show.html")]
struct SearchPage {
    f: Frame,
    filters: Filters,
    words: Vec<String>,
    hits: Hits,
    later: bool,
}

impl SearchPage {
    fn pieces<'t>(&self, text: &'t str) -> Vec<Piece<'t>> {
        pieces(text, &self.words)
    }

    /// Whether what was asked is too short for any search: terms are pairs of characters.
    fn is_one_sign(&self) -> bool {
        self.f.query.chars().count() == 1
    }

    /// An excerpt without the signs that Markdown puts between words.
    fn excerpt(&self, hit: &Found) -> String {
        let plain = hit.excerpt.replace(['#', '|', '*', '>', '`', '~'], " ");
        let words: Vec<_> = plain
            .split_whitespace()
            .filter(|word| word.contains(|c| c != '-'))
            .collect();
        let cut = self.f.t.reading.cut;
        format!("{cut}{}{cut}", words.join(" "))
    }

    fn next(&self) -> Option<String> {
        self.hits
            .next
            .map(|next| self.filters.address(Some(("before", &next.to_string()))))
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(mut asked): Query<Asked>,
) -> Result<Response> {
    let mut f = Frame::of(&site, &visitor, "search");
    f.query = asked.q.trim().chars().take(LONGEST_QUERY).collect();
    let before = if asked.before.is_empty() {
        None
    } else {
        Some(place(&asked.before)?)
    };
    asked.q.clone_from(&f.query);
    let mut reader = Reader::open(&site.app, visitor.person.map(|person| person.id)).await?;
    let filters = Filters::of(&site, &mut reader, &asked, "/search").await?;
    let hits = reader.search(&f.query, &filters.by, before, ON_A_PAGE).await?;
    let words = words(&f.query);
    page(&SearchPage {
        f,
        filters,
        words,
        hits,
        later: before.is_some(),
    })
}

fn place(text: &str) -> Result<DisclosureId> {
    let wrong = |_| app::Error::from(RequestRefusal::Cursor);
    Ok(text.parse().map_err(wrong)?)
}
