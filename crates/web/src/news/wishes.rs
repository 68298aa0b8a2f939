use app::outbox::{self, MailAddress};
use app::telling::{self, Following};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::RequestRefusal;
use domain::words::{Followed, Language, Pace, Topic};
use serde::Deserialize;

use crate::asked::{Form, Query};
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::{Lang, fill};
use crate::{Result, Site, error, paths, portal, texts};

const PAGE: &str = "/account/news";

#[derive(Template)]
#[template(path = "news/wishes.html")]
struct WishesPage {
    f: Frame,
    w: &'static texts::Telling,
    address: Option<MailAddress>,
    paces: Vec<(Topic, Pace)>,
    followings: Vec<(Following, String)>,
    done: Option<&'static str>,
    problem: Option<Problem>,
}

/// What is wrong, at which field, and what was typed there.
struct Problem {
    field: &'static str,
    sentence: String,
    typed: String,
}

impl WishesPage {
    fn wrong(&self, field: &str) -> bool {
        self.problem
            .as_ref()
            .is_some_and(|problem| problem.field == field)
    }

    fn typed(&self) -> &str {
        self.problem.as_ref().map_or("", |problem| &problem.typed)
    }
}

#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    done: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Query(Done { done }): Query<Done>,
) -> Result<Response> {
    let w = &signed.texts().telling;
    let done = match done.as_str() {
        "saved" => Some(w.saved),
        "confirmed" => Some(w.confirmed),
        _ => None,
    };
    page(&wishes(&site, &signed, (done, None)).await?)
}

async fn wishes(
    site: &Site,
    signed: &SignedIn,
    (done, problem): (Option<&'static str>, Option<Problem>),
) -> Result<WishesPage> {
    let person = signed.person.id;
    Ok(WishesPage {
        f: Frame::of(site, &signed.visitor, "account"),
        w: &signed.texts().telling,
        address: outbox::mail_address(&site.app, person).await?,
        paces: outbox::paces(&site.app, person).await?,
        followings: followings(site, signed).await?,
        done,
        problem,
    })
}

/// What somebody follows, each with the name that is shown for it.
async fn followings(site: &Site, signed: &SignedIn) -> Result<Vec<(Following, String)>> {
    let catalogues = portal::catalogues(site).await?;
    let entries: Vec<_> = catalogues.iter().flat_map(|rules| &rules.entries).collect();
    let named = |following: Following| {
        let entry = entries.iter().find(|entry| entry.key == following.about);
        let name = match (&following.name, following.what) {
            (Some(name), _) => name.clone(),
            (None, Followed::Entry) => {
                entry.map_or_else(|| following.about.clone(), |entry| entry.name.clone())
            }
            (None, _) if following.withdrawn.is_some() => {
                let number = following.withdrawn.as_deref().unwrap_or_default();
                fill(signed.texts().telling.withdrawn, &[number])
            }
            (None, _) => signed.texts().telling.hidden.to_owned(),
        };
        (following, name)
    };
    let followings = telling::followings(&site.app, signed.person.id).await?;
    Ok(followings.into_iter().map(named).collect())
}

/// The page with a notice after a deed, or the same page again with what was typed.
async fn answer(
    (site, signed): (&Site, &SignedIn),
    outcome: app::Result<()>,
    done: &str,
    (field, typed): (&'static str, String),
) -> Result<Response> {
    match outcome {
        Ok(()) => Ok(Redirect::to(&paths::done(PAGE, done)).into_response()),
        Err(refused @ app::Error::Telling(_)) => {
            let sentence = signed.texts().say(&refused);
            let problem = Problem {
                field,
                sentence,
                typed,
            };
            let shown = wishes(site, signed, (None, Some(problem))).await?;
            Ok((error::status(&refused), page(&shown)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Deserialize)]
pub(super) struct AddressForm {
    address: String,
}

pub(super) async fn ask(
    State(site): State<Site>,
    signed: SignedIn,
    Form(form): Form<AddressForm>,
) -> Result<Response> {
    let language = match signed.visitor.taste.lang {
        Lang::Zh => Language::Zh,
        Lang::En => Language::En,
    };
    let outcome = outbox::set_address(&site.app, signed.person.id, &form.address, language).await;
    answer((&site, &signed), outcome, "", ("address", form.address)).await
}

#[derive(Deserialize)]
pub(super) struct CodeForm {
    code: String,
}

pub(super) async fn confirm(
    State(site): State<Site>,
    signed: SignedIn,
    Form(form): Form<CodeForm>,
) -> Result<Response> {
    let outcome = outbox::confirm(&site.app, signed.person.id, &form.code).await;
    answer((&site, &signed), outcome, "confirmed", ("code", form.code)).await
}

pub(super) async fn remove(State(site): State<Site>, signed: SignedIn) -> Result<Response> {
    outbox::forget_address(&site.app, signed.person.id).await?;
    Ok(Redirect::to(&paths::done(PAGE, "saved")).into_response())
}

#[derive(Deserialize)]
pub(super) struct PacesForm {
    work: String,
    disclosures: String,
}

pub(super) async fn pace(
    State(site): State<Site>,
    signed: SignedIn,
    Form(form): Form<PacesForm>,
) -> Result<Response> {
    let pace = |code: &str| Pace::from_code(code).ok_or(app::Error::from(RequestRefusal::Form));
    let wanted = [
        (Topic::Work, pace(&form.work)?),
        (Topic::Disclosures, pace(&form.disclosures)?),
    ];
    for (topic, pace) in wanted {
        outbox::set_pace(&site.app, signed.person.id, topic, pace).await?;
    }
    Ok(Redirect::to(&paths::done(PAGE, "saved")).into_response())
}
