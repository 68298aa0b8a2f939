use app::organisation::{self, UnitLine};
use app::outbox::{self, Asked, Outgoing, Report, Security, Trouble, Way, Webhook};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::ORIGIN;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::RequestRefusal;
use domain::words::{Crowd, Duty, Posted, Style};

use super::{ROSTER, offices};
use crate::asked::Query;
use crate::desk::{Fields, id};
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::fill;
use crate::{Result, Site, error, paths, texts};

const PAGE: &str = "/admin/outgoing";

#[derive(Template)]
#[template(path = "admin/outgoing.html")]
struct Page {
    f: Frame,
    w: &'static texts::Admin,
    /// The words of what leaves the house.
    o: &'static texts::Telling,
    server: Outgoing,
    port: String,
    webhooks: Vec<(Webhook, String)>,
    units: Vec<UnitLine>,
    /// What was typed for a webhook that was refused.
    typed: Option<Webhook>,
    /// What waits for a second person: what it is, in words.
    asked: Vec<(Asked, Vec<String>)>,
    me: domain::ids::PersonId,
    /// Only the system administrator sees the forms and what could not be sent.
    report: Option<Report>,
    done: Option<&'static str>,
    /// The field that is wrong, and why.
    problem: Option<(&'static str, String)>,
}

impl Page {
    async fn load(site: &Site, signed: &SignedIn, headers: &HeaderMap) -> Result<Self> {
        offices(signed, ROSTER)?;
        let by = signed.person.id;
        let f = Frame::of(site, &signed.visitor, "admin");
        let server = outbox::outgoing(&site.app, by).await?;
        let server = server.unwrap_or_else(|| none(headers));
        let units = organisation::directory(&site.app).await?;
        let name = |webhook: &Webhook| {
            let line = units.iter().find(|line| line.unit.id == webhook.unit);
            line.map(|line| line.unit.name.clone()).unwrap_or_default()
        };
        let webhooks = outbox::webhooks(&site.app, by).await?;
        let asked = outbox::asked(&site.app, by).await?;
        let asked = asked
            .into_iter()
            .map(|one| (one.clone(), said(f.t, &one.way, name)));
        Ok(Self {
            asked: asked.collect(),
            me: by,
            w: &signed.texts().admin,
            o: &signed.texts().telling,
            port: server.port.to_string(),
            server,
            webhooks: webhooks
                .into_iter()
                .map(|webhook| (webhook.clone(), name(&webhook)))
                .collect(),
            units,
            typed: None,
            report: match f.office.administers {
                true => Some(outbox::report(&site.app, by).await?),
                false => None,
            },
            done: None,
            problem: None,
            f,
        })
    }

    fn wrong(&self, field: &str) -> bool {
        self.problem.as_ref().is_some_and(|(wrong, _)| *wrong == field)
    }

    fn typed_label(&self) -> &str {
        self.typed.as_ref().map_or("", |webhook| &webhook.label)
    }

    fn typed_address(&self) -> &str {
        self.typed.as_ref().map_or("", |webhook| &webhook.address)
    }

    fn name<'a>(&'a self, asked: &'a Asked) -> &'a str {
        match &asked.way {
            Way::Server(_) => self.o.host,
            Way::Webhook(webhook) => &webhook.label,
        }
    }

    fn is_mine(&self, asked: &Asked) -> bool {
        asked.by == self.me
    }

    fn failed(&self, trouble: &Trouble) -> bool {
        trouble.state == Posted::Failed
    }

    fn indent(&self, line: &UnitLine) -> String {
        "\u{2003}".repeat(line.depth)
    }

    fn tries(&self, tries: &i64) -> String {
        fill(self.o.tried, &[&tries.to_string()])
    }
}

/// What a way out is, for whoever is to confirm it.
fn said(t: &texts::Texts, way: &Way, unit: impl Fn(&Webhook) -> String) -> Vec<String> {
    let o = &t.telling;
    match way {
        Way::Server(server) => {
            let host = match server.host.as_str() {
                "" => o.host_none.to_owned(),
                host => format!("{host}:{}", server.port),
            };
            let mut said = vec![host, o.security(server.security).to_owned(), server.site.clone()];
            said.extend([&server.account, &server.sender].into_iter().cloned());
            said.retain(|words| !words.is_empty());
            said
        }
        Way::Webhook(webhook) => vec![
            unit(webhook),
            o.style(webhook.style).to_owned(),
            o.crowd(webhook.crowd).to_owned(),
            webhook.address.clone(),
        ],
    }
}

/// Before anything was set: the address that the administrator's own browser knows the platform by.
fn none(headers: &HeaderMap) -> Outgoing {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let origin = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
    let site = match (origin, host) {
        (Some(origin), _) => origin.to_owned(),
        (None, Some(host)) => format!("http://{host}"),
        (None, None) => String::new(),
    };
    Outgoing {
        site,
        host: String::new(),
        port: 25,
        security: Security::Plain,
        account: String::new(),
        password: String::new(),
        sender: String::new(),
    }
}

#[derive(serde::Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    done: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    headers: HeaderMap,
    Query(Done { done }): Query<Done>,
) -> Result<Response> {
    let mut shown = Page::load(&site, &signed, &headers).await?;
    shown.done = match done.as_str() {
        "saved" => Some(shown.o.saved),
        "asked" => Some(shown.o.asked_done),
        _ => None,
    };
    page(&shown)
}

