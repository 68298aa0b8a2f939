use app::catalogue::{self, Report, RowReport, TableReport};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::CatalogueId;

use crate::desk::id;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::{self, fill};
use crate::{Result, Site, paths};

/// What an import understood of a table, row by row.
#[derive(Template)]
#[template(path = "catalogue_desk/report.html")]
struct Page {
    f: Frame,
    w: &'static texts::Catalogue,
    version: CatalogueId,
    report: Report,
}

impl Page {
    fn back(&self) -> String {
        paths::desk_catalogue(&self.version)
    }

    fn entry(&self, key: &str) -> String {
        paths::desk_catalogue_entry(&self.version, key)
    }

    fn count(&self, table: &TableReport) -> String {
        let rows = table.rows.len().to_string();
        let entries = table
            .rows
            .iter()
            .filter(|row| row.key.is_some())
            .count()
            .to_string();
        let doubtful = table.rows.iter().filter(|row| !row.doubts.is_empty()).count();
        fill(self.w.report_count, &[&rows, &entries, &doubtful.to_string()])
    }

    fn header(&self, table: &TableReport) -> String {
        let (first, last) = (table.header.0.to_string(), table.header.1.to_string());
        fill(self.w.report_header, &[&first, &last])
    }

    fn doubts(&self, row: &RowReport) -> Vec<String> {
        row.doubts.iter().map(|doubt| self.f.t.say(doubt)).collect()
    }

    fn columns(&self, table: &TableReport) -> Vec<(String, &'static str)> {
        let column =
            |(heading, code): &(String, Option<String>)| (heading.clone(), self.w.column(code.as_deref()));
        table.columns.iter().map(column).collect()
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
) -> Result<Response> {
    let f = Frame::of(&site, &signed.visitor, "desk");
    let version = id(&text)?;
    let shown = catalogue::show(&site.app, signed.person.id, version).await?;
    let report = shown.report.as_deref().and_then(Report::from_bytes);
    page(&Page {
        w: &f.t.catalogue,
        f,
        version,
        report: report.ok_or(app::Error::NotFound)?,
    })
}
