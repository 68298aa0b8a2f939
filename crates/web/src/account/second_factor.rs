use app::account::second_factor::{self, Offer, Recovery, Standing};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{Problem, again, qr};
use crate::asked::Form;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::{Result, Site};

#[derive(Deserialize)]
pub(super) struct EnrolForm {
    letters: String,
    code: String,
    password: String,
}

#[derive(Deserialize)]
pub(super) struct EndForm {
    code: String,
    password: String,
}

#[derive(Template)]
#[template(path = "account/second_factor.html")]
struct Page {
    f: Frame,
    standing: Option<Standing>,
    offer: Offer,
    picture: Option<(i32, String)>,
    problem: Option<Problem>,
    /// Which of the two forms it stands in.
    ending: bool,
}

impl Page {
    /// The secret in groups of four, for whoever types it.
    fn groups(&self) -> String {
        let letters: Vec<_> = self.offer.letters.chars().collect();
        let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
        groups.join(" ")
    }

    fn wrong(&self, field: &str) -> bool {
        self.problem
            .as_ref()
            .is_some_and(|problem| problem.field == field)
    }
}

/// The recovery codes, which nobody sees again.
#[derive(Template)]
#[template(path = "account/recovery.html")]
struct RecoveryPage {
    f: Frame,
    codes: Recovery,
}

pub(super) async fn show(State(site): State<Site>, signed_in: SignedIn) -> Result<Response> {
    shown(&site, &signed_in, None, (None, false)).await
}

/// Answers with the page itself, since the recovery codes can be shown this once only.
pub(super) async fn create(
    State(site): State<Site>,
    signed_in: SignedIn,
    Form(form): Form<EnrolForm>,
) -> Result<Response> {
    let me = signed_in.person.id;
    let proof = (form.letters.as_str(), form.code.as_str());
    match second_factor::enrol(&site.app, me, proof, &form.password).await {
        Ok(codes) => {
            let f = Frame::of(&site, &signed_in.visitor, "account");
            page(&RecoveryPage { f, codes })
        }
        Err(error) => {
            let problem = Problem::of(error, "password", signed_in.texts())?;
            let letters = Some(form.letters.as_str());
            Ok(again(
                shown(&site, &signed_in, letters, (Some(problem), false)).await?,
            ))
        }
    }
}

pub(super) async fn end(
    State(site): State<Site>,
    signed_in: SignedIn,
    Form(form): Form<EndForm>,
) -> Result<Response> {
    match second_factor::end(&site.app, signed_in.person.id, &form.code, &form.password).await {
        Ok(()) => Ok(Redirect::to("/account").into_response()),
        Err(error) => {
            let problem = Problem::of(error, "password", signed_in.texts())?;
            Ok(again(
                shown(&site, &signed_in, None, (Some(problem), true)).await?,
            ))
        }
    }
}

async fn shown(
    site: &Site,
    signed_in: &SignedIn,
    letters: Option<&str>,
    (problem, ending): (Option<Problem>, bool),
) -> Result<Response> {
    let me = signed_in.person.id;
    let offer = second_factor::offer(&site.app, me, letters).await?;
    page(&Page {
        f: Frame::of(site, &signed_in.visitor, "account"),
        standing: second_factor::second_factor(&site.app, me).await?,
        picture: qr::picture(&offer.address),
        offer,
        problem,
        ending,
    })
}
