use app::account;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use domain::ids::PersonId;

use super::problem::Problem;
use crate::Site;

/// Whose token came with the request; a visitor when none did. A token that does not hold is an error, since its
/// owner would otherwise take the visitor's view for their own.
pub(super) struct Caller(pub(super) Option<PersonId>);

/// Somebody whose token holds.
pub(super) struct Known(pub(super) PersonId);

impl FromRequestParts<Site> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        if !parts.headers.contains_key(AUTHORIZATION) {
            return Ok(Self(None));
        }
        let token = token(&parts.headers).ok_or_else(Problem::unknown_caller)?;
        let person = account::bearer(&site.app, token).await?;
        person
            .map(|person| Self(Some(person)))
            .ok_or_else(Problem::unknown_caller)
    }
}

impl FromRequestParts<Site> for Known {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let caller = Caller::from_request_parts(parts, site).await?;
        caller.0.map(Self).ok_or_else(Problem::unknown_caller)
    }
}

/// The one token of a request; two would leave open who asks.
fn token(headers: &HeaderMap) -> Option<&str> {
    let mut all = headers.get_all(AUTHORIZATION).iter();
    let (scheme, token) = all.next()?.to_str().ok()?.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") && all.next().is_none()).then_some(token.trim())
}
