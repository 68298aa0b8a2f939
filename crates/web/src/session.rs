//! Who asks: the cookie of a session, and what the platform knows by it.

use app::account;
use app::telling::{self, Bell};
use axum::extract::{FromRef, FromRequestParts};
use axum::http::header::{COOKIE, HeaderValue};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use domain::actor::Actor;
use domain::organisation::Person;

use crate::texts::{Lang, Texts};
use crate::{Error, Site};

const SESSION: &str = "gongkai_session";
const LARGE: &str = "gongkai_large";
const CONTRAST: &str = "gongkai_contrast";
const LANGUAGE: &str = "gongkai_lang";

/// Somebody who reads, signed in or not.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    /// Who, when signed in.
    pub(crate) person: Option<Person>,
    /// Their duties today.
    pub(crate) actor: Option<Actor>,
    /// What is new for them; looked up for pages only.
    pub(crate) bell: Bell,
    /// How they like pages.
    pub(crate) taste: Taste,
    /// Whether this page is for a copy in files.
    pub(crate) still: bool,
}

/// Put into a request for a page that will lie in a folder of files: it has no forms and no account.
#[derive(Clone, Copy, Debug)]
pub struct Still;

/// How somebody likes pages: a matter of the browser, not of the person.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Taste {
    /// Large type.
    pub(crate) large: bool,
    /// Strong contrast.
    pub(crate) contrast: bool,
    /// Which language.
    pub(crate) lang: Lang,
}

impl Taste {
    /// What the cookies of a request say.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let lang = match cookie(headers, LANGUAGE) {
            Some("en") => Lang::En,
            _ => Lang::Zh,
        };
        Self {
            large: cookie(headers, LARGE) == Some("1"),
            contrast: cookie(headers, CONTRAST) == Some("1"),
            lang,
        }
    }
}

impl Visitor {
    /// They have come to the page of a plan or a disclosure: no message has to lead them there any more.
    pub(crate) async fn has_come_to(&mut self, site: &Site, about: uuid::Uuid) -> Result<(), Error> {
        if let Some(person) = self.person.as_ref().filter(|_| 0 < self.bell.unread)
            && telling::read(&site.app, person.id, about).await?
        {
            self.bell.unread = telling::unread(&site.app, person.id).await?;
        }
        Ok(())
    }
}

impl SignedIn {
    /// The words of their language.
    pub(crate) fn texts(&self) -> &'static Texts {
        self.visitor.taste.lang.texts()
    }
}

/// Somebody who is signed in. Everybody else is asked to, and comes back.
#[derive(Clone, Debug)]
pub(crate) struct SignedIn {
    /// Who.
    pub(crate) person: Person,
    /// The same, for the frame.
    pub(crate) visitor: Visitor,
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor
where
    Site: FromRef<S>,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let site = Site::from_ref(state);
        let found = match token(&parts.headers) {
            Some(token) => account::signed_in(&site.app, token).await?,
            None => None,
        };
        let (person, actor): (Option<Person>, _) = found.unzip();
        let bell = match &person {
            Some(person) if parts.method == Method::GET => telling::bell(&site.app, person.id).await?,
            _ => Bell::default(),
        };
        Ok(Self {
            person,
            actor,
            bell,
            taste: Taste::of(&parts.headers),
            still: parts.extensions.get::<Still>().is_some(),
        })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn
where
    Site: FromRef<S>,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let visitor = Visitor::from_request_parts(parts, state).await?;
        // the address of a form that was sent is no page to come back to
        let page = parts.uri.path_and_query().filter(|_| parts.method == Method::GET);
        let back = page.map_or("/", |path| path.as_str());
        match visitor.person.clone() {
            Some(person) => Ok(Self { person, visitor }),
            None => Err(Error::SignIn(back.to_owned())),
        }
    }
}

/// The session's token in a request.
pub(crate) fn token(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, SESSION)
}

fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split("; "))
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// The header that gives a browser its session, or takes it away (an empty token). Plain HTTP is the normal case
/// on an isolated network, so the cookie cannot demand TLS; a proxy that adds TLS can add `Secure`.
pub(crate) fn set_cookie(token: &str) -> HeaderValue {
    let age = if token.is_empty() { "; Max-Age=0" } else { "" };
    let text = format!("{SESSION}={token}; Path=/; HttpOnly; SameSite=Lax{age}");
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// The headers that keep a choice of how pages look: `large`, `contrast` or `lang`, for a year.
pub(crate) fn set_taste(name: &str, value: &str) -> HeaderValue {
    let text = format!("gongkai_{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax");
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}
