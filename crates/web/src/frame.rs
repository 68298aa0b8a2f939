//! What all pages share: the frame around them, and how they become an answer.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use domain::actor::Actor;
use domain::organisation::Person;
use domain::time::Timestamp;
use domain::words::Duty;
use jiff::tz::TimeZone;

use crate::session::{Taste, Visitor};
use crate::texts::{Lang, Texts};
use crate::{Result, Site};

/// What the frame of a page needs to know.
pub(crate) struct Frame {
    /// The words.
    pub(crate) t: &'static Texts,
    /// The name in the header.
    pub(crate) site: std::sync::Arc<str>,
    /// Who reads.
    pub(crate) person: Option<Person>,
    /// Which of the three administrators they are.
    pub(crate) office: Office,
    /// Whether they take part in a procedure.
    pub(crate) works: bool,
    /// The main navigation's present place: `portal`, `disclosures`, `units`, `search`, `desk` or `admin`.
    pub(crate) place: &'static str,
    /// How many messages they have not read.
    pub(crate) unread: usize,
    /// When they were here the last time.
    pub(crate) last_visit: Option<Timestamp>,
    /// What stands in the search box.
    pub(crate) query: String,
    /// How they like pages.
    pub(crate) taste: Taste,
    still: bool,
    /// The day it is.
    pub(crate) today: jiff::civil::Date,
    zone: TimeZone,
}

/// Which of the three administrators somebody is: what the administration shows them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Office {
    /// Looks after the organisation.
    pub(crate) administers: bool,
    /// Looks after accounts.
    pub(crate) secures: bool,
    /// Reads what happened.
    pub(crate) audits: bool,
}

impl Office {
    fn of(actor: &Actor) -> Self {
        Self {
            administers: actor.has(Duty::Administer),
            secures: actor.has(Duty::Secure),
            audits: actor.has(Duty::Audit),
        }
    }

    /// Whether there is anything for them in the administration.
    pub(crate) fn any(&self) -> bool {
        self.administers || self.secures || self.audits
    }
}

impl Frame {
    /// The frame of a page for somebody.
    pub(crate) fn of(site: &Site, visitor: &Visitor, place: &'static str) -> Self {
        let actor = visitor.actor.as_ref();
        let works = |actor: &Actor| actor.seats.iter().any(|seat| !seat.duty.administers());
        Self {
            t: visitor.taste.lang.texts(),
            site: site.name.clone(),
            person: visitor.person.clone(),
            office: actor.map(Office::of).unwrap_or_default(),
            works: actor.is_some_and(works),
            place,
            unread: visitor.bell.unread,
            last_visit: visitor.bell.last_visit,
            query: String::new(),
            taste: visitor.taste,
            still: visitor.still,
            today: site.app.today(),
            zone: site.app.zone().clone(),
        }
    }

    /// The language that pages do not speak now, and what it calls itself.
    pub(crate) fn other_language(&self) -> (&'static str, &'static str) {
        match self.taste.lang {
            Lang::Zh => ("en", "English"),
            Lang::En => ("zh", "中文"),
        }
    }

    /// The classes of the whole page.
    pub(crate) fn classes(&self) -> &'static str {
        match (self.taste.large, self.taste.contrast) {
            _ if self.still => "still",
            (false, false) => "",
            (true, false) => "large",
            (false, true) => "contrast",
            (true, true) => "large contrast",
        }
    }

    /// Whether somebody could not see it yet when they were here the last time.
    pub(crate) fn is_new(&self, seen_from: &Timestamp) -> bool {
        self.last_visit.is_some_and(|last| last < *seen_from)
    }

    /// A day, as pages write it: 2026-06-01.
    pub(crate) fn day(&self, at: &Timestamp) -> String {
        at.day(&self.zone).to_string()
    }

    /// A moment to the minute: 2026-06-01 09:30.
    pub(crate) fn minute(&self, at: &Timestamp) -> String {
        self.zone
            .to_datetime(at.instant())
            .strftime("%Y-%m-%d %H:%M")
            .to_string()
    }

    /// A moment to the second: 2026-06-01 09:30:05.
    pub(crate) fn second(&self, at: &Timestamp) -> String {
        self.zone
            .to_datetime(at.instant())
            .strftime("%Y-%m-%d %H:%M:%S")
            .to_string()
    }
}

/// A page as an answer.
pub(crate) fn page(template: &impl Template) -> Result<Response> {
    Ok(Html(template.render()?).into_response())
}
