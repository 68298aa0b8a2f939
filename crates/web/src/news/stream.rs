use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use app::{account, telling};
use axum::extract::State;
use axum::http::{HeaderName, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::ids::PersonId;
use futures_util::stream;
use tokio::sync::watch;

use super::live::Place;
use crate::session::Caller;
use crate::{Result, Site};

/// A proxy that hears nothing for long hangs up.
const ALIVE: Duration = Duration::from_secs(15);
/// How long a browser waits before it asks again.
const AGAIN: Duration = Duration::from_secs(5);

/// Somebody's open page.
struct Listener {
    site: Site,
    token: String,
    pulse: watch::Receiver<Option<i64>>,
    said: Option<usize>,
    /// Held as long as the page listens.
    _place: Place,
}

/// How many messages somebody has not read, now and whenever that changes, as long as their session lasts. For
/// nobody there is nothing to hear, nor for one page too many, and the answer tells the browser not to ask again.
pub(super) async fn show(State(site): State<Site>, caller: Caller) -> Result<Response> {
    let person = account::still(&site.app, &caller.session).await?;
    let Some(place) = person.and_then(|person| Arc::clone(&site.live).enter(person)) else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let listener = Listener {
        token: caller.session,
        pulse: site.pulse.listen(),
        said: None,
        site,
        _place: place,
    };
    let events = Sse::new(stream::unfold(listener, Listener::next));
    // a proxy that gathers a page before it passes it on would gather for ever
    let at_once = [(HeaderName::from_static("x-accel-buffering"), "no")];
    Ok((at_once, events.keep_alive(KeepAlive::new().interval(ALIVE))).into_response())
}

impl Listener {
    async fn next(mut self) -> Option<(std::result::Result<Event, Infallible>, Self)> {
        loop {
            let person = self.person().await?;
            let unread = self.unread(person).await?;
            if self.said.replace(unread) != Some(unread) {
                let event = Event::default().retry(AGAIN).data(unread.to_string());
                return Some((Ok(event), self));
            }
            self.wait().await?;
        }
    }

    /// Until there is something new, for somebody who is still signed in.
    async fn wait(&mut self) -> Option<()> {
        loop {
            tokio::select! {
                changed = self.pulse.changed() => changed.ok()?,
                () = tokio::time::sleep(ALIVE) => {
                    self.person().await?;
                    continue;
                }
            }
            return self.pulse.borrow_and_update().map(drop);
        }
    }

    async fn person(&self) -> Option<PersonId> {
        let found = account::still(&self.site.app, &self.token).await;
        found.map_err(log).ok().flatten()
    }

    async fn unread(&self, person: PersonId) -> Option<usize> {
        let counted = telling::unread(&self.site.app, person).await;
        counted.map_err(log).ok()
    }
}

fn log(error: app::Error) {
    crate::error::log(&error);
}
