//! The one place that turns a no into a status and a page, and the only one where a failure is logged.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::refusal::{
    AccountRefusal, CatalogueRefusal, LikenessRefusal, ObligationRefusal, PlanRefusal, PracticeRefusal,
    ProcedureRefusal, UrgentRefusal, WithdrawalRefusal, WithholdingRefusal,
};

use crate::frame::Frame;
use crate::held::AsksToSignIn;
use crate::session::Visitor;
use crate::{Site, paths};

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
        app::Error::Obligation(refusal) => not_excused(refusal),
        app::Error::Withdrawal(refusal) => withdrawal(refusal),
        app::Error::Urgent(refusal) => urgent(refusal),
        app::Error::Withholding(refusal) => withholding(refusal),
        app::Error::Practice(refusal) => practice(refusal),
        app::Error::Likeness(refusal) => likeness(refusal),
        app::Error::Archive(_) => StatusCode::CONFLICT,
        app::Error::Organisation(_) | app::Error::Credit(_) => StatusCode::CONFLICT,
        app::Error::Catalogue(refusal) => catalogue(refusal),
        app::Error::Account(
            AccountRefusal::Code
            | AccountRefusal::CodeUsed
            | AccountRefusal::Passkey
            | AccountRefusal::PasskeyLost,
        ) => StatusCode::UNPROCESSABLE_ENTITY,
        app::Error::Account(_) => StatusCode::CONFLICT,
        app::Error::Rulebook(_)
        | app::Error::Invalid(_)
        | app::Error::Telling(_)
        | app::Error::Attachment(_) => StatusCode::UNPROCESSABLE_ENTITY,
        app::Error::Procedure(refusal) => not_passed(refusal),
        app::Error::TooOften { .. } => StatusCode::TOO_MANY_REQUESTS,
        app::Error::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Somebody else has to do it, or what was sent can be mended, or the procedure stands in the way.
pub(crate) fn refused(refusal: &PlanRefusal) -> StatusCode {
    match refusal {
        PlanRefusal::DutyMissing(_)
        | PlanRefusal::OwnDraft
        | PlanRefusal::OwnMatter
        | PlanRefusal::ReviewedAlready => StatusCode::FORBIDDEN,
        PlanRefusal::ReasonMissing
        | PlanRefusal::ReasonTooLong { .. }
        | PlanRefusal::ChangeNoteMissing
        | PlanRefusal::NoEntry(_)
        | PlanRefusal::WordsUnfit(_)
        | PlanRefusal::Form(_) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::CONFLICT,
    }
}

