//! What came with a request to a page. What cannot be read is answered with a page of ours and a sentence.

use axum::body::{Body, Bytes};
use axum::extract::{self, FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use domain::refusal::RequestRefusal;
use domain::text::readable;
use serde::de::DeserializeOwned;

use crate::{Error, Result};

type Pairs = Vec<(String, String)>;

/// The parameters in an address.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let wrong = || invalid(RequestRefusal::Address);
        let extract::Query(pairs) = extract::Query::<Pairs>::try_from_uri(&parts.uri).map_err(|_| wrong())?;
        if !pairs.iter().all(|(_, value)| readable(value)) {
            return Err(wrong());
        }
        let extract::Query(asked) = extract::Query::try_from_uri(&parts.uri).map_err(|_| wrong())?;
        Ok(Self(asked))
    }
}

/// The fields of a short form. Long ones, which keep what was typed, read their pairs themselves.
pub(crate) struct Form<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        let (parts, body) = request.into_parts();
        let body = Request::from_parts(parts.clone(), body);
        let bytes = Bytes::from_request(body, state).await.map_err(|_| unread())?;
        let again = |parts| Request::from_parts(parts, Body::from(bytes.clone()));
        let pairs = pairs(again(parts.clone()), state).await?;
        if !pairs.iter().all(|(_, value)| readable(value)) {
            return Err(invalid(RequestRefusal::Control));
        }
        let form = extract::Form::from_request(again(parts), state).await;
        let extract::Form(sent) = form.map_err(|_| unread())?;
        Ok(Self(sent))
    }
}

/// A sent form as pairs in the order of the page. Not even a form that keeps what was typed can keep NUL.
pub(crate) async fn pairs<S: Send + Sync>(request: Request, state: &S) -> Result<Pairs> {
    let form = extract::Form::<Pairs>::from_request(request, state).await;
    let extract::Form(pairs) = form.map_err(|_| unread())?;
    if pairs.iter().any(|(_, value)| value.contains('\0')) {
        return Err(invalid(RequestRefusal::Control));
    }
    Ok(pairs)
}

fn unread() -> Error {
    invalid(RequestRefusal::Form)
}

fn invalid(refusal: RequestRefusal) -> Error {
    app::Error::from(refusal).into()
}
