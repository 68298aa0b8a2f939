use app::account::passkey::{self, PasskeyView};
use app::account::second_factor::{self, Standing};
use app::account::{self, SessionView, TokenView};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::organisation::Person;
use serde::Deserialize;

use super::{Problem, device};
use crate::asked::Query;
use crate::frame::{Frame, page};
use crate::session::{Caller, SignedIn};
use crate::{Result, Site};

#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    changed: String,
}

/// What has just happened on this page.
#[derive(Default)]
pub(super) struct News {
    pub(super) changed: bool,
    /// A token that was made out just now; nobody sees it again.
    pub(super) issued: Option<String>,
    pub(super) problem: Option<Problem>,
}

#[derive(Template)]
#[template(path = "account/mine.html")]
struct AccountPage {
    f: Frame,
    person: Person,
    standing: Option<Standing>,
    passkeys: Vec<PasskeyView>,
    /// Whether passkeys are offered here.
    offered: bool,
    sessions: Vec<SessionView>,
    tokens: Vec<TokenView>,
    changed: bool,
    issued: Option<String>,
    problem: Option<Problem>,
}

impl AccountPage {
    /// The field to look at again.
    fn wrong(&self) -> &'static str {
        self.problem.as_ref().map_or("", |problem| problem.field)
    }

    fn device(&self, session: &SessionView) -> String {
        device::words(&session.device, self.f.t.account.unknown_device)
    }

    /// Whether there is another session than this one.
    fn has_others(&self) -> bool {
        self.sessions.iter().any(|session| !session.this)
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    caller: Caller,
    Query(done): Query<Done>,
) -> Result<Response> {
    let news = News {
        changed: done.changed == "1",
        ..News::default()
    };
    with_news(&site, (signed_in, &caller), news).await
}

/// The page of somebody's account, with what has just happened on it.
pub(super) async fn with_news(
    site: &Site,
    (signed_in, caller): (SignedIn, &Caller),
    news: News,
) -> Result<Response> {
    let SignedIn { person, visitor } = signed_in;
    let f = Frame::of(site, &visitor, "account");
    let tokens = account::tokens(&site.app, person.id).await?;
    let sessions = account::sessions(&site.app, person.id, &caller.session).await?;
    let standing = second_factor::second_factor(&site.app, person.id).await?;
    let passkeys = passkey::passkeys(&site.app, person.id).await?;
    let News {
        changed,
        issued,
        problem,
    } = news;
    page(&AccountPage {
        f,
        person,
        standing,
        passkeys,
        offered: passkey::party(&site.app).is_some(),
        sessions,
        tokens,
        changed,
        issued,
        problem,
    })
}
