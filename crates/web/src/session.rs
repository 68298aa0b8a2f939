//! Who asks: the cookie of a session, and what the platform knows by it.

use app::account;
use app::telling::{self, Bell};
use axum::extract::{FromRef, FromRequestParts};
use axum::http::header::{COOKIE, HeaderValue, SET_COOKIE, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use domain::actor::Actor;
use domain::organisation::Person;

use crate::account::came_from;
use crate::texts::{Lang, Texts};
use crate::{Error, Site, paths};

const SESSION: &str = "gongkai_session";
/// By which a browser is known again.
const BROWSER: &str = "gongkai_browser";
/// Between the two steps of signing in.
const HALF: &str = "gongkai_half";
/// Between leaving for the identity provider and coming back.
const AWAY: &str = "gongkai_away";
/// A browser takes a cookie with this prefix from this host over TLS only.
const HOST_ONLY: &str = "__Host-";
const YEAR: u32 = 365 * 86_400;
const HALF_SECONDS: u32 = 10 * 60;
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
    /// Whoever sent a request, without what is new for them.
    pub(crate) async fn of(site: &Site, parts: &Parts) -> Result<Self, Error> {
        let found = match Jar::of(site, &parts.headers).get(&parts.headers, SESSION) {
            Some(token) => account::signed_in(&site.app, token).await?,
            None => None,
        };
        let (person, actor) = found.unzip();
        Ok(Self {
            person,
            actor,
            ..Self::stranger(parts)
        })
    }

    /// Whoever sent a request, as if nobody knew them.
    pub(crate) fn stranger(parts: &Parts) -> Self {
        Self {
            person: None,
            actor: None,
            bell: Bell::default(),
            taste: Taste::of(&parts.headers),
            still: parts.extensions.get::<Still>().is_some(),
        }
    }

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
        let mut visitor = Self::of(&site, parts).await?;
        if let Some(person) = visitor.person.as_ref().filter(|_| parts.method == Method::GET) {
            visitor.bell = telling::bell(&site.app, person.id).await?;
        }
        Ok(visitor)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn
where
    Site: FromRef<S>,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let visitor = Visitor::from_request_parts(parts, state).await?;
        // the address of a form that was sent is no page to come back to, but the page that it stood on is
        let page = parts.uri.path_and_query().filter(|_| parts.method == Method::GET);
        let back = page.map_or_else(|| came_from(&parts.headers), |path| path.as_str());
        match visitor.person.clone() {
            Some(person) => Ok(Self { person, visitor }),
            None => Err(Error::SignIn(back.to_owned())),
        }
    }
}

/// How cookies that are secrets travel. Plain HTTP is the normal case on an isolated network; where a proxy that is
/// trusted says that the browser speaks TLS, they go over TLS only and belong to this host alone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Jar {
    secure: bool,
}

impl Jar {
    /// The jar of whoever sent these headers.
    pub(crate) fn of(site: &Site, headers: &HeaderMap) -> Self {
        let over_tls = headers
            .get("x-forwarded-proto")
            .is_some_and(|proto| proto == "https");
        Self {
            secure: site.behind_proxy && over_tls,
        }
    }

    fn get<'h>(self, headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
        if self.secure {
            cookie(headers, &format!("{HOST_ONLY}{name}"))
        } else {
            cookie(headers, name)
        }
    }

    /// A header that gives a browser a cookie for so many seconds, or until it is closed.
    fn set(self, name: &str, value: &str, seconds: Option<u32>) -> HeaderValue {
        let age = seconds.map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
        let (prefix, secure) = if self.secure {
            (HOST_ONLY, "; Secure")
        } else {
            ("", "")
        };
        let text = format!("{prefix}{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{secure}");
        HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
    }
}

/// Whoever sends a request, with what their browser keeps for us.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    jar: Jar,
    /// The browser.
    pub(crate) browser: account::Browser,
    /// The session's token; empty without one.
    pub(crate) session: String,
    /// What carries them to the second step of signing in; empty without one.
    pub(crate) half: String,
    /// What they left for the identity provider with; empty without.
    pub(crate) away: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Caller
where
    Site: FromRef<S>,
{
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let headers = &parts.headers;
        let jar = Jar::of(&Site::from_ref(state), headers);
        let device = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok());
        let kept = |name| jar.get(headers, name).unwrap_or_default().to_owned();
        Ok(Self {
            jar,
            browser: account::Browser {
                device: device.unwrap_or_default().to_owned(),
                known: jar.get(headers, BROWSER).map(str::to_owned),
            },
            session: kept(SESSION),
            half: kept(HALF),
            away: kept(AWAY),
        })
    }
}

impl Caller {
    /// To a page of ours, signed in.
    pub(crate) fn enters(&self, welcome: &account::Welcome, path: &str) -> Response {
        let cookies = [
            self.jar.set(SESSION, &welcome.session, None),
            self.jar.set(BROWSER, &welcome.known, Some(YEAR)),
            self.jar.set(HALF, "", Some(0)),
            self.jar.set(AWAY, "", Some(0)),
        ];
        (
            AppendHeaders(cookies.map(|cookie| (SET_COOKIE, cookie))),
            Redirect::to(path),
        )
            .into_response()
    }

    /// To where the entry leads: in, or to the second step first.
    pub(crate) fn goes_on(&self, entry: account::Entry, back: &str) -> Response {
        match entry {
            account::Entry::Open(welcome) => self.enters(&welcome, back),
            account::Entry::Half(token) => {
                let cookie = self.jar.set(HALF, &token, Some(HALF_SECONDS));
                ([(SET_COOKIE, cookie)], Redirect::to(&paths::second_step(back))).into_response()
            }
        }
    }

    /// Away to the identity provider, with what proves afterwards that it is the same browser.
    pub(crate) fn departs(&self, departure: &account::provider::Departure) -> Response {
        let cookie = self.jar.set(AWAY, &departure.secret, Some(HALF_SECONDS));
        ([(SET_COOKIE, cookie)], Redirect::to(&departure.address)).into_response()
    }

    /// To the portal, signed out.
    pub(crate) fn leaves(&self) -> Response {
        let cookie = self.jar.set(SESSION, "", Some(0));
        ([(SET_COOKIE, cookie)], Redirect::to("/")).into_response()
    }
}

fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split("; "))
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// The headers that keep a choice of how pages look: `large`, `contrast` or `lang`, for a year.
pub(crate) fn set_taste(name: &str, value: &str) -> HeaderValue {
    let text = format!("gongkai_{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax");
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}
