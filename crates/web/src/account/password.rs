use app::account;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::mine::{News, with_news};
use super::{Problem, again, to};
use crate::asked::Form;
use crate::session::{SignedIn, set_cookie};
use crate::{Result, Site};

#[derive(Deserialize)]
pub(super) struct PasswordForm {
    old: String,
    new: String,
    again: String,
}

pub(super) async fn create(
    State(site): State<Site>,
    signed_in: SignedIn,
    Form(form): Form<PasswordForm>,
) -> Result<Response> {
    let person = &signed_in.person;
    let problem = if form.new == form.again {
        match account::change_password(&site.app, person.id, &form.old, &form.new).await {
            Ok(()) => {
                // every session has ended, this one too
                let session = account::sign_in(&site.app, &person.code, &form.new).await?;
                return Ok(to("/account?changed=1", set_cookie(&session)));
            }
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
    Ok(again(with_news(&site, signed_in, news).await?))
}
