use app::outbox;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::words::Topic;

use crate::frame::{Frame, page};
use crate::session::Visitor;
use crate::texts::fill;
use crate::{Result, Site, texts};

#[derive(Template)]
#[template(path = "news/stop.html")]
struct StopPage {
    f: Frame,
    w: &'static texts::Telling,
    topic: Topic,
    stopped: bool,
}

impl StopPage {
    fn hint(&self) -> String {
        let sentence = if self.stopped {
            self.w.stopped_hint
        } else {
            self.w.stop_hint
        };
        fill(sentence, &[self.w.topic(self.topic)])
    }
}

fn stop_page(site: &Site, visitor: &Visitor, topic: Topic, stopped: bool) -> Result<Response> {
    let f = Frame::of(site, visitor, "news");
    let w = &f.t.telling;
    page(&StopPage { f, w, topic, stopped })
}

/// Programs that look at every link in a mail come here too, so this only asks.
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response> {
    let topic = outbox::stopping(&site.app, &token).await?;
    stop_page(&site, &visitor, topic, false)
}

/// From our own page, or from the program that shows the mail (RFC 8058). Nobody has to sign in to be left alone.
pub(super) async fn create(
    State(site): State<Site>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response> {
    let topic = outbox::stop(&site.app, &token).await?;
    stop_page(&site, &visitor, topic, true)
}
