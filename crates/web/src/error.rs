//! The one place that turns a no into a status and a page, and the only one where a failure is logged.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::refusal::PlanRefusal;

use crate::paths;
use crate::texts::{self, Texts};

/// What a page handler answers with.
pub type Result<T> = std::result::Result<T, Error>;

/// Why there is no page.
#[derive(Debug)]
pub enum Error {
    /// Somebody has to sign in first, and then comes back to this address.
    SignIn(String),
    /// What the deed or the reader said.
    App(app::Error),
}

impl From<app::Error> for Error {
    fn from(error: app::Error) -> Self {
        Self::App(error)
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::App(app::Error::failed(error))
    }
}

/// The status that says what kind of no it is.
pub(crate) fn status(error: &app::Error) -> StatusCode {
    match error {
        app::Error::NotFound => StatusCode::NOT_FOUND,
        app::Error::Forbidden => StatusCode::FORBIDDEN,
        app::Error::Refused(refusal) => refused(refusal),
        app::Error::Organisation(_) => StatusCode::CONFLICT,
        app::Error::Rulebook(_) | app::Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        app::Error::TooOften { .. } => StatusCode::TOO_MANY_REQUESTS,
        app::Error::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Somebody else has to do it, or what was sent can be mended, or the procedure stands in the way.
pub(crate) fn refused(refusal: &PlanRefusal) -> StatusCode {
    match refusal {
        PlanRefusal::DutyMissing(_)
        | PlanRefusal::NotTheDrafter
        | PlanRefusal::OwnDraft
        | PlanRefusal::OwnMatter
        | PlanRefusal::ReviewedAlready => StatusCode::FORBIDDEN,
        PlanRefusal::ReasonMissing
        | PlanRefusal::ReasonTooLong { .. }
        | PlanRefusal::NoEntry(_)
        | PlanRefusal::Form(_) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::CONFLICT,
    }
}

/// Logs a failure with its whole chain, once. Other answers are nobody's fault.
pub(crate) fn log(error: &app::Error) {
    if let app::Error::Failed(cause) = error {
        let first: &dyn std::error::Error = cause.as_ref();
        let chain = std::iter::successors(Some(first), |error| error.source());
        let chain: Vec<_> = chain.map(ToString::to_string).collect();
        tracing::error!(cause = chain.join(": "), "a request failed");
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'p> {
    t: &'p Texts,
    status: u16,
    sentence: String,
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let error = match self {
            Self::SignIn(back) => return Redirect::to(&paths::sign_in(&back)).into_response(),
            Self::App(error) => error,
        };
        log(&error);
        let status = status(&error);
        let page = ErrorPage {
            t: texts::ZH,
            status: status.as_u16(),
            sentence: error.to_string(),
        };
        match page.render() {
            Ok(html) => (status, Html(html)).into_response(),
            Err(_) => (status, error.to_string()).into_response(),
        }
    }
}
