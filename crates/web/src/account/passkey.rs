use app::account::passkey::{self, Made, PasskeyView};
use app::account::second_factor::second_factor;
use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::AccountRefusal;
use serde::Deserialize;
use serde_json::Value;

use super::{Problem, again};
use crate::asked::{Form, Query};
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::{Result, Site, paths};

const PAGE: &str = "/account/passkeys";

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Done {
    added: String,
}

#[derive(Deserialize)]
pub(super) struct NewForm {
    name: String,
    password: String,
    client: String,
    attestation: String,
    #[serde(default)]
    code: String,
}

#[derive(Deserialize)]
pub(super) struct NameForm {
    name: String,
}

#[derive(Template)]
#[template(path = "account/passkeys.html")]
struct Page {
    f: Frame,
    /// Where passkeys work; nowhere when none is offered.
    origin: Option<String>,
    passkeys: Vec<PasskeyView>,
    /// Whether a one-time code is asked for.
    asks_code: bool,
    added: bool,
    /// The name that was typed.
    name: String,
    problem: Option<Problem>,
}

impl Page {
    async fn of(site: &Site, signed_in: &SignedIn) -> Result<Self> {
        Ok(Self {
            f: Frame::of(site, &signed_in.visitor, "account"),
            origin: passkey::party(&site.app).map(|party| party.origin.clone()),
            passkeys: passkey::passkeys(&site.app, signed_in.person.id).await?,
            asks_code: second_factor(&site.app, signed_in.person.id).await?.is_some(),
            added: false,
            name: String::new(),
            problem: None,
        })
    }

    fn wrong(&self, field: &str) -> bool {
        self.problem
            .as_ref()
            .is_some_and(|problem| problem.field == field)
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Query(done): Query<Done>,
) -> Result<Response> {
    page(&Page {
        added: done.added == "1",
        ..Page::of(&site, &signed_in).await?
    })
}

/// What a browser is to ask an authenticator for.
pub(super) async fn challenge(State(site): State<Site>, signed_in: SignedIn) -> Result<Json<Value>> {
    Ok(Json(passkey::ask_new(&site.app, signed_in.person.id).await?))
}

pub(super) async fn create(
    State(site): State<Site>,
    signed_in: SignedIn,
    Form(form): Form<NewForm>,
) -> Result<Response> {
    let made = Made {
        name: &form.name,
        client: &form.client,
        attestation: &form.attestation,
        code: &form.code,
    };
    let problem = match passkey::add(&site.app, signed_in.person.id, &made, &form.password).await {
        Ok(()) => return Ok(Redirect::to("/account/passkeys?added=1").into_response()),
        Err(app::Error::Organisation(refusal)) => Problem {
            field: "name",
            sentence: signed_in.texts().say(&refusal),
        },
        Err(app::Error::Account(refusal)) => Problem {
            field: match refusal {
                AccountRefusal::Code | AccountRefusal::CodeUsed => "one-time",
                _ => "name",
            },
            sentence: signed_in.texts().say(&refusal),
        },
        Err(error) => Problem::of(error, "password", signed_in.texts())?,
    };
    Ok(again(page(&Page {
        name: form.name,
        problem: Some(problem),
        ..Page::of(&site, &signed_in).await?
    })?))
}

pub(super) async fn rename(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<NameForm>,
) -> Result<Response> {
    let me = signed_in.person.id;
    match passkey::rename(&site.app, me, paths::id(&id)?, &form.name).await {
        Ok(()) => Ok(Redirect::to(PAGE).into_response()),
        Err(app::Error::Organisation(refusal)) => {
            let problem = Some(Problem {
                field: "passkeys",
                sentence: signed_in.texts().say(&refusal),
            });
            let shown = Page::of(&site, &signed_in).await?;
            Ok(again(page(&Page { problem, ..shown })?))
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn remove(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response> {
    passkey::remove(&site.app, signed_in.person.id, paths::id(&id)?).await?;
    Ok(Redirect::to(PAGE).into_response())
}
