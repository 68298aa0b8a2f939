use app::account;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::mine::{News, with_news};
use super::{Problem, again};
use crate::asked::Form;
use crate::session::{Caller, SignedIn};
use crate::{Result, Site, paths};

#[derive(Deserialize)]
pub(super) struct TokenForm {
    label: String,
}

/// Answers with the page itself, since the token can be shown this once only.
pub(super) async fn create(
    State(site): State<Site>,
    signed_in: SignedIn,
    caller: Caller,
    Form(form): Form<TokenForm>,
) -> Result<Response> {
    let me = signed_in.person.id;
    match account::issue_token(&site.app, Some(me), me, &form.label).await {
        Ok(token) => {
            with_news(
                &site,
                (signed_in, &caller),
                News {
                    issued: Some(token),
                    ..News::default()
                },
            )
            .await
        }
        // a label is named as a unit is: what is wrong with it is a rule of names
        Err(app::Error::Organisation(refusal)) => {
            let problem = Some(Problem {
                field: "label",
                sentence: signed_in.texts().say(&refusal),
            });
            Ok(again(
                with_news(
                    &site,
                    (signed_in, &caller),
                    News {
                        problem,
                        ..News::default()
                    },
                )
                .await?,
            ))
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn revoke(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response> {
    account::revoke_token(&site.app, signed_in.person.id, paths::id(&id)?).await?;
    Ok(Redirect::to("/account").into_response())
}
