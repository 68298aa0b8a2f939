//! Signing in and out, the first password, and one's own account.

mod code;
mod device;
mod mine;
mod passkey;
mod passkey_entry;
mod password;
mod personal_data;
mod provider;
mod qr;
mod second_factor;
mod session;
mod sign_in;
mod token;
mod welcome;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{HOST, REFERER, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use crate::session::{Caller, set_taste};
use crate::texts::Texts;
use crate::{Result, Site};

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/sign-in", get(sign_in::show).post(sign_in::create))
        .route("/sign-in/code", get(code::show).post(code::create))
        .route("/sign-in/passkey", post(passkey_entry::create))
        .route("/sign-in/passkey/challenge", post(passkey_entry::challenge))
        .route("/sign-in/code/passkey", post(passkey_entry::half_create))
        .route(
            "/sign-in/code/passkey/challenge",
            post(passkey_entry::half_challenge),
        )
        .route("/account/passkeys", get(passkey::show).post(passkey::create))
        .route("/account/passkeys/challenge", post(passkey::challenge))
        .route("/account/passkeys/{id}/name", post(passkey::rename))
        .route("/account/passkeys/{id}/removal", post(passkey::remove))
        .route("/sign-in/provider", get(provider::leave))
        .route(app::account::provider::Provider::RETURN, get(provider::arrive))
        .route("/sign-out", post(sign_out))
        .route("/welcome/{token}", get(welcome::show).post(welcome::create))
        .route("/account", get(mine::show))
        .route("/account/password", post(password::create))
        .route(
            "/account/second-factor",
            get(second_factor::show).post(second_factor::create),
        )
        .route("/account/second-factor/end", post(second_factor::end))
        .route("/account/sessions/end", post(session::end_others))
        .route("/account/sessions/{id}/end", post(session::end))
        .route("/account/tokens", post(token::create))
        .route("/account/tokens/{id}/revocation", post(token::revoke))
        .route(
            "/account/personal-data",
            get(personal_data::show).post(personal_data::download),
        )
        .route("/taste/{name}/{value}", get(taste))
}

/// What is wrong with a form, and at which field.
struct Problem {
    field: &'static str,
    sentence: String,
}

impl Problem {
    /// What a deed found wrong with what was sent; anything else is no matter of the form.
    fn of(error: app::Error, field: &'static str, t: &Texts) -> Result<Self> {
        match error {
            app::Error::Invalid(refusal) => Ok(Self {
                field,
                sentence: t.say(&refusal),
            }),
            app::Error::Account(refusal) => Ok(Self {
                field: "one-time",
                sentence: t.say(&refusal),
            }),
            other => Err(other.into()),
        }
    }
}

/// To a page of ours, with a cookie.
fn to(path: &str, cookie: HeaderValue) -> Response {
    ([(SET_COOKIE, cookie)], Redirect::to(path)).into_response()
}

/// The same page again, because of what was typed.
fn again(page: Response) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// A path of this platform and of no other: browsers read `//` and `/\` as another host, and drop control characters.
pub(crate) fn own_path(back: &str) -> &str {
    let mut characters = back.bytes();
    let rooted = characters.next() == Some(b'/') && characters.next() != Some(b'/');
    let plain = back.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if rooted && plain { back } else { "/" }
}

async fn sign_out(State(site): State<Site>, caller: Caller) -> Result<Response> {
    if !caller.session.is_empty() {
        app::account::sign_out(&site.app, &caller.session).await?;
    }
    Ok(caller.leaves())
}

/// The page of ours from which somebody came; the portal when it is none.
pub(crate) fn came_from(headers: &HeaderMap) -> &str {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    let from = text(REFERER)
        .and_then(|from| from.split_once("://"))
        .map(|(_, from)| from);
    own_path(
        text(HOST)
            .and_then(|host| from?.strip_prefix(host))
            .unwrap_or("/"),
    )
}

/// Only a way of showing pages changes, so a link will do.
async fn taste(Path((name, value)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let back = came_from(&headers);
    match (name.as_str(), value.as_str()) {
        ("large" | "contrast", "0" | "1") | ("lang", "zh" | "en") => to(back, set_taste(&name, &value)),
        _ => Redirect::to(back).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn nobody_is_sent_to_another_host() {
        for own in ["/", "/disclosures?track=party&q=%E5%85%9A", "/units/1"] {
            assert_eq!(own_path(own), own);
        }
        for foreign in [
            "",
            "//example.org",
            "/\\example.org",
            "/\t/example.org",
            "https://example.org",
            "example",
            "/党",
        ] {
            assert_eq!(own_path(foreign), "/", "{foreign}");
        }
    }
}
