use app::catalogue::{self, Published};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::rulebook::{Entry, Field, Rulebook};

use crate::frame::{Frame, page};
use crate::session::Visitor;
use crate::texts::{self, fill};
use crate::{Result, Site, paths};

/// Two versions of a catalogue, held against each other.
#[derive(Template)]
#[template(path = "catalogue/difference.html")]
pub(crate) struct Comparison {
    f: Frame,
    w: &'static texts::Catalogue,
    /// The name of each, the older first.
    names: (String, String),
    count: String,
    added: Vec<(String, String)>,
    removed: Vec<(String, String)>,
    changed: Vec<Changed>,
    thresholds: bool,
    urgent: bool,
}

/// An entry with the fields that differ.
struct Changed {
    key: String,
    name: String,
    /// The field, what it said, what it says.
    fields: Vec<(&'static str, Vec<String>, Vec<String>)>,
}

impl Comparison {
    /// The newer version against the older one.
    pub(crate) fn new(f: Frame, names: (String, String), (older, newer): (&Rulebook, &Rulebook)) -> Self {
        let w = &f.t.catalogue;
        let found = newer.difference(older);
        let named = |rules: &Rulebook, keys: &[String]| -> Vec<(String, String)> {
            let name = |key: &String| Some((key.clone(), rules.entry(key)?.name.clone()));
            keys.iter().filter_map(name).collect()
        };
        let changed: Vec<_> = found
            .changed
            .iter()
            .filter_map(|(key, fields)| {
                let (before, now) = (older.entry(key)?, newer.entry(key)?);
                Some(changed(&f, ((older, before), (newer, now)), fields))
            })
            .collect();
        let counts = [found.added.len(), found.removed.len(), changed.len()].map(|count| count.to_string());
        let counts: Vec<_> = counts.iter().map(String::as_str).collect();
        Self {
            names,
            count: fill(w.difference_count, &counts),
            added: named(newer, &found.added),
            removed: named(older, &found.removed),
            changed,
            thresholds: found.thresholds,
            urgent: found.urgent,
            w,
            f,
        }
    }

    fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.removed.is_empty()
            && self.changed.is_empty()
            && !self.thresholds
            && !self.urgent
    }
}

fn changed(
    f: &Frame,
    ((older, before), (newer, now)): ((&Rulebook, &Entry), (&Rulebook, &Entry)),
    fields: &[Field],
) -> Changed {
    let said = |lines: Vec<String>| {
        if lines.is_empty() {
            vec![f.t.catalogue.nothing.to_owned()]
        } else {
            lines
        }
    };
    let line = |field: &Field| {
        (
            f.t.catalogue.field_name(*field),
            said(f.t.entry_field(older, before, *field)),
            said(f.t.entry_field(newer, now, *field)),
        )
    };
    Changed {
        key: now.key.clone(),
        name: now.name.clone(),
        fields: fields.iter().map(line).collect(),
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path((older, newer)): Path<(String, String)>,
) -> Result<Response> {
    let f = Frame::of(&site, &visitor, "units");
    let (older, newer) = catalogue::between(&site.app, paths::id(&older)?, paths::id(&newer)?).await?;
    let name = |version: &Published| {
        let number = version.rules.version.to_string();
        fill(f.t.catalogue.version_of, &[&version.unit_name, &number])
    };
    let names = (name(&older), name(&newer));
    page(&Comparison::new(f, names, (&older.rules, &newer.rules)))
}
