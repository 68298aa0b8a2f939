use app::likeness::{self, PairView, Voice};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::DisclosureId;
use domain::likeness::Outcome;

use super::pair::{Pair, Row};
use crate::asked::Query;
use crate::desk::{Done, Fields};
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::{self, fill};
use crate::{Result, Site, error, paths};

/// A disclosure beside what it is alike to, with what was said of it.
#[derive(Template)]
#[template(path = "likeness/disclosed.html")]
struct Page {
    f: Frame,
    w: &'static texts::Likeness,
    source: DisclosureId,
    pair: Pair,
    view: PairView,
    done: Option<&'static str>,
    /// The form that was refused, with what was typed there.
    refused: Option<(&'static str, String)>,
    outcome: Option<Outcome>,
    words: String,
}

impl Page {
    async fn load(
        site: &Site,
        signed: &SignedIn,
        (disclosure, source): (DisclosureId, DisclosureId),
    ) -> Result<Self> {
        let f = Frame::of(site, &signed.visitor, "desk");
        let view = likeness::of_pair(&site.app, signed.person.id, (disclosure, source)).await?;
        Ok(Self {
            w: &f.t.likeness,
            source,
            pair: Pair::of(&f, view.beside.clone()),
            view,
            done: None,
            refused: None,
            outcome: None,
            words: String::new(),
            f,
        })
    }

    fn outcomes() -> &'static [Outcome] {
        Outcome::ALL
    }

    fn chose(&self, outcome: &Outcome) -> bool {
        self.outcome == Some(*outcome)
    }

    fn address(&self) -> String {
        paths::likeness_pair(&self.view.disclosure, &self.source)
    }

    fn refuses(&self, form: &str) -> bool {
        self.refused.as_ref().is_some_and(|(refused, _)| *refused == form)
    }

    fn typed(&self, form: &str) -> &str {
        if self.refuses(form) { &self.words } else { "" }
    }

    fn voice(&self, voice: &Voice) -> String {
        let at = self.f.minute(&voice.at);
        match voice.outcome {
            Some(outcome) => fill(
                self.w.voice_closed,
                &[self.w.outcome_word(outcome), &voice.by, &at],
            ),
            None => fill(self.w.voice_unit, &[&voice.by, &at]),
        }
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path((disclosure, source)): Path<(String, String)>,
    Query(Done { done }): Query<Done>,
) -> Result<Response> {
    let pair = (paths::id(&disclosure)?, paths::id(&source)?);
    let mut shown = Page::load(&site, &signed, pair).await?;
    shown.done = shown.w.done(&done);
    page(&shown)
}

pub(super) async fn answer(
    State(site): State<Site>,
    signed: SignedIn,
    Path((disclosure, source)): Path<(String, String)>,
    sent: Fields,
) -> Result<Response> {
    let pair = (paths::id(&disclosure)?, paths::id(&source)?);
    let words = sent.text("words");
    let outcome = likeness::answer(&site.app, signed.person.id, pair, &words).await;
    answered(&site, &signed, (pair, outcome), ("answered", None, words)).await
}

pub(super) async fn close(
    State(site): State<Site>,
    signed: SignedIn,
    Path((disclosure, source)): Path<(String, String)>,
    sent: Fields,
) -> Result<Response> {
    let pair = (paths::id(&disclosure)?, paths::id(&source)?);
    let (chosen, words) = (Outcome::from_code(sent.one("outcome")), sent.text("words"));
    let outcome = likeness::close(&site.app, signed.person.id, pair, (chosen, &words)).await;
    answered(&site, &signed, (pair, outcome), ("closed", chosen, words)).await
}

/// Back to the page, with a sentence or with what was typed.
async fn answered(
    site: &Site,
    signed: &SignedIn,
    (pair, outcome): ((DisclosureId, DisclosureId), app::Result<()>),
    (deed, chosen, words): (&'static str, Option<Outcome>, String),
) -> Result<Response> {
    match outcome {
        Ok(()) => {
            let address = paths::done(&paths::likeness_pair(&pair.0, &pair.1), deed);
            Ok(Redirect::to(&address).into_response())
        }
        Err(app::Error::Likeness(refusal)) => {
            let mut again = Page::load(site, signed, pair).await?;
            again.refused = Some((deed, signed.texts().say(&refusal)));
            again.outcome = chosen;
            again.words = words;
            Ok((error::likeness(&refusal), page(&again)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}
