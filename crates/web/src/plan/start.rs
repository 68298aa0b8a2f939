use app::reader::{Filter, Reader};
use domain::elements;
use domain::ids::DisclosureId;

use super::editor::Editor;
use crate::session::SignedIn;
use crate::texts::fill;
use crate::{Result, Site, paths};

/// The word in an address for the entry's own skeleton.
const TEMPLATE: &str = "template";
/// So many earlier texts are offered.
const EARLIER: usize = 3;

/// Something to begin with.
pub(super) struct Start {
    pub(super) address: String,
    pub(super) label: String,
}

impl Editor {
    /// Begins with what was asked for, and offers what one could begin with: the entry's skeleton, and what the unit
    /// disclosed of this entry before, as far as this drafter may see it.
    pub(super) async fn start(&mut self, site: &Site, signed: &SignedIn, with: &str) -> Result<()> {
        let about = &self.about;
        let mut reader = Reader::open(&site.app, Some(signed.person.id)).await?;
        if with == TEMPLATE {
            self.draft.body = elements::skeleton(&about.entry);
        } else if let Ok(id) = with.parse::<DisclosureId>()
            && let Some(found) = reader.disclosure(id).await?
            && found.unit == about.unit
            && found.entry == about.entry.key
        {
            self.started = Some(fill(
                self.f.t.writing.started,
                &[&found.proposal.title, &self.f.day(&found.released_at)],
            ));
            self.draft.body = found.proposal.body;
        }
        let filter = Filter {
            track: Some(about.track),
            unit: Some(about.unit),
            entry: Some(about.entry.key.clone()),
            stage: Some(about.stage),
        };
        let e = &self.f.t.writing;
        let address = |with: &str| format!("{}&start={with}", paths::new_plan(&about.matter, about.stage));
        let label = match about.entry.template {
            Some(_) => e.start_template,
            None => e.start_elements,
        };
        self.starts.push(Start {
            address: address(TEMPLATE),
            label: label.to_owned(),
        });
        let into = format!("{}.{}", about.matter, about.stage.code());
        self.starts.push(Start {
            address: paths::practices(Some(about.track), "", &into),
            label: self.f.t.practice.start.to_owned(),
        });
        for item in reader.list(&filter, None, EARLIER).await?.items {
            self.starts.push(Start {
                address: address(&item.id.to_string()),
                label: fill(e.start_earlier, &[&item.title, &self.f.day(&item.released_at)]),
            });
        }
        Ok(())
    }

    /// Whether the text has a place for an element, as it was when the page was made.
    pub(super) fn speaks_of(&self, element: &str) -> bool {
        elements::speaks_of(&self.draft.body, element)
    }

    pub(super) fn lacks_elements(&self) -> bool {
        self.about
            .entry
            .elements
            .iter()
            .any(|element| !self.speaks_of(element))
    }
}
