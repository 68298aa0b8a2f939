use app::telling;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::RequestRefusal;
use domain::words::Followed;
use serde::Deserialize;

use crate::account::own_path;
use crate::asked::Form;
use crate::session::{SignedIn, Visitor};
use crate::{Result, Site};

/// The button that follows something, or stops following it. `news/follow.html` shows it.
pub(crate) struct Follow {
    pub(crate) what: Followed,
    pub(crate) about: String,
    /// Whether they follow it already.
    pub(crate) follows: bool,
    /// The page it stands on.
    pub(crate) back: String,
}

impl Follow {
    /// The button for somebody who is signed in.
    pub(crate) async fn of(
        site: &Site,
        visitor: &Visitor,
        (what, about): (Followed, &str),
        back: &str,
    ) -> Result<Option<Self>> {
        let Some(person) = &visitor.person else {
            return Ok(None);
        };
        Ok(Some(Self {
            what,
            about: about.to_owned(),
            follows: telling::follows(&site.app, person.id, (what, about)).await?,
            back: back.to_owned(),
        }))
    }
}

#[derive(Deserialize)]
pub(super) struct Asked {
    what: String,
    about: String,
    back: String,
}

impl Asked {
    fn what(&self) -> Result<(Followed, &str)> {
        let what = Followed::from_code(&self.what).ok_or(app::Error::from(RequestRefusal::Form))?;
        Ok((what, &self.about))
    }

    fn back(&self) -> Response {
        Redirect::to(own_path(&self.back)).into_response()
    }
}

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Form(asked): Form<Asked>,
) -> Result<Response> {
    telling::follow(&site.app, signed.person.id, asked.what()?).await?;
    Ok(asked.back())
}

pub(super) async fn remove(
    State(site): State<Site>,
    signed: SignedIn,
    Form(asked): Form<Asked>,
) -> Result<Response> {
    telling::unfollow(&site.app, signed.person.id, asked.what()?).await?;
    Ok(asked.back())
}
