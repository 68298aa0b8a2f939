use app::account::{self, Tokens};
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::mine::{News, with_news};
use super::{Problem, again};
use crate::asked::Form;
use crate::session::{Caller, SignedIn};
use crate::{Result, Site};

#[derive(Deserialize)]
pub(super) struct PasswordForm {
    old: String,
    new: String,
    again: String,
    /// Checked when programs are to go on working.
    #[serde(default)]
    keep: String,
}

pub(super) async fn create(
    State(site): State<Site>,
    signed_in: SignedIn,
    caller: Caller,
    Form(form): Form<PasswordForm>,
) -> Result<Response> {
    let me = signed_in.person.id;
    let tokens = if form.keep.is_empty() {
        Tokens::End
    } else {
        Tokens::Keep
    };
    let problem = if form.new == form.again {
        let words = (form.old.as_str(), form.new.as_str());
        match account::change_password(&site.app, me, words, tokens, &caller.browser).await {
            Ok(welcome) => return Ok(caller.enters(&welcome, "/account?changed=1")),
            Err(error) => Problem::of(error, "old", signed_in.texts())?,
        }
    } else {
        Problem {
            field: "again",
            sentence: signed_in.texts().account.differ.to_owned(),
        }
    };
    let news = News {
        problem: Some(problem),
        ..News::default()
    };
    Ok(again(with_news(&site, (signed_in, &caller), news).await?))
}
