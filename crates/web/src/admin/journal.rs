use app::journal::{self, Account, Named, Wanted};
use app::organisation;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::refusal::RequestRefusal;
use domain::words::Duty;
use jiff::civil::Date;
use serde::Deserialize;

use super::offices;
use crate::asked::Query;
use crate::frame::{Frame, page};
use crate::paths::escaped;
use crate::session::SignedIn;
use crate::texts::{Auditor, fill};
use crate::{Result, Site, texts};

const LINES: usize = 100;

/// What stands in the address, as it came.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    from: String,
    until: String,
    kind: String,
    person: String,
    before: String,
}

/// A field, and what is wrong with it.
type Problem = (&'static str, String);

#[derive(Template)]
#[template(path = "admin/journal.html")]
struct Page {
    f: Frame,
    w: &'static texts::Admin,
    a: &'static Auditor,
    asked: Asked,
    kinds: Vec<String>,
    lines: Vec<Account>,
    problem: Option<Problem>,
}

impl Page {
    /// The filters as they go into an address, without the place in the list.
    fn filters(&self) -> String {
        let Asked {
            from,
            until,
            kind,
            person,
            ..
        } = &self.asked;
        let pairs = [
            ("from", from),
            ("until", until),
            ("kind", kind),
            ("person", person),
        ];
        let pairs = pairs.iter().filter(|(_, value)| !value.is_empty());
        let pairs: Vec<_> = pairs
            .map(|(name, value)| format!("{name}={}", escaped(value)))
            .collect();
        format!("?{}", pairs.join("&"))
    }

    fn older(&self) -> Option<String> {
        let last = self.lines.last().filter(|_| self.lines.len() == LINES)?;
        Some(format!("/admin/journal{}&before={}", self.filters(), last.seq))
    }

    /// The end of an id, which is chance; its beginning is the time.
    fn short(&self, named: &Named) -> String {
        named.id.simple().to_string().chars().skip(24).collect()
    }
}

impl Asked {
    async fn wanted(&self, site: &Site, t: &Auditor) -> Result<std::result::Result<Wanted, Problem>> {
        let mut wanted = Wanted::default();
        for (field, text, day) in [
            ("from", &self.from, &mut wanted.from),
            ("until", &self.until, &mut wanted.until),
        ] {
            if !text.is_empty() {
                let Ok(parsed) = text.parse::<Date>() else {
                    return Ok(Err((field, t.bad_day.to_owned())));
                };
                *day = Some(parsed);
            }
        }
        let code = self.person.trim();
        if !code.is_empty() {
            let Some(person) = organisation::person_by_code(&site.app, code).await? else {
                return Ok(Err(("person", fill(t.unknown_person, &[code]))));
            };
            wanted.person = Some(person.id);
        }
        if !self.before.is_empty() {
            let cursor = |_| app::Error::from(RequestRefusal::Cursor);
            wanted.before = Some(self.before.parse().map_err(cursor)?);
        }
        wanted.kind = (!self.kind.is_empty()).then(|| self.kind.clone());
        Ok(Ok(wanted))
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    offices(&signed, &[Duty::Audit])?;
    let a = &signed.texts().auditor;
    let (lines, problem) = match asked.wanted(&site, a).await? {
        Ok(wanted) => {
            let by = Some(signed.person.id);
            (journal::account(&site.app, by, &wanted, LINES).await?, None)
        }
        Err(problem) => (Vec::new(), Some(problem)),
    };
    let status = if problem.is_none() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let shown = Page {
        f: Frame::of(&site, &signed.visitor, "admin"),
        w: &signed.texts().admin,
        a,
        asked,
        kinds: journal::kinds(&site.app).await?,
        lines,
        problem,
    };
    Ok((status, page(&shown)?).into_response())
}

pub(super) async fn export(
    State(site): State<Site>,
    signed: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    offices(&signed, &[Duty::Audit])?;
    let wanted = asked.wanted(&site, &signed.texts().auditor).await?;
    let wanted = wanted.map_err(|_| app::Error::from(RequestRefusal::Filter))?;
    let bytes = journal::csv(&site.app, Some(signed.person.id), &wanted).await?;
    let head = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"journal.csv\""),
    ];
    Ok((head, bytes).into_response())
}
