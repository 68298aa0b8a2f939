//! What is public, for feed readers (Atom, RFC 4287). Whoever asks gets the same.

use app::reader::{Credit, Filter, Listed, Reader};
use atom_syndication::{Category, Entry, Feed, FixedDateTime, Link, Person};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::time::Timestamp;

use crate::texts::{self, Texts};
use crate::{Result, Site, paths};

const NEWEST: usize = 30;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/feed.atom", get(all))
        .route("/units/{id}/feed.atom", get(of_unit))
}

async fn all(State(site): State<Site>, headers: HeaderMap) -> Result<Response> {
    let reader = Reader::open(&site.app, None).await?;
    let about = About {
        title: site.name.to_string(),
        path: "/feed.atom".into(),
        page: "/disclosures".into(),
    };
    answer(reader, &Filter::default(), about, &paths::base(&headers)).await
}

async fn of_unit(State(site): State<Site>, Path(id): Path<String>, headers: HeaderMap) -> Result<Response> {
    let id = paths::id(&id)?;
    let mut reader = Reader::open(&site.app, None).await?;
    let (unit, _, _) = reader.unit(id).await?.ok_or(app::Error::NotFound)?;
    let page = paths::unit(&id);
    let about = About {
        title: unit.name,
        path: format!("{page}/feed.atom"),
        page,
    };
    answer(
        reader,
        &Filter {
            unit: Some(id),
            ..Filter::default()
        },
        about,
        &paths::base(&headers),
    )
    .await
}

/// What a feed is about: its title, its own address and that of the page it follows.
struct About {
    title: String,
    path: String,
    page: String,
}

async fn answer(mut reader: Reader, filter: &Filter, about: About, base: &str) -> Result<Response> {
    let items = reader.list(filter, None, NEWEST).await?.items;
    let updated = items.first().map_or_else(|| reader.now(), |item| item.seen_from);
    let ids: Vec<_> = items.iter().map(|item| item.id).collect();
    let credited = reader.credited(&ids).await?;
    drop(reader);
    let credits = |item: &Listed| credited.get(&item.id).map_or(&[][..], Vec::as_slice);
    let t = texts::ZH;
    let own = format!("{base}{}", about.path);
    let link = |rel: &str, href: String| Link {
        rel: rel.to_owned(),
        href,
        ..Link::default()
    };
    let feed = Feed {
        id: own.clone(),
        title: format!("{}{}", about.title, t.reading.letterhead).into(),
        lang: Some(t.common.lang.to_owned()),
        updated: date(updated)?,
        links: vec![
            link("self", own),
            link("alternate", format!("{base}{}", about.page)),
        ],
        entries: items
            .iter()
            .map(|item| entry((item, credits(item)), base, t))
            .collect::<Result<_>>()?,
        ..Feed::default()
    };
    let headers = [
        (CONTENT_TYPE, "application/atom+xml; charset=utf-8"),
        (CACHE_CONTROL, "public, max-age=60"),
    ];
    Ok((headers, feed.to_string()).into_response())
}

fn entry((item, credits): (&Listed, &[Credit]), base: &str, t: &Texts) -> Result<Entry> {
    let category = |word: &str| Category {
        term: word.to_owned(),
        ..Category::default()
    };
    // what its own text says that it came of
    let via = |credit: &Credit| Link {
        rel: "via".to_owned(),
        href: format!("{base}{}", paths::disclosure(&credit.id)),
        title: Some(t.source(credit)),
        ..Link::default()
    };
    Ok(Entry {
        id: format!("urn:uuid:{}", item.id),
        title: item.title.clone().into(),
        updated: date(item.seen_from)?,
        authors: vec![Person {
            name: item.unit_name.clone(),
            ..Person::default()
        }],
        categories: vec![
            category((t.common.track)(item.track)),
            category((t.common.stage)(item.stage)),
        ],
        links: std::iter::once(Link {
            href: format!("{base}{}", paths::disclosure(&item.id)),
            ..Link::default()
        })
        .chain(credits.iter().map(via))
        .collect(),
        ..Entry::default()
    })
}

fn date(at: Timestamp) -> Result<FixedDateTime> {
    // this type's error is no std::error::Error without more features
    let read = at.instant().to_string().parse::<FixedDateTime>();
    Ok(read.map_err(|error| app::Error::failed(error.to_string()))?)
}
