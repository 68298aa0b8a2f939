use app::account;
use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};

use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::{Result, Site, paths, texts};

/// The private address for somebody's calendar program.
#[derive(Template)]
#[template(path = "obligation/address.html")]
struct Page {
    f: Frame,
    o: &'static texts::Obligation,
    exists: bool,
    /// Made out just now; nobody sees it again.
    issued: Option<String>,
}

impl Page {
    async fn new(site: &Site, signed: &SignedIn) -> Result<Self> {
        let f = Frame::of(site, &signed.visitor, "desk");
        Ok(Self {
            o: &f.t.obligation,
            exists: account::has_address(&site.app, signed.person.id).await?,
            issued: None,
            f,
        })
    }
}

pub(super) async fn show(State(site): State<Site>, signed: SignedIn) -> Result<Response> {
    page(&Page::new(&site, &signed).await?)
}

/// Answers with the page itself, since the address can be shown this once only.
pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    headers: HeaderMap,
) -> Result<Response> {
    let token = account::issue_address(&site.app, signed.person.id).await?;
    let mut shown = Page::new(&site, &signed).await?;
    shown.issued = Some(format!("{}{}", paths::base(&headers), paths::calendar(&token)));
    page(&shown)
}

pub(super) async fn revoke(State(site): State<Site>, signed: SignedIn) -> Result<Response> {
    account::revoke_address(&site.app, signed.person.id).await?;
    Ok(Redirect::to("/desk/calendar").into_response())
}
