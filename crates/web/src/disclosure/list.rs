use app::reader::{Page, Reader};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::words::Followed;

use super::filter::{Asked, Filters};
use crate::asked::Query;
use crate::frame::{Frame, page};
use crate::news::Follow;
use crate::session::Visitor;
use crate::{Result, Site};

const ON_A_PAGE: usize = 20;

#[derive(Template)]
#[template(path = "disclosure/list.html")]
struct ListPage {
    f: Frame,
    filters: Filters,
    page: Page,
    later: bool,
    follow: Option<Follow>,
}

impl ListPage {
    fn next(&self) -> Option<String> {
        self.page
            .next
            .map(|next| self.filters.address(Some(("after", &next.to_string()))))
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(mut asked): Query<Asked>,
) -> Result<Response> {
    let f = Frame::of(&site, &visitor, "disclosures");
    // a list asks for no words
    asked.q.clear();
    let after = if asked.after.is_empty() {
        None
    } else {
        Some(asked.after.parse()?)
    };
    let mut reader = Reader::open(&site.app, visitor.person.as_ref().map(|person| person.id)).await?;
    let filters = Filters::of(&site, &mut reader, &asked, "/disclosures").await?;
    let listed = reader.list(&filters.by, after, ON_A_PAGE).await?;
    drop(reader);
    let follow = match &filters.by.entry {
        Some(key) => {
            let back = filters.address(None);
            Follow::of(&site, &visitor, (Followed::Entry, key), &back).await?
        }
        None => None,
    };
    page(&ListPage {
        f,
        filters,
        page: listed,
        later: after.is_some(),
        follow,
    })
}