/// The same for what a unit asked to be excused from.
pub(crate) fn not_excused(refusal: &ObligationRefusal) -> StatusCode {
    match refusal {
        ObligationRefusal::DutyMissing(_) | ObligationRefusal::OwnExcuse => StatusCode::FORBIDDEN,
        ObligationRefusal::NotOpen | ObligationRefusal::Asked | ObligationRefusal::Ruled => {
            StatusCode::CONFLICT
        }
        ObligationRefusal::WordsMissing
        | ObligationRefusal::WordsTooLong { .. }
        | ObligationRefusal::Unreadable
        | ObligationRefusal::WordsUnfit(_) => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// The same for a catalogue.
fn catalogue(refusal: &CatalogueRefusal) -> StatusCode {
    match refusal {
        CatalogueRefusal::DutyMissing(_)
        | CatalogueRefusal::OwnDraft
        | CatalogueRefusal::CheckedAlready
        | CatalogueRefusal::FiledAlready => StatusCode::FORBIDDEN,
        CatalogueRefusal::UnderWay
        | CatalogueRefusal::Stale { .. }
        | CatalogueRefusal::WrongState(_)
        | CatalogueRefusal::Gaps(_)
        | CatalogueRefusal::Looser(_) => StatusCode::CONFLICT,
        CatalogueRefusal::ReasonMissing
        | CatalogueRefusal::WordsTooLong { .. }
        | CatalogueRefusal::Unreadable
        | CatalogueRefusal::OtherTrack
        | CatalogueRefusal::NoEntry(_)
        | CatalogueRefusal::NoBase
        | CatalogueRefusal::NoTable => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// The same for the rules of withdrawal.
pub(crate) fn withdrawal(refusal: &WithdrawalRefusal) -> StatusCode {
    match refusal {
        WithdrawalRefusal::GroundMissing | WithdrawalRefusal::WordsMissing => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        WithdrawalRefusal::OwnRequest | WithdrawalRefusal::OwnErasure | WithdrawalRefusal::NotYours => {
            StatusCode::FORBIDDEN
        }
        WithdrawalRefusal::Plan(refusal) => refused(refusal),
        WithdrawalRefusal::Withdrawn
        | WithdrawalRefusal::NotWithdrawn
        | WithdrawalRefusal::Erased
        | WithdrawalRefusal::GroundKeeps
        | WithdrawalRefusal::AskedAlready
        | WithdrawalRefusal::NothingAsked => StatusCode::CONFLICT,
    }
}

/// The same for urgent releases.
pub(crate) fn urgent(refusal: &UrgentRefusal) -> StatusCode {
    match refusal {
        UrgentRefusal::ReasonMissing => StatusCode::UNPROCESSABLE_ENTITY,
        UrgentRefusal::OwnRelease => StatusCode::FORBIDDEN,
        UrgentRefusal::Plan(refusal) => refused(refusal),
        UrgentRefusal::NotAllowed(_)
        | UrgentRefusal::NothingMissing
        | UrgentRefusal::EarlierUnconfirmed
        | UrgentRefusal::Later
        | UrgentRefusal::NothingToConfirm => StatusCode::CONFLICT,
    }
}

/// The same for notices of non-disclosure.
pub(crate) fn withholding(refusal: &WithholdingRefusal) -> StatusCode {
    match refusal {
        WithholdingRefusal::NothingChosen
        | WithholdingRefusal::GroundMissing
        | WithholdingRefusal::WordsMissing
        | WithholdingRefusal::NoteReveals
        | WithholdingRefusal::DayMissing
        | WithholdingRefusal::DayOutside { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        WithholdingRefusal::OwnNotice => StatusCode::FORBIDDEN,
        WithholdingRefusal::Plan(refusal) => refused(refusal),
        WithholdingRefusal::NotOwed
        | WithholdingRefusal::FiledAlready
        | WithholdingRefusal::Planned
        | WithholdingRefusal::NothingAsked
        | WithholdingRefusal::NotInForce => StatusCode::CONFLICT,
    }
}

/// The same for the shelf of practices.
fn practice(refusal: &PracticeRefusal) -> StatusCode {
    match refusal {
        PracticeRefusal::NotYours => StatusCode::FORBIDDEN,
        PracticeRefusal::Offered | PracticeRefusal::NotOffered => StatusCode::CONFLICT,
        PracticeRefusal::WordsMissing
        | PracticeRefusal::WordsTooLong { .. }
        | PracticeRefusal::Unreadable
        | PracticeRefusal::PersonalData(_)
        | PracticeRefusal::Classified(_) => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// The same for likenesses.
pub(crate) fn likeness(refusal: &LikenessRefusal) -> StatusCode {
    match refusal {
        LikenessRefusal::WordsMissing | LikenessRefusal::OutcomeMissing => StatusCode::UNPROCESSABLE_ENTITY,
        LikenessRefusal::NotSupervising | LikenessRefusal::DraftsThere | LikenessRefusal::HadAHand => {
            StatusCode::FORBIDDEN
        }
        LikenessRefusal::ClosedAlready => StatusCode::CONFLICT,
        LikenessRefusal::NotReady => StatusCode::SERVICE_UNAVAILABLE,
        LikenessRefusal::Plan(refusal) => refused(refusal),
    }
}

fn not_passed(refusal: &ProcedureRefusal) -> StatusCode {
    match refusal {
        ProcedureRefusal::NotYours | ProcedureRefusal::OnlyForTheAbsent => StatusCode::FORBIDDEN,
        ProcedureRefusal::NotTheHolder | ProcedureRefusal::EndedAlready => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
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

/// A no, in the frame of whoever is told. It counts nothing: what does not exist and what is hidden are the same bytes.
#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    f: Frame,
    status: u16,
    sentence: String,
}

impl ErrorPage {
    /// Whether it may be that this is open to them once they are known.
    fn may_sign_in(&self) -> bool {
        self.f.person.is_none() && matches!(self.status, 403 | 404)
    }
}

/// A no on its way out, which has not been said in anybody's language yet.
#[derive(Clone)]
struct Unsaid(Arc<app::Error>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let error = match self {
            Self::SignIn(back) => {
                let mut answer = Redirect::to(&paths::sign_in(&back)).into_response();
                answer.extensions_mut().insert(AsksToSignIn);
                return answer;
            }
            Self::App(error) => error,
        };
        log(&error);
        let mut answer = status(&error).into_response();
        answer.extensions_mut().insert(Unsaid(Arc::new(error)));
        answer
    }
}

/// Says a no as a page, in the language of whoever asked, who stays signed in.
pub(crate) async fn said(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let mut answer = next.run(Request::from_parts(parts.clone(), body)).await;
    let Some(Unsaid(error)) = answer.extensions_mut().remove::<Unsaid>() else {
        return answer;
    };
    // where even that cannot be looked up, a page still comes
    let visitor = Visitor::of(&site, &parts).await;
    let f = Frame::of(&site, &visitor.unwrap_or_else(|_| Visitor::stranger(&parts)), "");
    let sentence = f.t.say(error.as_ref());
    let page = ErrorPage {
        status: answer.status().as_u16(),
        sentence: sentence.clone(),
        f,
    };
    match page.render() {
        Ok(html) => (answer.status(), Html(html)).into_response(),
        Err(_) => (answer.status(), sentence).into_response(),
    }
}
