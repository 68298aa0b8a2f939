//! Which disclosures an address asks for, and the chips that take one wish back.

use app::reader::{Filter, Reader};
use domain::ids::UnitId;
use domain::refusal::RequestRefusal;
use domain::rulebook::Rulebook;
use domain::words::{Stage, Track};
use serde::Deserialize;

use crate::frame::Frame;
use crate::{Result, Site, paths, portal};

/// What stands in the address of a list or a search, as it came. An empty value asks for nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    pub(crate) q: String,
    track: String,
    stage: String,
    unit: String,
    entry: String,
    pub(crate) after: String,
    pub(crate) before: String,
}

/// A filter that is on, and where it is off.
pub(crate) struct Chip {
    pub(crate) label: String,
    pub(crate) without: String,
}

/// A word to choose.
pub(crate) struct Choice {
    pub(crate) code: &'static str,
    pub(crate) word: &'static str,
    pub(crate) chosen: bool,
}

/// The filters of a page, with the names of what they ask for.
pub(crate) struct Filters {
    pub(crate) by: Filter,
    path: &'static str,
    query: String,
    unit_name: String,
    entry_name: String,
}

impl Asked {
    /// The filter it asks for; a word that is not on the list is refused rather than ignored.
    pub(crate) fn filter(&self) -> Result<Filter> {
        let wrong = || app::Error::from(RequestRefusal::Filter);
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let track = some(&self.track)
            .map(|code| Track::from_code(&code).ok_or_else(wrong))
            .transpose()?;
        let stage = some(&self.stage)
            .map(|code| Stage::from_code(&code).ok_or_else(wrong))
            .transpose()?;
        let unit = some(&self.unit)
            .map(|id| id.parse::<UnitId>().map_err(|_| wrong()))
            .transpose()?;
        Ok(Filter {
            track,
            stage,
            unit,
            entry: some(&self.entry),
        })
    }
}

impl Filters {
    /// The filters of a page at this path, which also keeps a search's words.
    pub(crate) async fn of(
        site: &Site,
        reader: &mut Reader,
        asked: &Asked,
        path: &'static str,
    ) -> Result<Self> {
        let by = asked.filter()?;
        let mut unit_name = String::new();
        if let Some(id) = by.unit {
            let (unit, _, _) = reader.unit(id).await?.ok_or(app::Error::NotFound)?;
            unit_name = unit.name;
        }
        let mut entry_name = String::new();
        if let Some(key) = &by.entry {
            let catalogues = portal::catalogues(site).await?;
            entry_name = catalogues
                .iter()
                .find_map(|rules| name(rules, key))
                .unwrap_or(key)
                .to_owned();
        }
        Ok(Self {
            by,
            path,
            query: asked.q.clone(),
            unit_name,
            entry_name,
        })
    }

    /// The address of this page with one more wish.
    pub(crate) fn address(&self, more: Option<(&str, &str)>) -> String {
        self.with(&self.by, more)
    }

    /// The address without any filter.
    pub(crate) fn cleared(&self) -> String {
        self.with(&Filter::default(), None)
    }

    /// The tracks to choose from.
    pub(crate) fn tracks(&self, f: &Frame) -> Vec<Choice> {
        let choice = |track: &Track| Choice {
            code: track.code(),
            word: (f.t.common.track)(*track),
            chosen: self.by.track == Some(*track),
        };
        Track::ALL.iter().map(choice).collect()
    }

    /// The stages to choose from.
    pub(crate) fn stages(&self, f: &Frame) -> Vec<Choice> {
        let choice = |stage: &Stage| Choice {
            code: stage.code(),
            word: (f.t.common.stage)(*stage),
            chosen: self.by.stage == Some(*stage),
        };
        Stage::ALL.iter().map(choice).collect()
    }

    /// The filters that are on.
    pub(crate) fn chips(&self, f: &Frame) -> Vec<Chip> {
        let mut chips = Vec::new();
        let mut chip = |label: &str, without: Filter| {
            chips.push(Chip {
                label: label.to_owned(),
                without: self.with(&without, None),
            });
        };
        if let Some(track) = self.by.track {
            chip(
                (f.t.common.track)(track),
                Filter {
                    track: None,
                    ..self.by.clone()
                },
            );
        }
        if let Some(stage) = self.by.stage {
            chip(
                (f.t.common.stage)(stage),
                Filter {
                    stage: None,
                    ..self.by.clone()
                },
            );
        }
        if self.by.unit.is_some() {
            chip(
                &self.unit_name,
                Filter {
                    unit: None,
                    ..self.by.clone()
                },
            );
        }
        if self.by.entry.is_some() {
            chip(
                &self.entry_name,
                Filter {
                    entry: None,
                    ..self.by.clone()
                },
            );
        }
        chips
    }

    fn with(&self, filter: &Filter, more: Option<(&str, &str)>) -> String {
        let query = Some(("q", self.query.as_str())).filter(|(_, words)| !words.is_empty());
        paths::filtered(self.path, filter, query.into_iter().chain(more))
    }
}

fn name<'r>(rules: &'r Rulebook, key: &str) -> Option<&'r str> {
    rules
        .entries
        .iter()
        .find(|entry| entry.key == *key)
        .map(|entry| entry.name.as_str())
}
