use app::likeness::Filter;
use app::telling::{self, Message, Subject};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::likeness::Standing;
use domain::words::{Occasion, Topic};
use serde::Deserialize;

use crate::asked::Form;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::{Result, Site, paths, texts};

#[derive(Template)]
#[template(path = "news/show.html")]
struct NewsPage {
    f: Frame,
    w: &'static texts::News,
    /// Each topic that there are messages about, newest first.
    topics: Vec<(Topic, Vec<Message>)>,
    /// The newest line that was shown, when any message is unread.
    until: Option<i64>,
}

impl NewsPage {
    fn address(&self, message: &Message) -> String {
        match message.subject {
            Subject::Plan(id) => paths::desk_plan(&id),
            Subject::Disclosure(id) => paths::disclosure(&id),
            Subject::Withdrawal(id) => paths::withdrawal(&id),
            Subject::Excuse(id) => paths::excuse(&id),
            Subject::Catalogue(id) => paths::desk_catalogue(&id),
            Subject::Likeness(unit) => {
                let closed = Filter {
                    unit: Some(unit),
                    standing: Some(Standing::Closed),
                    ..Filter::default()
                };
                paths::likeness(&closed, None)
            }
            Subject::Desk => "/desk".to_owned(),
        }
    }

    /// What somebody has to do stands out.
    fn waits(&self, message: &Message) -> bool {
        matches!(
            message.occasion,
            Occasion::ToReview
                | Occasion::ToApprove
                | Occasion::Returned
                | Occasion::PassedOn
                | Occasion::ToAnswer
                | Occasion::ToRule
                | Occasion::ToHandOn
                | Occasion::CatalogueReturned
        )
    }
}

pub(super) async fn show(State(site): State<Site>, signed: SignedIn) -> Result<Response> {
    let messages = telling::messages(&site.app, signed.person.id).await?;
    let until = messages
        .first()
        .map(|newest| newest.seq)
        .filter(|_| messages.iter().any(|message| message.unread));
    let (work, disclosures): (Vec<_>, Vec<_>) = messages
        .into_iter()
        .partition(|message| message.occasion.topic() == Topic::Work);
    let topics = [(Topic::Work, work), (Topic::Disclosures, disclosures)];
    page(&NewsPage {
        f: Frame::of(&site, &signed.visitor, "news"),
        w: &signed.texts().news,
        topics: topics
            .into_iter()
            .filter(|(_, messages)| !messages.is_empty())
            .collect(),
        until,
    })
}

#[derive(Deserialize)]
pub(super) struct Reading {
    until: i64,
}

/// What came after the page was shown stays unread.
pub(super) async fn read_all(
    State(site): State<Site>,
    signed: SignedIn,
    Form(reading): Form<Reading>,
) -> Result<Response> {
    telling::read_all(&site.app, signed.person.id, reading.until).await?;
    Ok(Redirect::to("/news").into_response())
}