/// The notice, or the page again with what was typed.
async fn answer(
    mut shown: Page,
    signed: &SignedIn,
    field: &'static str,
    outcome: app::Result<bool>,
) -> Result<Response> {
    match outcome {
        Ok(waits) => {
            let done = if waits { "asked" } else { "saved" };
            Ok(Redirect::to(&paths::done(PAGE, done)).into_response())
        }
        Err(refused @ app::Error::Telling(_)) => {
            shown.problem = Some((field, signed.texts().say(&refused)));
            Ok((error::status(&refused), page(&shown)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn save(
    State(site): State<Site>,
    signed: SignedIn,
    headers: HeaderMap,
    sent: Fields,
) -> Result<Response> {
    offices(&signed, &[Duty::Administer])?;
    let mut shown = Page::load(&site, &signed, &headers).await?;
    let wanted = Outgoing {
        site: sent.one("site").to_owned(),
        host: sent.one("host").to_owned(),
        port: sent.one("port").trim().parse().unwrap_or(0),
        security: word(Security::from_code(sent.one("security")))?,
        account: sent.one("account").to_owned(),
        password: sent.one("password").to_owned(),
        sender: sent.one("sender").to_owned(),
    };
    shown.port = sent.one("port").to_owned();
    shown.server = wanted.clone();
    let outcome = outbox::set_outgoing(&site.app, Some(signed.person.id), wanted).await;
    answer(shown, &signed, "site", outcome).await
}

pub(super) async fn add_webhook(
    State(site): State<Site>,
    signed: SignedIn,
    headers: HeaderMap,
    sent: Fields,
) -> Result<Response> {
    offices(&signed, &[Duty::Administer])?;
    let mut shown = Page::load(&site, &signed, &headers).await?;
    let wanted = Webhook {
        id: site.app.new_id(),
        unit: id(sent.one("unit"))?,
        label: sent.one("label").to_owned(),
        style: word(Style::from_code(sent.one("style")))?,
        address: sent.one("address").to_owned(),
        secret: sent.one("secret").to_owned(),
        crowd: word(Crowd::from_code(sent.one("crowd")))?,
    };
    shown.typed = Some(wanted.clone());
    let outcome = outbox::add_webhook(&site.app, Some(signed.person.id), wanted).await;
    answer(shown, &signed, "label", outcome).await
}

pub(super) async fn remove_webhook(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
) -> Result<Response> {
    offices(&signed, &[Duty::Administer])?;
    outbox::remove_webhook(&site.app, signed.person.id, paths::id(&text)?).await?;
    Ok(Redirect::to(&paths::done(PAGE, "saved")).into_response())
}

pub(super) async fn confirm(
    State(site): State<Site>,
    signed: SignedIn,
    headers: HeaderMap,
    Path(text): Path<String>,
) -> Result<Response> {
    offices(&signed, &[Duty::Secure])?;
    let outcome = outbox::confirm_outlet(&site.app, signed.person.id, paths::id(&text)?).await;
    let shown = Page::load(&site, &signed, &headers).await?;
    answer(shown, &signed, "asked", outcome.map(|()| false)).await
}

pub(super) async fn decline(
    State(site): State<Site>,
    signed: SignedIn,
    headers: HeaderMap,
    Path(text): Path<String>,
) -> Result<Response> {
    offices(&signed, ROSTER)?;
    let outcome = outbox::decline_outlet(&site.app, signed.person.id, paths::id(&text)?).await;
    let shown = Page::load(&site, &signed, &headers).await?;
    answer(shown, &signed, "asked", outcome.map(|()| false)).await
}

pub(super) async fn retry(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
) -> Result<Response> {
    offices(&signed, &[Duty::Administer])?;
    outbox::retry(&site.app, signed.person.id, paths::id(&text)?).await?;
    Ok(Redirect::to(PAGE).into_response())
}

/// A word that our form offers.
fn word<T>(found: Option<T>) -> Result<T> {
    Ok(found.ok_or(app::Error::from(RequestRefusal::Form))?)
}
